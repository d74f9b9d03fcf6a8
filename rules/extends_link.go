package rules

import (
	"slices"
	"strings"

	"merit/rules/abreast"
	"merit/rules/diag"
	"merit/rules/document"
)

// A head is what must be known of a file before it can be read: which policy
// it is, when it is in force and what it extends. What is wrong with the
// header is reported by its reader.
type head struct {
	id, version string
	effective   Effective
	stage       Stage
	extending   bool            // it extends something, rightly or wrongly
	extends     *document.Value // its name as written; nil when that is wrong
}

func headOf(root *document.Value) head {
	v := headerOf(root)
	h := head{stage: Draft}
	h.id, h.version = wordOf(v.Member("id")), wordOf(v.Member("version"))
	if stage := Stage(wordOf(v.Member("stage"))); slices.Contains(ranks, stage) {
		h.stage = stage
	}
	dates := v.Member("effective")
	if from := dates.Member("from"); from != nil && from.Kind == document.LocalDate {
		h.effective.From, h.effective.Span = from.Date, from.Span
	}
	if to := dates.Member("to"); to != nil && to.Kind == document.LocalDate {
		h.effective.To, h.effective.HasTo = to.Date, true
	}
	return h
}

// headerOf returns the table [policy], or nil.
func headerOf(root *document.Value) *document.Value {
	v := root.Member("policy")
	if v != nil && v.Kind == document.Array && len(v.Items) > 0 {
		v = v.Items[0]
	}
	if v == nil || v.Kind != document.Table {
		return nil
	}
	return v
}

func wordOf(v *document.Value) string {
	if v == nil || v.Kind != document.String {
		return ""
	}
	return v.Text
}

// identify fills in who a policy is that cannot be read any further.
func (h *head) identify(p *Policy) {
	p.ID.Text, p.Version.Text, p.Stage = h.id, h.version, Draft
}

// extending finds out whether a file extends another, and reports an extends
// that cannot be understood.
func (f *file) extending() {
	v := headerOf(f.root)
	problems := &f.problems
	written, stray := v.Member("extends"), f.root.Member("extends")
	switch {
	case written != nil:
		f.head.extending = true
		f.head.extends = document.NewReader(v, problems).Value("extends", document.String)
	case stray != nil:
		f.head.extending = true
		problems.Add(problem(stray.Key, "unknown-key.elsewhere", "name", "extends", "place", "[policy]"))
	case v != nil && len(v.Members) <= mostCandidates:
		for _, m := range v.Members {
			if !allKeys[m.Name] && diag.Nearest(document.Fold(m.Name), []string{"extends"}) != "" {
				f.head.extending = true
				problems.Add(problem(m.Key, "unknown-key.typo", "name", m.Name, "near", "extends"))
			}
		}
	}
	f.broken = f.head.extending && f.head.extends == nil
}

// linking finds for each file the one it extends.
type linking struct {
	files []*file
	byID  map[string][]*file // in the order of files: those of the set before those beside
	ids   []string
}

// open reads files, side by side, as far as each can be read by itself.
func (l *linking) open(sources []*diag.Source, beside bool) {
	opened := make([]*file, len(sources))
	abreast.Do(len(sources), func(i int) {
		f := &file{source: sources[i], beside: beside, wanted: !beside}
		opened[i] = f
		f.root, f.problems = document.Parse(f.source, document.DefaultLimits)
		if f.root != nil {
			f.head = headOf(f.root)
			f.extending()
		}
	})
	for _, f := range opened {
		l.list(f)
	}
}

// list makes a file known by its id.
func (l *linking) list(f *file) {
	l.files = append(l.files, f)
	if f.root == nil || f.head.id == "" {
		return
	}
	if l.byID[f.head.id] == nil {
		l.ids = append(l.ids, f.head.id)
	}
	l.byID[f.head.id] = append(l.byID[f.head.id], f)
}

// link finds the bases of all files that are wanted, and wants those.
func (l *linking) link() {
	queue := slices.DeleteFunc(slices.Clone(l.files), func(f *file) bool { return !f.wanted })
	for len(queue) > 0 {
		f := queue[0]
		queue = queue[1:]
		l.linkParts(f)
		if f.head.extends == nil {
			continue
		}
		f.base = l.find(f)
		if f.base != nil && !f.base.wanted {
			f.base.wanted = true
			queue = append(queue, f.base)
		}
	}
}

// linkParts finds what the policies extend that f rolls up: their metrics and
// the length of their periods may stand there. It wants none of them.
func (l *linking) linkParts(f *file) {
	for _, g := range l.byID[wordOf(f.root.Member("parts").Member("policy"))] {
		for ; g != nil && !g.wanted && g.base == nil && g.head.extends != nil; g = g.base {
			g.base = l.find(g)
		}
	}
}

// bases returns the index of the file that file i extends, if any.
func (l *linking) bases(i int) []int {
	if base := l.files[i].base; base != nil {
		return []int{slices.Index(l.files, base)}
	}
	return nil
}

// find returns the file that f extends, or nil and a problem of f: the version
// that is named, else the one in force when f begins.
func (l *linking) find(f *file) *file {
	name := f.head.extends
	report := func(key string, args ...string) *file {
		f.problems.Add(problem(name.Span, key, args...))
		return nil
	}
	if strings.TrimSpace(name.Text) == "" {
		return report("text-empty", "key", "extends")
	}
	id, version, exact := strings.Cut(name.Text, "@")
	versions := l.byID[id]
	if len(versions) == 0 {
		others := slices.DeleteFunc(slices.Clone(l.ids), func(id string) bool { return id == f.head.id })
		if near := diag.Nearest(id, others[:min(len(others), mostCandidates)]); near != "" {
			return report("extends-unknown.typo", "id", id, "near", near)
		}
		return report("extends-unknown", "id", id, "all", listed(others))
	}
	chosen := inForce(versions, f.head.effective)
	if exact {
		chosen = slices.DeleteFunc(slices.Clone(versions), func(v *file) bool { return v.head.version != version })
	}
	if len(chosen) > 1 {
		chosen = slices.DeleteFunc(chosen, func(v *file) bool { return v == f })
	}
	switch {
	case len(chosen) == 0 && exact:
		return report("extends-version", "id", id, "version", version, "all", describe(versions))
	case len(chosen) == 0:
		return report("extends-not-in-force", "id", id, "date", f.head.effective.From.String(), "all", describe(versions))
	case len(chosen) > 1 && !exact && chosen[1].head.version != chosen[0].head.version:
		return report("extends-several", "id", id, "all", describe(chosen))
	case chosen[0] == f:
		return report("extends-loop.self", "id", id)
	}
	return chosen[0]
}

// ranks are the stages in which a base is looked for: a version that is only
// planned must not take the place of the one that pays.
var ranks = []Stage{Active, Pilot, Draft, Retired}

// inForce returns the versions in force on the first day of starts, of the
// foremost stage that has one. Where a day cannot be read, which is reported,
// any will do.
func inForce(versions []*file, starts Effective) []*file {
	for _, stage := range ranks {
		var found []*file
		for _, v := range versions {
			e := v.head.effective
			if v.head.stage == stage && (!starts.known() || !e.known() || e.Contains(starts.From)) {
				found = append(found, v)
			}
		}
		if !starts.known() && len(found) > 0 {
			return found[:1]
		}
		if len(found) > 0 {
			return found
		}
	}
	return nil
}

// describe lists versions: 2026.1 (2026-01-01 – 2026-12-31).
func describe(versions []*file) string {
	var all []string
	for _, v := range versions {
		e, days := v.head.effective, ""
		if e.known() {
			days = " (" + e.From.String() + " – "
			if e.HasTo {
				days += e.To.String()
			} else {
				days += "…"
			}
			days += ")"
		}
		all = append(all, v.head.version+days)
	}
	return strings.Join(all[:min(len(all), mostRelated)], ", ")
}

// listed joins names for a message.
func listed(names []string) string {
	if len(names) == 0 {
		return "–"
	}
	return strings.Join(names[:min(len(names), mostRelated)], " ")
}

// loop reports files that extend each other in a circle, once, and breaks it.
func (l *linking) loop(loop []int) {
	first := l.files[loop[0]]
	ring := make([]string, len(loop))
	for k, i := range loop {
		ring[k] = l.files[i].head.id
	}
	d := problem(first.head.extends.Span, "extends-loop", "id", first.head.id, "loop", around(ring))
	for k, i := range loop {
		f := l.files[i]
		f.base, f.broken = nil, true
		if k > 0 && k < mostRelated {
			d = d.And(f.head.extends.Span, "in-loop")
		}
	}
	first.problems.Add(d)
}
