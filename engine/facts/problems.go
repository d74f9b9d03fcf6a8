package facts

import (
	"strconv"

	"merit/rules/diag"
)

// problems collects diagnostics up to a limit and counts the rest, so that a
// hostile request costs no more to refuse than a clumsy one.
type problems struct {
	source *diag.Source
	tape   *tape
	list   diag.List
	limit  int
	more   int
}

// full counts a problem that will not be kept. Callers ask before they work
// out what to say.
func (p *problems) full() bool {
	if len(p.list) < p.limit {
		return false
	}
	p.more++
	return true
}

// at reports a problem with value i.
func (p *problems) at(i int32, key string, args ...string) {
	n := &p.tape.nodes[i]
	end := n.end
	if n.kind == objectNode || n.kind == arrayNode {
		end = n.start + 1 // the bracket: a whole object is more than what is wrong
	}
	p.span(n.start, end, i, "", key, args...)
}

// name reports a problem with the name of member i.
func (p *problems) name(i int32, key string, args ...string) {
	n := &p.tape.nodes[i]
	p.span(n.keyStart-1, n.keyEnd+1, i, "", key, args...)
}

// absent reports a problem with a member that object i lacks. The pointer is
// where the member should be.
func (p *problems) absent(i int32, name, key string, args ...string) {
	start := p.tape.nodes[i].start
	p.span(start, start+1, i, name, key, args...)
}

func (p *problems) span(start, end, i int32, member, key string, args ...string) {
	if p.full() {
		return
	}
	d := diag.At(diag.Span{Source: p.source, Start: int(start), End: int(end)}, key, args...)
	d.Pointer = p.tape.pointer(i)
	if member != "" {
		d.Pointer = Pointer(d.Pointer, member)
	}
	p.list.Add(d)
}

// flaw reports what the scanner found.
func (p *problems) flaw(f flaw, args ...string) {
	p.span(int32(f.start), int32(f.end), f.node, "", f.key, args...)
	if f.other != 0 && p.more == 0 {
		n := &p.tape.nodes[f.other]
		last := len(p.list) - 1
		p.list[last] = p.list[last].And(diag.Span{Source: p.source, Start: int(n.keyStart) - 1, End: int(n.keyEnd) + 1}, "duplicate-member.first")
	}
}

// done returns everything reported, with a last line for what was only counted.
func (p *problems) done() diag.List {
	if p.more > 0 {
		d := diag.At(diag.Span{Source: p.source}, "more-problems", "count", strconv.Itoa(p.more))
		p.list.Add(d)
	}
	return p.list
}

// shown returns a name as it may stand in a message: cut when it is long.
func shown(name string) string {
	n := 0
	for i := range name {
		if n == 40 {
			return name[:i] + "…"
		}
		n++
	}
	return name
}

// near returns the candidate most like name, or "". Names too long to be a
// slip of the finger are not compared.
func near(name string, candidates []string) string {
	if len(name) > 100 {
		return ""
	}
	return diag.Nearest(name, candidates)
}
