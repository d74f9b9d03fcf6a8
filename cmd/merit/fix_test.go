package main

import (
	"os"
	"path/filepath"
	"testing"

	"merit/rules/diag"
)

// TestOverwrite: what somebody saved while files were checked is not lost.
func TestOverwrite(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.toml")
	read := diag.NewSource(path, []byte("a = 1\n"))
	for _, tt := range []struct{ now, want string }{{"a = 1\n", "a = 2\n"}, {"a = 3\n", "a = 3\n"}} {
		if err := os.WriteFile(path, []byte(tt.now), 0o640); err != nil {
			t.Fatal(err)
		}
		err := overwrite(read, []byte("a = 2\n"))
		got, _ := os.ReadFile(path)
		if string(got) != tt.want || (err == nil) != (tt.now == string(read.Bytes)) {
			t.Errorf("over %q: %q, %v", tt.now, got, err)
		}
	}
	if err := overwrite(diag.NewSource(path+"x", nil), nil); err == nil {
		t.Error("a file that is gone is written")
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), ".merit-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
