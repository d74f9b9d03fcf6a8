//go:build !race && unix

// One goroutine, timed and weighed: the race detector would only change the figures.

package policies_test

import (
	"bytes"
	"math/rand/v2"
	"runtime"
	"runtime/metrics"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"merit/engine/records"
	"merit/policies"
	"merit/rules/diag"
	"merit/rules/document"
)

// hostile are files of the largest size that is read, each of which is bad in
// a way of its own: binary, deeply nested, never closed, full of one mistake.
// Signs is how many signs = and commas they have at most, brackets half as many.
func hostile(signs int) map[string]func() []byte {
	const size = 1 << 20
	then := func(head, format, tail string) func() []byte {
		return func() []byte { return append(repeated(head, format, size-len(tail), signs), tail...) }
	}
	count := func(head, format string) func() []byte { return then(head, format, "") }
	noise := func() []byte {
		b := make([]byte, size)
		_, _ = rand.NewChaCha8([32]byte{7}).Read(b)
		return b
	}
	fill := count
	const head = "schema = 1\n[policy]\nid = \"x\"\n"
	return map[string]func() []byte{
		"binary": noise,
		"noise of letters": func() []byte {
			return bytes.Map(func(r rune) rune { return ' ' + r%95 }, noise())[:size]
		},
		"zeros":                 func() []byte { return make([]byte, size) },
		"GBK":                   fill("title = \"", "\xb0\xa1"),
		"nested arrays":         fill("a = ", "["),
		"nested tables":         fill("a = ", "{a="),
		"dots":                  fill("a", ".a"),
		"header dots":           fill("[a", ".a"),
		"elements":              fill("", "[[b]]\n"),
		"unclosed text":         fill("", "a='''b\nc='\n"),
		"unclosed quotes":       fill("", "a = \"b\n"),
		"unclosed tables":       fill("", "}a={\n"),
		"unclosed arrays":       fill("", "a=[\n"),
		"junk":                  fill("", "x\n"),
		"full width":            fill("", "ａ＝１，２\n"),
		"returns":               fill("", "\r"),
		"one line of commas":    fill("a = ", ","),
		"long array":            then("a = [", "1,", "]"),
		"words in an array":     then("a = [", "x,", "]"),
		"long text":             then("[policy]\nid = \"", "长", "\"\n"),
		"duplicates":            fill("", "a = 1\n"),
		"look-alikes":           count("", "a$i = 1\nА$i = 1\n"),
		"inputs":                count(head+"[inputs]\n", "x$i = {type=\"number\"}\n"),
		"inputs wrong":          count(head+"[inputs]\n", "x$i = 1\n"),
		"formulas in a row":     count(head+"[formulas]\n", "f$i = 'f$j + f$j'\n"),
		"formulas in a loop":    count(head+"[formulas]\n", "f$i = 'f$j + f0'\n"),
		"formulas unknown":      count(head+"[formulas]\n", "f$i = 'g$i'\n"),
		"formulas full width":   count(head+"[formulas]\n", "f$i = 'ａ＋ｂ≥“ｃ”'\n"),
		"metrics":               count(head, "[[metrics]]\nid=\"m$i\"\nweight=1\nvalue='m$i'\n"),
		"metrics that read":     count(head, "[[metrics]]\nid=\"m$i\"\nweight=1\nvalue='1'\nscore='metrics.m$j.score'\n"),
		"guards":                count(head, "[[guards]]\nid=\"g$i\"\nmetric=\"m$i\"\nwhen='metrics.m$j.score>1'\n[[metrics]]\nid=\"m$i\"\n"),
		"bands":                 count(head, "[[bands]]\nfrom=$i\ngrade=\"g$i\"\nrate=$i\n"),
		"examples":              count(head, "[[examples]]\nname=\"e$i\"\nlike=\"e$j\"\n"),
		"examples unknown":      count(head, "[[examples]]\nname=\"e$i\"\nlike=\"f$i\"\n"),
		"unknown keys":          count(head, "k$i=1\n"),
		"one long formula":      then(head+"[formulas]\nf = '", "1+", "1'\n"),
		"allowances":            fill("", "# merit: allow goal-missing because x\n"),
		"comments that reverse": fill("", "# \u202e\n"),
	}
}

// repeated writes a line again and again, with $i its number and $j the next.
func repeated(head, format string, size, signs int) []byte {
	out, numbered := []byte(head), strings.Contains(format, "$")
	for i, n, tables := 0, 0, 0; ; i++ {
		line := format
		if numbered {
			line = strings.ReplaceAll(strings.ReplaceAll(line, "$i", strconv.Itoa(i)), "$j", strconv.Itoa(i+1))
		}
		n += strings.Count(line, "=") + strings.Count(line, ",")
		tables += strings.Count(line, "[[") + strings.Count(line, "{")
		if len(out)+len(line) > size || n > signs || tables > signs/2 {
			return out
		}
		out = append(out, line...)
	}
}

// TestHostileFiles: one bad file takes at most a second and 256 MB, says at
// least one thing about itself and not without end, and never panics.
func TestHostileFiles(t *testing.T) {
	all := map[string]func() []byte{}
	for name, file := range hostile(1 << 20) {
		all["whole "+name] = file
	}
	for name, file := range hostile(document.DefaultLimits.Values - 10) {
		all["within limits "+name] = file
	}
	for name, file := range all {
		t.Run(name, func(t *testing.T) {
			problems, took, used := patiently(asPolicy(file()))
			t.Logf("%s: %d problems, %v, %d MB", name, len(problems), took.Round(time.Millisecond), used>>20)
			for _, d := range problems {
				if d.Code == "internal-error" {
					t.Fatal(d.Error())
				}
			}
			if !problems.HasErrors() || len(problems) > 210 {
				t.Errorf("%d problems", len(problems))
			}
			if used > 256<<20 {
				t.Errorf("%d MB", used>>20)
			}
			if took > time.Second {
				t.Errorf("%v", took)
			}
		})
	}
}

// TestHostileTestFiles: nor does a file of another kind, whatever it holds.
func TestHostileTestFiles(t *testing.T) {
	shipped, err := policies.ReadPaths("crs-standard.toml")
	if err != nil {
		t.Fatal(err)
	}
	all := hostile(document.DefaultLimits.Values - 10)
	count := func(head, format, tail string) func() []byte {
		return func() []byte { return append(repeated(head, format, 1<<18, 9000), tail...) }
	}
	all["cases like the next"] = count("", "[[cases]]\nname=\"c$i\"\nlike=\"c$j\"\nexpect={score=1}\n", "")
	all["cases"] = count("", "[[cases]]\nname=\"c$i\"\ninputs={base_bonus=1}\nexpect={score=1}\n", "")
	all["cases of nothing"] = count("", "[[cases]]\nname=\"c$i\"\npolicy=\"p$i\"\nexpect={}\n", "")
	all["rows"] = count("[[tables]]\ncolumns=[\"name\",\"base_bonus\",\"expect.score\"]\nrows=[", "[\"r$i\",1,2],", "]\n")
	for name, make := range all {
		file := make()
		for kind, judge := range map[string]func() diag.List{
			"test": func() diag.List {
				return policies.CheckTests([]*diag.Source{diag.NewSource("a_test.toml", file)}, shipped, nil)
			},
			"source": func() diag.List {
				_, problems := records.ReadSource(diag.NewSource("a.source.toml", file))
				return problems
			},
			"merit.toml": func() diag.List { return policies.CheckConfig(diag.NewSource("merit.toml", file)) },
		} {
			t.Run(kind+" "+name, func(t *testing.T) {
				problems, took, used := patiently(judge)
				t.Logf("%s: %d problems, %v, %d MB", name, len(problems), took.Round(time.Millisecond), used>>20)
				for _, d := range problems {
					if d.Code == "internal-error" {
						t.Fatal(d.Error())
					}
				}
				if used > 256<<20 || took > time.Second {
					t.Errorf("%v, %d MB", took, used>>20)
				}
			})
		}
	}
}

func asPolicy(file []byte) func() diag.List {
	return func() diag.List {
		_, _, problems := policies.Examine(nil, []*diag.Source{diag.NewSource("bad.toml", file)})
		return problems
	}
}

// patiently weighs again where the machine may have been busy.
func patiently(judge func() diag.List) (problems diag.List, took time.Duration, used uint64) {
	for range 4 {
		if problems, took, used = weigh(judge); took <= time.Second {
			break
		}
	}
	return problems, took, used
}

// weigh checks a file and returns how long it took and the most memory that
// was in use meanwhile.
func weigh(judge func() diag.List) (problems diag.List, took time.Duration, used uint64) {
	runtime.GC()
	done, peak := make(chan struct{}), make(chan uint64)
	go func() {
		use := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}, {Name: "/memory/classes/heap/stacks:bytes"}}
		var most uint64
		for {
			metrics.Read(use)
			most = max(most, use[0].Value.Uint64()+use[1].Value.Uint64())
			select {
			case <-done:
				peak <- most
				return
			case <-time.After(5 * time.Millisecond):
			}
		}
	}()
	start, cpu := time.Now(), spent()
	problems = judge()
	took = min(time.Since(start), spent()-cpu)
	close(done)
	return problems, took, <-peak
}

// spent is the time that the processors have worked for this process.
func spent() time.Duration {
	var r syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &r) != nil {
		return 0
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}
