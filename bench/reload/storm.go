package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"time"

	"merit/policies"
)

// A plan says how hard a storm is.
type plan struct {
	reloads int
	calm    time.Duration // before the storm, for comparison
	crowd   crowd
	binary  string // "" serves in this process
}

// storm measures clients in calm and then while the set changes as fast as it
// can, one release in five broken.
func storm(ctx context.Context, out io.Writer, dir string, p plan) error {
	r, err := publish(dir)
	if err != nil {
		return err
	}
	url, end, err := p.serve(r.link())
	if err != nil {
		return err
	}
	defer end()

	calm, stop := context.WithTimeout(ctx, p.calm)
	before := p.crowd.ask(calm, url, r)
	stop()
	fmt.Fprintf(out, "calm   %s\n", before)

	stormy, stop := context.WithCancel(ctx)
	asked := make(chan *tally, 1)
	go func() { asked <- p.crowd.ask(stormy, url, r) }()
	counts, wrong := r.blow(ctx, url, p.reloads)
	stop()
	during := <-asked
	fmt.Fprintf(out, "storm  %s\n", during)
	fmt.Fprintf(out, "       %d activated, %d refused in %s\n", counts[policies.Activated], counts[policies.Rejected], during.Took.Round(time.Second))
	for _, err := range []error{wrong, before.err(), during.err()} {
		if err != nil {
			return err
		}
	}
	return nil
}

func (p plan) serve(dir string) (url string, end func(), err error) {
	if p.binary != "" {
		return spawn(p.binary, dir)
	}
	url, _, end, err = serve(dir, policies.Options{})
	return url, end, err
}

// blow publishes one release after the other, each when the one before is
// judged: every second one announced by POST /v1/reload, the others by nothing
// but the change of the link.
func (r *releases) blow(ctx context.Context, url string, reloads int) (map[policies.Outcome]int, error) {
	client := &http.Client{Timeout: 20 * time.Second}
	defer client.CloseIdleConnections()
	counts := map[policies.Outcome]int{}
	for n := range reloads {
		name, want := fmt.Sprint("v", n%versions+1), policies.Activated
		if n%5 == 4 {
			name, want = r.brokenAt, policies.Rejected
		}
		if err := r.point(name); err != nil {
			return counts, err
		}
		if n%2 == 0 {
			resp, err := client.Post(url+"/v1/reload", "application/json", nil)
			if err != nil {
				return counts, err
			}
			resp.Body.Close()
		}
		err := until(ctx, client, url, func(s status) bool {
			if want == policies.Rejected {
				return s.LastResult == string(policies.Rejected)
			}
			return fmt.Sprint("v", r.digests[s.Set]) == name && s.LastResult != string(policies.Rejected)
		})
		if err != nil {
			return counts, fmt.Errorf("reload %d: %w", n, err)
		}
		counts[want]++
	}
	return counts, nil
}
