package rules

import (
	"merit/rules/document"
	"merit/rules/formula"
	"merit/rules/text"
)

// sees is a set of groups of names.
type sees uint16

const (
	seesAttributes sees = 1 << iota
	seesInputs
	seesParams
	seesFormulas
	seesPeriod
	seesMeasured // metrics.x.value and metrics.x.measured
	seesScores   // metrics.x.score
	seesResult   // score, grade and vetoed
	seesRate
	seesOwn // value and target of the metric itself
	seesHistory
	seesParts
)

const (
	seesFacts   = seesAttributes | seesInputs | seesPeriod
	seesBase    = seesFacts | seesParams | seesFormulas | seesHistory | seesParts
	seesMetrics = seesBase | seesMeasured | seesScores
)

// A place is where a formula stands, which decides what it can see: nothing
// that is computed later (SEMANTICS A2).
type place uint8

const (
	placeApplies place = iota
	placeCheck
	placeFormula
	placeMetric
	placeScore
	placeScoreWithoutTarget
	placeGuard
	placeVeto // adjustments too
	placeEnd  // payouts and outcomes
	placeConsecutive
)

// places says what each place sees, and the sentence for what it does not.
var places = [...]struct {
	sees sees
	why  string
}{
	placeApplies:            {seesAttributes, "hidden.applies"},
	placeCheck:              {seesFacts, "hidden.check"},
	placeFormula:            {seesBase, "hidden.formula"},
	placeMetric:             {seesBase, "hidden.metric"},
	placeScore:              {seesBase | seesOwn, "hidden.score"},
	placeScoreWithoutTarget: {seesBase | seesOwn, "hidden.score"},
	placeGuard:              {seesMetrics, "hidden.guard"},
	placeVeto:               {seesMetrics, "hidden.veto"},
	placeEnd:                {seesMetrics | seesResult | seesRate, "hidden.end"},
	placeConsecutive:        {seesParams | seesResult, "hidden.consecutive"},
}

// A symbol is a name of the policy and the group it belongs to.
type symbol struct {
	of   *formula.Type
	seen sees
}

func (l *loader) symbol(name string, of *formula.Type, seen sees) {
	l.symbols[name] = symbol{of, seen}
}

// titled remembers a title that formulas may use in place of a name.
func (l *loader) titled(title, name string) {
	if isName(title) && title != name && !formula.Reserved(title) {
		l.titles[title] = append(l.titles[title], name)
	}
}

// announce makes known what later sections define, so that a formula that
// names it too early can be told so.
func (l *loader) announce(root *document.Value) {
	for name, of := range map[string]*formula.Type{"start": formula.DateType, "end": formula.DateType, "days": formula.IntegerType} {
		l.symbol("period."+name, of, seesPeriod)
	}
	metrics, grades := words(root, "metrics", "id"), words(root, "bands", "grade")
	for _, id := range metrics {
		l.symbol("metrics."+id+".value", formula.NumberType, seesMeasured)
		l.symbol("metrics."+id+".measured", formula.BooleanType, seesMeasured)
		l.symbol("metrics."+id+".score", formula.NumberType, seesScores)
	}
	l.titledMetrics(root)
	l.announceEarlier(metrics, grades)
	l.symbol("grade", gradeType(grades), seesResult)
	l.symbol("score", formula.NumberType, seesResult)
	l.symbol("vetoed", formula.BooleanType, seesResult)
	l.symbol("rate", formula.NumberType, seesRate)
	l.symbol("value", formula.NumberType, seesOwn)
	l.symbol("target", formula.NumberType, seesOwn)
}

// words collects the words under key in every table of [[name]].
func words(root *document.Value, name, key string) []string {
	var found []string
	for _, row := range rowsOf(root, name) {
		if v := row.Member(key); v != nil && v.Kind == document.String {
			found = append(found, v.Text)
		}
	}
	return found
}

// titledMetrics lets metrics.满意率.value stand for metrics.csat.value.
func (l *loader) titledMetrics(root *document.Value) {
	for _, row := range rowsOf(root, "metrics") {
		id, title := row.Member("id"), row.Member("title")
		if id == nil || title == nil || !isName(title.Text) || title.Text == id.Text {
			continue
		}
		for _, part := range []string{".value", ".measured", ".score"} {
			name := "metrics." + title.Text + part
			l.titles[name] = append(l.titles[name], "metrics."+id.Text+part)
		}
	}
}

// scope returns what a formula at p can see. What exists but may not be read
// there is hidden, with the reason.
func (l *loader) scope(p place) *formula.Scope {
	if s, ok := l.scopes[p]; ok {
		return s
	}
	s := &formula.Scope{Symbols: make(map[string]formula.Symbol, len(l.symbols)), Aliases: map[string]string{}}
	why := text.Say(places[p].why)
	for name, is := range l.symbols {
		made := formula.Symbol{Name: name, Type: is.of}
		if places[p].sees&is.seen == 0 {
			made.Hidden = why
		}
		s.Symbols[name] = made
	}
	if p == placeScoreWithoutTarget {
		s.Symbols["target"] = formula.Symbol{Name: "target", Type: formula.NumberType, Hidden: text.Say("hidden.target")}
	}
	l.withoutParts(s)
	l.addTitles(s)
	l.scopes[p] = s
	return s
}

// addTitles lets titles stand for names, except where two things bear one.
func (l *loader) addTitles(s *formula.Scope) {
	for title, bearers := range l.titles {
		_, taken := s.Symbols[title]
		switch {
		case taken:
		case len(bearers) == 1:
			s.Aliases[title] = bearers[0]
		default:
			s.Symbols[title] = formula.Symbol{Name: title, Type: formula.UnknownType,
				Hidden: text.Say("hidden.title", "title", title, "one", bearers[0], "other", bearers[1])}
		}
	}
}

// over returns s as the scope of a predicate over elements of a list.
func over(s *formula.Scope, list *formula.Type) *formula.Scope {
	elem := formula.UnknownType
	if list.Kind == formula.List && list.Elem != nil {
		elem = list.Elem
	}
	return &formula.Scope{Symbols: s.Symbols, Aliases: s.Aliases, Elem: elem}
}
