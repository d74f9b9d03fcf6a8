// Package text holds every sentence Merit says to people, in Chinese and in English.
//
// A sentence lives in one of the catalogue files beside this one, named for
// who says it. It is found by its key: a stable kebab-case code, optionally
// followed by a dot and a variant ("unknown-name.typo"). The part before the
// dot is the code that users see, write in configuration and look up.
package text

import (
	"slices"
	"strings"
)

// A Lang names one of the two languages.
type Lang string

// The languages of the catalogue.
const (
	ZH Lang = "zh"
	EN Lang = "en"
)

// A Text is one piece of text in both languages.
type Text struct {
	ZH string `json:"zh"`
	EN string `json:"en"`
}

// In returns t in lang; anything but EN is Chinese.
func (t Text) In(lang Lang) string {
	if lang == EN {
		return t.EN
	}
	return t.ZH
}

// IsZero reports whether t says nothing in either language.
func (t Text) IsZero() bool { return t == Text{} }

// An Entry is a message and the way out of it. Both may contain {name}
// placeholders, the same ones in both languages. Help may be empty.
type Entry struct {
	Message Text
	Help    Text
}

// Entries maps keys to entries; each catalogue file declares one.
type Entries map[string]Entry

// catalogues lists every catalogue file; a key may stand in one only.
var catalogues = []Entries{
	agreementEntries, atLoadEntries, batchEntries, commandEntries, documentEntries, earlierEntries, editEntries,
	engineEntries, extendsEntries, factsEntries, fixEntries, formulaEntries, formulaTypeEntries, functionEntries,
	keyEntries, lintEntries, liveEntries, mutationEntries, newerEntries, policyEntries, recordsEntries,
	saveEntries, serveEntries, serverEntries, showEntries, sourceEntries, starterEntries, suiteEntries,
	unitEntries, watchEntries,
}

// Find returns the entry with the given key.
func Find(key string) (Entry, bool) {
	for _, c := range catalogues {
		if e, ok := c[key]; ok {
			return e, true
		}
	}
	return Entry{}, false
}

// Code returns the stable code of a key: the part before its first dot.
func Code(key string) string {
	code, _, _ := strings.Cut(key, ".")
	return code
}

// Fill returns e with its placeholders replaced. Args alternate between a
// placeholder's name and its text: Fill("key", "wieght", "near", "weight").
func (e Entry) Fill(args ...string) Entry {
	if len(args) == 0 {
		return e
	}
	pairs := make([]string, 0, len(args))
	for i := 0; i+1 < len(args); i += 2 {
		pairs = append(pairs, "{"+args[i]+"}", args[i+1])
	}
	r := strings.NewReplacer(pairs...)
	fill := func(t Text) Text { return Text{ZH: r.Replace(t.ZH), EN: r.Replace(t.EN)} }
	return Entry{Message: fill(e.Message), Help: fill(e.Help)}
}

// Say returns the filled message of a key. It panics on an unknown key, which
// is a mistake in the program and is caught by the tests of this package.
func Say(key string, args ...string) Text {
	e, ok := Find(key)
	if !ok {
		panic("text: no entry for " + key)
	}
	return e.Fill(args...).Message
}

// Keys lists every key of the catalogue, sorted.
func Keys() []string {
	var all []string
	for _, c := range catalogues {
		for key := range c {
			all = append(all, key)
		}
	}
	slices.Sort(all)
	return all
}
