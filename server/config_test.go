package server

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"merit/rules/diag"
	"merit/rules/text"
)

func environment(pairs ...string) func(string) string {
	return func(name string) string {
		for i := 0; i < len(pairs); i += 2 {
			if pairs[i] == name {
				return pairs[i+1]
			}
		}
		return ""
	}
}

// TestConfigure: a flag wins over the environment, that over the file, that
// over the default, and what is printed says which it was.
func TestConfigure(t *testing.T) {
	file := diag.NewSource("/etc/merit/merit-serve.toml", []byte(
		"policies = \"policies\"\naddr = \"127.0.0.1:1\"\nrate = 5\nbatches = 1_0\ninsecure_without_keys = true\nread_timeout = \"3s\"\nkeys = \"/run/keys.toml\"\n"))
	c, problems := Configure(map[string]string{"addr": "127.0.0.1:3"}, environment("MERIT_ADDR", "127.0.0.1:2", "MERIT_RATE", "2.5"), file)
	must(t, problems.Err())
	if c.Addr != "127.0.0.1:3" || c.Load.Rate != 2.5 || c.Load.Batches != 10 || !c.InsecureWithoutKeys || c.Timeouts.Read != 3*time.Second ||
		c.Policies != filepath.FromSlash("/etc/merit/policies") || c.Keys != "/run/keys.toml" || c.Timeouts.Drain != 15*time.Second || c.Limits.Bytes != 1<<20 {
		t.Errorf("%+v", c)
	}
	shown := c.String()
	for _, want := range []string{
		`addr +\S+127.0.0.1:3" +# --addr\n`, `(?m)^rate += 2.5 +# MERIT_RATE$`, `read_timeout += "3s" +# /etc/merit/merit-serve.toml:6:16`, `drain += "15s" +# default`,
	} {
		if !regexp.MustCompile(want).MatchString(strings.Replace(shown, `addr                   = "`, `addr                   ="`, 1)) {
			t.Errorf("no %s in\n%s", want, shown)
		}
	}
	again, problems := Configure(nil, environment(), diag.NewSource("/shown.toml", []byte(shown)))
	must(t, problems.Err())
	if again.Addr != c.Addr || again.Load != c.Load || again.Timeouts != c.Timeouts || again.Policies != c.Policies {
		t.Errorf("what is printed is no file of settings that says the same:\n%+v\n%+v", again, c)
	}
}

func TestDefaultsAreThoseOfTheServer(t *testing.T) {
	c, problems := Configure(nil, environment(), nil)
	must(t, problems.Err())
	if c.Timeouts != (Timeouts{}).withDefaults() || c.Load != (Load{}).withDefaults() {
		t.Errorf("%+v %+v", c.Timeouts, c.Load)
	}
	for _, s := range Settings {
		if _, told := text.Find("serve-flag." + s.Name); !told {
			t.Errorf("nobody says what %s is", s.Name)
		}
		if e, _ := text.Find("serve-flag." + s.Name); s.Default != "" && s.Kind != Switch && s.Default != "0" && !strings.Contains(e.Message.EN, s.Default) {
			t.Errorf("the help of %s does not say that the default is %s", s.Name, s.Default)
		}
	}
}

func TestConfigureMistakes(t *testing.T) {
	for name, tt := range map[string]struct {
		flags     map[string]string
		env       []string
		file      string
		at, words string
	}{
		"an unknown key":        {nil, nil, "adr = \"x\"", "s.toml:1:1", `"addr"`},
		"a flag's name":         {nil, nil, "tls-cert = \"x\"", "s.toml:1:1", "tls_cert"},
		"a number in quotes":    {nil, nil, "\nbatches = \"4\"", "s.toml:2:11", "4"},
		"a time without a unit": {nil, nil, "drain = \"15\"", "s.toml:1:9", "15s"},
		"a bare time":           {nil, nil, "drain = 15", "s.toml:1:9", ""},
		"an address":            {map[string]string{"addr": "here"}, nil, "", "--addr", `"here"`},
		"a variable":            {nil, []string{"MERIT_IN_FLIGHT", "many"}, "", "MERIT_IN_FLIGHT", `"many"`},
		"a variable that loses": {map[string]string{"in-flight": "9"}, []string{"MERIT_IN_FLIGHT", "many"}, "", "MERIT_IN_FLIGHT", `"many"`},
		"a level":               {map[string]string{"log-level": "loud"}, nil, "", "--log-level", "debug"},
		"none":                  {map[string]string{"batches": "0"}, nil, "", "--batches", "whole number"},
		"a certificate alone":   {map[string]string{"tls-cert": "c.pem"}, nil, "", "tls-cert", "together"},
		"no TOML":               {nil, nil, "addr = ", "s.toml:1", ""},
	} {
		_, problems := Configure(tt.flags, environment(tt.env...), diag.NewSource("s.toml", []byte(tt.file)))
		if len(problems) != 1 || !strings.HasPrefix(problems[0].Where(), tt.at) || !strings.Contains(problems[0].Message.EN+problems[0].Help.EN, tt.words) {
			t.Errorf("%s: %v", name, problems.Err())
		}
	}
}

func TestWhoIsLetInWithoutKeys(t *testing.T) {
	for addr, open := range map[string]bool{
		"127.0.0.1:8080": false, "[::1]:8080": false, "localhost:8080": false, "0.0.0.0:8080": true, ":8080": true, "[::]:8080": true, "192.0.2.1:80": true, "merit.example:80": true,
	} {
		c := &Config{Addr: addr}
		if c.Open() != open {
			t.Errorf("%s is open: %t", addr, c.Open())
		}
		if c.InsecureWithoutKeys = true; c.Open() {
			t.Errorf("%s is refused although it was said to be fine", addr)
		}
		if (&Config{Addr: addr, Keys: "keys.toml"}).Open() {
			t.Errorf("%s with keys is open", addr)
		}
	}
}
