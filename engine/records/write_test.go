package records

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"merit/engine"
	"merit/rules/diag"
	"merit/rules/golden"
	"merit/rules/text"
)

func answers() []Line {
	score, rate, half, grade := 87.35, 0.8, -0.5, "A"
	refused := diag.At(diag.Span{}, "row-unreadable.number", "cell", "x")
	refused.Pointer, refused.Place = "/inputs/calls/3/talk", "calls.csv:5:talk"
	return []Line{
		{Specialist: "E1007", Period: "2026-03", Evaluation: &engine.Evaluation{
			Status: "final", Specialist: "E1007", Period: "2026-03", Score: &score, Earned: &score, Grade: &grade, Rate: &rate,
			Policy: engine.PolicyRef{ID: "call-centre", Version: "2021.1", Digest: "sha256:1"}, Set: "sha256:2",
			Payout:   &engine.Money{Amount: "2400.00", Currency: "CNY"},
			Metrics:  []engine.MetricResult{{ID: "speed", Value: &half, Score: &score}, {ID: "other"}},
			Vetoes:   []engine.VetoResult{{ID: "one_star", Overridden: &engine.Override{By: "王", Reason: "误评"}}, {ID: "late"}},
			Outcomes: []engine.OutcomeResult{{ID: "praise"}, {ID: "training"}},
		}},
		{Specialist: "＝示例", Period: "2026-03", Evaluation: &engine.Evaluation{
			Status: "held", Specialist: "＝示例", Period: "2026-03", Policy: engine.PolicyRef{ID: "call-centre", Version: "2021.1"},
			Reasons: []engine.Note{{Code: "x", Text: text.Text{ZH: "数据不足", EN: "too little"}}, {Code: "y", Text: text.Text{ZH: "无法判定", EN: "undecided"}}},
		}},
		{Specialist: "=HYPERLINK(\"x\")", Period: "2026-03", Problems: diag.List{refused}},
	}
}

func TestWriters(t *testing.T) {
	var table, lines bytes.Buffer
	c, err := NewCSV(&table, []string{"speed", "rating"}, text.ZH)
	if err != nil {
		t.Fatal(err)
	}
	n := NewNDJSON(&lines)
	for _, l := range answers() {
		for _, w := range []Writer{c, n} {
			if err := w.Write(l); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, w := range []Writer{c, n} {
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
	}
	golden.Compare(t, "testdata/batch.csv", table.Bytes())
	golden.Compare(t, "testdata/batch.ndjson", lines.Bytes())
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(table.String(), byteOrderMark))).ReadAll()
	if err != nil || len(rows) != 4 {
		t.Errorf("%d rows of one width, %v; want 4", len(rows), err)
	}
}

func TestDisarm(t *testing.T) {
	tests := map[string]string{
		"": "", "A": "A", "-5": "-5", "+5": "+5", "-0.5": "-0.5", "a=b": "a=b", "－5": "'－5",
		"=1+1": "'=1+1", "+1+1": "'+1+1", "-1+1": "'-1+1", "@SUM(A1)": "'@SUM(A1)",
		"\t=1": "'\t=1", "\r=1": "'\r=1", "＝1+1": "'＝1+1", "＋1": "'＋1", "＠x": "'＠x", "-": "'-", "'=1": "'=1",
	}
	for cell, want := range tests {
		if got := disarm(cell); got != want {
			t.Errorf("disarm(%q) = %q, want %q", cell, got, want)
		}
	}
}
