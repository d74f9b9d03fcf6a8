package formula

// listCall checks the arguments of a function that walks a list.
func (l *lowering) listCall(c *Call) *Type {
	f, _ := lookup(c.Func)
	if !f.list || !l.isList(c, 0) {
		return UnknownType
	}
	list := c.Args[0].Type()
	switch c.Func {
	case "len":
		return IntegerType
	case "count":
		return l.counted(c)
	case "sum":
		return l.summed(c)
	case "mean", "median":
		if l.elemNumber(c, 0).Kind != Unknown {
			return NumberType
		}
	case "percentile":
		return l.percentile(c)
	case "weighted_mean":
		values, weights := l.elemNumber(c, 0), l.elemNumber(c, 1)
		if values.Kind != Unknown && weights.Kind != Unknown {
			return NumberType
		}
	case "filter":
		l.eachCondition(c)
		return list
	case "any", "all", "none":
		l.eachCondition(c)
		return BooleanType
	case "map":
		return l.mapped(c)
	case "streak":
		if l.fromHistory(c) && l.elemBoolean(c) {
			return IntegerType
		}
	case "last":
		return l.newest(c)
	case "per_week":
		return l.perWeek(c)
	case "repeats":
		return l.repeats(c)
	}
	return UnknownType
}

// isList reports whether argument i is a list, and a problem when it is
// surely not. Written lists are for functions of numbers only.
func (l *lowering) isList(c *Call, i int) bool {
	a := c.Args[i]
	switch t := a.Type(); {
	case t.Kind == Unknown:
		return false
	case t.Kind == String && c.Func == "len":
		l.report(a.Range(), "function-arguments.text-length", "written", l.text(a))
		return false
	case t.Kind != List:
		l.report(a.Range(), "function-arguments.list", "function", c.Func, "written", l.text(a), "type", kindName(t), "signature", signature(c.Func), "example", example(c.Func))
		return false
	}
	if _, written := a.(*ListLit); written && (c.Each != nil || c.Func == "len" || c.Func == "last" || c.Func == "streak" || c.Func == "count") {
		l.report(a.Range(), "function-arguments.written-list", "function", c.Func)
		return false
	}
	return true
}

func signature(name string) string { f, _ := lookup(name); return f.Signature }
func example(name string) string   { f, _ := lookup(name); return f.Example }

// elemNumber checks that argument i is a list of numbers and returns the type
// of its elements.
func (l *lowering) elemNumber(c *Call, i int) *Type {
	if !l.isList(c, i) {
		return UnknownType
	}
	a := c.Args[i]
	elem := a.Type().Elem
	switch {
	case elem.Kind == Unknown || elem.Numeric():
		return elem
	case elem.Kind == Record:
		field := firstField(elem, Number, Integer)
		l.report(a.Range(), "function-arguments.records-number", "function", c.Func, "list", l.text(a), "field", field)
	case elem.Kind == Boolean:
		l.report(a.Range(), "function-arguments.booleans-number", "function", c.Func, "list", l.text(a))
	default:
		l.report(a.Range(), "function-arguments.numbers", "function", c.Func, "list", l.text(a), "type", kindName(elem))
	}
	return UnknownType
}

// firstField names a field of one of the kinds, for an example.
func firstField(record *Type, kinds ...Kind) string {
	for _, f := range record.Fields {
		for _, k := range kinds {
			if f.Type.Kind == k {
				return "." + f.Name
			}
		}
	}
	return ".…"
}

// eachCondition checks that the predicate of c is a condition.
func (l *lowering) eachCondition(c *Call) bool {
	t := c.Each.Type()
	switch {
	case t.Kind == Boolean:
		return true
	case t.Kind == Unknown:
		return false
	case t.Numeric():
		l.report(c.Each.Range(), "function-arguments.each-number", "function", c.Func, "list", l.text(c.Args[0]), "written", l.text(c.Each))
	default:
		l.report(c.Each.Range(), "function-arguments.each-condition", "function", c.Func, "written", l.text(c.Each), "type", kindName(t))
	}
	return false
}

// elemBoolean checks that the list of c holds conditions.
func (l *lowering) elemBoolean(c *Call) bool {
	a := c.Args[0]
	elem := a.Type().Elem
	switch {
	case elem.Kind == Boolean:
		return true
	case elem.Kind == Unknown:
		return false
	case elem.Kind == Record && c.Func == "count":
		l.report(c.at, "function-arguments.count-records", "list", l.text(a))
	case elem.Kind == Record:
		l.report(a.Range(), "function-arguments.records-condition", "function", c.Func, "list", l.text(a))
	default:
		l.report(a.Range(), "function-arguments.conditions", "function", c.Func, "list", l.text(a), "type", kindName(elem))
	}
	return false
}

func (l *lowering) counted(c *Call) *Type {
	if c.Each != nil && l.eachCondition(c) || c.Each == nil && l.elemBoolean(c) {
		return IntegerType
	}
	return UnknownType
}

func (l *lowering) summed(c *Call) *Type {
	if c.Each == nil {
		return l.elemNumber(c, 0)
	}
	if c.Each.Type().Kind == Boolean {
		l.report(c.Each.Range(), "function-arguments.sum-condition", "list", l.text(c.Args[0]), "written", l.text(c.Each))
		return UnknownType
	}
	if !l.number(c.Each, c.Func) {
		return UnknownType
	}
	return numberOf(c.Each)
}

func (l *lowering) percentile(c *Call) *Type {
	elem := l.elemNumber(c, 0)
	if !l.number(c.Args[1], c.Func) || elem.Kind == Unknown {
		return UnknownType
	}
	if p, ok := c.Args[1].(*NumberLit); ok && (p.Value < 0 || p.Value > 100) {
		l.report(p.at, "function-arguments.percentile", "written", l.text(p))
	}
	return NumberType
}

// mapped keeps the length and the order of the list it walks.
func (l *lowering) mapped(c *Call) *Type {
	elem, list := c.Each.Type(), c.Args[0].Type()
	switch elem.Kind {
	case Unknown:
		return UnknownType
	case Nil, List, Record:
		l.report(c.Each.Range(), "function-arguments.map-value", "written", l.text(c.Each), "type", kindName(elem))
		return UnknownType
	}
	return &Type{Kind: List, Elem: elem, Max: list.Max, Newest: list.Newest}
}

// fromHistory refuses lists of which nobody knows which end is newest.
func (l *lowering) fromHistory(c *Call) bool {
	if c.Args[0].Type().Newest != 0 {
		return true
	}
	l.report(c.Args[0].Range(), "function-arguments.history", "function", c.Func, "written", l.text(c.Args[0]), "example", example(c.Func))
	return false
}

func (l *lowering) newest(c *Call) *Type {
	list, n := *c.Args[0].Type(), c.Args[1]
	good := l.fromHistory(c)
	switch t := n.Type(); {
	case t.Kind == Unknown:
		return UnknownType
	case t.Kind != Integer:
		l.report(n.Range(), "function-arguments.whole", "function", c.Func, "written", l.text(n))
		return UnknownType
	case !good:
		return UnknownType
	}
	if lit, ok := n.(*NumberLit); ok {
		if lit.Value < 1 {
			l.report(n.Range(), "function-arguments.whole", "function", c.Func, "written", l.text(n))
			return UnknownType
		}
		if list.Max == 0 || float64(list.Max) > lit.Value {
			list.Max = int(min(lit.Value, assumedLength))
		}
	}
	return &list
}

// elemTime checks that argument i is a list of dates or times.
func (l *lowering) elemTime(c *Call, i int) bool {
	if !l.isList(c, i) {
		return false
	}
	a := c.Args[i]
	elem := a.Type().Elem
	switch {
	case elem.Kind == Unknown:
		return false
	case isTime(elem):
		return true
	case elem.Kind == Record:
		l.report(a.Range(), "function-arguments.records-time", "function", c.Func, "list", l.text(a), "field", firstField(elem, Time, Date))
	default:
		l.report(a.Range(), "function-arguments.times", "function", c.Func, "list", l.text(a), "type", kindName(elem))
	}
	return false
}

// weeksOfYear is the most weeks whose Thursday lies in one period.
const weeksOfYear = 53

func (l *lowering) perWeek(c *Call) *Type {
	if !l.elemTime(c, 0) {
		return UnknownType
	}
	return ListOf(IntegerType, weeksOfYear)
}

func (l *lowering) repeats(c *Call) *Type {
	good := true
	for i := range 2 {
		if !l.isList(c, i) {
			good = false
			continue
		}
		switch elem := c.Args[i].Type().Elem; {
		case elem.Kind == Record:
			l.report(c.Args[i].Range(), "function-arguments.repeats-records", "list", l.text(c.Args[i]), "field", firstField(elem, String, Integer))
			good = false
		case elem.Kind != String && !elem.Numeric() && elem.Kind != Unknown:
			l.report(c.Args[i].Range(), "function-arguments.repeats-keys", "list", l.text(c.Args[i]), "type", kindName(elem))
			good = false
		}
	}
	good = l.elemTime(c, 2) && good
	good = l.number(c.Args[3], c.Func) && good
	if !good {
		return UnknownType
	}
	return IntegerType
}
