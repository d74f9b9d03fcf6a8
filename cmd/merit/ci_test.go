package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"merit/rules/golden"
)

const ciExample = "../../examples/ci"

// TestCIExample runs what continuous integration and pre-commit would: every
// step of the workflow and every hook of examples/ci, in a repository of its
// own, on a pull request with a planted mistake and on the same mended. What
// they print is held against the files beside the mistake.
func TestCIExample(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Fatal("the steps read the old version from git: ", err)
	}
	proposed := contentOf(t, ciExample+"/_pull-request/policies/hotline.toml")
	steps := commandsOf(t, ciExample+"/.github/workflows/merit.yml", "run")
	hooks := commandsOf(t, ciExample+"/.pre-commit-config.yaml", "entry")
	if len(steps) < 5 || len(hooks) < 3 {
		t.Fatalf("found %d steps and %d hooks, want 5 and 3", len(steps), len(hooks))
	}
	cases := contentOf(t, ciExample+"/policies/hotline_test.toml")
	tests := map[string]struct {
		policy, cases string
		failed        []string // the commands that must fail, by what they start with
	}{
		"mistake": {proposed, cases, []string{"merit check", "merit test", "merit diff"}},
		"half":    {edited(t, proposed, "weight = 60", "weight = 55"), cases, []string{"merit check", "merit test"}},
		"mended": {
			edited(t, proposed, "weight = 60", "weight = 55", "score = 76,", "score = 73,"),
			edited(t, cases,
				`"接通率 47.5%：刚好 80 分", "", 190, "", "", 80,`, `"接通率 53%：80 分出头", "", 212, "", "", 80.11,`,
				`"接通率 47.25%：差 0.11 分到 80", "", 189, "", "", 79.89,`, `"接通率 52.75%：差一点到 80 分", "", 211, "", "", 79.99,`),
			nil,
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			repo := repository(t, tt.policy, tt.cases)
			var out bytes.Buffer
			for _, command := range slices.Concat(steps, hooks) {
				code := repo.run(t, &out, command)
				mustFail := slices.ContainsFunc(tt.failed, func(s string) bool { return strings.HasPrefix(command, s) })
				if mustFail != (code == exitProblems) || code > exitProblems {
					t.Errorf("%s exits with %d\n%s", command, code, out.String())
				}
			}
			if summary, err := os.ReadFile(repo.summary); err == nil {
				fmt.Fprintf(&out, "$GITHUB_STEP_SUMMARY\n%s", summary)
			}
			golden.Compare(t, ciExample+"/_pull-request/"+name+".txt", out.Bytes())
		})
	}
}

// TestCIExampleIsTheStarters: what the example shows at work is what merit
// init writes.
func TestCIExampleIsTheStarters(t *testing.T) {
	for _, file := range []string{".github/workflows/merit.yml", ".pre-commit-config.yaml"} {
		if contentOf(t, ciExample+"/"+file) != contentOf(t, "starter/"+file) {
			t.Errorf("%s of examples/ci is not that of merit init", file)
		}
	}
}

// A checkout is a repository as a workflow finds it.
type checkout struct{ dir, summary string }

// repository commits the example as the base and then policy and cases as the
// change.
func repository(t *testing.T, policy, cases string) checkout {
	t.Helper()
	r := checkout{t.TempDir(), filepath.Join(t.TempDir(), "summary.md")}
	for _, file := range []string{"hotline.toml", "hotline_test.toml"} {
		must(t, os.MkdirAll(filepath.Join(r.dir, "policies"), 0o755))
		write(t, filepath.Join(r.dir, "policies", file), contentOf(t, ciExample+"/policies/"+file))
	}
	for _, args := range []string{"init -q -b main", "add -A", "commit -q -m base", "update-ref refs/remotes/origin/main HEAD"} {
		c := exec.Command("git", append([]string{"-c", "user.name=ci", "-c", "user.email=ci@example.com"}, strings.Fields(args)...)...)
		c.Dir = r.dir
		if out, err := c.CombinedOutput(); err != nil {
			t.Fatalf("git %s: %v\n%s", args, err, out)
		}
	}
	write(t, filepath.Join(r.dir, "policies", "hotline.toml"), policy)
	write(t, filepath.Join(r.dir, "policies", "hotline_test.toml"), cases)
	return r
}

// run runs a command as a step does and writes down what it prints and how it
// ends.
func (r checkout) run(t *testing.T, out *bytes.Buffer, command string) int {
	t.Helper()
	c := exec.CommandContext(t.Context(), "sh", "-e", "-c", command)
	c.Dir = r.dir
	c.Env = append(os.Environ(), "GITHUB_WORKSPACE="+r.dir, "GITHUB_BASE_REF=main", "GITHUB_STEP_SUMMARY="+r.summary, "NO_COLOR=1")
	printed, err := c.CombinedOutput()
	code := 0
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		code = exit.ExitCode()
	case err != nil:
		t.Fatal(err)
	}
	if command == "merit version" {
		printed = []byte("…\n")
	}
	fmt.Fprintf(out, "$ %s\n%s[exit %d]\n\n", command, printed, code)
	return code
}

// commandsOf reads the values of a key that stands on lines of its own: all
// that is needed of YAML here.
func commandsOf(t *testing.T, file, key string) []string {
	t.Helper()
	line := regexp.MustCompile(`(?m)^\s+(?:- )?` + key + `: (.*)$`)
	var out []string
	for _, m := range line.FindAllStringSubmatch(contentOf(t, file), -1) {
		if strings.HasPrefix(m[1], "|") || strings.HasPrefix(m[1], ">") {
			t.Fatalf("%s: %s runs over several lines, which no one here reads", file, m[0])
		}
		out = append(out, m[1])
	}
	return out
}

func contentOf(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	must(t, err)
	return string(b)
}

// edited replaces each old by its new, once; every old must be there.
func edited(t *testing.T, text string, edits ...string) string {
	t.Helper()
	for i := 0; i < len(edits); i += 2 {
		if strings.Count(text, edits[i]) != 1 {
			t.Fatalf("%q stands there %d times, want once", edits[i], strings.Count(text, edits[i]))
		}
		text = strings.Replace(text, edits[i], edits[i+1], 1)
	}
	return text
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
