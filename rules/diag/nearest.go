package diag

import (
	"slices"
	"strings"
)

// Nearest returns the candidate most like word, or "" when none is near
// enough to be meant: at most a third of its letters differ, at most two for
// long words. Ties go to the earlier candidate. Case does not count. Beyond
// mostCandidates nobody looks, so that a hostile file cannot make it slow.
func Nearest(word string, candidates []string) string {
	candidates = candidates[:min(len(candidates), mostCandidates)]
	best, distance := "", 3
	w := []rune(strings.ToLower(word))
	for _, c := range candidates {
		r := []rune(strings.ToLower(c))
		limit := min(distance, max(len(w), len(r))/3+1)
		if len(w)-len(r) >= limit || len(r)-len(w) >= limit {
			continue // as many letters too many or too few
		}
		if d := editDistance(w, r); d < limit {
			best, distance = c, d
		}
	}
	return best
}

// Sole is Nearest where nothing else can be meant, so that it may be put in
// place of word unasked: no other candidate is near, and the two do not differ
// in a digit, which tells things apart rather than being mistyped.
func Sole(word string, candidates []string) string {
	near := Nearest(word, candidates)
	if near == "" || digits(near) != digits(word) {
		return ""
	}
	if strings.EqualFold(near, word) {
		return near
	}
	others := slices.DeleteFunc(slices.Clone(candidates), func(c string) bool { return c == near })
	if Nearest(word, others) != "" {
		return ""
	}
	return near
}

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

const mostCandidates = 500

// editDistance counts insertions, deletions, replacements and swaps of
// neighbours (optimal string alignment).
func editDistance(a, b []rune) int {
	before, last := make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row := make([]int, len(b)+1)
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last = last, row
	}
	return last[len(b)]
}
