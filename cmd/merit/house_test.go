package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// floors says how high each package stands: it may import lower ones only. A
// new package gets its row here.
var floors = map[string]int{
	"merit/rules/abreast":  0,
	"merit/rules/text":     0,
	"merit/rules/calendar": 0,
	"merit/rules/golden":   0,

	"merit/rules/diag": 1,

	"merit/rules/document": 2,
	"merit/rules/formula":  2,

	"merit/rules/formula/oracle": 3,
	"merit/rules":                3,

	"merit/rules/analysis": 4,
	"merit/rules/edit":     5,

	"merit/engine/facts": 4,

	"merit/engine": 5,

	"merit/engine/records": 6,
	"merit/engine/suite":   6,
	"merit/engine/report":  6,

	"merit/engine/mutation": 7,
	"merit/policies":        7,

	"merit/server": 8,

	"merit/cmd/merit":    9,
	"merit/bench":        9,
	"merit/bench/reload": 9,

	"merit/bench/many": 9,

	"merit/examples/story":                7,
	"merit/examples/call-centre/generate": 0,
	"merit/examples/help-desk/generate":   0,
	"merit/examples/incidents/generate":   0,
	"merit/examples/sales/generate":       0,
	"merit/examples/team/generate":        0,
}

// rooms says where an outside module may be imported. The longest path that
// fits counts; what fits none may be imported nowhere but in tests.
var rooms = map[string][]string{
	"github.com/BurntSushi/toml":     {"merit/rules/document"},
	"github.com/pelletier/go-toml":   {"merit/rules/document"},
	"github.com/expr-lang/expr":      {"merit/rules/formula", "merit/rules/formula/oracle"},
	"github.com/expr-lang/expr/vm":   {"merit/rules/formula/oracle"},
	"github.com/fsnotify/fsnotify":   {"merit/policies"},
	"github.com/gin-gonic/gin":       {"merit/server"},
	"golang.org/x/text/unicode/norm": {"merit/rules", "merit/rules/document"}, // names that look alike
	"golang.org/x/text/width":        {"merit/rules/diag"},
	"golang.org/x/text/encoding":     {"merit/engine/records"},
	"github.com/xuri/excelize":       {"merit/engine/records"},
	"github.com/parquet-go":          {"merit/engine/records"},
	"github.com/prometheus":          {"merit/server"},
	"golang.org/x/time":              {"merit/server"},
	"github.com/spf13/cobra":         {"merit/cmd/merit"},
	"golang.org/x/term":              {"merit/cmd/merit"},
	"merit/rules/golden":             {},
	"merit/rules/formula/oracle":     {"merit/bench"},
	"merit/examples":                 {},
	"merit/cmd":                      {},
}

// impure is what the language and the engine must not reach: files, network,
// clock and randomness come in through the front door.
var impure = []string{"os", "io/ioutil", "net", "time", "math/rand", "crypto/rand", "log"}

// excused may import some of it: calendar counts days with package time,
// formula tells expr's checker that dates are of its type, and golden is for
// tests. TestNoClock looks at what they do with it.
var excused = map[string][]string{
	"merit/rules/calendar":       {"time"},
	"merit/rules/formula":        {"time"},
	"merit/rules/formula/oracle": {"time"},
	"merit/rules/golden":         {"os"},
}

var folders = []string{"bench", "cmd", "docs", "engine", "examples", "policies", "rules", "server", "tools"}

// nameless are package names that say nothing about what is inside.
var nameless = []string{"util", "utils", "common", "helper", "helpers", "types", "models", "misc", "base", "shared", "lib"}

// A listed package is what go list says of one, test files left out.
type listed struct {
	ImportPath string
	Name       string
	Imports    []string
	GoFiles    []string
	Dir        string
}

func TestHouse(t *testing.T) {
	for _, v := range violations(list(t)) {
		t.Error(v)
	}
	for _, v := range strangers(topFolders(t)) {
		t.Error(v)
	}
}

// TestHouseSeesViolations runs the same checks over a house with one of each
// mistake, so that a check which has gone blind is noticed.
func TestHouseSeesViolations(t *testing.T) {
	tests := []struct{ from, to, want string }{
		{"merit/rules/text", "merit/rules/diag", "must not import upward"},
		{"merit/engine", "merit/engine/records", "must not import upward"},
		{"merit/engine/suite", "merit/engine/records", "must not import upward"},
		{"merit/rules", "github.com/expr-lang/expr/parser", "belongs to"},
		{"merit/rules/formula", "github.com/expr-lang/expr/vm", "belongs to"},
		{"merit/rules", "github.com/BurntSushi/toml", "belongs to"},
		{"merit/policies", "github.com/pelletier/go-toml/v2/unstable", "belongs to"},
		{"merit/server", "github.com/fsnotify/fsnotify", "belongs to"},
		{"merit/cmd/merit", "github.com/gin-gonic/gin", "belongs to"},
		{"merit/engine", "golang.org/x/text/width", "belongs to"},
		{"merit/server", "github.com/spf13/cobra", "belongs to"},
		{"merit/server", "golang.org/x/term", "belongs to"},
		{"merit/engine", "merit/rules/golden", "belongs to"},
		{"merit/engine", "merit/rules/formula/oracle", "belongs to"},
		{"merit/engine", "pgregory.net/rapid", "belongs to"},
		{"merit/engine", "os", "must stay pure"},
		{"merit/engine/facts", "net/http", "must stay pure"},
		{"merit/engine", "time", "must stay pure"},
		{"merit/engine/records", "os", "must stay pure"},
		{"merit/rules", "math/rand/v2", "must stay pure"},
		{"merit/rules/calendar", "os", "must stay pure"},
		{"merit/server/extra", "strings", "has no floor"},
		{"merit/engine/util", "strings", "says nothing"},
	}
	for _, tt := range tests {
		name := tt.from[strings.LastIndex(tt.from, "/")+1:]
		graph := []listed{{ImportPath: tt.from, Name: name, Imports: []string{tt.to}, GoFiles: []string{"x.go"}}}
		got := strings.Join(violations(graph), "\n")
		if !strings.Contains(got, tt.want) {
			t.Errorf("%s importing %s: got %q, want a violation that %s", tt.from, tt.to, got, tt.want)
		}
	}
	if got := strangers([]string{"cmd", "pkg"}); len(got) != 1 {
		t.Errorf("strangers(cmd, pkg) = %q, want the one about pkg", got)
	}
}

// TestNoClock refuses the functions of package time that read the clock or
// wait for it, in every package that must stay pure.
func TestNoClock(t *testing.T) {
	for _, p := range list(t) {
		if !mustBePure(p.ImportPath) {
			continue
		}
		for _, name := range p.GoFiles {
			code, err := os.ReadFile(filepath.Join(p.Dir, name))
			if err != nil {
				t.Fatal(err)
			}
			if found := clock.Find(code); found != nil {
				t.Errorf("%s/%s looks at the clock: %s", p.ImportPath, name, found)
			}
		}
	}
	if !clock.MatchString("at := time.Now()") || clock.MatchString("time.Unix(0, n)") {
		t.Errorf("%s does not tell time.Now from time.Unix", clock)
	}
}

var clock = regexp.MustCompile(`\btime\.(Now|Since|Until|After|AfterFunc|Sleep|Tick|NewTimer|NewTicker|Local|LoadLocation)\b`)

// violations lists what is wrong with the packages of the house.
func violations(packages []listed) []string {
	var all []string
	say := func(format string, args ...any) { all = append(all, fmt.Sprintf(format, args...)) }
	for _, p := range packages {
		if len(p.GoFiles) == 0 {
			continue // tests only
		}
		if slices.Contains(nameless, p.Name) || slices.Contains(nameless, p.ImportPath[strings.LastIndex(p.ImportPath, "/")+1:]) {
			say("%s: the name %s says nothing", p.ImportPath, p.Name)
		}
		floor, ok := floors[p.ImportPath]
		if !ok {
			say("%s has no floor: give it a row in the table floors", p.ImportPath)
			continue
		}
		for _, to := range p.Imports {
			if f, ours := floors[to]; ours && f >= floor {
				say("%s (floor %d) must not import upward or sideways: %s (floor %d)", p.ImportPath, floor, to, f)
			}
			if room, ok := roomOf(to); !ok && !slices.Contains(room, p.ImportPath) {
				say("%s must not import %s, which belongs to %q", p.ImportPath, to, room)
			}
			if mustBePure(p.ImportPath) && isImpure(to) && !slices.Contains(excused[p.ImportPath], to) {
				say("%s must stay pure and not import %s", p.ImportPath, to)
			}
		}
	}
	return all
}

// roomOf returns where an import may stand, and whether it may stand anywhere.
func roomOf(path string) (room []string, anywhere bool) {
	longest := -1
	for prefix, packages := range rooms {
		if within(path, prefix) && len(prefix) > longest {
			room, longest = packages, len(prefix)
		}
	}
	if longest >= 0 {
		return room, false
	}
	first, _, _ := strings.Cut(path, "/")
	return nil, !strings.Contains(first, ".") // ours or the standard library's
}

func within(path, prefix string) bool { return path == prefix || strings.HasPrefix(path, prefix+"/") }

func mustBePure(path string) bool { return within(path, "merit/rules") || within(path, "merit/engine") }

func isImpure(path string) bool {
	return slices.ContainsFunc(impure, func(prefix string) bool { return within(path, prefix) })
}

func strangers(names []string) []string {
	var all []string
	for _, name := range names {
		if !slices.Contains(folders, name) {
			all = append(all, fmt.Sprintf("the folder %s has no place in the house: %q", name, folders))
		}
	}
	return all
}

const top = "../.."

func topFolders(t *testing.T) []string {
	entries, err := os.ReadDir(top)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		if e.IsDir() && !strings.HasPrefix(e.Name(), ".") && e.Name() != "dist" {
			names = append(names, e.Name())
		}
	}
	return names
}

func list(t *testing.T) []listed {
	cmd := exec.CommandContext(t.Context(), "go", "list", "-json=ImportPath,Name,Imports,GoFiles,Dir", "./...")
	cmd.Dir = top
	var wrong bytes.Buffer
	cmd.Stderr = &wrong
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, wrong.Bytes())
	}
	var all []listed
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		if err := d.Decode(&p); err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	if len(all) < 10 {
		t.Fatalf("go list found %d packages, want the whole house", len(all))
	}
	return all
}
