package facts

import (
	"merit/rules/calendar"
	"merit/rules/diag"
)

// A Request asks for one evaluation. The same JSON object arrives over HTTP,
// from a file and as a line of a batch:
//
//	{ specialist, period, policy?, as_of?, attributes?, inputs, history?, parts?, overrides?, explain? }
//
// A Request is immutable after Read.
type Request struct {
	Specialist string
	Period     calendar.Period
	Policy     string        // "" to select by attributes
	AsOf       calendar.Date // the period's last day unless the request says otherwise
	Explain    bool
	Overrides  []Override
	History    []Past // newest first, holes filled (H5)
	Digest     string // "sha256:…" of the canonical request, explain left out

	// fields of the raw body are the owner's
}

// An Override sets a soft veto aside.
type Override struct {
	Veto, By, Reason string
	Pointer          string // JSON Pointer of the entry, for problems found later
	Span             diag.Span
}

// A Past is the evaluation of an earlier period. A hole has Evaluated false.
type Past struct {
	Period    calendar.Period
	Evaluated bool // false for a hole, a held record or one without a score
	Score     float64
	Grade     String
	Vetoed    Tri // Undecided when the record does not say
}
