package engine_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"merit/engine"
	"merit/rules"
)

// A property is something every evaluation has, whatever the policy and the
// facts. It may prepare other versions of the world's policy first.
type property struct {
	name string
	of   func(t *testing.T, w *world) func(t *rapid.T, s specialist)
}

var properties = []property{
	{"vetoes never raise", vetoesNeverRaise},
	{"order of files, people and requests", orderOfFilesAndPeople},
	{"order of list rows", orderOfRows},
	{"order of metrics", orderOfMetrics},
	{"a metric in two halves", metricInHalves},
	{"replay", replay},
	{"explain", explainAgrees},
	{"required facts", requiredFacts},
	{"shadows", shadows},
	{"score within bounds", scoreWithinBounds},
	{"payouts add up", payoutsAddUp},
	{"held answers are empty", heldIsEmpty},
	{"points add up", pointsAddUp},
}

// TestProperties tries each property on specialists of each world. The seed is
// fixed unless -rapid.seed says otherwise. At the end of each world its
// answers are counted: properties of answers that never come say nothing.
//
// Rules: B8, D5, E8, G2, G5, H4
func TestProperties(t *testing.T) {
	if seed := flag.Lookup("rapid.seed"); seed.Value.String() == "0" {
		if err := seed.Value.Set("2026"); err != nil {
			t.Fatal(err)
		}
	}
	for _, w := range worlds(t) {
		for _, p := range properties {
			t.Run(w.name+"/"+p.name, func(t *testing.T) {
				holds := p.of(t, w)
				rapid.Check(t, func(t *rapid.T) { holds(t, w.draw(t)) })
			})
		}
		t.Run(w.name+"/answers of every kind", func(t *testing.T) {
			for kind, least := range map[string]int{"final": 100, "held": 40, "paid": 40, "unpaid": 50, "vetoed": 20, "vetoes bit": 2} {
				if w.seen[kind] < least {
					t.Errorf("%d answers were %s, want %d: %v", w.seen[kind], kind, least, w.seen)
				}
			}
		})
	}
}

// answer evaluates s, counts what came of it, and returns nil when refused.
func (w *world) answer(t *rapid.T, s specialist) *engine.Evaluation {
	e, err := s.evaluate(t, w.snap)
	if err != nil {
		w.seen["refused"]++
		return nil
	}
	w.seen[e.Status]++
	if e.Vetoed {
		w.seen["vetoed"]++
	}
	if e.Payout != nil && amount(e) > 0 {
		w.seen["paid"]++
	} else {
		w.seen["unpaid"]++
	}
	return e
}

// verdict is what someone is told and paid, without the numbers behind it.
func verdict(e *engine.Evaluation, err error) string {
	if err != nil {
		return "refused"
	}
	b, _ := json.Marshal([]any{e.Status, e.Score, e.Earned, e.Grade, e.Rate, e.Vetoed, e.Payout, e.Payouts, e.Outcomes, e.Vetoes})
	return string(b)
}

// written is an answer as it is sent.
func written(e *engine.Evaluation, err error) string {
	if err != nil {
		return err.Error()
	}
	b, err := json.Marshal(e)
	if err != nil {
		return err.Error()
	}
	return string(b)
}

func amount(e *engine.Evaluation) float64 { return decimal(e.Payout.Amount) }

func decimal(text string) float64 {
	r, _ := new(big.Rat).SetString(text)
	f, _ := r.Float64()
	return f
}

// near is D2.
func near(a, b float64) bool {
	return math.Abs(a-b) < max(1e-9, 1e-14*max(math.Abs(a), math.Abs(b)))
}

func same(t *rapid.T, what, got, want string) {
	t.Helper()
	if got != want {
		t.Fatalf("%s: the answer differs\n%s\n%s", what, got, want)
	}
}

func vetoesNeverRaise(t *testing.T, w *world) func(*rapid.T, specialist) {
	none, less := "", map[string]*engine.Snapshot{}
	for i, text := range sections(w.own()) {
		if !strings.HasPrefix(text, "[[vetoes]]") {
			none += text
			continue
		}
		others := slices.Delete(sections(w.own()), i, i+1)
		less[idOf(text)] = compileFiles(t, w.sources(strings.Join(others, "")))
	}
	less[""] = compileFiles(t, w.sources(none))
	rank := func(e *engine.Evaluation) int {
		return slices.IndexFunc(w.policy.Bands, func(b *rules.Band) bool { return b.Grade.Text == *e.Grade })
	}
	return func(t *rapid.T, s specialist) {
		s = s.but("overrides", nil)
		with := w.answer(t, s)
		if with == nil || with.Status == "held" {
			return
		}
		for id, snap := range less {
			free, err := s.evaluate(t, snap)
			if err != nil || free.Status == "held" {
				t.Fatalf("without the veto %q: %s", id, written(free, err))
			}
			if *with.Score > *free.Score || rank(with) > rank(free) || *with.Rate > *free.Rate || amount(with) > amount(free) {
				t.Fatalf("the veto %q raises\n%s\n%s", id, verdict(free, nil), verdict(with, nil))
			}
			if *with.Earned != *free.Earned {
				t.Fatalf("the veto %q changes what was earned", id)
			}
			if amount(with) < amount(free) {
				w.seen["vetoes bit"]++
			}
		}
	}
}

func orderOfFilesAndPeople(t *testing.T, w *world) func(*rapid.T, specialist) {
	sources := w.sources(w.own(), renamed(w.own(), "other", "draft"), renamed(w.own(), "another", "retired"))
	ahead := compileFiles(t, sources)
	slices.Reverse(sources)
	back := compileFiles(t, sources)
	return func(t *rapid.T, s specialist) {
		people := []specialist{s, w.draw(t).but("specialist", "E2"), w.draw(t).but("specialist", "E3")}
		var want []string
		for _, p := range people {
			want = append(want, written(p.evaluate(t, ahead)))
		}
		for _, i := range rapid.Permutation([]int{0, 1, 2, 0}).Draw(t, "order") {
			same(t, "other order of files and people", written(people[i].evaluate(t, back)), want[i])
		}
	}
}

// renamed returns a policy under another id and at another stage.
func renamed(text, id, stage string) string {
	text = regexp.MustCompile(`(?m)^id(\s*)= ".*"`).ReplaceAllStringFunc(text, func(line string) string {
		if id == "" {
			return line
		}
		line, id = `id = "`+id+`"`, ""
		return line
	})
	return regexp.MustCompile(`(?m)^stage(\s*)= ".*"`).ReplaceAllString(text, `stage = "`+stage+`"`)
}

func orderOfRows(_ *testing.T, w *world) func(*rapid.T, specialist) {
	return func(t *rapid.T, s specialist) {
		other := map[string]any{}
		for name, v := range s.inputs() {
			if list, ok := v.([]any); ok && len(list) > 0 {
				v = rapid.Permutation(list).Draw(t, name)
			}
			other[name] = v
		}
		shuffled := s.but("inputs", other)
		for _, name := range []string{"history", "parts"} {
			if list, ok := s[name].([]any); ok && len(list) > 0 {
				shuffled[name] = rapid.Permutation(list).Draw(t, name)
			}
		}
		got, want := verdict(shuffled.evaluate(t, w.snap)), verdict(s.evaluate(t, w.snap))
		same(t, "other order of rows", got, want)
	}
}

// sameNumbers compares what two evaluations say of the metrics both have.
func sameNumbers(t *rapid.T, a, b *engine.Evaluation) {
	t.Helper()
	equal := func(x, y *float64) bool { return (x == nil) == (y == nil) && (x == nil || near(*x, *y)) }
	for _, m := range a.Metrics {
		i := slices.IndexFunc(b.Metrics, func(o engine.MetricResult) bool { return o.ID == m.ID })
		if o := b.Metrics[i]; m.Status != o.Status || !equal(m.Value, o.Value) || !equal(m.Score, o.Score) || len(m.Guards) != len(o.Guards) {
			t.Fatalf("metric %s: %+v and %+v", m.ID, m, o)
		}
	}
}

func orderOfMetrics(t *testing.T, w *world) func(*rapid.T, specialist) {
	var others []*engine.Snapshot
	rng := rand.New(rand.NewPCG(2026, 3))
	for range 6 {
		all := sections(w.own())
		var places []int
		for i, text := range all {
			if strings.HasPrefix(text, "[[metrics]]") {
				places = append(places, i)
			}
		}
		rng.Shuffle(len(places), func(i, j int) { all[places[i]], all[places[j]] = all[places[j]], all[places[i]] })
		others = append(others, compileFiles(t, w.sources(strings.Join(all, ""))))
	}
	return func(t *rapid.T, s specialist) {
		want, wantErr := s.evaluate(t, w.snap)
		got, err := s.evaluate(t, rapid.SampledFrom(others).Draw(t, "order"))
		same(t, "other order of metrics", verdict(got, err), verdict(want, wantErr))
		if err == nil {
			sameNumbers(t, want, got)
		}
	}
}

var weightLine = regexp.MustCompile(`(?m)^(weight|portion)(\s*)= ([\d.]+)`)

// halved splits a metric in two of half the weight, guards and all.
func halved(text, id string) string {
	var b strings.Builder
	for _, section := range sections(text) {
		twin := strings.Replace(section, `"`+id+`"`, `"`+id+`_2"`, 1)
		switch {
		case strings.HasPrefix(section, "[[metrics]]") && idOf(section) == id:
			half := func(line string) string {
				m := weightLine.FindStringSubmatch(line)
				r, _ := new(big.Rat).SetString(m[3])
				return m[1] + " = " + r.Quo(r, big.NewRat(2, 1)).FloatString(4)
			}
			b.WriteString(weightLine.ReplaceAllStringFunc(section, half))
			twin = regexp.MustCompile(`(?m)^title .*\n`).ReplaceAllString(twin, "") + "\n"
			b.WriteString("\n" + weightLine.ReplaceAllStringFunc(twin, half))
		case strings.HasPrefix(section, "[[guards]]") && regexp.MustCompile(`(?m)^metric\s*= "`+id+`"`).MatchString(section):
			guard := idOf(section)
			b.WriteString(section + "\n" + strings.Replace(twin, `"`+guard+`"`, `"`+guard+`_2"`, 1))
		default:
			b.WriteString(section)
		}
	}
	return b.String()
}

func metricInHalves(t *testing.T, w *world) func(*rapid.T, specialist) {
	var halves []*engine.Snapshot
	for _, m := range w.policy.Metrics {
		snap := compileFiles(t, w.sources(halved(w.own(), m.ID.Text)))
		for _, p := range snap.Policies() {
			if p.ID.Text == w.policy.ID.Text && len(p.Metrics) != len(w.policy.Metrics)+1 {
				t.Fatalf("%s is not split", m.ID.Text)
			}
		}
		halves = append(halves, snap)
	}
	return func(t *rapid.T, s specialist) {
		want, wantErr := s.evaluate(t, w.snap)
		got, err := s.evaluate(t, rapid.SampledFrom(halves).Draw(t, "split"))
		same(t, "a metric in halves", verdict(got, err), verdict(want, wantErr))
		if err == nil {
			sameNumbers(t, want, got)
		}
	}
}

func replay(_ *testing.T, w *world) func(*rapid.T, specialist) {
	return func(t *rapid.T, s specialist) {
		s = s.but("explain", rapid.Bool().Draw(t, "explain"))
		other := w.draw(t)
		want, wantOther := written(s.evaluate(t, w.snap)), written(other.evaluate(t, w.snap))
		var wait sync.WaitGroup
		var got [8]string
		for i := range got {
			wait.Go(func() {
				if i%2 == 0 {
					got[i] = written(s.evaluate(t, w.snap))
				} else {
					got[i] = written(other.evaluate(t, w.snap))
				}
			})
		}
		wait.Wait()
		for i := range got {
			same(t, "replay", got[i], []string{want, wantOther}[i%2])
		}
	}
}

// lastSteps returns the results of the last steps of a kind, by id.
func lastSteps(e *engine.Evaluation, kind string) map[string]string {
	found := map[string]string{}
	for _, step := range e.Explain {
		if step.Kind == kind {
			found[step.ID] = step.Result
		}
	}
	return found
}

func explainAgrees(_ *testing.T, w *world) func(*rapid.T, specialist) {
	return func(t *rapid.T, s specialist) {
		plain, err := s.evaluate(t, w.snap)
		explained, errExplained := s.but("explain", true).evaluate(t, w.snap)
		if err != nil || errExplained != nil { // at other places of the text
			same(t, "refusal of an explained request", verdict(nil, errExplained), verdict(nil, err))
			return
		}
		steps := *explained
		explained.Explain = nil
		explained.Facts = plain.Facts // the request differs
		same(t, "explain", written(explained, nil), written(plain, nil))

		rounds, bands, payouts := lastSteps(&steps, "round"), lastSteps(&steps, "band"), lastSteps(&steps, "payout")
		if steps.Status == "held" {
			if len(rounds)+len(bands)+len(payouts)+len(lastSteps(&steps, "outcome")) > 0 {
				t.Fatalf("the steps of a held evaluation settle something: %s", written(&steps, nil))
			}
			return
		}
		if !near(decimal(rounds[""]), *steps.Score) || bands[*steps.Grade] != *steps.Grade || len(payouts) != len(steps.Payouts) {
			t.Fatalf("round %v, band %v, payouts %v of %s", rounds, bands, payouts, verdict(plain, nil))
		}
		for _, p := range steps.Payouts {
			same(t, "the payout step of "+p.ID, payouts[p.ID], p.Amount)
		}
		for id, given := range lastSteps(&steps, "outcome") {
			listed := slices.ContainsFunc(steps.Outcomes, func(o engine.OutcomeResult) bool { return o.ID == id })
			same(t, "the outcome step of "+id, given, fmt.Sprint(listed))
		}
	}
}

func requiredFacts(_ *testing.T, w *world) func(*rapid.T, specialist) {
	return func(t *rapid.T, s specialist) {
		for _, f := range w.policy.Inputs {
			if !needed(f) {
				continue
			}
			if e, err := s.but("inputs", without(s.inputs(), f.Name)).evaluate(t, w.snap); err == nil {
				t.Fatalf("without %s: %s", f.Name, verdict(e, nil))
			}
		}
		for _, f := range w.policy.Attributes {
			if !w.reads(f.Name) {
				continue
			}
			e, err := s.but("attributes", without(s.attributes(), f.Name)).evaluate(t, w.snap)
			if err == nil && (e.Status != "held" || e.Payout != nil) {
				t.Fatalf("without %s: %s", f.Name, verdict(e, nil))
			}
		}
	}
}

// reads reports whether a formula of the world's policy names an attribute.
func (w *world) reads(attribute string) bool {
	quoted := regexp.MustCompile(`'[^'\n]*'`).FindAllString(w.own(), -1)
	return slices.ContainsFunc(quoted, regexp.MustCompile(`\b`+attribute+`\b`).MatchString)
}

func shadows(t *testing.T, w *world) func(*rapid.T, specialist) {
	other := regexp.MustCompile(`(?m)^from(\s*)= 60$`).ReplaceAllString(renamed(w.own(), "stricter", "pilot"), "from = 72")
	lacking := strings.Replace(renamed(w.own(), "lacking", "pilot"), "[inputs]\n", "[inputs]\nnever_given = { type = \"number\" }\n", 1)
	beside := compileFiles(t, w.sources(w.own(), other, lacking))
	return func(t *rapid.T, s specialist) {
		want, err := s.evaluate(t, w.snap)
		got, errBeside := s.evaluate(t, beside)
		if err != nil || errBeside != nil {
			same(t, "a shadow", written(nil, errBeside), written(nil, err))
			return
		}
		if len(got.Pilots) != 2 || got.Pilots[0].Status != "held" || got.Pilots[1].Status != want.Status {
			t.Fatalf("the pilots are %+v", got.Pilots)
		}
		got.Pilots, got.Set = want.Pilots, want.Set
		same(t, "a shadow", written(got, nil), written(want, nil))
	}
}

func scoreWithinBounds(_ *testing.T, w *world) func(*rapid.T, specialist) {
	low, high := w.policy.Scoring.Min.Float, w.policy.Scoring.Max.Float
	for _, v := range w.policy.Vetoes { // which may go below
		for _, limit := range []rules.Number{v.Effect.Score, v.Effect.Cap} {
			if limit.Given() {
				low = min(low, limit.Float)
			}
		}
	}
	return func(t *rapid.T, s specialist) {
		e := w.answer(t, s)
		if e == nil || e.Status == "held" {
			return
		}
		if *e.Score < low || *e.Score > high || !e.Vetoed && *e.Score < w.policy.Scoring.Min.Float {
			t.Fatalf("%v is not within %v and %v", *e.Score, low, high)
		}
		for _, m := range e.Metrics {
			if m.Score != nil && (*m.Score < 0 || *m.Score > w.policy.Scoring.MetricMax.Float) {
				t.Fatalf("metric %s scores %v", m.ID, *m.Score)
			}
		}
	}
}

func payoutsAddUp(_ *testing.T, w *world) func(*rapid.T, specialist) {
	return func(t *rapid.T, s specialist) {
		e := w.answer(t, s)
		if e == nil || e.Status == "held" {
			return
		}
		total := new(big.Rat)
		for _, p := range e.Payouts {
			part, ok := new(big.Rat).SetString(p.Amount)
			if !ok || part.Sign() < 0 {
				t.Fatalf("%s is paid %q", p.ID, p.Amount)
			}
			total.Add(total, part)
		}
		same(t, "the parts of the payout", total.FloatString(w.policy.Currency.Digits), e.Payout.Amount)
		if len(e.Payouts) != len(w.policy.Payouts) || e.Payout.Currency != w.policy.Currency.Code {
			t.Fatalf("paid %+v", e.Payouts)
		}
	}
}

func heldIsEmpty(_ *testing.T, w *world) func(*rapid.T, specialist) {
	return func(t *rapid.T, s specialist) {
		e := w.answer(t, s)
		if e == nil {
			return
		}
		settled := e.Score != nil && e.Earned != nil && e.Grade != nil && e.Rate != nil && e.Payout != nil && len(e.Payouts) > 0
		nothing := e.Score == nil && e.Earned == nil && e.Grade == nil && e.Rate == nil && e.Payout == nil && e.WouldPay == nil && len(e.Payouts)+len(e.Outcomes) == 0
		if final := e.Status == "final"; final && (!settled || len(e.Reasons) > 0) || !final && (!nothing || len(e.Reasons) == 0) {
			t.Fatalf("%s: %s", e.Status, written(e, nil))
		}
		if len(e.Metrics) != len(w.policy.Metrics) || len(e.Dimensions) != len(w.policy.Dimensions) || len(e.Adjustments) != len(w.policy.Adjustments) {
			t.Fatalf("%s, and not all is listed: %s", e.Status, written(e, nil))
		}
	}
}

func pointsAddUp(_ *testing.T, w *world) func(*rapid.T, specialist) {
	half := 0.5/math.Pow10(w.policy.Scoring.Decimals) + 1e-9
	return func(t *rapid.T, s specialist) {
		e := w.answer(t, s)
		if e == nil || e.Status == "held" {
			return
		}
		var weight, points, dimensions float64
		for _, m := range e.Metrics {
			weight, points = weight+m.Weight, points+m.Points
			if m.Score != nil && !near(m.Points, m.Weight**m.Score/100) || m.Score == nil && m.Points != 0 {
				t.Fatalf("metric %s: %+v", m.ID, m)
			}
		}
		for _, d := range e.Dimensions {
			dimensions += d.Points
		}
		if !near(weight, 100) || len(e.Dimensions) > 0 && !near(dimensions, points) {
			t.Fatalf("weights %v, points %v, of dimensions %v", weight, points, dimensions)
		}
		for _, a := range e.Adjustments {
			points += *a.Points
		}
		if math.Abs(points-*e.Earned) > half {
			t.Fatalf("points %v, earned %v", points, *e.Earned)
		}
	}
}
