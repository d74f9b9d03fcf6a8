package reference_test

import (
	"encoding/json"
	"maps"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// what names the things that differ, without their numbers.
func what(d differences) map[string]bool {
	set := map[string]bool{}
	for _, s := range d {
		if strings.HasPrefix(s, "refused") {
			set[s] = true
			continue
		}
		w := strings.Fields(strings.SplitN(s, ":", 2)[0])
		set[w[0]+" "+w[len(w)-1]] = true
	}
	return set
}

// shrink makes a differing world smaller while it differs in one of the same
// things.
func shrink(tree files, body map[string]any, d differences) (files, map[string]any) {
	want := what(d)
	still := func(tree files, body map[string]any) (yes bool) {
		defer func() {
			if recover() != nil {
				yes = false
			}
		}()
		w, _ := build(tree.toml())
		if w == nil {
			return false
		}
		text, _ := json.Marshal(body)
		d, _, j := w.judge(string(text))
		for k := range what(d) {
			if want[k] && j.close == 0 {
				return true
			}
		}
		return false
	}
	until := time.Now().Add(30 * time.Second)
	for again := true; again && time.Now().Before(until); {
		again = false
		for i := 0; i < len(smallerSets(tree)) && time.Now().Before(until); {
			if t := smallerSets(tree)[i](); t != nil && still(t, body) {
				tree, again = t, true
				continue
			}
			i++
		}
		for _, section := range []string{"inputs", "attributes"} {
			for _, name := range slices.Clone(tree[0].sub(section).names()) {
				t := slices.Clone(tree)
				t[0] = tree[0].copy()
				t[0].set(section, t[0].sub(section).without(name))
				b := withoutFact(body, section, name)
				if still(t, b) {
					tree, body, again = t, b, true
				}
			}
		}
		for i := 0; i < len(smallerFacts(body)); {
			if b := smallerFacts(body)[i](); b != nil && still(tree, b) {
				body, again = b, true
				continue
			}
			i++
		}
	}
	return tree, body
}

func (t *tab) names() []string {
	if t == nil {
		return nil
	}
	return t.keys
}

func withoutFact(body map[string]any, section, name string) map[string]any {
	out := maps.Clone(body)
	if given, ok := body[section].(map[string]any); ok {
		given = maps.Clone(given)
		delete(given, name)
		out[section] = given
	}
	return out
}

// smallerSets are ways to make a set of policies smaller: without one of them,
// or with one that is smaller.
func smallerSets(all files) []func() files {
	var ways []func() files
	for i := range all {
		if i > 0 {
			ways = append(ways, func() files { return slices.Delete(slices.Clone(all), i, i+1) })
		}
		for _, way := range smallerPolicies(all[i]) {
			ways = append(ways, func() files {
				t := way()
				if t == nil {
					return nil
				}
				out := slices.Clone(all)
				out[i] = t
				return out
			})
		}
	}
	return ways
}

// smallerPolicies are ways to make a policy smaller; each starts from a copy.
func smallerPolicies(root *tab) []func() *tab {
	var ways []func() *tab
	for i := range root.list("metrics") {
		ways = append(ways, func() *tab { return withoutMetric(root, i) })
	}
	if root.vals["dimensions"] != nil {
		ways = append(ways, func() *tab { return flattened(root) })
	}
	paths(root, nil, func(path []any, v any) {
		ways = append(ways, func() *tab { return edited(root, path, nil) })
		for _, s := range simpler(v) {
			ways = append(ways, func() *tab { return edited(root, path, s) })
		}
	})
	return ways
}

// withoutMetric drops a metric and gives its weight to the next.
func withoutMetric(root *tab, i int) *tab {
	out := root.copy()
	all := out.list("metrics")
	if len(all) < 2 || all[i].(*tab).vals["weight"] == nil {
		return nil
	}
	heir := all[(i+1)%len(all)].(*tab)
	a, _ := all[i].(*tab).vals["weight"].(raw)
	b, ok := heir.vals["weight"].(raw)
	if !ok {
		return nil
	}
	heir.set("weight", raw(decimal(add(known10(a), known10(b)).r)))
	out.set("metrics", append(all[:i:i], all[i+1:]...))
	return out
}

func known10(s raw) num { return written(rational(json.Number(s))) }

func decimal(r *big.Rat) string {
	s := r.FloatString(15)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

// flattened turns portions into weights and drops the dimensions.
func flattened(root *tab) *tab {
	out := root.without("dimensions")
	weights := map[string]raw{}
	for _, d := range root.list("dimensions") {
		w, _ := d.(*tab).vals["weight"].(raw)
		weights[d.(*tab).str("id")] = w
	}
	for _, m := range out.list("metrics") {
		t := m.(*tab)
		if p, ok := t.vals["portion"].(raw); ok {
			w := mul(known10(p), known10(weights[t.str("dimension")]))
			t.set("weight", raw(decimal(w.r.Quo(w.r, ratio(100, 1)))))
		}
		t.keys = remove(remove(t.keys, "portion"), "dimension")
	}
	return out
}

func remove(keys []string, key string) []string {
	var out []string
	for _, k := range keys {
		if k != key {
			out = append(out, k)
		}
	}
	return out
}

// paths walks every value of a tree.
func paths(v any, path []any, visit func([]any, any)) {
	at := func(step any) []any { return append(append([]any{}, path...), step) }
	switch v := v.(type) {
	case *tab:
		for _, k := range v.keys {
			visit(at(k), v.vals[k])
			paths(v.vals[k], at(k), visit)
		}
	case []any:
		for i, e := range v {
			visit(at(i), e)
			paths(e, at(i), visit)
		}
	}
}

// edited puts with at path, or takes out what is there.
func edited(root *tab, path []any, with any) *tab {
	out, _ := change(root.copy(), path, with).(*tab)
	return out
}

func change(v any, path []any, with any) any {
	last := len(path) == 1
	switch v := v.(type) {
	case *tab:
		k := path[0].(string)
		switch {
		case !last:
			v.vals[k] = change(v.vals[k], path[1:], with)
		case with == nil:
			return v.without(k)
		default:
			v.vals[k] = with
		}
		return v
	case []any:
		i := path[0].(int)
		switch {
		case !last:
			v[i] = change(v[i], path[1:], with)
		case with == nil:
			return append(v[:i:i], v[i+1:]...)
		default:
			v[i] = with
		}
		return v
	}
	return v
}

// simpler are simpler formulas in place of one: its parts, or a constant.
func simpler(v any) (out []any) {
	s, ok := v.(string)
	if !ok {
		return nil
	}
	defer func() {
		if recover() != nil {
			out = nil
		}
	}()
	var walk func(n *node, replace func(*node) *node)
	root := parse(s)
	walk = func(n *node, replace func(*node) *node) {
		for i, k := range n.kids {
			out = append(out, printed(replace(k)))
			walk(k, func(by *node) *node {
				c := *n
				c.kids = append([]*node{}, n.kids...)
				c.kids[i] = by
				return replace(&c)
			})
		}
		if len(n.kids) > 0 {
			for _, c := range []string{"0", "1", "true", "false"} {
				out = append(out, printed(replace(parse(c))))
			}
		}
	}
	walk(root, func(n *node) *node { return n })
	return out
}

// printed writes a formula with all its parentheses.
func printed(n *node) string {
	var kids []string
	for _, k := range n.kids {
		s := printed(k)
		if n.op != "call" && n.op != "list" && len(k.kids) > 0 && k.op != "call" && k.op != "list" {
			s = "(" + s + ")"
		}
		kids = append(kids, s)
	}
	switch n.op {
	case "number":
		return decimal(n.n)
	case "text":
		return `"` + n.text + `"`
	case "name":
		return n.text
	case "element":
		return "#"
	case "field":
		return "." + n.text
	case "call":
		return n.text + "(" + strings.Join(kids, ", ") + ")"
	case "list":
		return "[" + strings.Join(kids, ", ") + "]"
	case "?:":
		return kids[0] + " ? " + kids[1] + " : " + kids[2]
	case "neg":
		return "-" + kids[0]
	case "not":
		if !strings.HasPrefix(kids[0], "(") {
			return "not (" + kids[0] + ")"
		}
		return "not " + kids[0]
	case "true", "false", "nil":
		return n.op
	}
	return kids[0] + " " + n.op + " " + kids[1]
}

// smallerFacts are ways to make a request smaller.
func smallerFacts(body map[string]any) []func() map[string]any {
	var ways []func() map[string]any
	var walk func(v any, put func(any) any)
	walk = func(v any, put func(any) any) {
		try := func(v any) {
			ways = append(ways, func() map[string]any { m, _ := put(v).(map[string]any); return m })
		}
		switch v := v.(type) {
		case map[string]any:
			for _, k := range slices.Sorted(maps.Keys(v)) {
				if k == "specialist" || k == "period" || k == "inputs" || k == "veto" || k == "by" || k == "reason" {
					continue
				}
				less := map[string]any{}
				for o, x := range v {
					if o != k {
						less[o] = x
					}
				}
				try(less)
				walk(v[k], func(x any) any {
					more := map[string]any{k: x}
					for o, y := range less {
						more[o] = y
					}
					return put(more)
				})
			}
		case []any:
			for i := range v {
				try(append(append([]any{}, v[:i]...), v[i+1:]...))
				walk(v[i], func(x any) any {
					c := append([]any{}, v...)
					c[i] = x
					return put(c)
				})
			}
		case json.Number:
			if v != "0" && v != "1" {
				try(json.Number("0"))
				try(json.Number("1"))
			}
		case int:
			if v != 0 && v != 1 {
				try(0)
				try(1)
			}
		}
	}
	walk(body, func(v any) any { return v })
	return ways
}

// between stands between the policies of a set in one file.
const between = "\n# ---- another policy\n"

// keepCase writes a world to testdata/found, where TestFound replays it.
func keepCase(t *testing.T, name string, tree files, body map[string]any) {
	text, _ := json.MarshalIndent(body, "", "  ")
	for ext, data := range map[string]string{"toml": strings.Join(tree.toml(), between), "json": string(text) + "\n"} {
		if err := os.WriteFile(filepath.Join("testdata", "found", name+"."+ext), []byte(data), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// TestFound replays worlds that once differed.
func TestFound(t *testing.T) {
	files, _ := filepath.Glob("testdata/found/*.toml")
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".toml"), func(t *testing.T) {
			policy, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			body, err := os.ReadFile(strings.TrimSuffix(file, ".toml") + ".json")
			if err != nil {
				t.Fatal(err)
			}
			w, problems := build(strings.Split(string(policy), between))
			if w == nil {
				t.Fatal(problems.Err())
			}
			if d, _, _ := w.judge(string(body)); len(d) > 0 {
				t.Error(strings.Join(d, "\n"))
			}
		})
	}
}
