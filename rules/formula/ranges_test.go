package formula

import (
	"testing"
	"unicode/utf8"
)

// children returns the nodes below n in our tree.
func children(n Node) []Node {
	switch n := n.(type) {
	case *Unary:
		return []Node{n.X}
	case *Binary:
		return []Node{n.X, n.Y}
	case *In:
		return append([]Node{n.X}, n.Set...)
	case *Conditional:
		return []Node{n.If, n.Then, n.Else}
	case *ListLit:
		return n.Items
	case *Call:
		if n.Each != nil {
			return append(append([]Node{}, n.Args...), n.Each)
		}
		return n.Args
	}
	return nil
}

// An errorer is a test of any kind, rapid's among them.
type errorer interface {
	Helper()
	Errorf(string, ...any)
}

// checkRanges checks the properties that everything which shows formulas
// relies on: ranges lie in the text, cut no character, hold their children in
// order, and a range read again as a formula is the same tree.
func checkRanges(t errorer, f *Formula) {
	t.Helper()
	text := f.Source.Text
	var walk func(n Node, in Range)
	walk = func(n Node, in Range) {
		r := n.Range()
		if r.Start < in.Start || r.End > in.End || r.Start >= r.End {
			t.Errorf("%s: %T at %v is not inside of %v", text, n, r, in)
			return
		}
		if !utf8.ValidString(text[r.Start:r.End]) || !utf8.RuneStart(text[r.Start]) {
			t.Errorf("%s: %T at %v cuts a character", text, n, r)
		}
		if n.Type() == nil {
			t.Errorf("%s: %T %s has no type", text, n, f.Text(n))
		}
		before := r.Start
		for _, c := range children(n) {
			if b, chain := n.(*Binary); chain && b.Op == And && c == b.Y && c.Range().Start < before {
				before = c.Range().Start // a chained comparison shares its middle
			}
			if c.Range().Start < before {
				t.Errorf("%s: %s stands before %d", text, f.Text(c), before)
			}
			before = c.Range().End
			walk(c, r)
		}
	}
	walk(f.Root, Range{0, len(text)})
}

// A leaf's text is the leaf: what explain shows beside a value is the name
// that was read.
func TestLeavesAreTheirText(t *testing.T) {
	for _, c := range samples(t, "testdata/valid.txt") {
		f, _ := load(inFile("x", c.formula), c.place)
		if f == nil {
			continue
		}
		var walk func(Node)
		walk = func(n Node) {
			got := f.Text(n)
			switch n := n.(type) {
			case *ElementField:
				if got != "."+n.Name && got != "#."+n.Name {
					t.Errorf("%s: field %s is %q", c.formula, n.Name, got)
				}
			case *Ref:
				if s, ok := world().find(got); !ok || s.Name != n.Name {
					t.Errorf("%s: name %s is %q", c.formula, n.Name, got)
				}
			case *Call:
				if got[:len(n.Func)] != n.Func || got[len(got)-1] != ')' {
					t.Errorf("%s: call of %s is %q", c.formula, n.Func, got)
				}
			}
			for _, child := range children(n) {
				walk(child)
			}
		}
		walk(f.Root)
	}
}
