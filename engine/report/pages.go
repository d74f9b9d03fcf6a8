package report

import (
	"fmt"
	"strings"

	"merit/rules/text"
)

// A Leaf is a page of its own: for one person, who finds no one else's figures
// on it, or for one team, for whoever leads it.
type Leaf struct {
	Kind string // person or team
	Name string
	Page *Page
}

// Leaves lays out a page for every person and for every team that may be
// shown, in the order of the results.
func (r *Report) Leaves(lang text.Lang) []Leaf {
	b := &binder{report: r, lang: lang, places: r.placesByMetric(), of: map[string][]int{}, trained: map[[2]string]*Training{}}
	var people []string
	for i := range r.results {
		who := r.results[i].Specialist
		if b.of[who] == nil {
			people = append(people, who)
		}
		b.of[who] = append(b.of[who], i)
	}
	for i := range r.Training {
		t := &r.Training[i]
		b.trained[[2]string{t.Specialist, t.Period}] = t
	}
	var out []Leaf
	for _, who := range people {
		out = append(out, Leaf{"person", who, b.person(who)})
	}
	done := map[string]bool{}
	for _, t := range r.Teams {
		if t.Name != "" && !done[t.Name] && b.shown(t.Name) {
			done[t.Name] = true
			out = append(out, Leaf{"team", t.Name, b.team(t.Name)})
		}
	}
	return out
}

// placesByMetric ranks everybody by each metric's value.
func (r *Report) placesByMetric() map[string][]Standing {
	out := map[string][]Standing{}
	for i := range r.results {
		for k := range r.results[i].Metrics {
			id := r.results[i].Metrics[k].ID
			if out[id] == nil {
				by, _ := ParseField("metrics." + id + ".value")
				out[id] = Rank(r.results, Order{By: by, Guide: r.order.Guide})
			}
		}
	}
	return out
}

// A binder makes the leaves of one report.
type binder struct {
	report  *Report
	lang    text.Lang
	places  map[string][]Standing // of results, by metric
	of      map[string][]int      // a person's results
	trained map[[2]string]*Training
}

func (b *binder) shown(team string) bool {
	for _, t := range b.report.Teams {
		if t.Name == team && !t.Withheld {
			return true
		}
	}
	return false
}

// place writes a place, nothing where so few are ranked that it would tell of
// the others.
func (b *binder) place(s Standing) Cell {
	if s.Rank == 0 || s.Of < b.report.Least {
		return words("–")
	}
	return words(fmt.Sprintf("%d/%d", s.Rank, s.Of))
}

func (b *binder) person(who string) *Page {
	l := &layout{b.report, b.lang, &Page{Title: text.Say("report-person", "who", who).In(b.lang), Lang: b.lang}}
	all := Section{Title: l.say("report-all"), Columns: l.heads("period", "status", "score", "grade", "payout", "rank", "first")}
	for _, i := range b.of[who] {
		r := &b.report.results[i]
		first := ""
		if t := b.trained[[2]string{who, r.Period}]; t != nil {
			first = firstOf(t.Title, t.ID)
		}
		all.Rows = append(all.Rows, []Cell{
			words(r.Period), words(l.status(r.Status)), figure(pointer(r.Score)), words(r.Grade),
			words(strings.TrimSpace(r.Paid + " " + r.Currency)), b.place(b.standing(i)), words(first),
		})
		for _, o := range r.Outcomes {
			all.Notes = append(all.Notes, r.Period+": "+firstOf(o.Title, o.ID))
		}
	}
	l.add(all)
	b.abilities(l, who)
	for _, i := range b.of[who] {
		b.metrics(l, i)
	}
	return l.page
}

// abilities is a map of what a person can do: the score of every metric in
// every period, so that what grows and what stays behind can be seen. One
// period makes no map.
func (b *binder) abilities(l *layout, who string) {
	if len(b.of[who]) < 2 {
		return
	}
	s := Section{Title: l.say("report-abilities"), Columns: l.heads("metric")}
	row := map[string]int{}
	for n, i := range b.of[who] {
		r := &b.report.results[i]
		s.Columns = append(s.Columns, r.Period)
		for k := range r.Metrics {
			m := &r.Metrics[k]
			at, ok := row[m.ID]
			if !ok {
				at = len(s.Rows)
				row[m.ID] = at
				s.Rows = append(s.Rows, []Cell{words(firstOf(m.Title, m.ID))})
			}
			for len(s.Rows[at]) <= n {
				s.Rows[at] = append(s.Rows[at], words("–"))
			}
			s.Rows[at] = append(s.Rows[at], figure(pointer(m.Score)))
		}
	}
	l.add(s)
}

// standing is a person's place in the ranking that was asked for.
func (b *binder) standing(i int) Standing {
	if i < len(b.report.places) {
		return b.report.places[i]
	}
	return Standing{}
}

func (b *binder) metrics(l *layout, i int) {
	r := &b.report.results[i]
	if len(r.Metrics) == 0 {
		return
	}
	s := Section{Title: l.say("report-metrics", "team", r.Period), Columns: l.heads("metric", "status", "value", "target", "score", "weight", "points", "rank")}
	for k := range r.Metrics {
		m := &r.Metrics[k]
		s.Rows = append(s.Rows, []Cell{
			words(firstOf(m.Title, m.ID)), words(l.status(m.Status)), measured(pointer(m.Value), m.Unit), measured(pointer(m.Target), m.Unit), figure(pointer(m.Score)),
			figure(&m.Weight), figure(&m.Points), b.place(b.places[m.ID][i]),
		})
	}
	l.add(s)
}

// team is what whoever leads a team looks at: its figures, what got worse, and
// its people.
func (b *binder) team(name string) *Page {
	one := *b.report
	one.Teams, one.Bottlenecks = nil, nil
	for _, t := range b.report.Teams {
		if t.Name == name {
			one.Teams = append(one.Teams, t)
		}
	}
	for _, x := range b.report.Bottlenecks {
		if x.Team == name {
			one.Bottlenecks = append(one.Bottlenecks, x)
		}
	}
	one.Compared = len(one.Bottlenecks) > 0
	l := &layout{&one, b.lang, &Page{Title: text.Say("report-team-page", "team", name).In(b.lang), Lang: b.lang}}
	l.teams()
	l.bottlenecks()
	s := Section{Title: l.say("report-people"), Columns: l.heads("specialist", "period", "status", "score", "grade", "rank", "first", "followups")}
	for i := range b.report.results {
		r := &b.report.results[i]
		if r.Team != name {
			continue
		}
		first, follow := "", ""
		if t := b.trained[[2]string{r.Specialist, r.Period}]; t != nil {
			first, follow = firstOf(t.Title, t.ID), strings.Join(t.Followups, "; ")
		}
		s.Rows = append(s.Rows, []Cell{
			words(r.Specialist), words(r.Period), words(l.status(r.Status)), figure(pointer(r.Score)), words(r.Grade),
			b.place(b.standing(i)), words(first), words(follow),
		})
	}
	l.add(s)
	return l.page
}
