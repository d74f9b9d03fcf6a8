package main

import (
	"testing"

	"merit/rules/diag"
)

func TestWithMembers(t *testing.T) {
	period := member{"period", "2026-04"}
	tests := []struct{ name, in, want string }{
		{"replaced where it stands", `{"period": "2026-03" , "inputs":{}}`, `{"period": "2026-04" , "inputs":{}}`},
		{"added at the end", `{"inputs":{"period":1}}`, `{"inputs":{"period":1},"period":"2026-04"}`},
		{"added to nothing", "{ }\n", "{ \"period\":\"2026-04\"}\n"},
		{"any old value", `{"a":1,"period":[1, 2],"b":2}`, `{"a":1,"period":"2026-04","b":2}`},
		{"a number at the end", `{"period":2026}`, `{"period":"2026-04"}`},
		{"lines stay", "{\n  \"inputs\": {}\n}\n", "{\n  \"inputs\": {}\n,\"period\":\"2026-04\"}\n"},
		{"broken stays broken", `{"inputs":`, `{"inputs":`},
		{"no object", `[1]`, `[1]`},
		{"nothing", ``, ``},
		{"only the first of two", `{"period":1,"period":2}`, `{"period":"2026-04","period":2}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := withMembers(diag.NewSource("r.json", []byte(tt.in)), period, member{"policy", ""})
			if string(got.Bytes) != tt.want {
				t.Errorf("withMembers(%s)\n got %s\nwant %s", tt.in, got.Bytes, tt.want)
			}
		})
	}
}

func TestLineJobs(t *testing.T) {
	src := diag.NewSource("r.ndjson", []byte("{\"a\":1}\r\n\n  \n{\"b\":2}"))
	jobs := lineJobs(src, "2026-03")
	if len(jobs) != 2 {
		t.Fatalf("%d jobs, want 2: blank lines are none", len(jobs))
	}
	line := jobs[1].source()
	if got, want := string(line.Bytes), `{"b":2,"period":"2026-03"}`; got != want {
		t.Errorf("second line is %s, want %s", got, want)
	}
	d := diag.Diagnostic{Span: diag.Span{Source: line, Start: 1, End: 4}}
	if at := jobs[1].placed(diag.List{d})[0].Where(); at != "r.ndjson:4:2" {
		t.Errorf("a problem of the second request stands at %s, want r.ndjson:4:2", at)
	}
}
