package records

import (
	"bufio"
	"bytes"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

const (
	byteOrderMark = "\uFEFF"
	replacement   = "\uFFFD" // what decoders write for bytes that mean nothing
)

// encodings are the values of encoding; all but the first are read as GB18030,
// of which they are parts.
var encodings = []string{"utf-8", "gb18030", "gbk", "gb2312"}

// decoded returns a reader of UTF-8 without a byte order mark. A file that is
// plainly not in the declared encoding is a *trouble.
func decoded(in Input, chinese bool) (io.Reader, error) {
	buffered := bufio.NewReaderSize(in.Reader, 1<<16)
	head, err := buffered.Peek(1 << 12)
	if err != nil && err != io.EOF {
		return nil, unreadable(in.Name, err)
	}
	mark := bytes.HasPrefix(head, []byte(byteOrderMark))
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return nil, &trouble{key: "table-kind.workbook"}
	case bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff")):
		return nil, &trouble{key: "table-encoding.utf-16"}
	case chinese && (mark || isUTF8(firstLine(head))):
		return nil, &trouble{key: "table-encoding.is-utf-8"}
	case mark:
		_, _ = buffered.Discard(len(byteOrderMark))
	case chinese:
		return simplifiedchinese.GB18030.NewDecoder().Reader(buffered), nil
	}
	return buffered, nil
}

// guessed is decoded for a table whose encoding nobody declares: the first line
// that is more than ASCII tells UTF-8 from GB18030, as which Excel saves CSV in
// China. That it was not another encoding shows in the headers, which are known.
func guessed(in Input) (io.Reader, error) {
	data, err := io.ReadAll(in.Reader)
	if err != nil {
		return nil, unreadable(in.Name, err)
	}
	in.Reader = bytes.NewReader(data)
	return decoded(in, inChinese(data))
}

func inChinese(data []byte) bool {
	if bytes.HasPrefix(data, []byte(byteOrderMark)) {
		return false
	}
	for line := range bytes.Lines(data) {
		if bytes.ContainsFunc(line, func(r rune) bool { return r >= utf8.RuneSelf }) {
			return !utf8.Valid(line) && looksChinese(string(line))
		}
	}
	return false
}

// garbled reports whether a cell lost letters, or never was text.
func garbled(s string) bool { return !utf8.ValidString(s) || strings.Contains(s, replacement) }

func firstLine(head []byte) string {
	line, _, _ := bytes.Cut(head, []byte("\n"))
	return string(line)
}

// isUTF8 reports whether s is UTF-8 and more than ASCII, which text of GBK is
// about never.
func isUTF8(s string) bool {
	return utf8.ValidString(s) && strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) >= 0
}

// looksChinese reports whether bytes that are not UTF-8 make sense as GB18030.
func looksChinese(s string) bool {
	out, err := simplifiedchinese.GB18030.NewDecoder().String(s)
	return err == nil && !strings.Contains(out, replacement)
}
