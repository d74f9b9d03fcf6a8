package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"merit/policies"
)

// A kind is a way of saving, and how fast the save must be answered by.
type kind struct {
	name   string
	median time.Duration // promised, 0 without a promise
	worst  time.Duration // the same
	every  int           // one in so many saves is measured: those that wait for the poll take long
	lay    func(dir, text string) error
	save   func(dir, text string, n int) error
}

var kinds = []kind{
	{"renamed over", 300 * time.Millisecond, 0, 1, loose, func(dir, text string, _ int) error {
		return rename(filepath.Join(dir, "set", "a.toml"), text)
	}},
	{"config map", 300 * time.Millisecond, 0, 1, mapped, func(dir, text string, n int) error {
		version := fmt.Sprintf("..%d", n+1)
		if err := place(filepath.Join(dir, "set", version), text); err != nil {
			return err
		}
		return link(version, filepath.Join(dir, "set", "..data"))
	}},
	{"release link", 300 * time.Millisecond, 0, 1, released, func(dir, text string, n int) error {
		version := fmt.Sprintf("r%d", n+1)
		if err := place(filepath.Join(dir, version), text); err != nil {
			return err
		}
		return link(version, filepath.Join(dir, "set"))
	}},
	{"in place", 0, 1500 * time.Millisecond, 1, loose, func(dir, text string, _ int) error {
		return os.WriteFile(filepath.Join(dir, "set", "a.toml"), []byte(text), 0o644)
	}},
	{"unannounced", 0, 2500 * time.Millisecond, 3, hardLinked, func(dir, text string, _ int) error {
		return os.WriteFile(filepath.Join(dir, "elsewhere"), []byte(text), 0o644)
	}},
}

func place(dir, text string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "a.toml"), []byte(text), 0o644)
}

func loose(dir, text string) error { return place(filepath.Join(dir, "set"), text) }

func hardLinked(dir, text string) error {
	if err := loose(dir, text); err != nil {
		return err
	}
	return os.Link(filepath.Join(dir, "set", "a.toml"), filepath.Join(dir, "elsewhere"))
}

func mapped(dir, text string) error {
	if err := place(filepath.Join(dir, "set", "..0"), text); err != nil {
		return err
	}
	if err := os.Symlink("..0", filepath.Join(dir, "set", "..data")); err != nil {
		return err
	}
	return os.Symlink("..data/a.toml", filepath.Join(dir, "set", "a.toml"))
}

func released(dir, text string) error {
	if err := place(filepath.Join(dir, "r0"), text); err != nil {
		return err
	}
	return os.Symlink("r0", filepath.Join(dir, "set"))
}

func rename(path, text string) error {
	if err := os.WriteFile(path+".tmp", []byte(text), 0o644); err != nil {
		return err
	}
	return os.Rename(path+".tmp", path)
}

func link(target, path string) error {
	if err := os.Symlink(target, path+"_tmp"); err != nil {
		return err
	}
	return os.Rename(path+"_tmp", path)
}

// latencies prints how long it takes from a save to the first answer from the
// new policy, by kind.
func latencies(ctx context.Context, out io.Writer, saves int) error {
	fmt.Fprintf(out, "%-14s %8s %8s %8s\n", "", "median", "p90", "longest")
	var late []string
	for _, k := range kinds {
		times, err := k.measure(ctx, max(saves/k.every, 5))
		if err != nil {
			return fmt.Errorf("%s: %w", k.name, err)
		}
		n := len(times)
		median, longest := times[n/2], times[n-1]
		fmt.Fprintf(out, "%-14s %8s %8s %8s\n", k.name, ms(median), ms(times[n*9/10]), ms(longest))
		if k.median > 0 && median > k.median || k.worst > 0 && longest > k.worst {
			late = append(late, k.name)
		}
	}
	if late != nil {
		return fmt.Errorf("later than promised: %s", strings.Join(late, ", "))
	}
	return nil
}

func ms(d time.Duration) string { return d.Round(time.Millisecond).String() }

func (k kind) measure(ctx context.Context, saves int) (times []time.Duration, err error) {
	err = inTemp(func(dir string) error {
		if err := k.lay(dir, fmt.Sprintf(policy, 0, 1, 100)); err != nil {
			return err
		}
		url, _, end, err := serve(filepath.Join(dir, "set"), policies.Options{})
		if err != nil {
			return err
		}
		defer end()
		for n := range saves {
			if !sleep(ctx, time.Duration(600+n*137%900)*time.Millisecond) { // at no fixed beat of the poll
				return ctx.Err()
			}
			took, err := k.one(url, dir, n)
			if err != nil {
				return err
			}
			times = append(times, took)
		}
		return nil
	})
	slices.Sort(times)
	return times, err
}

// one saves a new version and asks until it answers.
func (k kind) one(url, dir string, n int) (time.Duration, error) {
	before, err := answer(url)
	if err != nil {
		return 0, err
	}
	if err := k.save(dir, fmt.Sprintf(policy, 0, 2+n%250, 100), n); err != nil {
		return 0, err
	}
	for start := time.Now(); ; time.Sleep(time.Millisecond) {
		after, err := answer(url)
		if took := time.Since(start); err != nil || after != before || took > 20*time.Second {
			if after == before && err == nil {
				err = fmt.Errorf("no new answer after %s", took)
			}
			return took, err
		}
	}
}

func answer(url string) (string, error) {
	resp, err := http.Post(url+"/v1/evaluate", "application/json",
		strings.NewReader(`{"specialist":"E1","period":"2026-03","policy":"team-0","inputs":{"base":1000,"calls":100}}`))
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err == nil && resp.StatusCode != http.StatusOK {
		err = fmt.Errorf("%d %s", resp.StatusCode, body)
	}
	return string(body), err
}
