package records_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"merit/engine"
	"merit/engine/facts"
	"merit/engine/records"
	"merit/engine/suite"
	"merit/policies"
	"merit/rules"
	"merit/rules/diag"
	"merit/rules/formula"
	"merit/rules/text"
)

// everyPolicy is all that ships, and the examples.
func everyPolicy(t *testing.T) *engine.Snapshot {
	t.Helper()
	shipped, err := policies.ReadFS(policies.Shipped)
	if err != nil {
		t.Fatal(err)
	}
	more, err := policies.ReadPaths("../../examples")
	if err != nil {
		t.Fatal(err)
	}
	sources := append(shipped, more...)
	snapshot, _, problems := policies.Check(sources)
	if snapshot == nil {
		t.Fatal(problems.Err())
	}
	return snapshot
}

// TestTemplateRoundTrip fills the form of every policy with every one of its
// examples and evaluates what comes back: the same answer as the example's.
func TestTemplateRoundTrip(t *testing.T) {
	snapshot := everyPolicy(t)
	cases := 0
	for _, c := range suite.Run(snapshot).Cases {
		if c.Evaluation == nil {
			continue
		}
		cases++
		t.Run(c.Policy.ID.Text+" "+c.Name, func(t *testing.T) {
			sample, ok := suite.SampleOf(c.Policy, c.Name)
			if !ok {
				t.Fatal("the example has no request")
			}
			for _, lang := range []text.Lang{text.ZH, text.EN} {
				got := evaluated(t, snapshot, throughForm(t, c.Policy, sample, lang))
				got.Facts, got.Specialist = c.Evaluation.Facts, c.Evaluation.Specialist
				if !reflect.DeepEqual(got, c.Evaluation) {
					t.Errorf("%s:\n got %s\nwant %s", lang, compact(got), compact(c.Evaluation))
				}
			}
		})
	}
	if cases < 20 {
		t.Errorf("only %d examples were filled in", cases)
	}
}

// throughForm writes the facts of a request into a form, reads the form, and
// returns the request it asks, with what a form does not hold put back.
func throughForm(t *testing.T, p *rules.Policy, sample []byte, lang text.Lang) []byte {
	t.Helper()
	var request map[string]any
	d := json.NewDecoder(bytes.NewReader(sample))
	d.UseNumber()
	if err := d.Decode(&request); err != nil {
		t.Fatal(err)
	}
	book := filledIn(t, p, sample, lang, request)
	form, err := records.ReadForm(records.Input{Name: "form.xlsx", Reader: book}, records.FormOptions{
		Fields: records.Fields{Attributes: p.Attributes, Inputs: p.Inputs},
	})
	if err != nil || len(form.Problems)+len(form.Bad) > 0 || len(form.Requests) != 1 {
		t.Fatal(err, form.Problems.Err(), form.Bad.Err(), len(form.Requests))
	}
	if form.Remarks == 0 {
		t.Error("the example row was not passed over")
	}
	var back map[string]any
	if err := json.Unmarshal(form.Requests[0].JSON(), &back); err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"policy", "as_of", "history", "parts", "overrides"} {
		if v, ok := request[key]; ok {
			back[key] = v
		}
	}
	out, err := json.Marshal(back)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// filledIn types a request into a new form, as a person would.
func filledIn(t *testing.T, p *rules.Policy, sample []byte, lang text.Lang, request map[string]any) *bytes.Buffer {
	t.Helper()
	var empty bytes.Buffer
	if err := records.WriteTemplate(&empty, records.Template{Policy: p, Sample: sample, Lang: lang}); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&empty)
	if err != nil {
		t.Fatal(err)
	}
	attributes, _ := request["attributes"].(map[string]any)
	inputs, _ := request["inputs"].(map[string]any)
	for i, sheet := range f.GetSheetList()[1:] {
		if strings.HasPrefix(sheet, "#") {
			continue
		}
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		if people := strings.Contains(rows[2][0], "一行") == strings.Contains(rows[2][0], "每人") && !strings.Contains(rows[2][0], "a record"); people != (i == 0) {
			t.Errorf("%s: a row is %q", sheet, rows[2][0])
		}
		next := len(rows) + 1
		for _, record := range recordsOf(i, p, attributes, inputs) {
			for column, id := range rows[1] {
				v, ok := record[id]
				switch id {
				case "specialist":
					v, ok = "E1", true
				case "period":
					v, ok = request["period"], true
				}
				if !ok {
					continue
				}
				if n, isNumber := v.(json.Number); isNumber {
					x, _ := n.Float64()
					v = x
				}
				if yes, isBool := v.(bool); isBool {
					v = map[bool]string{true: "是", false: "否"}[yes]
				}
				cell, _ := excelize.CoordinatesToCellName(column+1, next)
				if err := f.SetCellValue(sheet, cell, v); err != nil {
					t.Fatal(err)
				}
			}
			next++
		}
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return &out
}

// recordsOf are the rows of sheet i: people first, then the lists in order.
func recordsOf(i int, p *rules.Policy, attributes, inputs map[string]any) []map[string]any {
	if i == 0 {
		person := map[string]any{}
		for _, f := range p.Inputs {
			if v, ok := inputs[f.Name]; ok && f.Type.Kind != formula.List {
				person[f.Name] = v
			}
		}
		for name, v := range attributes {
			person[name] = v
		}
		return []map[string]any{person}
	}
	var lists []*rules.Field
	for _, f := range p.Inputs {
		if f.Type.Kind == formula.List {
			lists = append(lists, f)
		}
	}
	list, _ := inputs[lists[i-1].Name].([]any)
	var out []map[string]any
	for _, item := range list {
		record, ok := item.(map[string]any)
		if !ok {
			record = map[string]any{"value": item}
		}
		out = append(out, record)
	}
	return out
}

func evaluated(t *testing.T, snapshot *engine.Snapshot, request []byte) *engine.Evaluation {
	t.Helper()
	req, problems := facts.Read(diag.NewSource("form", request), facts.Limits{})
	if problems.HasErrors() {
		t.Fatal(problems.Err())
	}
	e, err := snapshot.Evaluate(req)
	var refusal *engine.Refusal
	if errors.As(err, &refusal) {
		t.Fatalf("%v\n%s", refusal, request)
	}
	return e
}

func compact(v any) string {
	b, err := json.Marshal(v)
	return fmt.Sprint(string(b), err)
}

// TestTemplateIsTheSame: nothing of the clock or of chance goes into a form.
func TestTemplateIsTheSame(t *testing.T) {
	for _, p := range everyPolicy(t).Policies() {
		var one, two bytes.Buffer
		for _, w := range []*bytes.Buffer{&one, &two} {
			if err := records.WriteTemplate(w, records.Template{Policy: p, Lang: text.ZH}); err != nil {
				t.Fatal(err)
			}
		}
		if !bytes.Equal(one.Bytes(), two.Bytes()) {
			t.Errorf("%s: two forms differ", p.ID.Text)
		}
	}
}
