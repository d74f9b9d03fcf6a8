package document

import (
	"github.com/pelletier/go-toml/v2/unstable"

	"merit/rules/diag"
)

// A part is one part of a dotted key.
type part struct {
	name string
	span diag.Span
}

// build adds one statement, which BurntSushi accepted, to the tree.
func (p *parser) build(st statement) {
	text := p.data[st.start:st.end]
	p.nodes.Reset(text)
	if !p.nodes.NextExpression() {
		p.syntaxError(errHopeless, st.start)
		p.salvage(st)
		return
	}
	node := p.nodes.Expression()
	switch node.Kind {
	case unstable.Table:
		p.openTable(p.parts(node.Key(), st.start))
	case unstable.ArrayTable:
		p.openElement(p.parts(node.Key(), st.start))
	default:
		p.entry(p.current, node, st.start)
	}
}

// parts returns the parts of a key; base is the offset that go-toml counts from.
func (p *parser) parts(keys unstable.Iterator, base int) []part {
	var out []part
	for keys.Next() {
		k := keys.Node()
		from := base + int(k.Raw.Offset)
		key := part{string(k.Data), p.span(from, from+int(k.Raw.Length))}
		p.checkText(key.name, func(int, int) diag.Span { return key.span })
		out = append(out, key)
	}
	return out
}

// entry adds the key = value of node to table. It returns the offset after it.
func (p *parser) entry(table *Value, node *unstable.Node, base int) int {
	keys := p.parts(node.Key(), base)
	end := base + int(node.Raw.Offset) + int(node.Raw.Length)
	at := p.skip(keys[len(keys)-1].span.End, '=')
	v := p.value(node.Value(), base, at)
	p.place(table, keys, v)
	return end
}

// place puts v under a dotted key of table, unless the file already says
// something else there.
func (p *parser) place(table *Value, keys []part, v *Value) {
	last := len(keys) - 1
	for _, k := range keys[:last] {
		next := table.Member(k.name)
		switch {
		case next == nil:
			next = p.newTable(k, byDots)
			table.add(next)
		case next.Kind == Broken:
			return
		case next.Kind != Table:
			p.report(k.span, "redefined-table.value", "name", k.name)
			p.relate(next, "first-written")
			return
		case next.made == byValue || next.made == byHeader:
			p.report(k.span, "redefined-table.dots", "name", k.name)
			p.relate(next, "first-written")
			return
		default:
			next.made = byDots
		}
		table = next
	}
	v.Name, v.Key = keys[last].name, keys[last].span
	if first := table.Member(v.Name); first != nil {
		if first.Kind != Broken && v.Kind != Broken && !p.again {
			p.duplicate(first, v.Key, v.Name)
		}
		return
	}
	table.add(v)
}

func (p *parser) duplicate(first *Value, at diag.Span, name string) {
	key := "duplicate-key"
	if first.made != byValue {
		key = "redefined-table.value"
	}
	p.report(at, key, "name", name)
	p.relate(first, "first-written")
}

// relate adds the place of v to the problem reported last.
func (p *parser) relate(v *Value, key string) {
	last := &p.problems[len(p.problems)-1]
	*last = last.And(v.Key, key)
}

func (p *parser) newTable(k part, made origin) *Value {
	return &Value{Kind: Table, Name: k.name, Key: k.span, Span: k.span, made: made, body: -1}
}

// openTable makes the table of a header [a.b] current.
func (p *parser) openTable(keys []part) {
	last := keys[len(keys)-1]
	lost := p.newTable(last, byHeader) // takes entries that have no place
	parent := p.parent(keys)
	p.current, p.again = lost, false
	if parent == nil {
		return
	}
	t := parent.Member(last.name)
	switch {
	case t == nil:
		parent.add(lost)
	case t.Kind == Broken:
	case t.Kind == Table && t.made == byParent:
		t.made, t.Key, t.Span = byHeader, last.span, last.span
		p.current = t
	default:
		p.redefined(t, last)
		if t.Kind == Table && t.made == byHeader {
			p.current, p.again = t, true
		}
	}
}

// redefined reports a header for something that already exists.
func (p *parser) redefined(first *Value, again part) {
	key := "redefined-table"
	switch first.made {
	case byHeaders:
		key = "redefined-table.array"
	case byValue, byDots:
		key = "redefined-table.value"
	}
	p.report(again.span, key, "name", again.name)
	if first.made == byHeaders {
		p.offer((&Value{Key: again.span}).Brackets(2)...)
	}
	p.relate(first, "first-written")
}

// openElement makes a new element of the array of tables [[a.b]] current.
func (p *parser) openElement(keys []part) {
	last := keys[len(keys)-1]
	parent := p.parent(keys)
	p.current, p.again = p.newTable(last, byHeader), false
	p.current.Name = ""
	if parent == nil {
		return
	}
	array := parent.Member(last.name)
	switch {
	case array == nil:
		array = &Value{Kind: Array, Name: last.name, Key: last.span, Span: last.span, made: byHeaders, body: -1}
		parent.add(array)
	case array.Kind == Broken:
		return
	case array.made != byHeaders:
		key := "redefined-table.element"
		if array.Kind == Array {
			key = "redefined-table.extend"
		}
		p.report(last.span, key, "name", last.name)
		p.relate(array, "first-written")
		return
	}
	array.Items = append(array.Items, p.current)
}

// parent returns the table that the last part of a header belongs to, or nil
// when something else stands in the way.
func (p *parser) parent(keys []part) *Value {
	table := p.root
	for _, k := range keys[:len(keys)-1] {
		next := table.Member(k.name)
		switch {
		case next == nil:
			next = p.newTable(k, byParent)
			table.add(next)
		case next.made == byHeaders:
			next = next.Items[len(next.Items)-1]
		case next.Kind == Broken:
			return nil
		case next.Kind != Table || next.Inline:
			p.report(k.span, "redefined-table.value", "name", k.name)
			p.relate(next, "first-written")
			return nil
		}
		table = next
	}
	return table
}
