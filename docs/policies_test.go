package docs_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"merit/engine/facts"
	"merit/policies"
	"merit/rules"
	"merit/rules/diag"
	"merit/rules/document"
)

// TestPoliciesFound sends the request that policies.md gives for each
// agreement, with the data of the agreement's own first example, without its
// id, and wants that agreement and no other to answer.
func TestPoliciesFound(t *testing.T) {
	sources, err := policies.ReadFS(policies.Shipped)
	if err != nil {
		t.Fatal(err)
	}
	snapshot, _, problems := policies.Check(sources)
	if snapshot == nil {
		t.Fatal(problems.Err())
	}
	page := read(t, "policies.md")
	listed := map[string]string{}
	row := regexp.MustCompile("^`([^`]+)` (\\S+)$")
	for _, cells := range tableBelow(page, "<!-- requests -->") {
		if m := row.FindStringSubmatch(cells[0]); m != nil {
			listed[m[1]+" "+m[2]] = code(cells[3])
		}
	}
	for _, p := range snapshot.Policies() {
		name := p.ID.Text + " " + p.Version.Text
		request, has := listed[name]
		delete(listed, name)
		switch {
		case p.Stage != rules.Active:
			if has || !strings.Contains(page, "`"+p.ID.Text+"`") {
				t.Errorf("%s is a %s: policies.md should name it and give no request", name, p.Stage)
			}
			continue
		case !has:
			t.Errorf("policies.md gives no request for %s", name)
			continue
		}
		src := diag.NewSource("policies.md", []byte(requestOf(p, request)))
		req, problems := facts.Read(src, facts.DefaultLimits)
		if problems.HasErrors() {
			t.Fatalf("%s: %v", name, problems.Err())
		}
		e, err := snapshot.Evaluate(req)
		if err != nil {
			t.Errorf("%s: %s: %v", name, request, err)
			continue
		}
		if got := e.Policy.ID + " " + e.Policy.Version; got != name || e.Status != "final" {
			t.Errorf("%s is %s by %s, want %s", request, e.Status, got, name)
		}
	}
	for name := range listed {
		t.Errorf("policies.md lists %s, which does not ship", name)
	}
}

// requestOf adds to a request the inputs and parts of p's first example.
func requestOf(p *rules.Policy, request string) string {
	x := p.Examples[0].Value
	parts := ""
	if v := x.Member("parts"); v != nil {
		parts = `,"parts":` + asJSON(v)
	}
	inputs := "{}"
	if v := x.Member("inputs"); v != nil {
		inputs = asJSON(v)
	}
	return fmt.Sprintf(`{"specialist":"E1","inputs":%s%s,%s`, inputs, parts, strings.TrimPrefix(request, "{"))
}

// asJSON writes a value of a policy file as a system would send it.
func asJSON(v *document.Value) string {
	var all []string
	switch v.Kind {
	case document.Table:
		for _, m := range v.Members {
			name, _ := json.Marshal(m.Name)
			all = append(all, string(name)+":"+asJSON(m))
		}
		return "{" + strings.Join(all, ",") + "}"
	case document.Array:
		for _, item := range v.Items {
			all = append(all, asJSON(item))
		}
		return "[" + strings.Join(all, ",") + "]"
	case document.Integer, document.Float, document.Boolean:
		return v.Text
	}
	b, _ := json.Marshal(v.Text)
	return string(b)
}
