package edit

import (
	"fmt"
	"html"
	"slices"
	"strconv"
	"strings"

	"merit/rules"
	"merit/rules/text"
)

// ShowHTML returns a policy as a page that stands alone: no scripts, nothing
// loaded from elsewhere, the bands drawn as a picture.
func ShowHTML(p *rules.Policy, lang text.Lang) []byte {
	w := &pageWriter{lang: lang, policy: p}
	title := titled(p.Title.Text, p.ID.Text)
	w.printf("<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>%s</title>\n<style>%s</style>\n</head>\n<body>\n",
		map[text.Lang]string{text.EN: "en"}[lang]+map[bool]string{true: "zh-CN"}[lang != text.EN], esc(title), style)
	for _, group := range grouped(Describe(p)) {
		w.section(group)
	}
	w.printf("<footer>%s</footer>\n</body>\n</html>\n", esc(generated(p).In(lang)))
	return []byte(w.b.String())
}

const style = "body{font:16px/1.6 system-ui,sans-serif;max-width:56rem;margin:2rem auto;padding:0 1rem;color:#222;background:#fff}" +
	"h1,h2,h3{line-height:1.25}h2{border-bottom:1px solid #ccc;margin-top:2.2em}code{font-size:.85em;color:#555}" +
	"table{border-collapse:collapse;display:block;overflow-x:auto}th,td{border:1px solid #ccc;padding:.25em .6em;text-align:left;vertical-align:top}" +
	"dl{display:grid;grid-template-columns:max-content 1fr;gap:.1em 1em}dt{color:#555}dd{margin:0}svg{width:100%;height:auto}footer{margin-top:3em;color:#555;font-size:.8em;overflow-wrap:anywhere}"

type pageWriter struct {
	b      strings.Builder
	lang   text.Lang
	policy *rules.Policy
}

func (w *pageWriter) printf(format string, args ...any) { fmt.Fprintf(&w.b, format, args...) }

func esc(s string) string { return html.EscapeString(s) }

func (w *pageWriter) section(group []Rule) {
	section := group[0].Section
	if section == "policy" {
		w.printf("<h1>%s <code>%s</code></h1>\n", esc(titled(group[0].Title, group[0].ID)), esc(group[0].ID))
		w.lines(group[0])
		return
	}
	w.printf("<section id=\"%s\">\n<h2>%s</h2>\n", section, esc(text.Say("heading-"+section).In(w.lang)))
	if section == "bands" {
		w.bands()
	}
	if slices.Contains(tabled, section) {
		w.table(group)
	} else {
		for _, r := range group {
			if r.ID != "" {
				w.printf("<h3>%s <code>%s</code></h3>\n", esc(r.Title), esc(r.ID))
			}
			w.lines(r)
		}
	}
	w.printf("</section>\n")
}

func (w *pageWriter) lines(r Rule) {
	w.printf("<dl>\n")
	for _, l := range r.Lines {
		w.printf("<dt>%s</dt><dd>%s</dd>\n", esc(lineName(l.Key).In(w.lang)), esc(l.Value.In(w.lang)))
	}
	w.printf("</dl>\n")
}

func (w *pageWriter) table(group []Rule) {
	columns := columnsOf(group)
	w.printf("<table>\n<tr><th>%s</th><th>%s</th>", esc(text.Say("line-id").In(w.lang)), esc(text.Say("line-title").In(w.lang)))
	for _, c := range columns {
		w.printf("<th>%s</th>", esc(lineName(c).In(w.lang)))
	}
	w.printf("</tr>\n")
	for _, r := range group {
		w.printf("<tr><td><code>%s</code></td><td>%s</td>", esc(r.ID), esc(r.Title))
		for _, c := range columns {
			l, _ := r.line(c)
			w.printf("<td>%s</td>", esc(l.Value.In(w.lang)))
		}
		w.printf("</tr>\n")
	}
	w.printf("</table>\n")
}

// bands draws the bands on a line of scores, each as wide as it is and as high
// as its rate.
func (w *pageWriter) bands() {
	const width, height, top, foot = 800.0, 150.0, 30.0, 24.0
	p := w.policy
	low, high := p.Scoring.Min.Float, p.Scoring.Max.Float
	highest := 0.0
	for _, b := range p.Bands {
		highest = max(highest, b.Rate.Float)
	}
	if high <= low || len(p.Bands) == 0 {
		return
	}
	x := func(score float64) float64 { return (min(max(score, low), high) - low) / (high - low) * (width - 20) }
	w.printf("<svg viewBox=\"-10 0 %g %g\" role=\"img\" aria-label=\"%s\" font-family=\"system-ui,sans-serif\" font-size=\"13\">\n", width, height+foot, esc(text.Say("heading-bands").In(w.lang)))
	for i, b := range p.Bands {
		from, to := x(b.From.Float), x(high)
		if i+1 < len(p.Bands) {
			to = x(p.Bands[i+1].From.Float)
		}
		tall := 2.0
		if highest > 0 {
			tall += (height - top - 2) * b.Rate.Float / highest
		}
		shade := 88 - 50*i/max(len(p.Bands)-1, 1)
		w.printf("<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"hsl(205,55%%,%d%%)\"/>", coordinate(from), coordinate(height-tall), coordinate(to-from), coordinate(tall), shade)
		w.printf("<text x=\"%s\" y=\"%s\" text-anchor=\"middle\">%s · %s</text>", coordinate((from+to)/2), coordinate(height-tall-6), esc(b.Grade.Text), percentOf(times(b.Rate, 100)))
		w.printf("<text x=\"%s\" y=\"%g\" text-anchor=\"middle\" fill=\"#555\">%s</text>\n", coordinate(from), height+16, decimal(b.From))
	}
	w.printf("</svg>\n")
}

func coordinate(f float64) string { return strconv.FormatFloat(f, 'f', 1, 64) }
