package text

import (
	"regexp"
	"slices"
	"testing"
)

var placeholder = regexp.MustCompile(`\{[a-z_]+\}`)

func TestCatalogueIsWhole(t *testing.T) {
	seen := map[string]bool{}
	key := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)?$`)
	for _, c := range catalogues {
		for k, e := range c {
			if seen[k] {
				t.Errorf("%s: stands in two catalogues", k)
			}
			seen[k] = true
			if !key.MatchString(k) {
				t.Errorf("%s: not a kebab-case key with at most one dot", k)
			}
			if e.Message.ZH == "" || e.Message.EN == "" {
				t.Errorf("%s: the message is missing in a language", k)
			}
			if (e.Help.ZH == "") != (e.Help.EN == "") {
				t.Errorf("%s: the help is missing in one language", k)
			}
			samePlaceholders(t, k, e.Message)
			samePlaceholders(t, k, e.Help)
		}
	}
}

func samePlaceholders(t *testing.T, key string, x Text) {
	t.Helper()
	zh, en := placeholder.FindAllString(x.ZH, -1), placeholder.FindAllString(x.EN, -1)
	slices.Sort(zh)
	slices.Sort(en)
	if !slices.Equal(slices.Compact(zh), slices.Compact(en)) {
		t.Errorf("%s: placeholders differ: zh %v, en %v", key, zh, en)
	}
}

func TestFill(t *testing.T) {
	e := Entry{Message: Text{ZH: "没有 {key}", EN: "no {key}"}}
	if got := e.Fill("key", "{key}").Message; got.ZH != "没有 {key}" || got.EN != "no {key}" {
		t.Errorf("Fill replaced inside its own argument: %+v", got)
	}
}
