package policies

import (
	"fmt"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"merit/engine"
	"merit/engine/suite"
	"merit/rules"
	"merit/rules/abreast"
	"merit/rules/analysis"
	"merit/rules/diag"
)

// Check checks everything about a set: each policy, all of them together,
// their examples, and what analysis finds, which refuses nothing. It is the one judge: the command, live reload and the
// endpoint all ask it. With errors the snapshot is nil, and the problems are
// all there are, not only the first. A mistake in Merit itself is a problem
// too (internal-error); Check never panics. Policies beside are there to be
// extended and no part of the set.
func Check(sources []*diag.Source, beside ...*diag.Source) (snapshot *engine.Snapshot, report *suite.Report, problems diag.List) {
	snapshot, report, problems = Examine(nil, sources, beside...)
	return snapshot, report, WithoutHints(problems)
}

// WithoutHints leaves out what is only a hint.
func WithoutHints(problems diag.List) diag.List {
	return slices.DeleteFunc(problems, func(d diag.Diagnostic) bool { return d.Severity == diag.Info })
}

// Examine is Check with hints, and with levels for what analysis finds: one
// that they make an error is told as one, but refuses nothing either.
func Examine(levels Levels, sources []*diag.Source, beside ...*diag.Source) (snapshot *engine.Snapshot, report *suite.Report, problems diag.List) {
	if len(sources) == 0 {
		return nil, nil, diag.List{diag.At(diag.Span{}, "no-policies")}
	}
	defer func() {
		if p := recover(); p != nil {
			problems.Add(mistake(p))
			snapshot = nil
		}
	}()
	set, problems := rules.Load(sources, beside...)
	built, more := engine.Compile(set)
	problems.Add(more...)
	report = suite.Run(built)
	problems.Add(report.Problems()...)
	if problems.HasErrors() {
		built = nil
	}
	problems.Add(findings(set)...)
	return built, report, firstOf(analysis.Settle(problems, levels.For, sources...))
}

// mostErrors is how many errors of one file are told: with more, the first
// ones are buried.
const mostErrors = 110 // a little more than reading tells, which says itself where it stopped

// firstOf leaves out the errors of a file beyond the first ones, and says so.
func firstOf(sorted diag.List) diag.List {
	told := map[*diag.Source]int{}
	var out diag.List
	for _, d := range sorted {
		src := d.Span.Source
		if d.Severity == diag.Error && src != nil {
			if told[src]++; told[src] > mostErrors {
				if told[src] == mostErrors+1 {
					out.Add(diag.At(d.Span, "too-many-problems"))
				}
				continue
			}
		}
		out.Add(d)
	}
	return out
}

// mistake is the problem of a mistake in Merit itself, to be called by the
// deferred function that recovered p.
func mistake(p any) diag.Diagnostic {
	pcs := make([]uintptr, 64)
	pcs = pcs[:runtime.Callers(3, pcs)]
	if beside, ok := p.(*abreast.Panic); ok {
		p, pcs = beside.Value, beside.Where
	}
	return diag.At(diag.Span{}, "internal-error", "where", ownPlace(pcs), "what", cut(fmt.Sprint(p)))
}

// ownPlace returns the innermost place of Merit's own code.
func ownPlace(pcs []uintptr) string {
	frames := runtime.CallersFrames(pcs)
	for {
		f, more := frames.Next()
		if strings.HasPrefix(f.Function, "merit/") && !strings.HasPrefix(f.Function, "merit/rules/abreast.") {
			return f.Function + ":" + strconv.Itoa(f.Line)
		}
		if !more {
			return "?"
		}
	}
}

// cut keeps a message that may quote anything short.
func cut(s string) string {
	const most = 200
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
