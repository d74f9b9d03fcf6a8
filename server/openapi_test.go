package server

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// A contract is openapi.json as something to hold exchanges against.
type contract struct {
	paths   map[string]map[string]operation
	schemas *jsonschema.Compiler
	mu      sync.Mutex
	known   map[string]*jsonschema.Schema
}

type operation struct {
	RequestBody *struct {
		Content map[string]any
	}
	Responses map[string]struct {
		Headers map[string]any
		Content map[string]any
	}
	Security *[]any
}

var theContract = sync.OnceValue(func() *contract {
	var doc any
	var c contract
	must := func(err error) {
		if err != nil {
			panic(err)
		}
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(OpenAPI))
	must(err)
	var shape struct {
		Paths map[string]map[string]operation
	}
	must(json.Unmarshal(OpenAPI, &shape))
	c.paths, c.known = shape.Paths, map[string]*jsonschema.Schema{}
	c.schemas = jsonschema.NewCompiler()
	c.schemas.DefaultDraft(jsonschema.Draft2020)
	c.schemas.AssertFormat()
	must(c.schemas.AddResource("openapi.json", doc))
	return &c
})

// schema returns the schema that stands at a path of the document.
func (c *contract) schema(path ...string) (*jsonschema.Schema, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	at := "openapi.json#"
	for _, p := range path {
		at += "/" + strings.NewReplacer("~", "~0", "/", "~1", "{", "%7B", "}", "%7D").Replace(p)
	}
	if s := c.known[at]; s != nil {
		return s, nil
	}
	s, err := c.schemas.Compile(at)
	c.known[at] = s
	return s, err
}

// template returns the documented path of a request, "" when there is none.
func (c *contract) template(path string) string {
	for template := range c.paths {
		if matchesTemplate(template, path) {
			return template
		}
	}
	return ""
}

func matchesTemplate(template, path string) bool {
	a, b := strings.Split(template, "/"), strings.Split(path, "/")
	return len(a) == len(b) && !slices.ContainsFunc(a, func(part string) bool {
		i := slices.Index(a, part)
		return part != b[i] && (!strings.HasPrefix(part, "{") || b[i] == "")
	})
}

// check returns what an exchange does that the document does not say.
func (c *contract) check(r *http.Request, sent []byte, status int, header http.Header, body []byte) error {
	template, kind := c.template(r.URL.EscapedPath()), mediaType(header)
	op, documented := c.paths[template][strings.ToLower(r.Method)]
	if !documented { // what is nowhere described can only be said not to be there
		if status != http.StatusNotFound && status != http.StatusMethodNotAllowed {
			return fmt.Errorf("%s %s answers %d and is not documented", r.Method, r.URL.Path, status)
		}
		return c.fits(body, "components", "schemas", "Problem")
	}
	at := []string{"paths", template, strings.ToLower(r.Method)}
	response, documented := op.Responses[strconv.Itoa(status)]
	if !documented {
		return fmt.Errorf("%s %s: status %d is not documented", r.Method, template, status)
	}
	for name := range response.Headers {
		if always := []string{"X-Request-Id", "Cache-Control", "X-Content-Type-Options"}; slices.Contains(always, name) && header.Get(name) == "" {
			return fmt.Errorf("%s %s: no header %s", r.Method, template, name)
		}
	}
	said := map[string]bool{}
	for name := range response.Headers {
		said[http.CanonicalHeaderKey(name)] = true
	}
	for name := range header {
		if !said[name] && !slices.Contains([]string{"Content-Type", "Content-Length", "Connection", "Date", "Allow", "Vary"}, name) {
			return fmt.Errorf("%s %s: header %s of %d is not documented", r.Method, template, name, status)
		}
	}
	if _, documented := response.Content[kind]; !documented {
		return fmt.Errorf("%s %s: %q of %d is not documented", r.Method, template, kind, status)
	}
	if r.Method != http.MethodHead && kind != "text/plain" {
		if err := c.fitsAll(kind, body, append(at, "responses", strconv.Itoa(status), "content", kind, "schema")...); err != nil {
			return fmt.Errorf("%s %s, answer %d: %w", r.Method, template, status, err)
		}
	}
	if status == http.StatusOK && op.RequestBody != nil { // what was refused may be anything
		kind := mediaType(r.Header)
		if _, documented := op.RequestBody.Content[kind]; !documented {
			return fmt.Errorf("%s %s takes %q and does not say so", r.Method, template, kind)
		}
		if kind != "application/toml" && !strings.HasSuffix(template, "/batch") {
			if err := c.fits(sent, append(at, "requestBody", "content", kind, "schema")...); err != nil {
				return fmt.Errorf("%s %s, request: %w", r.Method, template, err)
			}
		}
	}
	return nil
}

func mediaType(h http.Header) string {
	kind, _, _ := strings.Cut(h.Get("Content-Type"), ";")
	return kind
}

// fitsAll is fits for each line of NDJSON.
func (c *contract) fitsAll(kind string, body []byte, path ...string) error {
	if kind != ndjsonType {
		return c.fits(body, path...)
	}
	for line := range bytes.Lines(body) {
		if err := c.fits(line, path...); err != nil {
			return err
		}
	}
	return nil
}

func (c *contract) fits(body []byte, path ...string) error {
	schema, err := c.schema(path...)
	if err != nil {
		return err
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if err != nil {
		return err
	}
	return schema.Validate(v)
}

// TestOpenAPIIsOne wants the document to be right by itself.
func TestOpenAPIIsOne(t *testing.T) {
	doc, err := openapi3.NewLoader().LoadFromData(OpenAPI)
	must(t, err)
	if err := doc.Validate(t.Context()); err != nil {
		t.Error(err)
	}
	if !strings.HasPrefix(doc.OpenAPI, "3.1") {
		t.Errorf("it is OpenAPI %s", doc.OpenAPI)
	}
}

// TestOpenAPIHasEveryRoute holds the routes against the document, both ways,
// also in who may ask.
func TestOpenAPIHasEveryRoute(t *testing.T) {
	s, _ := care(t)
	known := map[string]bool{}
	for _, r := range s.routes() {
		template := strings.ReplaceAll(r.path, ":id", "{id}")
		op, documented := theContract().paths[template][strings.ToLower(r.method)]
		if !documented {
			t.Errorf("%s %s is not in openapi.json", r.method, r.path)
		}
		if open := op.Security != nil && len(*op.Security) == 0; open != (r.needs == Anyone) {
			t.Errorf("%s %s: openapi.json says that anyone may ask: %t", r.method, r.path, open)
		}
		known[template+" "+strings.ToLower(r.method)] = true
	}
	for path, methods := range theContract().paths {
		for method := range methods {
			if !known[path+" "+method] {
				t.Errorf("openapi.json has %s %s, and the service does not", method, path)
			}
		}
	}
}

// TestTheContractSees plants faults: a check that is blind would pass them.
func TestTheContractSees(t *testing.T) {
	c := theContract()
	good := http.Header{"Content-Type": {"application/json"}, "X-Request-Id": {"a"}, "Cache-Control": {"no-store"}, "X-Content-Type-Options": {"nosniff"}}
	with := func(name, value string) http.Header {
		h := good.Clone()
		h.Del(name)
		if value != "" {
			h.Set(name, value)
		}
		return h
	}
	if err := c.check(get("/healthz"), nil, 200, good, []byte(`{"status":"ok"}`)); err != nil {
		t.Error(err)
	}
	for name, err := range map[string]error{
		"an unknown route":     c.check(get("/v2"), nil, 200, good, []byte(`{}`)),
		"an unknown status":    c.check(get("/healthz"), nil, 204, good, nil),
		"an unknown member":    c.check(get("/healthz"), nil, 200, good, []byte(`{"status":"ok","more":1}`)),
		"a missing member":     c.check(get("/healthz"), nil, 200, good, []byte(`{}`)),
		"another kind of body": c.check(get("/healthz"), nil, 200, with("Content-Type", "text/html"), []byte(`{"status":"ok"}`)),
		"a missing header":     c.check(get("/healthz"), nil, 200, with("Cache-Control", ""), []byte(`{"status":"ok"}`)),
		"an unknown header":    c.check(get("/healthz"), nil, 200, with("X-Powered-By", "gin"), []byte(`{"status":"ok"}`)),
		"a request":            c.check(post("/v1/evaluate", `{"specialist":1}`), []byte(`{"specialist":1}`), 200, good, []byte(`{}`)),
	} {
		if err == nil {
			t.Errorf("%s is not seen", name)
		}
	}
}
