package server

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"merit/rules/calendar"
)

// A Scope is something a key may be allowed to do. No scope includes another.
type Scope string

// The scopes of keys, and the rule of routes that need no key.
const (
	ScopeEvaluate Scope = "evaluate" // evaluate specialists
	ScopeRead     Scope = "read"     // see policies, status and metrics
	ScopeCheck    Scope = "check"    // have policy texts checked
	ScopeAdmin    Scope = "admin"    // reload
	Anyone        Scope = "anyone"
)

// Scopes lists what a key may be allowed.
var Scopes = []Scope{ScopeEvaluate, ScopeRead, ScopeCheck, ScopeAdmin}

// A Key is what is known of an API key: never the key itself, only its digest.
type Key struct {
	ID      string // public: it stands in the key, in the file and in the log
	Name    string // who has it, for people
	Scopes  []Scope
	Digest  [sha256.Size]byte // SHA-256 of the whole key
	Created calendar.Date     // 0 when the file does not say
	Expires calendar.Date     // the last day it is good, in UTC; 0 for ever
}

// keyPrefix starts every key, so that one that leaked is recognised.
const keyPrefix = "merit_"

// NewKey makes a key with 256 random bits. The secret is the key as it is sent;
// it is kept nowhere.
func NewKey(name string, scopes ...Scope) (key *Key, secret string) {
	var id [6]byte
	var random [32]byte
	_, _ = rand.Read(id[:]) // never fails
	_, _ = rand.Read(random[:])
	key = &Key{ID: hex.EncodeToString(id[:]), Name: name, Scopes: scopes}
	secret = keyPrefix + key.ID + "." + base64.RawURLEncoding.EncodeToString(random[:])
	key.Digest = sha256.Sum256([]byte(secret))
	return key, secret
}

// May reports whether the key is allowed a scope.
func (k *Key) May(s Scope) bool { return slices.Contains(k.Scopes, s) }

// expired reports whether the last day of the key is over.
func (k *Key) expired(now time.Time) bool {
	now = now.UTC()
	day, ok := calendar.NewDate(now.Year(), int(now.Month()), now.Day())
	return ok && k.Expires != 0 && day > k.Expires
}

// TOML returns the entry of a keys file for k.
func (k *Key) TOML() string {
	var b strings.Builder
	scopes := make([]string, len(k.Scopes))
	for i, s := range k.Scopes {
		scopes[i] = quotedTOML(string(s))
	}
	fmt.Fprintf(&b, "[[keys]]\nid      = %s\nname    = %s\nscopes  = [%s]\nsha256  = %s\n",
		quotedTOML(k.ID), quotedTOML(k.Name), strings.Join(scopes, ", "), quotedTOML(hex.EncodeToString(k.Digest[:])))
	for _, d := range []struct {
		name string
		day  calendar.Date
	}{{"created", k.Created}, {"expires", k.Expires}} {
		if d.day != 0 {
			fmt.Fprintf(&b, "%s = %s\n", d.name, d.day)
		}
	}
	return b.String()
}

// A KeySet is the keys of one reading of a file. It is immutable.
type KeySet struct{ byID map[string]*Key }

// Len returns how many keys there are.
func (s *KeySet) Len() int { return len(s.byID) }

// Find returns the key that sent is, or nil when there is none, or it is no
// longer good. How long it takes does not depend on how much of it is right.
func (s *KeySet) Find(sent string, now time.Time) *Key {
	const longest = 200
	if len(sent) > longest {
		return nil
	}
	rest, _ := strings.CutPrefix(sent, keyPrefix)
	id, _, _ := strings.Cut(rest, ".")
	known := s.byID[id]
	digest := sha256.Sum256([]byte(sent))
	key := known
	if key == nil {
		key = &Key{}
	}
	same := subtle.ConstantTimeCompare(digest[:], key.Digest[:]) == 1
	if !same || known == nil || known.expired(now) {
		return nil
	}
	return known
}

// quotedTOML writes a string as TOML and JSON both do.
func quotedTOML(s string) string {
	b, _ := json.Marshal(s) // a string always marshals
	return string(b)
}
