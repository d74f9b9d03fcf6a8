//go:build linux && faults

package policies

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// These tests do for real what the others do on a disk in memory: they mount,
// fill disks and take rights and limits away. They need root, and a mount
// namespace of their own; see make faults.

// mount mounts until the test ends. Where the system forbids it, the test is
// skipped, and says so.
func (w *world) mount(source, target, kind string, flags uintptr, data string) {
	w.Helper()
	err := syscall.Mount(source, target, kind, flags, data)
	if err == syscall.EPERM || err == syscall.ENODEV {
		w.Skipf("mounting %s is not permitted here: %v", kind, err)
	}
	w.do(err)
	w.Cleanup(func() { _ = syscall.Unmount(target, syscall.MNT_DETACH) })
}

// mounted is a world whose folder is a small file system of its own.
func mounted(t *testing.T, size string) *world {
	w := realWorld(t)
	w.mount("tmpfs", w.dir, "tmpfs", 0, "size="+size)
	w.opts.Poll = 0
	return w
}

func TestRealMounts(t *testing.T) {
	t.Run("R29 read-only", func(t *testing.T) {
		w := mounted(t, "1m")
		w.caching()
		w.files(oneFile)
		w.do(syscall.Mount("", w.dir, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""))
		w.serve("set")
		w.becomes("a=1")
		if s := w.live.Status(); s.Watcher != Events || !strings.Contains(s.Cache, "read-only") {
			t.Errorf("%+v", s)
		}
		w.do(syscall.Mount("", w.dir, "", syscall.MS_REMOUNT, "size=1m"))
		w.write("set/a.toml", a2)
		w.becomes("a=2")
		if s := w.live.Status(); s.Cache != "" {
			t.Errorf("still not cached: %s", s.Cache)
		}
	})
	t.Run("R30 a full disk", func(t *testing.T) {
		w := mounted(t, "64k")
		w.caching()
		w.files(oneFile)
		w.serve("set")
		filler, err := os.Create(w.at("filler"))
		w.do(err)
		for full := false; !full; {
			_, err := filler.Write(make([]byte, 4096))
			full = err != nil
		}
		w.do(filler.Close())
		long := strings.Replace(a2, "[[bands]]", strings.Repeat("# padding\n", 2000)+"[[bands]]", 1)
		if os.WriteFile(w.at("set/a.toml"), []byte(long), 0o644) == nil {
			t.Fatal("the disk is not full")
		}
		w.refused("")
		w.stays("a=1")
		w.do(os.Remove(w.at("filler")))
		w.write("set/a.toml", a2)
		w.becomes("a=2")
	})
	t.Run("R31 the lower layer of an overlay", func(t *testing.T) {
		w := mounted(t, "1m")
		w.files(map[string]string{"lower/a.toml": a1})
		for _, dir := range []string{"upper", "work", "set"} {
			w.do(os.Mkdir(w.at(dir), 0o755))
		}
		w.mount("overlay", w.at("set"), "overlay", 0, "lowerdir="+w.at("lower")+",upperdir="+w.at("upper")+",workdir="+w.at("work"))
		w.serve("set")
		w.write("lower/a.toml", a2)
		w.becomes("a=2")
	})
	t.Run("R32 a bind mount", func(t *testing.T) {
		w := mounted(t, "1m")
		w.opts.Poll = time.Hour
		w.files(map[string]string{"origin/a.toml": a1})
		w.do(os.Mkdir(w.at("set"), 0o755))
		w.mount(w.at("origin"), w.at("set"), "", syscall.MS_BIND, "")
		w.serve("set")
		w.write("origin/a.toml", a2)
		w.becomes("a=2")
		w.lives("set")
	})
	t.Run("R33 mounted over and unmounted", func(t *testing.T) {
		w := mounted(t, "1m")
		w.files(oneFile)
		w.serve("set")
		w.mount("tmpfs", w.at("set"), "tmpfs", 0, "size=64k")
		w.refused("no-policies")
		w.stays("a=1")
		w.write("set/a.toml", a2)
		w.becomes("a=2")
		w.do(syscall.Unmount(w.at("set"), syscall.MNT_DETACH))
		w.becomes("a=1")
		w.lives("set")
	})
}

// child names the environment variable that tells the test binary, started
// again with less than it has now, which of the inner tests it is to run.
const child = "MERIT_FAULTS_CHILD"

// again runs this test in a new process.
func again(t *testing.T, how *syscall.SysProcAttr, env ...string) {
	t.Helper()
	c := exec.Command("/proc/self/exe", "-test.run=^"+t.Name()+"$", "-test.v")
	c.Env = append(os.Environ(), append(env, child+"=1")...)
	c.SysProcAttr = how
	out, err := c.CombinedOutput()
	if err != nil && len(out) == 0 {
		t.Skipf("a process with less rights is not permitted here: %v", err)
	}
	if err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	t.Logf("\n%s", out)
}

// limited is a user of its own, who may be given limits.
func limited() *syscall.SysProcAttr {
	one := []syscall.SysProcIDMap{{ContainerID: 0, HostID: 0, Size: 1}}
	return &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWUSER, UidMappings: one, GidMappings: one}
}

func TestRealLimits(t *testing.T) {
	if os.Getenv(child) == "" {
		again(t, limited())
		return
	}
	for row, tt := range map[string]struct{ file, most, why string }{
		"R26 no more watches":  {"max_inotify_watches", "1", "max_user_watches"},
		"R27 no more watchers": {"max_inotify_instances", "0", "max_user_instances"},
	} {
		t.Run(row, func(t *testing.T) {
			path := "/proc/sys/user/" + tt.file
			before, err := os.ReadFile(path)
			if err == nil {
				err = os.WriteFile(path, []byte(tt.most), 0)
			}
			if err != nil {
				t.Skipf("limits cannot be set here: %v", err)
			}
			defer os.WriteFile(path, before, 0)
			w := realWorld(t)
			w.opts.Poll = 0
			w.files(map[string]string{"set/a.toml": a1, "set/sub/b.toml": b1})
			w.serve("set")
			w.write("set/sub/b.toml", b2)
			w.becomes("a=1 b=2")
			if s := w.live.Status(); s.Watcher != Poll || !strings.Contains(s.Fallback, tt.why) {
				t.Errorf("watcher %s for %q", s.Watcher, s.Fallback)
			}
		})
	}
}

// TestRealRights runs the tests of rights as somebody who is not root.
func TestRealRights(t *testing.T) {
	if os.Getenv(child) == "" {
		dir := t.TempDir()
		for at := dir; strings.HasPrefix(at, filepath.Clean(os.TempDir())) && at != filepath.Clean(os.TempDir()); at = filepath.Dir(at) {
			must(t, os.Chmod(at, 0o777))
		}
		again(t, &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}, "TMPDIR="+dir)
		return
	}
	if os.Geteuid() == 0 {
		t.Fatal("still root")
	}
	TestDenied(t)
}
