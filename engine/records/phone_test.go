package records

import (
	"cmp"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"merit/rules/calendar"
	"merit/rules/diag"
)

// The telephone system has two exports of the same calls, and the example a
// source file for each.

const example = "../../examples/call-centre"

func read(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// thirdParty reads a file that is not part of the repository.
func thirdParty(t *testing.T, name string) string {
	t.Helper()
	path := filepath.Join(cmp.Or(os.Getenv("MERIT_DATA"), "../../../shared/data"), name)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("third-party data is not here (%v); MERIT_DATA may name its folder", err)
	}
	return read(t, path)
}

// export assembles calls by a source file and writes a request a line.
func export(t *testing.T, toml, calls string) (string, Summary) {
	t.Helper()
	s, problems := ReadSource(diag.NewSource("phone", []byte(toml)))
	if problems.HasErrors() {
		t.Fatal(problems.Err())
	}
	rows, err := s.Assemble(map[string][]Input{
		"people": {{Name: "people.csv", Reader: strings.NewReader(read(t, example+"/people.csv"))}},
		"calls":  {{Name: "calls.csv", Reader: strings.NewReader(calls)}},
	}, Options{Fields: declared(), Length: calendar.Month})
	if err != nil {
		t.Fatal(err)
	}
	if rows.Problems != nil || rows.Bad != nil {
		t.Fatalf("problems %v, bad rows %v", rows.Problems.Err(), rows.Bad.Err())
	}
	var b strings.Builder
	for _, r := range rows.Requests {
		b.Write(r.JSON())
		b.WriteByte('\n')
	}
	return b.String(), rows.Summary
}

func TestTwoExportsOneRequest(t *testing.T) {
	tests := map[string]struct {
		clean, mixed   func(t *testing.T) string
		rows, requests int
	}{
		"invented": {
			func(t *testing.T) string { return read(t, example+"/calls.csv") },
			func(t *testing.T) string { return read(t, example+"/calls-mixed.csv") }, 484 + 7, 18},
		"real": {
			func(t *testing.T) string { return thirdParty(t, "pwc_call_center.csv") },
			func(t *testing.T) string { return thirdParty(t, "pwc_call_center_mixed_dates.csv") }, 5000 + 7, 24},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			clean, read1 := export(t, read(t, example+"/phone.source.toml"), tt.clean(t))
			mixed, read2 := export(t, read(t, example+"/phone-mixed.source.toml"), tt.mixed(t))
			if clean != mixed {
				t.Errorf("the exports differ:\n%.500s\n%.500s", clean, mixed)
			}
			if read1.Rows != tt.rows || read2.Rows != tt.rows || read1.Skipped+read2.Skipped > 0 {
				t.Errorf("read %+v and %+v, want %d rows", read1, read2, tt.rows)
			}
			if n := strings.Count(clean, "\n"); n != tt.requests {
				t.Errorf("%d requests, want %d", n, tt.requests)
			}
		})
	}
}

// Without missing = ["0"] every unanswered call would have talked for 0
// seconds: what the source file says is needed, not decoration.
func TestZerosWouldCount(t *testing.T) {
	toml, calls := read(t, example+"/phone-mixed.source.toml"), read(t, example+"/calls-mixed.csv")
	mended, _ := export(t, toml, calls)
	plain, _ := export(t, strings.Replace(toml, `, missing = ["0"]`, "", 1), calls)
	const zero = `"talk":0`
	unanswered := strings.Count(calls, ",N,N,,0,")
	if got := strings.Count(plain, zero); got != unanswered || unanswered == 0 {
		t.Errorf("%d zeros without the mark, want one for each of %d unanswered calls", got, unanswered)
	}
	if got := strings.Count(mended, zero); got != 0 {
		t.Errorf("%d zeros with the mark, want none", got)
	}
}
