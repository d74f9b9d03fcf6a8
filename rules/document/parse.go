// Package document reads TOML files into located values: every key, value and
// header knows the bytes it stands in.
//
// It is the only importer of TOML libraries. BurntSushi/toml decides what is
// valid; go-toml's unstable parser says where things stand; this package
// refuses what either lets pass but people would trip over, and tells them
// everything that is wrong in one run.
package document

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"

	"github.com/BurntSushi/toml"
	"github.com/pelletier/go-toml/v2/unstable"

	"merit/rules/diag"
)

// Limits bound what one file may hold. A zero field means its default.
type Limits struct {
	Bytes    int // size of the file
	Depth    int // nesting of [ … ] and { … }
	KeyParts int // parts of a dotted key or header
	KeyBytes int // length of one key or header
	Tables   int // tables of all kinds: [x], [[x]] and { … }
	Values   int // signs = and commas, of which each value takes about one
}

// DefaultLimits are generous for files that people write.
var DefaultLimits = Limits{Bytes: 1 << 20, Depth: 16, KeyParts: 8, KeyBytes: 512, Tables: 10_000, Values: 20_000}

func (l Limits) orDefault() Limits {
	set := func(field *int, otherwise int) {
		if *field <= 0 {
			*field = otherwise
		}
	}
	set(&l.Bytes, DefaultLimits.Bytes)
	set(&l.Depth, DefaultLimits.Depth)
	set(&l.KeyParts, DefaultLimits.KeyParts)
	set(&l.KeyBytes, DefaultLimits.KeyBytes)
	set(&l.Tables, DefaultLimits.Tables)
	set(&l.Values, DefaultLimits.Values)
	return l
}

const mostProblems = 100 // after so many, more would only bury the first ones

// Parse reads the TOML of src. All problems of the file are reported at once.
// The tree holds whatever could be read, also beside errors: an entry whose
// value could not be read is there with Kind Broken, so that callers can
// report other mistakes without repeating this one. It is nil only when the
// file as a whole is unreadable: too large, not text, not UTF-8.
func Parse(src *diag.Source, limits Limits) (*Value, diag.List) {
	p := &parser{src: src, data: src.Bytes, limits: limits.orDefault(), closers: map[int]int{}}
	if !p.readable() {
		return nil, p.problems
	}
	start := len(p.data) - len(withoutMark(p.data))
	statements := p.split(start)
	if p.tables > p.limits.Tables {
		p.report(p.span(0, 0), "too-large.tables", "limit", strconv.Itoa(p.limits.Tables))
		return nil, p.problems
	}
	if p.values > p.limits.Values {
		p.report(p.span(0, 0), "too-large.values", "limit", strconv.Itoa(p.limits.Values))
		return nil, p.problems
	}
	p.read(statements, start)
	p.checkNames(p.root)
	if !p.problems.HasErrors() {
		p.remark(start)
	}
	return p.root, p.problems.Sorted()
}

// A parser is the state of one Parse.
type parser struct {
	src      *diag.Source
	data     []byte
	limits   Limits
	problems diag.List
	closers  map[int]int // offset of each opening bracket → offset of its closing one
	tables   int
	values   int
	nodes    unstable.Parser

	root    *Value
	current *Value // the table that entries go to
	again   bool   // current's header stands twice, so its keys may too
}

func (p *parser) span(from, to int) diag.Span {
	return diag.Span{Source: p.src, Start: from, End: to}
}

func (p *parser) report(at diag.Span, key string, args ...string) {
	p.problems.Add(diag.At(at, key, args...))
}

// read builds the tree, statement by statement. BurntSushi judges the file as
// a whole first; only when it refuses is each statement judged by itself, so
// that one mistake does not hide the next.
func (p *parser) read(statements []statement, start int) {
	p.root = &Value{Kind: Table, Span: p.span(0, len(p.data)), made: byHeader, body: -1}
	p.current = p.root
	whole := errHopeless
	if !p.problems.HasErrors() {
		whole = judge(p.data[start:])
	}
	for _, st := range statements {
		if len(p.problems) >= mostProblems {
			p.report(p.span(st.start, st.end), "too-many-problems")
			return
		}
		p.statement(st, whole != nil)
	}
	if whole != nil && !p.problems.HasErrors() {
		p.syntaxError(whole, start)
	}
}

func (p *parser) statement(st statement, doubtful bool) {
	if st.reported || p.hasProblem(st) {
		p.salvage(st)
		return
	}
	if bytes.HasPrefix(p.data[st.start:], byteOrderMark) { // a judge would skip it
		p.report(p.span(st.start, st.start+len(byteOrderMark)), "invisible-character", "code", codePoint('\uFEFF'))
		p.offer(p.edit(st.start, st.start+len(byteOrderMark), ""))
		p.salvage(st)
		return
	}
	if doubtful {
		if err := judge(p.data[st.start:st.end]); err != nil {
			p.explain(st, err)
			p.salvage(st)
			return
		}
	}
	p.build(st)
}

// hasProblem reports whether something inside st was reported already.
func (p *parser) hasProblem(st statement) bool {
	for i := range p.problems {
		if s := p.problems[i].Span; s.Start >= st.start && s.Start < st.end {
			return true
		}
	}
	return false
}

var errHopeless = errors.New("not judged")

// judge asks BurntSushi/toml whether text is valid TOML.
func judge(text []byte) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("toml: %v", r)
		}
	}()
	var into map[string]any
	_, err = toml.Decode(string(text), &into)
	return err
}

// syntaxError reports an error of judge that nothing more helpful is known
// about. Its positions count from offset base.
func (p *parser) syntaxError(err error, base int) {
	at := p.span(base, base)
	if pe := (toml.ParseError{}); errors.As(err, &pe) {
		from := min(max(base+pe.Position.Start, base), len(p.data))
		at = p.span(from, min(from+max(pe.Position.Len, 0), len(p.data)))
	}
	p.report(at, "toml-syntax")
}
