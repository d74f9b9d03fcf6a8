package server

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"strconv"
	"strings"

	"merit/rules/diag"
	"merit/rules/document"
	"merit/rules/text"
)

// ReadKeys reads a file of keys: [[keys]] with id, name, scopes, sha256 and
// perhaps created and expires. With errors the set is nil. A file without any
// key is refused, as it would lock everyone out.
//
// What is wrong is told without what stands there, as someone may have put the
// key itself where only its digest belongs.
func ReadKeys(src *diag.Source) (*KeySet, diag.List) {
	set, problems := readKeys(src)
	if problems = concealed(problems); problems.HasErrors() {
		return nil, problems
	}
	return set, problems
}

func readKeys(src *diag.Source) (*KeySet, diag.List) {
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
	return set, problems
}

// secretive is anything in a sentence that could be a key or a part of one.
var secretive = regexp.MustCompile(`[A-Za-z0-9_.-]{20,}`)

// concealed returns problems that name their place but show nothing of it.
func concealed(problems diag.List) diag.List {
	hide := func(t text.Text) text.Text {
		return text.Text{ZH: secretive.ReplaceAllString(t.ZH, "…"), EN: secretive.ReplaceAllString(t.EN, "…")}
	}
	out := make(diag.List, len(problems))
	for i, d := range problems {
		out[i] = diag.Diagnostic{Code: d.Code, Severity: d.Severity, Place: d.Where(), Message: hide(d.Message), Help: hide(d.Help)}
	}
	return out
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
