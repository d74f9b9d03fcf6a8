package edit_test

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"math/big"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"merit/rules"
	"merit/rules/diag"
	"merit/rules/document"
	"merit/rules/edit"
)

// A schema is the part of JSON Schema draft-07 that the policy schema uses.
type schema struct {
	Schema      string `json:"$schema"`
	Title       string
	Description string
	Type        any
	Enum        []string
	Minimum     *float64
	Maximum     *float64
	MinItems    int
	Items       *schema
	AnyOf       []*schema
	OneOf       []*schema
	Required    []string
	Properties  map[string]*schema
	Additional  json.RawMessage `json:"additionalProperties"`
	If, Else    *schema

	each *schema // of Additional, where it is a schema
}

// ours reads the schema strictly: a key that the checker below does not know
// would not be tested.
func ours(t *testing.T) *schema {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(string(edit.Schema())))
	d.DisallowUnknownFields()
	var s schema
	if err := d.Decode(&s); err != nil {
		t.Fatal(err)
	}
	s.resolve(t)
	return &s
}

func (s *schema) resolve(t *testing.T) {
	if s == nil {
		return
	}
	if s.Type == "object" && s.Items != nil { // for taplo: the table once more
		again := s.Items
		s.Items = nil
		if twice, err := json.Marshal(again); err != nil || string(twice) != marshal(t, s) {
			t.Error("the items of a table are not the table itself")
		}
	}
	if len(s.Additional) > 0 && s.Additional[0] == '{' {
		s.each = &schema{}
		if err := json.Unmarshal(s.Additional, s.each); err != nil {
			t.Fatal(err)
		}
	}
	for _, sub := range slices.Concat(s.AnyOf, s.OneOf, slices.Collect(maps.Values(s.Properties)), []*schema{s.Items, s.If, s.Else, s.each}) {
		sub.resolve(t)
	}
}

func marshal(t *testing.T, s *schema) string {
	t.Helper()
	b, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func typeOf(v *document.Value) []string {
	switch v.Kind {
	case document.Table:
		return []string{"object"}
	case document.Array:
		return []string{"array"}
	case document.Boolean:
		return []string{"boolean"}
	case document.Integer:
		return []string{"integer", "number"}
	case document.Float:
		return []string{"number"}
	}
	return []string{"string"} // dates and times too, as editors hand them on
}

func (s *schema) types() []string {
	switch x := s.Type.(type) {
	case string:
		return []string{x}
	case []any:
		var out []string
		for _, one := range x {
			out = append(out, one.(string))
		}
		return out
	}
	return nil
}

// faults lists what is wrong with v.
func (s *schema) faults(v *document.Value) []string {
	if s == nil {
		return nil
	}
	var out []string
	add := func(format string, args ...any) {
		out = append(out, fmt.Sprintf("%s: ", v.Span)+fmt.Sprintf(format, args...))
	}
	if all := s.types(); all != nil && !slices.ContainsFunc(typeOf(v), func(k string) bool { return slices.Contains(all, k) }) {
		add("type is not %v", all)
	}
	if s.Enum != nil && !slices.Contains(s.Enum, v.Text) {
		add("%q is none of %v", v.Text, s.Enum)
	}
	if v.Number != nil {
		if s.Minimum != nil && v.Number.Cmp(new(big.Rat).SetFloat64(*s.Minimum)) < 0 || s.Maximum != nil && v.Number.Cmp(new(big.Rat).SetFloat64(*s.Maximum)) > 0 {
			add("%s is out of range", v.Text)
		}
	}
	if v.Kind == document.Array && len(v.Items) < s.MinItems {
		add("too few elements")
	}
	for _, item := range v.Items {
		out = append(out, s.Items.faults(item)...)
	}
	fits := func(all []*schema) (n int) {
		for _, one := range all {
			if len(one.faults(v)) == 0 {
				n++
			}
		}
		return n
	}
	if s.AnyOf != nil && fits(s.AnyOf) == 0 {
		add("is nothing of anyOf")
	}
	if s.OneOf != nil && fits(s.OneOf) != 1 {
		add("is not exactly one of oneOf")
	}
	if s.If != nil && len(s.If.faults(v)) > 0 {
		out = append(out, s.Else.faults(v)...)
	}
	if v.Kind != document.Table {
		return out
	}
	for _, name := range s.Required {
		if v.Member(name) == nil {
			add("%s is missing", name)
		}
	}
	for _, m := range v.Members {
		switch p := s.Properties[m.Name]; {
		case p != nil:
			out = append(out, p.faults(m)...)
		case s.each != nil:
			out = append(out, s.each.faults(m)...)
		case string(s.Additional) == "false":
			out = append(out, fmt.Sprintf("%s: unknown key %s", m.Key, m.Name))
		}
	}
	return out
}

func parse(t *testing.T, name, text string) *document.Value {
	t.Helper()
	v, problems := document.Parse(diag.NewSource(name, []byte(text)), document.DefaultLimits)
	if problems.HasErrors() {
		t.Fatal(problems.Err())
	}
	return v
}

func isPolicyFile(path string) bool {
	return !strings.HasSuffix(path, ".source.toml") && !strings.HasSuffix(path, "_test.toml")
}

func TestSchemaAcceptsShipped(t *testing.T) {
	s := ours(t)
	if s.Schema != "http://json-schema.org/draft-07/schema#" {
		t.Errorf("$schema is %q", s.Schema)
	}
	for _, path := range shipped(t) {
		if !isPolicyFile(path) || strings.Contains(path, "_typo") {
			continue
		}
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, fault := range s.faults(parse(t, path, string(b))) {
			t.Error(fault)
		}
	}
}

func TestSchemaRefuses(t *testing.T) {
	good := "schema = 1\n[policy]\nid = 'a'\nversion = '1'\nperiod = 'month'\neffective = { from = 2026-01-01 }\n[[metrics]]\nid = 'm'\nshare = { part = 'x', whole = 'y' }\nbetter = 'higher'\n[[bands]]\nfrom = 0\ngrade = 'A'\nrate = '0%'\n"
	s := ours(t)
	if faults := s.faults(parse(t, "good", good)); faults != nil {
		t.Fatal(faults)
	}
	tests := []struct{ from, to, want string }{
		{"schema = 1", "schema = 2", "out of range"},
		{"schema = 1\n", "", "schema is missing"},
		{"id = 'a'\n", "", "id is missing"},
		{"period = 'month'", "period = 'week'", "none of"},
		{"period = 'month'\n", "", "period is missing"},
		{"[[bands]]\nfrom = 0\ngrade = 'A'\nrate = '0%'\n", "", "bands is missing"},
		{"from = 2026-01-01", "form = 2026-01-01", "unknown key form"},
		{"better = 'higher'", "beter = 'higher'", "unknown key beter"},
		{"whole = 'y'", "of = 'y'", "oneOf"},
		{"better = 'higher'", "weight = 101", "out of range"},
		{"better = 'higher'", "weight = '10'", "type"},
		{"better = 'higher'", "shortfall = 'linear'", "anyOf"},
		{"better = 'higher'", "steps = [[1]]", "too few"},
		{"[[metrics]]", "[[metric]]", "unknown key metric"},
	}
	for _, tt := range tests {
		if got := strings.Join(s.faults(parse(t, "bad", strings.Replace(good, tt.from, tt.to, 1))), "\n"); !strings.Contains(got, tt.want) {
			t.Errorf("%q for %q: got %q, want %q", tt.to, tt.from, got, tt.want)
		}
	}
}

// tables lists every table with a fixed set of keys: its place, and those keys.
func (s *schema) tables(path string, out map[string][]string) {
	if s == nil {
		return
	}
	if s.Properties != nil && string(s.Additional) == "false" {
		out[path] = append(out[path], slices.Sorted(maps.Keys(s.Properties))...)
	}
	for name, p := range s.Properties {
		p.tables(strings.TrimPrefix(path+"."+name, "."), out)
	}
	for _, sub := range s.AnyOf {
		sub.tables(path, out)
	}
	s.Items.tables(path+"[]", out)
	s.each.tables(path+".*", out)
}

// places writes a policy with nothing but KEYS in one table, for every table.
var places = map[string]string{
	"":                       "KEYS",
	"policy":                 "[policy]\nKEYS",
	"policy.effective":       "[policy]\neffective = { KEYS }",
	"policy.approvals[]":     "[policy]\napprovals = [{ KEYS }]",
	"attributes.*":           "[attributes]\nx = { KEYS }",
	"params.*":               "[params]\nx = { KEYS }",
	"params.*.values[]":      "[params]\nx = { values = [{ KEYS }] }",
	"inputs.*":               "[inputs]\nx = { KEYS }",
	"inputs.*.fields.*":      "[inputs]\nx = { type = 'list', fields.y = { KEYS } }",
	"inputs.*.items":         "[inputs]\nx = { type = 'list', items = { KEYS } }",
	"checks[]":               "[[checks]]\nKEYS",
	"scoring":                "[scoring]\nKEYS",
	"parts":                  "[parts]\nKEYS",
	"dimensions[]":           "[[dimensions]]\nKEYS",
	"metrics[]":              "[[metrics]]\nKEYS",
	"metrics[].share":        "[[metrics]]\nshare = { KEYS }",
	"metrics[].raters":       "[[metrics]]\nraters = { KEYS }",
	"metrics[].sample":       "[[metrics]]\nsample = { KEYS }",
	"metrics[].shortfall":    "[[metrics]]\nshortfall = { KEYS }",
	"metrics[].anchors[]":    "[[metrics]]\nanchors = [{ KEYS }]",
	"metrics[].extra":        "[[metrics]]\nextra = { KEYS }",
	"guards[]":               "[[guards]]\nKEYS",
	"adjustments[]":          "[[adjustments]]\nKEYS",
	"vetoes[]":               "[[vetoes]]\nKEYS",
	"vetoes[].effect":        "[[vetoes]]\neffect = { KEYS }",
	"bands[]":                "[[bands]]\nKEYS",
	"payouts[]":              "[[payouts]]\nKEYS",
	"payouts[].defer":        "[[payouts]]\ndefer = { KEYS }",
	"outcomes[]":             "[[outcomes]]\nKEYS",
	"examples[]":             "[[examples]]\nKEYS",
	"examples[].expect":      "[[examples]]\nexpect = { KEYS }",
	"examples[].overrides[]": "", // read by package engine/facts
	"formulas.*":             "", // only remove
}

// accepted reports whether the reader of policies knows key in a table.
func accepted(place, key string) bool {
	text := strings.Replace(places[place], "KEYS", key+" = 'zzz'", 1)
	_, problems := rules.Read(diag.NewSource("x.toml", []byte(text)))
	return !slices.ContainsFunc(problems, func(d diag.Diagnostic) bool {
		return (d.Code == "unknown-key" || d.Code == "misplaced-key") && d.Span.Text() == key
	})
}

// TestSchemaKeysAreTheReaders holds, for every table, the keys of the schema
// against those the reader accepts, of all words that stand in its source.
func TestSchemaKeysAreTheReaders(t *testing.T) {
	tables := map[string][]string{}
	ours(t).tables("", tables)
	all := words(t)
	for place, keys := range tables {
		if _, known := places[place]; !known {
			t.Errorf("the test does not know how to write %s", place)
			continue
		}
		if places[place] == "" {
			continue
		}
		for _, key := range all {
			has := slices.Contains(keys, key)
			if key == "remove" {
				continue // taken out where policies are merged, before they are read
			}
			if got := accepted(place, key); got != has {
				t.Errorf("%s.%s: the reader accepts it: %v, the schema has it: %v", place, key, got, has)
			}
		}
		for _, key := range keys {
			if !slices.Contains(all, key) {
				t.Errorf("%s.%s: no such word in the reader", place, key)
			}
		}
	}
	if len(tables) != len(places) {
		t.Errorf("the schema has %d tables, the test knows %d", len(tables), len(places))
	}
}

// words lists every string in the source of package rules that could be a key.
func words(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("../*.go")
	if err != nil || len(files) < 20 {
		t.Fatal("found", files, err)
	}
	found := map[string]bool{}
	shape := regexp.MustCompile(`^[a-z_]+$`)
	for _, path := range files {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		tree, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if s, err := strconv.Unquote(lit.Value); err == nil && shape.MatchString(s) {
					found[s] = true
				}
			}
			return true
		})
	}
	return slices.Sorted(maps.Keys(found))
}

// TestSchemaKeysAreDocumented looks for every key in the language reference,
// and for the keys of its listings in the schema.
func TestSchemaKeysAreDocumented(t *testing.T) {
	s := ours(t)
	tables := map[string][]string{}
	s.tables("", tables)
	for _, doc := range []string{"../../docs/language.md", "../../docs/language.zh-CN.md"} {
		b, err := os.ReadFile(doc)
		if err != nil {
			t.Fatal(err)
		}
		for place, keys := range tables {
			for _, key := range keys {
				if !regexp.MustCompile(`(?m)(^|[\s{.\x60\[])` + key + `(\s*=|\x60|\.|\])`).Match(b) {
					t.Errorf("%s does not say what %s.%s is", doc, place, key)
				}
			}
		}
		for i, m := range regexp.MustCompile("(?s)```toml\n(.*?)```").FindAllSubmatch(b, -1) {
			v, problems := document.Parse(diag.NewSource(fmt.Sprintf("%s listing %d", doc, i+1), m[1]), document.DefaultLimits)
			if problems.HasErrors() {
				continue
			}
			for _, fault := range s.faults(v) {
				if strings.Contains(fault, "unknown key") && v.Member("calls") == nil {
					t.Error(fault)
				}
			}
		}
	}
}

// TestSchemaTells wants words for every key, in both languages.
func TestSchemaTells(t *testing.T) {
	var look func(path string, s *schema)
	look = func(path string, s *schema) {
		if s == nil {
			return
		}
		for name, p := range s.Properties {
			if zh, en, ok := strings.Cut(p.Description, "\n\n"); !ok || zh == "" || en == "" {
				t.Errorf("%s.%s says nothing", path, name)
			}
			look(path+"."+name, p)
		}
		for _, sub := range slices.Concat(s.AnyOf, []*schema{s.Items, s.each}) {
			look(path, sub)
		}
	}
	s := ours(t)
	look("", s)
	if len(s.Properties) < 15 {
		t.Errorf("only %d sections", len(s.Properties))
	}
}
