package rules

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"merit/rules/diag"
	"merit/rules/formula"
)

// A Set is all policies in force together. It is immutable.
type Set struct {
	Policies []*Policy // ordered by id, then by the first day in force
	Digest   string    // "sha256:…" over the digests of its policies, sorted
}

// Load reads and checks policies, each by itself and then together. It never
// stops at the first problem. With errors the set holds the policies without.
// Policies beside are there to be extended: they are read, and checked, only
// as far as those of the set extend them, and are not part of it.
func Load(sources []*diag.Source, beside ...*diag.Source) (*Set, diag.List) {
	files := loadFiles(sources, beside)
	problems := gathered(files)
	var all []*Policy
	wrong := map[*Policy]bool{}
	for _, f := range files {
		if !f.beside {
			all = append(all, f.policy)
			wrong[f.policy] = f.broken || f.approvals.HasErrors()
		}
	}
	slices.SortStableFunc(all, inOrder)
	together := checkSet(all, wrong)
	problems.Add(together...)
	fine := slices.DeleteFunc(all, func(p *Policy) bool { return wrong[p] })
	return &Set{fine, digest(fine)}, problems.Sorted()
}

func inOrder(a, b *Policy) int {
	return cmp.Or(
		strings.Compare(a.ID.Text, b.ID.Text),
		cmp.Compare(a.Effective.From, b.Effective.From),
		strings.Compare(a.Version.Text, b.Version.Text),
		strings.Compare(a.Source.Name, b.Source.Name),
	)
}

// digest covers the policies' digests in sorted order, so that neither the
// names of files nor their order matter.
func digest(policies []*Policy) string {
	digests := make([]string, len(policies))
	for i, p := range policies {
		digests[i] = p.Digest
	}
	slices.Sort(digests)
	sum := sha256.Sum256([]byte(strings.Join(digests, "\n")))
	return "sha256:" + hex.EncodeToString(sum[:])
}

// checkSet checks policies, in order, against each other and marks the later
// of two that cannot stand together as wrong.
func checkSet(all []*Policy, wrong map[*Policy]bool) diag.List {
	var problems diag.List
	report := func(p *Policy, d diag.Diagnostic) {
		wrong[p] = true
		problems.Add(d)
	}
	versions := map[[2]string]*Policy{}
	active := map[string]*Policy{} // by id, the one that runs longest so far
	for _, p := range all {
		if p.ID.Text == "" {
			continue
		}
		key := [2]string{p.ID.Text, p.Version.Text}
		if first := versions[key]; first != nil && p.Version.Text != "" {
			report(p, problem(p.Version.Span, "version-twice", "id", p.ID.Text, "version", p.Version.Text, "file", first.Source.Name).And(first.Version.Span, "first-here"))
			continue
		}
		versions[key] = p
		if p.Stage != Active || !p.Effective.known() {
			continue
		}
		if first := active[p.ID.Text]; first != nil && first.Effective.overlaps(p.Effective) {
			report(p, problem(p.Effective.Span, "versions-overlap", "id", p.ID.Text, "file", first.Source.Name, "from", later(first, p).String()).And(first.Effective.Span, "first-here"))
		}
		if first := active[p.ID.Text]; first == nil || first.endsBefore(p) {
			active[p.ID.Text] = p
		}
	}
	checkAttributes(all, report)
	checkRatings(all, report)
	return problems
}

func (e Effective) overlaps(f Effective) bool {
	return (!e.HasTo || f.From <= e.To) && (!f.HasTo || e.From <= f.To)
}

func (p *Policy) endsBefore(q *Policy) bool {
	return p.Effective.HasTo && (!q.Effective.HasTo || p.Effective.To < q.Effective.To)
}

func later(a, b *Policy) interface{ String() string } { return max(a.Effective.From, b.Effective.From) }

// checkAttributes refuses one attribute with two types: a request is decoded
// before it is known which policy it is for (SEMANTICS H3).
func checkAttributes(all []*Policy, report func(*Policy, diag.Diagnostic)) {
	type first struct {
		policy *Policy
		field  *Field
	}
	seen := map[string]first{}
	for _, p := range all {
		for _, f := range p.Attributes {
			if f.Type.Kind == formula.Unknown {
				continue
			}
			other, ok := seen[f.Name]
			if !ok {
				seen[f.Name] = first{p, f}
				continue
			}
			if other.field.Type.Kind != f.Type.Kind {
				report(p, problem(f.Span, "attribute-types", "name", f.Name, "type", kindWord(f.Type), "other", kindWord(other.field.Type), "file", other.policy.Source.Name).And(other.field.Span, "first-here"))
			}
		}
	}
}

// kindWord returns the word that declares t.
func kindWord(t *formula.Type) string {
	switch t.Kind {
	case formula.Number:
		return "number"
	case formula.Integer:
		return "integer"
	case formula.String:
		return "string"
	case formula.Boolean:
		return "boolean"
	case formula.Date:
		return "date"
	case formula.Time:
		return "time"
	}
	return "list"
}
