package report

import (
	"fmt"
	"strconv"
	"strings"
)

func (l *layout) wholes() {
	s := Section{Title: l.say("report-all"), Columns: l.teamHeads("period")}
	for _, w := range l.Wholes {
		s.Rows = append(s.Rows, l.teamRow(w, w.Period))
	}
	l.withheldNote(&s, l.Wholes)
	l.add(s)
	for _, w := range l.Wholes {
		if !w.Withheld {
			l.metrics(w, w.Period)
		}
	}
}

func (l *layout) teams() {
	if l.ByTeam == "" {
		return
	}
	s := Section{Title: l.say("report-teams", "attribute", l.ByTeam), Columns: l.teamHeads("team")}
	for _, t := range l.Teams {
		s.Rows = append(s.Rows, l.teamRow(t, l.teamName(t.Name)+" "+t.Period))
	}
	l.withheldNote(&s, l.Teams)
	l.add(s)
	for _, t := range l.Teams {
		if !t.Withheld {
			l.metrics(t, l.teamName(t.Name)+" "+t.Period)
		}
	}
}

func (l *layout) withheldNote(s *Section, teams []*Team) {
	for _, t := range teams {
		if t.Withheld {
			s.Notes = append(s.Notes, l.say("report-withheld", "least", strconv.Itoa(l.Least)))
			return
		}
	}
}

func (l *layout) teamHeads(first string) []string {
	return l.heads(first, "people", "final", "held", "refused", "vetoed", "mean-score", "all-reached", "grades", "paid")
}

func (l *layout) teamRow(t *Team, name string) []Cell {
	if t.Withheld {
		return []Cell{words(name), whole(t.People), words(l.say("report-status.withheld"))}
	}
	var grades []string
	for _, g := range t.Grades {
		grades = append(grades, fmt.Sprintf("%s × %d", g.Grade, g.Count))
	}
	return []Cell{
		words(name), whole(t.People), whole(t.Final), whole(t.Held), whole(t.Refused), whole(t.Vetoed), figure(t.Score),
		words(ratio(t.Reached, t.Asked)), words(strings.Join(grades, ", ")), words(strings.Join(t.Paid, ", ")),
	}
}

// metrics is the table of one team's metrics, then its dimensions and
// perspectives.
func (l *layout) metrics(t *Team, name string) {
	s := Section{Title: l.say("report-metrics", "team", name), Columns: l.heads("metric", "value", "target", "how", "people", "reached", "metric-score")}
	for i := range t.Metrics {
		m := &t.Metrics[i]
		value := measured(m.Value, m.Unit)
		if m.Value != nil && m.How == "pooled" {
			value.Text += " (" + plain(*m.Part) + "/" + plain(*m.Whole) + ")"
		}
		s.Rows = append(s.Rows, []Cell{
			words(firstOf(m.Title, m.ID)), value, measured(m.Target, m.Unit), words(l.how(m)), whole(m.People),
			words(ratio(m.Reached, m.Asked)), figure(m.Score),
		})
	}
	l.angles(&s, "report-dimensions", t.Groups)
	l.angles(&s, "report-dimensions.perspectives", t.Angles)
	l.add(s)
}

// angles says how dimensions or perspectives did, in one sentence.
func (l *layout) angles(s *Section, key string, list []Share) {
	var parts []string
	for _, d := range list {
		title := firstOf(d.Title, d.ID)
		if d.Title == "" && isPerspective(d.ID) {
			title = l.say("report-perspective." + d.ID)
		}
		parts = append(parts, title+" "+figure(d.Score).Text)
	}
	if len(parts) > 0 {
		s.Notes = append(s.Notes, l.say(key, "list", strings.Join(parts, l.say("form-hint.list"))))
	}
}

func (l *layout) how(m *TeamMetric) string {
	if m.People == 0 {
		return "–"
	}
	return l.say("report-how." + m.How)
}

func isPerspective(id string) bool {
	switch id {
	case "financial", "customer", "process", "learning":
		return true
	}
	return false
}

func (l *layout) bottlenecks() {
	if !l.Compared {
		return
	}
	s := Section{Title: l.say("report-bottlenecks"), Columns: l.heads("team", "metric", "before", "now", "worse")}
	s.Notes = append(s.Notes, l.say("report-bottlenecks.same"))
	for _, b := range l.Bottlenecks {
		team := l.teamName(b.Team) + " " + b.Period
		if w := b.Worst(); w != nil {
			s.Notes = append(s.Notes, l.say("report-bottlenecks.worst", "team", team, "metric", firstOf(w.Title, w.ID),
				"before", plain(w.Before)+unit(w.Unit), "now", plain(w.Now)+unit(w.Unit), "against", b.Against))
		} else {
			s.Notes = append(s.Notes, l.say("report-bottlenecks.none", "team", team, "against", b.Against))
		}
		for i := range b.Changes {
			c := &b.Changes[i]
			worse := figure(&c.Worse)
			if !c.Absolute {
				worse.Text += "%"
			}
			s.Rows = append(s.Rows, []Cell{words(team), words(firstOf(c.Title, c.ID)), figure(&c.Before), figure(&c.Now), worse})
		}
	}
	l.add(s)
}

func (l *layout) ranking() {
	if l.Order == "" {
		return
	}
	s := Section{Title: l.say("report-ranking"), Columns: l.heads("rank", "specialist", "period", "within", "by", "grade", "percentile")}
	s.Notes = append(s.Notes, l.say("report-ranking.by", "field", l.field(l.Order)), l.say("report-ranking.pay"))
	if len(l.TieBreaks) > 0 {
		breaks := make([]string, len(l.TieBreaks))
		for i, f := range l.TieBreaks {
			breaks[i] = l.field(f)
		}
		s.Notes = append(s.Notes, l.say("report-ranking.tie", "fields", strings.Join(breaks, ", ")))
	}
	if l.Mixed() {
		s.Notes = append(s.Notes, l.say("report-ranking.mixed"))
	}
	for i := range l.Ranking {
		r := &l.Ranking[i]
		s.Rows = append(s.Rows, []Cell{
			{fmt.Sprintf("%d/%d", r.Rank, r.Of), nil}, words(r.Specialist), words(r.Period), words(r.Within), figure(r.By), words(r.Grade), figure(&r.Percentile),
		})
	}
	if len(l.Unranked) > 0 {
		var all []string
		for i := range l.Unranked {
			u := &l.Unranked[i]
			all = append(all, u.Specialist+" "+u.Period+" "+l.status(u.Why))
		}
		s.Notes = append(s.Notes, l.say("report-ranking.unranked", "count", strconv.Itoa(len(all)), "who", some(all)))
	}
	l.add(s)
}

// field names what people are ranked by: the score in words, all else by id.
func (l *layout) field(id string) string {
	if id == "score" {
		return l.say("report-column.score")
	}
	return id
}

func (l *layout) training() {
	if len(l.Training) == 0 {
		return
	}
	s := Section{Title: l.say("report-training"), Columns: l.heads("specialist", "period", "first", "goal", "value", "target", "lost", "followups")}
	for i := range l.Training {
		t := &l.Training[i]
		s.Rows = append(s.Rows, []Cell{
			words(t.Specialist), words(t.Period), words(firstOf(t.Title, t.ID)), words(t.Goal), measured(t.Value, t.Unit), measured(t.Target, t.Unit), figure(&t.Lost),
			words(strings.Join(t.Followups, "; ")),
		})
	}
	l.add(s)
}

func (l *layout) quality() {
	q := l.Quality
	s := Section{Title: l.say("report-quality"), Columns: l.heads("field", "missing", "outside", "unreadable", "other")}
	s.Notes = append(s.Notes, l.say("report-quality.rows", "files", strconv.Itoa(q.Files), "rows", strconv.Itoa(q.Rows),
		"skipped", strconv.Itoa(q.Skipped), "requests", strconv.Itoa(q.Requests), "refused", strconv.Itoa(q.Refused)))
	if len(q.Fields) == 0 {
		s.Columns = nil
		s.Notes = append(s.Notes, l.say("report-quality.fine"))
	}
	for _, f := range q.Fields {
		s.Rows = append(s.Rows, []Cell{words(f.Field), whole(f.Missing), whole(f.Outside), whole(f.Unreadable), whole(f.Other)})
	}
	l.add(s)
	m := Section{Title: l.say("report-measured"), Columns: l.heads("metric", "people", "not-measured", "small-sample")}
	for _, x := range q.Metrics {
		if x.NotMeasured+x.SmallSample > 0 {
			m.Rows = append(m.Rows, []Cell{words(firstOf(x.Title, x.ID)), whole(x.Of), whole(x.NotMeasured), whole(x.SmallSample)})
		}
	}
	if len(m.Rows) > 0 {
		l.add(m)
	}
}

// some names the first of names.
func some(names []string) string {
	const most = 20
	if len(names) <= most {
		return strings.Join(names, ", ")
	}
	return strings.Join(names[:most], ", ") + ", …"
}
