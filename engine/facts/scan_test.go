package facts_test

import (
	"strconv"
	"strings"
	"testing"

	"merit/engine/facts"
)

// The rows named H3 to H14 are the attacks on the request body that the fault
// table of the project lists.
func TestTextThatIsNotStrictJSON(t *testing.T) {
	deep := func(n int) string {
		return `{"specialist":"E1","inputs":` + strings.Repeat("[", n-1) + strings.Repeat("]", n-1) + `}`
	}
	tests := map[string]struct {
		body string
		want string
	}{
		"H3 empty":                  {"", "malformed-json"},
		"H3 blank":                  {" \n\t", "malformed-json   \n\t"},
		"H3 byte order mark":        {"\uFEFF{}", "malformed-json  \uFEFF"},
		"H3 list":                   {`[{}]`, "malformed-json  ["},
		"H3 number":                 {`12`, "malformed-json  1"},
		"H3 broken list":            {`[`, "malformed-json /0"},
		"H3 cut off":                {`{"inputs":{"a":1`, "malformed-json /inputs"},
		"H3 cut off in a name":      {`{"inp`, `malformed-json  "`},
		"H3 cut off in text":        {`{"specialist":"E1`, `malformed-json /specialist "`},
		"H3 cut off after name":     {`{"a"`, "malformed-json"},
		"H3 cut off in an escape":   {`{"a":"\`, "malformed-json /a"},
		"H3 no colon":               {`{"a" 1}`, "malformed-json  1"},
		"H3 no comma":               {`{"a":1 "b":2}`, `malformed-json  "`},
		"H3 no comma in a list":     {`{"a":[1 2]}`, `malformed-json /a 2`},
		"H3 comma too many":         {`{"a":[1,]}`, "malformed-json /a ,"},
		"H3 comma too many at end":  {`{"a":1,}`, "malformed-json  ,"},
		"H3 two commas":             {`{"a":[1,,2]}`, "malformed-json /a/1 ,"},
		"H3 no value":               {`{"a":}`, "malformed-json /a }"},
		"H3 bare name":              {`{a:1}`, "malformed-json  a"},
		"H3 single quotes":          {`{'a':1}`, "malformed-json  '"},
		"H3 Chinese quotes":         {`{“a”:1}`, "malformed-json  “"},
		"H3 Chinese quotes, value":  {`{"a":“b”}`, "malformed-json /a “"},
		"H3 Chinese colon":          {`{"a"：1}`, "malformed-json  ："},
		"H3 Chinese comma":          {`{"a":1，"b":2}`, "malformed-json  ，"},
		"H3 comment":                {`{"a":1 // one`, "malformed-json  /"},
		"H3 Python's None":          {`{"a":None}`, "malformed-json /a None"},
		"H3 capitals":               {`{"a":TRUE}`, "malformed-json /a TRUE"},
		"H3 true and more":          {`{"a":trueish}`, "malformed-json /a trueish"},
		"H3 line break in text":     {"{\"a\":\"x\ny\"}", "malformed-json /a \n"},
		"H3 escape unknown":         {`{"a":"\x41"}`, `malformed-json /a \x`},
		"H3 escape too short":       {`{"a":"\u12"}`, `malformed-json /a \u`},
		"H3 brackets crossed":       {`{"a":[1}`, "malformed-json /a }"},
		"H4 duplicate":              {`{"specialist":"a","specialist":"b","period":"2026","inputs":{}}`, `duplicate-member /specialist "specialist"`},
		"H4 duplicate by escape":    {`{"specialist":"a","period":"2026","inputs":{"a":1,"\u0061":2}}`, `duplicate-member /inputs/a "\u0061"`},
		"H4 duplicate in a record":  {`{"specialist":"a","period":"2026","inputs":{"l":[{},{"x":1,"y":2,"x":1}]}}`, `duplicate-member /inputs/l/1/x "x"`},
		"H4 duplicate empty name":   {`{"specialist":"a","period":"2026","inputs":{"":1,"":2}}`, `duplicate-member /inputs/ ""`},
		"H7 NaN":                    {`{"inputs":{"a":NaN}}`, "malformed-json /inputs/a NaN"},
		"H7 Infinity":               {`{"inputs":{"a":Infinity}}`, "malformed-json /inputs/a Infinity"},
		"H7 minus Infinity":         {`{"inputs":{"a":-Infinity}}`, "malformed-json /inputs/a -Infinity"},
		"H7 plus":                   {`{"a":+1}`, "malformed-json /a +"},
		"H7 leading zero":           {`{"a":012}`, "malformed-json /a 012"},
		"H7 leading zero, minus":    {`{"a":-00}`, "malformed-json /a -00"},
		"H7 leading point":          {`{"a":.5}`, "malformed-json /a ."},
		"H7 trailing point":         {`{"a":5.}`, "malformed-json /a 5."},
		"H7 two points":             {`{"a":1.2.3}`, "malformed-json /a 1.2.3"},
		"H7 no exponent":            {`{"a":1e}`, "malformed-json /a 1e"},
		"H7 minus alone":            {`{"a":-}`, "malformed-json /a -"},
		"H7 hex":                    {`{"a":0x1F}`, "malformed-json /a 0x1F"},
		"H7 percent":                {`{"a":87%}`, "malformed-json /a 87%"},
		"H9 trailing data":          {`{} {}`, "trailing-data  {}"},
		"H9 trailing bracket":       {`{}}`, "trailing-data  }"},
		"H9 trailing NUL":           {"{}\x00", "trailing-data  \x00"},
		"H10 33 deep":               {deep(33), "too-deep /inputs" + strings.Repeat("/0", 31) + " ["},
		"H10 9990 deep":             {deep(9990), "too-deep /inputs" + strings.Repeat("/0", 31) + " ["},
		"H10 a million deep":        {strings.Repeat("[", 1e6), "too-deep " + strings.Repeat("/0", 32) + " ["},
		"H14 not UTF-8":             {"{\"specialist\":\"\xff\"}", "invalid-text  \xff"},
		"H14 UTF-16":                {"\xff\xfe{\x00}\x00", "invalid-text  \xff"},
		"H14 overlong":              {"{\"specialist\":\"\xc0\xaf\"}", "invalid-text  \xc0"},
		"H14 surrogate in UTF-8":    {"{\"specialist\":\"\xed\xa0\x80\"}", "invalid-text  \xed"},
		"H14 NUL":                   {"{\"specialist\":\"a\x00b\"}", "malformed-json /specialist \x00"},
		"H14 lone surrogate":        {`{"specialist":"a","period":"2026","inputs":{"a":"x\ud800"}}`, `invalid-text /inputs/a \ud800`},
		"H14 low surrogate first":   {`{"specialist":"a","period":"2026","inputs":{"a":"\udc00\ud800x"}}`, `invalid-text /inputs/a \udc00`},
		"H14 escaped NUL":           {`{"specialist":"a","period":"2026","inputs":{"a":"\u0000"}}`, `invalid-text /inputs/a \u0000`},
		"H14 surrogate in a name":   {`{"specialist":"a","period":"2026","inputs":{"\ud800":1}}`, "invalid-text /inputs/\uFFFD \\ud800"},
		"H14 direction in a name":   {"{\"specialist\":\"a\",\"period\":\"2026\",\"inputs\":{\"a\u202e\":1}}", "invalid-text /inputs/a\u202e \"a\u202e\""},
		"H14 zero width in a name":  {"{\"specialist\":\"a\",\"period\":\"2026\",\"inputs\":{\"a\u200b\":1}}", "invalid-text /inputs/a\u200b \"a\u200b\""},
		"H14 escaped zero width":    {`{"specialist":"a","period":"2026","inputs":{"a\u200b":1}}`, "invalid-text /inputs/a\u200b \"a\\u200b\""},
		"H14 zero width specialist": {"{\"specialist\":\"a\u200b\",\"period\":\"2026\",\"inputs\":{}}", "invalid-text /specialist \"a\u200b\""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			r, problems := facts.Read(source(tt.body), facts.Limits{})
			if r != nil || len(problems) == 0 {
				t.Fatalf("accepted %.80q", tt.body)
			}
			if got := lines(problems)[0]; got != strings.TrimSpace(tt.want) {
				t.Errorf("%.80s\n got  %q\n want %q", tt.body, got, tt.want)
			}
			if malformed := !strings.HasPrefix(tt.want, "invalid-text"); facts.Malformed(problems) != malformed {
				t.Errorf("Malformed is %v, want %v", !malformed, malformed)
			}
		})
	}
}

func TestThirtyTwoDeepIsRead(t *testing.T) {
	body := request("", `{"a":`+strings.Repeat("[", 30)+strings.Repeat("]", 30)+`}`)
	read(t, body)
	if _, problems := facts.Read(source(body), facts.Limits{Depth: 31}); len(problems) != 1 || problems[0].Code != "too-deep" {
		t.Errorf("31 allowed: %v", lines(problems))
	}
}

func TestTooLarge(t *testing.T) {
	body := request("", `{}`)
	for limit, fits := range map[int]bool{len(body): true, len(body) - 1: false, 0: true} {
		_, problems := facts.Read(source(body), facts.Limits{Bytes: limit})
		if (len(problems) == 0) != fits {
			t.Errorf("limit %d of %d bytes: %v", limit, len(body), lines(problems))
		}
	}
}

func TestDuplicatesShowBothPlaces(t *testing.T) {
	_, problems := facts.Read(source(request("", `{"a":1,"b":2,"a":3}`)), facts.Limits{})
	if len(problems) != 1 || len(problems[0].Related) != 1 || problems[0].Related[0].Span.Text() != `"a"` {
		t.Fatalf("%+v", problems)
	}
	if first := problems[0].Related[0].Span; first.Start >= problems[0].Span.Start {
		t.Errorf("the first is shown at %d, after the second at %d", first.Start, problems[0].Span.Start)
	}
}

// More than 32 members take the other way of looking for duplicates.
func TestDuplicatesInLargeObjects(t *testing.T) {
	for _, n := range []int{5, 31, 32, 33, 500} {
		var b strings.Builder
		for i := range n {
			b.WriteString(`"k` + strconv.Itoa(i) + `":1,`)
		}
		_, problems := facts.Read(source(request("", `{`+b.String()+`"k3":2}`)), facts.Limits{})
		same(t, strconv.Itoa(n), lines(problems), []string{`duplicate-member /inputs/k3 "k3"`})
	}
}

func TestProblemsAreCapped(t *testing.T) {
	var b strings.Builder
	for i := range 5000 {
		b.WriteString(`,"unknown` + strconv.Itoa(i) + `":1`)
	}
	_, problems := facts.Read(source(`{"specialist":"E1","period":"2026","inputs":{}`+b.String()+`}`), facts.Limits{})
	if len(problems) != 101 {
		t.Fatalf("%d problems, want 100 and one that counts the rest", len(problems))
	}
	if last := problems[100]; last.Code != "more-problems" || !strings.Contains(last.Message.EN, "4900") {
		t.Errorf("last: %+v", last)
	}
}
