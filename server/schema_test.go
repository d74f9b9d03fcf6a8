package server

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"merit/engine/suite"
	"merit/policies"
)

// schemaOf compiles the schema that the service gives for a policy.
func schemaOf(t testing.TB, s *Server, id string) *jsonschema.Schema {
	t.Helper()
	return schemaAt(t, s, id, "/v1/policies/"+id+"/schema")
}

func schemaAt(t testing.TB, s *Server, id, url string) *jsonschema.Schema {
	t.Helper()
	w := do(s, get(url))
	if w.Code != 200 {
		t.Fatalf("%s: %d %s", id, w.Code, w.Body)
	}
	doc, err := jsonschema.UnmarshalJSON(w.Body)
	must(t, err)
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	must(t, c.AddResource("http://merit/schema", doc))
	schema, err := c.Compile("http://merit/schema")
	must(t, err)
	return schema
}

func fits(t testing.TB, schema *jsonschema.Schema, body string) error {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(body))
	must(t, err)
	return schema.Validate(v)
}

// TestSchemaAgreesWithTheDecoder sends requests with one thing changed to both:
// what the schema refuses the decoder refuses, and the other way round.
func TestSchemaAgreesWithTheDecoder(t *testing.T) {
	care := strings.Replace(read(t, "testdata/care.toml"), "[inputs.surveys]", `since = { type = "date", required = false }
seen  = { type = "time", required = false }
shift = { type = "string", enum = ["day", "night"], required = false }
extra = { type = "list", max = 3, items = { type = "number", min = 0 }, required = false }
ok    = { type = "boolean", required = false }

[inputs.surveys]`, 1)
	care = strings.Replace(care, `period    = "month"`, "period    = \"month\"", 1)
	s, _ := serving(fixed(t, map[string]string{"care.toml": care}))
	schema := schemaOf(t, s, "care")
	tests := []struct{ old, new string }{
		{"", ""},
		{`"base":3000`, `"base":3000.5`}, {`"base":3000`, `"base":-1`}, {`"base":3000`, `"base":"3000"`}, {`"base":3000`, `"base":null`}, {`"base":3000,`, ``},
		{`"base":3000`, `"base":9007199254740993`}, {`"base":3000`, `"base":9007199254740992`}, {`"base":3000`, `"base":true`}, {`"base":3000`, `"base":[]`},
		{`"calls":100`, `"calls":100.0`}, {`"calls":100`, `"calls":100.5`}, {`"calls":100`, `"CALLS":100`}, {`"calls":100`, `"calls":100,"ideas":2`},
		{`"calls":100`, `"calls":100,"ideas":null`}, {`"calls":100`, `"calls":100,"ideas":-1`}, {`"calls":100`, `"calls":100,"salary":1`},
		{`"calls":100`, `"calls":100,"since":"2026-03-01"`}, {`"calls":100`, `"calls":100,"since":"2026-02-30"`}, {`"calls":100`, `"calls":100,"since":null`}, {`"calls":100`, `"calls":100,"since":20260301`},
		{`"calls":100`, `"calls":100,"seen":"2026-03-01T09:00:00+08:00"`}, {`"calls":100`, `"calls":100,"seen":"2026-03-01 09:00"`}, {`"calls":100`, `"calls":100,"seen":null`},
		{`"calls":100`, `"calls":100,"shift":"day"`}, {`"calls":100`, `"calls":100,"shift":"noon"`}, {`"calls":100`, `"calls":100,"shift":null`},
		{`"calls":100`, `"calls":100,"extra":[1,2,3]`}, {`"calls":100`, `"calls":100,"extra":[1,2,3,4]`}, {`"calls":100`, `"calls":100,"extra":[-1]`}, {`"calls":100`, `"calls":100,"extra":[null]`}, {`"calls":100`, `"calls":100,"extra":{}`},
		{`"calls":100`, `"calls":100,"ok":true`}, {`"calls":100`, `"calls":100,"ok":"true"`}, {`"calls":100`, `"calls":100,"ok":1`},
		{`{"score":5}`, `{"score":6}`}, {`{"score":5}`, `{"score":0}`}, {`{"score":5}`, `{}`}, {`{"score":5}`, `{"score":null}`}, {`{"score":5}`, `{"score":5,"cause":"service"}`},
		{`{"score":5}`, `{"score":5,"cause":null}`}, {`{"score":5}`, `{"score":5,"cause":"other"}`}, {`{"score":5}`, `{"score":5,"who":"x"}`}, {`{"score":5}`, `5`}, {`{"score":5}`, `null`},
		{`"level":2`, `"level":6`}, {`"level":2`, `"level":null`}, {`"level":2`, `"level":2.5`}, {`"level":2`, `"level":2,"grade":"x"`}, {`"team":"north","level":2`, `"team":"north"`},
		{`"2026-03"`, `"2026-13"`}, {`"2026-03"`, `2026`}, {`"period":"2026-03",`, ``}, {`"E1007"`, `""`}, {`"E1007"`, `7`}, {`"E1007"`, `null`}, {`"E1007"`, `"` + strings.Repeat("客", 201) + `"`},
		{`"period"`, `"explain":true,"period"`}, {`"period"`, `"explain":"yes","period"`}, {`"period"`, `"as_of":"2026-03-31","period"`}, {`"period"`, `"as_of":"31.3.2026","period"`},
		{`"period"`, `"policy":"care","period"`}, {`"period"`, `"periods":1,"period"`}, {`"period"`, `"overrides":{},"period"`}, {`"period"`, `"overrides":[{"veto":"x"}],"period"`},
	}
	for _, tt := range tests {
		body := strings.Replace(facts1, tt.old, tt.new, 1)
		if body == facts1 && tt.old != "" {
			t.Fatalf("%s is not in the request", tt.old)
		}
		w := do(s, post("/v1/evaluate", body))
		if err := fits(t, schema, body); (err == nil) != (w.Code == 200) {
			t.Errorf("%s → %s: answered %d, the schema says %v\n%s", tt.old, tt.new, w.Code, err, w.Body)
		}
	}
}

// TestSchemasOfWhatShips: every example of every policy that ships and of the
// stories fits its policy's schema, and so do the examples in the schema.
func TestSchemasOfWhatShips(t *testing.T) {
	folders, err := filepath.Glob("../examples/*")
	must(t, err)
	found := 0
	for _, dir := range append(folders, "../policies") {
		if info, err := os.Stat(dir); err != nil || !info.IsDir() {
			continue
		}
		live, err := policies.Open(dir, policies.Options{})
		must(t, err)
		if live.Current() == nil {
			continue // a folder of versions that are not meant to be together
		}
		s, _ := serving(live)
		for _, p := range live.Current().Policies() {
			schema := schemaAt(t, s, p.ID.Text, "/v1/policies/"+p.ID.Text+"/schema?as_of="+p.Effective.From.String())
			if schema.Title != p.Title.Text {
				t.Errorf("%s: the schema is of %q", p.ID.Text, schema.Title)
			}
			for _, sample := range suite.Samples(p) {
				found++
				if err := fits(t, schema, string(sample.Request)); err != nil {
					t.Errorf("%s, %s: %v", p.ID.Text, sample.Name, err)
				}
			}
			for _, example := range schema.Examples {
				if err := schema.Validate(example); err != nil {
					t.Errorf("%s: an example in the schema does not fit it: %v", p.ID.Text, err)
				}
			}
		}
	}
	if found < 20 {
		t.Errorf("%d examples, want those of the whole folder", found)
	}
}

func TestSchemaIsServed(t *testing.T) {
	s, _ := care(t)
	w := do(s, get("/v1/policies/care/schema?as_of=2026-03-31"))
	if w.Code != 200 || w.Header().Get("ETag") == "" || w.Header().Get("Content-Type") != "application/schema+json" || !json.Valid(w.Body.Bytes()) {
		t.Errorf("%d %v %s", w.Code, w.Header(), w.Body)
	}
	if !bytes.Contains(w.Body.Bytes(), []byte(`"title":"来电数"`)) {
		t.Errorf("no titles: %s", w.Body)
	}
	for path, want := range map[string]int{"/v1/policies/caring/schema": 404, "/v1/policies/../schema": 400, "/v1/policies/care/schema?as_of=2025-01-01": 404, "/v1/policies/care/schema?x=1": 400} {
		if w := do(s, get(path)); w.Code != want {
			t.Errorf("%s: %d, want %d", path, w.Code, want)
		}
	}
}
