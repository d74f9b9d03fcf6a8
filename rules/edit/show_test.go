package edit_test

import (
	"encoding/xml"
	"html"
	"io"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"merit/rules"
	"merit/rules/diag"
	"merit/rules/document"
	"merit/rules/edit"
	"merit/rules/text"
)

// shownPolicies are those that ship and stand right.
func shownPolicies(t *testing.T) []*rules.Policy {
	t.Helper()
	var out []*rules.Policy
	for _, path := range shipped(t) {
		if isPolicyFile(path) && !strings.HasPrefix(filepath.Base(path), "_") && !strings.HasSuffix(path, "_test.toml") {
			out = append(out, policyAt(t, path))
		}
	}
	return out
}

// TestShowTellsEveryRule wants every rule of every shipped policy once, at a
// heading or in a row of its own section, and every number of it.
func TestShowTellsEveryRule(t *testing.T) {
	for _, p := range shownPolicies(t) {
		for _, lang := range []text.Lang{text.ZH, text.EN} {
			shown := string(edit.ShowMarkdown(p, lang))
			for section, ids := range idsOf(p) {
				part := partOf(shown, text.Say("heading-"+section).In(lang))
				for _, id := range ids {
					if n := len(regexp.MustCompile("(?m)^(### .*|\\| )`"+regexp.QuoteMeta(id)+"`").FindAllString(part, -1)); n != 1 {
						t.Errorf("%s in %s: %s %s stands there %d times", p.ID.Text, lang, section, id, n)
					}
				}
			}
			for _, v := range append(numbers(ruleTree(t, p), nil), percents(ruleTree(t, p), nil)...) {
				if !regexp.MustCompile(`(^|[^0-9.])` + regexp.QuoteMeta(v.Text) + `([^0-9]|$)`).MatchString(shown) {
					t.Errorf("%s in %s: %s (%s) is nowhere", p.ID.Text, lang, v.Text, v.Span)
				}
			}
		}
	}
}

// percents lists texts such as "60%".
func percents(v *document.Value, all []*document.Value) []*document.Value {
	if v.Kind == document.String && regexp.MustCompile(`^[0-9.]+%$`).MatchString(v.Text) {
		return append(all, v)
	}
	for _, m := range slices.Concat(v.Members, v.Items) {
		all = percents(m, all)
	}
	return all
}

// partOf returns what stands below a heading.
func partOf(shown, heading string) string {
	_, rest, _ := strings.Cut(shown, "\n## "+heading+"\n")
	part, _, _ := strings.Cut(rest, "\n## ")
	return part
}

func idsOf(p *rules.Policy) map[string][]string {
	ids := map[string][]string{}
	add := func(section, id string) { ids[section] = append(ids[section], id) }
	for _, x := range p.Dimensions {
		add("dimensions", x.ID.Text)
	}
	for _, x := range p.Metrics {
		add("metrics", x.ID.Text)
	}
	for _, x := range p.Guards {
		add("guards", x.ID.Text)
	}
	for _, x := range p.Adjustments {
		add("adjustments", x.ID.Text)
	}
	for _, x := range p.Vetoes {
		add("vetoes", x.ID.Text)
	}
	for _, x := range p.Bands {
		add("bands", x.Grade.Text)
	}
	for _, x := range p.Payouts {
		add("payouts", x.ID.Text)
	}
	for _, x := range p.Outcomes {
		add("outcomes", x.ID.Text)
	}
	for _, x := range p.Params {
		add("params", x.Name)
	}
	for _, x := range p.Formulas {
		add("formulas", x.Name)
	}
	for _, x := range p.Attributes {
		add("attributes", x.Name)
	}
	for _, x := range p.Inputs {
		add("inputs", x.Name)
	}
	return ids
}

// TestShowHTML wants a page whose every element closes, which says what the
// Markdown says, and in which nothing of a policy is markup.
func TestShowHTML(t *testing.T) {
	for _, p := range shownPolicies(t) {
		page := string(edit.ShowHTML(p, text.ZH))
		d := xml.NewDecoder(strings.NewReader(regexp.MustCompile(`<(meta[^>]*)>`).ReplaceAllString(strings.TrimPrefix(page, "<!DOCTYPE html>"), "<$1/>")))
		for {
			if _, err := d.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", p.ID.Text, err)
			}
		}
		for _, r := range edit.Describe(p) {
			for _, l := range r.Lines {
				if !strings.Contains(page, html.EscapeString(l.Value.ZH)) {
					t.Errorf("%s: %s %s: %q is nowhere", p.ID.Text, r.Section, r.ID, l.Value.ZH)
				}
			}
		}
		if strings.Count(page, "<rect ") != len(p.Bands) {
			t.Errorf("%s: not every band is drawn", p.ID.Text)
		}
	}
}

func TestShowEscapes(t *testing.T) {
	src := "schema = 1\n[policy]\nid = 'x'\nversion = '1'\ntitle = '<b>*x*</b>|'\nperiod = 'month'\neffective = { from = 2026-01-01 }\n[agreement]\n'<i>' = '</dd><script>'\n[inputs]\na = { type = 'number' }\n[[metrics]]\nid = 'm'\ntitle = '<script>'\nweight = 100\nvalue = 'a'\nbetter = 'higher'\ntarget = 1\n[[bands]]\nfrom = 0\ngrade = '<B>'\nrate = 0\n"
	p, problems := rules.Read(diag.NewSource("x.toml", []byte(src)))
	if p == nil {
		t.Fatal(problems.Err())
	}
	for _, page := range []string{string(edit.ShowHTML(p, text.EN)), string(edit.ShowMarkdown(p, text.EN))} {
		if strings.Contains(page, "<script>") || strings.Contains(page, "<b>") || strings.Contains(page, "<i>") {
			t.Errorf("markup got through:\n%s", page)
		}
	}
}
