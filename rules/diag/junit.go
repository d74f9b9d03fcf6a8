package diag

import (
	"encoding/xml"
	"io"
	"slices"
)

// A JUnit is a report as build servers show it: suites of cases.
type JUnit struct {
	XMLName  xml.Name     `xml:"testsuites"`
	Name     string       `xml:"name,attr"`
	Tests    int          `xml:"tests,attr"`
	Failures int          `xml:"failures,attr"`
	Suites   []JUnitSuite `xml:"testsuite"`
}

// A JUnitSuite is the cases of one file.
type JUnitSuite struct {
	Name     string      `xml:"name,attr"`
	Tests    int         `xml:"tests,attr"`
	Failures int         `xml:"failures,attr"`
	Cases    []JUnitCase `xml:"testcase"`
}

// A JUnitCase is one thing that held or did not.
type JUnitCase struct {
	Name    string        `xml:"name,attr"`
	Class   string        `xml:"classname,attr"`
	File    string        `xml:"file,attr,omitempty"`
	Line    int           `xml:"line,attr,omitempty"`
	Failure *JUnitFailure `xml:"failure"`
	Output  string        `xml:"system-out,omitempty"`
}

// A JUnitFailure says why a case did not hold.
type JUnitFailure struct {
	Message string `xml:"message,attr"`
	Type    string `xml:"type,attr"`
	Text    string `xml:",chardata"`
}

// Write counts the cases and writes the report. What XML cannot hold becomes
// a replacement character.
func (j *JUnit) Write(w io.Writer) error {
	j.Tests, j.Failures = 0, 0
	for i := range j.Suites {
		s := &j.Suites[i]
		s.Tests, s.Failures = len(s.Cases), 0
		for _, c := range s.Cases {
			if c.Failure != nil {
				s.Failures++
			}
		}
		j.Tests, j.Failures = j.Tests+s.Tests, j.Failures+s.Failures
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", "  ")
	if err := e.Encode(j); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

// Case adds a case to the suite of that name, which is made at its first.
func (j *JUnit) Case(suite string, c JUnitCase) {
	at := slices.IndexFunc(j.Suites, func(s JUnitSuite) bool { return s.Name == suite })
	if at < 0 {
		j.Suites = append(j.Suites, JUnitSuite{Name: suite})
		at = len(j.Suites) - 1
	}
	j.Suites[at].Cases = append(j.Suites[at].Cases, c)
}

// JUnit writes l as a suite for each file: a case that fails for each error,
// one that passes for each lesser finding and for a file without any.
func (r Report) JUnit(w io.Writer, l List) error {
	out := &JUnit{Name: "merit check"}
	found := map[string]bool{}
	for i := range l {
		d := &l[i]
		suite, line := d.Where(), 0
		if !d.Span.IsZero() {
			suite, line = r.path(d.Span.Source.Name), d.Span.Position().Line
		}
		found[suite] = true
		name := d.Code
		if at := d.Where(); at != "" {
			name += " " + r.path(at)
		}
		c := JUnitCase{Name: name, Class: suite, File: suite, Line: line}
		if d.Severity == Error {
			c.Failure = &JUnitFailure{r.say(d.Message), d.Code, r.whole(d)}
		} else {
			c.Output = d.Severity.String() + ": " + r.whole(d)
		}
		out.Case(suite, c)
	}
	for _, f := range r.Files {
		if f = r.path(f); !found[f] {
			out.Case(f, JUnitCase{Name: "check", Class: f, File: f})
		}
	}
	return out.Write(w)
}
