package main

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// planted lists what to check, from the top of the repository: folders of
// mistakes of all kinds, and policies without. Those that analysis finds stand
// in files that are no set.
func planted(t *testing.T) []string {
	t.Helper()
	alone, err := filepath.Glob("rules/analysis/testdata/bad/*.toml")
	if err != nil || len(alone) < 40 {
		t.Fatalf("%d files: %v", len(alone), err)
	}
	return append(alone, "rules/testdata/bad", "examples", "policies")
}

func checked(t *testing.T, args ...string) []byte {
	t.Helper()
	var out, log bytes.Buffer
	a := &app{in: strings.NewReader(""), out: &out, err: &log, getenv: func(string) string { return "" }}
	if code := a.run(context.Background(), append([]string{"check"}, args...)); code > exitProblems {
		t.Fatalf("merit check %v exits with %d\n%s", args, code, log.String())
	}
	return out.Bytes()
}

// TestSARIFSchema holds what check writes, with errors, warnings, hints, fixes
// and related places, against the schema of SARIF 2.1.0 as the standard
// publishes it, which go-sarif carries, and against one of our own that is
// stricter: it knows only what Merit writes.
func TestSARIFSchema(t *testing.T) {
	t.Chdir("../..")
	schema, err := jsonschema.NewCompiler().Compile("rules/diag/testdata/sarif-2.1.0.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	levels, fixes := map[string]int{}, 0
	for _, folder := range planted(t) {
		out := checked(t, folder, "--hints", "--format", "sarif")
		log, err := jsonschema.UnmarshalJSON(bytes.NewReader(out))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(log); err != nil {
			t.Errorf("%s: %v", folder, err)
		}
		if err := standardSARIF(out); err != nil {
			t.Errorf("%s: by the standard's schema: %v", folder, err)
		}
		fixes += bytes.Count(out, []byte(`"fixes"`))
		for _, m := range regexp.MustCompile(`"level": "(\w+)",\n\s+"message"`).FindAllSubmatch(out, -1) {
			levels[string(m[1])]++
		}
	}
	if levels["error"] < 100 || levels["warning"] < 20 || levels["note"] < 20 || fixes < 30 {
		t.Errorf("too little of some kind was looked at: %v, %d fixes", levels, fixes)
	}
	for _, broken := range []string{
		`{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "merit"}}, "results": [{"message": {}}]}]}`,
		`{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "merit"}}, "results": [{"message": {"text": "x"}, "level": "info"}]}]}`,
		`{"version": "2.1.0", "runs": [{"tool": {"driver": {}}, "results": []}]}`,
	} {
		log, _ := jsonschema.UnmarshalJSON(strings.NewReader(broken))
		if schema.Validate(log) == nil {
			t.Errorf("the schema accepts %s", broken)
		}
		if standardSARIF([]byte(broken)) == nil {
			t.Errorf("the standard's schema accepts %s", broken)
		}
	}
}

// standardSARIF validates a log by the schema of the standard.
func standardSARIF(log []byte) error {
	report, err := sarif.FromBytes(log)
	if err != nil {
		return err
	}
	for _, run := range report.Runs { // which the library adds empty, and the schema does not take
		run.Language, run.NewlineSequences = "zh-CN", []string{"\n"}
		if run.Tool != nil && run.Tool.Driver != nil {
			run.Tool.Driver.Language = "zh-CN"
		}
	}
	return report.Validate()
}

// TestFormatsAgree compares the formats for programs: SARIF, GitHub and JSON
// place each problem alike, and what stands there in the file is what the
// problem is about; JUnit is well-formed and has a failure for each.
func TestFormatsAgree(t *testing.T) {
	t.Chdir("../..")
	for _, folder := range planted(t) {
		var list struct {
			Problems []struct {
				File, Code   string
				Line, Column int
				End          struct{ Line, Column int }
			}
		}
		if err := json.Unmarshal(checked(t, folder, "--hints", "--format", "json"), &list); err != nil {
			t.Fatal(err)
		}
		var log struct {
			Runs []struct {
				Results []struct {
					RuleID    string
					Locations []struct {
						PhysicalLocation struct {
							ArtifactLocation struct{ URI string }
							Region           struct{ StartLine, StartColumn, EndLine, EndColumn int }
						}
					}
				}
			}
		}
		if err := json.Unmarshal(checked(t, folder, "--hints", "--format", "sarif"), &log); err != nil {
			t.Fatal(err)
		}
		github := strings.Split(strings.TrimSpace(string(checked(t, folder, "--hints", "--format", "github"))), "\n")
		results := log.Runs[0].Results
		if len(results) != len(list.Problems) || len(github) != len(list.Problems) {
			t.Fatalf("%s: %d, %d and %d problems", folder, len(list.Problems), len(results), len(github))
		}
		for i, p := range list.Problems {
			want := fmt.Sprintf("%s %s %d:%d-%d:%d", p.Code, p.File, p.Line, p.Column, p.End.Line, p.End.Column)
			if p.Line == 0 {
				continue
			}
			at := results[i].Locations[0].PhysicalLocation
			file, err := url.PathUnescape(at.ArtifactLocation.URI)
			if err != nil {
				t.Fatal(err)
			}
			g := at.Region
			if got := fmt.Sprintf("%s %s %d:%d-%d:%d", results[i].RuleID, file, g.StartLine, g.StartColumn, g.EndLine, g.EndColumn); got != want {
				t.Errorf("SARIF %s, JSON %s", got, want)
			}
			place := fmt.Sprintf("line=%d,endLine=%d,", p.Line, p.End.Line)
			if p.Line == p.End.Line {
				place = fmt.Sprintf("line=%d,col=%d,endLine=%d,endColumn=%d,", p.Line, p.Column, p.End.Line, p.End.Column)
			}
			if !strings.Contains(github[i], place) {
				t.Errorf("GitHub %s, want %s", github[i], place)
			}
		}
		wellFormed(t, checked(t, folder, "--hints", "--format", "junit"))
	}
}

func wellFormed(t *testing.T, junit []byte) {
	t.Helper()
	for d := xml.NewDecoder(bytes.NewReader(junit)); ; {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatalf("JUnit: %v", err)
		}
	}
}

// TestAnnotationsAmongChinese: columns count characters, so that an annotation
// covers the very words however many Chinese ones stand before them.
func TestAnnotationsAmongChinese(t *testing.T) {
	const line = `when   = '流失客户数 > 3 and 没有这个数 >= 1' # 说明`
	text := strings.Replace(chinesePolicy, "WHEN", line, 1)
	file := filepath.Join(t.TempDir(), "协议.toml")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	out := string(checked(t, file, "--format", "github"))
	m := regexp.MustCompile(`line=(\d+),col=(\d+),endLine=\d+,endColumn=(\d+),title=unknown-name`).FindStringSubmatch(out)
	if m == nil {
		t.Fatalf("no annotation: %s", out)
	}
	at := func(i int) int { n, _ := strconv.Atoi(m[i]); return n }
	if got := strings.Split(text, "\n")[at(1)-1]; got != line {
		t.Fatalf("line %d is %s", at(1), got)
	}
	if got := string([]rune(line)[at(2)-1 : at(3)-1]); got != "没有这个数" {
		t.Errorf("the annotation covers %q", got)
	}
}

const chinesePolicy = `schema = 1
[policy]
id        = "demo"
version   = "1"
period    = "month"
effective = { from = 2026-01-01 }
[inputs]
lost = { type = "integer", min = 0, title = "流失客户数" }
[[metrics]]
id     = "m"
weight = 100
value  = 'lost'
better = "lower"
target = 2
[[vetoes]]
id     = "v"
WHEN
effect = { score = 0 }
[[bands]]
from  = 0
grade = "C"
rate  = "0%"
`
