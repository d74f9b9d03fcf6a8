package rules

import (
	"strings"

	"golang.org/x/text/unicode/norm"

	"merit/rules/calendar"
	"merit/rules/diag"
	"merit/rules/document"
)

var headerKeys = []string{"id", "version", "title", "description", "period", "currency", "effective", "stage", "applies", "pays", "extends", "approvers", "approvals"}

// header reads [policy] and returns its applies, which is compiled later.
func (l *loader) header(root table) *document.Value {
	v := root.section("policy")
	if v == nil {
		if root.lacks("policy") {
			l.report(l.top(), "section-missing", "section", "[policy]")
		}
		return nil
	}
	t, p := l.table(v), l.policy
	p.ID = l.policyID(t)
	p.Version = t.needText("version")
	p.Title = t.text("title")
	p.Description = t.text("description").Text
	p.Period = calendar.Length(t.needChoice("period", lengths()...))
	p.Currency = l.currency(t)
	p.Effective = l.effective(t)
	p.Stage = Draft
	if stage := t.choice("stage", "draft", "pilot", "active", "retired"); stage != "" {
		p.Stage = Stage(stage)
	}
	l.pays(t)
	l.approvals(t)
	applies := t.Value("applies", document.String)
	if extends := t.Value("extends"); extends != nil && t.lacks("applies") {
		l.problems.Add(problem(extends.Span, "extends-applies").As(diag.Warning))
	}
	l.belongs(t, headerKeys, "policy", rootKeys, "")
	t.Done()
	return applies
}

// pays reads whether a pilot is the answer rather than a shadow (SEMANTICS
// H4). Every other stage has its own say about money.
func (l *loader) pays(t table) {
	v := t.Value("pays", document.Boolean)
	if v == nil {
		return
	}
	l.policy.Pays = v.Bool
	if l.policy.Stage != Pilot {
		l.report(v.Span, "pays-only-pilots", "stage", string(l.policy.Stage))
	}
}

func lengths() []string {
	words := make([]string, len(calendar.Lengths))
	for i, length := range calendar.Lengths {
		words[i] = string(length)
	}
	return words
}

func (l *loader) policyID(t table) Text {
	id := t.needText("id")
	if strings.TrimSpace(id.Text) != "" && !isPolicyID(id.Text) {
		d := problem(id.Span, "name-invalid.policy", "name", id.Text)
		if plain := norm.NFKC.String(id.Text); isPolicyID(plain) && id.Span.Text() == `"`+id.Text+`"` {
			d = d.Mend(diag.Edit{Span: id.Span, Text: `"` + plain + `"`})
		}
		l.problems.Add(d)
	}
	return id
}

func (l *loader) currency(t table) Currency {
	v := t.Value("currency", document.String)
	code := textOf(v)
	if v == nil {
		return Currency{}
	}
	digits, ok := minorDigits(code.Text)
	if ok {
		return Currency{code.Text, digits, code.Span}
	}
	switch upper := strings.ToUpper(strings.TrimSpace(code.Text)); {
	case upper == "RMB" || code.Text == "人民币" || code.Text == "元":
		l.problems.Add(problem(code.Span, "currency-unknown.rmb", "code", code.Text).Mend(v.Rewrite("CNY")))
	case isCurrency(upper):
		l.problems.Add(problem(code.Span, "currency-unknown.typo", "code", code.Text, "near", upper).Mend(v.Rewrite(upper)))
	default:
		l.report(code.Span, "currency-unknown", "code", code.Text)
	}
	// Two digits keep the checks of amounts quiet until the code is mended.
	return Currency{Code: "XXX", Digits: 2, Span: code.Span}
}

func (l *loader) effective(t table) Effective {
	v := t.Need("effective", document.Table)
	if v == nil {
		return Effective{}
	}
	in := l.table(v)
	var e Effective
	if from := in.Need("from", document.LocalDate); from != nil {
		e.From, e.Span = from.Date, v.Span
	}
	e.To, e.HasTo = in.date("to")
	l.belongs(in, []string{"from", "to"}, "policy.effective", headerKeys, "policy")
	in.Done()
	if e.HasTo && e.known() && e.To < e.From {
		l.report(v.Member("to").Span, "effective-order", "from", e.From.String(), "to", e.To.String())
	}
	return e
}

// known reports whether the first day could be read.
func (e Effective) known() bool { return !e.Span.IsZero() }

// agreement reads [agreement], which is shown to people and never computed
// with: any key with words or a list of words.
func (l *loader) agreement(root table) {
	v := root.section("agreement")
	if v == nil {
		return
	}
	for _, m := range l.own(v, "agreement") {
		if words := l.value(m, document.String, document.Array); words != nil && words.Kind == document.Array {
			l.table(v).Strings(m.Name)
		}
	}
}
