package edit

import (
	"math/big"
	"strconv"
	"strings"

	"merit/rules"
	"merit/rules/formula"
	"merit/rules/text"
)

// A describer collects the rules of a policy.
type describer struct {
	policy *rules.Policy
	rules  []Rule
	titles map[string]string // of everything a formula can read, by name
}

func newDescriber(p *rules.Policy) *describer {
	d := &describer{policy: p, titles: map[string]string{}}
	for _, fields := range [][]*rules.Field{p.Attributes, p.Inputs} {
		for _, f := range fields {
			d.titles[f.Name] = f.Title
			for _, inner := range f.Fields {
				d.titles["."+inner.Name] = inner.Title
			}
		}
	}
	for _, x := range p.Params {
		d.titles[x.Name] = x.Title
	}
	for _, m := range p.Metrics {
		d.titles["metrics."+m.ID.Text] = m.Title
	}
	return d
}

func (d *describer) rule(section, id, title string) {
	d.rules = append(d.rules, Rule{Section: section, ID: id, Title: title})
}

func (d *describer) marked(key string, value text.Text, mark string) {
	if value.IsZero() {
		return
	}
	r := &d.rules[len(d.rules)-1]
	r.Lines = append(r.Lines, Line{key, value, mark})
}

func (d *describer) add(key string, value text.Text) { d.marked(key, value, value.EN) }

func (d *describer) plain(key, value string) { d.add(key, same(value)) }

// choice adds one of the words of the language, said in words.
func (d *describer) choice(key, word string) {
	if word == "" {
		return
	}
	d.marked(key, text.Say("word-"+word), word)
}

func (d *describer) words(key, entry string, args ...any) { d.add(key, words(entry, args...)) }

func (d *describer) formula(key string, f *formula.Formula) {
	if f != nil {
		d.marked(key, d.inWords(f), d.mark(f))
	}
}

// mark writes a formula so that layout and titles make no difference.
func (d *describer) mark(f *formula.Formula) string {
	if f == nil {
		return ""
	}
	return (&speaker{lang: text.EN, literal: true}).say(f.Root)
}

func (d *describer) inWords(f *formula.Formula) text.Text {
	if f == nil {
		return text.Text{}
	}
	say := func(lang text.Lang) string { return (&speaker{lang: lang, titles: d.titles}).say(f.Root) }
	return text.Text{ZH: say(text.ZH), EN: say(text.EN)}
}

// words fills a sentence with arguments that may differ by language: strings,
// or text.Text.
func words(key string, args ...any) text.Text {
	var zh, en []string
	for i := 0; i+1 < len(args); i += 2 {
		name := args[i].(string)
		value, both := args[i+1].(text.Text)
		if !both {
			value = same(args[i+1].(string))
		}
		zh, en = append(zh, name, value.ZH), append(en, name, value.EN)
	}
	return text.Text{ZH: text.Say(key, zh...).ZH, EN: text.Say(key, en...).EN}
}

func (d *describer) metrics() {
	for _, m := range d.policy.Metrics {
		d.rule("metrics", m.ID.Text, m.Title)
		d.plain("goal", m.Goal)
		if m.Kind != rules.Quantitative {
			d.choice("judged", string(m.Kind))
		}
		d.weight(m)
		d.formula("applies", m.Applies)
		d.measure(m)
		d.sample(m)
		d.target(m)
		d.scoringOf(m)
		d.extra(m)
		d.anchors(m)
		d.choice("missing", string(m.WhenMissing))
	}
}

func (d *describer) weight(m *rules.Metric) {
	if m.Dimension < 0 {
		d.plain("weight", percentOf(m.Weight))
		return
	}
	in := d.policy.Dimensions[m.Dimension]
	value := words("show-weight", "weight", percentOf(m.Weight), "dimension", titled(in.Title, in.ID.Text))
	if in.Weight.Given() && in.Weight.Exact.Sign() > 0 {
		portion := new(big.Rat).Quo(new(big.Rat).Mul(m.Weight.Exact, big.NewRat(100, 1)), in.Weight.Exact)
		value = words("show-weight.portion", "weight", percentOf(m.Weight), "dimension", titled(in.Title, in.ID.Text), "portion", exact(portion)+"%")
	}
	d.marked("weight", value, in.ID.Text+" "+percentOf(m.Weight))
}

func (d *describer) measure(m *rules.Metric) {
	switch {
	case m.Value != nil:
		d.formula("value", m.Value)
	case m.Raters != nil:
		var roles []string
		for _, r := range m.Raters.Roles {
			role := r.Name + " " + percentOf(r.Weight)
			if r.Exempt {
				role += " *"
			}
			roles = append(roles, role)
		}
		d.words("value", "show-raters", "of", titled(d.titles[m.Raters.Of], m.Raters.Of), "roles", strings.Join(roles, ", "), "floor", strconv.Itoa(m.Raters.Floor))
	case m.Share.Part != nil:
		d.marked("value", words("show-share", "part", d.inWords(m.Share.Part), "whole", d.inWords(m.Share.Whole)), d.mark(m.Share.Part)+" / "+d.mark(m.Share.Whole))
	case m.Share.Of != nil:
		d.marked("value", words("show-share.of", "of", d.inWords(m.Share.Of), "where", d.inWords(m.Share.Where)), d.mark(m.Share.Of)+" where "+d.mark(m.Share.Where))
	default:
		d.words("value", "show-share.pooled", "metric", m.Share.Pooled.Text)
	}
}

func (d *describer) sample(m *rules.Metric) {
	if s := m.Sample; s != nil {
		size := text.Say("show-sample-whole")
		if s.Size != nil {
			size = d.inWords(s.Size)
		}
		d.marked("sample", words("show-sample", "size", size, "min", decimal(s.Min)), d.mark(s.Size)+" "+decimal(s.Min))
	}
}

func (d *describer) target(m *rules.Metric) {
	if m.Target == nil {
		d.choice("better", string(m.Better))
		return
	}
	key := "show-target"
	if m.Better != "" {
		key += "." + string(m.Better)
	}
	value := d.inWords(m.Target)
	if _, plain := m.Target.Root.(*formula.NumberLit); plain {
		value = text.Text{ZH: withUnit(value.ZH, unitOf(m)), EN: withUnit(value.EN, unitOf(m))}
	}
	d.marked("target", words(key, "target", value), string(m.Better)+" "+d.mark(m.Target)+" "+m.Unit)
}

// unitOf returns a metric's unit; a share is percent.
func unitOf(m *rules.Metric) string {
	if m.Unit == "" && m.Share != nil {
		return "%"
	}
	return m.Unit
}

// scoringOf says how a value becomes a score.
func (d *describer) scoringOf(m *rules.Metric) {
	s := m.Shortfall
	switch {
	case m.Score != nil:
		d.formula("score", m.Score)
	case s.Kind == rules.Deduct:
		d.words("score", "show-deduct", "per", withUnit(decimal(s.Per), m.Unit), "points", decimal(s.Points), "partial", partialWords(s.Partial))
	case s.Kind == rules.Steps:
		var edges []string
		for _, e := range s.Edges {
			edges = append(edges, withUnit(decimal(e.Edge), m.Unit)+" → "+decimal(e.Score))
		}
		key := "show-steps." + string(m.Better)
		if s.Interpolate {
			key = "show-steps.line"
		}
		d.words("score", key, "edges", strings.Join(edges, ", "))
	default:
		d.words("score", "show-shortfall."+string(s.Kind))
	}
}

func partialWords(p rules.Partial) text.Text {
	if p == "" {
		return text.Say("show-partial")
	}
	return text.Say("show-partial." + string(p))
}

func (d *describer) extra(m *rules.Metric) {
	e := m.Extra
	if e == nil {
		return
	}
	most := text.Say("show-extra-most.none")
	if e.Max.Given() {
		most = text.Say("show-extra-most", "max", decimal(e.Max))
	}
	switch {
	case e.At != nil:
		at := d.inWords(e.At)
		d.marked("extra", words("show-extra", "at", text.Text{ZH: withUnit(at.ZH, m.Unit), EN: withUnit(at.EN, m.Unit)}, "points", decimal(e.Points)), "at "+d.mark(e.At)+" "+decimal(e.Points))
	case e.Proportional:
		d.words("extra", "show-extra.proportional", "most", most)
	default:
		d.words("extra", "show-extra.per", "per", withUnit(decimal(e.Per), m.Unit), "points", decimal(e.Points), "partial", partialWords(e.Partial), "most", most)
	}
}

func (d *describer) anchors(m *rules.Metric) {
	var zh, en []string
	for _, a := range m.Anchors {
		t := words("show-anchor", "score", decimal(a.Score), "text", a.Text)
		zh, en = append(zh, t.ZH), append(en, t.EN)
	}
	and := text.Say("show-anchor-and")
	d.add("anchors", text.Text{ZH: strings.Join(zh, and.ZH), EN: strings.Join(en, and.EN)})
}

// fine says how far a penalty may go into wages.
func (d *describer) fine(f *rules.Outcome) {
	var zh, en []string
	if f.MaxWageShare.Given() {
		t := words("show-wage-share", "share", percentOf(times(f.MaxWageShare, 100)))
		zh, en = append(zh, t.ZH), append(en, t.EN)
	}
	if f.MinimumWage {
		t := words("show-wage-minimum")
		zh, en = append(zh, t.ZH), append(en, t.EN)
	}
	d.add("wage", text.Text{ZH: strings.Join(zh, "，"), EN: strings.Join(en, ", ")})
}

func (d *describer) effect(e rules.Effect) {
	var zh, en []string
	say := func(key string, n rules.Number) {
		if n.Given() {
			t := text.Say(key, "most", decimal(n))
			zh, en = append(zh, t.ZH), append(en, t.EN)
		}
	}
	say("show-effect.score", e.Score)
	say("show-effect.score", e.Cap)
	if e.Grade >= 0 {
		t := text.Say("show-effect.grade", "most", d.policy.Bands[e.Grade].Grade.Text)
		zh, en = append(zh, t.ZH), append(en, t.EN)
	}
	say("show-effect.payout", e.Payout)
	d.add("effect", text.Text{ZH: strings.Join(zh, "，"), EN: strings.Join(en, ", ")})
}
