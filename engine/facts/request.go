package facts

import (
	"math"

	"merit/rules/calendar"
	"merit/rules/diag"
)

// A Request asks for one evaluation. The same JSON object arrives over HTTP,
// from a file and as a line of a batch:
//
//	{ specialist, period, policy?, as_of?, attributes?, inputs, history?, parts?, before?, ahead?, overrides?, explain? }
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
	Parts      []Past // of periods inside this one, oldest first, as given
	Digest     string // "sha256:…" of the canonical request, explain left out

	source     *diag.Source
	tape       *tape
	limits     Limits
	attributes int32 // the node of the object, or 0
	inputs     int32
	around     around
}

// An Override sets a soft veto aside.
type Override struct {
	Veto, By, Reason string
	Pointer          string // JSON Pointer of the entry, for problems found later
	Span             diag.Span
}

// A Past is the evaluation of another period: an earlier one or a part of this
// one. A hole has Evaluated false. Missing numbers are NaN.
type Past struct {
	Period    calendar.Period
	Evaluated bool // false for a hole, a held record or one without a score
	Score     float64
	Grade     String
	Rate      float64
	Status    String
	Vetoed    Tri     // Undecided when the record does not say
	Payout    float64 // the amount
	Currency  string  // of Payout; "" when the record does not say

	at      int32 // the node of its period; 0 for a hole
	payout  int32 // the node of its payout, or 0
	metrics int32 // the node of its metrics, or 0
}

// hole is the record of a period nothing is known of (H5).
func hole(p calendar.Period) Past {
	return Past{Period: p, Score: math.NaN(), Rate: math.NaN(), Payout: math.NaN(), Vetoed: Undecided}
}

// Limits bound what Read takes on. The zero value of each means its default.
type Limits struct {
	Bytes    int // of the whole text
	Depth    int // of objects and lists inside each other
	Problems int // reported; the rest are counted
}

// DefaultLimits are 1 MiB, 32 deep and 100 problems.
var DefaultLimits = Limits{Bytes: 1 << 20, Depth: 32, Problems: 100}

func (l Limits) filled() Limits {
	if l.Bytes <= 0 {
		l.Bytes = DefaultLimits.Bytes
	}
	if l.Depth <= 0 {
		l.Depth = DefaultLimits.Depth
	}
	if l.Problems <= 0 {
		l.Problems = DefaultLimits.Problems
	}
	return l
}

// Place returns where a member of the request stands and its JSON Pointer,
// for problems found after reading: Place("policy"), Place("attributes",
// "team"). A member that was not given is placed at the object it is missing
// from.
func (r *Request) Place(path ...string) (diag.Span, string) {
	i, pointer, found := int32(0), "", true
	for _, name := range path {
		pointer = Pointer(pointer, name)
		if !found {
			continue
		}
		c := r.tape.member(i, name)
		if found = c != 0; found {
			i = c
		}
	}
	n := &r.tape.nodes[i]
	span := diag.Span{Source: r.source, Start: int(n.start), End: int(n.end)}
	if !found || n.kind == objectNode || n.kind == arrayNode {
		span.End = span.Start + 1
	}
	return span, pointer
}

// Source returns the text r was read from.
func (r *Request) Source() *diag.Source { return r.source }
