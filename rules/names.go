package rules

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"merit/rules/diag"
	"merit/rules/document"
	"merit/rules/formula"
)

// names is one name space. Names that differ only in case or in letters that
// look alike count as the same, since nobody could tell them apart in print.
type names struct {
	taken map[string]declared // by how they look
}

type declared struct {
	name    string
	section string // the table whose key it is, "" for the id of a row
	at      diag.Span
}

func newNames() *names { return &names{map[string]declared{}} }

// declare adds a name that formulas may use and reports whether it may stand.
// One that may not is known to formulas all the same, so that nothing is
// reported twice.
func (l *loader) declare(section, name string, at diag.Span) bool {
	if isName(name) && formula.Reserved(name) {
		l.report(at, "name-reserved", "name", name)
		return false
	}
	if l.add(l.names, section, name, at) {
		return true
	}
	l.known(name)
	return false
}

// known makes name one that formulas may use without more being said about it.
func (l *loader) known(name string) {
	if _, ok := l.symbols[name]; !ok && isName(name) {
		l.symbol(name, formula.UnknownType, ^sees(0))
	}
}

// add is declare for a name space without reserved words.
func (l *loader) add(space *names, section, name string, at diag.Span) bool {
	if !isName(name) {
		l.badName(name, at)
		return false
	}
	return l.unique(space, declared{name, section, at})
}

// unique reports whether a name is new to space, however it is spelt. Two
// keys of one table are reported where the table is read.
func (l *loader) unique(space *names, d declared) bool {
	key := document.Fold(d.name)
	other, taken := space.taken[key]
	switch {
	case !taken:
		space.taken[key] = d
		return true
	case d.section != "" && d.section == other.section:
	case other.name == d.name:
		l.problems.Add(problem(d.at, "name-twice", "name", d.name).And(other.at, "first-here"))
	default:
		l.problems.Add(problem(d.at, "name-lookalike", "name", d.name, "other", other.name).And(other.at, "first-here"))
	}
	return false
}

// id reads the id of an entry and adds it to the ids of its kind.
func (l *loader) id(t table, space *names) Text {
	id := t.needText("id")
	if strings.TrimSpace(id.Text) != "" {
		l.add(space, "", id.Text, id.Span)
	}
	return id
}

func (l *loader) badName(name string, at diag.Span) {
	if plain := norm.NFKC.String(name); plain != name && isName(plain) {
		d := problem(at, "name-invalid.width", "name", name, "plain", plain)
		if quoted := strings.Trim(at.Text(), `"'`); quoted == name && !strings.ContainsAny(name, `"'`) {
			inside := strings.Index(at.Text(), name)
			d = d.Mend(diag.Edit{Span: diag.Span{Source: at.Source, Start: at.Start + inside, End: at.Start + inside + len(name)}, Text: plain})
		}
		l.problems.Add(d)
		return
	}
	l.report(at, "name-invalid", "name", name)
}

// isName reports whether s is letters, Chinese ones too, digits and _, does
// not start with a digit and has no full-width or composed forms.
func isName(s string) bool {
	for i, r := range s {
		switch {
		case r == '_' || unicode.IsLetter(r):
		case r >= '0' && r <= '9' && i > 0:
		default:
			return false
		}
	}
	return s != "" && norm.NFKC.IsNormalString(s)
}

// isPolicyID is isName that also allows - and . after the first letter.
func isPolicyID(s string) bool {
	if strings.HasPrefix(s, "-") || strings.HasPrefix(s, ".") {
		return false
	}
	return isName(dashes.Replace(s))
}

var dashes = strings.NewReplacer("-", "_", ".", "_")
