package suite

import (
	"slices"
	"strconv"
	"strings"

	"merit/rules"
	"merit/rules/diag"
	"merit/rules/document"
)

// expectKeys are what a column may compare.
var expectKeys = []string{
	"status", "score", "earned", "grade", "rate", "vetoed", "payout", "payouts", "would_pay", "dimensions", "metrics",
	"guards", "adjustments", "vetoes", "outcomes", "pilots", "warnings", "reasons", "refused",
}

// A column says where the cells below it belong in a case: a path from its
// root, such as inputs, audits.
type column struct {
	at   diag.Span
	path []string
}

// table reads an entry of [[tables]]: one case for each row.
func (g *filing) table(r *document.Reader, base home, n int) {
	title, _ := r.Text("name")
	r.Text("description")
	own := g.shared(r, base)
	like, likeAt := r.Text("like")
	expect := r.Value("expect", document.Table)
	var columns []column
	named := r.Need("columns", document.Array)
	rows := r.Need("rows", document.Array)
	r.Done()
	if named == nil || rows == nil {
		return
	}
	if own.policy == nil {
		if !g.problems.HasErrors() {
			g.problems.Add(diag.At(r.Span(), "test-no-policy", "all", strings.Join(g.ids(), ", ")))
		}
		return
	}
	fine := true
	for _, v := range named.Items {
		c, ok := g.column(own.policy, v, columns)
		columns, fine = append(columns, c), fine && ok
	}
	if !fine {
		return
	}
	for i, row := range rows.Items {
		if row.Kind != document.Array || len(row.Items) != len(columns) {
			g.problems.Add(diag.At(row.Span, "test-row", "want", strconv.Itoa(len(columns)), "got", strconv.Itoa(len(row.Items))))
			continue
		}
		e := &example{policy: own.policy, base: base.facts, like: like, likeAt: likeAt}
		g.row(e, columns, row, expect, rowName(title, n, i))
		e.own = e.own.over(own.facts) // what all rows share is their own, not only a start for what they are like
	}
}

// rowName is what a case is called whose row says nothing.
func rowName(title string, table, row int) string {
	if title == "" {
		return "#" + strconv.Itoa(table+1) + "." + strconv.Itoa(row+1)
	}
	return title + " #" + strconv.Itoa(row+1)
}

// row makes the case of one row. An empty text is an empty cell: nothing is
// given and nothing compared.
func (g *filing) row(e *example, columns []column, row, expect *document.Value, name string) {
	root := &document.Value{Kind: document.Table, Key: row.Span, Span: row.Span}
	if expect != nil {
		put(root, []string{"expect"}, expect, expect.Key)
	}
	e.name = rules.Text{Text: name, Span: row.Span}
	for i, cell := range row.Items {
		if cell.Kind == document.String && cell.Text == "" || cell.Kind == document.Broken {
			continue
		}
		switch c := columns[i]; {
		case c.path[0] == "name" && cell.Kind == document.String:
			e.name = rules.Text{Text: cell.Text, Span: cell.Span}
		case c.path[0] == "like" && cell.Kind == document.String:
			e.like, e.likeAt = cell.Text, cell.Span
		case len(c.path) == 1 && (c.path[0] == "name" || c.path[0] == "like"):
			g.problems.Add(diag.At(cell.Span, "test-cell-text", "name", c.path[0]))
		default:
			put(root, c.path, cell, c.at)
		}
	}
	e.own = given{whole: map[string]*document.Value{}, attributesAt: e.name.Span, inputsAt: e.name.Span}
	if t := root.Member("attributes"); t != nil {
		e.own.attributes = t.Members
	}
	if t := root.Member("inputs"); t != nil {
		e.own.inputs = t.Members
	}
	for _, key := range wholeKeys {
		if v := root.Member(key); v != nil {
			e.own.whole[key] = v
		}
	}
	if e.expect = root.Member("expect"); e.expect == nil {
		g.problems.Add(diag.At(row.Span, "example-expect"))
		return
	}
	g.add(e)
}

// put writes a copy of v into table at path; it stands where v stands, and its
// key at the name of the column.
func put(table *document.Value, path []string, v *document.Value, key diag.Span) {
	at := slices.IndexFunc(table.Members, func(m *document.Value) bool { return m.Name == path[0] })
	var next document.Value
	switch {
	case len(path) == 1:
		next = *v
	case at >= 0 && table.Members[at].Kind == document.Table:
		old := table.Members[at]
		next = document.Value{Kind: document.Table, Span: old.Span, Inline: old.Inline, Members: slices.Clone(old.Members)}
	default:
		next = document.Value{Kind: document.Table, Span: table.Span}
	}
	next.Name, next.Key = path[0], key
	if len(path) > 1 {
		put(&next, path[1:], v, key)
	}
	if at < 0 {
		table.Members = append(table.Members, &next)
		return
	}
	table.Members[at] = &next
}

// column finds what a column is about.
func (g *filing) column(p *rules.Policy, v *document.Value, before []column) (column, bool) {
	if v.Kind != document.String {
		g.problems.Add(diag.At(v.Span, "test-column-text"))
		return column{}, false
	}
	paths := columnPaths(p, v.Text)
	switch {
	case len(paths) == 0:
		g.unknown("test-unknown-column", v.Span, v.Text, columnNames(p))
		return column{}, false
	case len(paths) > 1:
		g.problems.Add(diag.At(v.Span, "test-column-which", "name", v.Text, "one", strings.Join(paths[0], "."), "other", strings.Join(paths[1], ".")))
		return column{}, false
	}
	for _, c := range before {
		short := min(len(c.path), len(paths[0]))
		if short > 0 && slices.Equal(c.path[:short], paths[0][:short]) {
			g.problems.Add(diag.At(v.Span, "test-column-twice", "name", v.Text).And(c.at, "example-first"))
			return column{}, false
		}
	}
	return column{v.Span, paths[0]}, true
}

// columnPaths returns what a name may mean: an attribute or input by its name
// or title, a key of expect, or a key of a case.
func columnPaths(p *rules.Policy, name string) [][]string {
	parts := strings.Split(name, ".")
	if slices.Contains(append([]string{"name", "like"}, wholeKeys...), name) {
		return [][]string{{name}}
	}
	if len(parts) > 1 && slices.Contains([]string{"attributes", "inputs", "expect"}, parts[0]) {
		return [][]string{parts}
	}
	var out [][]string
	for _, titled := range []bool{false, true} {
		for table, fields := range map[string][]*rules.Field{"attributes": p.Attributes, "inputs": p.Inputs} {
			for _, f := range fields {
				if !titled && f.Name == name || titled && f.Title == name {
					out = append(out, []string{table, f.Name})
				}
			}
		}
		if !titled && slices.Contains(expectKeys, parts[0]) {
			out = append(out, append([]string{"expect"}, parts...))
		}
		if len(out) > 0 {
			break
		}
	}
	slices.SortFunc(out, slices.Compare)
	return out
}

func columnNames(p *rules.Policy) []string {
	out := []string{"name", "like", "period", "as_of"}
	for _, f := range slices.Concat(p.Attributes, p.Inputs) {
		out = append(out, f.Name)
	}
	for _, m := range p.Metrics {
		out = append(out, "metrics."+m.ID.Text)
	}
	return append(out, expectKeys...)
}
