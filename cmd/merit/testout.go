package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"

	"merit/engine"
	"merit/engine/suite"
	"merit/rules/diag"
	"merit/rules/text"
)

// The JSON form of a test is a surface others rely on: fields keep their
// names, order and meaning.
type (
	testReport struct {
		Passed   int             `json:"passed"`
		Failed   int             `json:"failed"`
		Cases    []testCase      `json:"cases"`
		Coverage *testCoverage   `json:"coverage,omitempty"`
		Problems json.RawMessage `json:"problems"`
	}
	testCase struct {
		Policy  string `json:"policy"`
		Version string `json:"version"`
		Name    string `json:"name"`
		testPlace
		Passed     bool            `json:"passed"`
		Mismatches []testMismatch  `json:"mismatches,omitempty"`
		Problems   json.RawMessage `json:"problems,omitempty"`
	}
	testMismatch struct {
		Key  string  `json:"key"`
		Want string  `json:"want"`
		Got  *string `json:"got"` // null for a value that is not there
		testPlace
		Steps []engine.Step `json:"steps,omitempty"`
	}
	testCoverage struct {
		Covered int          `json:"covered"`
		All     int          `json:"all"`
		Percent float64      `json:"percent"`
		Missed  []testMissed `json:"missed"`
	}
	testMissed struct {
		Policy  string `json:"policy"`
		Version string `json:"version"`
		Kind    string `json:"kind"`
		ID      string `json:"id,omitempty"`
		Outcome string `json:"outcome"`
		testPlace
		Text text.Text `json:"text"`
	}
	testPlace struct {
		File   string `json:"file"`
		Line   int    `json:"line"`
		Column int    `json:"column"`
	}
)

func placeOf(s diag.Span) testPlace {
	if s.IsZero() {
		return testPlace{}
	}
	at := s.Position()
	return testPlace{s.Source.Name, at.Line, at.Column}
}

func (a *app) testJSON(o *outcome) error {
	out := testReport{Passed: o.Report.Passed(), Cases: []testCase{}, Problems: problemsJSON(o.Problems)}
	out.Failed = len(o.Report.Cases) - out.Passed
	for _, c := range o.Report.Cases {
		t := testCase{Policy: c.Policy.ID.Text, Version: c.Policy.Version.Text, Name: c.Name, testPlace: placeOf(c.Span), Passed: c.Passed}
		for _, m := range c.Mismatches {
			got := &m.Got
			if m.Got == suite.Nothing {
				got = nil
			}
			t.Mismatches = append(t.Mismatches, testMismatch{m.Key, m.Want, got, placeOf(m.Span), c.Steps(m.Key)})
		}
		if len(c.Problems) > 0 {
			t.Problems = problemsJSON(c.Problems)
		}
		out.Cases = append(out.Cases, t)
	}
	if o.coverage != nil {
		out.Coverage = coverageJSON(o.coverage)
	}
	e := json.NewEncoder(a.out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(out)
}

// problemsJSON is the list of problems as check writes it.
func problemsJSON(l diag.List) json.RawMessage {
	var b bytes.Buffer
	var whole struct{ Problems json.RawMessage }
	if diag.Report.JSON(diag.Report{}, &b, l) != nil || json.Unmarshal(b.Bytes(), &whole) != nil {
		return json.RawMessage("[]")
	}
	return whole.Problems
}

func coverageJSON(c *suite.Coverage) *testCoverage {
	out := &testCoverage{Covered: c.Covered(), All: len(c.Items), Percent: c.Percent(), Missed: []testMissed{}}
	for _, i := range c.Missed() {
		out.Missed = append(out.Missed, testMissed{i.Policy.ID.Text, i.Policy.Version.Text, i.Kind, i.ID, i.Outcome, placeOf(i.Span), i.Text()})
	}
	return out
}

// testJUnit writes a suite for each policy and one for what is wrong with the
// files themselves.
func (a *app) testJUnit(o *outcome) error {
	out := &diag.JUnit{Name: "merit test"}
	for _, c := range o.Report.Cases {
		at := placeOf(c.Span)
		t := diag.JUnitCase{Name: c.Name, Class: c.Policy.ID.Text, File: at.File, Line: at.Line}
		if !c.Passed {
			t.Failure = a.failure(c)
		}
		out.Case(c.Policy.ID.Text, t)
	}
	for _, d := range o.told() {
		at := placeOf(d.Span)
		out.Case("files", diag.JUnitCase{Name: d.Code + " " + d.Where(), Class: "files", File: at.File, Line: at.Line,
			Failure: &diag.JUnitFailure{Message: a.both(d.Message), Type: d.Code, Text: d.Error()}})
	}
	if o.coverage != nil {
		var lines strings.Builder
		for _, i := range o.coverage.Missed() {
			fmt.Fprintln(&lines, a.missed(i))
		}
		out.Case("coverage", diag.JUnitCase{Name: percentText(o.coverage.Percent()) + " %", Class: "coverage", Output: lines.String()})
	}
	return out.Write(a.out)
}

// failure says all that did not hold in a case.
func (a *app) failure(c *suite.Case) *diag.JUnitFailure {
	plain := *a
	var b bytes.Buffer
	plain.out, plain.color = &b, "never"
	plain.caseLines(c, false)
	first, _, _ := strings.Cut(b.String(), "\n")
	return &diag.JUnitFailure{Message: strings.TrimPrefix(first, "✗ "), Type: "example-failed", Text: b.String()}
}

// coverageLines writes how much is covered and, where asked for, what is not.
func (a *app) coverageLines(c *suite.Coverage, all bool) {
	if missed := c.Missed(); all && len(missed) > 0 {
		for _, i := range missed {
			fmt.Fprintln(a.out, a.missed(i))
		}
		fmt.Fprintln(a.out)
	}
	fmt.Fprintln(a.out, a.both(text.Say("test-coverage", "percent", percentText(c.Percent()), "covered", count(c.Covered()), "all", count(len(c.Items)))))
}

// missed says what no case reaches, and in which policy where the rule stands
// in another one's file.
func (a *app) missed(i *suite.Item) string {
	line := i.Span.String() + ": " + a.both(i.Text())
	if p := i.Policy; i.Span.Source != p.Source {
		line += " [" + p.ID.Text + " " + p.Version.Text + "]"
	}
	return line
}

// percentText rounds down, so that 100 means all.
func percentText(x float64) string { return strconv.FormatFloat(math.Floor(x*10)/10, 'f', -1, 64) }

// suggest writes a test file with cases for what is missed, but not before
// what there is holds.
func (a *app) suggest(o *outcome) error {
	if o.failed(&trying{}) {
		a.print(a.err, o.told())
		a.say("test-suggested.broken")
		return errProblems
	}
	found := suite.Suggest(o.Snapshot, o.Report, o.coverage)
	fmt.Fprint(a.out, suggestedHead)
	items := 0
	for _, s := range found {
		fmt.Fprintf(a.out, "\n%s", s.TOML())
		items += len(s.Shows)
	}
	missed := o.coverage.Missed()
	a.say("test-suggested", "cases", count(len(found)), "items", count(items), "left", count(len(missed)))
	for _, i := range missed {
		fmt.Fprintln(a.err, a.missed(i))
	}
	return nil
}

const suggestedHead = `# 由 merit test --suggest 写出。期望的结果是协议现在算出的：请逐条核对，改成你想要的，再保留。
# Written by merit test --suggest. What is expected is what the policy says now: read each case before you keep it.
`
