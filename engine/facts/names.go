package facts

import "unicode"

// PolicyID reports whether s may be the id of a policy: letters (Chinese too),
// digits, "_", "-" and ".", starting with a letter, a digit or "_". An id that
// comes from outside is checked with it before anything is done with it.
func PolicyID(s string) bool {
	if s == "" || len(s) > 400 {
		return false
	}
	for i, r := range s {
		switch {
		case unicode.IsLetter(r), r >= '0' && r <= '9', r == '_':
		case i > 0 && (r == '-' || r == '.' || unicode.Is(unicode.Mn, r)):
		default:
			return false
		}
	}
	return true
}
