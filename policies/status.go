package policies

import (
	"time"

	"merit/rules"
	"merit/rules/diag"
)

// A Status says how a Live is.
type Status struct {
	Digest      string    // of the set in force, "" without one
	Policies    int       // in the set in force
	Pilots      []Pilot   // of the set in force, that run beside its active policies
	LoadedAt    time.Time // when it came into force
	Age         time.Duration
	FromCache   time.Time // when the set in force was cached, if the cache is where it came from; else zero
	Coming      []Change  // what the set in force will change by itself, the next first
	LastAttempt time.Time // when the files were last read
	LastSuccess time.Time // when they were last read and found right
	LastOutcome Outcome
	Problems    diag.List     // of the files as last read
	Drift       time.Duration // how long the files have not been the set in force, 0 when they are
	Watcher     Mode
	Fallback    string    // why Watcher is Poll, as the system says it
	Heartbeat   time.Time // when the watch last went round, at least each Options.Poll; zero when nobody watches
	Cache       string    // why the set in force is not in the cache, "" when it is or none is kept
}

// LongDrift is how long the files may differ from the set in force before
// that is an alarm: longer than any save takes.
const LongDrift = 30 * time.Second

// A Pilot is a policy that is tried out beside an active one.
type Pilot struct {
	Policy, Version string
	Pays            bool // whether it is the answer for those it applies to, not a shadow
}

// Status returns how things are.
func (l *Live) Status() Status {
	s, now := l.state.Load(), l.opts.Now()
	w := l.watcher.Load()
	out := Status{
		LoadedAt: s.loaded, LastAttempt: s.attempt, LastSuccess: s.success, FromCache: s.cached,
		LastOutcome: s.outcome, Problems: s.problems, Watcher: w.mode, Fallback: w.reason, Cache: s.cacheErr,
	}
	if beat := l.beat.Load(); beat != 0 {
		out.Heartbeat = time.Unix(0, beat)
	}
	if s.snapshot == nil {
		return out
	}
	out.Digest, out.Policies, out.Age = s.snapshot.Digest(), len(s.snapshot.Policies()), now.Sub(s.loaded)
	out.Pilots, out.Coming = pilots(s.snapshot.Policies()), after(s.coming, dayOf(now))
	if !s.differs.IsZero() {
		out.Drift = max(now.Sub(s.differs), 1)
	}
	return out
}

func pilots(all []*rules.Policy) []Pilot {
	var out []Pilot
	for _, p := range all {
		if p.Stage == rules.Pilot {
			out = append(out, Pilot{p.ID.Text, p.Version.Text, p.Pays})
		}
	}
	return out
}
