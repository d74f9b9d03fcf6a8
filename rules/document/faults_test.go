package document

import (
	"fmt"
	"strings"
	"testing"

	"merit/rules/diag"
)

// problemsOf writes the problems of a file as "line:column code" lines.
func problemsOf(t *testing.T, file string) []string {
	t.Helper()
	_, problems := Parse(diag.NewSource("t.toml", []byte(file)), Limits{})
	var out []string
	for _, d := range problems {
		at := d.Span.Position()
		out = append(out, fmt.Sprintf("%d:%d %s", at.Line, at.Column, d.Code))
	}
	return out
}

// faults are the rows of table T of the fault catalogue, and their kin: a
// file, and where it must be refused and with which code.
var faults = []struct {
	name, file string
	want       string // "line:column code", several joined by "; "; "" is no problem
}{
	{"T1 duplicate key", "id = 1\nid = 2\n", "2:1 duplicate-key"},
	{"T1 duplicate table", "[a]\nx = 1\n[a]\nx = 2\n", "3:2 redefined-table"},
	{"T1 duplicate dotted", "a.b = 1\na.b = 2\n", "2:3 duplicate-key"},
	{"T1 duplicate in braces", "a = { x = 1, x = 2 }\n", "1:14 duplicate-key"},
	{"T1 table after value", "a = 1\n[a]\n", "2:2 redefined-table"},
	{"T1 table after dots", "a.b = 1\n[a]\n", "2:2 redefined-table"},
	{"T1 dots into header", "[a.b]\nx = 1\n[a]\nb.y = 2\n", "4:1 redefined-table"},
	{"T1 dots into braces", "a = { x = 1 }\na.y = 2\n", "2:1 redefined-table"},
	{"T1 header into braces", "a = { x = 1 }\n[a.b]\n", "2:2 redefined-table"},
	{"T1 element after table", "[a]\n[[a]]\n", "2:3 redefined-table"},
	{"T1 table after element", "[[a]]\n[a]\n", "2:2 redefined-table"},
	{"T1 element after array", "a = []\n[[a]]\n", "2:3 redefined-table"},
	{"T2 case", "weight = 1\nWeight = 2\n", "2:1 confusable-keys"},
	{"T2 full width", "\"weight\" = 1\n\"ｗeight\" = 2\n", "2:1 confusable-keys"},
	{"T2 Cyrillic", "a = 1\n\"а\" = 2\n", "2:1 confusable-keys"},
	{"T2 in braces", "x = { a = 1, A = 2 }\n", "1:14 confusable-keys"},
	{"T4 GBK value", "id = 1\nname = \"\xbc\xa8\xd0\xa7\"\n", "2:9 not-utf8"},
	{"T4 GBK comment", "# \xbc\xa8\n", "1:3 not-utf8"},
	{"T4 neither", "name = \"\xff\"\n", "1:9 not-utf8"},
	{"T5 UTF-16", "\xff\xfea\x00=\x001\x00", "1:1 not-utf8"},
	{"T5 NUL", "a = \"\x00\"\n", "1:6 not-utf8"},
	{"T6 mark and CRLF", "\uFEFFa = 1\r\n[b]\r\nc = '''\r\nx\r\n'''\r\n", ""},
	{"T6 mark counts", "\uFEFFa = 08\r\n", "1:5 toml-syntax"},
	{"T6 bare return", "a = 1\rb = 2\n", "1:6 control-character"},
	{"T6 bare return in comment", "# a\rb\nb = 2\n", "1:4 control-character"},
	{"an open quote takes its brace along", "x = { a = 'b' , c = 'd }\n", "1:21 toml-syntax"},
	{"an open quote takes its bracket along", "x = [\"a\", \"b]\n", "1:11 toml-syntax"},
	{"an open quote in a list in braces", "x = { a = [1, \"b }\n", "1:15 toml-syntax"},
	{"an open brace behind a string", "x = { a = 'b'\n", "1:5 toml-syntax"},
	{"T7 leading zero", "a = 08\n", "1:5 toml-syntax"},
	{"T7 decimal comma", "a = 0,3\n", "1:5 toml-syntax"},
	{"T7 percent", "a = 30%\n", "1:5 toml-syntax"},
	{"T7 full-width digits", "a = ０.３\n", "1:5 toml-syntax"},
	{"T7 full-width quotes", "a = “b”\n", "1:5 toml-syntax"},
	{"T7 full-width equals", "a ＝ 1\n", "1:3 toml-syntax"},
	{"T7 ideographic space", "a =　1\n", "1:4 toml-syntax"},
	{"T7 no-break space", "a =\u00a01\n", "1:4 toml-syntax"},
	{"T7 space before key", "　a = 1\n", "1:1 toml-syntax"},
	{"T7 Chinese key", "名称 = 1\n", "1:1 toml-syntax"},
	{"T8 not finite", "a = nan\nb = -inf\nc = [1, +inf]\n", "1:5 not-finite; 2:5 not-finite; 3:9 not-finite"},
	{"T9 float", "a = 1e999\n", "1:5 number-range"},
	{"T9 integer", "a = 9223372036854775808\n", "1:5 number-range"},
	{"T9 beyond 2^53 is for others", "a = 9007199254740993\n", ""},
	{"T10 tiny", "a = 1e-99999999\n", "1:5 number-range"},
	{"T10 huge", "a = 0e99999999999999999999\n", "1:5 number-range"},
	{"T12 date", "a = 2026-02-30\n", "1:5 invalid-date"},
	{"T12 date in list", "a = [2026-02-28, 2026-13-01]\n", "1:18 invalid-date"},
	{"T13 zero width key", "\"a\u200b\" = 1\n", "1:1 invisible-character"},
	{"T13 zero width value", "a = \"x\u200by\"\n", "1:7 invisible-character"},
	{"T13 escaped", "a = \"x\\u202Ey\"\n", "1:7 invisible-character"},
	{"T13 comment", "a = 1 # x\u202ey\n", "1:10 invisible-character"},
	{"T13 comment joiner is fine", "a = 1 # 👨\u200d👩\n", ""},
	{"T13 outside text", "a\u200b = 1\n", "1:2 invisible-character"},
	{"T13 mark inside", "a = 1\n\uFEFFb = 2\n", "2:1 invisible-character"},
	{"T14 deep arrays", "a = " + strings.Repeat("[", 17) + strings.Repeat("]", 17) + "\nb = 08\n", "1:21 too-deep; 2:5 toml-syntax"},
	{"T14 sixteen are fine", "a = " + strings.Repeat("[", 16) + strings.Repeat("]", 16) + "\n", ""},
	{"T14 brackets in text", "a = \"" + strings.Repeat("[", 99) + "\" # " + strings.Repeat("{", 99) + "\n", ""},
	{"T15 dotted key", "a.b.c.d.e.f.g.h.i = 1\n", "1:16 too-deep"},
	{"T15 eight parts are fine", "a.b.c.d.e.f.g.h = 1\n", ""},
	{"T15 header", "[a.b.c.d.e.f.g.h.i]\n", "1:17 too-deep"},
	{"T15 long key", strings.Repeat("k", 600) + " = 1\n", "1:602 too-large"},
	{"T17 empty", "", ""},
	{"T17 comment only", "# nothing", ""},
}

func TestFaults(t *testing.T) {
	for _, f := range faults {
		t.Run(f.name, func(t *testing.T) {
			if got := strings.Join(problemsOf(t, f.file), "; "); got != f.want {
				t.Errorf("%q:\n got %s\nwant %s", brief(f.file), got, f.want)
			}
		})
	}
}

func TestBothPlacesAreNamed(t *testing.T) {
	for _, f := range faults {
		if !strings.HasPrefix(f.name, "T1 ") && !strings.HasPrefix(f.name, "T2 ") {
			continue
		}
		_, problems := Parse(diag.NewSource("t.toml", []byte(f.file)), Limits{})
		for _, d := range problems {
			if len(d.Related) != 1 || d.Related[0].Span.Start >= d.Span.Start {
				t.Errorf("%s: related places %v", f.name, d.Related)
			}
		}
	}
}
