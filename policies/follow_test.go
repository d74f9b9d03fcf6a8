package policies

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"merit/rules/diag"
)

// TestFollow changes a folder step by step and looks at what is told of each.
func TestFollow(t *testing.T) {
	dir := t.TempDir()
	tree(t, dir, map[string]string{"a.toml": agreement("a", "1"), "_draft.toml": "x"})
	var mu sync.Mutex
	var told []string
	ctx, cancel := context.WithCancel(t.Context())
	var following sync.WaitGroup
	following.Go(func() {
		err := Follow(ctx, dir, quick, func(s *Saved) {
			mu.Lock()
			defer mu.Unlock()
			told = append(told, savedLine(dir, s))
		})
		if err != nil {
			t.Error(err)
		}
	})
	t.Cleanup(func() { cancel(); following.Wait() })
	last := func() string {
		mu.Lock()
		defer mu.Unlock()
		if len(told) == 0 {
			return ""
		}
		return told[len(told)-1]
	}
	at := func(name string) string { return filepath.Join(dir, name) }
	until(t, "the first", func() bool { return last() == "1 0 0:" })
	for _, step := range []struct {
		do   func() error
		want string
	}{
		{func() error { return os.WriteFile(at("a.toml"), []byte(agreement("a", "2")), 0o644) }, "1 0 0: edited a.toml"},
		{func() error { return os.WriteFile(at("a_test.toml"), []byte("cases = []\n"), 0o644) }, "1 1 0: created a_test.toml"},
		{func() error { return os.WriteFile(at("phone.source.toml"), nil, 0o644) }, "1 1 1: created phone.source.toml"},
		{func() error { return os.WriteFile(at("merit.toml"), []byte("[lints]\n"), 0o644) }, "1 1 1: created merit.toml"},
		{func() error { return os.Rename(at("a.toml"), at("b.toml")) }, "1 1 1: renamed b.toml from a.toml"},
		{func() error { return os.Remove(at("a_test.toml")) }, "1 0 1: deleted a_test.toml"},
		{func() error { return os.Remove(at("b.toml")) }, "0 0 1: deleted b.toml"},
	} {
		must(t, step.do())
		until(t, step.want, func() bool { return last() == step.want })
	}
	mu.Lock()
	defer mu.Unlock()
	if len(told) != 8 {
		t.Errorf("told %q, want each save once", told)
	}
}

func savedLine(dir string, s *Saved) string {
	line := fmt.Sprintf("%d %d %d:", len(s.Policies), len(s.Tests), len(s.Sources))
	for _, c := range s.Changes {
		line += " " + string(c.How) + " " + strings.TrimPrefix(c.Name, dir+string(filepath.Separator))
		if c.Was != "" {
			line += " from " + filepath.Base(c.Was)
		}
	}
	return line
}

func TestFollowRefuses(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.toml")
	must(t, os.WriteFile(file, nil, 0o644))
	for _, dir := range []string{file, file + "-not-there"} {
		if err := Follow(t.Context(), dir, Options{}, nil); err == nil {
			t.Errorf("Follow(%s) follows", dir)
		}
	}
}

func TestChanges(t *testing.T) {
	files := func(list string) []*diag.Source {
		var out []*diag.Source
		for f := range strings.FieldsSeq(list) {
			name, content, _ := strings.Cut(f, "=")
			out = append(out, diag.NewSource(name, []byte(content)))
		}
		return out
	}
	tests := []struct{ before, now, want string }{
		{"a=1 b=2", "a=1 b=2", ""},
		{"a=1 b=2", "a=3 b=2", "edited a"},
		{"a=1 b=1", "c=1", "renamed c from a, deleted b"},
		{"a=1", "a=1 b=1", "created b"},
		{"a=1 b=2", "a=2 b=1", "edited a, edited b"},
		{"a=1", "b=2", "created b, deleted a"},
	}
	for _, tt := range tests {
		var got []string
		for _, c := range changes(files(tt.before), files(tt.now)) {
			line := string(c.How) + " " + c.Name
			if c.Was != "" {
				line += " from " + c.Was
			}
			got = append(got, line)
		}
		if slices.Compare(got, strings.Split(tt.want, ", ")) != 0 && !(len(got) == 0 && tt.want == "") {
			t.Errorf("from %s to %s: got %q, want %q", tt.before, tt.now, got, tt.want)
		}
	}
}
