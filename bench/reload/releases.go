package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"merit/engine"
	"merit/engine/facts"
	"merit/policies"
	"merit/rules/diag"
)

// policy is one file of a release. Its rate is different in every release, so
// that an answer of one release is wrong in all others.
const policy = `schema = 1

[policy]
id        = "team-%[1]d"    # merit: allow policies-overlap because requests name the policy
version   = "%[2]d"
title     = "Team %[1]d"
period    = "month"
currency  = "CNY"
effective = { from = 2026-01-01 }
stage     = "active"

[inputs]
base  = { type = "number", min = 0 }
calls = { type = "integer", min = 0 }

[[metrics]]
id        = "calls_made"
title     = "Calls"
weight    = %[3]d
value     = "calls"
better    = "higher"
target    = 100
shortfall = "proportional"

[[bands]]
from  = 0
grade = "C"
rate  = 0

[[bands]]
from  = 60
grade = "B"
rate  = "%[2]d%%"

[[payouts]]
id     = "bonus"
amount = "base * rate"
`

// The shape of a release.
const (
	teams    = 3
	versions = 12 // releases that are right; one more is broken
	people   = 20 // requests of each team
)

// Releases are folders next to a link that points to the one that is served.
type releases struct {
	dir      string
	digests  map[string]int                  // of the sets that are right, to their number
	requests [][]byte                        // what the clients ask
	want     map[string][]*engine.Evaluation // the engine's answers, by digest, one for each request
	brokenAt string
}

// publish writes all releases under dir and computes what each must answer.
func publish(dir string) (*releases, error) {
	r := &releases{dir: dir, digests: map[string]int{}, want: map[string][]*engine.Evaluation{}, brokenAt: "broken"}
	for team := range teams {
		for person := range people {
			r.requests = append(r.requests, fmt.Appendf(nil,
				`{"specialist":"E%d","period":"2026-03","policy":"team-%d","inputs":{"base":%d,"calls":%d}}`, person, team, 1000+person, 40+5*person))
		}
	}
	for v := 1; v <= versions; v++ {
		if err := r.release(fmt.Sprint("v", v), v, 100); err != nil {
			return nil, err
		}
		if err := r.answers(fmt.Sprint("v", v), v); err != nil {
			return nil, err
		}
	}
	if err := r.release(r.brokenAt, versions+1, 90); err != nil {
		return nil, err
	}
	return r, os.Symlink("v1", r.link())
}

func (r *releases) link() string { return filepath.Join(r.dir, "current") }

func (r *releases) release(name string, version, weight int) error {
	dir := filepath.Join(r.dir, name)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for team := range teams {
		text := fmt.Sprintf(policy, team, version, weight)
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("team-%d.toml", team)), []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

func (r *releases) answers(name string, version int) error {
	sources, err := policies.ReadPaths(filepath.Join(r.dir, name))
	if err != nil {
		return err
	}
	for i, src := range sources { // as a service knows them
		sources[i] = diag.NewSource(filepath.Base(src.Name), src.Bytes)
	}
	snapshot, _, problems := policies.Check(sources)
	if snapshot == nil {
		return problems.Err()
	}
	r.digests[snapshot.Digest()] = version
	for _, body := range r.requests {
		req, problems := facts.Read(diag.NewSource("request", body), facts.DefaultLimits)
		if problems.HasErrors() {
			return problems.Err()
		}
		e, err := snapshot.Evaluate(req)
		if err != nil {
			return err
		}
		r.want[snapshot.Digest()] = append(r.want[snapshot.Digest()], e)
	}
	return nil
}

// point switches the link to another release, at one stroke.
func (r *releases) point(name string) error {
	next := r.link() + ".new"
	if err := os.Symlink(name, next); err != nil {
		return err
	}
	return os.Rename(next, r.link())
}

// equal reports whether an answer over HTTP is the evaluation wanted.
func equal(body []byte, want *engine.Evaluation) bool {
	var got, expected any
	text, err := json.Marshal(want)
	if err != nil || json.Unmarshal(body, &got) != nil || json.Unmarshal(text, &expected) != nil {
		return false
	}
	a, _ := json.Marshal(got)
	b, _ := json.Marshal(expected)
	return string(a) == string(b)
}
