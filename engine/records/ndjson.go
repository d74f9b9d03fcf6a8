package records

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"merit/rules/diag"
)

// longestLine bounds one line of NDJSON, in bytes.
const longestLine = 1 << 20

// A jsonLines is a file of one flat JSON object a line. Its columns are
// the names of members. Since no header lists them, a column that never
// occurs is known at the end only.
type jsonLines struct {
	file   string
	lines  *bufio.Reader
	began  bool
	line   int
	text   []byte
	wanted []column
	seen   []bool // of wanted
	any    bool   // whether there was a row that could be read
}

func openNDJSON(in Input) sheet {
	return &jsonLines{file: in.Name, lines: bufio.NewReaderSize(in.Reader, 1<<16)}
}

func (s *jsonLines) want(columns []column, problems *diag.List) {
	s.wanted, s.seen = columns, make([]bool, len(columns))
	for _, c := range columns {
		if c.nth > 1 {
			problems.Add(diag.At(c.span, "column-missing.nth-member", "column", c.name, "file", s.file))
		}
	}
}

func (s *jsonLines) paper() paper { return paper{file: s.file} }

func (s *jsonLines) identity(dst []byte) []byte { return append(dst, s.text...) }

// unseen lists the wanted columns that no object of a file has.
func (s *jsonLines) unseen() []column {
	var never []column
	for i, seen := range s.seen {
		if !seen && s.any {
			never = append(never, s.wanted[i])
		}
	}
	return never
}

func (s *jsonLines) next(cells []cell) (int, fault, error) {
	clear(cells)
	for {
		err := s.read()
		if err != nil {
			return 0, fault{}, err
		}
		if len(s.text) > 0 {
			break
		}
	}
	if !utf8.Valid(s.text) {
		return s.line, fault{key: "row-unreadable.encoding-" + misencoded(string(s.text), false)}, nil
	}
	wrong := s.object(cells)
	if wrong.key != "" {
		clear(cells)
	}
	s.any = s.any || wrong.key == ""
	return s.line, wrong, nil
}

// read reads the next line, without the spaces around it.
func (s *jsonLines) read() error {
	s.line++
	s.text = s.text[:0]
	for {
		part, err := s.lines.ReadSlice('\n')
		s.text = append(s.text, part...)
		switch {
		case len(s.text) > longestLine:
			return &trouble{key: "table-line", args: []string{"line", strconv.Itoa(s.line)}}
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case err == io.EOF && len(s.text) == 0:
			return io.EOF
		case err != nil && err != io.EOF:
			return unreadable(s.file, err)
		}
		if !s.began {
			s.text, s.began = bytes.TrimPrefix(s.text, []byte(byteOrderMark)), true
		}
		s.text = bytes.TrimSpace(s.text)
		return nil
	}
}

// object reads the line as one flat JSON object. Members that nobody wants
// may hold anything.
func (s *jsonLines) object(cells []cell) fault {
	d := json.NewDecoder(bytes.NewReader(s.text))
	d.UseNumber()
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return fault{key: "row-unreadable.json"}
	}
	names := map[string]bool{}
	for d.More() {
		t, err := d.Token()
		name, ok := t.(string)
		if err != nil || !ok {
			return fault{key: "row-unreadable.json"}
		}
		if names[name] {
			return fault{key: "row-unreadable.json-twice", args: []string{"name", shorten(name)}}
		}
		names[name] = true
		if wrong := s.member(d, trim(name), cells); wrong.key != "" {
			return wrong
		}
	}
	if _, err := d.Token(); err != nil {
		return fault{key: "row-unreadable.json"}
	}
	if _, err := d.Token(); err != io.EOF {
		return fault{key: "row-unreadable.json-more"}
	}
	return fault{}
}

// member reads one value into every column of its name.
func (s *jsonLines) member(d *json.Decoder, name string, cells []cell) fault {
	var raw json.RawMessage
	if err := d.Decode(&raw); err != nil {
		return fault{key: "row-unreadable.json"}
	}
	for i, c := range s.wanted {
		if c.name == name {
			s.seen[i] = true
			cells[i] = jsonCell(raw)
		}
	}
	return fault{}
}

func jsonCell(raw json.RawMessage) cell {
	switch raw[0] {
	case 'n':
		return cell{}
	case 't', 'f':
		return cell{kind: booleanCell, text: string(raw)}
	case '{', '[':
		return cell{kind: faultyCell, text: string(raw), wrong: "row-unreadable.nested"}
	case '"':
		var text string
		if err := json.Unmarshal(raw, &text); err != nil || strings.Contains(text, replacement) && !bytes.Contains(raw, []byte(replacement)) {
			return cell{kind: faultyCell, text: string(raw), wrong: "row-unreadable.json"}
		}
		return cell{text: text}
	}
	return cell{kind: numberCell, text: string(raw)}
}
