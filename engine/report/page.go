package report

import (
	"math"
	"strconv"
	"strings"

	"merit/rules/text"
)

// A Page is a report laid out for people: sections of sentences and tables.
// Markdown, HTML and spreadsheets are written from it.
type Page struct {
	Title    string
	Lang     text.Lang
	Sections []Section
}

// A Section is a heading, sentences, and a table or none.
type Section struct {
	Title   string
	Notes   []string
	Columns []string
	Rows    [][]Cell
}

// A Cell is text, or a number with its text.
type Cell struct {
	Text   string
	Number *float64
}

// A layout writes one report in one language.
type layout struct {
	*Report
	lang text.Lang
	page *Page
}

// Page lays out the report. The long table of people is left to spreadsheets
// and JSON.
func (r *Report) Page(lang text.Lang) *Page {
	l := &layout{r, lang, &Page{Title: text.Say("report-title").In(lang), Lang: lang}}
	l.wholes()
	l.teams()
	l.bottlenecks()
	l.ranking()
	l.training()
	l.quality()
	return l.page
}

// Planning lays out the long table: one row a person, period and metric.
func (r *Report) Planning(lang text.Lang) Section {
	l := &layout{r, lang, &Page{}}
	s := Section{Title: l.say("report-planning"), Columns: l.heads("specialist", "period", "team", "policy", "metric", "title", "status", "value", "target", "score", "weight", "points")}
	for p := range r.People() {
		s.Rows = append(s.Rows, []Cell{
			words(p.Specialist), words(p.Period), words(p.Team), words(p.Policy), words(p.Metric), words(p.Title), words(l.status(p.Status)),
			exact(p.Value), exact(p.Target), exact(p.Score), exact(&p.Weight), exact(&p.Points),
		})
	}
	return s
}

func (l *layout) say(key string, args ...string) string { return text.Say(key, args...).In(l.lang) }

func (l *layout) heads(keys ...string) []string {
	out := make([]string, len(keys))
	for i, k := range keys {
		out[i] = l.say("report-column." + k)
	}
	return out
}

func (l *layout) add(s Section) { l.page.Sections = append(l.page.Sections, s) }

func (l *layout) status(status string) string {
	return l.say("report-status." + strings.ReplaceAll(status, "_", "-"))
}

// teamName is what a team is called; people without one are told so.
func (l *layout) teamName(name string) string {
	if name == "" {
		return l.say("report-team.none")
	}
	return name
}

func words(s string) Cell { return Cell{Text: s} }

func whole(n int) Cell { x := float64(n); return Cell{strconv.Itoa(n), &x} }

// figure is a number for reading, two digits after the point at most.
func figure(x *float64) Cell {
	if x == nil {
		return Cell{Text: "–"}
	}
	return Cell{plain(*x), x}
}

// measured is a number with its unit.
func measured(x *float64, u string) Cell {
	c := figure(x)
	if x != nil {
		c.Text += unit(u)
	}
	return c
}

// exact is a number with all its digits, nothing when there is none.
func exact(x *float64) Cell {
	if x == nil {
		return Cell{}
	}
	return Cell{strconv.FormatFloat(*x, 'f', -1, 64), x}
}

func plain(x float64) string {
	s := strconv.FormatFloat(math.Round(x*100)/100, 'f', 2, 64)
	s = strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
	if s == "-0" {
		return "0"
	}
	return s
}

// ratio is a part of a whole in percent, with both: 83.33% (5/6).
func ratio(part, whole int) string {
	if whole == 0 {
		return "–"
	}
	return plain(100*float64(part)/float64(whole)) + "% (" + strconv.Itoa(part) + "/" + strconv.Itoa(whole) + ")"
}

func unit(u string) string {
	if u == "" || u == "%" {
		return u
	}
	return " " + u
}
