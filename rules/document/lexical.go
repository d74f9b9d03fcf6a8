package document

import (
	"fmt"

	"merit/rules/calendar"
)

// isInteger reports whether text is a whole number as TOML writes it.
func isInteger(text string) bool { return plainWhole.MatchString(text) && fine(text) }

// isNumber reports whether text is a finite number as TOML writes it.
func isNumber(text string) bool {
	return fine(text) && (text[0] >= '0' && text[0] <= '9' || text[0] == '-' || text[0] == '+') && exact(text) != nil
}

func isBoolean(text string) bool { return text == "true" || text == "false" }

func isDate(text string) bool {
	_, ok := calendar.ParseDate(text)
	return ok
}

func isTime(text string) bool {
	_, ok := calendar.ParseTime(text)
	return ok
}

func codePoint(r rune) string { return fmt.Sprintf("U+%04X", r) }
