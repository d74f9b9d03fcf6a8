package policies

import (
	"cmp"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"
)

var (
	a1, a2, a3 = agreement("a", "1"), agreement("a", "2"), agreement("a", "3")
	b1, b2     = agreement("b", "1"), agreement("b", "2")
	oneFile    = map[string]string{"set/a.toml": a1}
)

type save struct {
	row   string
	files map[string]string
	set   string // the folder that is served: "set" unless given
	act   func(*world)
	want  string
}

// saves are the ways people and programs change a set, one row of faults.md
// after the other: what is done, and what must be in force then. Polling is
// off, so that only events can have told.
var saves = []save{
	{"R01 written in place", oneFile, "", func(w *world) { w.write("set/a.toml", a2) }, "a=2"},
	{"R02 a slow writer", oneFile, "", func(w *world) { w.slowly("set/a.toml", a2) }, "a=2"},
	{"R02 a slow writer of a new file", oneFile, "", func(w *world) { w.slowly("set/b.toml", b1) }, "a=1 b=1"},
	{"R02 a slow writer of a file that was removed", oneFile, "", func(w *world) {
		w.do(w.stage.delete(w.at("set/a.toml")))
		w.slowly("set/a.toml", a2)
	}, "a=2"},
	{"R02 in two pieces", oneFile, "", func(w *world) { w.inTwo("set/a.toml", a2) }, "a=2"},
	{"R02 a new file in two pieces", oneFile, "", func(w *world) { w.inTwo("set/b.toml", b1) }, "a=1 b=1"},
	{"R03 vim without a backup", oneFile, "", func(w *world) {
		w.rename("set/a.toml", "set/a.toml~")
		w.write("set/a.toml", a2)
		w.do(w.stage.chmod(w.at("set/a.toml"), 0o600))
		w.do(w.stage.delete(w.at("set/a.toml~")))
	}, "a=2"},
	{"R04 vim with its swap files", oneFile, "", func(w *world) {
		w.scrawl("set/.a.toml.swp", "b0VIM")
		w.scrawl("set/.a.toml.swx", "")
		w.do(w.stage.delete(w.at("set/.a.toml.swx")))
		w.scrawl("set/4913", "")
		w.do(w.stage.delete(w.at("set/4913")))
		w.rename("set/a.toml", "set/a.toml~")
		w.write("set/a.toml", a2)
		w.do(w.stage.delete(w.at("set/a.toml~")))
		w.do(w.stage.delete(w.at("set/.a.toml.swp")))
	}, "a=2"},
	{"R05 emacs with its lock", oneFile, "", func(w *world) {
		w.do(w.stage.symlink("user@host.1234:1", w.at("set/.#a.toml")))
		w.scrawl("set/#a.toml#", "[[")
		w.write("set/a.toml", a2)
		w.do(w.stage.delete(w.at("set/.#a.toml")))
		w.do(w.stage.delete(w.at("set/#a.toml#")))
	}, "a=2"},
	{"R06 renamed over", oneFile, "", func(w *world) { w.save("set/a.toml", a2) }, "a=2"},
	{"R07 renamed over again and again", oneFile, "", func(w *world) {
		for _, text := range []string{a2, a1, a3} {
			w.save("set/a.toml", text)
			time.Sleep(300 * time.Millisecond)
		}
	}, "a=3"},
	{"R08 renamed away and back", oneFile, "", func(w *world) {
		w.rename("set/a.toml", "set/a.toml.bak")
		time.Sleep(100 * time.Millisecond)
		w.rename("set/a.toml.bak", "set/a.toml")
		w.save("set/a.toml", a2)
	}, "a=2"},
	{"R09 moved in from elsewhere", map[string]string{"set/a.toml": a1, "b.toml": b1}, "", func(w *world) {
		w.rename("b.toml", "set/b.toml")
	}, "a=1 b=1"},
	{"R09 linked in from elsewhere", map[string]string{"set/a.toml": a1, "b.toml": b1}, "", func(w *world) {
		w.do(w.stage.link(w.at("b.toml"), w.at("set/b.toml")))
	}, "a=1 b=1"},
	{"R10 deleted", map[string]string{"set/a.toml": a1, "set/b.toml": b1}, "", func(w *world) {
		w.do(w.stage.delete(w.at("set/b.toml")))
	}, "a=1"},
	{"R10 moved away", map[string]string{"set/a.toml": a1, "set/b.toml": b1}, "", func(w *world) {
		w.rename("set/b.toml", "b.toml")
	}, "a=1"},
	{"R11 deleted and made again", map[string]string{"set/a.toml": a1, "set/b.toml": b1}, "", func(w *world) {
		w.only(func(set string) bool { return strings.Contains(set, "a=") }) // no gap
		w.do(w.stage.delete(w.at("set/a.toml")))
		time.Sleep(200 * time.Millisecond)
		w.write("set/a.toml", a2)
	}, "a=2 b=1"},
	{"R15 the target of a link written to", map[string]string{"set/a.toml": "-> ../far/a.toml", "far/a.toml": a1}, "", func(w *world) {
		w.write("far/a.toml", a2)
	}, "a=2"},
	{"R17 a config map swapped", configMap, "", swapConfigMap(2), "a=2"},
	{"R18 a config map swapped twice", configMap, "", func(w *world) {
		swapConfigMap(2)(w)
		w.becomes("a=2")
		swapConfigMap(3)(w)
	}, "a=3"},
	{"R19 the folder replaced", map[string]string{"set/a.toml": a1, "next/a.toml": a2}, "", func(w *world) {
		w.rename("set", "old")
		w.rename("next", "set")
	}, "a=2"},
	{"R20 the folder deleted and made again", oneFile, "", func(w *world) {
		w.do(w.stage.removeAll(w.at("set")))
		time.Sleep(100 * time.Millisecond)
		w.files(map[string]string{"set/a.toml": a2})
	}, "a=2"},
	{"R20 the folder deleted and made again by a slow writer", oneFile, "", func(w *world) {
		w.do(w.stage.removeAll(w.at("set")))
		w.refused("unreadable-file")
		w.do(w.stage.MkdirAll(w.at("set")))
		w.slowly("set/a.toml", a2)
	}, "a=2"},
	{"R21 a release link switched", releases("", "set"), "", func(w *world) { w.point("set", "r2") }, "a=2"},
	{"R21 a release link above the folder switched", releases("/set", "now"), "now/set", func(w *world) { w.point("now", "r2") }, "a=2"},
	{"R21 a link behind a link switched", map[string]string{"r1/a.toml": a1, "r2/a.toml": a2, "now": "-> r1", "set": "-> now"}, "", func(w *world) {
		w.point("now", "r2")
	}, "a=2"},
	{"R22 a new sub-folder with a file at once", oneFile, "", func(w *world) {
		w.files(map[string]string{"set/sub/deep/b.toml": b1})
	}, "a=1 b=1"},
	{"R22 a new sub-folder with a slow writer", oneFile, "", func(w *world) {
		w.do(w.stage.MkdirAll(w.at("set/sub")))
		w.slowly("set/sub/b.toml", b1)
	}, "a=1 b=1"},
	{"R22 a new sub-folder with a file in two pieces", oneFile, "", func(w *world) {
		w.do(w.stage.MkdirAll(w.at("set/sub")))
		w.inTwo("set/sub/b.toml", b1)
	}, "a=1 b=1"},
	{"R32 written through another mount", map[string]string{"set/a.toml": a1}, "", func(w *world) {
		if w.fake != nil { // in reality a bind mount: make faults
			w.do(w.stage.MkdirAll(w.at("bound")))
			w.fake.mount(w.at("bound"), w.at("set"))
			w.write("bound/a.toml", a2)
			return
		}
		w.write("set/a.toml", a2)
	}, "a=2"},
}

// slowly writes a file in place, in pieces each of which ends where a policy
// may end, with the longest pauses that are promised to be waited for.
func (w *world) slowly(name, text string) {
	w.Helper()
	w.pieces(name, text, strings.SplitAfter(text, "\n\n"))
}

// inTwo writes a file in place, all but the end first, which one could take
// for the whole.
func (w *world) inTwo(name, text string) {
	w.Helper()
	end := strings.LastIndex(text, "[[")
	w.pieces(name, text, []string{text[:end], text[end:]})
}

func (w *world) pieces(name, text string, pieces []string) {
	w.Helper()
	w.may(text)
	f, err := w.stage.open(w.at(name))
	w.do(err)
	defer f.Close()
	for _, piece := range pieces {
		_, err := io.WriteString(f, piece)
		w.do(err)
		time.Sleep(300 * time.Millisecond)
	}
}

var configMap = map[string]string{"set/..2026_1/a.toml": a1, "set/..data": "-> ..2026_1", "set/a.toml": "-> ..data/a.toml"}

func swapConfigMap(n int) func(*world) {
	return func(w *world) {
		w.files(map[string]string{fmt.Sprintf("set/..2026_%d/a.toml", n): agreement("a", fmt.Sprint(n))})
		w.do(w.stage.symlink(fmt.Sprintf("..2026_%d", n), w.at("set/..data_tmp")))
		w.rename("set/..data_tmp", "set/..data")
		w.do(w.stage.removeAll(w.at(fmt.Sprintf("set/..2026_%d", n-1))))
	}
}

func releases(inside, link string) map[string]string {
	return map[string]string{"r1" + inside + "/a.toml": a1, "r2" + inside + "/a.toml": a2, link: "-> r1"}
}

// TestSaves does what the table saves says, and demands that nothing else was
// ever in force, and that the watch is none the worse for it.
func TestSaves(t *testing.T) {
	atOnce(t, saves, func(s save) string { return s.row }, func(t *testing.T, tt save) {
		onDisks(t, func(w *world) {
			set := cmp.Or(tt.set, "set")
			w.files(tt.files)
			w.settled()
			w.serve(set)
			tt.act(w)
			w.becomes(tt.want)
			w.lives(set)
		})
	})
}

// settled lets the files grow old, so that the first reading is quick.
func (w *world) settled() {
	if w.fake != nil {
		time.Sleep(2 * time.Second)
	}
}

// TestUnannounced changes files in ways of which no event tells: the poll
// finds them, within two seconds and a half.
func TestUnannounced(t *testing.T) {
	type unannounced struct {
		row   string
		files map[string]string
		fake  bool // whether only the disk in memory can do it; in reality: make faults
		act   func(*world)
	}
	tests := []unannounced{
		{"R14 written through a hard link elsewhere", oneFile, false, func(w *world) { w.write("other", a2) }},
		{"R16 written through a memory map", oneFile, false, func(w *world) { w.may(a2); w.do(w.stage.slip(w.at("set/a.toml"), a2)) }},
		{"R31 the lower layer of an overlay changed", oneFile, true, func(w *world) { w.may(a2); w.do(w.stage.slip(w.at("set/a.toml"), a2)) }},
		{"R33 another file system mounted over", map[string]string{"set/a.toml": a1, "next/a.toml": a2}, true, func(w *world) {
			w.fake.mount(w.at("set"), w.at("next"))
		}},
		{"R34 changed from another machine", oneFile, true, func(w *world) { w.may(a2); w.do(w.stage.slip(w.at("set/a.toml"), a2)) }},
	}
	atOnce(t, tests, func(x unannounced) string { return x.row }, func(t *testing.T, tt unannounced) {
		run := func(w *world) {
			w.opts.Poll = 0
			w.files(tt.files)
			w.do(w.stage.link(w.at("set/a.toml"), w.at("other")))
			if strings.HasPrefix(tt.row, "R34") {
				n, _, err := w.fake.walk("", w.at("set"), true)
				w.do(err)
				w.fake.kinds[n] = "nfs"
			}
			w.settled()
			w.serve("set")
			time.Sleep(30 * time.Millisecond)
			start := time.Now()
			tt.act(w)
			w.becomes("a=2")
			if took := time.Since(start); w.fake != nil && took > 2500*time.Millisecond {
				w.Errorf("noticed after %s", took)
			}
			if s := w.live.Status(); strings.HasPrefix(tt.row, "R34") && (s.Watcher != Poll || !strings.Contains(s.Fallback, "nfs")) {
				w.Errorf("the watcher is %s for %q", s.Watcher, s.Fallback)
			}
		}
		if tt.fake {
			inMemory(t, run)
		} else {
			onDisks(t, run)
		}
	})
}

// TestHarmless does what must change nothing.
func TestHarmless(t *testing.T) {
	type harmless struct {
		row string
		act func(*world)
	}
	tests := []harmless{
		{"R04 a swap file", func(w *world) { w.scrawl("set/.a.toml.swp", "\x00") }},
		{"R05 a lock and an auto-save", func(w *world) {
			w.do(w.stage.symlink("user@host.1", w.at("set/.#a.toml")))
			w.scrawl("set/#a.toml#", "[[")
		}},
		{"R12 touched", func(w *world) { w.do(w.stage.chtimes(w.at("set/a.toml"), time.Now())) }},
		{"R12 made private", func(w *world) { w.do(w.stage.chmod(w.at("set/a.toml"), 0o600)) }},
		{"R12 saved without a change", func(w *world) { w.write("set/a.toml", a1) }},
		{"R06 saved over without a change", func(w *world) { w.save("set/a.toml", a1) }},
	}
	atOnce(t, tests, func(x harmless) string { return x.row }, func(t *testing.T, tt harmless) {
		onDisks(t, func(w *world) {
			w.files(oneFile)
			w.settled()
			w.serve("set")
			loaded := w.live.Status().LoadedAt
			tt.act(w)
			w.stays("a=1")
			if s := w.live.Status(); !s.LoadedAt.Equal(loaded) || s.LastOutcome == Rejected || w.log.count("policy set in force") != 1 {
				w.Errorf("something happened: %+v", s)
			}
			w.lives("set")
		})
	})
}

// TestRefused saves what must never be in force: the last good set stays,
// status says where it is wrong, and it is told once.
func TestRefused(t *testing.T) {
	deep := strings.Repeat("(", 10_000)
	type refusal struct {
		row, name, text, code string
	}
	tests := []refusal{
		{"R30 cut off by a full disk", "a.toml", a2[:len(a2)*2/3], ""},
		{"R30 emptied", "a.toml", "", "policy-empty"},
		{"R36 broken", "a.toml", broken("a", "2"), ""},
		{"R36 not TOML", "a.toml", "[[", ""},
		{"R36 too large", "a.toml", a2 + strings.Repeat("# padding\n", 1<<17), "file-too-large"},
		{"R36 hostile", "a.toml", strings.Replace(a2, `"calls"`, `"`+deep+`"`, 1), ""},
		{"R36 not UTF-8", "a.toml", "\xff\xfe\x00", ""},
		{"R37 two policies of one id", "copy.toml", a1, "version-twice"},
	}
	atOnce(t, tests, func(x refusal) string { return x.row }, func(t *testing.T, tt refusal) {
		onDisks(t, func(w *world) {
			w.files(oneFile)
			w.settled()
			w.serve("set")
			w.scrawl("set/"+tt.name, tt.text)
			w.refused(tt.code)
			p := w.live.Status().Problems
			if !strings.Contains(p[0].Where(), tt.name) && !strings.Contains(p.Err().Error(), tt.name) {
				w.Errorf("the file is not named: %v", p.Err())
			}
			w.live.Reload(w.Context())
			w.stays("a=1")
			if n := w.log.count("level=ERROR"); n != 1 {
				w.Errorf("logged %d times", n)
			}
			if d := w.live.Status().Drift; d < 500*time.Millisecond {
				w.Errorf("the drift is %s", d)
			}
			w.do(w.stage.delete(w.at("set/" + tt.name)))
			w.write("set/a.toml", a1)
			w.until("going back", func() bool { return w.live.Status().LastOutcome != Rejected })
			if d := w.live.Status().Drift; d != 0 {
				w.Errorf("the drift is %s although all is right", d)
			}
			w.lives("set")
		})
	})
}

// TestTwiceNamesBothFiles is the other half of R37.
func TestTwiceNamesBothFiles(t *testing.T) {
	w := realWorld(t)
	w.files(map[string]string{"set/a.toml": a1, "set/b.toml": a1})
	w.open("set")
	if said := fmt.Sprint(w.live.Status().Problems.Err()) + fmt.Sprint(w.live.Status().Problems); !strings.Contains(said, "a.toml") || !strings.Contains(said, "b.toml") {
		w.Errorf("said: %s", said)
	}
}
