package main

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"merit/engine"
	"merit/engine/records"
	"merit/engine/report"
	"merit/rules"
	"merit/rules/calendar"
)

// A collector keeps what rankings, teams and reports need of every answer. The
// nil collector keeps nothing.
type collector struct {
	order   report.Order
	ranked  bool
	within  []string // attributes, or "policy"
	team    string
	groups  []string          // attributes that get a column
	sizes   map[string]string // by metric: the input its mean is weighted by
	results []report.Result
	quality report.Quality
	places  []report.Standing // of results, once all are there
}

// newCollector reads the flags that ask for it.
func newCollector(c *cobra.Command, b *batch, snapshot *engine.Snapshot) (*collector, error) {
	if !b.rank && b.byTeam == "" && b.report == "" && b.pages == "" {
		return nil, nil
	}
	out := &collector{ranked: b.rank, team: b.byTeam, sizes: map[string]string{}}
	out.order.Guide = report.NewGuide(snapshot.Policies())
	var err error
	if out.order.By, err = rankField(c, snapshot, "--by", b.by); err != nil {
		return nil, err
	}
	for _, name := range b.tieBreak {
		f, err := rankField(c, snapshot, "--tie-break", name)
		if err != nil {
			return nil, err
		}
		out.order.TieBreak = append(out.order.TieBreak, f)
	}
	for _, name := range append(slices.Clone(b.within), b.byTeam) {
		if name == "" || name == "policy" && name != b.byTeam {
			continue
		}
		if err := isAttribute(c, snapshot, name); err != nil {
			return nil, err
		}
		if !slices.Contains(out.groups, name) {
			out.groups = append(out.groups, name)
		}
	}
	out.within = b.within
	for _, pair := range b.weigh {
		metric, input, ok := strings.Cut(pair, "=")
		if !ok || metric == "" || input == "" {
			return nil, usage(c, "command-weigh", "got", pair)
		}
		out.sizes[metric] = input
	}
	return out, nil
}

func rankField(c *cobra.Command, snapshot *engine.Snapshot, flag, name string) (report.Field, error) {
	f, ok := report.ParseField(name)
	switch {
	case !ok:
		return f, usage(c, "command-rank-field", "flag", flag, "got", name)
	case !f.Known(snapshot.Policies()):
		return f, usage(c, "command-rank-field.unknown", "flag", flag, "got", name)
	}
	return f, nil
}

func isAttribute(c *cobra.Command, snapshot *engine.Snapshot, name string) error {
	var known []string
	for _, p := range snapshot.Policies() {
		for _, a := range p.Attributes {
			if !slices.Contains(known, a.Name) {
				known = append(known, a.Name)
			}
		}
	}
	if slices.Contains(known, name) {
		return nil
	}
	return usage(c, "command-attribute", "got", name, "all", joined(known))
}

// add keeps a line and the request it answers, and returns the columns of its
// groups.
func (k *collector) add(l records.Line, request []byte) []string {
	if k == nil {
		return nil
	}
	var r report.Result
	if l.Evaluation == nil {
		var codes []string
		for i := range l.Problems {
			codes = append(codes, l.Problems[i].Code)
		}
		r = report.Refused(l.Specialist, l.Period, codes)
		k.quality.Refuse(l.Problems)
	} else {
		r = report.Of(l.Evaluation)
		for i := range r.Metrics {
			if input := k.sizes[r.Metrics[i].ID]; input != "" {
				r.Metrics[i].Size = sizeIn(request, input)
			}
		}
	}
	k.quality.Requests++
	attributes := attributesIn(request)
	var within []string
	for _, name := range k.within {
		if name == "policy" {
			within = append(within, r.Policy)
			continue
		}
		within = append(within, attributes[name])
	}
	r.Team, r.Within = attributes[k.team], strings.Join(within, " / ")
	k.results = append(k.results, r)
	out := make([]string, len(k.groups))
	for i, name := range k.groups {
		out[i] = attributes[name]
	}
	return out
}

// sizeIn is an input of a request as a size: a number, or how many records a
// list has; missing otherwise.
func sizeIn(request []byte, input string) float64 {
	inputs, _ := find(request, everything(request), "inputs")
	at, ok := find(request, inputs, input)
	text := request[at.start:at.end]
	var size float64
	var list []json.RawMessage
	switch {
	case ok && json.Unmarshal(text, &size) == nil && !bytes.Equal(text, []byte("null")):
		return size
	case ok && json.Unmarshal(text, &list) == nil:
		return float64(len(list))
	}
	return report.Missing
}

// standing is the place of line i; asked once all lines are there.
func (k *collector) standing(i int) records.Standing {
	if k.places == nil {
		k.places = report.Rank(k.results, k.order)
	}
	s := k.places[i]
	return records.Standing{Rank: s.Rank, Of: s.Of, Percentile: s.Percentile}
}

// finished makes the report.
func (k *collector) finished(b *batch, snapshot *engine.Snapshot, sum *summary, before []report.Result) *report.Report {
	q := k.quality
	q.Files, q.Rows, q.Skipped, q.Outside = sum.rows.Files, sum.rows.Rows, sum.rows.Skipped, sum.rows.Outside
	for i := range sum.bad {
		q.Skip(&sum.bad[i])
	}
	return report.New(k.results, report.Options{
		Set: snapshot.Digest(), Order: k.order, Ranked: k.ranked, Within: joined(b.within), ByTeam: k.team, Least: b.minGroup,
		Before: before, Previous: previousPeriod, Quality: &q,
	})
}

func previousPeriod(period string) string {
	p, ok := calendar.ParsePeriod(period)
	if !ok {
		return ""
	}
	return p.Add(-1).String()
}

// readResults reads the results of an earlier batch.
func readResults(name string) ([]report.Result, error) {
	var all []report.Result
	if name == "" {
		return nil, nil
	}
	err := eachLine(name, func(line []byte, n int) error {
		r, err := report.ReadLine(line)
		if err != nil || r.Specialist == "" || r.Period == "" {
			return fail("chain-line", "at", name+":"+count(n))
		}
		all = append(all, r)
		return nil
	})
	return all, err
}

// titleOf is what people call an attribute.
func titleOf(snapshot *engine.Snapshot, attribute string) string {
	for _, p := range snapshot.Policies() {
		if i := slices.IndexFunc(p.Attributes, func(f *rules.Field) bool { return f.Name == attribute && f.Title != "" }); i >= 0 {
			return p.Attributes[i].Title
		}
	}
	return attribute
}
