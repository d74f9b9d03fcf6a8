package policies

import (
	"cmp"
	"slices"
	"strings"

	"merit/rules/diag"
	"merit/rules/document"
)

// A Mending is what became of a file for which fixes were offered.
type Mending struct {
	Before, After *diag.Source // the same where nothing was changed
	Applied       []Applied    // what was mended, in the order of lines
	Refused       diag.List    // those whose fix would have made the file worse
}

// An Applied is a problem that was mended by its Fix.
type Applied struct {
	diag.Diagnostic
	Line int // of the change in the file as it is now, from 1
}

// Bounds of one Mend, which ends in any case: a fix may uncover the next
// problem, but not for ever.
const (
	mostRounds = 12
	mostTries  = 40 // fixes tried one by one, after all together made a file worse
)

// Mend applies the fixes that check offers, again and again until it offers no
// more, and returns the files as they then are. A fix replaces bytes: comments
// and layout stay. A file never gets worse: where it would end with more
// errors, or more that is no TOML, its fixes are tried one by one, and what
// makes it worse is left out.
func Mend(files *Files, check func(*Files) diag.List) (*Files, []Mending) {
	m := &mender{check: check, files: files, found: check(files)}
	for _, src := range files.All() {
		m.inHand = append(m.inHand, &inHand{now: src, Mending: Mending{Before: src, After: src}})
	}
	start, found := m.files, m.found
	for range mostRounds {
		if !m.round() {
			break
		}
	}
	for worse := m.worse(found); len(worse) > 0; worse = m.worse(found) {
		for _, s := range worse {
			s.restart()
		}
		m.look(start)
	}
	m.oneByOne(start)
	return m.files, m.mendings()
}

// A mender is the state of one Mend.
type mender struct {
	check  func(*Files) diag.List
	files  *Files // as they are now
	found  diag.List
	inHand []*inHand
	tries  int
}

// An inHand is a file that is being mended.
type inHand struct {
	Mending
	now     *diag.Source
	careful bool // its fixes are tried one by one
}

func (s *inHand) restart() {
	s.now, s.Applied, s.careful = s.Before, nil, true
}

// round applies what is offered to every file that is not to be handled with
// care, and reports whether anything was.
func (m *mender) round() bool {
	changed := false
	for _, s := range m.inHand {
		if s.careful {
			continue
		}
		if fixes := s.offered(m.found); len(fixes) > 0 {
			s.apply(fixes)
			changed = true
		}
	}
	if changed {
		m.look(m.files)
	}
	return changed
}

// look checks the files as they are now.
func (m *mender) look(like *Files) {
	instead := map[*diag.Source]*diag.Source{}
	for i, src := range like.All() {
		instead[src] = m.inHand[i].now
	}
	m.files = like.With(instead)
	m.found = m.check(m.files)
}

// worse lists the changed files that have more errors than they had.
func (m *mender) worse(found diag.List) []*inHand {
	var out []*inHand
	for _, s := range m.inHand {
		if s.now != s.Before && (errorsIn(m.found, s.now) > errorsIn(found, s.Before) || unparsed(s.now) > unparsed(s.Before)) {
			out = append(out, s)
		}
	}
	if len(out) == 0 && m.found.Count(diag.Error) > found.Count(diag.Error) { // it shows in another file
		for _, s := range m.inHand {
			if s.now != s.Before {
				out = append(out, s)
			}
		}
	}
	return out
}

// oneByOne tries each fix of the files that are handled with care by itself.
func (m *mender) oneByOne(start *Files) {
	for _, s := range m.inHand {
		for s.careful && m.tries < mostTries {
			fixes := slices.DeleteFunc(s.offered(m.found), func(d diag.Diagnostic) bool { return s.refused(d) })
			if len(fixes) == 0 {
				break
			}
			m.try(start, s, fixes[0])
		}
	}
}

// try applies one fix and takes it back where it makes anything worse.
func (m *mender) try(start *Files, s *inHand, d diag.Diagnostic) {
	m.tries++
	files, found, was, applied := m.files, m.found, s.now, s.Applied
	s.apply(diag.List{d})
	m.look(start)
	if m.found.Count(diag.Error) > found.Count(diag.Error) || unparsed(s.now) > unparsed(was) {
		m.files, m.found, s.now, s.Applied = files, found, was, applied
		s.Refused.Add(d)
	}
}

// refused reports whether the fix of d was taken back before.
func (s *inHand) refused(d diag.Diagnostic) bool {
	return slices.ContainsFunc(s.Refused, func(r diag.Diagnostic) bool {
		return r.Code == d.Code && r.Message == d.Message && r.Fix.Title == d.Fix.Title
	})
}

// offered returns the problems of the file that come with a fix, none of which
// overlaps another: of two that do, the one that starts first.
func (s *inHand) offered(found diag.List) diag.List {
	var fixes diag.List
	for _, d := range found {
		if d.Fix != nil && d.Fix.Span().Source == s.now {
			fixes.Add(d)
		}
	}
	slices.SortStableFunc(fixes, func(a, b diag.Diagnostic) int {
		return cmp.Compare(a.Fix.Edits[0].Span.Start, b.Fix.Edits[0].Span.Start)
	})
	var taken []diag.Edit
	return slices.DeleteFunc(fixes, func(d diag.Diagnostic) bool {
		for _, e := range d.Fix.Edits {
			if slices.ContainsFunc(taken, func(t diag.Edit) bool { return overlap(e.Span, t.Span) }) {
				return true
			}
		}
		taken = append(taken, d.Fix.Edits...)
		return false
	})
}

// overlap reports whether two edits touch the same bytes, or insert at the
// same place.
func overlap(a, b diag.Span) bool {
	return a.Start < b.End && b.Start < a.End || a.Start == b.Start || a.Start == a.End && a.Start == b.End || b.Start == b.End && b.Start == a.End
}

func (s *inHand) apply(fixes diag.List) {
	var edits []diag.Edit
	for _, d := range fixes {
		edits = append(edits, d.Fix.Edits...)
	}
	slices.SortFunc(edits, func(a, b diag.Edit) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
	out, ok := diag.Splice(s.now.Bytes, edits)
	if !ok {
		return
	}
	s.now = diag.NewSource(s.now.Name, out)
	s.Applied = slices.Clone(s.Applied)
	for _, d := range fixes {
		s.Applied = append(s.Applied, Applied{d, d.Fix.Span().Position().Line})
	}
	for _, e := range edits {
		shift(s.Applied, e)
	}
}

// shift moves the lines that an edit moves.
func shift(applied []Applied, e diag.Edit) {
	more := strings.Count(e.Text, "\n") - strings.Count(e.Span.Text(), "\n")
	at := e.Span.Position()
	if at.Column > 1 {
		at.Line++
	}
	for i := range applied {
		if applied[i].Line >= at.Line && applied[i].Fix.Edits[0] != e {
			applied[i].Line += more
		}
	}
}

func (m *mender) mendings() []Mending {
	var out []Mending
	for _, s := range m.inHand {
		s.After = s.now
		slices.SortStableFunc(s.Applied, func(a, b Applied) int { return cmp.Compare(a.Line, b.Line) })
		if len(s.Applied) > 0 || len(s.Refused) > 0 {
			out = append(out, s.Mending)
		}
	}
	return out
}

func errorsIn(found diag.List, src *diag.Source) int {
	n := 0
	for _, d := range found {
		if d.Severity == diag.Error && d.Span.Source == src {
			n++
		}
	}
	return n
}

// unparsed returns how many errors of src are of TOML itself.
func unparsed(src *diag.Source) int {
	_, problems := document.Parse(src, document.DefaultLimits)
	return problems.Count(diag.Error)
}
