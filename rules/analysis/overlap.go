package analysis

import (
	"path"
	"slices"
	"strings"

	"merit/rules"
	"merit/rules/diag"
	"merit/rules/formula"
)

// findOverlaps reports another active policy that applies to someone this one
// applies to, too, and who that is; one such policy is enough. Policies of
// another folder need not be meant for the same people; about them, and where
// it cannot be told, it is only a hint.
func findOverlaps(p *pass, all []*pass) {
	var hint *diag.Diagnostic
	for _, o := range all {
		if o == p {
			break // each pair once
		}
		if !p.contests(o) || p.apartBy(o) {
			continue
		}
		d, sure := p.shared(o)
		switch {
		case sure && path.Dir(p.Source.Name) == path.Dir(o.Source.Name):
			p.add(d)
			return
		case d.Code != "" && (hint == nil || sure):
			d = d.As(diag.Info)
			hint = &d
		}
	}
	if hint != nil {
		p.add(*hint)
	}
}

// contests reports whether two policies can be the answer for one period and
// one day.
func (p *pass) contests(o *pass) bool {
	return p.Stage == rules.Active && o.Stage == rules.Active && o.ID.Text != p.ID.Text && o.Period == p.Period && !apart(p.Effective, o.Effective)
}

func apart(a, b rules.Effective) bool {
	return a.HasTo && a.To < b.From || b.HasTo && b.To < a.From
}

// shared finds someone to whom both policies apply. Without a witness nothing
// is said where that proves that there is none.
func (p *pass) shared(o *pass) (found diag.Diagnostic, sure bool) {
	say := func(variant string, args ...string) diag.Diagnostic {
		from := max(p.Effective.From, o.Effective.From).String()
		args = append(args, "id", p.ID.Text, "other", o.ID.Text, "from", from)
		return p.found(p.ID.Span, variant, args...).And(o.ID.Span, "policies-overlap.other")
	}
	if p.Applies == nil && o.Applies == nil {
		return say(""), true
	}
	if p.excludes(o) || o.excludes(p) {
		return diag.Diagnostic{}, false
	}
	who, found_, whole := p.witness(o)
	switch {
	case found_:
		return say("witness", "who", who), true
	case whole:
		return diag.Diagnostic{}, false
	}
	return say("unknown"), false
}

// excludes reports whether where p applies o surely does not.
func (p *pass) excludes(o *pass) bool {
	if p.Applies == nil || o.Applies == nil {
		return false
	}
	w := o.world
	for _, name := range p.Applies.Reads {
		if d, ok := p.world.find(name); ok {
			if _, known := w.find(name); !known {
				w = w.knowing(name, d)
			}
		}
	}
	return !w.assume(p.Applies.Root, true).Condition(o.Applies.Root).Can(True)
}

// apartBy reports whether one attribute keeps the people of two policies
// apart, of which most differ in one. It is quick: a set has many pairs.
func (p *pass) apartBy(o *pass) bool {
	for name, d := range p.who {
		e, ok := o.who[name]
		if ok && d.words != nil && e.words != nil && !slices.ContainsFunc(d.words, func(w string) bool { return slices.Contains(e.words, w) }) {
			return true
		}
	}
	return false
}

// narrowed is what the attributes are of people a policy applies to.
func narrowed(p *rules.Policy, w *World) map[string]domain {
	who := map[string]domain{}
	if p.Applies == nil {
		return who
	}
	w = w.assume(p.Applies.Root, true)
	for _, name := range p.Applies.Reads {
		who[name], _ = w.find(name)
	}
	return who
}

// An attribute is one that applies reads, and values that tell cases apart.
type attribute struct {
	name   string
	values []domain
	shown  []string
}

const mostRows = 4096 // of attributes that witness tries

// witness looks for attributes with which both policies apply. The values it
// tries are those that the conditions compare with, and one beside each, so
// that where whole holds there is no witness but those.
func (p *pass) witness(o *pass) (who string, found, whole bool) {
	reads := map[string]bool{}
	whole = true
	for _, q := range []*pass{p, o} {
		if q.Applies != nil {
			whole = whole && separable(q.Applies.Root)
			for _, name := range q.Applies.Reads {
				reads[name] = true
			}
		}
	}
	var all []attribute
	rows := 1
	for _, name := range sortedNames(reads) {
		a := p.valuesOf(o, name)
		rows *= max(1, len(a.values))
		all = append(all, a)
		if rows > mostRows || len(a.values) == 0 {
			return "", false, false
		}
	}
	for row := range rows {
		names, words := map[string]domain{}, []string(nil)
		for _, a := range all {
			i := row % len(a.values)
			row /= len(a.values)
			names[a.name] = a.values[i]
			words = append(words, a.name+" = "+a.shown[i])
		}
		if p.surelyFor(names) && o.surelyFor(names) {
			return strings.Join(words, ", "), true, whole
		}
	}
	return "", false, whole
}

func sortedNames(set map[string]bool) []string {
	var names []string
	for name := range set {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// surelyFor reports whether the policy applies to someone.
func (p *pass) surelyFor(who map[string]domain) bool {
	return p.Applies == nil || p.world.with(who).Condition(p.Applies.Root).Always()
}

// separable reports whether a condition only compares attributes with plain
// values: then the values it names, and those between, are all cases.
func separable(n formula.Node) bool {
	switch n := n.(type) {
	case *formula.BoolLit:
		return true
	case *formula.Ref:
		return n.Type().Kind == formula.Boolean
	case *formula.Unary:
		return separable(n.X)
	case *formula.In:
		_, plain := n.X.(*formula.Ref)
		return plain
	case *formula.Binary:
		if n.Op == formula.And || n.Op == formula.Or {
			return separable(n.X) && separable(n.Y)
		}
		return n.Op != formula.Coalesce && plainSide(n.X) && plainSide(n.Y) && !(variable(n.X) != "" && variable(n.Y) != "")
	}
	return false
}

func plainSide(n formula.Node) bool {
	switch n := n.(type) {
	case *formula.Ref:
		k := n.Type().Kind
		return k == formula.Number || k == formula.Integer || k == formula.String || k == formula.Boolean
	case *formula.NumberLit, *formula.StringLit, *formula.BoolLit, *formula.NilLit:
		return true
	case *formula.Unary:
		_, literal := n.X.(*formula.NumberLit)
		return literal
	}
	return false
}
