package facts_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"merit/engine/facts"
	"merit/rules"
	"merit/rules/calendar"
	"merit/rules/formula"
)

var kindTypes = map[string]*formula.Type{
	"number": formula.NumberType, "integer": formula.IntegerType, "boolean": formula.BooleanType,
	"string": formula.StringType, "date": formula.DateType, "time": formula.TimeType,
}

// fieldsOf declares the single input x of the kind.
func fieldsOf(kind string) []*rules.Field {
	return []*rules.Field{field("x", kindTypes[kind])}
}

// A drawn value is its JSON text and what must be found in the slot.
type drawn struct {
	json   string
	number float64
	truth  facts.Tri
	text   string
	time   calendar.Time
}

func drawOf(t *rapid.T, kind string) drawn {
	switch kind {
	case "number":
		x := rapid.Float64Range(-(1<<53), 1<<53).Draw(t, "number")
		return drawn{json: string(facts.AppendNumber(nil, x)), number: x}
	case "integer":
		n := rapid.Int64Range(-(1<<53), 1<<53).Draw(t, "integer")
		return drawn{json: fmt.Sprint(n), number: float64(n)}
	case "boolean":
		if rapid.Bool().Draw(t, "boolean") {
			return drawn{json: "true", truth: facts.True}
		}
		return drawn{json: "false", truth: facts.False}
	case "string":
		s := strings.ReplaceAll(rapid.String().Draw(t, "string"), "\x00", "")
		return drawn{json: string(facts.AppendString(nil, s)), text: s}
	case "date":
		d := calendar.Date(rapid.Int32Range(-100000, 100000).Draw(t, "date"))
		return drawn{json: `"` + d.String() + `"`, time: d.Midnight()}
	}
	at := calendar.Time{
		Wall:   rapid.Int64Range(-9e18, 9e18).Draw(t, "wall"),
		Offset: 60 * rapid.Int32Range(-12*60, 14*60).Draw(t, "offset"), Known: true,
	}
	return drawn{json: `"` + at.String() + `"`, time: at}
}

func (d drawn) in(kind string, numbers []float64, truths []facts.Tri, texts []facts.String, times []calendar.Time, i int) bool {
	switch kind {
	case "number", "integer":
		return numbers[i] == d.number
	case "boolean":
		return truths[i] == d.truth
	case "string":
		return texts[i] == facts.String{Text: d.text, Known: true}
	}
	return times[i] == d.time
}

// Values are the values put in, in whatever order the members stand.
func TestValuesAreWhatWasPutIn(t *testing.T) {
	kinds := []string{"number", "integer", "boolean", "string", "date", "time"}
	rapid.Check(t, func(t *rapid.T) {
		chosen := rapid.SliceOfN(rapid.SampledFrom(kinds), 1, 8).Draw(t, "kinds")
		var fields []*rules.Field
		for i, kind := range chosen {
			fields = append(fields, field(fmt.Sprintf("f%d", i), kindTypes[kind]))
		}
		inputs := append(slices.Clone(fields), records("rows", 100, fields...))
		rows := rapid.IntRange(0, 5).Draw(t, "rows")
		var all [][]drawn // the scalars, then each row
		var objects []string
		for range rows + 1 {
			var values []drawn
			var members []string
			for i, kind := range chosen {
				d := drawOf(t, kind)
				values = append(values, d)
				members = append(members, fmt.Sprintf(`"f%d":%s`, i, d.json))
			}
			all = append(all, values)
			objects = append(objects, strings.Join(rapid.Permutation(members).Draw(t, "order"), ","))
		}
		list := ""
		if rows > 0 {
			list = "{" + strings.Join(objects[1:], "},{") + "}"
		}
		body := request("", "{"+objects[0]+`,"rows":[`+list+`]}`)
		r, problems := facts.Read(source(body), facts.Limits{})
		if r == nil {
			t.Fatalf("%s: %v", body, problems)
		}
		layout := facts.NewLayout(nil, inputs)
		v, problems := r.Values(layout)
		if v == nil {
			t.Fatalf("%s: %v", body, problems)
		}
		for i, kind := range chosen {
			_, slot, _ := layout.Slot(fields[i].Name)
			if !all[0][i].in(kind, v.Numbers, v.Booleans, v.Strings, v.Times, slot) {
				t.Fatalf("f%d is not %s", i, all[0][i].json)
			}
			for row := range rows {
				c := v.Lists[0].Table.Columns[i]
				if !all[row+1][i].in(kind, c.Numbers, c.Booleans, c.Strings, c.Times, row) {
					t.Fatalf("row %d: f%d is not %s", row, i, all[row+1][i].json)
				}
			}
		}
	})
}

// Removing, or making null, any fact that is needed never gives values.
func TestEveryNeededFactIsNeeded(t *testing.T) {
	members := []string{
		`"base_bonus":3000`, `"customers":12`, `"passed":true`, `"since":"2026-01-01"`, `"last_call":"2026-01-01T00:00:00Z"`,
		`"waits":[1,2]`, `"grade_of":"A"`, `"surveys":[]`,
	}
	var needed []*rules.Field
	for _, f := range declaredInputs {
		for _, m := range members {
			if strings.HasPrefix(m, `"`+f.Name+`"`) {
				clone := *f
				clone.Required = true
				needed = append(needed, &clone)
			}
		}
	}
	layout := facts.NewLayout(nil, needed)
	if v, problems := read(t, request("", "{"+strings.Join(members, ",")+"}")).Values(layout); v == nil {
		t.Fatal(problems.Err())
	}
	for i, m := range members {
		name, _, _ := strings.Cut(m, ":")
		without := slices.Delete(slices.Clone(members), i, i+1)
		null := append(slices.Clone(without), name+":null")
		for _, body := range [][]string{without, null} {
			v, problems := read(t, request("", "{"+strings.Join(body, ",")+"}")).Values(layout)
			if v != nil || len(problems) != 1 || problems[0].Pointer != "/inputs/"+strings.Trim(name, `"`) {
				t.Errorf("%s: %v", body, lines(problems))
			}
		}
	}
}

// Numbers that are missing are NaN in every slot and column nothing was said
// about; nothing missing is ever 0.
func TestMissingIsNeverZero(t *testing.T) {
	var optionalFields []*rules.Field
	for i := range 5 {
		optionalFields = append(optionalFields, field(fmt.Sprintf("n%d", i), formula.NumberType, optional))
	}
	list := records("l", 9, optionalFields...)
	v, problems := read(t, request("", `{"l":[{},{"n3":1},{}]}`)).Values(facts.NewLayout(nil, append(slices.Clone(optionalFields), list)))
	if v == nil {
		t.Fatal(problems.Err())
	}
	for i, x := range v.Numbers {
		if !math.IsNaN(x) {
			t.Errorf("n%d is %v", i, x)
		}
	}
	for i, c := range v.Lists[0].Table.Columns {
		for row, x := range c.Numbers {
			if given := i == 3 && row == 1; given == math.IsNaN(x) {
				t.Errorf("row %d: n%d is %v", row, i, x)
			}
		}
	}
}
