package edit

import (
	"math/big"
	"strconv"
	"strings"

	"merit/rules"
	"merit/rules/analysis"
	"merit/rules/calendar"
	"merit/rules/document"
	"merit/rules/formula"
	"merit/rules/text"
)

// A Rule is one rule of a policy in words: a metric, a veto, a band. Every
// rule is described once; what people read and what diff compares are both
// made of it.
type Rule struct {
	Section string // as in the file: "metrics"
	ID      string // its id, name or grade
	Title   string
	Lines   []Line
}

// A Line is one thing that a rule says.
type Line struct {
	Key   string // what it is about: "target"
	Value text.Text

	mark string // equal for two lines that mean the same, whatever titles they use
}

// Describe puts a policy into words, section by section in the order in which
// people read an agreement.
func Describe(p *rules.Policy) []Rule {
	d := newDescriber(p)
	d.header()
	d.agreement()
	for _, m := range p.Dimensions {
		d.rule("dimensions", m.ID.Text, m.Title)
		d.plain("weight", percentOf(m.Weight))
		d.choice("perspective", m.Perspective)
	}
	d.metrics()
	for _, g := range p.Guards {
		d.rule("guards", g.ID.Text, g.Title)
		if g.Metric >= 0 {
			m := p.Metrics[g.Metric]
			d.marked("metric", same(titled(m.Title, m.ID.Text)), m.ID.Text)
		}
		d.formula("when", g.When)
		d.formula("cap", g.Cap)
		d.formula("scale", g.Scale)
		d.choice("undecided", string(g.WhenUndecided))
		d.plain("reason", g.Reason)
	}
	d.consequences()
	d.data()
	return d.rules
}

func (d *describer) consequences() {
	p := d.policy
	for _, a := range p.Adjustments {
		d.rule("adjustments", a.ID.Text, a.Title)
		d.formula("points", a.Points)
		d.formula("when", a.When)
		d.plain("range", decimal(a.Min)+" … "+decimal(a.Max))
		d.choice("undecided", string(a.WhenUndecided))
	}
	for _, v := range p.Vetoes {
		d.rule("vetoes", v.ID.Text, v.Title)
		d.formula("when", v.When)
		d.effect(v.Effect)
		d.choice("enforcement", string(v.Enforcement))
		d.choice("undecided", string(v.WhenUndecided))
		d.plain("reason", v.Reason)
	}
	cliffs := analysis.Cliffs(p)
	for i, b := range p.Bands {
		d.rule("bands", b.Grade.Text, b.Title)
		d.plain("from", decimal(b.From))
		if i+1 < len(p.Bands) {
			d.marked("below", same(decimal(p.Bands[i+1].From)), "") // said by the next band
		}
		d.plain("rate", percentOf(times(b.Rate, 100)))
		d.cliff(cliffs, i)
	}
	for _, x := range p.Payouts {
		d.rule("payouts", x.ID.Text, x.Title)
		d.formula("amount", x.Amount)
		if x.Defer > 0 {
			d.words("due", "show-due", "months", strconv.Itoa(x.Defer))
		}
	}
	for _, o := range p.Outcomes {
		d.rule("outcomes", o.ID.Text, o.Title)
		d.choice("kind", string(o.Kind))
		d.formula("when", o.When)
		if o.Consecutive > 1 {
			d.words("consecutive", "show-consecutive", "n", strconv.Itoa(o.Consecutive))
		}
		if o.DespiteVeto {
			d.words("despite", "show-despite")
		}
		d.fine(o)
	}
	d.scoring()
}

// cliff says what the last step of score below a band is worth.
func (d *describer) cliff(all []analysis.Cliff, band int) {
	for _, c := range all {
		if c.Band != band {
			continue
		}
		step := strconv.FormatFloat(c.Step, 'f', -1, 64)
		if c.Lost != "" {
			// The same money by another example is no change.
			money := c.Lost + " " + c.Currency
			d.marked("cliff", words("show-cliff", "step", step, "money", money, "example", c.Example), step+" "+money)
		} else {
			d.words("cliff", "show-cliff.rate", "step", step, "points", strconv.FormatFloat(100*(c.To-c.From), 'g', 6, 64))
		}
	}
}

func (d *describer) scoring() {
	s := d.policy.Scoring
	d.rule("scoring", "", "")
	d.plain("range", decimal(s.Min)+" … "+decimal(s.Max))
	d.plain("metric-max", decimal(s.MetricMax))
	d.plain("min-measured", percentOf(s.MinMeasured))
	d.plain("max-subjective", percentOf(s.MaxSubjective))
	d.plain("max-rate", percentOf(times(s.MaxRate, 100)))
	d.plain("decimals", strconv.Itoa(s.Decimals))
	d.choice("rounding", map[bool]string{true: "half-even", false: "half-up"}[s.HalfEven])
	d.choice("missing", string(s.WhenMissing))
}

func (d *describer) data() {
	p := d.policy
	for _, x := range p.Params {
		d.rule("params", x.Name, x.Title)
		d.series(x)
	}
	for _, f := range p.Formulas {
		d.rule("formulas", f.Name, "")
		d.formula("formula", f.Formula)
	}
	for i, c := range p.Checks {
		id := c.ID.Text
		if id == "" {
			id = strconv.Itoa(i + 1)
		}
		d.rule("checks", id, c.Message)
		d.formula("that", c.That)
	}
	for _, f := range p.Attributes {
		d.field("attributes", f, "")
	}
	for _, f := range p.Inputs {
		d.field("inputs", f, "")
		for _, inner := range f.Fields {
			d.field("inputs", inner, f.Name+".")
		}
		if f.Item != nil {
			d.fieldLines(f.Item)
		}
	}
}

func (d *describer) series(x *rules.Param) {
	unit := func(n rules.Number) string { return withUnit(decimal(n), x.Unit) }
	if len(x.Values) == 1 && x.Values[0].From <= firstDay {
		d.plain("value", unit(x.Values[0].Value))
		return
	}
	var zh, en []string
	for _, v := range x.Values {
		said := words("show-from", "date", v.From.String(), "value", unit(v.Value))
		zh, en = append(zh, said.ZH), append(en, said.EN)
	}
	d.add("value", text.Text{ZH: strings.Join(zh, "；"), EN: strings.Join(en, "; ")})
}

var firstDay, _ = calendar.NewDate(calendar.FirstYear, 1, 1)

func (d *describer) header() {
	p := d.policy
	d.rule("policy", p.ID.Text, p.Title.Text)
	d.plain("description", p.Description)
	d.plain("version", p.Version.Text)
	d.choice("period", string(p.Period))
	d.plain("currency", p.Currency.Code)
	to := words("show-open-end")
	if p.Effective.HasTo {
		to = same(p.Effective.To.String())
	}
	d.words("effective", "show-effective", "from", p.Effective.From.String(), "to", to)
	d.choice("stage", string(p.Stage))
	if p.Stage == rules.Pilot && p.Pays {
		d.words("pays", "show-pays")
	}
	d.formula("applies", p.Applies)
	var who []string
	for _, a := range p.Approvers {
		who = append(who, a.Text)
	}
	d.plain("approvers", strings.Join(who, ", "))
	if p.Parts != nil {
		d.words("parts", "show-parts", "policy", p.Parts.Policy.Text, "need", strconv.Itoa(p.Parts.Need))
	}
}

// agreement describes [agreement], which is for people only and therefore no
// part of the Policy.
func (d *describer) agreement() {
	words := agreementOf(d.policy)
	if len(words) == 0 {
		return
	}
	d.rule("agreement", "", "")
	for _, m := range words {
		value := m.Text
		if m.Kind == document.Array {
			var all []string
			for _, item := range m.Items {
				all = append(all, item.Text)
			}
			value = strings.Join(all, "；")
		}
		d.plain(m.Name, value)
	}
}

func agreementOf(p *rules.Policy) []*document.Value {
	var out []*document.Value
	if p.Extends != nil {
		out = agreementOf(p.Extends)
	}
	root, _ := document.Parse(p.Source, document.DefaultLimits)
	own := root.Member("agreement")
	if own == nil {
		return out
	}
	for _, m := range own.Members {
		kept := out[:0:0]
		for _, o := range out {
			if o.Name != m.Name {
				kept = append(kept, o)
			}
		}
		if out = kept; m.Kind != document.Table {
			out = append(out, m)
		}
	}
	return out
}

func (d *describer) field(section string, f *rules.Field, within string) {
	d.rule(section, within+f.Name, f.Title)
	d.fieldLines(f)
}

func (d *describer) fieldLines(f *rules.Field) {
	kind := kindWord(f.Type)
	d.choice("type", kind)
	d.plain("unit", f.Unit)
	switch {
	case f.MaxLength > 0 && kind == "list":
		d.words("length", "show-length", "max", strconv.Itoa(f.MaxLength))
	case f.Min.Given() || f.Max.Given():
		d.plain("range", or(decimal(f.Min), "…")+" – "+or(decimal(f.Max), "…"))
	}
	d.plain("enum", strings.Join(f.Type.Enum, ", "))
	d.plain("source", f.Collected)
	if f.Controllable {
		d.words("controllable", "show-optional")
	}
	if f.Default != nil {
		d.plain("default", or(f.Default.Text, "[]"))
	} else if !f.Required && d.rules[len(d.rules)-1].Section == "inputs" {
		d.words("optional", "show-optional")
	}
}

func kindWord(t *formula.Type) string {
	switch t.Kind {
	case formula.Number:
		return "number"
	case formula.Integer:
		return "integer"
	case formula.String:
		return "string"
	case formula.Boolean:
		return "boolean"
	case formula.Date:
		return "date"
	case formula.Time:
		return "time"
	}
	return "list"
}

func decimal(n rules.Number) string {
	if !n.Given() {
		return ""
	}
	return exact(n.Exact)
}

func exact(r *big.Rat) string {
	if r.IsInt() {
		return r.Num().String()
	}
	return strings.TrimRight(r.FloatString(12), "0")
}

func times(n rules.Number, by int64) rules.Number {
	if n.Given() {
		n.Exact = new(big.Rat).Mul(n.Exact, big.NewRat(by, 1))
	}
	return n
}

func percentOf(n rules.Number) string {
	if !n.Given() {
		return ""
	}
	return decimal(n) + "%"
}

func withUnit(value, unit string) string {
	switch unit {
	case "":
		return value
	case "%":
		return value + "%"
	}
	return value + " " + unit
}

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

func titled(title, id string) string { return or(title, id) }

func same(s string) text.Text { return text.Text{ZH: s, EN: s} }
