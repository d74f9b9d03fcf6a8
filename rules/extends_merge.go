package rules

import (
	"slices"

	"merit/rules/diag"
	"merit/rules/document"
)

var (
	// ownSections and ownHeader are what a policy says for itself only.
	ownSections = []string{"schema", "examples"}
	ownHeader   = []string{"id", "version", "title", "effective", "stage", "applies", "approvers", "approvals", "pays", "extends"}

	// keyedSections merge by key, rowSections by the key named.
	keyedSections = []string{"params", "attributes", "inputs", "formulas", "scoring", "parts", "agreement"}
	rowSections   = map[string]string{
		"checks": "id", "dimensions": "id", "metrics": "id", "guards": "id", "adjustments": "id", "vetoes": "id",
		"bands": "grade", "payouts": "id", "outcomes": "id",
	}

	// instead are the keys of which a row has one: to set one drops the others.
	instead = map[string][][]string{
		"metrics": {{"value", "share", "raters"}, {"shortfall", "steps", "score"}, {"shortfall", "interpolate"}, {"score", "interpolate"}, {"weight", "portion"}},
		"guards":  {{"cap", "scale"}},
	}

	// essential are the keys of which every whole row has at least one. A row
	// without them that changes nothing is a slip in its id.
	essential = map[string][]string{
		"checks": {"that"}, "metrics": {"value", "share", "raters"}, "guards": {"metric"}, "adjustments": {"points"},
		"vetoes": {"effect"}, "bands": {"rate"}, "payouts": {"amount"}, "outcomes": {"kind"},
	}
)

// merge returns the tree of a policy that extends base: base's sections in
// their order, changed by its own. Every value keeps its own place.
func (l *loader) merge(base, own *document.Value) *document.Value {
	var members []*document.Value
	add := func(v *document.Value) {
		if v != nil {
			members = append(members, v)
		}
	}
	for _, m := range base.Members {
		if !slices.Contains(ownSections, m.Name) {
			add(l.mergeSection(m.Name, m, own.Member(m.Name)))
		}
	}
	for _, m := range own.Members {
		if slices.Contains(ownSections, m.Name) {
			add(m)
		} else if base.Member(m.Name) == nil {
			add(l.mergeSection(m.Name, nil, m))
		}
	}
	return own.WithMembers(members)
}

// mergeSection merges one section, of which base or own may be nil.
func (l *loader) mergeSection(name string, base, own *document.Value) *document.Value {
	key, rows := rowSections[name]
	switch {
	case name == "policy":
		return l.mergeTable(name, without(base, func(key string) bool { return slices.Contains(ownHeader, key) }), own)
	case own == nil || own.Kind == document.Broken:
		return either(base, own)
	case rows:
		return l.mergeRows(name, key, base, own)
	case slices.Contains(keyedSections, name):
		return l.mergeTable(name, base, own)
	}
	return own
}

// either returns the first that is there.
func either(a, b *document.Value) *document.Value {
	if a != nil {
		return a
	}
	return b
}

// without returns table v without the keys that drop names.
func without(v *document.Value, drop func(key string) bool) *document.Value {
	return v.WithMembers(slices.DeleteFunc(slices.Clone(v.Members), func(m *document.Value) bool { return drop(m.Name) }))
}

// mergeTable merges [name].
func (l *loader) mergeTable(name string, base, own *document.Value) *document.Value {
	if own.Kind == document.Array && len(own.Items) > 0 && own.Items[0].Kind == document.Table {
		l.report(own.Items[0].Key, "wrong-type.single", "name", name)
		own = own.Items[0]
	} else if l.value(own, document.Table) == nil {
		return base
	}
	merged := l.mergeKeys(base, own, "["+name+"]")
	merged.Name = name
	return merged
}

// mergeKeys merges the entries of two tables; base may be nil.
func (l *loader) mergeKeys(base, own *document.Value, where string) *document.Value {
	var members []*document.Value
	if base != nil {
		members = slices.Clone(base.Members)
	}
	at := map[string]int{}
	for i, m := range members {
		at[m.Name] = i
	}
	for _, m := range own.Members {
		i, known := at[m.Name]
		switch removes := l.removes(m, ""); {
		case removes && !known:
			l.nothingThere(m.Name, m.Key, "remove-unknown", where, idsOf(base, ""))
		case removes:
			members[i] = nil
		case known:
			members[i] = m
		default:
			members = append(members, m)
		}
	}
	return own.WithMembers(slices.DeleteFunc(members, isGone))
}

func isGone(v *document.Value) bool { return v == nil }

// removes reports whether v is { remove = true }, beside the key that says
// what of. Anything else said with it is reported.
func (l *loader) removes(v *document.Value, key string) bool {
	if v.Kind != document.Table {
		return false
	}
	remove := v.Member("remove")
	if remove == nil || remove.Kind != document.Boolean && remove.Kind != document.Broken {
		return false
	}
	if remove.Kind == document.Boolean && !remove.Bool {
		l.report(remove.Span, "only-true", "key", "remove")
	}
	for _, m := range v.Members {
		if m != remove && m.Name != key && m.Kind != document.Broken {
			l.report(m.Key, "remove-alone", "key", m.Name)
			break
		}
	}
	return true
}

// mergeRows merges [[section]], whose rows are told apart by key.
func (l *loader) mergeRows(section, key string, base, own *document.Value) *document.Value {
	rows := own.Items
	if own.Kind == document.Table {
		l.report(own.Key, "wrong-type.tables", "name", section)
		rows = []*document.Value{own}
	} else if l.value(own, document.Array) == nil {
		return base
	}
	into := either(base, own)
	if into.Kind != document.Array {
		return own // one row in single brackets, and nothing to merge it with
	}
	r := rowMerge{l: l, section: section, key: key, ids: idsOf(base, key), at: map[string]int{}, seen: map[string]*document.Value{}}
	if base != nil {
		r.rows = slices.Clone(base.Items)
	}
	for i, id := range r.ids {
		r.at[id] = i
	}
	for _, row := range rows {
		r.merge(row)
	}
	merged := slices.DeleteFunc(r.rows, isGone)
	if len(merged) == 0 {
		return nil
	}
	if section == "bands" {
		sortBands(merged)
	}
	return into.WithItems(merged)
}

// idsOf returns the names of a table's entries or, with a key, those of an
// array's rows, "" for a row without.
func idsOf(v *document.Value, key string) []string {
	if v == nil {
		return nil
	}
	var ids []string
	for _, m := range v.Members {
		ids = append(ids, m.Name)
	}
	for _, row := range v.Items {
		ids = append(ids, wordOf(row.Member(key)))
	}
	return ids
}

// A rowMerge merges the rows of one section.
type rowMerge struct {
	l            *loader
	section, key string
	rows         []*document.Value // the base's, changed; nil where one was removed
	ids          []string          // of the base's rows
	at           map[string]int    // from id to row
	seen         map[string]*document.Value
}

func (r *rowMerge) merge(row *document.Value) {
	id := row.Member(r.key)
	removes := r.l.removes(row, r.key)
	if wordOf(id) == "" {
		if removes {
			r.l.report(row.Member("remove").Key, "remove-which", "key", r.key, "section", r.section)
			return
		}
		r.rows = append(r.rows, row)
		return
	}
	if first := r.seen[id.Text]; first != nil {
		r.l.problems.Add(problem(id.Span, "changed-twice", "name", id.Text, "section", r.section).And(first.Span, "first-here"))
		return
	}
	r.seen[id.Text] = id
	i, known := r.at[id.Text]
	switch {
	case removes && !known:
		r.l.nothingThere(id.Text, id.Span, "remove-unknown", "[["+r.section+"]]", r.ids)
	case removes:
		r.rows[i] = nil
	case known:
		r.rows[i] = r.l.mergeKeys(dropped(r.rows[i], row, instead[r.section]), row, "[["+r.section+"]] "+id.Text)
	case r.isPartial(row):
		r.l.nothingThere(id.Text, id.Span, "change-unknown", "[["+r.section+"]]", r.ids)
	default:
		r.rows = append(r.rows, row)
	}
}

// isPartial reports whether a row can only be meant to change another.
func (r *rowMerge) isPartial(row *document.Value) bool {
	keys := essential[r.section]
	return len(keys) > 0 && !slices.ContainsFunc(keys, func(key string) bool { return row.Member(key) != nil })
}

// dropped returns base without what the row replaces under another key.
func dropped(base, row *document.Value, groups [][]string) *document.Value {
	sets := func(key string) bool { return key != "interpolate" && row.Member(key) != nil }
	return without(base, func(key string) bool {
		return row.Member(key) == nil && slices.ContainsFunc(groups, func(group []string) bool {
			return slices.Contains(group, key) && slices.ContainsFunc(group, sets)
		})
	})
}

// nothingThere reports a change of something that the base does not have.
func (l *loader) nothingThere(name string, at diag.Span, key, where string, all []string) {
	all = slices.DeleteFunc(slices.Clone(all), func(id string) bool { return id == "" })
	if near := diag.Nearest(name, all[:min(len(all), mostCandidates)]); near != "" {
		l.report(at, key+".typo", "name", name, "near", near, "where", where)
		return
	}
	l.report(at, key, "name", name, "where", where, "all", listed(all))
}

// sortBands puts bands in the order of their edges, if all can be read.
func sortBands(rows []*document.Value) {
	from := func(v *document.Value) *document.Value { return v.Member("from") }
	if slices.ContainsFunc(rows, func(v *document.Value) bool { return from(v) == nil || from(v).Number == nil }) {
		return
	}
	slices.SortStableFunc(rows, func(a, b *document.Value) int { return from(a).Number.Cmp(from(b).Number) })
}

// sectionName writes a section as it stands in a file.
func sectionName(name string) string {
	if _, rows := rowSections[name]; rows {
		return "[[" + name + "]]"
	}
	return "[" + name + "]"
}
