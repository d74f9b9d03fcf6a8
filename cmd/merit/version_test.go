package main

import (
	"runtime/debug"
	"strings"
	"testing"
)

func TestVersionText(t *testing.T) {
	built := &debug.BuildInfo{
		Main:     debug.Module{Version: "v1.2.3"},
		Deps:     []*debug.Module{{Path: "github.com/spf13/cobra", Version: "v9"}, {Path: "github.com/expr-lang/expr", Version: "v1.17.8"}},
		Settings: []debug.BuildSetting{{Key: "vcs.revision", Value: "abc123"}, {Key: "vcs.modified", Value: "true"}},
	}
	for _, tt := range []struct {
		name string
		info *debug.BuildInfo
		want []string
	}{
		{"a release", built, []string{"merit v1.2.3\n", "revision abc123 (modified)\n", "\ngo go1.", "expr v1.17.8\n"}},
		{"nothing known", nil, []string{"merit (devel)\ngo go1."}},
	} {
		got := versionText(tt.info)
		for _, want := range tt.want {
			if !strings.Contains(got, want) {
				t.Errorf("%s: no %q in\n%s", tt.name, want, got)
			}
		}
		if tt.info == nil && strings.Contains(got, "revision") {
			t.Errorf("%s: a revision out of nowhere:\n%s", tt.name, got)
		}
	}
}
