package rules

import (
	"os"
	"strings"
	"testing"

	"merit/rules/diag"
)

func TestMeant(t *testing.T) {
	kinds := []string{"reward", "penalty", "coaching", "review", "alert"}
	directions := []string{"higher", "lower"}
	for _, tt := range []struct {
		key, written string
		words        []string
		want         string
	}{
		{"better", "low", directions, "lower"},
		{"better", "越低越好", directions, "lower"},
		{"better", "Lower  is better", directions, "lower"},
		{"better", "越高越好", directions, "higher"},
		{"kind", "晋升", kinds, "reward"},
		{"kind", "promotion", kinds, "reward"},
		{"kind", "奖励", kinds, "reward"},
		{"kind", "辅导", kinds, "coaching"},
		{"kind", "警告", kinds, "penalty"},
		{"kind", "罚款", kinds, "penalty"},
		{"kind", "复核", kinds, "review"},
		{"kind", "提醒", kinds, "alert"},
		{"kind", "something", kinds, ""},
		{"kind", "提醒", []string{"reward"}, ""},
		{"rounding", "提醒", kinds, ""},
	} {
		if got := meant(tt.key, tt.written, tt.words); got != tt.want {
			t.Errorf("%s = %q means %q, want %q", tt.key, tt.written, got, tt.want)
		}
	}
}

// A synonym belongs to one word of its key only, and is none of the words.
func TestSynonyms(t *testing.T) {
	for key, words := range synonyms {
		seen := map[string]string{}
		for word, all := range words {
			for _, s := range all {
				if seen[s] != "" || words[s] != nil || s != strings.ToLower(s) {
					t.Errorf("%s: %q stands for %s and %s, or is a word itself, or has capitals", key, s, word, seen[s])
				}
				seen[s] = word
			}
		}
	}
}

// What is refused says which word was meant.
func TestSynonymTold(t *testing.T) {
	for _, tt := range []struct{ file, from, to, want string }{
		{"better-typo", "hihger", "越低越好", "lower"},
		{"better-typo", "hihger", "low", "lower"},
		{"outcome-kind", "bonus", "晋升", "reward"},
	} {
		bytes, err := os.ReadFile("testdata/bad/" + tt.file + ".toml")
		if err != nil {
			t.Fatal(err)
		}
		wrong := strings.Replace(string(bytes), tt.from, tt.to, 1)
		_, problems := Read(diag.NewSource(tt.file, []byte(wrong)))
		if len(problems) != 1 || !strings.Contains(problems[0].Help.EN, `did you mean "`+tt.want+`"?`) {
			t.Errorf("%s for %s: %v", tt.to, tt.from, problems.Err())
		}
	}
}
