package rules

import (
	"bytes"
	"slices"
	"strings"

	"merit/rules/diag"
	"merit/rules/document"
)

// A Signature is an approval about to be recorded.
type Signature struct {
	As, By string // neither is empty
	On     string // YYYY-MM-DD, or ""
}

// Sign returns the text of p's file with the signature in it, in place of an
// earlier one of the same department. Nothing else of the file changes, not
// even a blank. It is nil when the policy cannot be signed so.
func (p *Policy) Sign(s Signature) ([]byte, diag.List) {
	var problems diag.List
	if !slices.Contains(p.departments(), s.As) {
		problems.Add(p.noApprover(s.As))
		return nil, problems
	}
	root, _ := document.Parse(p.Source, document.DefaultLimits)
	text, ok := splice(p.Source, headerOf(root), p.line(s), s.As)
	if !ok || !p.signed(root, text, s) {
		problems.Add(problem(headerOf(root).Member("approvers").Key, "approve-form"))
		return nil, problems
	}
	return text, nil
}

func (p *Policy) noApprover(department string) diag.Diagnostic {
	departments := p.departments()
	if len(departments) == 0 {
		at := p.ID.Span
		return problem(at, "approver-unknown.none", "department", department)
	}
	if near := diag.Nearest(department, departments); near != "" {
		return problem(p.Approvers[0].Span, "approver-unknown.typo", "department", department, "near", near)
	}
	return problem(p.Approvers[0].Span, "approver-unknown", "department", department, "all", listed(departments))
}

// line writes the signature as an element of approvals.
func (p *Policy) line(s Signature) string {
	on := ""
	if s.On != "" {
		on = ", on = " + s.On
	}
	return "{ as = " + quoted(s.As) + ", by = " + quoted(s.By) + on + ", digest = " + quoted(p.Meaning) + ", covers = " + quoted(writeMarks(p.marks)) + " }"
}

// quoted writes s as a TOML string.
func quoted(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\r", `\r`, "\t", `\t`).Replace(s) + `"`
}

// splice puts line into approvals of the header: over the department's earlier
// one, behind the others, or on a line of its own below approvers.
func splice(src *diag.Source, header *document.Value, line, department string) ([]byte, bool) {
	e := edit{text: src.Bytes, newline: "\n"}
	if bytes.Contains(src.Bytes, []byte("\r\n")) {
		e.newline = "\r\n"
	}
	list := header.Member("approvals")
	if list == nil {
		return e.below(header, line), true
	}
	for _, row := range list.Items {
		if !row.Inline {
			return nil, false // [[policy.approvals]], one key a line: nobody writes it so
		}
		if wordOf(row.Member("as")) == department {
			return e.replace(row.Span.Start, row.Span.End, line), true
		}
	}
	if len(list.Items) == 0 {
		return e.insert(list.Span.Start+1, e.newline+"  "+line+","+e.newline), true
	}
	return e.behind(list.Items[len(list.Items)-1], line), true
}

// An edit changes a text at one place.
type edit struct {
	text    []byte
	newline string
}

func (e edit) replace(from, to int, with string) []byte {
	return slices.Concat(e.text[:from], []byte(with), e.text[to:])
}

func (e edit) insert(at int, with string) []byte { return e.replace(at, at, with) }

// below adds approvals under the line of approvers.
func (e edit) below(header *document.Value, line string) []byte {
	who := header.Member("approvers")
	if header.Inline {
		return e.insert(who.Span.End, ", approvals = ["+line+"]")
	}
	first := bytes.LastIndexByte(e.text[:who.Key.Start], '\n') + 1
	lead := string(bytes.TrimPrefix(e.text[first:who.Key.Start], []byte("\ufeff"))) // blanks, or "policy."
	text := lead + "approvals = [" + e.newline + "  " + line + "," + e.newline + "]"
	if at := e.lineEnd(who.Span.End); at < len(e.text) {
		return e.insert(at, text+e.newline)
	}
	return e.insert(len(e.text), e.newline+text)
}

// behind adds line after the last element of the list, past its comment.
func (e edit) behind(last *document.Value, line string) []byte {
	at := last.Span.End
	for at < len(e.text) && (e.text[at] == ' ' || e.text[at] == '\t') {
		at++
	}
	comma := at < len(e.text) && e.text[at] == ','
	if comma {
		at++
	}
	end := e.lineEnd(at)
	rest := strings.TrimSpace(string(e.text[at:end]))
	if rest != "" && rest[0] != '#' { // the list ends on this line
		return e.insert(last.Span.End, ", "+line)
	}
	first := bytes.LastIndexByte(e.text[:last.Span.Start], '\n') + 1
	indent := string(e.text[first:last.Span.Start])
	if strings.TrimSpace(indent) != "" {
		indent = "  "
	}
	text := e.insert(end, indent+line+","+e.newline)
	if comma {
		return text
	}
	return edit{text: text}.insert(last.Span.End, ",")
}

// lineEnd returns the offset after the line break at or behind at.
func (e edit) lineEnd(at int) int {
	if i := bytes.IndexByte(e.text[at:], '\n'); i >= 0 {
		return at + i + 1
	}
	return len(e.text)
}

// signed reports whether text is p's file with the signature and nothing else
// changed: it is read anew and compared, so that no slip in splicing can alter
// an agreement.
func (p *Policy) signed(before *document.Value, text []byte, s Signature) bool {
	after, problems := document.Parse(diag.NewSource(p.Source.Name, text), document.DefaultLimits)
	if after == nil || problems.HasErrors() {
		return false
	}
	found := 0
	for _, row := range headerOf(after).Member("approvals").Items {
		if wordOf(row.Member("as")) == s.As {
			found++
			if wordOf(row.Member("by")) != s.By || wordOf(row.Member("digest")) != p.Meaning {
				return false
			}
		}
	}
	return found == 1 && rest(before, s.As) == rest(after, s.As)
}

// rest writes everything of a file but a department's approval.
func rest(root *document.Value, department string) string {
	var b strings.Builder
	header := headerOf(root)
	if list := header.Member("approvals"); list != nil {
		for _, row := range list.Items {
			if wordOf(row.Member("as")) != department {
				canonical(&b, row)
			}
		}
	}
	canonical(&b, without(header, func(key string) bool { return key == "approvals" }))
	canonical(&b, without(root, func(key string) bool { return key == "policy" }))
	return b.String()
}
