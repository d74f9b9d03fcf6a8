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
	score, rate, half, third, grade := 87.35, 0.8, -0.5, 100.0/3, "A"
	refused := diag.At(diag.Span{}, "row-unreadable.number", "cell", "x")
	refused.Pointer, refused.Place = "/inputs/calls/3/talk", "calls.csv:5:talk"
	return []Line{
		{Specialist: "E1007", Period: "2026-03", Evaluation: &engine.Evaluation{
			Status: "final", Specialist: "E1007", Period: "2026-03", Score: &score, Earned: &score, Grade: &grade, Rate: &rate,
			Policy: engine.PolicyRef{ID: "call-centre", Version: "2021.1", Digest: "sha256:1"}, Set: "sha256:2",
			Payout:   &engine.Money{Amount: "2400.00", Currency: "CNY"},
			Metrics:  []engine.MetricResult{{ID: "speed", Value: &half, Score: &score}, {ID: "other"}},
			Vetoes:   []engine.VetoResult{{ID: "one_star", Overridden: &engine.Override{By: "王", Reason: "误评"}}, {ID: "late"}},
			Outcomes: []engine.OutcomeResult{{ID: "praise", Title: "通报表扬"}, {ID: "training"}},
			Warnings: []engine.Note{{Code: "small", ID: "speed", Text: text.Text{ZH: "样本不多", EN: "a small sample"}}},
		}},
		{Specialist: "＝示例", Period: "2026-03", Evaluation: &engine.Evaluation{
			Status: "held", Specialist: "＝示例", Period: "2026-03", Policy: engine.PolicyRef{ID: "call-centre", Version: "2021.1"},
			Reasons: []engine.Note{{Code: "x", Text: text.Text{ZH: "数据不足", EN: "too little"}}, {Code: "y", Text: text.Text{ZH: "无法判定", EN: "undecided"}}},
		}},
		{Specialist: "E1008", Period: "2026-03", Evaluation: &engine.Evaluation{
			Status: "final", Specialist: "E1008", Period: "2026-03", Score: &third, Policy: engine.PolicyRef{ID: "draft", Version: "1"},
			WouldPay: &engine.Money{Amount: "10.00", Currency: "CNY"}, Vetoed: true, Metrics: []engine.MetricResult{{ID: "rating", Value: &third}},
		}},
		{Specialist: "=HYPERLINK(\"x\")", Period: "2026-03", Problems: diag.List{refused}},
	}
}

func TestWriters(t *testing.T) {
	var table, people, lines bytes.Buffer
	metrics := []Column{{"speed", "平均接通速度"}, {"rating", ""}}
	c, err := NewCSV(&table, Table{Metrics: metrics, Lang: text.ZH})
	if err != nil {
		t.Fatal(err)
	}
	p, err := NewCSV(&people, Table{Metrics: metrics, Lang: text.ZH, People: true})
	if err != nil {
		t.Fatal(err)
	}
	n := NewNDJSON(&lines)
	for _, l := range answers() {
		for _, w := range []Writer{c, p, n} {
			if err := w.Write(l); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, w := range []Writer{c, p, n} {
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
	}
	golden.Compare(t, "testdata/batch.csv", table.Bytes())
	golden.Compare(t, "testdata/batch.zh.csv", people.Bytes())
	golden.Compare(t, "testdata/batch.ndjson", lines.Bytes())
	for _, b := range []*bytes.Buffer{&table, &people} {
		rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(b.String(), byteOrderMark))).ReadAll()
		if err != nil || len(rows) != 5 {
			t.Errorf("%d rows of one width, %v; want 5", len(rows), err)
		}
	}
}

// TestHeader: no two columns are called the same.
func TestHeader(t *testing.T) {
	table := Table{People: true, Lang: text.ZH, Metrics: []Column{{"csat", "满意率"}, {"csat2", "满意率"}, {"score", "得分"}, {"nps", ""}}}
	header := table.header()
	seen := map[string]bool{}
	for _, name := range header {
		if seen[name] {
			t.Errorf("two columns are called %s", name)
		}
		seen[name] = true
	}
	for _, name := range []string{"满意率 (csat)", "满意率得分 (csat2)", "nps", "nps.score"} {
		if !seen[name] {
			t.Errorf("no column is called %s: %s", name, strings.Join(header, ", "))
		}
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
