package reference_test

import (
	"fmt"
	"slices"
	"strings"
)

// A tab is a TOML table that can be taken apart: values are *tab, []any,
// string, bool, or raw (a number or date as written).
type tab struct {
	keys []string
	vals map[string]any
}

type raw string

func table(pairs ...any) *tab {
	t := &tab{vals: map[string]any{}}
	for i := 0; i < len(pairs); i += 2 {
		t.set(pairs[i].(string), pairs[i+1])
	}
	return t
}

func (t *tab) set(key string, v any) *tab {
	if _, ok := t.vals[key]; !ok {
		t.keys = append(t.keys, key)
	}
	t.vals[key] = v
	return t
}

func (t *tab) without(key string) *tab {
	out := t.copy()
	out.keys = slices.DeleteFunc(out.keys, func(k string) bool { return k == key })
	delete(out.vals, key)
	return out
}

func (t *tab) copy() *tab {
	out := &tab{slices.Clone(t.keys), map[string]any{}}
	for k, v := range t.vals {
		out.vals[k] = copied(v)
	}
	return out
}

func copied(v any) any {
	switch v := v.(type) {
	case *tab:
		return v.copy()
	case []any:
		out := make([]any, len(v))
		for i, e := range v {
			out[i] = copied(e)
		}
		return out
	}
	return v
}

func (t *tab) list(key string) []any { l, _ := t.vals[key].([]any); return l }
func (t *tab) value(key string) any {
	if t == nil {
		return nil
	}
	return t.vals[key]
}

func (t *tab) sub(key string) *tab   { s, _ := t.vals[key].(*tab); return s }
func (t *tab) str(key string) string { s, _ := t.value(key).(string); return s }

// toml writes the root: scalars, then tables by header, lists of tables by
// double headers, everything below inline.
func (t *tab) toml() string {
	var b strings.Builder
	for _, k := range t.keys {
		switch v := t.vals[k].(type) {
		case *tab:
			fmt.Fprintf(&b, "\n[%s]\n", k)
			v.lines(&b)
		case []any:
			for _, e := range v {
				fmt.Fprintf(&b, "\n[[%s]]\n", k)
				e.(*tab).lines(&b)
			}
		default:
			fmt.Fprintf(&b, "%s = %s\n", k, inline(v))
		}
	}
	return b.String()
}

func (t *tab) lines(b *strings.Builder) {
	for _, k := range t.keys {
		fmt.Fprintf(b, "%s = %s\n", k, inline(t.vals[k]))
	}
}

func inline(v any) string {
	switch v := v.(type) {
	case string:
		if strings.Contains(v, `"`) {
			return "'" + v + "'"
		}
		return `"` + v + `"`
	case *tab:
		parts := make([]string, len(v.keys))
		for i, k := range v.keys {
			parts[i] = k + " = " + inline(v.vals[k])
		}
		return "{ " + strings.Join(parts, ", ") + " }"
	case []any:
		parts := make([]string, len(v))
		for i, e := range v {
			parts[i] = inline(e)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	}
	return fmt.Sprint(v)
}
