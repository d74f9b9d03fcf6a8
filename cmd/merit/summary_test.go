package main

import (
	"fmt"
	"testing"

	"merit/engine"
	"merit/rules/diag"
	"merit/rules/text"
)

func TestSummary(t *testing.T) {
	s := newSummary([]string{"S", "A", "B"})
	a, b := "A", "B"
	s.add(&engine.Evaluation{Status: "final", Grade: &a, Payout: &engine.Money{Amount: "0.10", Currency: "CNY"}})
	s.add(&engine.Evaluation{Status: "final", Grade: &b, Payout: &engine.Money{Amount: "0.20", Currency: "CNY"}})
	s.add(&engine.Evaluation{Status: "final", Grade: &b, Payout: &engine.Money{Amount: "5", Currency: "JPY"}})
	s.add(&engine.Evaluation{Status: "held", Specialist: "E1", Period: "2026-03",
		Reasons: []engine.Note{{Code: "veto-undecided", ID: "compliance", Text: text.Text{EN: "nothing was audited"}}}})
	s.refuse(diag.List{{Code: "missing-input"}, {Code: "missing-input"}, {Code: "wrong-type"}})
	want := "requests 5: final 3, held 1, refused 1\n" +
		"  held by veto-undecided compliance × 1: nothing was audited (such as E1 2026-03)\n" +
		"  refused because of: missing-input × 2, wrong-type × 1\n" +
		"grades: A × 1, B × 2\n" +
		"payout in total: 0.30 CNY\n" +
		"payout in total: 5 JPY\n"
	if got := s.text(text.EN); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestSummaryKeepsFewProblems(t *testing.T) {
	s := newSummary(nil)
	for i := range most + 5 {
		same := diag.Diagnostic{Code: "missing-field", Place: "people.csv:3:bonus"}
		own := diag.Diagnostic{Code: "missing-field", Pointer: fmt.Sprint("/inputs/", i)}
		s.refuse(diag.List{same, own})
	}
	if len(s.problems) != most || s.more != 6 || s.codes["missing-field"] != 2*(most+5) {
		t.Errorf("kept %d, %d more, counted %d; want %d, 6 and %d", len(s.problems), s.more, s.codes["missing-field"], most, 2*(most+5))
	}
}

func TestBar(t *testing.T) {
	for _, tt := range []struct {
		n, total int
		want     string
	}{
		{0, 3, "[░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░] 0/3"},
		{2, 3, "[████████████████████░░░░░░░░░░] 2/3"},
		{3, 3, "[██████████████████████████████] 3/3"},
	} {
		if got := barText(tt.n, tt.total); got != tt.want {
			t.Errorf("barText(%d, %d) = %s, want %s", tt.n, tt.total, got, tt.want)
		}
	}
}
