//go:build !race

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"reflect"
	"sync"
	"testing"
	"time"
)

// TestStorm is a short storm; make storm is a long one.
func TestStorm(t *testing.T) {
	var out bytes.Buffer
	if err := storm(t.Context(), &out, t.TempDir(), plan{reloads: 20, calm: 300 * time.Millisecond, crowd: crowd{clients: 2}}); err != nil {
		t.Error(err)
	}
	t.Logf("\n%s", out.String())
}

// TestSoak is a short soak, with a reload five times a second; make soak is a
// long one.
func TestSoak(t *testing.T) {
	var out bytes.Buffer
	if err := soaking(t.Context(), &out, t.TempDir(), 6*time.Second, 300*time.Millisecond, crowd{clients: 2}); err != nil {
		t.Error(err)
	}
	t.Logf("\n%s", out.String())
}

// TestLatency measures a few saves of each kind, with bounds that a busy
// machine keeps too; make reload measures many and keeps the promises.
func TestLatency(t *testing.T) {
	var all sync.WaitGroup
	for _, k := range kinds {
		all.Go(func() {
			times, err := k.measure(t.Context(), 3)
			if bound := 3 * max(k.median, k.worst); err != nil || times[1] > bound {
				t.Errorf("%s: %s, want at most %s; %v", k.name, times, bound, err)
			}
			t.Logf("%s: %s", k.name, times)
		})
	}
	all.Wait()
}

// TestJudge gives clients answers of each bad kind: none may pass for right.
func TestJudge(t *testing.T) {
	r, err := publish(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	var digests []string
	for digest := range r.digests {
		digests = append(digests, digest)
	}
	for name, bad := range map[string]struct {
		status    int
		set, body string
		want      tally
	}{
		"failed":               {500, digests[0], "{}", tally{Failed: 1}},
		"mixed":                {200, "sha256:0", "{}", tally{Mixed: 1}},
		"wrong":                {200, digests[0], `{"status":"final"}`, tally{Wrong: 1}},
		"of another release":   {200, digests[0], encoded(t, r.want[digests[1]][0]), tally{Wrong: 1}},
		"of another person":    {200, digests[0], encoded(t, r.want[digests[0]][1]), tally{Wrong: 1}},
		"what is wanted":       {200, digests[0], encoded(t, r.want[digests[0]][0]), tally{Right: 1}},
		"what is wanted, late": {200, digests[1], encoded(t, r.want[digests[1]][0]), tally{Right: 1}},
	} {
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Merit-Set", bad.set)
			w.WriteHeader(bad.status)
			fmt.Fprint(w, bad.body)
		}))
		j := judge{r: r, known: map[string][]byte{}}
		j.one(s.Client(), s.URL, 0)
		s.Close()
		j.First, j.Times = "", nil
		if !reflect.DeepEqual(j.tally, bad.want) {
			t.Errorf("%s: %+v", name, j.tally)
		}
	}
}

func encoded(t *testing.T, e any) string {
	t.Helper()
	text, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
