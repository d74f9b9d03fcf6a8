package rules

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"merit/rules/abreast"
	"merit/rules/diag"
	"merit/rules/document"
)

// A file is one policy on its way from bytes to a Policy. What it extends is
// another file of the same load: the trees of the two are merged before
// anything is read, so that there is one reader of policies and every value
// keeps its place in the file it was written in (SEMANTICS H7).
type file struct {
	source *diag.Source
	beside bool     // there only to be extended, never in force
	wanted bool     // in force, or extended by one that is
	others outlines // all files read together

	root *document.Value // as written; nil when the file is unreadable
	head head
	base *file           // what it extends; nil without, and when that is wrong
	tree *document.Value // root merged with the base's tree; nil when it cannot be

	policy    *Policy
	problems  diag.List
	approvals diag.List // approvals that lack; a policy may be extended without
	broken    bool      // wrong for another reason than those
}

// loadFiles reads policies after those they extend. The files beside are read
// as far as they are extended. Both are taken by name, so that what is said
// does not depend on their order; those of sources come first.
func loadFiles(sources, beside []*diag.Source) []*file {
	l := &linking{byID: map[string][]*file{}}
	byName := func(a, b *diag.Source) int { return strings.Compare(a.Name, b.Name) }
	l.open(slices.SortedStableFunc(slices.Values(sources), byName), false)
	l.open(slices.SortedStableFunc(slices.Values(beside), byName), true)
	l.link()
	l.introduce()
	sorted, loops := order(len(l.files), l.bases)
	for _, loop := range loops {
		l.loop(loop)
	}
	for _, wave := range l.waves(sorted) {
		abreast.Do(len(wave), func(i int) { wave[i].read() })
	}
	return slices.DeleteFunc(l.files, func(f *file) bool { return !f.wanted })
}

// waves splits the files that are wanted, given in order, into those that
// extend nothing, those that extend these, and so on: the files of a wave do
// not need each other and are read side by side.
func (l *linking) waves(sorted []int) [][]*file {
	var all [][]*file
	height := map[*file]int{}
	for _, i := range sorted {
		f := l.files[i]
		if !f.wanted {
			continue
		}
		if f.base != nil {
			height[f] = height[f.base] + 1
		}
		for len(all) <= height[f] {
			all = append(all, nil)
		}
		all[height[f]] = append(all[height[f]], f)
	}
	return all
}

// read turns the file into a policy, as far as it can be understood.
func (f *file) read() {
	l := newLoader(f.source)
	l.others = f.others
	f.policy = l.policy
	unreadable := f.problems
	f.merge(l)
	if f.tree != nil {
		l.read(f.tree)
	}
	found := besides(l.problems, unreadable)
	if slices.ContainsFunc(unreadable, cutOff) {
		found = sure(found)
	}
	f.problems = append(unreadable, f.concerning(found)...).Sorted()
	f.broken = f.broken || f.problems.HasErrors()
	if f.tree != nil && !unreadable.HasErrors() {
		f.approve()
	}
}

// merge finds the tree to read. There is none when it is not known what the
// file extends: everything inherited would seem to be missing.
func (f *file) merge(l *loader) {
	switch {
	case f.root == nil:
	case !f.head.extending:
		f.tree = f.root
	case f.broken || f.base == nil: // which is said already
		f.broken = true
	case f.base.broken:
		l.report(f.head.extends.Span, "extends-broken", "id", f.base.head.id, "file", f.base.source.Name)
		f.broken = true
	default:
		f.tree = l.merge(f.base.tree, f.root)
		l.policy.Extends = f.base.policy
		l.policy.Digest = chained(l.policy.Digest, f.base.policy.Digest)
	}
	if f.tree == nil {
		f.head.identify(l.policy)
	}
}

// chained returns the digest of a policy that extends another: it changes when
// either does.
func chained(own, base string) string {
	sum := sha256.Sum256([]byte("extends\n" + own + "\n" + base))
	return "sha256:" + hex.EncodeToString(sum[:])
}

// concerning adds to what is found in the files that f extends which policy it
// is about. What those report of themselves is not said again.
func (f *file) concerning(found diag.List) diag.List {
	var out diag.List
	for _, d := range found {
		switch {
		case d.Span.Source == f.source || f.base == nil:
			out.Add(d)
		case !f.base.reports(d):
			out.Add(d.And(f.head.extends.Span, "extends-concerns", "id", f.head.id, "file", f.source.Name))
		}
	}
	return out
}

// reports reports whether f, or what it extends, says d of itself.
func (f *file) reports(d diag.Diagnostic) bool {
	for ; f != nil; f = f.base {
		if slices.ContainsFunc(f.problems, func(e diag.Diagnostic) bool { return same(d, e) }) {
			return true
		}
	}
	return false
}

func same(d, e diag.Diagnostic) bool {
	return d.Span == e.Span && d.Code == e.Code && d.Message == e.Message
}

// gathered puts problems into one list. One place of a base that is wrong for
// several policies is told once and names them all.
func gathered(files []*file) diag.List {
	var out diag.List
	first := map[diag.Span][]int{}
	for _, f := range files {
		found := firstOf(f.problems.Sorted())
		if !f.beside { // what is only extended need not be approved
			found = append(found, f.approvals...)
		}
		for _, d := range found {
			i := slices.IndexFunc(first[d.Span], func(i int) bool { return same(out[i], d) })
			if i < 0 {
				first[d.Span] = append(first[d.Span], len(out))
				out.Add(d)
				continue
			}
			known := &out[first[d.Span][i]]
			for _, r := range d.Related {
				if !slices.Contains(known.Related, r) && len(known.Related) < mostRelated {
					known.Related = append(slices.Clip(known.Related), r)
				}
			}
		}
	}
	return out.Sorted()
}
