package suite

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"merit/rules/text"
)

// shows says what a case does that reaches an item.
func (i *Item) shows() text.Text {
	return text.Say("suggested."+i.Kind+"-"+i.Outcome, "name", i.title)
}

// TOML writes the suggestion as an entry of [[cases]]. What it expects is what
// the policy says now: people must read it before they keep it.
func (s *Suggestion) TOML() string {
	var b strings.Builder
	for _, i := range s.Shows {
		t := i.shows()
		fmt.Fprintf(&b, "# %s / %s (%s)\n", oneLine(t.ZH), oneLine(t.EN), i.Span)
	}
	if len(s.notes) > 0 {
		t := text.Say("suggested.notices")
		fmt.Fprintf(&b, "# %s / %s\n", t.ZH, t.EN)
	}
	for _, note := range s.notes {
		fmt.Fprintf(&b, "#   %s\n", oneLine(note))
	}
	b.WriteString("[[cases]]\n")
	fmt.Fprintf(&b, "name    = %s\n", toml(s.Name))
	fmt.Fprintf(&b, "policy  = %s\nversion = %s\n", toml(s.Policy.ID.Text), toml(s.Policy.Version.Text))
	if s.whole {
		for _, key := range append([]string{"attributes", "inputs"}, wholeKeys...) {
			if v, ok := s.facts[key]; ok {
				fmt.Fprintf(&b, "%s = %s\n", key, toml(v))
			}
		}
	} else {
		fmt.Fprintf(&b, "like    = %s\n", toml(s.Like.Name))
		s.writeChanges(&b)
	}
	fmt.Fprintf(&b, "expect  = %s\n", s.expect())
	return b.String()
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func (s *Suggestion) writeChanges(b *strings.Builder) {
	for _, table := range []string{"attributes", "inputs"} {
		var all []string
		for _, c := range s.changes {
			if c.table == table {
				all = append(all, key(c.name)+" = "+toml(c.value))
			}
		}
		if len(all) > 0 {
			fmt.Fprintf(b, "%-7s = { %s }\n", table, strings.Join(all, ", "))
		}
	}
	for _, c := range s.changes {
		if c.table == "" {
			fmt.Fprintf(b, "%-7s = %s\n", c.name, toml(c.value))
		}
	}
}

// expect is what the case comes to, as far as it concerns what it shows.
func (s *Suggestion) expect() string {
	if s.said != nil {
		return s.pinned()
	}
	a := s.answer
	if a.refused() {
		return "{ refused = true, reasons = " + list(reasons(a)) + " }"
	}
	if a.Status == "held" {
		parts := []string{`status = "held"`, "reasons = " + list(reasons(a))}
		return "{ " + strings.Join(append(parts, s.metrics()...), ", ") + " }"
	}
	parts := []string{"score = " + numberText(*a.Score), "grade = " + toml(*a.Grade)}
	if amount, known := payout(a); known {
		parts = append(parts, "payout = "+toml(amount))
	}
	parts = append(parts, "vetoes = "+list(vetoes(a)))
	if s.about("outcome") {
		parts = append(parts, "outcomes = "+list(outcomes(a)))
	}
	if s.about("guard") {
		parts = append(parts, "guards = "+list(guards(a)))
	}
	return "{ " + strings.Join(append(parts, s.metrics()...), ", ") + " }"
}

func (s *Suggestion) about(kind string) bool {
	return slices.ContainsFunc(s.Shows, func(i *Item) bool { return i.Kind == kind })
}

// metrics are the states of the metrics and the points of the adjustments
// that the case is about.
func (s *Suggestion) metrics() []string {
	var states, points []string
	for _, i := range s.Shows {
		switch i.Kind {
		case "metric":
			status, _ := metricStatus(i.ID)(s.answer)
			states = append(states, key(i.ID)+" = { status = "+toml(status)+" }")
		case "adjustment":
			if x := adjustmentKeys["points"](i.ID)(s.answer); x != nil {
				points = append(points, key(i.ID)+" = "+numberText(*x))
			}
		}
	}
	var out []string
	if len(states) > 0 {
		out = append(out, "metrics = { "+strings.Join(states, ", ")+" }")
	}
	if len(points) > 0 {
		out = append(out, "adjustments = { "+strings.Join(points, ", ")+" }")
	}
	return out
}

func list(ids []string) string {
	ids = slices.Compact(slices.Sorted(slices.Values(ids)))
	quoted := make([]string, len(ids))
	for i, id := range ids {
		quoted[i] = toml(id)
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}

// toml writes a JSON value as TOML on one line.
func toml(v any) string {
	switch v := v.(type) {
	case map[string]any:
		parts := make([]string, 0, len(v))
		for _, k := range sortedKeys(v) {
			parts = append(parts, key(k)+" = "+toml(v[k]))
		}
		if len(parts) == 0 {
			return "{}"
		}
		return "{ " + strings.Join(parts, ", ") + " }"
	case []any:
		parts := make([]string, len(v))
		for i, item := range v {
			parts[i] = toml(item)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case json.Number:
		return string(v)
	case string:
		return quote(v)
	}
	return fmt.Sprint(v)
}

// quote writes a text as TOML does; JSON's escapes are among TOML's.
func quote(s string) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(s) // a string always encodes
	return strings.ReplaceAll(strings.TrimSuffix(b.String(), "\n"), "\x7f", `\u007f`)
}

// key writes a name, in quotes unless it is bare.
func key(name string) string {
	if name == "" {
		return quote(name)
	}
	for _, r := range name {
		if !(r == '_' || r == '-' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z') {
			return quote(name)
		}
	}
	return name
}
