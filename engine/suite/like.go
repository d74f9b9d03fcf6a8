package suite

import (
	"slices"

	"merit/rules"
	"merit/rules/diag"
	"merit/rules/document"
)

// An example is one [[examples]] entry, read but not yet run. Package rules
// has checked its shape: the keys it has, and that like leads somewhere.
type example struct {
	policy *rules.Policy
	name   rules.Text
	like   string // the name of the example it starts from, or ""
	likeAt diag.Span
	own    given
	base   given // of a case: what it starts from before all else
	expect *document.Value
}

// given is the facts an example writes down.
type given struct {
	attributes, inputs []*document.Value
	attributesAt       diag.Span // where a missing attribute belongs
	inputsAt           diag.Span
	whole              map[string]*document.Value // the parts that are replaced whole, by key
}

// wholeKeys are the keys of a request that an example replaces whole.
var wholeKeys = []string{"period", "as_of", "history", "parts", "overrides"}

// readExample reads one example. The facts stay raw: the decoder of requests
// judges them.
func readExample(p *rules.Policy, e *rules.Example) *example {
	out := &example{policy: p, name: e.Name, expect: e.Value.Member("expect")}
	if like := e.Value.Member("like"); like != nil {
		out.like = like.Text
	}
	out.own = given{whole: map[string]*document.Value{}, attributesAt: e.Name.Span, inputsAt: e.Name.Span}
	if t := e.Value.Member("attributes"); t != nil {
		out.own.attributes, out.own.attributesAt = t.Members, t.Key
	}
	if t := e.Value.Member("inputs"); t != nil {
		out.own.inputs, out.own.inputsAt = t.Members, t.Key
	}
	for _, key := range wholeKeys {
		if v := e.Value.Member(key); v != nil {
			out.own.whole[key] = v
		}
	}
	return out
}

// over returns base with what g writes laid over it.
func (g given) over(base given) given {
	out := given{
		attributes:   overlay(base.attributes, g.attributes),
		inputs:       overlay(base.inputs, g.inputs),
		attributesAt: g.attributesAt,
		inputsAt:     g.inputsAt,
		whole:        map[string]*document.Value{},
	}
	for _, key := range wholeKeys {
		if v := base.whole[key]; v != nil {
			out.whole[key] = v
		}
		if v := g.whole[key]; v != nil {
			out.whole[key] = v
		}
	}
	return out
}

// overlay merges by key: entries of base in their order, replaced where own
// has the key, then own's new ones.
func overlay(base, own []*document.Value) []*document.Value {
	out := slices.Clone(base)
	for _, v := range own {
		if i := slices.IndexFunc(out, func(b *document.Value) bool { return b.Name == v.Name }); i >= 0 {
			out[i] = v
		} else {
			out = append(out, v)
		}
	}
	return out
}

// family is the examples of one policy by name.
type family map[string]*example

// chain returns e, the example it is like, the one that is like, and so on.
func (f family) chain(e *example) []*example { return f.upTo(e, len(f)+1) }

// upTo is chain, cut off where it is long.
func (f family) upTo(e *example, most int) []*example {
	chain := []*example{e}
	for at := f[e.like]; at != nil && len(chain) < most && !slices.Contains(chain, at); at = f[at.like] {
		chain = append(chain, at)
	}
	return chain
}

// facts returns all facts e starts from and adds.
func (f family) facts(e *example) given {
	chain := f.chain(e)
	out := e.base
	for i := len(chain) - 1; i >= 0; i-- {
		out = chain[i].own.over(out)
	}
	return out
}
