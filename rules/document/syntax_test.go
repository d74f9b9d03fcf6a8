package document

import (
	"bytes"
	"os"
	"testing"

	"merit/rules/diag"
	"merit/rules/golden"
)

// TestSlipsOfHR prints what people see for a file full of slips. Read the
// golden file as HR would.
func TestSlipsOfHR(t *testing.T) {
	file, err := os.ReadFile("testdata/slips.toml")
	if err != nil {
		t.Fatal(err)
	}
	_, problems := Parse(diag.NewSource("slips.toml", file), Limits{})
	var out bytes.Buffer
	if err := (diag.Printer{}).Print(&out, problems); err != nil {
		t.Fatal(err)
	}
	golden.Compare(t, "testdata/slips.golden", out.Bytes())
}

// TestEverySlipOnItsLine checks that a mistake neither hides the next nor
// echoes: each line of the file that says "wrong" has one problem, no other.
func TestEverySlipOnItsLine(t *testing.T) {
	file, err := os.ReadFile("testdata/slips.toml")
	if err != nil {
		t.Fatal(err)
	}
	_, problems := Parse(diag.NewSource("slips.toml", file), Limits{})
	found := map[int]int{}
	for _, d := range problems {
		found[d.Span.Position().Line]++
	}
	for i, line := range bytes.Split(file, []byte("\n")) {
		want := 0
		if bytes.HasSuffix(bytes.TrimRight(line, "\r"), []byte("# wrong")) {
			want = 1
		}
		if found[i+1] != want {
			t.Errorf("line %d has %d problems, want %d: %s", i+1, found[i+1], want, line)
		}
	}
}
