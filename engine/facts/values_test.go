package facts_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"merit/engine/facts"
	"merit/rules"
	"merit/rules/calendar"
	"merit/rules/diag"
	"merit/rules/document"
	"merit/rules/formula"
)

// The declarations that the tables below read against.
var (
	declaredAttributes = []*rules.Field{
		field("team", oneOf("north", "south"), optional),
		field("level", formula.IntegerType, optional, between("1", "5")),
		field("hired", formula.DateType, optional),
		field("vip", formula.BooleanType, optional),
	}
	surveys = records("surveys", 3,
		field("score", formula.IntegerType, between("1", "5")),
		field("cause", oneOf("service", "product"), defaultText("service")),
		field("talk", formula.NumberType, optional),
		field("at", formula.TimeType, optional),
		field("answered", formula.BooleanType, optional),
	)
	declaredInputs = []*rules.Field{
		field("base_bonus", formula.NumberType, between("0", ""), titled("奖金基数")),
		field("customers", formula.IntegerType, optional, between("0", "0.3e3")),
		field("rate", formula.NumberType, optional, between("0.1", "0.3")),
		field("ideas", formula.IntegerType, defaultNumber("2")),
		field("maybe", formula.IntegerType, optional, defaultNumber("7")),
		field("passed", formula.BooleanType, optional),
		field("grade_of", formula.StringType, optional),
		field("since", formula.DateType, optional),
		field("last_call", formula.TimeType, optional),
		with(surveys, optional),
		with(plain("waits", 4, field("", formula.NumberType, between("0", ""))), optional),
	}
)

func with(f *rules.Field, change func(*rules.Field)) *rules.Field {
	change(f)
	return f
}

var declared = facts.NewLayout(declaredAttributes, declaredInputs)

// bonus adds members to the one input that must be given.
func bonus(more string) string {
	if more != "" {
		more = "," + more
	}
	return `{"base_bonus":3000` + more + `}`
}

// Rules: H3
func TestValuesRefuse(t *testing.T) {
	tests := map[string]struct {
		attributes, inputs string
		want               []string
	}{
		"H5 capitals":           {"", `{"Base_Bonus":1}`, []string{`unknown-field /inputs/Base_Bonus "Base_Bonus"`, "missing-field /inputs/base_bonus {"}},
		"H5 long s":             {"", bonus(`"paſſed":true`), []string{`unknown-field /inputs/paſſed "paſſed"`}},
		"H6 unknown":            {"", bonus(`"sales":1`), []string{`unknown-field /inputs/sales "sales"`}},
		"H6 missing":            {"", `{}`, []string{"missing-field /inputs/base_bonus {"}},
		"H6 null":               {"", `{"base_bonus":null}`, []string{"null-field /inputs/base_bonus null"}},
		"H6 null with default":  {"", bonus(`"ideas":null`), []string{"null-field /inputs/ideas null"}},
		"H6 attribute as input": {"", bonus(`"team":"north"`), []string{`unknown-field /inputs/team "team"`}},
		"H7 text":               {"", `{"base_bonus":"99"}`, []string{`wrong-type /inputs/base_bonus "99"`}},
		"H7 1e999":              {"", `{"base_bonus":1e999}`, []string{"number-range /inputs/base_bonus 1e999"}},
		"H7 -1e999":             {"", `{"base_bonus":-1e999}`, []string{"number-range /inputs/base_bonus -1e999"}},
		"H7 1e-999":             {"", `{"base_bonus":1e-999}`, []string{"number-range /inputs/base_bonus 1e-999"}},
		"H7 1.5 into integer":   {"", bonus(`"customers":1.5`), []string{"invalid-number /inputs/customers 1.5"}},
		"H7 barely not whole":   {"", bonus(`"customers":3.00000000000000000001`), []string{"invalid-number /inputs/customers 3.00000000000000000001"}},
		"H7 1e-1 into integer":  {"", bonus(`"customers":1e-1`), []string{"invalid-number /inputs/customers 1e-1"}},
		"H8 2^53+1":             {"", `{"base_bonus":9007199254740993}`, []string{"number-range /inputs/base_bonus 9007199254740993"}},
		"H8 2^53 and a bit":     {"", `{"base_bonus":9007199254740992.5}`, []string{"number-range /inputs/base_bonus 9007199254740992.5"}},
		"H8 65 digits":          {"", `{"base_bonus":0.` + strings.Repeat("1", 63) + `}`, []string{"invalid-number /inputs/base_bonus 0." + strings.Repeat("1", 38)}},
		"below":                 {"", `{"base_bonus":-0.01}`, []string{"out-of-range /inputs/base_bonus -0.01"}},
		"barely below":          {"", `{"base_bonus":-1e-300}`, []string{"out-of-range /inputs/base_bonus -1e-300"}},
		"above":                 {"", bonus(`"customers":301`), []string{"out-of-range /inputs/customers 301"}},
		"barely above":          {"", bonus(`"rate":0.3000000000000000000001`), []string{"out-of-range /inputs/rate 0.3000000000000000000001"}},
		"barely below, same":    {"", bonus(`"rate":0.0999999999999999999999`), []string{"out-of-range /inputs/rate 0.0999999999999999999999"}},
		"number for boolean":    {"", bonus(`"passed":1`), []string{"wrong-type /inputs/passed 1"}},
		"text for boolean":      {"", bonus(`"passed":"true"`), []string{`wrong-type /inputs/passed "true"`}},
		"boolean for number":    {"", `{"base_bonus":true}`, []string{"wrong-type /inputs/base_bonus true"}},
		"number for text":       {"", bonus(`"grade_of":5`), []string{"wrong-type /inputs/grade_of 5"}},
		"object for number":     {"", `{"base_bonus":{"a":1}}`, []string{"wrong-type /inputs/base_bonus {"}},
		"day that is none":      {"", bonus(`"since":"2026-02-30"`), []string{`invalid-date /inputs/since "2026-02-30"`}},
		"day without zeros":     {"", bonus(`"since":"2026-2-3"`), []string{`invalid-date /inputs/since "2026-2-3"`}},
		"day of another age":    {"", bonus(`"since":"0001-01-01"`), []string{`invalid-date /inputs/since "0001-01-01"`}},
		"time for day":          {"", bonus(`"since":"2026-02-03T00:00:00Z"`), []string{`invalid-date /inputs/since "2026-02-03T00:00:00Z"`}},
		"number for day":        {"", bonus(`"since":20260203`), []string{"wrong-type /inputs/since 20260203"}},
		"no offset":             {"", bonus(`"last_call":"2026-02-03T09:00:00"`), []string{`invalid-date /inputs/last_call "2026-02-03T09:00:00"`}},
		"hour of one digit":     {"", bonus(`"last_call":"2026-02-03T9:00:00+08:00"`), []string{`invalid-date /inputs/last_call "2026-02-03T9:00:00+08:00"`}},
		"comma in seconds":      {"", bonus(`"last_call":"2026-02-03T09:00:00,5+08:00"`), []string{`invalid-date /inputs/last_call "2026-02-03T09:00:00,5+08:00"`}},
		"record for list":       {"", bonus(`"surveys":{"score":1}`), []string{"wrong-type /inputs/surveys {"}},
		"too long":              {"", bonus(`"surveys":[{"score":9},{},{},{}]`), []string{"too-long /inputs/surveys ["}},
		"plain list too long":   {"", bonus(`"waits":[1,2,3,4,5]`), []string{"too-long /inputs/waits ["}},
		"records":               {"", bonus(`"surveys":[{"score":6},7,{"scor":1,"cause":"produkt"}]`), []string{"out-of-range /inputs/surveys/0/score 6", "wrong-type /inputs/surveys/1 7", `unknown-field /inputs/surveys/2/scor "scor"`, `unknown-value /inputs/surveys/2/cause "produkt"`, "missing-field /inputs/surveys/2/score {"}},
		"record, null":          {"", bonus(`"surveys":[{"score":null}]`), []string{"null-field /inputs/surveys/0/score null"}},
		"no records at all":     {"", bonus(`"surveys":[7,8,9]`), []string{"wrong-type /inputs/surveys/0 7"}},
		"plain list":            {"", bonus(`"waits":[1,null,"2",-1]`), []string{"null-field /inputs/waits/1 null", `wrong-type /inputs/waits/2 "2"`, "out-of-range /inputs/waits/3 -1"}},
		"attribute, bounds":     {`{"level":6,"team":"nort"}`, bonus(""), []string{"out-of-range /attributes/level 6", `unknown-value /attributes/team "nort"`}},
		"attribute, types":      {`{"level":"5","team":5,"hired":"soon","vip":0}`, bonus(""), []string{`wrong-type /attributes/level "5"`, "wrong-type /attributes/team 5", `invalid-date /attributes/hired "soon"`, "wrong-type /attributes/vip 0"}},
		"H14 attribute":         {"{\"team\":\"north\u200b\"}", bonus(""), []string{"invalid-text /attributes/team \"north\u200b\""}},
		"all at once":           {`{"level":0}`, `{"customers":-1,"x":1}`, []string{"out-of-range /attributes/level 0", "out-of-range /inputs/customers -1", `unknown-field /inputs/x "x"`, "missing-field /inputs/base_bonus {"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			values, problems := read(t, request(tt.attributes, tt.inputs)).Values(declared)
			if values != nil {
				t.Error("values come with problems")
			}
			same(t, tt.inputs, lines(problems), tt.want)
		})
	}
}

func TestValuesAreAccepted(t *testing.T) {
	tests := map[string]struct {
		inputs, name string
		want         float64
	}{
		"integer":            {bonus(`"customers":3`), "customers", 3},
		"3.0 is whole":       {bonus(`"customers":3.0`), "customers", 3},
		"1e2 is whole":       {bonus(`"customers":1e2`), "customers", 100},
		"12.50e1 is whole":   {bonus(`"customers":12.50e1`), "customers", 125},
		"minus zero is zero": {bonus(`"customers":-0`), "customers", 0},
		"lowest":             {bonus(`"rate":0.1`), "rate", 0.1},
		"lowest, spelt out":  {bonus(`"rate":0.1000000000000000000000`), "rate", 0.1},
		"highest":            {bonus(`"rate":3e-1`), "rate", 0.3},
		"highest integer":    {bonus(`"customers":300`), "customers", 300},
		"2^53":               {`{"base_bonus":9007199254740992}`, "base_bonus", 1 << 53},
		"2^53, spelt out":    {`{"base_bonus":9007199254740992.000}`, "base_bonus", 1 << 53},
		"zero and huge":      {`{"base_bonus":0e999999999}`, "base_bonus", 0},
		"25 digits":          {`{"base_bonus":0.1234567890123456789012345}`, "base_bonus", 0.1234567890123456789012345},
		"default":            {bonus(""), "ideas", 2},
		"default, given":     {bonus(`"ideas":5`), "ideas", 5},
		"default, optional":  {bonus(""), "maybe", 7},
		"null, optional":     {bonus(`"maybe":null`), "maybe", math.NaN()},
		"absent":             {bonus(""), "customers", math.NaN()},
		"null":               {bonus(`"customers":null`), "customers", math.NaN()},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			values, problems := read(t, request("", tt.inputs)).Values(declared)
			if values == nil {
				t.Fatal(problems.Err())
			}
			kind, i, ok := declared.Slot(tt.name)
			if !ok || kind != formula.Number {
				t.Fatalf("slot of %s: %v %v", tt.name, kind, ok)
			}
			got := values.Numbers[i]
			if got != tt.want && !(math.IsNaN(got) && math.IsNaN(tt.want)) || math.Signbit(got) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func TestEveryKindOfSlot(t *testing.T) {
	values, problems := read(t, request(
		`{"team":"south","level":2,"hired":"2020-05-01","vip":true}`,
		bonus(`"passed":false,"grade_of":"é\ud83d\ude00\n","since":"2026-02-03","last_call":"2026-02-03T09:00:00.5+08:00"`))).Values(declared)
	if values == nil {
		t.Fatal(problems.Err())
	}
	slot := func(name string, want formula.Kind) int {
		kind, i, ok := declared.Slot(name)
		if !ok || kind != want {
			t.Fatalf("%s: kind %v, want %v", name, kind, want)
		}
		return i
	}
	if got := values.Strings[slot("team", formula.String)]; got != (facts.String{Text: "south", Known: true}) {
		t.Errorf("team: %+v", got)
	}
	if got := values.Strings[slot("grade_of", formula.String)]; got != (facts.String{Text: "é😀\n", Known: true}) {
		t.Errorf("grade_of: %+v", got)
	}
	if got := values.Booleans[slot("vip", formula.Boolean)]; got != facts.True {
		t.Errorf("vip: %v", got)
	}
	if got := values.Booleans[slot("passed", formula.Boolean)]; got != facts.False {
		t.Errorf("passed: %v", got)
	}
	if got := values.Times[slot("hired", formula.Time)]; !got.Known || got.Offset != 0 || got.Date().String() != "2020-05-01" {
		t.Errorf("hired: %v", got)
	}
	if got := values.Times[slot("last_call", formula.Time)]; got.String() != "2026-02-03T09:00:00.5+08:00" {
		t.Errorf("last_call: %v", got)
	}
	if got := values.Lists[slot("surveys", formula.List)]; got.Known || got.Len() != 0 {
		t.Errorf("surveys: %+v", got)
	}
	if _, _, ok := declared.Slot("nothing"); ok {
		t.Error("a slot for what is not declared")
	}
}

// Rules: H3
func TestMissingAttributes(t *testing.T) {
	for _, attributes := range []string{"", "{}", `{"team":null,"level":null,"hired":null,"vip":null}`} {
		v, problems := read(t, request(attributes, bonus(""))).Values(declared)
		if v == nil {
			t.Fatal(problems.Err())
		}
		_, level, _ := declared.Slot("level")
		_, vip, _ := declared.Slot("vip")
		_, team, _ := declared.Slot("team")
		_, hired, _ := declared.Slot("hired")
		if !math.IsNaN(v.Numbers[level]) || v.Booleans[vip] != facts.Undecided || v.Strings[team].Known || v.Times[hired].Known {
			t.Errorf("%s: %+v", attributes, v)
		}
	}
}

func TestRecordsByColumn(t *testing.T) {
	v, problems := read(t, request("", bonus(`"surveys":[
		{"score":5,"cause":"product","talk":1.5,"at":"2026-03-01T10:00:00Z","answered":true},
		{"answered":false,"score":4},
		{"talk":null,"score":3,"at":null}],"waits":[1,2.5]`))).Values(declared)
	if v == nil {
		t.Fatal(problems.Err())
	}
	_, i, _ := declared.Slot("surveys")
	l := v.Lists[i]
	if !l.Known || !l.All || l.Len() != 3 || l.Row(2) != 2 || len(l.Table.Columns) != 5 {
		t.Fatalf("surveys: %+v", l)
	}
	score, cause, talk, at, answered := l.Table.Columns[0], l.Table.Columns[1], l.Table.Columns[2], l.Table.Columns[3], l.Table.Columns[4]
	if score.Numbers[0] != 5 || score.Numbers[1] != 4 || score.Numbers[2] != 3 {
		t.Errorf("score: %v", score.Numbers)
	}
	if cause.Strings[0].Text != "product" || cause.Strings[1].Text != "service" || !cause.Strings[2].Known {
		t.Errorf("cause: %v", cause.Strings)
	}
	if talk.Numbers[0] != 1.5 || !math.IsNaN(talk.Numbers[1]) || !math.IsNaN(talk.Numbers[2]) {
		t.Errorf("talk: %v", talk.Numbers)
	}
	if !at.Times[0].Known || at.Times[1].Known || at.Times[2].Known {
		t.Errorf("at: %v", at.Times)
	}
	if answered.Booleans[0] != facts.True || answered.Booleans[1] != facts.False || answered.Booleans[2] != facts.Undecided {
		t.Errorf("answered: %v", answered.Booleans)
	}
	_, i, _ = declared.Slot("waits")
	if w := v.Lists[i]; w.Len() != 2 || w.Table.Columns[0].Numbers[1] != 2.5 {
		t.Errorf("waits: %+v", w)
	}
}

func TestDefaultsOfEveryKind(t *testing.T) {
	day, _ := calendar.NewDate(2026, 1, 2)
	at, _ := calendar.ParseTime("2026-01-02T03:04:05Z")
	row := &document.Value{Kind: document.Table, Members: []*document.Value{{Name: "x", Kind: document.Boolean, Bool: true}}}
	list := records("l", 5, field("x", formula.BooleanType), field("y", formula.NumberType, optional), field("z", formula.NumberType, defaultNumber("4")))
	list.Default = &document.Value{Kind: document.Array, Items: []*document.Value{row, row}}
	waits := plain("w", 5, field("", formula.NumberType))
	waits.Default = &document.Value{Kind: document.Array}
	set := func(v *document.Value) func(*rules.Field) { return func(f *rules.Field) { f.Default = v } }
	layout := facts.NewLayout(nil, []*rules.Field{
		field("b", formula.BooleanType, set(&document.Value{Kind: document.Boolean, Bool: false})),
		field("s", formula.StringType, defaultText("words")),
		field("d", formula.DateType, set(&document.Value{Kind: document.LocalDate, Date: day})),
		field("t", formula.TimeType, set(&document.Value{Kind: document.OffsetDateTime, Time: at})),
		list, waits,
	})
	v, problems := read(t, request("", `{}`)).Values(layout)
	if v == nil {
		t.Fatal(problems.Err())
	}
	if v.Booleans[0] != facts.False || v.Strings[0].Text != "words" || v.Times[0] != day.Midnight() || v.Times[1] != at {
		t.Errorf("scalars: %+v", v)
	}
	l := v.Lists[0]
	if !l.Known || l.Len() != 2 || l.Table.Columns[0].Booleans[1] != facts.True || !math.IsNaN(l.Table.Columns[1].Numbers[1]) || l.Table.Columns[2].Numbers[0] != 4 {
		t.Errorf("list: %+v", l)
	}
	if w := v.Lists[1]; !w.Known || w.Len() != 0 {
		t.Errorf("empty list: %+v", w)
	}
}

func TestAttributesAreReadLeniently(t *testing.T) {
	tests := map[string]struct {
		attributes string
		want       []string
	}{
		"fine":            {`{"team":"south","level":3}`, nil},
		"bounds and enum": {`{"team":"west","level":99}`, nil},
		"not declared":    {`{"region":{"a":[]}}`, nil},
		"null":            {`{"team":null}`, nil},
		"types":           {`{"team":1,"level":"x","vip":"y"}`, []string{"wrong-type /attributes/team 1", `wrong-type /attributes/level "x"`, `wrong-type /attributes/vip "y"`}},
		"not whole":       {`{"level":1.5}`, []string{"invalid-number /attributes/level 1.5"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			// The inputs do not fit; nobody looks at them.
			values, problems := read(t, request(tt.attributes, `{"x":1}`)).Attributes(declared)
			same(t, tt.attributes, lines(problems), tt.want)
			if (values == nil) != (tt.want != nil) {
				t.Errorf("values: %+v", values)
			}
		})
	}
}

func TestUnknownAttributes(t *testing.T) {
	known := func(name string) bool { return name == "team" || name == "level" }
	r := read(t, request(`{"team":"x","Level":1,"salary":2}`, `{}`))
	problems := r.UnknownAttributes(known, "team", "level")
	same(t, "unknown", lines(problems), []string{`unknown-field /attributes/Level "Level"`, `unknown-field /attributes/salary "salary"`})
	if !strings.Contains(problems[0].Help.ZH, "level") {
		t.Errorf("no near name offered: %s", problems[0].Help.ZH)
	}
	if got := read(t, request("", `{}`)).UnknownAttributes(known); got != nil {
		t.Errorf("without attributes: %v", got)
	}
	same(t, "names", r.AttributeNames(), []string{"team", "Level", "salary"})
}

// An input that only a pilot beside the policy declares is not unknown (H3).
func TestInputsOfPolicesBeside(t *testing.T) {
	pilot := facts.NewLayout(nil, []*rules.Field{field("nps", formula.NumberType)})
	r := read(t, request("", bonus(`"nps":40`)))
	if v, problems := r.Values(declared, pilot); v == nil {
		t.Errorf("declared by a pilot: %v", problems)
	}
	if v, _ := r.Values(declared); v != nil {
		t.Error("declared by no one, and accepted")
	}
}

func TestATitleForItsName(t *testing.T) {
	_, problems := read(t, request("", `{"base_bonus":1,"奖金基数":3000}`)).Values(declared)
	if len(problems) != 1 || !strings.Contains(problems[0].Help.ZH, "base_bonus") {
		t.Errorf("%v", problems)
	}
}

// Facts are about people: what was written never stands in a message.
func TestMessagesDoNotRepeatValues(t *testing.T) {
	_, problems := read(t, request(`{"team":"canary-1"}`, `{"base_bonus":-424242,"passed":"canary-2","since":"canary-3"}`)).Values(declared)
	if len(problems) != 4 {
		t.Fatalf("%v", lines(problems))
	}
	for _, p := range problems {
		said := p.Message.ZH + p.Message.EN + p.Help.ZH + p.Help.EN
		if strings.Contains(said, "canary") || strings.Contains(said, "4242") {
			t.Errorf("%s", said)
		}
	}
}

func TestWhatIsOfferedInstead(t *testing.T) {
	file := diag.NewSource("p.toml", []byte("min = 1_000"))
	written := number("1000")
	written.Span = diag.Span{Source: file, Start: 6, End: 11}
	var grades []string
	for i := range 20 {
		grades = append(grades, fmt.Sprintf("grade-number-%d", 100+i*7))
	}
	layout := facts.NewLayout(nil, []*rules.Field{
		field("pay", formula.NumberType, titled("工资"), func(f *rules.Field) { f.Min = written }),
		field("rate", formula.NumberType, between("", "0.25")),
		field("cause", oneOf("service", "product")),
		field("colour", oneOf("red", "blue")),
		field("grade", oneOf(grades...)),
		field("长名称长名称长名称长名称长名称长名称长名称长名称长名称长名称长名称长名称长名称长名称", formula.NumberType, optional),
	})
	body := `{"pay":999,"rate":0.251,"cause":"servise","colour":"green","grade":"x","` + strings.Repeat("很长", 60) + `":1}`
	_, problems := read(t, request("", body)).Values(layout)
	want := []string{
		"“pay / 工资”小于允许的最小值 1_000", "“rate”大于允许的最大值 0.25", "是不是“service”？", "可以写：red, blue",
		"grade-number-177 …", "“" + strings.Repeat("很长", 20) + "…”",
	}
	if len(problems) != len(want) {
		t.Fatalf("%v", lines(problems))
	}
	for i, w := range want {
		if said := problems[i].Message.ZH + "\n" + problems[i].Help.ZH; !strings.Contains(said, w) {
			t.Errorf("%s\nlacks %s", said, w)
		}
	}
}

func TestProblemsOfValuesAreCapped(t *testing.T) {
	rows := strings.Repeat(`{"score":9,"cause":"x","y":1},`, 2000)
	layout := facts.NewLayout(nil, []*rules.Field{records("surveys", 5000, surveys.Fields...)})
	_, problems := read(t, request("", `{"surveys":[`+rows[:len(rows)-1]+`]}`)).Values(layout)
	if len(problems) != 101 || !strings.Contains(problems[100].Message.EN, "5900") {
		t.Errorf("%d problems, last %v", len(problems), problems[len(problems)-1])
	}
}

// U+FFFD written out is a character like any other; only half a pair is not.
func TestTheReplacementCharacterIsText(t *testing.T) {
	layout := facts.NewLayout(nil, fieldsOf("string"))
	for _, written := range []string{"\uFFFD", `\ufffd`, `\uFFFD\ud83d\ude00`} {
		v, problems := read(t, request("", `{"x":"`+written+`"}`)).Values(layout)
		if v == nil || !strings.HasPrefix(v.Strings[0].Text, "\uFFFD") {
			t.Errorf("%s: %v", written, problems)
		}
	}
}
