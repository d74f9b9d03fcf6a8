package document

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"merit/rules/calendar"
)

// plainLength returns the length of line without its comment and line end.
func plainLength(line []byte) int {
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case '#', '\n', '\r':
			return i
		case '"', '\'':
			end, closed := stringEnd(line, i, true)
			if closed {
				i = end - 1
			}
		}
	}
	return len(line)
}

// word explains a value without quotes and moves behind it.
func (x *explainer) word(depth int) {
	line := x.line()
	plain := strings.TrimRight(string(line[:plainLength(line)]), " \t")
	if r, _ := utf8.DecodeRuneInString(plain); strings.ContainsRune("“”‘’＂「『《【［｛", r) {
		x.oddValue(plain, depth)
		return
	}
	whole := plain
	if depth > 0 {
		whole = strings.TrimRight(cutValue(plain), " \t")
	}
	first := cutAny(whole, " \t")
	if fine(first) || whole == "" {
		if fine(whole) { // a date and a time with a blank between
			first = whole
		}
		x.i += max(len(first), 1)
		return
	}
	if bare := strings.TrimRight(whole, ",;，；"); bare != whole && fine(bare) {
		x.report(x.span(x.i+len(bare), x.i+len(whole)), "toml-syntax.extra-comma")
	} else {
		x.classify(x.i, whole)
	}
	x.i += len(whole)
}

func cutAny(s, chars string) string {
	if i := strings.IndexAny(s, chars); i >= 0 {
		return s[:i]
	}
	return s
}

// cutValue cuts s where the next item or the closing bracket begins. What
// stands in parentheses is the inside of a formula without quotes, such as
// filter(surveys, .channel == "phone").
func cutValue(s string) string {
	const ends = ",]}，】｝、；"
	deep, quoted := 0, false
	for i, r := range s {
		switch {
		case deep > 0 && r == '"':
			quoted = !quoted
		case quoted:
		case r == '(':
			deep++
		case r == ')':
			deep--
		case deep <= 0 && strings.ContainsRune(ends, r):
			return s[:i]
		}
	}
	if deep > 0 {
		return cutAny(s, ends)
	}
	return s
}

func fine(value string) bool { return value != "" && judge([]byte("x = "+value)) == nil }

var (
	percent    = regexp.MustCompile(`^[+-]?[0-9]+([.,][0-9]+)?[ ]*[%％]$`)
	zeros      = regexp.MustCompile(`^([+-]?)0+([0-9]+(\.[0-9]+)?)$`)
	thousands  = regexp.MustCompile(`^[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?$`)
	comma      = regexp.MustCompile(`^[+-]?[0-9]+,[0-9]+$`)
	anyDate    = regexp.MustCompile(`^([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?$`)
	datedTime  = regexp.MustCompile(`^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}[Tt ][0-9:.+Zz-]*$|^[0-9]{1,2}:[0-9]{1,2}(:[0-9.]*)?$`)
	openDot    = regexp.MustCompile(`^([+-]?)\.([0-9]+)$`)
	closeDot   = regexp.MustCompile(`^([+-]?[0-9]+)\.$`)
	plainWhole = regexp.MustCompile(`^[+-]?[0-9]+$|^0[xob][0-9A-Fa-f]+$`)
	plainFloat = regexp.MustCompile(`^[+-]?[0-9]+(\.[0-9]+)?[eE][+-]?[0-9]+$`)
	withUnit   = regexp.MustCompile(`^([+-]?[0-9]+(?:\.[0-9]+)?)[ ]*([^0-9 .,:+\-_].*)$`)
)

var plainWords = map[string]string{
	"true": "true", "yes": "true", "on": "true", "是": "true", "对": "true", "真": "true",
	"false": "false", "no": "false", "off": "false", "否": "false", "不": "false", "假": "false",
}

// classify explains a value without quotes that is not valid.
func (x *explainer) classify(at int, word string) {
	end := at + len(word)
	tell := func(variant, better string) { x.tell(at, end, variant, better) }
	if bare := strings.TrimFunc(word, unicode.IsSpace); bare != word && fine(bare) {
		x.oddCharacter(at, end)
		return
	}
	if half := halfWidth(word); half != word && (fine(half) || percent.MatchString(half)) {
		if percent.MatchString(half) {
			half = `"` + half + `"`
		}
		tell("toml-syntax.full-width", half)
		return
	}
	if truth, ok := plainWords[strings.ToLower(word)]; ok {
		tell("toml-syntax.boolean", truth)
		return
	}
	switch m := withUnit.FindStringSubmatch(word); {
	case bounded.MatchString(word) && x.after(targetKey, at):
		tell("toml-syntax.bound", bounded.FindStringSubmatch(word)[1])
	case percent.MatchString(word):
		x.percentage(at, end, strings.Replace(strings.ReplaceAll(halfWidth(word), " ", ""), ",", ".", 1))
	case zeros.MatchString(word) && fine(zeros.ReplaceAllString(word, "$1$2")):
		tell("toml-syntax.leading-zero", zeros.ReplaceAllString(word, "$1$2"))
	case thousands.MatchString(word):
		tell("toml-syntax.thousands", strings.ReplaceAll(word, ",", ""))
	case comma.MatchString(word):
		tell("toml-syntax.decimal-comma", strings.Replace(word, ",", ".", 1))
	case anyDate.MatchString(word):
		x.classifyDate(at, word)
	case datedTime.MatchString(word):
		x.report(x.span(at, end), "invalid-date.clock", "found", brief(word))
	case openDot.MatchString(word):
		tell("toml-syntax.number", openDot.ReplaceAllString(word, "${1}0.$2"))
	case closeDot.MatchString(word):
		tell("toml-syntax.number", closeDot.ReplaceAllString(word, "$1"))
	case plainWhole.MatchString(word), plainFloat.MatchString(word):
		x.report(x.span(at, end), "number-range.toml", "found", brief(word))
	case m != nil && fine(m[1]):
		tell("toml-syntax.unit", m[1])
	case word == "null" || word == "nil" || word == "None" || word == "none" || word == "空" || word == "无":
		tell("toml-syntax.null", word)
	default:
		x.plainText(at, word)
	}
}

// rateKey is a key of the few that take a percentage in quotes, and the rest
// of the line before its value.
var rateKey = regexp.MustCompile(`\b(rate|max_rate|max_wage_share)"?[ \t]*=[ \t]*$`)

// targetKey is likewise that of a target, and bounded what people write there.
var (
	targetKey = regexp.MustCompile(`\btarget"?[ \t]*=[ \t]*$`)
	bounded   = regexp.MustCompile(`^(?:[<>]=?|=[<>]|[≥≤＞＜])[ ]*([0-9]+(?:\.[0-9]+)?)[ ]*[%％]?$`)
)

// after reports whether what stands before at on its line ends in key.
func (x *explainer) after(key *regexp.Regexp, at int) bool {
	return key.Match(x.data[bytes.LastIndexByte(x.data[:at], '\n')+1 : at])
}

// percentage explains 90%: a rate stands in quotes, and all else counts in
// percent already.
func (x *explainer) percentage(at, end int, better string) {
	if x.after(rateKey, at) {
		x.tell(at, end, "toml-syntax.percent", `"`+better+`"`)
		return
	}
	x.tell(at, end, "toml-syntax.percent-sign", strings.TrimSuffix(better, "%"))
}

func (x *explainer) classifyDate(at int, word string) {
	m := anyDate.FindStringSubmatch(word)
	var n [4]int
	for i := 1; i < 4; i++ {
		n[i], _ = strconv.Atoi(m[i])
	}
	if d, ok := calendar.NewDate(n[1], n[2], n[3]); ok {
		x.tell(at, at+len(word), "toml-syntax.date", d.String())
		return
	}
	x.report(x.span(at, at+len(word)), "invalid-date.toml", "found", brief(word))
}

// plainText explains text without quotes.
func (x *explainer) plainText(at int, word string) {
	end := at + len(word)
	if c := word[0]; c >= '0' && c <= '9' || strings.IndexByte("+-.", c) >= 0 {
		x.report(x.span(at, end), "toml-syntax.value", "found", brief(word))
		return
	}
	if strings.IndexByte("=,]}:;|&*!@%^~`<>?/\\()$", word[0]) >= 0 {
		x.report(x.span(at, end), "toml-syntax.value", "found", brief(word))
		return
	}
	x.tell(at, end, "toml-syntax.unquoted", quote(strings.Trim(word, `"'“”‘’`)))
}

// quote writes s as a TOML string.
func quote(s string) string {
	if strings.ContainsAny(s, `"\`) && !strings.Contains(s, "'") {
		return "'" + s + "'"
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}

var closingMarks = map[rune]string{
	'“': "”", '”': "”", '‘': "’", '’': "’", '＂': "＂", '「': "」", '『': "』", '《': "》", '【': "】", '［': "］", '｛': "｝",
}

// oddValue explains a value that starts with a full-width quote or bracket.
func (x *explainer) oddValue(plain string, depth int) {
	mark, n := utf8.DecodeRuneInString(plain)
	length := len(plain)
	if i := strings.IndexAny(plain[n:], closingMarks[mark]+`"`); i >= 0 {
		_, m := utf8.DecodeRuneInString(plain[n+i:])
		length = n + i + m
	} else if depth > 0 {
		length = len(cutAny(plain, ",]}，"))
	}
	value := plain[:length]
	better := halfWidth(value)
	if strings.ContainsRune("“”‘’＂「『", mark) {
		better = quote(strings.Trim(value, `"“”‘’＂「」『』`))
	} else if mark == '《' {
		better = quote(value)
	}
	x.tell(x.i, x.i+length, "toml-syntax.full-width", better)
	x.i += length
}

// halfWidth returns s with full-width forms replaced by the ASCII characters
// that TOML knows.
func halfWidth(s string) string { return marks.Replace(norm.NFKC.String(s)) }

var marks = strings.NewReplacer(
	"【", "[", "】", "]", "“", `"`, "”", `"`, "‘", "'", "’", "'", "。", ".", "、", ",", "「", `"`, "」", `"`,
	"−", "-", "–", "-", "—", "-", "×", "*",
)

// oddCharacter reports the first character in from..to that only looks like
// one that TOML knows, and returns whether there is one.
func (x *explainer) oddCharacter(from, to int) bool {
	for i, r := range string(x.data[from:min(max(to, from+utf8.UTFMax), x.end)]) {
		if from+i >= to {
			return false
		}
		if r < 0x80 {
			continue
		}
		n := utf8.RuneLen(r)
		half := halfWidth(string(r))
		switch {
		case invisible(r):
			x.report(x.span(from+i, from+i+n), "invisible-character", "code", codePoint(r))
		case half == " ":
			x.report(x.span(from+i, from+i+n), "toml-syntax.blank", "code", codePoint(r))
		case half != string(r) && isASCII(half) && len(half) == 1:
			x.fullWidth(from+i, from+i+n)
		default:
			continue
		}
		return true
	}
	return false
}

func (x *explainer) fullWidth(from, to int) {
	x.tell(from, to, "toml-syntax.full-width", halfWidth(string(x.data[from:to])))
}
