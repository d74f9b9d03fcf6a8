// Command reload puts a service under load while its policies change all the
// time, and compares every answer with the one the engine gives for the set
// the answer names. What it prints is what docs/faults.md promises.
//
//	go run ./bench/reload -reloads 2000            a storm of reloads
//	go run ./bench/reload -soak 15m                a reload every second, and what grows
//	go run ./bench/reload -latency 50              from a save to the first new answer, by kind
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"time"
)

func main() {
	reloads := flag.Int("reloads", 2000, "how many reloads a storm has")
	soak := flag.Duration("soak", 0, "how long to soak; no storm then")
	latency := flag.Int("latency", 0, "how many saves of each kind to measure; no storm then")
	clients := flag.Int("clients", 4, "how many clients ask at once")
	pause := flag.Duration("pause", 0, "how long each of them waits between two questions")
	binary := flag.String("merit", "", "the merit to serve with; this process without it")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	var err error
	switch {
	case *latency > 0:
		err = latencies(ctx, os.Stdout, *latency)
	case *soak > 0:
		err = inTemp(func(dir string) error {
			return soaking(ctx, os.Stdout, dir, *soak, time.Second, crowd{*clients, *pause})
		})
	default:
		err = inTemp(func(dir string) error {
			return storm(ctx, os.Stdout, dir, plan{reloads: *reloads, calm: 10 * time.Second, crowd: crowd{*clients, *pause}, binary: *binary})
		})
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "reload:", err)
		os.Exit(1)
	}
}

func inTemp(f func(dir string) error) error {
	dir, err := os.MkdirTemp("", "merit-reload-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	return f(dir)
}
