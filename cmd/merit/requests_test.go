package main

import (
	"strings"
	"testing"

	"merit/rules/diag"
)

func TestAppended(t *testing.T) {
	tests := map[string]struct {
		text string
		path []string
		want string
	}{
		"a new list":           {`{"a":1}`, []string{"h"}, `{"a":1,"h":[9]}`},
		"a list that is there": {`{"h":[1, 2] }`, []string{"h"}, `{"h":[1, 2,9] }`},
		"an empty list":        {`{"h":[ ]}`, []string{"h"}, `{"h":[ 9]}`},
		"inside":               {`{"i":{"x":1},"a":2}`, []string{"i", "h"}, `{"i":{"x":1,"h":[9]},"a":2}`},
		"inside nothing":       {`{}`, []string{"i", "h"}, `{"i":{"h":[9]}}`},
		"no list":              {`{"h":3}`, []string{"h"}, `{"h":3}`},
		"no object":            {`[1]`, []string{"h"}, `[1]`},
		"cut off":              {`{"a":1`, []string{"h"}, `{"a":1`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := string(appended([]byte(tt.text), []byte("9"), tt.path...)); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestOnlyInputs(t *testing.T) {
	keep := map[string]bool{"a": true}
	for text, want := range map[string]string{
		`{"period":"x","inputs":{"b":[1,{"a":2}],"a":3}}`: `{"period":"x","inputs":{"a":3}}`,
		`{"inputs":{}}`:   `{"inputs":{}}`,
		`{"inputs":[1]}`:  `{"inputs":[1]}`,
		`{"other":{}}`:    `{"other":{}}`,
		`{"inputs":{"a":`: `{"inputs":{"a":`,
	} {
		if got := string(onlyInputs([]byte(text), keep)); got != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
}

// TestFaultRefusesOne: a fault of the program refuses the request it hits and
// says so; it does not end the batch.
func TestFaultRefusesOne(t *testing.T) {
	e, problems := evaluate(nil, diag.NewSource("x", []byte(`{"specialist":"E1","period":"2026-03","inputs":{}}`)), naming{}, false)
	if e != nil || len(problems) != 1 || problems[0].Code != "internal-fault" || !strings.Contains(problems[0].Message.EN, "failed on this one request") {
		t.Errorf("%v, %v; want internal-fault", e, problems)
	}
}

func TestRecordOf(t *testing.T) {
	record, status := recordOf([]byte(`{"status":"final","policy":{"id":"p"},"period":"2026-03","score":87.5,"grade":"A","rate":1,"vetoed":false,"payout":null,
		"metrics":[{"id":"csat","title":"x","value":80,"part":8,"whole":10,"score":90,"weight":3},{"id":"frt","value":null,"score":null}],"warnings":[]}`))
	want := `{"period":"2026-03","status":"final","score":87.5,"grade":"A","rate":1,"vetoed":false,"payout":null,"metrics":{"csat":{"value":80,"score":90,"part":8,"whole":10},"frt":{"value":null,"score":null}}}`
	if string(record) != want || status != "final" {
		t.Errorf("got %s, want %s", record, want)
	}
	for _, line := range []string{``, `[]`, `{"specialist":"E1","period":"2026-03","inputs":{}}`} {
		if record, _ := recordOf([]byte(line)); record != nil {
			t.Errorf("%s is taken for a result", line)
		}
	}
}

func TestFileName(t *testing.T) {
	for name, want := range map[string]string{"示例101": "示例101", "../../etc/passwd": "______etc_passwd", "a b": "a_b", "": "", strings.Repeat("长", 99): strings.Repeat("长", 60)} {
		if got := fileName(name); got != want {
			t.Errorf("%q becomes %q, want %q", name, got, want)
		}
	}
}
