package document

import (
	"github.com/pelletier/go-toml/v2/unstable"

	"merit/rules/diag"
)

// value turns a node into a Value; at is where it starts in the file and base
// the offset that go-toml counts from.
func (p *parser) value(n *unstable.Node, base, at int) *Value {
	switch n.Kind {
	case unstable.Array:
		return p.array(n, base, at)
	case unstable.InlineTable:
		return p.inlineTable(n, base, at)
	}
	v := &Value{Span: p.span(at, at+int(n.Raw.Length)), body: at}
	v.Text = v.Span.Text()
	switch n.Kind {
	case unstable.String:
		p.text(v, n.Data)
	case unstable.Bool:
		v.Kind, v.Bool = Boolean, v.Text == "true"
	case unstable.Integer:
		v.Kind = Integer
		p.number(v)
	case unstable.Float:
		v.Kind = Float
		p.number(v)
	default:
		v.Kind = dateKinds[n.Kind]
		p.date(v)
	}
	return v
}

var dateKinds = map[unstable.Kind]Kind{
	unstable.LocalDate:     LocalDate,
	unstable.LocalTime:     LocalTime,
	unstable.LocalDateTime: LocalDateTime,
	unstable.DateTime:      OffsetDateTime,
}

// closer returns the offset after the bracket that closes the one at open.
func (p *parser) closer(open int) int {
	if end, ok := p.closers[open]; ok {
		return end + 1
	}
	return open + 1
}

func (p *parser) array(n *unstable.Node, base, at int) *Value {
	v := &Value{Kind: Array, Span: p.span(at, p.closer(at)), body: -1}
	next := at + 1
	for it := n.Children(); it.Next(); {
		item := p.value(it.Node(), base, p.skip(next, ','))
		next = item.Span.End
		v.Items = append(v.Items, item)
	}
	return v
}

func (p *parser) inlineTable(n *unstable.Node, base, at int) *Value {
	v := &Value{Kind: Table, Inline: true, Span: p.span(at, p.closer(at)), body: -1}
	for it := n.Children(); it.Next(); {
		p.entry(v, it.Node(), base)
	}
	seal(v)
	return v
}

// seal closes the tables that dotted keys made inside an inline table.
func seal(v *Value) {
	v.made = byValue
	for _, m := range v.Members {
		if m.Kind == Table && m.made == byDots {
			m.Inline = true
			seal(m)
		}
	}
}

// skip returns the offset of the first byte at or after i that is neither
// blank nor in a comment, nor the separator.
func (p *parser) skip(i int, separator byte) int {
	for i < len(p.data) {
		switch c := p.data[i]; {
		case isBlank(c), c == separator:
			i++
		case c == '#':
			i = p.lineEnd(i)
		default:
			return i
		}
	}
	return i
}

// text fills in a string. Its text must equal what the parsers decode; should
// it ever not, the string keeps theirs and no longer locates its parts.
func (p *parser) text(v *Value, decoded []byte) {
	v.Kind = String
	raw := p.data[v.Span.Start:v.Span.End]
	v.Text, v.body, v.offsets = decode(raw, v.Span.Start)
	if v.Text != string(decoded) {
		v.Text, v.body, v.offsets = string(decoded), -1, nil
	}
	p.checkText(v.Text, func(from, to int) diag.Span { return v.Locate(from, to) })
}
