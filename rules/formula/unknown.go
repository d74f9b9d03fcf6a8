package formula

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"merit/rules/diag"
	"merit/rules/text"
)

// unknownName says the most helpful thing about a name that means nothing
// here. other is the type it is compared with, or nil.
func (l *lowering) unknownName(name string, at Range, other *Type) {
	switch near := diag.Nearest(name, l.scope.plain()); {
	case l.ownWord(name) != "":
		l.report(at, "unknown-name.own", "name", name, "write", l.ownWord(name))
	case l.isField(name):
		l.instead(at, "."+name, "unknown-name.field", "name", name)
	case other != nil && other.Kind == String && slices.Contains(other.Enum, name):
		l.instead(at, `"`+name+`"`, "unknown-name.quotes", "name", name)
	case other != nil && other.Kind == String && near == "":
		l.report(at, "unknown-name.quotes", "name", name)
	case IsFunction(name):
		f, _ := lookup(name)
		l.report(at, "unknown-name.function", "name", name, "signature", f.Signature, "example", f.Example)
	case l.scope.space("metrics." + name):
		l.report(at, "unknown-name.metric", "name", name)
	case l.scope.space(name):
		l.unknownMember(name, at)
	case inARow.MatchString(name):
		l.report(at, "unknown-name.consecutive", "name", name, "times", periods(inARow.FindStringSubmatch(name)[1]))
	case l.comparedNames(name) != "":
		l.instead(at, l.comparedNames(name), "unknown-name.joined", "name", name, "write", l.comparedNames(name))
	case spelledOut(name) != "":
		l.instead(at, spelledOut(name), "unknown-name.joined", "name", name, "write", spelledOut(name))
	case near != "" && foreignLetters(name) && !foreignLetters(near):
		l.rename(name, near, at, "unknown-name.look-alike")
	case near != "" && strings.EqualFold(near, name):
		l.rename(name, near, at, "unknown-name.case")
	case near != "":
		l.rename(name, near, at, "unknown-name.near")
	default:
		l.report(at, "unknown-name", "name", name, "known", l.known())
	}
}

// instead is report with the offer to write text in place of what is wrong.
func (l *lowering) instead(at Range, text, key string, args ...any) {
	l.report(at, key, args...)
	l.offer(at, text)
}

// offer adds to the last report the offer to write text at the given place.
func (l *lowering) offer(at Range, text string) {
	last := &l.problems[len(l.problems)-1]
	*last = last.Mend(l.syntax.Source.edits(at, text)...)
}

// rename reports a name that is nearly one there is, and offers that one where
// no other can be meant.
func (l *lowering) rename(name, near string, at Range, key string) {
	if diag.Sole(name, l.scope.plain()) == near {
		l.instead(at, near, key, "name", name, "near", near)
		return
	}
	l.report(at, key, "name", name, "near", near)
}

// comparedNames returns the comparison that a name such as 满意率大于目标
// spells, when what stands around the word is known, else "".
func (l *lowering) comparedNames(name string) string {
	left, right, write := compared(name)
	_, known := l.scope.find(left)
	_, other := l.scope.find(right)
	if known && (other || number.MatchString(right)) {
		return write
	}
	return ""
}

// ownWords are what answers and statements call the names that every policy
// has, and so what people write.
var ownWords = map[string]string{
	"得分": "score", "总分": "score", "总得分": "score", "最终得分": "score", "分数": "score",
	"等级": "grade", "档位": "grade", "评级": "grade", "级别": "grade", "绩效等级": "grade",
	"奖金系数": "rate", "系数": "rate", "绩效系数": "rate",
	"否决": "vetoed", "是否否决": "vetoed", "被否决": "vetoed",
	"指标值": "value", "实际值": "value", "目标": "target", "目标值": "target",
}

// ownWord returns what to write for a word that answers use, or "" where it
// cannot be read.
func (l *lowering) ownWord(name string) string {
	write := ownWords[name]
	if symbol, ok := l.scope.find(write); !ok || !symbol.Hidden.IsZero() {
		return ""
	}
	return write
}

func (l *lowering) isField(name string) bool {
	if l.elem == nil || l.elem.Kind != Record {
		return false
	}
	i, _ := l.elem.Field(name)
	return i >= 0
}

// known lists what can be read here, for a name unlike all of it.
func (l *lowering) known() text.Text {
	names := l.scope.readable()
	if len(names) == 0 {
		return text.Say("unknown-name.nothing")
	}
	const most = 12
	if len(names) <= most {
		return words(strings.Join(names, "、"), strings.Join(names, ", "))
	}
	names = names[:most]
	return words(strings.Join(names, "、")+" ……", strings.Join(names, ", ")+", …")
}

// words is text that is data rather than a sentence.
func words(zh, en string) text.Text { return text.Text{ZH: zh, EN: en} }

// unknownMember reports a dotted name whose name space exists.
func (l *lowering) unknownMember(name string, at Range) {
	prefix, part := name, ""
	for !l.scope.space(prefix) {
		i := strings.LastIndexByte(prefix, '.')
		if i < 0 {
			l.report(at, "unknown-name", "name", name, "known", l.known())
			return
		}
		part, prefix = prefix[i+1:], prefix[:i]
	}
	members := l.scope.members(prefix)
	if before := prefix + "."; part != "" && strings.HasPrefix(l.syntax.Source.slice(at), before+part) {
		at = Range{at.Start + len(before), at.Start + len(before) + len(part)}
	}
	list := words(strings.Join(members, "、"), strings.Join(members, ", "))
	if part == "" {
		l.report(at, "unknown-name.whole", "name", prefix, "first", l.memberFor(prefix, members), "members", list)
		return
	}
	if near := diag.Nearest(part, members); near != "" {
		if diag.Sole(part, members) == near && l.syntax.Source.slice(at) == part {
			l.instead(at, near, "unknown-name.member-near", "name", prefix, "member", part, "near", near)
			return
		}
		l.report(at, "unknown-name.member-near", "name", prefix, "member", part, "near", near)
		return
	}
	l.report(at, "unknown-name.member", "name", prefix, "member", part, "members", list)
}

// memberFor picks a member of a name space for an example.
func (l *lowering) memberFor(prefix string, members []string) string {
	first := members[0]
	if slices.Contains(members, "value") {
		first = "value"
	}
	if below := l.scope.members(prefix + "." + first); len(below) > 0 {
		return first + "." + l.memberFor(prefix+"."+first, below)
	}
	return first
}

// unknownField reports a field that the records of a list do not have.
func (l *lowering) unknownField(name string, at Range) {
	first, _, _ := strings.Cut(name, ".")
	switch {
	case l.elem.Titles[name] != "":
		l.report(at, "unknown-member.title", "name", name, "write", l.elem.Titles[name])
	case slices.Contains(l.elem.below("metrics"), first):
		whole := "metrics." + name
		if i, _ := l.elem.Field(whole); i < 0 {
			whole = l.elem.whole("metrics." + first)
		}
		l.report(at, "unknown-member.metric", "name", name, "whole", whole)
	case strings.Contains(name, ".") || l.elem.below(name) != nil:
		l.unknownPath(name, at)
	default:
		if near := diag.Nearest(name, l.elem.outermost()); near != "" {
			l.report(at, "unknown-member.near", "name", name, "near", l.elem.whole(near))
			if dot, found := strings.CutSuffix(l.syntax.Source.slice(at), name); found && diag.Sole(name, l.elem.outermost()) == near {
				l.offer(at, dot+l.elem.whole(near))
			}
			return
		}
		l.report(at, "unknown-member", "name", name, "fields", l.elem.shown())
	}
}

func dots(names []string, between string) string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = "." + n
	}
	return strings.Join(out, between)
}

// spelledOut finds a logic word inside of a name, as in a且b: Chinese is
// written without spaces, but to expr that is one name.
func spelledOut(name string) string {
	for _, w := range []string{"并且", "而且", "或者", "且", "或"} {
		if i := strings.Index(name, w); i > 0 && i+len(w) < len(name) {
			return name[:i] + " " + logicWords[w] + " " + name[i+len(w):]
		}
	}
	return ""
}

// inARow is how Chinese says that something must hold for several periods, as
// in 连续3个月满意率.
var inARow = regexp.MustCompile(`^连续([0-9]{1,2}|[二两三四五六七八九十])个?(?:月|季|半年|年|期|周期|考核周期)`)

// periods writes the number that inARow found in digits.
func periods(n string) string {
	if i := slices.Index([]string{"二", "三", "四", "五", "六", "七", "八", "九", "十"}, n); i >= 0 {
		return strconv.Itoa(i + 2)
	}
	if n == "两" {
		return "2"
	}
	return n
}

// foreignLetters reports whether name holds Greek or Cyrillic letters, which
// look like Latin ones.
func foreignLetters(name string) bool {
	return strings.IndexFunc(name, func(r rune) bool { return unicode.In(r, unicode.Cyrillic, unicode.Greek) }) >= 0
}
