package reference_test

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"sort"
	"strings"
	"testing"

	"merit/engine"
	"merit/engine/facts"
	"merit/rules"
	"merit/rules/diag"
	"merit/rules/document"
)

var (
	worlds = flag.Int("worlds", 2400, "how many random worlds (policy × facts) to judge")
	seed   = flag.Uint64("seed", 1, "seed of the random worlds")
	each   = flag.Int("facts", 12, "how many facts for each policy")
	keep   = flag.Bool("keep", false, "shrink what differs and keep it in testdata/found")
	show   = flag.Int("show", 3, "after how many differing policies to stop; each is made smaller first")
	brief  = flag.Bool("brief", false, "only count what differs, and stop at nothing")
)

// A world is a policy in both evaluators.
type world struct {
	snap *engine.Snapshot
	ref  set
}

// build loads policies into both. The problems are the loader's errors.
func build(files []string) (*world, diag.List) {
	var sources []*diag.Source
	var roots []*document.Value
	for i, toml := range files {
		name := fmt.Sprintf("world%d.toml", i)
		sources = append(sources, diag.NewSource(name, []byte(toml)))
		root, _ := document.Parse(diag.NewSource(name, []byte(toml)), document.DefaultLimits)
		roots = append(roots, root)
	}
	set, problems := rules.Load(sources)
	if problems.HasErrors() {
		return nil, problems
	}
	snap, more := engine.Compile(set)
	if more.HasErrors() {
		return nil, more
	}
	return &world{snap, newSet(roots)}, nil
}

// judge compares both evaluators on one request.
func (w *world) judge(body string) (differences, *answer, *judge) {
	var d differences
	j := newJudge()
	a := w.ref.evaluate(j, body)
	e, refused := w.ask(body)
	switch {
	case refused != "" && strings.Contains(string(a.refused), string(refused)):
	case refused != "" || a.refused != "":
		d.same("refused", refused, a.refused)
	default:
		d = compareAnswers(e, a)
	}
	return d, a, j
}

func (w *world) ask(body string) (*engine.Evaluation, refusal) {
	req, problems := facts.Read(diag.NewSource("world.json", []byte(body)), facts.DefaultLimits)
	if problems.HasErrors() {
		return nil, "facts"
	}
	e, err := w.snap.Evaluate(req)
	var no *engine.Refusal
	if errors.As(err, &no) {
		return nil, kinds[no.Kind]
	}
	return e, ""
}

// A count says what a run of worlds consisted of.
type count struct {
	policies, unloadable, worlds, final, held, refused, tied, close, differ, shown int
	ties                                                                           map[string]int // worlds with an exact tie of each sort
	last                                                                           uint64         // the policy shown last, from 1
	why, seen                                                                      map[string]int
}

func (c *count) String() string {
	part := func(n int) string { return fmt.Sprintf("%d (%.1f %%)", n, 100*float64(n)/float64(max(c.worlds, 1))) }
	return fmt.Sprintf("%d policies, %d more not accepted by the loader; %d worlds: final %s, held %s, refused %s; with exact ties %s; too close to call %d; different %d",
		c.policies, c.unloadable, c.worlds, part(c.final), part(c.held), part(c.refused), part(c.tied), c.close, c.differ)
}

func (c *count) add(a *answer, j *judge) {
	c.worlds++
	switch {
	case a.refused != "":
		c.refused++
	case a.status == "held":
		c.held++
	default:
		c.final++
	}
	for _, about := range []map[string]bool{a.reasons, a.warnings} {
		for note := range about {
			c.seen[strings.Fields(note)[0]]++
		}
	}
	for _, m := range a.metrics {
		if kind := earlierOrRated(m.doc); kind != "" {
			c.seen[kind+" "+m.status]++
		}
	}
	for _, p := range a.pilots {
		c.seen["beside "+strings.Fields(p)[1]]++
	}
	if a.by != nil {
		c.seen["answered by "+a.by.stage()]++
		if a.by.at("policy", "version").Text == "2" {
			c.seen["answered by the next version"]++
		} else if a.by.id() != "world" {
			c.seen["answered by one that extends"]++
		}
	}
	if len(j.ties) > 0 {
		c.tied++
	}
	for what := range j.ties {
		c.ties[what]++
	}
}

// earlierOrRated names how a metric is measured where that is of parts or raters.
func earlierOrRated(doc *document.Value) string {
	switch {
	case doc.Member("raters") != nil:
		return "raters"
	case doc.Member("share").Member("pooled") != nil:
		return "pooled"
	}
	return ""
}

// TestWorlds lets random policies and facts be judged by both evaluators.
func TestWorlds(t *testing.T) {
	c := &count{why: map[string]int{}, ties: map[string]int{}, seen: map[string]int{}}
	for n := uint64(0); c.worlds < *worlds && (*brief || c.shown < *show); n++ {
		rng := rand.New(rand.NewPCG(*seed, n))
		tree := makeSet(rng)
		w, problems := build(tree.toml())
		if w == nil {
			c.refuse(t, problems)
			continue
		}
		c.policies++
		for range *each {
			c.one(t, w, tree, makeFacts(rng, tree), n)
		}
	}
	t.Logf("seed %d: %v", *seed, c)
	t.Logf("worlds with ties, by what was decided (\"\" is any formula): %v", c.ties)
	t.Logf("seen: %v", c.seen)
	c.explain(t)
	if c.differ > 0 {
		t.Errorf("%d worlds differ", c.differ)
	}
	if c.unloadable*20 > c.policies {
		t.Errorf("the loader accepts too few policies")
	}
	if c.close*1000 > c.worlds {
		t.Errorf("%d of %d worlds are too close to call", c.close, c.worlds)
	}
}

func (c *count) refuse(t *testing.T, problems diag.List) {
	c.unloadable++
	for _, p := range problems {
		if p.Severity == diag.Error {
			c.why[p.Code]++
			if testing.Verbose() && c.why[p.Code] <= 2 {
				t.Logf("not accepted: %v", p)
			}
			return
		}
	}
}

func (c *count) explain(t *testing.T) {
	var why []string
	for code, n := range c.why {
		why = append(why, fmt.Sprintf("%s %d", code, n))
	}
	sort.Strings(why)
	if len(why) > 0 {
		t.Logf("not accepted for: %s", strings.Join(why, "\n"))
	}
}

func (c *count) one(t *testing.T, w *world, tree files, body map[string]any, n uint64) {
	text, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	d, a, j := w.judge(string(text))
	c.add(a, j)
	if len(d) == 0 {
		return
	}
	if j.close > 0 {
		c.close++
		t.Logf("too close to call: seed %d policy %d: %v", *seed, n, d)
		return
	}
	c.differ++
	if *brief {
		if c.differ <= 20 {
			t.Logf("seed %d policy %d differs: %v", *seed, n, d)
		}
		for k := range what(d) {
			c.why["differs in "+k]++
		}
		return
	}
	if c.last == n+1 {
		return
	}
	c.shown, c.last = c.shown+1, n+1
	tree, body = shrink(tree, body, d)
	w, _ = build(tree.toml())
	text, _ = json.Marshal(body)
	d, _, _ = w.judge(string(text))
	t.Errorf("seed %d policy %d differs:\n%s\n%s\n%s", *seed, n, strings.Join(d, "\n"), strings.Join(tree.toml(), between), text)
	if *keep {
		keepCase(t, fmt.Sprintf("seed%d-%d", *seed, n), tree, body)
	}
}
