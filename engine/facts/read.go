package facts

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"merit/rules/calendar"
	"merit/rules/diag"
)

// Read reads a request. What it returns fits the envelope; whether the facts
// fit a policy is asked of Values. With problems the request is nil. Text that
// is not JSON is reported at its first error, everything else at once.
func Read(src *diag.Source, limits Limits) (*Request, diag.List) {
	limits = limits.filled()
	p := &problems{source: src, tape: &tape{}, limit: limits.Problems}
	if len(src.Bytes) > min(limits.Bytes, math.MaxInt32/2) {
		p.list.Add(diag.At(diag.Span{Source: src}, "request-too-large", "max", strconv.Itoa(limits.Bytes)))
		return nil, p.list
	}
	s := scan(string(src.Bytes), limits)
	p.tape = &s.tape
	if s.broken != nil {
		p.flaw(*s.broken, "max", strconv.Itoa(limits.Depth))
		return nil, p.list
	}
	for _, f := range s.flaws {
		p.flaw(f, "name", shown(s.name(f.node)))
	}
	e := &envelope{problems: p, tape: &s.tape, request: &Request{source: src, tape: &s.tape, limits: limits}}
	e.read()
	if list := p.done(); len(list) > 0 {
		return nil, list
	}
	e.request.Digest = digest(&s.tape)
	return e.request, nil
}

// Malformed reports whether a problem of l says that the text is no strict
// JSON at all, or too much of it, rather than JSON that says something wrong.
func Malformed(l diag.List) bool {
	for i := range l {
		switch l[i].Code {
		case "malformed-json", "duplicate-member", "trailing-data", "too-deep", "request-too-large":
			return true
		}
	}
	return false
}

// members lists what a request may say.
var members = []string{
	"specialist", "period", "policy", "as_of", "attributes", "inputs", "history", "parts", "before", "ahead", "overrides", "explain",
}

// An envelope reads everything of a request but its facts.
type envelope struct {
	*problems
	tape    *tape
	request *Request
}

func (e *envelope) read() {
	t, r := e.tape, e.request
	history, parts, overrides := int32(0), int32(0), int32(0)
	given := map[string]bool{}
	for c := t.first(0); c != 0; c = t.nodes[c].next {
		name := t.name(c)
		given[name] = true
		if t.nodes[c].kind == nullNode && known(name, members) {
			e.at(c, "null-field", "name", name)
			continue
		}
		switch name {
		case "specialist":
			r.Specialist, _ = e.word(c, "specialist", 200)
		case "period":
			r.Period, _ = e.period(c, "period")
		case "policy":
			r.Policy, _ = e.policy(c)
		case "as_of":
			r.AsOf, _ = e.date(c, "as_of")
		case "attributes":
			r.attributes = e.object(c, name)
		case "inputs":
			r.inputs = e.object(c, name)
		case "before":
			r.around.before = e.object(c, name)
		case "ahead":
			r.around.ahead = e.object(c, name)
		case "history":
			history = e.array(c, name)
		case "overrides":
			overrides = e.array(c, name)
		case "parts":
			parts = e.array(c, name)
		case "explain":
			r.Explain = e.boolean(c, name) == True
		default:
			e.unknown(c, members)
		}
	}
	for _, name := range [...]string{"specialist", "period", "inputs"} {
		if !given[name] {
			e.absent(0, name, "missing-field."+name)
		}
	}
	if !given["as_of"] && r.Period.Length != "" {
		r.AsOf = r.Period.End()
	}
	e.overrides(overrides)
	e.history(history)
	e.parts(parts)
}

func known(name string, names []string) bool {
	for _, n := range names {
		if n == name {
			return true
		}
	}
	return false
}

// unknown reports a member nobody reads.
func (p *problems) unknown(c int32, names []string) {
	if p.full() {
		return
	}
	name := p.tape.name(c)
	if like := near(name, names); like != "" {
		p.name(c, "unknown-field.near", "name", shown(name), "near", like)
		return
	}
	p.name(c, "unknown-field", "name", shown(name), "names", strings.Join(names, ", "))
}

func (p *problems) object(c int32, name string) int32 {
	if p.tape.nodes[c].kind != objectNode {
		p.at(c, "wrong-type.object", "name", shown(name))
		return 0
	}
	return c
}

func (p *problems) array(c int32, name string) int32 {
	if p.tape.nodes[c].kind != arrayNode {
		p.at(c, "wrong-type.list", "name", shown(name))
		return 0
	}
	return c
}

func (p *problems) boolean(c int32, name string) Tri {
	switch p.tape.nodes[c].kind {
	case trueNode:
		return True
	case falseNode:
		return False
	case stringNode:
		p.at(c, "wrong-type.boolean-in-quotes", "name", shown(name))
	default:
		p.at(c, "wrong-type.boolean", "name", shown(name))
	}
	return Undecided
}

func (p *problems) text(c int32, name string) (string, bool) {
	if p.tape.nodes[c].kind != stringNode {
		p.at(c, "wrong-type.string", "name", shown(name))
		return "", false
	}
	return p.tape.string(c), true
}

// word reads text that names something: not empty, all of it visible, at most
// longest characters.
func (p *problems) word(c int32, name string, longest int) (string, bool) {
	s, ok := p.text(c, name)
	switch {
	case !ok:
		return "", false
	case strings.TrimSpace(s) == "":
		p.at(c, "invalid-text.empty", "name", shown(name))
	case utf8.RuneCountInString(s) > longest:
		p.at(c, "invalid-text.long", "name", shown(name), "max", strconv.Itoa(longest))
	case hidden(s):
		p.at(c, "invalid-text.hidden", "name", shown(name))
	default:
		return s, true
	}
	return "", false
}

func (p *problems) period(c int32, name string) (calendar.Period, bool) {
	s, ok := p.text(c, name)
	if !ok {
		return calendar.Period{}, false
	}
	period, ok := calendar.ParsePeriod(s)
	if !ok || period.Year < firstYear || period.Year > lastYear {
		p.at(c, "invalid-period", "name", shown(name))
		return calendar.Period{}, false
	}
	return period, true
}

// The years whose midnights a calendar.Time can hold.
const firstYear, lastYear = 1678, 2261

func (p *problems) date(c int32, name string) (calendar.Date, bool) {
	s, ok := p.text(c, name)
	if !ok {
		return 0, false
	}
	d, ok := calendar.ParseDate(s)
	if year, _, _ := d.YMD(); !ok || year < firstYear || year > lastYear {
		p.at(c, "invalid-date", "name", shown(name))
		return 0, false
	}
	return d, true
}

// policy reads a policy id. It is looked up in a map, never on a disk.
func (p *problems) policy(c int32) (string, bool) {
	s, ok := p.text(c, "policy")
	if ok && !PolicyID(s) {
		p.at(c, "invalid-policy-id")
	}
	return s, ok
}
