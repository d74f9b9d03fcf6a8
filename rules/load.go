package rules

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"merit/rules/diag"
	"merit/rules/document"
	"merit/rules/formula"
)

// Read reads and checks one policy by itself. With errors the policy is nil
// and the list holds every problem, not only the first.
func Read(src *diag.Source) (*Policy, diag.List) {
	p, problems := read(src)
	if problems.HasErrors() {
		return nil, problems
	}
	return p, problems
}

// read returns the policy as far as it could be understood.
func read(src *diag.Source) (*Policy, diag.List) {
	root, problems := document.Parse(src, document.DefaultLimits)
	l := newLoader(src)
	if root != nil {
		l.others.add(root)
		l.read(root)
	}
	found := besides(l.problems, problems)
	if slices.ContainsFunc(problems, cutOff) {
		found = sure(found)
	}
	return l.policy, firstOf(append(problems, found...).Sorted())
}

// firstOf cuts a list that is too long to read, and says so.
func firstOf(all diag.List) diag.List {
	if len(all) <= mostProblems || !all.HasErrors() {
		return all
	}
	return append(slices.Clip(all[:mostProblems]), diag.At(all[mostProblems].Span, "too-many-problems"))
}

// besides leaves out what stands at the very place of a problem that is
// already said: a key that cannot be told from another is also unknown.
func besides(found, said diag.List) diag.List {
	taken := map[diag.Span]bool{} // by where they start
	start := func(d diag.Diagnostic) diag.Span { return diag.Span{Source: d.Span.Source, Start: d.Span.Start} }
	for _, d := range said {
		taken[start(d)] = taken[start(d)] || d.Severity == diag.Error
	}
	return slices.DeleteFunc(found, func(d diag.Diagnostic) bool { return d.Span.End > 0 && taken[start(d)] })
}

// cutOff reports whether a problem left part of the file unread. All others
// leave a placeholder for what they are about.
func cutOff(d diag.Diagnostic) bool {
	return d.Code == "too-many-problems" || d.Code == "too-large" || d.Code == "too-deep"
}

// sure keeps the problems that stand whatever the unread rest of a file says:
// it may hold the very thing that seems to be missing.
func sure(found diag.List) diag.List {
	return slices.DeleteFunc(found, func(d diag.Diagnostic) bool {
		return d.Code != "unknown-key" && d.Code != "wrong-type" && d.Code != "unknown-choice"
	})
}

// A loader reads one policy file into a Policy and collects what is wrong.
type loader struct {
	source   *diag.Source
	problems diag.List
	policy   *Policy

	names   *names              // of attributes, inputs, params and formulas: one name space
	symbols map[string]symbol   // everything a formula of this policy could name
	titles  map[string][]string // from a title to what bears it
	scopes  map[place]*formula.Scope
	weighed []weighed           // the metrics' weights as written, one for each of policy.Metrics
	stated  map[*Dimension]bool // whether a weight is written, rightly or wrongly
	costs   []spent
	parsed  int             // how many formulas were read
	looked  int             // how many of problems full has counted
	errors  int             // how many of those are errors
	others  outlines        // the policies that are read together
	sure    map[string]bool // names that are known never to be missing, or that they may be
}

func newLoader(src *diag.Source) *loader {
	sum := sha256.Sum256(src.Bytes)
	return &loader{
		source:  src,
		policy:  &Policy{Source: src, Digest: "sha256:" + hex.EncodeToString(sum[:]), readAt: map[string]diag.Span{}},
		names:   newNames(),
		symbols: map[string]symbol{},
		titles:  map[string][]string{},
		scopes:  map[place]*formula.Scope{},
		stated:  map[*Dimension]bool{},
		sure:    map[string]bool{},
	}
}

// read goes through the sections in the order in which they need each other,
// which need not be the order of the file.
func (l *loader) read(root *document.Value) {
	if len(root.Members) == 0 {
		l.report(l.top(), "policy-empty")
		return
	}
	t := l.table(root)
	l.schema(t)
	applies := l.header(t)
	l.agreement(t)
	l.attributes(t)
	l.inputs(t)
	l.params(t)
	l.scoring(t)
	l.parts(t)
	l.announce(root)
	l.formulas(t)
	l.policy.Applies = l.formula(applies, placeApplies, formula.WantBoolean)
	l.checks(t)
	l.bands(t)
	l.dimensions(t)
	l.metrics(t)
	l.weights()
	l.guards(t)
	l.adjustments(t)
	l.vetoes(t)
	l.payouts(t)
	l.outcomes(t)
	l.keepRatings()
	l.examples(t)
	t.Done()
	l.boundCost()
}

// schema checks the version of the language, which every file states.
func (l *loader) schema(t table) {
	switch v := t.Value("schema"); {
	case v == nil && (!t.lacks("schema") || slices.ContainsFunc(t.at.Members, holdsSchema)):
		// Written elsewhere, which is said there.
	case v == nil:
		l.problems.Add(problem(l.top(), "schema-version.missing").Mend(schemaLine(l.source)))
	case v.Kind != document.Integer || v.Text != "1":
		d := problem(v.Span, "schema-version", "version", v.Text)
		if strings.Trim(v.Text, " v.0") == "1" {
			d = d.Mend(v.Instead("1"))
		}
		l.problems.Add(d)
	}
}

// schemaLine writes the version above everything but a first line that tells
// editors which schema to use.
func schemaLine(src *diag.Source) diag.Edit {
	at := len(src.Bytes) - len(bytes.TrimPrefix(src.Bytes, []byte("\uFEFF")))
	end := "\n"
	if bytes.Contains(src.Bytes, []byte("\r\n")) {
		end = "\r\n"
	}
	if line := bytes.IndexByte(src.Bytes[at:], '\n'); line >= 0 && bytes.HasPrefix(src.Bytes[at:], []byte("#:")) {
		at += line + 1
	}
	return diag.Edit{Span: diag.Span{Source: src, Start: at, End: at}, Text: "schema = 1" + end}
}

// holdsSchema reports whether a section has the line that belongs above all.
func holdsSchema(v *document.Value) bool {
	schema := v.Member("schema")
	return v.Kind == document.Table && !v.Inline && schema != nil && schema.Kind == document.Integer
}

// top is where things are reported that stand nowhere in the file.
func (l *loader) top() diag.Span { return diag.Span{Source: l.source} }

// mostProblems is how many problems of one file are told. After so many
// nothing more is compiled: it would only bury the first ones.
const mostProblems = 100

// full reports whether so many errors are found. Warnings do not count: what
// is not compiled must be refused.
func (l *loader) full() bool {
	for ; l.looked < len(l.problems); l.looked++ {
		if l.problems[l.looked].Severity == diag.Error {
			l.errors++
		}
	}
	return l.errors >= mostProblems
}

func (l *loader) report(at diag.Span, key string, args ...string) {
	l.problems.Add(problem(at, key, args...))
}

// problem is diag.At with what was written cut to a length that can be read.
func problem(at diag.Span, key string, args ...string) diag.Diagnostic {
	for i := 1; i < len(args); i += 2 {
		args[i] = brief(args[i])
	}
	return diag.At(at, key, args...)
}

const longest = 200 // characters of anything quoted in a message

func brief(s string) string {
	if len(s) <= longest {
		return s
	}
	if runes := []rune(s); len(runes) > longest {
		return string(runes[:longest]) + "…"
	}
	return s
}
