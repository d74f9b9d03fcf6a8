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
// that lacks a reason, or names no rule, is itself a finding.
func Settle(problems diag.List, levels func(*diag.Source) Levels, sources ...*diag.Source) diag.List {
	var all diag.List
	allowed := map[*diag.Source]map[int][]string{}
	for _, src := range sources {
		if src == nil {
			continue
		}
		lines, wrong := allowances(src)
		allowed[src] = lines
		all.Add(wrong...)
	}
	for _, d := range problems {
		if d.Severity == diag.Error || d.Span.IsZero() {
			all.Add(d)
			continue
		}
		if slices.Contains(allowed[d.Span.Source][d.Span.Position().Line], d.Code) {
			continue
		}
		if level, ok := levels(d.Span.Source)[d.Code]; ok && level != Off {
			d.Severity = severities[level]
		} else if ok {
			continue
		}
		all.Add(d)
	}
	return all.Sorted()
}

var allowance = regexp.MustCompile(`#\s*merit:\s*allow\s+([A-Za-z0-9_.-]+)(?:\s+because\s+(\S[^\r\n]*))?`)

// allowances returns which codes are allowed on which line, counted from 1.
func allowances(src *diag.Source) (map[int][]string, diag.List) {
	if !bytes.Contains(src.Bytes, []byte("merit:")) {
		return nil, nil
	}
	lines := map[int][]string{}
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
			lines[line] = append(lines[line], code)
		}
	}
	return lines, problems
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
