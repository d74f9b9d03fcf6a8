package docs_test

import (
	"testing"

	"merit/policies"
)

// TestShippedAreClean finds nothing to warn of in the policies that ship and
// in the examples, each folder read as one set and all of them together.
func TestShippedAreClean(t *testing.T) {
	for _, paths := range [][]string{{"../policies"}, {"../examples"}, {"../policies", "../examples"}} {
		sources, err := policies.ReadPaths(paths...)
		if err != nil || len(sources) == 0 {
			t.Fatalf("%v: %d policies, %v", paths, len(sources), err)
		}
		_, _, problems := policies.Check(sources)
		for _, p := range problems {
			t.Errorf("%v: %s", paths, p.Error())
		}
	}
}
