package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"time"

	"merit/policies"
	"merit/server"
)

// serve starts a service of the folder in this process. It returns where it
// answers and what ends it.
func serve(dir string, opts policies.Options) (url string, live *policies.Live, end func(), err error) {
	live, err = policies.Open(dir, opts)
	if err != nil {
		return "", nil, nil, err
	}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, nil, err
	}
	ctx, cancel := context.WithCancel(context.Background())
	watched, served := make(chan struct{}), make(chan struct{})
	go func() { defer close(watched); live.Watch(ctx) }()
	go func() { defer close(served); _ = server.New(live, server.Options{}).Serve(ctx, ln) }()
	return "http://" + ln.Addr().String(), live, func() { cancel(); <-watched; <-served }, nil
}

// spawn starts the program merit for the folder.
func spawn(binary, dir string) (url string, end func(), err error) {
	c := exec.Command(binary, "serve", "--policies", dir, "--addr", "127.0.0.1:0")
	said, err := c.StderrPipe()
	if err != nil {
		return "", nil, err
	}
	if err := c.Start(); err != nil {
		return "", nil, err
	}
	end = func() { _ = c.Process.Signal(os.Interrupt); _ = c.Wait() }
	lines := bufio.NewScanner(said)
	for lines.Scan() {
		if _, at, ok := strings.Cut(lines.Text(), "listening on http://"); ok {
			go func() { _, _ = io.Copy(io.Discard, said) }()
			return "http://" + strings.TrimSpace(at), end, nil
		}
	}
	end()
	return "", nil, fmt.Errorf("%s did not start", binary)
}

// A status is the part of /v1/status that tells when a reload is over.
type status struct {
	Set        string `json:"set"`
	LastResult string `json:"last_result"`
}

func statusOf(client *http.Client, url string) (status, error) {
	var s status
	resp, err := client.Get(url + "/v1/status")
	if err != nil {
		return s, err
	}
	defer resp.Body.Close()
	return s, json.NewDecoder(resp.Body).Decode(&s)
}

// until asks for the status again and again until ok says so.
func until(ctx context.Context, client *http.Client, url string, ok func(status) bool) error {
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		s, err := statusOf(client, url)
		if err != nil {
			return err
		}
		if ok(s) || ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return fmt.Errorf("a reload was not over after 20 s")
}
