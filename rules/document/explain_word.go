package document

import (
	"bytes"
	"regexp"
	"slices"
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
		x.offer(x.edit(x.i+len(bare), x.i+len(whole), ""))
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
	const ends = ",]}，】｝、；;"
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

// plainUnits are units that do not change the number: 万 and k would.
var plainUnits = []string{"分", "分钟", "秒", "小时", "天", "日", "周", "月", "元", "人", "个", "次", "件", "份", "单", "条", "位", "户", "min", "s", "h", "CNY"}

var plainWords = map[string]string{
	"true": "true", "yes": "true", "on": "true", "是": "true", "对": "true", "真": "true",
	"false": "false", "no": "false", "off": "false", "否": "false", "不": "false", "假": "false",
}

// classify explains a value without quotes that is not valid.
func (x *explainer) classify(at int, word string) {
	end := at + len(word)
	tell := func(variant, better string) { x.tell(at, end, variant, better) }
	instead := func(variant, better string) { x.instead(at, end, variant, better) }
	if bare := strings.TrimFunc(word, unicode.IsSpace); bare != word && fine(bare) {
		x.oddCharacter(at, end)
		return
	}
	if half := halfWidth(word); half != word && (fine(half) || percent.MatchString(half)) {
		if percent.MatchString(half) {
			x.percent(at, word, "toml-syntax.full-width")
			return
		}
		instead("toml-syntax.full-width", half)
		return
	}
	if truth, ok := plainWords[strings.ToLower(word)]; ok {
		instead("toml-syntax.boolean", truth)
		return
	}
	switch m := withUnit.FindStringSubmatch(word); {
	case bounded.MatchString(word) && x.after(targetKey, at):
		tell("toml-syntax.bound", bounded.FindStringSubmatch(word)[1])
	case percent.MatchString(word):
		x.percent(at, word, "toml-syntax.percent")
	case zeros.MatchString(word) && fine(zeros.ReplaceAllString(word, "$1$2")):
		tell("toml-syntax.leading-zero", zeros.ReplaceAllString(word, "$1$2"))
	case thousands.MatchString(word):
		instead("toml-syntax.thousands", strings.ReplaceAll(word, ",", ""))
	case comma.MatchString(word):
		instead("toml-syntax.decimal-comma", strings.Replace(word, ",", ".", 1))
	case anyDate.MatchString(word):
		x.classifyDate(at, word)
	case datedTime.MatchString(word):
		x.report(x.span(at, end), "invalid-date.clock", "found", brief(word))
	case openDot.MatchString(word):
		instead("toml-syntax.number", openDot.ReplaceAllString(word, "${1}0.$2"))
	case closeDot.MatchString(word):
		instead("toml-syntax.number", closeDot.ReplaceAllString(word, "$1"))
	case plainWhole.MatchString(word), plainFloat.MatchString(word):
		x.report(x.span(at, end), "number-range.toml", "found", brief(word))
	case m != nil && fine(m[1]):
		if slices.Contains(plainUnits, strings.TrimSpace(m[2])) {
			instead("toml-syntax.unit", m[1])
		} else {
			tell("toml-syntax.unit", m[1])
		}
	case word == "null" || word == "nil" || word == "None" || word == "none" || word == "空" || word == "无":
		tell("toml-syntax.null", word)
	default:
		x.plainText(at, word)
	}
}

// percent explains a percentage without quotes.
func (x *explainer) percent(at int, word, variant string) {
	plain := strings.Replace(strings.ReplaceAll(halfWidth(word), " ", ""), ",", ".", 1)
	better, shown := percentIn(x.keyed, plain), `"`+plain+`"`
	switch {
	case variant != "toml-syntax.percent" || better == "":
	case better == shown:
		variant = "toml-syntax.percent-rate"
	default:
		variant, shown = "toml-syntax.percent-sign", better
	}
	x.tell(at, at+len(word), variant, shown)
	if better != "" {
		x.offer(x.edit(at, at+len(word), better))
	}
}

// targetKey is the key of a target and the rest of the line before its value,
// and bounded what people write there.
var (
	targetKey = regexp.MustCompile(`\btarget"?[ \t]*=[ \t]*$`)
	bounded   = regexp.MustCompile(`^(?:[<>]=?|=[<>]|[≥≤＞＜])[ ]*([0-9]+(?:\.[0-9]+)?)[ ]*[%％]?$`)
)

// after reports whether what stands before at on its line ends in key.
func (x *explainer) after(key *regexp.Regexp, at int) bool {
	return key.Match(x.data[bytes.LastIndexByte(x.data[:at], '\n')+1 : at])
}

func (x *explainer) classifyDate(at int, word string) {
	m := anyDate.FindStringSubmatch(word)
	var n [4]int
	for i := 1; i < 4; i++ {
		n[i], _ = strconv.Atoi(m[i])
	}
	if d, ok := calendar.NewDate(n[1], n[2], n[3]); ok {
		x.instead(at, at+len(word), "toml-syntax.date", d.String())
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
	x.instead(at, end, "toml-syntax.unquoted", quote(strings.Trim(word, `"'“”‘’`)))
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
	x.instead(x.i, x.i+length, "toml-syntax.full-width", better)
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
			x.half(from, to)
		case half == " ":
			x.report(x.span(from+i, from+i+n), "toml-syntax.blank", "code", codePoint(r))
			x.half(from, max(to, from+i+n))
		case half != string(r) && isASCII(half) && len(half) == 1:
			x.fullWidth(from+i, from+i+n)
			x.half(from, max(to, from+i+n))
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
