package edit_test

import (
	"os"
	"strings"
	"testing"

	"merit/rules/edit"
	"merit/rules/text"
)

// TestCliffsAreTold: what the last step before a band is worth stands in what
// people read, and where it changes it is told after what changed it.
func TestCliffsAreTold(t *testing.T) {
	b, err := os.ReadFile(standard)
	if err != nil {
		t.Fatal(err)
	}
	before := policyAt(t, standard)
	shown := map[string]string{
		"1800.00 CNY（示例“各项刚好达标”）":    string(edit.ShowMarkdown(before, text.ZH)),
		"1200.00 CNY less (example ": string(edit.ShowHTML(before, text.EN)),
	}
	for want, page := range shown {
		if !strings.Contains(page, want) {
			t.Errorf("nothing shows %q", want)
		}
	}
	changes := edit.Diff(before, changed(t, string(b), `rate  = "60%"`, `rate  = "50%"`))
	var told []string
	for _, c := range changes {
		told = append(told, c.ID+" "+c.What+" "+c.New.EN)
	}
	want := []string{"B rate 50%", `B cliff 0.01 points less, 1500.00 CNY less (example "各项刚好达标")`, `A cliff 0.01 points less, 1500.00 CNY less (example "各项刚好达标")`}
	if strings.Join(told, "\n") != strings.Join(want, "\n") {
		t.Errorf("told %q, want %q", told, want)
	}
	elsewhere := changed(t, strings.ReplaceAll(string(b), `"各项刚好达标"`, `"正好达标"`), `title     = "满意率"`, `title     = "客户满意率"`)
	if other := edit.Diff(before, elsewhere); len(other) == 0 || strings.Contains(sentences(other), "cliff") {
		t.Errorf("the same money by another example is no cliff: %s", sentences(other))
	}
	if same := edit.Diff(before, changed(t, string(b), `title     = "满意率"`, `title     = "客户满意率"`)); strings.Contains(sentences(same), "cliff") {
		t.Errorf("a new title is no cliff: %s", sentences(same))
	}
}
