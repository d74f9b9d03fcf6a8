package document

import (
	"bytes"
	"strconv"
	"unicode/utf8"
)

var byteOrderMark = []byte("\uFEFF")

func withoutMark(data []byte) []byte { return bytes.TrimPrefix(data, byteOrderMark) }

// readable checks what must hold before any scanner looks at the file: its
// size, that it is UTF-8, and that it holds no characters TOML forbids
// everywhere. It returns false when nothing more can be said about the file.
func (p *parser) readable() bool {
	if len(p.data) > p.limits.Bytes {
		p.report(p.span(0, 0), "too-large", "size", strconv.Itoa(len(p.data)), "limit", strconv.Itoa(p.limits.Bytes))
		return false
	}
	if hasWideMark(p.data) {
		p.report(p.span(0, 2), "not-utf8.utf16")
		return false
	}
	if i := bytes.IndexByte(p.data, 0); i >= 0 {
		p.report(p.span(i, i+1), "not-utf8.utf16")
		return false
	}
	if i := invalidUTF8(p.data); i >= 0 {
		key := "not-utf8"
		switch {
		case !utf8.FullRune(p.data[i:]):
			key = "not-utf8.cut"
		case looksLikeGBK(p.data):
			key = "not-utf8.gbk"
		}
		p.report(p.span(i, i+1), key)
		return false
	}
	p.checkControls()
	return true
}

func hasWideMark(data []byte) bool {
	return bytes.HasPrefix(data, []byte{0xff, 0xfe}) || bytes.HasPrefix(data, []byte{0xfe, 0xff})
}

// invalidUTF8 returns the offset of the first byte that is not UTF-8, or -1.
func invalidUTF8(data []byte) int {
	if utf8.Valid(data) {
		return -1
	}
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}

// looksLikeGBK reports whether all bytes beyond ASCII pair up as GBK does.
func looksLikeGBK(data []byte) bool {
	for i := 0; i < len(data); i++ {
		if data[i] < 0x80 {
			continue
		}
		if data[i] == 0x80 || data[i] == 0xff || i+1 == len(data) {
			return false
		}
		if i++; data[i] < 0x40 || data[i] == 0x7f || data[i] == 0xff {
			return false
		}
	}
	return true
}

// checkControls reports control characters; of these TOML allows only tabs
// and line ends, and a carriage return only before a newline.
func (p *parser) checkControls() {
	for i, c := range p.data {
		if c >= 0x20 && c != 0x7f || c == '\t' || c == '\n' {
			continue
		}
		if c == '\r' && i+1 < len(p.data) && p.data[i+1] == '\n' {
			continue
		}
		key, better := "control-character", ""
		if c == '\r' {
			key, better = "control-character.return", "\n"
		}
		p.report(p.span(i, i+1), key, "hex", strconv.FormatInt(int64(c), 16))
		p.offer(p.edit(i, i+1, better))
		if len(p.problems) >= mostProblems {
			return
		}
	}
}
