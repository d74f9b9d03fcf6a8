package formula

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/expr-lang/expr/builtin"
	"github.com/expr-lang/expr/parser/operator"

	"merit/rules/golden"
)

// TestExprIsReviewed lists everything that expr lets people write: a new
// builtin, operator, kind of node or keyword changes the list, and somebody
// has to decide about it before the new version is used.
func TestExprIsReviewed(t *testing.T) {
	dir, version := exprModule(t)
	var out bytes.Buffer
	list := func(title string, words []string) {
		slices.Sort(words)
		fmt.Fprintf(&out, "%s:\n  %s\n", title, strings.Join(slices.Compact(words), "\n  "))
	}
	list("version", []string{version})
	list("builtins", slices.Collect(maps.Keys(builtin.Index)))
	list("unary operators", slices.Collect(maps.Keys(operator.Unary)))
	list("binary operators", slices.Collect(maps.Keys(operator.Binary)))
	list("kinds of nodes", matches(t, filepath.Join(dir, "ast", "node.go"), `(?m)^type (\w+Node) struct`))
	list("functions with predicates", matches(t, filepath.Join(dir, "parser", "parser.go"), `(?m)^\t"(\w+)":\s+\{\[\]arg`))
	list("words and signs of the lexer", matches(t, filepath.Join(dir, "parser", "lexer", "state.go"), `"([a-zA-Z&=*<>?.|:;,%+^#!-]+)"`))
	list("errors of the parser", matches(t, filepath.Join(dir, "parser", "parser.go"), `p\.error(?:At)?\((?:\w+, )?"([^"]+)"`))
	golden.Compare(t, "testdata/expr.golden", out.Bytes())
}

// exprModule returns where expr's source is and its version.
func exprModule(t *testing.T) (dir, version string) {
	t.Helper()
	out, err := exec.Command("go", "list", "-f", "{{.Module.Dir}} {{.Module.Version}}", "github.com/expr-lang/expr").Output()
	if err != nil {
		t.Fatal(err)
	}
	line := strings.TrimSpace(string(out))
	i := strings.LastIndexByte(line, ' ')
	return line[:i], line[i+1:]
}

func matches(t *testing.T, path, pattern string) []string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, m := range regexp.MustCompile(pattern).FindAllStringSubmatch(string(data), -1) {
		found = append(found, m[1])
	}
	if len(found) == 0 {
		t.Fatalf("%s: nothing matches %s", path, pattern)
	}
	return found
}
