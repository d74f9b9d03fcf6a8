package facts

import (
	"strings"
	"unicode/utf8"

	"merit/rules/diag"
)

var overrideMembers = []string{"veto", "by", "reason"}

// overrides reads { veto, by, reason } entries: who sets a veto aside, and
// why, is never left out.
func (e *envelope) overrides(list int32) {
	if list == 0 {
		return
	}
	seen := map[string]int32{}
	for c := e.tape.first(list); c != 0; c = e.tape.nodes[c].next {
		if e.object(c, "overrides") == 0 {
			continue
		}
		o, veto := e.override(c)
		if first, ok := seen[o.Veto]; ok && veto != 0 {
			e.twice(first, veto, "duplicate-override")
			continue
		}
		if veto != 0 {
			seen[o.Veto] = veto
		}
		e.request.Overrides = append(e.request.Overrides, o)
	}
}

// override reads one entry and returns the node of its veto, 0 if it has none.
func (e *envelope) override(c int32) (o Override, veto int32) {
	n := &e.tape.nodes[c]
	o.Pointer = e.tape.pointer(c)
	o.Span = diag.Span{Source: e.source, Start: int(n.start), End: int(n.end)}
	given := map[string]bool{}
	for m := e.tape.first(c); m != 0; m = e.tape.nodes[m].next {
		name := e.tape.name(m)
		given[name] = true
		if e.tape.nodes[m].kind == nullNode && known(name, overrideMembers) {
			e.at(m, "null-field", "name", name)
			continue
		}
		switch name {
		case "veto":
			if s, ok := e.word(m, name, 200); ok {
				o.Veto, veto = s, m
			}
		case "by":
			o.By, _ = e.word(m, name, 200)
		case "reason":
			o.Reason, _ = e.prose(m, name)
		default:
			e.unknown(m, overrideMembers)
		}
	}
	for _, name := range overrideMembers {
		if !given[name] {
			e.absent(c, name, "missing-field.override", "name", name)
		}
	}
	return o, veto
}

// prose reads text that people read: not empty, lines allowed.
func (p *problems) prose(c int32, name string) (string, bool) {
	s, ok := p.text(c, name)
	switch {
	case !ok:
		return "", false
	case strings.TrimSpace(s) == "":
		p.at(c, "invalid-text.empty", "name", name)
	case utf8.RuneCountInString(s) > 2000:
		p.at(c, "invalid-text.long", "name", name, "max", "2000")
	case hidden(strings.NewReplacer("\n", "", "\r", "", "\t", "").Replace(s)):
		p.at(c, "invalid-text.hidden", "name", name)
	default:
		return s, true
	}
	return "", false
}

// twice reports that second repeats first, and shows both.
func (p *problems) twice(first, second int32, key string, args ...string) {
	kept := len(p.list)
	p.at(second, key, args...)
	if len(p.list) > kept {
		n := &p.tape.nodes[first]
		d := &p.list[kept]
		*d = d.And(diag.Span{Source: p.source, Start: int(n.start), End: int(n.end)}, "duplicate-member.first")
	}
}
