package reference_test

import (
	"slices"
	"strings"

	"merit/rules/document"
)

// extended is root with what it extends merged in (H7). Chains are allowed.
func extended(root *document.Value, roots []*document.Value) *document.Value {
	head := root.Member("policy")
	link := word(head, "extends", "")
	if link == "" {
		return root
	}
	id, version, exact := strings.Cut(link, "@")
	for _, base := range roots {
		b := base.Member("policy")
		if word(b, "id", "") != id || base == root {
			continue
		}
		if exact && word(b, "version", "") == version || !exact && inForce(base, head.Member("effective").Member("from").Date) {
			return merged(extended(base, roots), root)
		}
	}
	panic("reference: nothing to extend: " + link)
}

// own are the keys of [policy] that a child does not take over (H7).
var own = []string{"id", "version", "title", "effective", "stage", "applies", "approvers", "approvals", "pays", "extends"}

// excluding are keys of which a child that sets one drops the base's others.
var excluding = [][]string{{"value", "share", "raters"}, {"shortfall", "steps", "score"}, {"cap", "scale"}, {"weight", "portion"}}

func section(name string, members []*document.Value) *document.Value {
	return &document.Value{Kind: document.Table, Name: name, Members: members}
}

// merged is a child on its base. Tables merge by key, arrays of tables by id.
func merged(base, child *document.Value) *document.Value {
	var out []*document.Value
	for _, b := range base.Members {
		c := child.Member(b.Name)
		switch {
		case b.Name == "examples":
		case b.Name == "policy":
			kept := slices.DeleteFunc(slices.Clone(b.Members), func(m *document.Value) bool { return slices.Contains(own, m.Name) })
			out = append(out, byKey(section("policy", kept), c))
		case c == nil:
			out = append(out, b)
		case b.Kind == document.Table:
			out = append(out, byKey(b, c))
		case b.Kind == document.Array:
			out = append(out, byID(b, c))
		default:
			out = append(out, c)
		}
	}
	for _, c := range child.Members {
		if base.Member(c.Name) == nil {
			out = append(out, c)
		}
	}
	return section("", out)
}

// byKey merges two tables; entries are replaced whole.
func byKey(base, child *document.Value) *document.Value {
	var out []*document.Value
	for _, b := range base.Members {
		if c := child.Member(b.Name); c == nil {
			out = append(out, b)
		} else if !isSet(c, "remove") {
			out = append(out, c)
		}
	}
	for _, c := range child.Members {
		if base.Member(c.Name) == nil {
			out = append(out, c)
		}
	}
	return section(base.Name, out)
}

// byID merges two arrays of tables: by grade for bands, by id for all else. A
// check without an id is added.
func byID(base, child *document.Value) *document.Value {
	key := "id"
	if base.Name == "bands" {
		key = "grade"
	}
	all := slices.Clone(base.Items)
	for _, c := range child.Items {
		name := word(c, key, "")
		at := slices.IndexFunc(all, func(b *document.Value) bool { return name != "" && word(b, key, "") == name })
		switch {
		case at < 0:
			all = append(all, c)
		case isSet(c, "remove"):
			all = slices.Delete(all, at, at+1)
		default:
			all[at] = byKey(without(all[at], c), c)
		}
	}
	if base.Name == "bands" {
		slices.SortStableFunc(all, func(a, b *document.Value) int { return a.Member("from").Number.Cmp(b.Member("from").Number) })
	}
	return &document.Value{Kind: document.Array, Name: base.Name, Items: all}
}

// without is an entry without what a change of it drops.
func without(base, change *document.Value) *document.Value {
	var drop []string
	for _, of := range excluding {
		if slices.ContainsFunc(of, func(k string) bool { return change.Member(k) != nil }) {
			drop = append(drop, of...)
		}
	}
	if change.Member("shortfall") != nil || change.Member("score") != nil {
		drop = append(drop, "interpolate") // there are no steps any more
	}
	members := slices.DeleteFunc(slices.Clone(base.Members), func(m *document.Value) bool { return slices.Contains(drop, m.Name) })
	return section(base.Name, members)
}
