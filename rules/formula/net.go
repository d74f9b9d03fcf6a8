package formula

import "merit/rules/diag"

func (s *Syntax) secondNet(scope *Scope, f *Formula) (diag.Diagnostic, bool) {
	return diag.Diagnostic{}, false
}
