package main

import (
	"bytes"
	"context"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"merit/policies"
	"merit/rules/golden"
	"merit/server"
)

// TestDocs runs what the documentation shows. Every ```console block of a
// Markdown file holds commands after "$ " and, below each, what it prints;
// a command with nothing below it has only to run. With -update the outputs
// are rewritten. A last line ending in … cuts an output short.
func TestDocs(t *testing.T) {
	t.Chdir("../..")
	for _, file := range documents(t) {
		t.Run(file, func(t *testing.T) {
			b, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			golden.Compare(t, file, console.ReplaceAllFunc(b, func(block []byte) []byte {
				return []byte(rerun(t, string(block)))
			}))
		})
	}
}

var console = regexp.MustCompile("(?s)```console\n.*?```")

func documents(t *testing.T) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && strings.HasPrefix(d.Name(), ".") && path != "." {
			return fs.SkipDir
		}
		if strings.HasSuffix(path, ".md") {
			files = append(files, path)
		}
		return err
	})
	if err != nil || !slices.Contains(files, "README.md") {
		t.Fatal("no README.md among", files, err)
	}
	return files
}

// rerun returns a block with the outputs its commands have now.
func rerun(t *testing.T, block string) string {
	t.Helper()
	var out strings.Builder
	body := strings.TrimSuffix(strings.TrimPrefix(block, "```console\n"), "```")
	for _, step := range strings.Split("\n"+body, "\n$ ")[1:] {
		command, shown, _ := strings.Cut(step, "\n")
		out.WriteString("$ " + command + "\n")
		got := strings.TrimRight(printed(t, command), "\n")
		switch shown = strings.TrimRight(shown, "\n"); {
		case shown == "":
		case strings.HasSuffix(shown, "…") && strings.HasPrefix(got, strings.TrimSuffix(shown, "…")):
			out.WriteString(shown + "\n")
		default:
			out.WriteString(got + "\n")
		}
	}
	return "```console\n" + out.String() + "```"
}

// printed runs a command and returns what it prints on both streams.
func printed(t *testing.T, command string) string {
	t.Helper()
	words := strings.Fields(strings.ReplaceAll(command, "'", ""))
	switch words[0] {
	case "merit":
		return merit(t, words[1:])
	case "curl":
		return curl(t, words)
	}
	t.Fatalf("no one runs %q", command)
	return ""
}

func merit(t *testing.T, args []string) string {
	t.Helper()
	if i := slices.Index(args, "-o"); i >= 0 {
		args = slices.Clone(args)
		args[i+1] = filepath.Join(t.TempDir(), filepath.Base(args[i+1]))
	}
	var out bytes.Buffer
	a := &app{in: strings.NewReader(""), out: &out, err: &out, getenv: func(string) string { return "" }}
	code := a.run(context.Background(), args)
	if code > exitProblems {
		t.Errorf("merit %s exits with %d\n%s", strings.Join(args, " "), code, out.String())
	}
	return out.String()
}

// curl asks the service with the shipped agreements what a curl line asks.
func curl(t *testing.T, words []string) string {
	t.Helper()
	live, err := policies.OpenFS(policies.Shipped, policies.Options{Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	url := words[len(words)-1]
	path := strings.TrimPrefix(url, "http://127.0.0.1:8080")
	if path == url {
		t.Fatalf("%s is not the address the documentation serves on", url)
	}
	req := httptest.NewRequest("GET", path, nil)
	if i := slices.IndexFunc(words, func(w string) bool { return strings.HasPrefix(w, "--data") }); i >= 0 {
		body, err := os.ReadFile(strings.TrimPrefix(words[i+1], "@"))
		if err != nil {
			t.Fatal(err)
		}
		req = httptest.NewRequest("POST", path, bytes.NewReader(body))
		req.Header.Set("Content-Type", words[slices.Index(words, "Content-Type:")+1])
	}
	w := httptest.NewRecorder()
	server.New(live, server.Options{Logger: slog.New(slog.DiscardHandler)}).ServeHTTP(w, req)
	if w.Code != http.StatusOK {
		t.Errorf("%v answers %d", words, w.Code)
	}
	return w.Body.String()
}

// TestDocsShowFiles holds ```toml blocks that follow a link to a policy
// against that file.
func TestDocsShowFiles(t *testing.T) {
	t.Chdir("../..")
	link := regexp.MustCompile("(?s)\\]\\(([^)]+\\.toml)\\)[^\n]*\n\n```toml\n(.*?)```")
	found := 0
	for _, file := range documents(t) {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range link.FindAllStringSubmatch(string(b), -1) {
			found++
			policy, err := os.ReadFile(filepath.Join(filepath.Dir(file), m[1]))
			if err != nil {
				t.Errorf("%s: %v", file, err)
			} else if !strings.Contains(string(policy), m[2]) {
				t.Errorf("%s shows what does not stand in %s:\n%s", file, m[1], m[2])
			}
		}
	}
	if found < 2 {
		t.Errorf("found %d shown files, want those of both READMEs", found)
	}
}

// anchors are what the headings of a page are called in links to them.
func anchors(page string) []string {
	var out []string
	dropped := regexp.MustCompile(`[^\pL\pN_ -]`)
	for _, m := range regexp.MustCompile(`(?m)^#+ (.+)$`).FindAllStringSubmatch(page, -1) {
		out = append(out, "#"+strings.ReplaceAll(dropped.ReplaceAllString(strings.ToLower(m[1]), ""), " ", "-"))
	}
	return out
}

// TestDocsLinks follows every relative link, to the heading it names.
func TestDocsLinks(t *testing.T) {
	t.Chdir("../..")
	link := regexp.MustCompile(`\]\(([^):#\s]*)(#[^)\s]*)?\)`)
	for _, file := range documents(t) {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range link.FindAllStringSubmatch(string(b), -1) {
			target := filepath.Join(filepath.Dir(file), m[1])
			if m[1] == "" {
				target = file
			}
			if _, err := os.Stat(target); err != nil {
				t.Errorf("%s links to %s, which is not there", file, m[1])
				continue
			}
			if page, err := os.ReadFile(target); m[2] != "" && (err != nil || !slices.Contains(anchors(string(page)), m[2])) {
				t.Errorf("%s links to %s%s, a heading that is not there", file, m[1], m[2])
			}
		}
	}
}
