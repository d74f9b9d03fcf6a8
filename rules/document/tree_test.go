package document

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/BurntSushi/toml"

	"merit/rules/diag"
)

// odd are valid files that parsers like to read differently.
var odd = []string{
	"",
	"# nothing\n",
	"\uFEFFa = 1\r\nb = 2",
	"a = 1 # c\n\n[t]\nb = true\n[t.u]\nc = 'x'\n",
	"a.b.c = 1\na.b.d = 2\na.e = 3\n",
	"[a.b.c]\nx = 1\n[a]\ny = 2\n[a.b]\nz = 3\n",
	"[[a]]\nx = 1\n[a.b]\ny = 2\n[[a]]\n[[a.c]]\nz = 1\n[[a.c]]\nz = 2\n[a.b]\ny = 3\n",
	"[a]\nb.c = 1\n[a.d]\ne = 1\n",
	"a = [1, [2.5, 'x'], {b = 1, c.d = [ ]}, # ]\n  2026-01-01,\n]\n",
	"a = {b = {c = [{d = 1}, {d = 2}]}, e = \"}\"}\n",
	"a = {\n  b = 1, # }\n  c = 2,\n}\n",
	"\"a b\" = 1\n'c\"d' = 2\n\"\" = 3\n\"e\\u0041\" = 4\na.\"x.y\".'z' = 5\n",
	"a = \"\\u00e9\\U0001F600\\n\\t\\\\\\\"\\e\\x41\"\n",
	"a = \"\"\"\n  one\\\n\n   two \\\n\n  three\n\"\"\"\n",
	"a = \"\"\"\r\none\r\ntwo\\\r\n  three\"\"\"\r\n",
	"a = \"\"\"x\"\"\"\"\"\nb = '''y'''''\nc = \"\"\"\"z\"\"\"\nd = ''''w'''\n",
	"a = '''\nraw \\ text\n'''\nb = ''\nc = \"\"\nd = \"\"\"\"\"\"\ne = ''''''\n",
	"a = \"\"\"a \\   \n   b\"\"\"\nc = \"\"\"\\\n\"\"\"\nd = \"\"\"\\\\\n x\"\"\"\n",
	"a = 0x1F\nb = 0o17\nc = 0b101\nd = 1_000\ne = +5\nf = -0\ng = 1e3\nh = -1.5E-2\ni = 6.02_2e+2_3\n",
	"a = 2026-03-31\nb = 2026-03-31T17:05:00+08:00\nc = 2026-03-31 17:05:00Z\nd = 2026-03-31T17:05:00.25\ne = 17:05:00\nf = 17:05\ng = 2026-03-31t17:05z\n",
	"a=[\n1\n,\n2\n]\nb=[]\nc=[[]]\nd=[ # x\n]\n",
	"a = \"中文 [ { # 表\" # 注释 ] }\n[\"表\"]\n\"键\" = '值'\n",
	"[ a . b ]\n c = 1\n[[ d . 'e' ]]\n f\t.\tg = 2\n",
	"true = 1\n1 = 2\n3.2 = 3\n-_ = 4\nnan = 5\n2026-01-01 = 6\n",
	"[x]\n[x.y]\n[z.w]\n[z]\n",
}

func TestSameTreeAsBurntSushi(t *testing.T) {
	for _, file := range odd {
		root, problems := Parse(diag.NewSource("t.toml", []byte(file)), Limits{})
		if problems.HasErrors() {
			t.Errorf("%q: %v", file, problems.Err())
			continue
		}
		compareTrees(t, file, root)
		checkSpans(t, root, diag.Span{Start: 0, End: len(file)})
	}
}

func compareTrees(t *testing.T, file string, root *Value) {
	t.Helper()
	var want map[string]any
	if _, err := toml.Decode(file, &want); err != nil {
		t.Fatalf("%q: BurntSushi refuses: %v", file, err)
	}
	if got, want := plain(root), plainOf(want); got != want {
		t.Errorf("%q:\n got %s\nwant %s", file, got, want)
	}
}

// plain writes v so that equal trees give equal texts.
func plain(v *Value) string {
	switch v.Kind {
	case Table:
		var out []string
		for _, m := range v.Members {
			out = append(out, fmt.Sprintf("%q:%s", m.Name, plain(m)))
		}
		slices.Sort(out)
		return "{" + strings.Join(out, " ") + "}"
	case Array:
		var out []string
		for _, m := range v.Items {
			out = append(out, plain(m))
		}
		return "[" + strings.Join(out, " ") + "]"
	case String:
		return fmt.Sprintf("%q", v.Text)
	case Integer:
		return v.Number.RatString()
	case Float:
		f, _ := v.Number.Float64()
		return fmt.Sprintf("float %v", f+0)
	case Boolean:
		return fmt.Sprint(v.Bool)
	case LocalDate:
		return v.Date.String()
	case OffsetDateTime:
		return fmt.Sprint(v.Time.Instant())
	}
	return "time " + clock(v.Text)
}

func clock(text string) string {
	text = strings.Replace(strings.ToUpper(text), " ", "T", 1)
	if strings.Count(text, ":") == 1 {
		text += ":00"
	}
	if i := strings.IndexByte(text, '.'); i >= 0 {
		text = strings.TrimRight(text[:min(len(text), i+10)], "0")
	}
	return strings.TrimSuffix(text, ".")
}

func plainOf(v any) string {
	switch v := v.(type) {
	case map[string]any:
		var out []string
		for k, m := range v {
			out = append(out, fmt.Sprintf("%q:%s", k, plainOf(m)))
		}
		slices.Sort(out)
		return "{" + strings.Join(out, " ") + "}"
	case []map[string]any:
		var out []string
		for _, m := range v {
			out = append(out, plainOf(m))
		}
		return "[" + strings.Join(out, " ") + "]"
	case []any:
		var out []string
		for _, m := range v {
			out = append(out, plainOf(m))
		}
		return "[" + strings.Join(out, " ") + "]"
	case string:
		return fmt.Sprintf("%q", v)
	case int64:
		return big.NewRat(v, 1).RatString()
	case float64:
		return fmt.Sprintf("float %v", v+0)
	case bool:
		return fmt.Sprint(v)
	case time.Time:
		switch v.Location().String() {
		case "date-local":
			return v.Format("2006-01-02")
		case "datetime-local":
			return "time " + v.Format("2006-01-02T15:04:05.999999999")
		case "time-local":
			return "time " + v.Format("15:04:05.999999999")
		}
		return fmt.Sprint(v.UnixNano())
	}
	return fmt.Sprintf("? %T", v)
}

// checkSpans checks what holds for every value: spans lie in the file, values
// lie inside the brackets around them, and every byte of a text is located.
func checkSpans(t *testing.T, v *Value, around diag.Span) {
	t.Helper()
	if v.Span.Start < around.Start || v.Span.End > around.End || v.Span.Start > v.Span.End {
		t.Fatalf("%q: span %d..%d outside %d..%d", v.Name, v.Span.Start, v.Span.End, around.Start, around.End)
	}
	if !v.Key.IsZero() && (v.Key.Start >= v.Key.End || v.Key.End > len(v.Key.Source.Bytes)) {
		t.Fatalf("%q: key %d..%d", v.Name, v.Key.Start, v.Key.End)
	}
	if len(v.Text) < 1000 {
		checkLocate(t, v)
	}
	inside := diag.Span{End: len(v.Span.Source.Bytes)}
	if v.Kind == Array && v.made != byHeaders || v.Inline && v.Key != v.Span {
		inside = v.Span
	}
	for _, m := range slices.Concat(v.Members, v.Items) {
		if m.Kind != Broken {
			checkSpans(t, m, inside)
		}
	}
}

func checkLocate(t *testing.T, v *Value) {
	t.Helper()
	last := v.Span.Start
	for i := range len(v.Text) + 1 {
		at := v.Locate(i, i+1)
		if at.Start < last || at.End < at.Start || at.End > v.Span.End {
			t.Fatalf("%s: byte %d at %d..%d after %d", v.Span.Text(), i, at.Start, at.End, last)
		}
		last = at.Start
	}
	v.Locate(-5, -7)
	v.Locate(5, 1<<40)
}

func TestSpans(t *testing.T) {
	file := "[policy]\nid = \"a\" # x\neff = { from = 2026-01-01, to.x = [1,\n 2] }\n[[a.m]]\nt = \"\"\"\nx\"\"\"\n'k y'.z = true\n"
	root, problems := Parse(diag.NewSource("t.toml", []byte(file)), Limits{})
	if len(problems) > 0 {
		t.Fatal(problems.Err())
	}
	element := root.Member("a").Member("m").Items[0]
	for _, c := range []struct {
		v         *Value
		key, span string
	}{
		{root, "", file},
		{root.Member("policy"), "policy", "policy"},
		{root.Member("policy").Member("id"), "id", `"a"`},
		{root.Member("policy").Member("eff"), "eff", "{ from = 2026-01-01, to.x = [1,\n 2] }"},
		{root.Member("policy").Member("eff").Member("from"), "from", "2026-01-01"},
		{root.Member("policy").Member("eff").Member("to"), "to", "to"},
		{root.Member("policy").Member("eff").Member("to").Member("x"), "x", "[1,\n 2]"},
		{root.Member("policy").Member("eff").Member("to").Member("x").Items[1], "", "2"},
		{root.Member("a"), "a", "a"},
		{root.Member("a").Member("m"), "m", "m"},
		{element, "m", "m"},
		{element.Member("t"), "t", "\"\"\"\nx\"\"\""},
		{element.Member("k y"), "'k y'", "'k y'"},
		{element.Member("k y").Member("z"), "z", "true"},
	} {
		if c.v.Key.Text() != c.key || c.v.Span.Text() != c.span {
			t.Errorf("key %q span %q, want %q %q", c.v.Key.Text(), c.v.Span.Text(), c.key, c.span)
		}
	}
}

func TestNumbersAreExact(t *testing.T) {
	for text, want := range map[string]string{
		"33.3": "333/10", "0.1": "1/10", "1e2": "100", "1_000.5": "2001/2", "-0": "0", "0x10": "16",
		"9007199254740993": "9007199254740993", "0.100000000000000000000000000001": "100000000000000000000000000001/1000000000000000000000000000000",
	} {
		root, problems := Parse(diag.NewSource("t.toml", []byte("a = "+text)), Limits{})
		if len(problems) > 0 || root.Member("a").Number.RatString() != want {
			t.Errorf("%s: %v %v", text, root.Member("a").Number, problems.Err())
		}
	}
}
