package facts_test

import (
	"strings"
	"testing"

	"merit/engine/facts"
	"merit/rules/calendar"
	"merit/rules/diag"
)

func TestReadTheWholeEnvelope(t *testing.T) {
	r := read(t, `{
		"specialist": "E1007", "period": "2026-Q1", "policy": "客户关系.2026-v_1", "as_of": "2026-02-28",
		"attributes": {"team": "north"}, "inputs": {"a": 1}, "history": [], "parts": [],
		"overrides": [{"veto": "complaint", "by": "李经理", "reason": "客户撤诉\n见附件"}], "explain": true}`)
	day, _ := calendar.NewDate(2026, 2, 28)
	if r.Specialist != "E1007" || r.Period.String() != "2026-Q1" || r.Policy != "客户关系.2026-v_1" || r.AsOf != day || !r.Explain {
		t.Errorf("read %+v", r)
	}
	if len(r.Overrides) != 1 {
		t.Fatalf("overrides: %+v", r.Overrides)
	}
	o := r.Overrides[0]
	if o.Veto != "complaint" || o.By != "李经理" || o.Reason != "客户撤诉\n见附件" || o.Pointer != "/overrides/0" || !strings.HasPrefix(o.Span.Text(), `{"veto"`) {
		t.Errorf("override %+v", o)
	}
}

func TestEvaluationDateIsThePeriodsLastDay(t *testing.T) {
	for period, want := range map[string]string{"2026-02": "2026-02-28", "2026-Q3": "2026-09-30", "2026-H1": "2026-06-30", "2028": "2028-12-31"} {
		r := read(t, `{"specialist":"E1","period":"`+period+`","inputs":{}}`)
		if r.AsOf.String() != want {
			t.Errorf("%s: as of %s, want %s", period, r.AsOf, want)
		}
	}
}

func TestReadRefuses(t *testing.T) {
	const fine = `"specialist":"E1","period":"2026-03","inputs":{}`
	tests := map[string]struct {
		body string
		want []string
	}{
		"H5 capitals":             {`{"SPECIALIST":"E1","period":"2026-03","inputs":{}}`, []string{`unknown-field /SPECIALIST "SPECIALIST"`, "missing-field /specialist {"}},
		"H5 long s":               {`{"` + "ſ" + `pecialist":"E1","period":"2026-03","inputs":{}}`, []string{`unknown-field /ſpecialist "ſpecialist"`, "missing-field /specialist {"}},
		"H6 unknown":              {`{` + fine + `,"salary":1}`, []string{`unknown-field /salary "salary"`}},
		"H6 name to be escaped":   {`{` + fine + `,"a/b~c":1}`, []string{`unknown-field /a~1b~0c "a/b~c"`}},
		"H6 all missing":          {`{}`, []string{"missing-field /specialist {", "missing-field /period {", "missing-field /inputs {"}},
		"H6 null":                 {`{"specialist":null,"period":null,"inputs":null,"policy":null}`, []string{"null-field /specialist null", "null-field /period null", "null-field /inputs null", "null-field /policy null"}},
		"H6 wrong types":          {`{"specialist":7,"period":2026,"inputs":[],"attributes":"x","policy":1,"as_of":20260331,"history":{},"overrides":true,"explain":"yes"}`, []string{"wrong-type /specialist 7", "wrong-type /period 2026", "wrong-type /inputs [", `wrong-type /attributes "x"`, "wrong-type /policy 1", "wrong-type /as_of 20260331", "wrong-type /history {", "wrong-type /overrides true", `wrong-type /explain "yes"`}},
		"explain is no number":    {`{` + fine + `,"explain":1}`, []string{"wrong-type /explain 1"}},
		"empty specialist":        {`{"specialist":" ","period":"2026-03","inputs":{}}`, []string{`invalid-text /specialist " "`}},
		"specialist too long":     {`{"specialist":"` + strings.Repeat("长", 201) + `","period":"2026-03","inputs":{}}`, []string{`invalid-text /specialist "` + strings.Repeat("长", 13)}},
		"specialist, line break":  {`{"specialist":"a\nb","period":"2026-03","inputs":{}}`, []string{`invalid-text /specialist "a\nb"`}},
		"period 13":               {`{"specialist":"E1","period":"2026-13","inputs":{}}`, []string{`invalid-period /period "2026-13"`}},
		"period with a day":       {`{"specialist":"E1","period":"2026-03-01","inputs":{}}`, []string{`invalid-period /period "2026-03-01"`}},
		"period of another age":   {`{"specialist":"E1","period":"1500","inputs":{}}`, []string{`invalid-period /period "1500"`}},
		"day that is none":        {`{` + fine + `,"as_of":"2026-02-29"}`, []string{`invalid-date /as_of "2026-02-29"`}},
		"day in another order":    {`{` + fine + `,"as_of":"31.03.2026"}`, []string{`invalid-date /as_of "31.03.2026"`}},
		"H15 ..":                  {`{` + fine + `,"policy":".."}`, []string{`invalid-policy-id /policy ".."`}},
		"H15 encoded":             {`{` + fine + `,"policy":"%2e%2e%2f"}`, []string{`invalid-policy-id /policy "%2e%2e%2f"`}},
		"H15 path":                {`{` + fine + `,"policy":"a/b"}`, []string{`invalid-policy-id /policy "a/b"`}},
		"H15 backslash":           {`{` + fine + `,"policy":"a\\b"}`, []string{`invalid-policy-id /policy "a\\b"`}},
		"H15 NUL":                 {`{` + fine + `,"policy":"a\u0000"}`, []string{`invalid-text /policy \u0000`, `invalid-policy-id /policy "a\u0000"`}},
		"H15 line break":          {`{` + fine + `,"policy":"a\r\nb"}`, []string{`invalid-policy-id /policy "a\r\nb"`}},
		"H15 empty":               {`{` + fine + `,"policy":""}`, []string{`invalid-policy-id /policy ""`}},
		"override without all":    {`{` + fine + `,"overrides":[{}]}`, []string{"missing-field /overrides/0/veto {", "missing-field /overrides/0/by {", "missing-field /overrides/0/reason {"}},
		"override left blank":     {`{` + fine + `,"overrides":[{"veto":"v","by":"  ","reason":""}]}`, []string{`invalid-text /overrides/0/by "  "`, `invalid-text /overrides/0/reason ""`}},
		"override, reason hidden": {`{` + fine + `,"overrides":[{"veto":"v","by":"b","reason":"a\u200bb"}]}`, []string{`invalid-text /overrides/0/reason "a\u200bb"`}},
		"override, reason long":   {`{` + fine + `,"overrides":[{"veto":"v","by":"b","reason":"` + strings.Repeat("因", 2001) + `"}]}`, []string{`invalid-text /overrides/0/reason "` + strings.Repeat("因", 13)}},
		"override, reason 5":      {`{` + fine + `,"overrides":[{"veto":"v","by":"b","reason":5}]}`, []string{"wrong-type /overrides/0/reason 5"}},
		"history, period wrong":   {`{"specialist":"E1","period":"x","inputs":{},"history":[{"period":"2026-01","score":1,"grade":"A"}]}`, []string{`invalid-period /period "x"`}},
		"override, null":          {`{` + fine + `,"overrides":[{"veto":"v","by":null,"reason":"r"}]}`, []string{"null-field /overrides/0/by null"}},
		"override, unknown":       {`{` + fine + `,"overrides":[{"veto":"v","by":"b","reason":"r","why":"w"}]}`, []string{`unknown-field /overrides/0/why "why"`}},
		"override twice":          {`{` + fine + `,"overrides":[{"veto":"v","by":"b","reason":"r"},{"veto":"v","by":"c","reason":"s"}]}`, []string{`duplicate-override /overrides/1/veto "v"`}},
		"override is a record":    {`{` + fine + `,"overrides":["v"]}`, []string{`wrong-type /overrides/0 "v"`}},
		"everything at once":      {`{"period":"x","inputs":{},"as_of":"y","polcy":"z"}`, []string{`invalid-period /period "x"`, `invalid-date /as_of "y"`, `unknown-field /polcy "polcy"`, "missing-field /specialist {"}},
		"duplicates and unknowns": {`{` + fine + `,"x":1,"x":2}`, []string{`duplicate-member /x "x"`, `unknown-field /x "x"`, `unknown-field /x "x"`}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			r, problems := facts.Read(source(tt.body), facts.Limits{})
			if r != nil {
				t.Error("a request comes with problems")
			}
			same(t, tt.body, lines(problems), tt.want)
		})
	}
}

func TestDidYouMean(t *testing.T) {
	tests := map[string]string{"Specialist": "specialist", "as-of": "as_of", "asOf": "as_of", "input": "inputs", "atributes": "attributes", "polcy": "policy"}
	for written, meant := range tests {
		_, problems := facts.Read(source(`{"`+written+`":1}`), facts.Limits{})
		if len(problems) == 0 || !strings.Contains(problems[0].Help.EN, `"`+meant+`"`) {
			t.Errorf("%s: %v", written, problems)
		}
	}
}

func TestPlace(t *testing.T) {
	r := read(t, `{"specialist":"E1","period":"2026-03","policy":"p","attributes":{"team":"north"},"inputs":{}}`)
	tests := map[string]struct {
		path          []string
		text, pointer string
	}{
		"the request":       {nil, "{", ""},
		"a member":          {[]string{"policy"}, `"p"`, "/policy"},
		"a member's member": {[]string{"attributes", "team"}, `"north"`, "/attributes/team"},
		"an object":         {[]string{"inputs"}, "{", "/inputs"},
		"not given":         {[]string{"as_of"}, "{", "/as_of"},
		"not given, inside": {[]string{"attributes", "a/b"}, "{", "/attributes/a~1b"},
		"far from given":    {[]string{"x", "y"}, "{", "/x/y"},
	}
	for name, tt := range tests {
		span, pointer := r.Place(tt.path...)
		if span.Text() != tt.text || pointer != tt.pointer {
			t.Errorf("%s: %q at %q, want %q at %q", name, span.Text(), pointer, tt.text, tt.pointer)
		}
	}
}

// What is called period in a request is no period when it is not written like
// one; the message is about how it is written.
func TestPeriodWritten(t *testing.T) {
	_, problems := facts.Read(diag.NewSource("r.json", []byte(`{"specialist":"E1","period":"2026-3","inputs":{}}`)), facts.DefaultLimits)
	if len(problems) != 1 || problems[0].Message.ZH != "period 的写法不对" || problems[0].Message.EN != "period is not written like a period" {
		t.Errorf("got %v", problems.Err())
	}
}
