package analysis

import (
	"bytes"
	"regexp"
	"slices"

	"merit/rules/diag"
	"merit/rules/text"
)

// Levels says how much a finding matters, by its code. What it does not name
// matters as much as the lint itself says.
type Levels map[string]Level

// A Level is off or a severity.
type Level string

// The levels, as they are written in merit.toml.
const (
	Off     Level = "off"
	Info    Level = "info"
	Warning Level = "warning"
	Error   Level = "error"
)

var severities = map[Level]diag.Severity{Info: diag.Info, Warning: diag.Warning, Error: diag.Error}

// Settle gives findings their levels and leaves out those that a comment
// allows, at the end of the line or on the line before:
//
//	rate = "40%"    # merit: allow rates-fall because 培训期
//
// Errors stay what they are: nobody may allow what does not load. An allowance
// that lacks a reason, names no rule, or allows nothing is itself a finding.
func Settle(problems diag.List, levels func(*diag.Source) Levels, sources ...*diag.Source) diag.List {
	var all diag.List
	comments := map[*diag.Source][]*allowed{}
	for _, src := range sources {
		if src == nil {
			continue
		}
		found, wrong := allowances(src)
		comments[src] = found
		all.Add(wrong...)
	}
	for _, d := range problems {
		if d.Severity == diag.Error || d.Span.IsZero() {
			all.Add(d)
			continue
		}
		if allows(comments[d.Span.Source], d) {
			continue
		}
		if level, ok := levels(d.Span.Source)[d.Code]; ok && level != Off {
			d.Severity = severities[level]
		} else if ok {
			continue
		}
		all.Add(d)
	}
	if !problems.HasErrors() { // what does not load was not looked at
		for _, of := range comments {
			all.Add(unusedOf(of)...)
		}
	}
	return all.Sorted()
}

// allowed is a comment that allows a finding.
type allowed struct {
	code string
	line int // the line it is about, from 1
	at   diag.Span
	used bool
}

func allows(comments []*allowed, d diag.Diagnostic) bool {
	found := false
	for _, c := range comments {
		if c.code == d.Code && c.line == d.Span.Position().Line {
			c.used, found = true, true
		}
	}
	return found
}

// unusedOf reports the comments that allow nothing, with the offer to delete
// them. Whether what is found among several policies is there depends on which
// are read, so that is not judged.
func unusedOf(comments []*allowed) diag.List {
	var problems diag.List
	for _, c := range comments {
		if l := Find(c.code); !c.used && (l == nil || l.among == nil) && len(problems) < mostFindings {
			problems.Add(diag.At(c.at, "allow-unused", "code", c.code).As(diag.Warning).Mend(diag.Edit{Span: withBlanks(c.at)}))
		}
	}
	return problems
}

// withBlanks is a comment with the blanks before it, and with its line where
// there is nothing else on it.
func withBlanks(at diag.Span) diag.Span {
	data := at.Source.Bytes
	for at.Start > 0 && (data[at.Start-1] == ' ' || data[at.Start-1] == '\t') {
		at.Start--
	}
	if end := bytes.IndexByte(data[at.End:], '\n'); end >= 0 && (at.Start == 0 || data[at.Start-1] == '\n') {
		at.End += end + 1
	}
	return at
}

var allowance = regexp.MustCompile(`#\s*merit:\s*allow\s+([A-Za-z0-9_.-]+)(?:\s+because\s+(\S[^\r\n]*))?`)

// allowances returns the comments that allow something.
func allowances(src *diag.Source) ([]*allowed, diag.List) {
	if !bytes.Contains(src.Bytes, []byte("merit:")) {
		return nil, nil
	}
	var comments []*allowed
	var problems diag.List
	for _, m := range allowance.FindAllSubmatchIndex(src.Bytes, -1) {
		at := diag.Span{Source: src, Start: m[0], End: m[1]}
		code := string(src.Bytes[m[2]:m[3]])
		switch {
		case !IsCode(code):
			named := diag.Span{Source: src, Start: m[2], End: m[3]}
			problems.Add(diag.At(named, "allow-unknown", "code", code).As(diag.Warning).Mend(RightCode(named, code)...))
		case m[4] < 0:
			problems.Add(diag.At(at, "allow-reason", "code", code).As(diag.Warning))
		default:
			line := at.Position().Line
			if start := bytes.LastIndexByte(src.Bytes[:m[0]], '\n') + 1; len(bytes.TrimSpace(src.Bytes[start:m[0]])) == 0 {
				line++ // on a line of its own it is about the next
			}
			comments = append(comments, &allowed{code: code, line: line, at: at})
		}
	}
	return comments, problems
}

// IsCode reports whether a code is that of a lint, or of any other problem
// that Merit tells.
func IsCode(code string) bool {
	if Find(code) != nil {
		return true
	}
	_, ok := slices.BinarySearch(codes, code)
	return ok
}

// RightCode is the edit that writes the one code that must be meant by a
// mistyped one, which stands at the given place; none where several may be.
func RightCode(at diag.Span, code string) []diag.Edit {
	if near := diag.Sole(code, codes); near != "" {
		return []diag.Edit{{Span: at, Text: near}}
	}
	return nil
}

// codes lists the code of every message, sorted, each once.
var codes = func() []string {
	all := text.Keys()
	for i, key := range all {
		all[i] = text.Code(key)
	}
	slices.Sort(all)
	return slices.Compact(all)
}()
