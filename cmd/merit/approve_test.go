package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// told runs merit and returns its exit code and all it says.
func told(args ...string) (int, string) {
	var out bytes.Buffer
	a := &app{in: strings.NewReader(""), out: &out, err: &out, getenv: func(string) string { return "" }}
	code := a.run(context.Background(), append(args, "--lang", "en"))
	return code, out.String()
}

// The story of examples/approval: what two departments approved changes, also
// in the policy it extends, and they approve it again.
func TestApprovalStory(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"service.toml", "north.toml"} {
		b, err := os.ReadFile(filepath.Join("../../examples/approval", name))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o640); err != nil {
			t.Fatal(err)
		}
	}
	service, north := filepath.Join(dir, "service.toml"), filepath.Join(dir, "north.toml")
	edit := func(old, new string) {
		b, err := os.ReadFile(service)
		if err != nil || !bytes.Contains(b, []byte(old)) {
			t.Fatalf("nothing to edit: %q, %v", old, err)
		}
		if err := os.WriteFile(service, bytes.Replace(b, []byte(old), []byte(new), 1), 0o640); err != nil {
			t.Fatal(err)
		}
	}
	expect := func(code int, words []string, args ...string) {
		t.Helper()
		got, text := told(args...)
		if got != code {
			t.Fatalf("merit %v exits with %d, want %d\n%s", args, got, code, text)
		}
		for _, word := range words {
			if !strings.Contains(text, word) {
				t.Fatalf("merit %v says nothing of %q:\n%s", args, word, text)
			}
		}
	}
	expect(0, []string{"no problems"}, "check", dir)
	expect(0, []string{"files 1, policies 1"}, "check", north)

	edit("# 两个部门都批准了才能生效", "# both")
	expect(0, []string{"no problems"}, "check", dir)

	edit("target = 90", "target = 85")
	stale := []string{
		`service.toml:14:10`, `since "hr" (E1001, 2025-12-20) approved it: [[metrics]]`, `since "crm" (E2002, 2025-12-22) approved it: [[metrics]]`,
		`north.toml:14:10`, "part of it comes from service", "errors 4",
	}
	expect(1, stale, "check", dir)
	expect(1, []string{"errors 2"}, "check", north)

	expect(0, []string{"hr (E1003) approved", "sha256:", "(E1001, 2025-12-20), since which these have changed: [[metrics]]", "still lacking: crm"},
		"approve", service, "--as", "hr", "--by", "E1003", "--on", "2026-03-01")
	expect(1, []string{"errors 3"}, "check", dir)
	expect(0, []string{"all departments"}, "approve", service, "--as", "crm", "--by", "E2002")
	for _, department := range []string{"hr", "crm"} {
		expect(0, nil, "approve", north, "--as", department, "--by", "E1")
	}
	expect(0, []string{"no problems"}, "check", dir)
	if info, err := os.Stat(service); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("the file's mode is %v, %v", info.Mode(), err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".merit-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
