package rules

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"

	"merit/rules/document"
)

// meaningless are the keys of [policy] that are no part of what is agreed: how
// far it is on its way, who has approved it, and which file it starts from,
// since what it takes from there is part of it.
var meaningless = []string{"stage", "approvals", "extends"}

// meaning returns the digest of what a policy says (SEMANTICS H9), and a mark
// for each of its sections, by which one can tell later which ones changed.
// Comments, layout, the order of entries where it means nothing, examples, and
// the file in which a value stands make no difference.
func meaning(tree *document.Value) (digest string, marks map[string]string) {
	marks = map[string]string{}
	var lines []string
	for _, m := range tree.Members {
		if m.Name == "examples" || len(m.Members)+len(m.Items) == 0 && (m.Kind == document.Table || m.Kind == document.Array) {
			continue
		}
		sum := sha256.Sum256([]byte(canonicalSection(m)))
		text := hex.EncodeToString(sum[:])
		lines = append(lines, strconv.Quote(m.Name)+" "+text)
		marks[m.Name] = text[:markLength]
	}
	slices.Sort(lines)
	sum := sha256.Sum256([]byte("meaning 1\n" + strings.Join(lines, "\n")))
	return "sha256:" + hex.EncodeToString(sum[:]), marks
}

// markLength is enough to notice a change: marks only help to explain one that
// the digest has proved.
const markLength = 6

// canonicalSection writes one section so that two that mean the same are equal.
func canonicalSection(v *document.Value) string {
	var b strings.Builder
	switch {
	case v.Name == "policy" && v.Kind == document.Table:
		v = without(v, func(key string) bool { return slices.Contains(meaningless, key) })
		if who := v.Member("approvers"); who != nil {
			who = who.WithItems(slices.SortedStableFunc(slices.Values(who.Items), func(a, b *document.Value) int { return strings.Compare(a.Text, b.Text) }))
			v = v.WithMembers(append(without(v, func(key string) bool { return key == "approvers" }).Members, who))
		}
	case v.Kind == document.Array:
		b.WriteByte('[')
		for _, row := range canonicalRows(v.Name, v.Items) {
			b.WriteString(row + ",")
		}
		b.WriteByte(']')
		return b.String()
	}
	canonical(&b, v)
	return b.String()
}

// canonicalRows writes the rows of a section in an order that their meaning
// decides: guards act one after the other on a metric, payouts are paid one
// after the other, bands rise; all other rows stand for themselves.
func canonicalRows(section string, rows []*document.Value) []string {
	type line struct{ key, text string }
	lines := make([]line, len(rows))
	for i, row := range rows {
		var b strings.Builder
		canonical(&b, row)
		lines[i].text = b.String()
		switch section {
		case "payouts", "bands":
		case "guards":
			lines[i].key = wordOf(row.Member("metric"))
		default:
			lines[i].key = wordOf(row.Member("id")) + "\x00" + lines[i].text
		}
	}
	slices.SortStableFunc(lines, func(a, b line) int { return strings.Compare(a.key, b.key) })
	texts := make([]string, len(lines))
	for i, l := range lines {
		texts[i] = l.text
	}
	return texts
}

// canonical writes a value: entries by name, strings quoted, numbers exact.
func canonical(b *strings.Builder, v *document.Value) {
	switch {
	case v.Kind == document.Table:
		b.WriteByte('{')
		for _, m := range byName(v.Members) {
			b.WriteString(strconv.Quote(m.Name) + ":")
			canonical(b, m)
			b.WriteByte(',')
		}
		b.WriteByte('}')
	case v.Kind == document.Array:
		b.WriteByte('[')
		for _, item := range v.Items {
			canonical(b, item)
			b.WriteByte(',')
		}
		b.WriteByte(']')
	case v.Kind == document.String:
		// Line ends are layout: version control changes them.
		b.WriteString(strconv.Quote(strings.ReplaceAll(v.Text, "\r\n", "\n")))
	case v.Number != nil:
		b.WriteString(v.Number.RatString())
	default:
		b.WriteString(v.Text)
	}
}

// byName sorts entries by their names; names are unique in a table.
func byName(members []*document.Value) []*document.Value {
	compare := func(a, b *document.Value) int { return strings.Compare(a.Name, b.Name) }
	if slices.IsSortedFunc(members, compare) {
		return members
	}
	members = slices.Clone(members)
	slices.SortFunc(members, compare)
	return members
}

// sectionOrder is the order in which sections are named to people.
var sectionOrder = []string{
	"schema", "policy", "agreement", "attributes", "params", "inputs", "checks", "parts", "formulas", "scoring", "dimensions",
	"metrics", "guards", "adjustments", "vetoes", "bands", "payouts", "outcomes",
}

// changedSections names the sections whose marks differ, "" when none is known
// to.
func changedSections(then, now map[string]string) string {
	var changed []string
	for _, name := range sectionOrder {
		if then[name] != now[name] {
			changed = append(changed, sectionName(name))
		}
	}
	return strings.Join(changed, " ")
}

// writeMarks writes marks on one line: "bands:1a2b3c metrics:4d5e6f".
func writeMarks(marks map[string]string) string {
	var all []string
	for name, mark := range marks {
		all = append(all, name+":"+mark)
	}
	slices.Sort(all)
	return strings.Join(all, " ")
}

// readMarks is the inverse of writeMarks; nil for what is not readable.
func readMarks(s string) map[string]string {
	if s == "" {
		return nil
	}
	marks := map[string]string{}
	for _, pair := range strings.Fields(s) {
		name, mark, ok := strings.Cut(pair, ":")
		if !ok || len(mark) != markLength {
			return nil
		}
		marks[name] = mark
	}
	return marks
}
