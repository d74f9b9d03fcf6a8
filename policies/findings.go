package policies

import (
	"merit/rules"
	"merit/rules/analysis"
	"merit/rules/diag"
)

// findings is what analysis finds in a set. It refuses nothing: even a
// mistake in it is only a warning.
func findings(set *rules.Set) (found diag.List) {
	defer func() {
		if p := recover(); p != nil {
			found = diag.List{mistake(p).As(diag.Warning)}
		}
	}()
	return analysis.Check(set)
}
