package server

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"

	"merit/rules/diag"
	"merit/rules/document"
)

// ReadKeys reads a file of keys: [[keys]] with id, name, scopes, sha256 and
// perhaps created and expires. With errors the set is nil. A file without any
// key is refused, as it would lock everyone out.
func ReadKeys(src *diag.Source) (*KeySet, diag.List) {
	root, problems := document.Parse(src, document.DefaultLimits)
	if root == nil {
		return nil, problems
	}
	set := &KeySet{byID: map[string]*Key{}}
	r := document.NewReader(root, &problems)
	places := map[string]diag.Span{}
	for _, in := range r.Tables("keys") {
		key, at := readKey(in, &problems)
		if first, twice := places[key.ID]; twice && key.ID != "" {
			problems.Add(diag.At(at, "api-key-twice", "id", key.ID).And(first, "first-here"))
			continue
		}
		places[key.ID], set.byID[key.ID] = at, key
	}
	r.Elsewhere("[[keys]]", "id", "name", "scopes", "sha256", "created", "expires")
	r.Done()
	if len(set.byID) == 0 && !problems.HasErrors() {
		problems.Add(diag.At(diag.Span{Source: src}, "keys-none"))
	}
	if problems.HasErrors() {
		return nil, problems
	}
	return set, problems
}

func readKey(r *document.Reader, problems *diag.List) (*Key, diag.Span) {
	id, at := r.NeedText("id")
	key := &Key{ID: id}
	key.Name, _ = r.NeedText("name")
	if id != "" && (!isPlain(id) || strings.Contains(id, ".")) {
		problems.Add(diag.At(at, "api-key-id"))
	}
	r.Need("scopes", document.Array)
	for _, v := range r.Strings("scopes") {
		if scope := Scope(v.Text); isScope(scope) {
			key.Scopes = append(key.Scopes, scope)
		} else {
			problems.Add(WrongScope(v.Span, v.Text))
		}
	}
	digest, where := r.NeedText("sha256")
	if n, err := hex.Decode(key.Digest[:], []byte(digest[:min(len(digest), 2*sha256.Size)])); !where.IsZero() &&
		(err != nil || n != sha256.Size || len(digest) != 2*sha256.Size) {
		problems.Add(diag.At(where, "api-key-sha256", "count", strconv.Itoa(len(digest))))
	}
	key.Created, _, _ = r.Date("created")
	key.Expires, _, _ = r.Date("expires")
	r.Done()
	return key, at
}

func isScope(s Scope) bool {
	for _, known := range Scopes {
		if s == known {
			return true
		}
	}
	return false
}

// WrongScope is the problem of a scope that does not exist.
func WrongScope(at diag.Span, got string) diag.Diagnostic {
	var names []string
	for _, s := range Scopes {
		names = append(names, string(s))
	}
	if near := diag.Nearest(got, names); near != "" {
		return diag.At(at, "api-key-scope.near", "got", got, "near", near)
	}
	return diag.At(at, "api-key-scope", "got", got, "all", strings.Join(names, ", "))
}
