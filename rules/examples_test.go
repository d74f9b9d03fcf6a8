package rules

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"merit/rules/diag"
)

// TestLikeDeep: an example may start from another, and so on, but not without
// end; a chain that is too long is refused where it becomes so, once, however
// long it is.
func TestLikeDeep(t *testing.T) {
	base := string(readSource(t, "testdata/good/agreement.toml").Bytes)
	for _, tt := range []struct {
		examples int
		want     []string // what the like says that is refused
	}{{1, nil}, {mostLike, nil}, {mostLike + 1, []string{"e31"}}, {4_000, []string{"e31"}}} {
		var b strings.Builder
		b.WriteString(base)
		for i := range tt.examples {
			fmt.Fprintf(&b, "[[examples]]\nname = \"e%d\"\n", i)
			if i > 0 {
				fmt.Fprintf(&b, "like = \"e%d\"\n", i-1)
			}
			b.WriteString("expect = { score = 1 }\n")
		}
		_, problems := Read(diag.NewSource("chain.toml", []byte(b.String())))
		var deep []string
		for _, d := range problems {
			if d.Code == "example-like-deep" {
				deep = append(deep, strings.Trim(d.Span.Text(), `"`))
			}
		}
		if !slices.Equal(deep, tt.want) {
			t.Errorf("%d examples: refused %v, want %v", tt.examples, deep, tt.want)
		}
	}
}
