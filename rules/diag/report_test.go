package diag_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"merit/rules/diag"
	"merit/rules/golden"
	"merit/rules/text"
)

// sample is one set of problems with everything that needs care: Chinese
// letters and a mark before a place, lines, percent signs, commas and colons
// where a format gives them a meaning, no place, two places, every severity.
func sample() ([]string, diag.List) {
	one := diag.NewSource("政策 一/a,b:c.toml", []byte("\uFEFF满意 = 1\nx = '''\na\nb'''\n"))
	two := diag.NewSource("two.toml", []byte("id = \"x\"\n"))
	say := func(zh, en string) text.Text { return text.Text{ZH: zh, EN: en} }
	return []string{one.Name, two.Name, "fine.toml"}, diag.List{
		{Code: "unknown-key", Span: diag.Span{Source: one, Start: 3, End: 9}, Message: say("没有“满意”这一项：90%", "no \"满意\": 90%, <b> & more"), Help: say("删去它\n或改名", "remove it\nor rename it")},
		{Code: "too-long", Severity: diag.Warning, Span: diag.Span{Source: one, Start: 18, End: 27}, Message: say("太长", "too long")},
		{Code: "unknown-key", Span: diag.Span{Source: two, Start: 5, End: 8}, Message: say("重复", "twice"), Related: []diag.Related{{Span: diag.Span{Source: one, Start: 3, End: 9}, Text: say("先写在这里", "first here")}}},
		{Code: "cliff", Severity: diag.Info, Span: diag.Span{Source: two, Start: 0, End: 2}, Message: say("差一点", "a cliff\x01")},
		{Code: "no-policies", Message: say("没有协议", "no policies")},
		{Code: "unreadable-file", Place: "gone.toml", Message: say("读不了", "cannot be read")},
	}
}

func TestFormats(t *testing.T) {
	files, list := sample()
	formats := map[string]func(diag.Report, io.Writer, diag.List) error{
		"json": diag.Report.JSON, "sarif": diag.Report.SARIF, "github": diag.Report.GitHub, "junit": diag.Report.JUnit,
	}
	for name, write := range formats {
		for _, lang := range []text.Lang{"", text.EN} {
			var out bytes.Buffer
			if err := write(diag.Report{Lang: lang, Files: files, Version: "1.2.3"}, &out, list); err != nil {
				t.Fatal(err)
			}
			golden.Compare(t, filepath.Join("testdata", strings.TrimSuffix("problems."+name+"."+string(lang), ".")), out.Bytes())
		}
	}
}

// TestGitHubLines: whatever the text, each problem is one line, and columns
// are only given within one line.
func TestGitHubLines(t *testing.T) {
	_, list := sample()
	var out bytes.Buffer
	if err := (diag.Report{}).GitHub(&out, list); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
	if len(lines) != len(list) {
		t.Fatalf("%d lines for %d problems", len(lines), len(list))
	}
	if want := "::error file=政策 一/a%2Cb%3Ac.toml,line=1,col=1,endLine=1,endColumn=3,title=unknown-key::"; !strings.HasPrefix(lines[0], want) {
		t.Errorf("got  %s\nwant %s…", lines[0], want)
	}
	if strings.Contains(lines[1], "col=") || !strings.Contains(lines[1], "line=2,endLine=4") {
		t.Errorf("several lines: %s", lines[1])
	}
}

// TestSARIF checks what the schema of SARIF 2.1.0 demands of what is written:
// the required members, the allowed words, regions from 1, rules and related
// locations that are numbered from 0, URIs without what URIs cannot hold.
func TestSARIF(t *testing.T) {
	files, list := sample()
	for _, l := range []diag.List{list, nil} {
		var out bytes.Buffer
		if err := (diag.Report{Files: files}).SARIF(&out, l); err != nil {
			t.Fatal(err)
		}
		var log struct {
			Schema, Version string
			Runs            []struct {
				ColumnKind string
				Artifacts  []struct{ Location struct{ URI string } }
				Tool       struct {
					Driver struct {
						Name  string
						Rules *[]struct {
							ID               string
							ShortDescription struct{ Text string }
						}
					}
				}
				Results *[]struct {
					RuleID, Level               string
					RuleIndex                   int
					Message                     struct{ Text string }
					Locations, RelatedLocations []struct {
						ID               *int
						PhysicalLocation struct {
							ArtifactLocation struct{ URI string }
							Region           struct{ StartLine, StartColumn, EndLine, EndColumn int }
						}
					}
				}
			}
		}
		if err := json.Unmarshal(out.Bytes(), &log); err != nil {
			t.Fatal(err)
		}
		if log.Version != "2.1.0" || len(log.Runs) != 1 || log.Runs[0].Results == nil || log.Runs[0].Tool.Driver.Rules == nil {
			t.Fatalf("not SARIF 2.1.0:\n%s", out.String())
		}
		run := log.Runs[0]
		rules := *run.Tool.Driver.Rules
		if run.Tool.Driver.Name == "" || run.ColumnKind != "unicodeCodePoints" || len(*run.Results) != len(l) {
			t.Errorf("driver %q, columns %q, %d results", run.Tool.Driver.Name, run.ColumnKind, len(*run.Results))
		}
		for _, r := range *run.Results {
			if r.RuleIndex >= len(rules) || rules[r.RuleIndex].ID != r.RuleID || rules[r.RuleIndex].ShortDescription.Text == "" {
				t.Errorf("%s has rule index %d", r.RuleID, r.RuleIndex)
			}
			if r.Level != "error" && r.Level != "warning" && r.Level != "note" || r.Message.Text == "" {
				t.Errorf("%s: level %q, message %q", r.RuleID, r.Level, r.Message.Text)
			}
			for _, at := range append(r.Locations, r.RelatedLocations...) {
				g, u := at.PhysicalLocation.Region, at.PhysicalLocation.ArtifactLocation.URI
				if g.StartLine < 1 || g.StartColumn < 1 || g.EndLine < g.StartLine || g.EndLine == g.StartLine && g.EndColumn < g.StartColumn {
					t.Errorf("%s: region %v", r.RuleID, g)
				}
				if u == "" || strings.ContainsAny(u, " 政\\") {
					t.Errorf("%s: %q is no URI", r.RuleID, u)
				}
			}
			for i, at := range r.RelatedLocations {
				if at.ID == nil || *at.ID != i {
					t.Errorf("%s: related location %d has id %v", r.RuleID, i, at.ID)
				}
			}
		}
	}
}

// TestJUnitCounts: errors fail, the rest passes, and the counts agree.
func TestJUnitCounts(t *testing.T) {
	files, list := sample()
	var out bytes.Buffer
	if err := (diag.Report{Files: files}).JUnit(&out, list); err != nil {
		t.Fatal(err)
	}
	var got diag.JUnit
	if err := xml.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if got.Tests != len(list)+1 || got.Failures != list.Count(diag.Error) {
		t.Errorf("%d tests, %d failures; want %d and %d", got.Tests, got.Failures, len(list)+1, list.Count(diag.Error))
	}
}
