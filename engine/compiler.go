package engine

import (
	"fmt"

	"merit/rules/formula"
)

// A compiler turns typed formula trees into closures over the slots of one
// program.
type compiler struct{ slots *slots }

// notThis is the message of a node that type checking should have kept out.
func notThis(wanted string, n formula.Node) string {
	return fmt.Sprintf("engine: %T is not %s", n, wanted)
}

// optionalNumber compiles a formula that may have been left out.
func (c *compiler) optionalNumber(f *formula.Formula) numberFn {
	if f == nil {
		return nil
	}
	return c.number(f.Root)
}

// optionalCondition compiles a condition that may have been left out.
func (c *compiler) optionalCondition(f *formula.Formula) conditionFn {
	if f == nil {
		return nil
	}
	return c.condition(f.Root)
}

// store compiles a formula to a step that keeps its value in a new slot.
func (c *compiler) store(name string, f *formula.Formula) func(*frame) {
	kind := slotKind(f.Root.Type())
	switch kind {
	case formula.Number:
		x, i := c.number(f.Root), c.slots.add(name, kind)
		return func(f *frame) { f.numbers[i] = x(f) }
	case formula.Boolean:
		x, i := c.condition(f.Root), c.slots.add(name, kind)
		return func(f *frame) { f.booleans[i] = x(f) }
	case formula.String:
		x, i := c.text(f.Root), c.slots.add(name, kind)
		return func(f *frame) { f.strings[i] = x(f) }
	case formula.Time:
		x, i := c.time(f.Root), c.slots.add(name, kind)
		return func(f *frame) { f.times[i] = x(f) }
	case formula.List:
		x, i := c.list(f.Root), c.slots.add(name, kind)
		return func(f *frame) { f.lists[i] = x(f) }
	}
	panic(notThis("a formula's value", f.Root))
}
