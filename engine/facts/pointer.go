package facts

import (
	"strconv"
	"strings"
)

// pointer returns the JSON Pointer (RFC 6901) of node i; the root's is "".
func (t *tape) pointer(i int32) string {
	if i <= 0 || int(i) >= len(t.nodes) {
		return ""
	}
	n := &t.nodes[i]
	if t.nodes[n.parent].kind == objectNode {
		return Pointer(t.pointer(n.parent), t.name(i))
	}
	return Pointer(t.pointer(n.parent), strconv.Itoa(int(n.index)))
}

// Pointer returns the JSON Pointer of the member called name in the object at
// parent; "" is the whole request.
func Pointer(parent, name string) string {
	if !strings.ContainsAny(name, "~/") {
		return parent + "/" + name
	}
	return parent + "/" + pointerEscapes.Replace(name)
}

var pointerEscapes = strings.NewReplacer("~", "~0", "/", "~1")
