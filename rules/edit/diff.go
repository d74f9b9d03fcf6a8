package edit

import (
	"cmp"
	"slices"
	"strings"

	"merit/rules"
	"merit/rules/text"
)

// A Change is one difference in meaning between two versions of a policy.
type Change struct {
	Kind    string    `json:"kind"` // added, removed, changed, renamed, order or prose
	Section string    `json:"section,omitempty"`
	ID      string    `json:"id,omitempty"`
	What    string    `json:"what,omitempty"` // the key of the line that changed
	Old     text.Text `json:"old,omitzero"`
	New     text.Text `json:"new,omitzero"`
	Text    text.Text `json:"text"` // the whole as a sentence
}

// A Comparison is two versions of a policy and what changed between them. Old
// or New is nil for a policy that is new or gone.
type Comparison struct {
	Old, New *rules.Policy
	Changes  []Change
}

// Compare says what changed in meaning between two sets of policies. A policy
// is compared with that of its id and version; one whose version is new, with
// the version before it. Policies that mean the same are not listed.
func Compare(before, after []*rules.Policy) []Comparison {
	var out []Comparison
	for _, pair := range pairs(before, after) {
		if changes := Diff(pair.Old, pair.New); len(changes) > 0 {
			out = append(out, Comparison{pair.Old, pair.New, changes})
		}
	}
	return out
}

func pairs(before, after []*rules.Policy) []Comparison {
	var out []Comparison
	taken := map[*rules.Policy]bool{}
	pick := func(p *rules.Policy, fits func(*rules.Policy) bool) *rules.Policy {
		for _, o := range slices.Backward(before) {
			if !taken[o] && o.ID.Text == p.ID.Text && fits(o) {
				taken[o] = true
				return o
			}
		}
		return nil
	}
	olds := map[*rules.Policy]*rules.Policy{}
	for _, p := range after {
		olds[p] = pick(p, func(o *rules.Policy) bool { return o.Version.Text == p.Version.Text })
	}
	for _, p := range after {
		if olds[p] == nil {
			olds[p] = pick(p, func(*rules.Policy) bool { return true })
		}
		out = append(out, Comparison{Old: olds[p], New: p})
	}
	if len(before) == 1 && len(after) == 1 && !taken[before[0]] {
		return []Comparison{{Old: before[0], New: after[0]}} // two files: whatever their ids are
	}
	for _, o := range before {
		if !taken[o] {
			out = append(out, Comparison{Old: o})
		}
	}
	return out
}

// Diff says what changed in meaning from before to after; nothing for the same
// policy written differently.
func Diff(before, after *rules.Policy) []Change {
	switch {
	case before == nil:
		return []Change{{Kind: "added", Section: "policy", ID: after.ID.Text, Text: policyWords("diff-policy-added", after)}}
	case after == nil:
		return []Change{{Kind: "removed", Section: "policy", ID: before.ID.Text, Text: policyWords("diff-policy-removed", before)}}
	}
	if before.Meaning == after.Meaning && before.Stage == after.Stage {
		return nil
	}
	out := compare(Describe(before), Describe(after))
	out = append(out, orders(before, after)...)
	slices.SortStableFunc(out, func(a, b Change) int { return cmp.Compare(a.follows(), b.follows()) })
	if len(out) == 0 {
		return []Change{{Kind: "prose", Text: text.Say("diff-prose")}}
	}
	return out
}

// follows is 1 for what changed only because something else did: what the last
// step of score before a band is worth. It is told after its causes.
func (c Change) follows() int {
	if c.Section == "bands" && c.What == "cliff" {
		return 1
	}
	return 0
}

func policyWords(key string, p *rules.Policy) text.Text {
	return text.Say(key, "id", p.ID.Text, "version", p.Version.Text, "title", p.Title.Text)
}

// compare compares rules by their section and id; the header by its section.
func compare(before, after []Rule) []Change {
	var out []Change
	old := map[string]Rule{}
	for _, r := range before {
		old[r.name()] = r
	}
	now := map[string]bool{}
	var added []Rule
	for _, r := range after {
		now[r.name()] = true
		if o, both := old[r.name()]; both {
			out = append(out, changes(o, r)...)
		} else {
			added = append(added, r)
		}
	}
	for _, o := range before {
		if now[o.name()] {
			continue
		}
		if i := slices.IndexFunc(added, func(r Rule) bool { return r.Section == o.Section && o.sameBut(r) }); i >= 0 {
			out = append(out, Change{Kind: "renamed", Section: o.Section, ID: added[i].ID, What: "id", Old: same(o.ID), New: same(added[i].ID),
				Text: words("diff-id", "rule", added[i].called(), "old", o.ID, "new", added[i].ID)})
			added = slices.Delete(added, i, i+1)
			continue
		}
		out = append(out, Change{Kind: "removed", Section: o.Section, ID: o.ID, Old: o.brief(), Text: words("diff-removed", "rule", o.called(), "old", o.brief())})
	}
	for _, r := range added {
		out = append(out, Change{Kind: "added", Section: r.Section, ID: r.ID, New: r.brief(), Text: words("diff-added", "rule", r.called(), "new", r.brief())})
	}
	slices.SortStableFunc(out, func(a, b Change) int { return cmp.Compare(rank(a.Section), rank(b.Section)) })
	return out
}

// sections lists the sections in the order in which people read them.
var sections = []string{
	"policy", "agreement", "dimensions", "metrics", "guards", "adjustments", "vetoes", "bands", "payouts", "outcomes", "scoring",
	"params", "formulas", "checks", "attributes", "inputs",
}

func rank(section string) int { return slices.Index(sections, section) }

// name tells rules of one policy apart. A check without an id is the
// condition it asks for: those have no order.
func (r Rule) name() string {
	switch {
	case r.Section == "policy":
		return r.Section
	case r.Section == "checks" && strings.Trim(r.ID, "0123456789") == "":
		return r.Section + " " + r.Lines[0].mark
	}
	return r.Section + " " + r.ID
}

// sameBut reports whether two rules say the same under two ids. Rules that say
// hardly anything would too often.
func (r Rule) sameBut(o Rule) bool {
	return len(r.Lines) > 1 && r.Title == o.Title && slices.EqualFunc(r.Lines, o.Lines, func(a, b Line) bool { return a.Key == b.Key && a.mark == b.mark })
}

// called names a rule in a sentence.
func (r Rule) called() text.Text {
	section := text.Say("section-" + r.Section)
	switch {
	case r.ID == "":
		return words("diff-rule.section", "section", section)
	case r.Title == "" || r.Title == r.ID:
		return words("diff-rule.untitled", "section", section, "id", r.ID)
	}
	return words("diff-rule", "section", section, "id", r.ID, "title", r.Title)
}

// brief is all that a rule says, in a row.
func (r Rule) brief() text.Text {
	var zh, en []string
	for _, l := range r.Lines {
		if l.Key == "below" || l.Key == "cliff" {
			continue
		}
		what := lineName(l.Key)
		zh, en = append(zh, what.ZH+" "+l.Value.ZH), append(en, what.EN+" "+l.Value.EN)
	}
	return text.Text{ZH: strings.Join(zh, "；"), EN: strings.Join(en, "; ")}
}

// lineName names a line; [agreement] has keys of people's own.
func lineName(key string) text.Text {
	if e, ok := text.Find("line-" + strings.ReplaceAll(key, "_", "-")); ok {
		return e.Message
	}
	return same(key)
}

func (r Rule) line(key string) (Line, bool) {
	for _, l := range r.Lines {
		if l.Key == key {
			return l, true
		}
	}
	return Line{}, false
}

// changes compares two versions of one rule.
func changes(o, r Rule) []Change {
	var out []Change
	say := func(kind, entry, what string, before, after text.Text) {
		out = append(out, Change{kind, r.Section, r.ID, what, before, after,
			words(entry, "rule", r.called(), "what", lineName(what), "old", before, "new", after)})
	}
	if o.ID != r.ID && r.Section != "checks" {
		say("changed", "diff-changed", "id", same(o.ID), same(r.ID))
	}
	if o.Title != r.Title {
		say("renamed", "diff-renamed", "title", same(o.Title), same(r.Title))
	}
	for _, now := range r.Lines {
		switch was, both := o.line(now.Key); {
		case !both && now.Key != "below":
			say("changed", "diff-line-added", now.Key, text.Text{}, now.Value)
		case was.mark != now.mark:
			say("changed", "diff-changed", now.Key, was.Value, now.Value)
		}
	}
	for _, was := range o.Lines {
		if _, both := r.line(was.Key); !both && was.Key != "below" {
			say("changed", "diff-line-removed", was.Key, was.Value, text.Text{})
		}
	}
	return out
}

// orders finds new orders of what acts one after the other: the guards of a
// metric, and payouts.
func orders(before, after *rules.Policy) []Change {
	var out []Change
	check := func(section string, old, now []string) {
		both := func(in []string) func(string) bool { return func(id string) bool { return !slices.Contains(in, id) } }
		was, is := slices.DeleteFunc(slices.Clone(old), both(now)), slices.DeleteFunc(slices.Clone(now), both(old))
		if !slices.Equal(was, is) {
			o, n := same(strings.Join(was, ", ")), same(strings.Join(is, ", "))
			out = append(out, Change{Kind: "order", Section: section, Old: o, New: n, Text: words("diff-order", "rule", text.Say("section-"+section), "old", o, "new", n)})
		}
	}
	for _, m := range after.Metrics {
		if i := slices.IndexFunc(before.Metrics, func(o *rules.Metric) bool { return o.ID.Text == m.ID.Text }); i >= 0 {
			check("guards", guardIDs(before.Metrics[i]), guardIDs(m))
		}
	}
	check("payouts", payoutIDs(before), payoutIDs(after))
	return out
}

func guardIDs(m *rules.Metric) []string {
	var ids []string
	for _, g := range m.Guards {
		ids = append(ids, g.ID.Text)
	}
	return ids
}

func payoutIDs(p *rules.Policy) []string {
	var ids []string
	for _, x := range p.Payouts {
		ids = append(ids, x.ID.Text)
	}
	return ids
}
