package records

import (
	"strings"
)

// A style is what a number format makes of a number: a percentage, a date, a
// time of day or a length of time. The zero style is of plain numbers.
type style struct {
	percent bool
	parts   layoutParts
}

// readStyles reads the number formats of the cells.
func (b *workbook) readStyles(part string) error {
	var sheet struct {
		Formats []struct {
			ID   int    `xml:"numFmtId,attr"`
			Code string `xml:"formatCode,attr"`
		} `xml:"numFmts>numFmt"`
		Cells []struct {
			Format int `xml:"numFmtId,attr"`
		} `xml:"cellXfs>xf"`
	}
	if err := b.decode(part, &sheet); err != nil {
		return err
	}
	codes := map[int]string{}
	for _, f := range sheet.Formats {
		codes[f.ID] = f.Code
	}
	for _, c := range sheet.Cells {
		if code, ok := codes[c.Format]; ok {
			b.styles = append(b.styles, styleOf(code))
		} else {
			b.styles = append(b.styles, builtin(c.Format))
		}
	}
	return nil
}

// builtin returns the style of a format that workbooks need not spell out,
// those of Chinese and Japanese ones included.
func builtin(id int) style {
	switch {
	case id == 9 || id == 10:
		return style{percent: true}
	case id >= 18 && id <= 21 || id >= 32 && id <= 35 || id >= 45 && id <= 47 || id == 55 || id == 56:
		return style{parts: layoutClock}
	case id >= 14 && id <= 22 || id >= 27 && id <= 36 || id >= 50 && id <= 58:
		return style{parts: layoutDate | layoutClock}
	}
	return style{}
}

// styleOf reads a format code such as yyyy"年"m"月"d"日" or [h]:mm:ss. Only
// the section for positive numbers counts.
func styleOf(code string) style {
	letters := formatLetters(code)
	has := func(any string) bool { return strings.ContainsAny(letters, any) }
	switch {
	case has("%"):
		return style{percent: true}
	case has("yd") || has("m") && !has("hs"):
		return style{parts: layoutDate | layoutClock}
	case has("hs"):
		return style{parts: layoutClock}
	}
	return style{}
}

// formatLetters returns the letters of a format code that have a meaning, in
// lower case: without quoted text, escaped letters, colours and conditions.
func formatLetters(code string) string {
	var out strings.Builder
	for i := 0; i < len(code); i++ {
		switch c := code[i]; c {
		case '"':
			end := strings.IndexByte(code[i+1:], '"')
			if end < 0 {
				return out.String()
			}
			i += end + 1
		case '\\', '_', '*':
			i++
		case '[':
			end := strings.IndexByte(code[i:], ']')
			if end < 0 {
				return out.String()
			}
			if inside := strings.ToLower(code[i+1 : i+end]); inside != "" && strings.Trim(inside, "hms") == "" {
				out.WriteString(inside) // [h] and [mm] count beyond a day and an hour
			}
			i += end
		case ';':
			return out.String()
		default:
			out.WriteByte(lower(c))
		}
	}
	return strings.ReplaceAll(strings.ReplaceAll(out.String(), "general", ""), "am/pm", "h")
}

func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}
