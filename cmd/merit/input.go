package main

import (
	"bytes"
	"encoding/json"
	"io"
	"os"

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

// load reads and checks the policies at path, or those that ship with Merit.
// Wrong policies are printed. named is the policy of a path that is one file
// with one policy: pointing at a file names it.
func (a *app) load(path string) (snapshot *engine.Snapshot, named string, err error) {
	var sources, beside []*diag.Source
	if path == "" {
		sources, err = policies.ReadFS(policies.Shipped)
	} else {
		sources, err = a.read([]string{path})
		beside = policies.Beside(sources)
	}
	if err != nil {
		return nil, "", err
	}
	snapshot, _, problems := policies.Check(sources, beside...)
	if snapshot == nil {
		a.print(a.err, problems)
		a.say("command-broken")
		return nil, "", errProblems
	}
	if info, err := os.Stat(path); err == nil && !info.IsDir() && len(snapshot.Policies()) == 1 {
		named = snapshot.Policies()[0].ID.Text
	}
	return snapshot, named, nil
}

// A member is a top-level member of a request that a flag sets; a nil value
// leaves the request as it is.
type member struct {
	name  string
	value []byte // JSON
}

// textMember is a member that is a string, unset by the empty one.
func textMember(name, value string) member {
	if value == "" {
		return member{name: name}
	}
	quoted, _ := json.Marshal(value)
	return member{name, quoted}
}

// withMembers returns the request in src with members set. They are part of
// the request, so they go into its text: the digest of the facts covers them,
// and what is wrong with them is shown like anything else. A text that is not
// an object is returned as it is; the decoder says what is wrong with it.
func withMembers(src *diag.Source, members ...member) *diag.Source {
	text := src.Bytes
	for _, m := range members {
		if m.value != nil {
			text = withMember(text, m)
		}
	}
	return diag.NewSource(src.Name, text)
}

func withMember(text []byte, m member) []byte {
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
		if key == m.name {
			end := int(d.InputOffset())
			return splice(text, end-len(old), end, string(m.value))
		}
	}
	if _, err := d.Token(); err != nil {
		return text
	}
	end := int(d.InputOffset()) - 1
	return splice(text, end, end, comma+`"`+m.name+`":`+string(m.value))
}

func splice(text []byte, from, to int, value string) []byte {
	return bytes.Join([][]byte{text[:from], []byte(value), text[to:]}, nil)
}

// hasMember reports whether the request sets a top-level member.
func hasMember(src *diag.Source, name string) bool {
	var members map[string]json.RawMessage
	return json.Unmarshal(src.Bytes, &members) == nil && members[name] != nil && string(members[name]) != "null"
}
