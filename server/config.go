package server

import (
	"fmt"
	"log/slog"
	"net"
	"path/filepath"
	"strings"

	"merit/engine/facts"
	"merit/rules/diag"
	"merit/rules/document"
)

// A Config is how a service is to run.
type Config struct {
	Policies            string // folder; "" for the agreements that ship
	Cache               string // folder for the last good set; "" for none
	Addr                string
	Keys                string // file; "" for none
	InsecureWithoutKeys bool
	TLSCert, TLSKey     string // files; "" for no TLS
	LogLevel            string
	AccessLog           string
	Timeouts            Timeouts
	Limits              facts.Limits
	Load                Load

	chosen []chosen
}

// chosen is what a setting is and where that was said.
type chosen struct {
	setting *Setting
	written string
	from    string // a flag, a variable or a place in a file; "" for the default
}

// Configure decides every setting: a flag wins over the environment, that over
// the file, that over the default. What is not written right is a problem at
// the place where it is written, whether or not something wins over it. File
// may be nil.
func Configure(flags map[string]string, getenv func(string) string, file *diag.Source) (*Config, diag.List) {
	c := &Config{}
	var problems diag.List
	inFile := configFile(file, &problems)
	for _, s := range Settings {
		pick := chosen{s, s.Default, ""}
		consider := func(written, from string, at diag.Span) {
			if !s.put(c, written) {
				problems.Add(wrongSetting(s, written, from, at))
				return
			}
			pick = chosen{s, written, from}
		}
		if v := inFile[s.Key()]; v != nil {
			consider(fromFile(s, v, file), v.Span.String(), v.Span)
		}
		if written := getenv(s.Env()); written != "" {
			consider(written, s.Env(), diag.Span{})
		}
		if written, given := flags[s.Name]; given {
			consider(written, "--"+s.Name, diag.Span{})
		}
		s.put(c, pick.written)
		c.chosen = append(c.chosen, pick)
	}
	c.together(&problems)
	return c, problems
}

// together refuses settings that cannot be meant together.
func (c *Config) together(problems *diag.List) {
	if (c.TLSCert == "") != (c.TLSKey == "") {
		d := diag.At(diag.Span{}, "setting-pair")
		d.Place = "tls-cert, tls-key"
		problems.Add(d)
	}
}

// configFile reads the keys of a file, each of its kind.
func configFile(src *diag.Source, problems *diag.List) map[string]*document.Value {
	if src == nil {
		return nil
	}
	root, found := document.Parse(src, document.DefaultLimits)
	problems.Add(found...)
	r := document.NewReader(root, problems)
	out := map[string]*document.Value{}
	kinds := map[SettingKind][]document.Kind{
		Switch: {document.Boolean}, Whole: {document.Integer}, Number: {document.Integer, document.Float},
	}
	for _, s := range Settings {
		of := kinds[s.Kind]
		if of == nil {
			of = []document.Kind{document.String}
		}
		if v := r.Value(s.Key(), of...); v != nil {
			out[s.Key()] = v
		}
	}
	r.Done()
	return out
}

// fromFile is a value as a flag would write it. A path starts at the file.
func fromFile(s *Setting, v *document.Value, file *diag.Source) string {
	switch {
	case s.Kind == Path && v.Text != "" && !filepath.IsAbs(v.Text):
		return filepath.Join(filepath.Dir(file.Name), v.Text)
	case s.Kind == Whole:
		return v.Number.Num().String()
	}
	return v.Text
}

func wrongSetting(s *Setting, written, from string, at diag.Span) diag.Diagnostic {
	got := strings.ToValidUTF8(written[:min(len(written), 60)], "")
	d := diag.At(at, "setting-wrong."+settingKinds[s.Kind], "name", s.Name, "default", s.Default, "got", got)
	if s.Name == "addr" || s.Name == "log-level" || s.Name == "access-log" {
		d = diag.At(at, "setting-wrong."+s.Name, "got", got)
	}
	if at.IsZero() {
		d.Place = from
	}
	return d
}

var settingKinds = map[SettingKind]string{
	Words: "words", Path: "words", Switch: "switch", Whole: "whole", Number: "number", Duration: "duration",
}

// String writes every setting as a file of them, each with where it was said.
// None of them is a secret: keys stand in files of their own.
func (c *Config) String() string {
	var b strings.Builder
	for _, x := range c.chosen {
		value := x.written
		if oneOf(settingKinds[x.setting.Kind], "words", "duration") {
			value = quotedTOML(value)
		}
		from := x.from
		if from == "" {
			from = "default"
		}
		fmt.Fprintf(&b, "%-22s = %-18s # %s\n", x.setting.Key(), value, from)
	}
	return b.String()
}

// Open reports whether others than this machine could use the service without
// a key, although nobody said that they may.
func (c *Config) Open() bool { return c.Keys == "" && !c.InsecureWithoutKeys && !isLoopback(c.Addr) }

// isLoopback reports whether an address is certainly this machine's alone.
func isLoopback(addr string) bool {
	host, _, err := net.SplitHostPort(addr)
	ip := net.ParseIP(host)
	return err == nil && (host == "localhost" || ip != nil && ip.IsLoopback())
}

// Options are those of a Server that runs as c says; what must be opened first
// is left out.
func (c *Config) Options() Options {
	log := map[string]AccessLog{"errors": LogErrors, "none": LogNone}[c.AccessLog]
	limits := facts.DefaultLimits
	limits.Bytes = c.Limits.Bytes
	return Options{AccessLog: log, Limits: limits, Load: c.Load, Timeouts: c.Timeouts}
}

// Level is the level from which things are logged.
func (c *Config) Level() slog.Level {
	return map[string]slog.Level{"debug": slog.LevelDebug, "warn": slog.LevelWarn, "error": slog.LevelError}[c.LogLevel]
}
