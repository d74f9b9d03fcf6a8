package suite

import (
	"slices"
	"strconv"
	"strings"

	"merit/engine"
	"merit/rules"
	"merit/rules/diag"
	"merit/rules/document"
)

// A File is a test file: cases like the examples of a policy, kept beside it.
type File struct {
	source *diag.Source
	root   *document.Value
}

// ReadFile reads a test file. What its cases mean is found when they run,
// since it depends on the policies they are for.
func ReadFile(src *diag.Source) (*File, diag.List) {
	root, problems := document.Parse(src, document.Limits{})
	return &File{src, root}, problems
}

// A home is what the cases of a table have in common.
type home struct {
	policy *rules.Policy
	facts  given
}

// A filing is the reading of one file against a snapshot.
type filing struct {
	policies []*rules.Policy
	only     *rules.Policy // whom a case is about that does not say; nil where that is not clear
	problems diag.List
	cases    []*example
}

// examples returns the cases of f, each with its policy, and what is wrong
// with the file.
func (f *File) examples(snap *engine.Snapshot, lost bool) ([]*example, diag.List) {
	g := &filing{policies: snap.Policies()}
	if f.root == nil {
		return nil, nil
	}
	if !lost {
		g.only = alone(g.policies, f.source)
	}
	r := document.NewReader(f.root, &g.problems)
	r.Text("title")
	r.Text("description")
	base := g.defaults(r.Table("defaults"))
	for _, in := range r.Tables("cases") {
		g.one(in, base)
	}
	for i, in := range r.Tables("tables") {
		g.table(in, base, i)
	}
	r.Elsewhere("[defaults]", slices.Concat(factKeys, []string{"policy", "version"})...)
	r.Elsewhere("[[cases]]", "name", "like", "expect")
	r.Elsewhere("[[tables]]", "columns", "rows")
	r.Done()
	if len(g.cases) == 0 && !g.problems.HasErrors() {
		g.problems.Add(diag.At(diag.Span{Source: f.source}, "test-file-empty").As(diag.Warning))
	}
	g.link()
	return g.cases, g.problems
}

// alone returns the only policy there is, or the only one in the folder of a
// test file; nil where there are several.
func alone(policies []*rules.Policy, file *diag.Source) *rules.Policy {
	beside := slices.DeleteFunc(slices.Clone(policies), func(p *rules.Policy) bool {
		return folder(p.ID.Span.Source.Name) != folder(file.Name)
	})
	for _, some := range [][]*rules.Policy{beside, policies} {
		if len(some) == 1 {
			return some[0]
		}
	}
	return nil
}

// folder is a file's path up to its name.
func folder(name string) string { return name[:strings.LastIndexAny(name, `/\`)+1] }

// factKeys are the keys that give facts.
var factKeys = append([]string{"attributes", "inputs"}, wholeKeys...)

func (g *filing) defaults(r *document.Reader) home {
	out := home{facts: given{whole: map[string]*document.Value{}}}
	if r.Here() == nil {
		return out
	}
	out = g.shared(r, home{})
	r.Elsewhere("[[cases]]", "name", "like", "expect")
	r.Done()
	return out
}

// shared reads what defaults, cases and tables may all say: the policy they
// are about and facts.
func (g *filing) shared(r *document.Reader, base home) home {
	out := home{policy: base.policy}
	id, version := r.Value("policy", document.String), r.Value("version", document.String)
	switch {
	case id != nil || version != nil:
		out.policy = g.find(id, version, base.policy)
	case base.policy == nil:
		out.policy = g.only
	}
	out.facts = given{whole: map[string]*document.Value{}, attributesAt: r.Span(), inputsAt: r.Span()}
	if t := r.Value("attributes", document.Table); t != nil {
		out.facts.attributes, out.facts.attributesAt = t.Members, t.Key
	}
	if t := r.Value("inputs", document.Table); t != nil {
		out.facts.inputs, out.facts.inputsAt = t.Members, t.Key
	}
	kinds := map[string][]document.Kind{"period": {document.String, document.Integer}, "as_of": {document.LocalDate, document.String}}
	for _, key := range wholeKeys {
		of := kinds[key]
		if of == nil {
			of = []document.Kind{document.Array}
		}
		if v := r.Value(key, of...); v != nil {
			out.facts.whole[key] = v
		}
	}
	return out
}

// find returns the policy with an id, and a version where several have it:
// without one the only one that is active.
func (g *filing) find(id, version *document.Value, base *rules.Policy) *rules.Policy {
	at, name := diag.Span{}, ""
	switch {
	case id != nil:
		at, name = id.Span, id.Text
	case base != nil:
		at, name = version.Span, base.ID.Text
	case len(g.ids()) != 1:
		g.problems.Add(diag.At(version.Span, "test-no-policy", "all", strings.Join(g.ids(), ", ")))
		return nil
	default:
		at, name = version.Span, g.policies[0].ID.Text
	}
	var named, active []*rules.Policy
	for _, p := range g.policies {
		if p.ID.Text == name && (version == nil || p.Version.Text == version.Text) {
			named = append(named, p)
			if p.Stage == rules.Active {
				active = append(active, p)
			}
		}
	}
	switch {
	case len(named) == 1:
		return named[0]
	case len(active) == 1:
		return active[0]
	case len(named) > 1:
		g.problems.Add(diag.At(at, "test-several-versions", "name", name, "all", strings.Join(g.versions(name), ", ")))
	case version != nil && len(g.versions(name)) > 0:
		g.unknown("test-unknown-version", version.Span, version.Text, g.versions(name))
	default:
		g.unknown("test-unknown-policy", at, name, g.ids())
	}
	return nil
}

func (g *filing) versions(id string) []string {
	var out []string
	for _, p := range g.policies {
		if p.ID.Text == id {
			out = append(out, p.Version.Text)
		}
	}
	return out
}

func (g *filing) ids() []string {
	var out []string
	for _, p := range g.policies {
		out = append(out, p.ID.Text)
	}
	return slices.Compact(out)
}

// unknown tells of a name that is none of all, with the nearest that is.
func (g *filing) unknown(key string, at diag.Span, name string, all []string) {
	if near := diag.Nearest(name, all); near != "" {
		d := diag.At(at, key+".near", "name", name, "near", near)
		if quoted := strings.Trim(at.Text(), `"'`); quoted == name && diag.Sole(name, all) == near {
			d = d.Mend(diag.Edit{Span: at, Text: strings.Replace(at.Text(), name, near, 1)})
		}
		g.problems.Add(d)
		return
	}
	const most = 20
	list := strings.Join(all[:min(len(all), most)], ", ")
	if len(all) > most {
		list += ", …"
	}
	g.problems.Add(diag.At(at, key, "name", name, "all", list))
}

// one reads an entry of [[cases]].
func (g *filing) one(r *document.Reader, base home) {
	name := r.Need("name", document.String)
	r.Text("description")
	own := g.shared(r, base)
	e := &example{policy: own.policy, own: own.facts, base: base.facts, expect: r.Need("expect", document.Table)}
	e.like, e.likeAt = r.Text("like")
	r.Done()
	if name == nil {
		return
	}
	e.name = rules.Text{Text: name.Text, Span: name.Span}
	e.own.attributesAt, e.own.inputsAt = placed(e.own, name.Span)
	g.add(e)
}

// placed is where missing facts belong: their table, else the name.
func placed(f given, name diag.Span) (attributes, inputs diag.Span) {
	attributes, inputs = name, name
	if len(f.attributes) > 0 {
		attributes = f.attributesAt
	}
	if len(f.inputs) > 0 {
		inputs = f.inputsAt
	}
	return attributes, inputs
}

// add takes a case that has a policy and expects something.
func (g *filing) add(e *example) {
	switch {
	case e.policy == nil && g.problems.HasErrors(): // said already
	case e.policy == nil:
		g.problems.Add(diag.At(e.name.Span, "test-no-policy", "all", strings.Join(g.ids(), ", ")))
	case e.expect == nil: // said by the reader
	case len(e.expect.Members) == 0:
		g.problems.Add(diag.At(e.expect.Span, "example-expect"))
	default:
		g.cases = append(g.cases, e)
	}
}

// link refuses names given twice, a like that leads nowhere, and one that
// leads back to where it started.
func (g *filing) link() {
	for _, p := range g.policies {
		f, first := g.family(p)
		if len(first) == 0 {
			continue
		}
		told := map[*example]bool{}
		for _, e := range g.cases {
			if e.policy != p {
				continue
			}
			if other := first[e.name.Text]; other.Span != e.name.Span {
				g.problems.Add(diag.At(e.name.Span, "example-twice", "name", e.name.Text).And(other.Span, "example-first"))
			}
			if e.like != "" && f[e.like] == nil {
				g.unknown("test-unknown-like", e.likeAt, e.like, sortedKeys(f))
			}
			switch chain := f.upTo(e, mostLike); {
			case len(chain) == mostLike:
				g.problems.Add(diag.At(e.likeAt, "test-like-deep", "most", strconv.Itoa(mostLike)))
			case !told[e] && f[chain[len(chain)-1].like] == e:
				g.problems.Add(diag.At(e.likeAt, "example-loop", "name", e.like, "count", strconv.Itoa(len(chain))))
				for _, c := range chain {
					told[c] = true
				}
			}
		}
	}
}

// mostLike is how many cases one may be like, one after the other; beyond it
// nobody can follow, and a hostile file would take long.
const mostLike = 32

// family returns the examples of p and the cases of the file for it, and
// where each name is first given. It is empty when the file has none for p.
func (g *filing) family(p *rules.Policy) (family, map[string]rules.Text) {
	f, first := family{}, map[string]rules.Text{}
	if !slices.ContainsFunc(g.cases, func(e *example) bool { return e.policy == p }) {
		return f, first
	}
	for _, e := range p.Examples {
		f[e.Name.Text], first[e.Name.Text] = readExample(p, e), e.Name
	}
	for _, e := range g.cases {
		if _, twice := first[e.name.Text]; e.policy == p && !twice {
			f[e.name.Text], first[e.name.Text] = e, e.name
		}
	}
	return f, first
}
