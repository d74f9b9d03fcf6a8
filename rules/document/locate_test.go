package document

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"merit/rules/diag"
)

func TestLocate(t *testing.T) {
	for _, c := range []struct{ literal, find, want string }{
		{`"a + 客户 * 2"`, "客户", "客户"},
		{`"a\u5ba2b"`, "客", `\u5ba2`},
		{`"a\u5ba2b"`, "客b", `\u5ba2b`},
		{`"a\U00005ba2\x41\e\\\"b"`, "A", `\x41`},
		{`"\tab"`, "\ta", `\ta`},
		{`'\tab'`, "ab", "ab"},
		{"\"\"\"\n  a + \\\n\n    b\"\"\"", "a + b", "a + \\\n\n    b"},
		{"\"\"\"\n  a + \\\n\n    b\"\"\"", "a + ", "a + "},
		{"\"\"\"\n  a + \\\n\n    b\"\"\"", "b", "b"},
		{"\"\"\"\r\na\r\nb\\\r\n c\"\"\"", "b", "b"},
		{"'''\r\na\r\nb'''", "a\r\nb", "a\r\nb"},
		{`"""x"""""`, `""`, `""`},
		{`"""\"\"\"x"""""`, `x""`, `x""`},
		{`'''x'''''`, `''`, `''`},
	} {
		file := "\uFEFF# 注释\r\nk = " + c.literal + "\r\n"
		root, problems := Parse(diag.NewSource("t.toml", []byte(file)), Limits{})
		if problems.HasErrors() {
			t.Errorf("%s: %v", c.literal, problems.Err())
			continue
		}
		v := root.Member("k")
		from := strings.Index(v.Text, c.find)
		if got := v.Locate(from, from+len(c.find)).Text(); from < 0 || got != c.want {
			t.Errorf("%s: %q of %q is at %q, want %q", c.literal, c.find, v.Text, got, c.want)
		}
	}
}

// TestLocateFindsWhatWasWritten writes strings piece by piece, knowing where
// each piece of the decoded text came from.
func TestLocateFindsWhatWasWritten(t *testing.T) {
	type piece struct{ written, means string }
	letters := []piece{{"a", "a"}, {" ", " "}, {"客", "客"}, {"😀", "😀"}, {"\t", "\t"}, {"#", "#"}, {"[", "["}}
	escapes := []piece{
		{`\n`, "\n"}, {`\"`, `"`}, {`\\`, `\`}, {`\t`, "\t"}, {`\e`, "\x1b"}, {`\x41`, "A"}, {`\u5ba2`, "客"}, {`\U0001F600`, "😀"},
	}
	lines := []piece{{"\n", "\n"}, {"\r\n", "\r\n"}}
	folds := []piece{{"\\\n", ""}, {"\\  \r\n\n ", ""}}
	rapid.Check(t, func(t *rapid.T) {
		kind := rapid.SampledFrom([]string{`"`, `'`, `"""`, `'''`}).Draw(t, "quotes")
		pieces := append([]piece(nil), letters...)
		if kind[0] == '"' {
			pieces = append(pieces, escapes...)
		}
		if len(kind) == 3 {
			pieces = append(pieces, lines...)
		}
		if kind == `"""` {
			pieces = append(pieces, folds...)
		}
		chosen := rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 12).Draw(t, "pieces")
		file := "k = " + kind
		if len(kind) == 3 {
			file += rapid.SampledFrom([]string{"", "\n", "\r\n"}).Draw(t, "first line")
		}
		type place struct{ from, to, textFrom, textTo int }
		var places []place
		text, trimming := "", len(kind) == 3 && strings.HasSuffix(file, kind)
		for _, c := range chosen {
			blank := strings.Trim(c.written, " \t\r\n") == ""
			switch {
			case trimming && blank && file == "k = "+kind && c.written != " " && c.written != "\t":
				// a line break right after the quotes does not count
			case strings.HasPrefix(c.written, "\\") && c.means == "":
				trimming = true
				file += c.written
				continue
			case trimming && blank && strings.Contains(file, "\\"):
				// blanks after a folded line end do not count
				file += c.written
				continue
			default:
				places = append(places, place{len(file), len(file) + len(c.written), len(text), len(text) + len(c.means)})
				text += c.means
			}
			trimming = false
			file += c.written
		}
		file += kind
		root, problems := Parse(diag.NewSource("t.toml", []byte(file)), Limits{})
		if problems.HasErrors() {
			t.Fatalf("%q: %v", file, problems.Err())
		}
		v := root.Member("k")
		if v.Text != text {
			t.Fatalf("%q decodes to %q, want %q", file, v.Text, text)
		}
		for _, p := range places {
			if at := v.Locate(p.textFrom, p.textTo); at.Start != p.from || at.End != p.to {
				t.Fatalf("%q: %d..%d is at %d..%d, want %d..%d", file, p.textFrom, p.textTo, at.Start, at.End, p.from, p.to)
			}
		}
	})
}

func ExampleValue_Locate() {
	root, _ := Parse(diag.NewSource("p.toml", []byte(`when = "a \u003e 2"`)), Limits{})
	v := root.Member("when")
	fmt.Println(v.Text, v.Locate(2, 3).Text())
	// Output: a > 2 \u003e
}
