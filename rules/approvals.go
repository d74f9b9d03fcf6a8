package rules

import (
	"slices"
	"strings"

	"merit/rules/diag"
	"merit/rules/document"
)

// An Approval says that a department has approved what a policy says.
type Approval struct {
	As     Text   // the department
	By     Text   // who signed
	On     string // when, YYYY-MM-DD, or "" where it was not recorded
	Digest Text   // Policy.Meaning of what was approved
	Covers string // a mark for each section of what was approved, "" without
	Span   diag.Span
}

var approvalKeys = []string{"as", "by", "on", "digest", "covers"}

// approvals reads approvers and approvals of [policy].
func (l *loader) approvals(t table) {
	p := l.policy
	for _, v := range t.Strings("approvers") {
		switch {
		case strings.TrimSpace(v.Text) == "":
			l.report(v.Span, "text-empty", "key", "approvers")
		case slices.ContainsFunc(p.Approvers, func(who Text) bool { return who.Text == v.Text }):
			l.report(v.Span, "approver-twice", "department", v.Text)
		default:
			p.Approvers = append(p.Approvers, textOf(v))
		}
	}
	for _, row := range t.Items("approvals", document.Table) {
		in := l.table(row)
		a := &Approval{As: in.needText("as"), By: in.needText("by"), Digest: in.needText("digest"), Covers: in.text("covers").Text, Span: row.Span}
		if on, ok := in.date("on"); ok {
			a.On = on.String()
		}
		l.done(in, approvalKeys, "policy.approvals")
		l.approval(a, t)
		p.Approvals = append(p.Approvals, a)
	}
}

// approval checks an approval against the others and the approvers.
func (l *loader) approval(a *Approval, t table) {
	p := l.policy
	if a.As.Text == "" {
		return
	}
	if first := p.ApprovalOf(a.As.Text); first != nil {
		l.problems.Add(problem(a.As.Span, "approval-twice", "department", a.As.Text).And(first.As.Span, "first-here"))
		return
	}
	departments := p.departments()
	if slices.Contains(departments, a.As.Text) || len(departments) == 0 && !t.lacks("approvers") {
		return
	}
	if near := diag.Nearest(a.As.Text, departments); near != "" {
		l.report(a.As.Span, "approval-stranger.typo", "department", a.As.Text, "near", near)
		return
	}
	l.problems.Add(problem(a.As.Span, "approval-stranger", "department", a.As.Text, "all", listed(departments)).As(diag.Warning))
}

func (p *Policy) departments() []string {
	var all []string
	for _, who := range p.Approvers {
		all = append(all, who.Text)
	}
	return all
}

// ApprovalOf returns the approval of a department, or nil.
func (p *Policy) ApprovalOf(department string) *Approval {
	for _, a := range p.Approvals {
		if a.As.Text == department {
			return a
		}
	}
	return nil
}

// Approved reports whether a is of what p says now.
func (p *Policy) Approved(a *Approval) bool { return a != nil && a.Digest.Text == p.Meaning }

// ChangedSince names the sections of p that are not what a is of, such as
// "[params] [[metrics]]"; "" when it is not known which.
func (p *Policy) ChangedSince(a *Approval) string {
	then := readMarks(a.Covers)
	if then == nil || p.Approved(a) {
		return ""
	}
	return changedSections(then, p.marks)
}

// approve finds what the policy means and, when it is active, which approvals
// of that it lacks (SEMANTICS H9).
func (f *file) approve() {
	p := f.policy
	p.Meaning, p.marks = meaning(f.tree)
	if p.Stage != Active {
		return
	}
	for _, who := range p.Approvers {
		if a := p.ApprovalOf(who.Text); !p.Approved(a) {
			f.approvals.Add(p.lacks(who, a))
		}
	}
}

// lacks says that a department has not approved p, or not what p says now.
func (p *Policy) lacks(who Text, a *Approval) diag.Diagnostic {
	args := []string{"department", who.Text, "file", p.Source.Name}
	if a == nil {
		return problem(who.Span, "approval-missing", args...)
	}
	key, changed := "approval-outdated", p.ChangedSince(a)
	if changed != "" {
		key = "approval-outdated.sections"
	}
	d := problem(a.As.Span, key, append(args, "who", a.Who(), "changed", changed)...)
	if p.Extends != nil {
		d = d.And(p.Extends.ID.Span, "approval-base", "id", p.Extends.ID.Text)
	}
	return d
}

// Who returns who signed and when: "E1001, 2026-03-01".
func (a *Approval) Who() string {
	if a.On == "" {
		return a.By.Text
	}
	return a.By.Text + ", " + a.On
}

// ReadUnapproved is Read for a policy that is about to be approved: approvals
// that lack are not reported. Of those beside, it reads what it extends.
func ReadUnapproved(src *diag.Source, beside ...*diag.Source) (*Policy, diag.List) {
	files := loadFiles([]*diag.Source{src}, beside)
	for _, f := range files {
		f.approvals = nil
	}
	problems := gathered(files)
	if problems.HasErrors() {
		return nil, problems
	}
	return files[0].policy, problems
}
