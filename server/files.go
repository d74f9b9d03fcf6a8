package server

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"merit/rules/diag"
	"merit/rules/text"
)

// mostFiles is how many policies one check takes.
const mostFiles = 200

// filesOf reads { "files": [{ "name", "text" }] } strictly.
func filesOf(body []byte) ([]*diag.Source, *Problem) {
	if !utf8.Valid(body) {
		return nil, wrongFiles("", "check-text")
	}
	root, problem := strictMembers(body, "", "files")
	if problem != nil {
		return nil, problem
	}
	var list []json.RawMessage
	switch err := json.Unmarshal(root["files"], &list); {
	case err != nil || len(list) == 0:
		return nil, wrongFiles("/files", "check-files")
	case len(list) > mostFiles:
		return nil, wrongFiles("/files", "check-files.many", "most", strconv.Itoa(mostFiles))
	}
	var sources []*diag.Source
	for i, item := range list {
		src, problem := fileOf(item, "/files/"+strconv.Itoa(i))
		if problem != nil {
			return nil, problem
		}
		if slices.ContainsFunc(sources, func(s *diag.Source) bool { return s.Name == src.Name }) {
			return nil, wrongFiles("/files/"+strconv.Itoa(i)+"/name", "check-name.twice")
		}
		sources = append(sources, src)
	}
	return sources, nil
}

func fileOf(item []byte, pointer string) (*diag.Source, *Problem) {
	members, problem := strictMembers(item, pointer, "name", "text")
	if problem != nil {
		return nil, problem
	}
	var name, content *string
	if json.Unmarshal(members["name"], &name) != nil || name == nil || !fileName(*name) {
		return nil, wrongFiles(pointer+"/name", "check-name")
	}
	if json.Unmarshal(members["text"], &content) != nil || content == nil {
		return nil, wrongFiles(pointer+"/text", "check-text")
	}
	return diag.NewSource(*name, []byte(*content)), nil
}

// fileName reports whether problems may be told about a file of this name. No
// file is ever opened by it.
func fileName(s string) bool {
	odd := func(r rune) bool { return !unicode.IsPrint(r) || strings.ContainsRune(`\:*?"<>|`, r) }
	return strings.HasSuffix(s, ".toml") && len(s) <= 200 && !strings.ContainsFunc(s, odd) && utf8.ValidString(s)
}

// strictMembers returns the members of an object, of which each must be known,
// given and given once.
func strictMembers(body []byte, pointer string, known ...string) (map[string]json.RawMessage, *Problem) {
	d := json.NewDecoder(bytes.NewReader(body))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return nil, newProblem("malformed-json")
	}
	out := map[string]json.RawMessage{}
	for d.More() {
		key, err := d.Token()
		var value json.RawMessage
		if err != nil || d.Decode(&value) != nil {
			return nil, newProblem("malformed-json")
		}
		name, _ := key.(string)
		if _, twice := out[name]; twice {
			return nil, newProblem("duplicate-member")
		}
		if !slices.Contains(known, name) {
			return nil, wrongFiles(pointer, "check-member", "all", strings.Join(known, ", "))
		}
		out[name] = value
	}
	if _, err := d.Token(); err != nil {
		return nil, newProblem("malformed-json")
	}
	if len(bytes.TrimLeft(body[d.InputOffset():], " \t\r\n")) > 0 {
		return nil, newProblem("trailing-data")
	}
	for _, name := range known {
		if _, given := out[name]; !given {
			return nil, wrongFiles(pointer, "check-member.missing", "name", name)
		}
	}
	return out, nil
}

// wrongFiles is the problem of a request whose files cannot be taken as such.
func wrongFiles(pointer, key string, args ...string) *Problem {
	p := newProblem("invalid-check")
	entry, _ := text.Find(key)
	entry = entry.Fill(args...)
	p.Errors = []Detail{{Pointer: pointer, Code: text.Code(key), Text: entry.Message, Help: given(entry.Help)}}
	return p
}
