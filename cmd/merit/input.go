package main

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"merit/engine"
	"merit/engine/facts"
	"merit/policies"
	"merit/rules/diag"
)

// inputLimits are those of the command line, where the facts are the user's
// own: larger than those of a service.
var inputLimits = facts.Limits{Bytes: 64 << 20}

// readInput reads a file, or standard input for "-".
func (a *app) readInput(name string) (*diag.Source, error) {
	var data []byte
	var err error
	if name == "-" {
		name = "<stdin>"
		data, err = io.ReadAll(a.in)
	} else {
		data, err = os.ReadFile(name)
	}
	if err != nil {
		return nil, unread(name, err)
	}
	return diag.NewSource(name, data), nil
}

// A naming says by which policy to evaluate. It stands beside the requests: a
// request is what was sent, and so is its digest.
type naming struct {
	policy string // "" selects by attributes
	always bool   // also where a request names another: --policy was given
}

// of returns the policy to evaluate req by, "" to select one.
func (n naming) of(req *facts.Request) string {
	if n.always || req.Policy == "" {
		return n.policy
	}
	return req.Policy
}

// by is n, or what --policy says instead. A policy that is not there is wrong
// use: it is the flag that is wrong, not a request.
func (n naming) by(c *cobra.Command, flag string, snapshot *engine.Snapshot) (naming, error) {
	if flag == "" {
		return n, nil
	}
	var ids []string
	for _, p := range snapshot.Policies() {
		ids = append(ids, p.ID.Text)
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	if slices.Contains(ids, flag) {
		return naming{flag, true}, nil
	}
	if near := diag.Nearest(flag, ids); near != "" {
		return n, usage(c, "command-policy.near", "got", flag, "near", near)
	}
	return n, usage(c, "command-policy", "got", flag, "all", joined(ids[:min(10, len(ids))]))
}

// load reads and checks the policies at path, or those that ship with Merit.
// Wrong policies are printed. A path that is one file with one policy names
// that policy.
func (a *app) load(c *cobra.Command, path string) (snapshot *engine.Snapshot, named naming, err error) {
	var sources, beside []*diag.Source
	if path == "" {
		sources, err = policies.ReadFS(policies.Shipped)
	} else {
		sources, err = a.read(c, []string{path})
		beside = policies.Beside(sources)
	}
	if err != nil {
		return nil, naming{}, err
	}
	snapshot, _, problems := policies.Check(sources, beside...)
	if snapshot == nil {
		a.print(a.err, problems)
		a.say("command-broken")
		return nil, naming{}, errProblems
	}
	if info, err := os.Stat(path); err == nil && !info.IsDir() && len(snapshot.Policies()) == 1 {
		named.policy = snapshot.Policies()[0].ID.Text
	}
	return snapshot, named, nil
}

// A member is a top-level member of a request that a flag sets to a text; the
// empty one leaves the request as it is.
type member struct{ name, value string }

// withMembers returns the request in src with members set. They change what is
// asked, so they go into its text: the digest of the facts covers them, and
// what is wrong with them is shown like anything else. A text that is not an
// object is returned as it is; the decoder says what is wrong with it.
func withMembers(src *diag.Source, members ...member) *diag.Source {
	text := src.Bytes
	for _, m := range members {
		if m.value != "" {
			text = withMember(text, m)
		}
	}
	return diag.NewSource(src.Name, text)
}

func withMember(text []byte, m member) []byte {
	value, _ := json.Marshal(m.value)
	return withValue(text, m.name, string(value))
}

// withValue sets a member to JSON.
func withValue(text []byte, name, value string) []byte {
	d := json.NewDecoder(bytes.NewReader(text))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return text
	}
	comma := ""
	for ; d.More(); comma = "," {
		key, err := d.Token()
		var old json.RawMessage
		if err != nil || d.Decode(&old) != nil {
			return text
		}
		if key == name {
			end := int(d.InputOffset())
			return splice(text, end-len(old), end, value)
		}
	}
	if _, err := d.Token(); err != nil {
		return text
	}
	end := int(d.InputOffset()) - 1
	return splice(text, end, end, comma+`"`+name+`":`+value)
}

func splice(text []byte, from, to int, value string) []byte {
	return bytes.Join([][]byte{text[:from], []byte(value), text[to:]}, nil)
}
