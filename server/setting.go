package server

import (
	"net"
	"strconv"
	"strings"
	"time"
)

// A Setting is one thing that whoever runs the service may decide. A flag
// --tls-cert, the environment's MERIT_TLS_CERT and tls_cert in a file all name
// the same one.
type Setting struct {
	Name    string // of the flag
	Default string // as it is written; "" for none
	Kind    SettingKind
	put     func(c *Config, written string) bool // reports whether it is written right
}

// A SettingKind is what a setting is written like.
type SettingKind uint8

// The kinds of settings. A Path in a file is relative to that file.
const (
	Words SettingKind = iota
	Path
	Switch   // true or false
	Whole    // a whole number
	Number   // a number
	Duration // such as 15s or 2m
)

// Env is the environment variable of the setting.
func (s *Setting) Env() string { return "MERIT_" + strings.ToUpper(s.Key()) }

// Key is the name of the setting in a file.
func (s *Setting) Key() string { return strings.ReplaceAll(s.Name, "-", "_") }

// Settings lists every setting of the service.
var Settings = []*Setting{
	{"policies", "", Path, func(c *Config, w string) bool { c.Policies = w; return true }},
	{"cache", "", Path, func(c *Config, w string) bool { c.Cache = w; return true }},
	{"addr", "127.0.0.1:8080", Words, func(c *Config, w string) bool { c.Addr = w; _, _, err := net.SplitHostPort(w); return err == nil }},
	{"keys", "", Path, func(c *Config, w string) bool { c.Keys = w; return true }},
	{"insecure-without-keys", "false", Switch, func(c *Config, w string) bool { return yesOrNo(&c.InsecureWithoutKeys, w) }},
	{"tls-cert", "", Path, func(c *Config, w string) bool { c.TLSCert = w; return true }},
	{"tls-key", "", Path, func(c *Config, w string) bool { c.TLSKey = w; return true }},
	{"log-level", "info", Words, func(c *Config, w string) bool { c.LogLevel = w; return oneOf(w, "debug", "info", "warn", "error") }},
	{"access-log", "all", Words, func(c *Config, w string) bool { c.AccessLog = w; return oneOf(w, "all", "errors", "none") }},
	{"drain-delay", "0s", Duration, func(c *Config, w string) bool { return duration(&c.Timeouts.DrainDelay, w, 0) }},
	{"drain", "15s", Duration, func(c *Config, w string) bool { return duration(&c.Timeouts.Drain, w, 1) }},
	{"header-timeout", "5s", Duration, func(c *Config, w string) bool { return duration(&c.Timeouts.Header, w, 1) }},
	{"read-timeout", "10s", Duration, func(c *Config, w string) bool { return duration(&c.Timeouts.Read, w, 1) }},
	{"write-timeout", "1m", Duration, func(c *Config, w string) bool { return duration(&c.Timeouts.Write, w, 1) }},
	{"idle-timeout", "2m", Duration, func(c *Config, w string) bool { return duration(&c.Timeouts.Idle, w, 1) }},
	{"batch-timeout", "30m", Duration, func(c *Config, w string) bool { return duration(&c.Timeouts.Batch, w, 1) }},
	{"check-timeout", "30s", Duration, func(c *Config, w string) bool { return duration(&c.Timeouts.Check, w, 1) }},
	{"body-bytes", "1048576", Whole, func(c *Config, w string) bool { return whole(&c.Limits.Bytes, w, 1, 1<<30) }},
	{"batch-bytes", "33554432", Whole, func(c *Config, w string) bool { return whole(&c.Load.BatchBytes, w, 1, 1<<40) }},
	{"batch-items", "100000", Whole, func(c *Config, w string) bool { return whole(&c.Load.BatchItems, w, 1, 1<<40) }},
	{"in-flight", "256", Whole, func(c *Config, w string) bool { return whole(&c.Load.InFlight, w, 1, 1<<20) }},
	{"batches", "4", Whole, func(c *Config, w string) bool { return whole(&c.Load.Batches, w, 1, 1<<20) }},
	{"checks", "1", Whole, func(c *Config, w string) bool { return whole(&c.Load.Checks, w, 1, 1<<20) }},
	{"connections", "4096", Whole, func(c *Config, w string) bool { return whole(&c.Load.Connections, w, 1, 1<<20) }},
	{"rate", "0", Number, func(c *Config, w string) bool { return perSecond(&c.Load.Rate, w) }},
	{"burst", "0", Whole, func(c *Config, w string) bool { return whole(&c.Load.Burst, w, 0, 1<<20) }},
}

func oneOf(w string, all ...string) bool {
	for _, a := range all {
		if w == a {
			return true
		}
	}
	return false
}

func yesOrNo(at *bool, w string) bool {
	*at = w == "true"
	return oneOf(w, "true", "false")
}

func duration(at *time.Duration, w string, least time.Duration) bool {
	d, err := time.ParseDuration(w)
	*at = d
	return err == nil && d >= least && d <= 24*time.Hour
}

func whole(at *int, w string, least, most int) bool {
	n, err := strconv.Atoi(w)
	*at = n
	return err == nil && n >= least && n <= most
}

func perSecond(at *float64, w string) bool {
	x, err := strconv.ParseFloat(w, 64)
	*at = x
	return err == nil && x >= 0 && x <= 1e6
}
