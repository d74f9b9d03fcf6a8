package diag

import (
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"merit/rules/text"
)

// The part of SARIF 2.1.0 that Merit writes.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool       `json:"tool"`
		ColumnKind string          `json:"columnKind"`
		Artifacts  []sarifArtifact `json:"artifacts,omitempty"`
		Results    []sarifResult   `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"version,omitempty"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID                   string      `json:"id"`
		ShortDescription     sarifText   `json:"shortDescription"`
		Help                 *sarifText  `json:"help,omitempty"`
		DefaultConfiguration sarifConfig `json:"defaultConfiguration"`
	}
	sarifConfig struct {
		Level string `json:"level"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifArtifact struct {
		Location sarifURI `json:"location"`
	}
	sarifResult struct {
		RuleID           string          `json:"ruleId"`
		RuleIndex        int             `json:"ruleIndex"`
		Level            string          `json:"level"`
		Message          sarifText       `json:"message"`
		Locations        []sarifLocation `json:"locations,omitempty"`
		RelatedLocations []sarifLocation `json:"relatedLocations,omitempty"`
		Fixes            []sarifFix      `json:"fixes,omitempty"`
	}
	sarifFix struct {
		Description sarifText     `json:"description"`
		Changes     []sarifChange `json:"artifactChanges"`
	}
	sarifChange struct {
		Artifact     sarifURI           `json:"artifactLocation"`
		Replacements []sarifReplacement `json:"replacements"`
	}
	sarifReplacement struct {
		Deleted  sarifRegion `json:"deletedRegion"`
		Inserted sarifText   `json:"insertedContent"`
	}
	sarifLocation struct {
		ID       *int          `json:"id,omitempty"`
		Physical sarifPhysical `json:"physicalLocation"`
		Message  *sarifText    `json:"message,omitempty"`
	}
	sarifPhysical struct {
		Artifact sarifURI    `json:"artifactLocation"`
		Region   sarifRegion `json:"region"`
	}
	sarifURI struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn"`
		EndLine     int `json:"endLine"`
		EndColumn   int `json:"endColumn"`
	}
)

// SARIF writes l as one run of SARIF 2.1.0. Columns count characters, which
// SARIF calls unicodeCodePoints; the end column is exclusive.
func (r Report) SARIF(w io.Writer, l List) error {
	run := sarifRun{
		Tool:       sarifTool{sarifDriver{Name: "merit", Version: r.Version, Rules: []sarifRule{}}},
		ColumnKind: "unicodeCodePoints", Results: []sarifResult{},
	}
	for _, f := range r.Files {
		run.Artifacts = append(run.Artifacts, sarifArtifact{sarifURI{uri(r.path(f))}})
	}
	for i := range l {
		run.Results = append(run.Results, r.result(&run.Tool.Driver, &l[i]))
	}
	return writeJSON(w, sarifLog{"https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", []sarifRun{run}})
}

func (r Report) result(driver *sarifDriver, d *Diagnostic) sarifResult {
	out := sarifResult{RuleID: d.Code, RuleIndex: r.rule(driver, d), Level: level(d.Severity), Message: sarifText{r.whole(d)}}
	if !d.Span.IsZero() {
		out.Locations = []sarifLocation{{Physical: r.physical(d.Span)}}
	}
	for _, rel := range d.Related {
		if !rel.Span.IsZero() {
			id := len(out.RelatedLocations)
			out.RelatedLocations = append(out.RelatedLocations, sarifLocation{&id, r.physical(rel.Span), &sarifText{r.say(rel.Text)}})
		}
	}
	if d.Fix != nil {
		out.Fixes = []sarifFix{r.sarifFix(d.Fix)}
	}
	return out
}

func (r Report) sarifFix(f *Fix) sarifFix {
	change := sarifChange{Artifact: r.physical(f.Span()).Artifact}
	for _, e := range f.Edits {
		change.Replacements = append(change.Replacements, sarifReplacement{r.physical(e.Span).Region, sarifText{e.Text}})
	}
	return sarifFix{sarifText{r.say(f.Title)}, []sarifChange{change}}
}

// rule returns the index of the rule of d, adding it at its first problem.
func (r Report) rule(driver *sarifDriver, d *Diagnostic) int {
	if i := slices.IndexFunc(driver.Rules, func(s sarifRule) bool { return s.ID == d.Code }); i >= 0 {
		return i
	}
	rule := sarifRule{ID: d.Code, ShortDescription: sarifText{r.say(d.Message)}, DefaultConfiguration: sarifConfig{level(d.Severity)}}
	e, ok := text.Find(d.Code + ".page") // of a lint: what it is about
	if !ok {
		e, ok = text.Find(d.Code)
	}
	if ok {
		rule.ShortDescription.Text = r.say(blanked(e.Message))
		if !e.Help.IsZero() {
			rule.Help = &sarifText{r.say(blanked(e.Help))}
		}
	}
	driver.Rules = append(driver.Rules, rule)
	return len(driver.Rules) - 1
}

var placeholder = regexp.MustCompile(`\{[a-z_]+\}`)

// blanked is a sentence about no problem in particular.
func blanked(t text.Text) text.Text {
	return text.Text{ZH: placeholder.ReplaceAllString(t.ZH, "…"), EN: placeholder.ReplaceAllString(t.EN, "…")}
}

func (r Report) physical(s Span) sarifPhysical {
	from, to := s.Position(), s.EndPosition()
	return sarifPhysical{sarifURI{uri(r.path(s.Source.Name))}, sarifRegion{from.Line, from.Column, to.Line, to.Column}}
}

// uri writes a path as a URI reference: what a URI cannot hold in percent, and
// an absolute path with its scheme. A colon before the first slash would look
// like one.
func uri(path string) string {
	var b strings.Builder
	switch first, _, _ := strings.Cut(path, "/"); {
	case strings.HasPrefix(path, "/"):
		b.WriteString("file://")
	case strings.Contains(first, ":"):
		b.WriteString("./")
	}
	for i := range len(path) {
		if c := path[i]; c < 0x80 && (strings.IndexByte("/-._~!$&'()*+,;=:@", c) >= 0 || '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z') {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}

func level(s Severity) string { return [...]string{"error", "warning", "note"}[s] }
