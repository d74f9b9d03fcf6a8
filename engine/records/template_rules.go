package records

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"merit/rules"
	"merit/rules/formula"
	"merit/rules/text"
)

// columnStyle keeps identifiers, periods and times text: 00123 and 2026-03
// would become a number and a day.
func (b *templateBook) columnStyle(c *formColumn) int {
	switch c.kind() {
	case formula.String, formula.Time:
		return b.styles.text
	case formula.Date:
		return b.styles.date
	}
	return 0
}

// hint says in a few words what a column of a sheet expects.
func (b *templateBook) hint(s *formSheet, c *formColumn) string {
	switch c.id {
	case specialistColumn:
		if s.list != nil {
			return b.say("form-hint.record")
		}
		return b.say("form-hint.specialist")
	case periodColumn:
		return b.say("form-hint.period", "example", b.sample.period)
	}
	parts := []string{b.need(c), b.typeWord(c)}
	if bounds := boundsOf(c.field); bounds != "" {
		parts = append(parts, bounds)
	}
	if c.field.Unit != "" {
		parts = append(parts, b.say("form-hint.unit", "unit", c.field.Unit))
	}
	return strings.Join(parts, b.say("form-hint.comma"))
}

// need says whether a cell may stay blank, and what that means.
func (b *templateBook) need(c *formColumn) string {
	switch {
	case c.required():
		return b.say("form-hint.must")
	case c.field.Default != nil:
		return b.say("form-hint.default", "value", defaultWord(c.field, b.Lang))
	}
	return b.say("form-hint.may")
}

func (b *templateBook) typeWord(c *formColumn) string {
	if words := c.field.Type.Enum; len(words) > 0 {
		shown := words[:min(len(words), 8)]
		return b.say("form-type.enum", "words", strings.Join(shown, " / "))
	}
	return b.say("form-type." + typeKey(c.kind()))
}

func typeKey(k formula.Kind) string {
	switch k {
	case formula.Number:
		return "number"
	case formula.Integer:
		return "integer"
	case formula.Boolean:
		return "boolean"
	case formula.Date:
		return "date"
	case formula.Time:
		return "time"
	}
	return "string"
}

// boundsOf writes the bounds of a number, "" without any.
func boundsOf(f *rules.Field) string {
	low, high := f.Min.Given(), f.Max.Given()
	switch {
	case low && high:
		return boundWord(f.Min) + " – " + boundWord(f.Max)
	case low:
		return "≥ " + boundWord(f.Min)
	case high:
		return "≤ " + boundWord(f.Max)
	}
	return ""
}

func boundWord(n rules.Number) string {
	if s := n.Span.Text(); s != "" && len(s) < 30 {
		return s
	}
	return fmt.Sprint(n.Float)
}

func defaultWord(f *rules.Field, lang text.Lang) string {
	if f.Type.Kind == formula.Boolean {
		return booleanWord(f.Default.Bool, lang)
	}
	return f.Default.Text
}

func booleanWord(yes bool, lang text.Lang) string {
	if yes {
		return text.Say("result-vetoed.true").In(lang)
	}
	return text.Say("result-vetoed.false").In(lang)
}

// validation is the rule Excel holds the cells of a column to, nil without.
// It helps who types; what counts is checked again when the form is read.
func (b *templateBook) validation(s *formSheet, c *formColumn, column string, first int) *excelize.DataValidation {
	v := excelize.NewDataValidation(true)
	v.Sqref = fmt.Sprintf("%s%d:%s%d", column, first, column, sheetRows)
	v.SetInput(clip(c.title, 32), clip(b.hint(s, c), 255))
	if c.field == nil {
		if c.id == periodColumn {
			b.do(v.SetRange(4, 7, excelize.DataValidationTypeTextLength, excelize.DataValidationOperatorBetween))
			b.refusal(s, v, c)
		}
		return v
	}
	switch words := c.field.Type.Enum; {
	case len(words) > 0:
		b.dropDown(v, words)
	case c.kind() == formula.Boolean:
		b.dropDown(v, []string{booleanWord(true, b.Lang), booleanWord(false, b.Lang)})
	case c.kind() == formula.Integer:
		b.do(bounded(v, c.field, excelize.DataValidationTypeWhole))
	case c.kind() == formula.Number:
		b.do(bounded(v, c.field, excelize.DataValidationTypeDecimal))
	case c.kind() == formula.Date:
		b.do(v.SetRange(1, 2958465, excelize.DataValidationTypeDate, excelize.DataValidationOperatorBetween))
	default:
		return v // text: any
	}
	b.refusal(s, v, c)
	return v
}

func (b *templateBook) refusal(s *formSheet, v *excelize.DataValidation, c *formColumn) {
	v.SetError(excelize.DataValidationErrorStyleStop, clip(c.title, 32), clip(b.say("form-refusal", "hint", b.hint(s, c)), 225)) // all that Excel shows
}

// largestWhole bounds numbers nothing else bounds: beyond 2^53 none is exact.
const largestWhole = "9007199254740992"

func bounded(v *excelize.DataValidation, f *rules.Field, kind excelize.DataValidationType) error {
	low, high := "-"+largestWhole, largestWhole
	if f.Min.Given() {
		low = boundWord(f.Min)
	}
	if f.Max.Given() {
		high = boundWord(f.Max)
	}
	return v.SetRange(low, high, kind, excelize.DataValidationOperatorBetween)
}

// dropDown offers words: in the rule itself, or, where it cannot hold them, on
// a hidden sheet.
func (b *templateBook) dropDown(v *excelize.DataValidation, words []string) {
	if all := strings.Join(words, ","); len([]rune(all)) <= 250 && !strings.ContainsAny(strings.Join(words, ""), `,"`) && !strings.HasPrefix(all, "=") {
		b.do(v.SetDropList(words))
		return
	}
	b.choices = append(b.choices, words)
	column, err := excelize.ColumnNumberToName(len(b.choices))
	b.do(err)
	v.SetSqrefDropList(fmt.Sprintf("'%s'!$%s$1:$%s$%d", choicesSheet, column, column, len(words)))
}

// choicesSheet holds the words of long drop-downs; its name is a remark.
const choicesSheet = "#choices"

func (b *templateBook) writeChoices() {
	if len(b.choices) == 0 {
		return
	}
	_, err := b.file.NewSheet(choicesSheet)
	b.do(err)
	for i, words := range b.choices {
		for n, word := range words {
			b.set(choicesSheet, i+1, n+1, word, b.styles.text)
		}
	}
	b.do(b.file.SetSheetVisible(choicesSheet, false))
}

// clip cuts a text to what Excel has room for, counted as it counts: in units
// of UTF-16.
func clip(s string, most int) string {
	units := 0
	for i, r := range s {
		size := 1
		if r > 0xFFFF {
			size = 2
		}
		if units += size; units > most {
			runes := []rune(s[:i])
			return string(runes[:max(0, len(runes)-1)]) + "…"
		}
	}
	return s
}
