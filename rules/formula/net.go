package formula

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"time"

	"github.com/expr-lang/expr/builtin"
	"github.com/expr-lang/expr/checker"
	"github.com/expr-lang/expr/conf"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/types"

	"merit/rules/diag"
)

// secondNet lets expr's own checker look at a formula that ours accepts. It
// knows less than ours, so when it objects, ours has a hole; the formula is
// refused rather than trusted.
//
// Two things are kept from it. Lists are lists of any, since expr forgets
// element types half way; and functions whose result expr would type in its
// own way yield any: floor is a whole number to us, which % accepts, and a
// float to expr.
func (s *Syntax) secondNet(scope *Scope) (problem diag.Diagnostic, objects bool) {
	whole := Range{0, len(s.Source.Text)}
	defer func() {
		if r := recover(); r != nil {
			problem, objects = s.Source.problem(whole, "formula-checker", "detail", fmt.Sprint(r)), true
		}
	}()
	c := &conf.Config{MaxNodes: maxNodes + uint(len(wrapHead)), DisableIfOperator: true, Functions: declared, Builtins: builtins}
	c.WithEnv(s.environment(scope))
	written := s.Source.Text
	if s.tokens.predicate {
		written = wrapHead + written + wrapTail
	}
	_, err := checker.ParseCheck(written, c)
	if err == nil {
		return diag.Diagnostic{}, false
	}
	detail := err.Error()
	var at *file.Error
	if errors.As(err, &at) {
		detail = at.Message
	}
	return s.Source.problem(whole, "formula-checker", "detail", detail), true
}

// environment tells expr's checker the names that s reads, as it writes them.
func (s *Syntax) environment(scope *Scope) types.Map {
	env := types.Map{"_": listForExpr}
	for _, name := range s.Names() {
		symbol, ok := scope.find(name.Text)
		if !ok {
			continue
		}
		into := env
		parts := strings.Split(name.Text, ".")
		for _, space := range parts[:len(parts)-1] {
			inner, ok := into[space].(types.Map)
			if !ok {
				inner = types.Map{}
				into[space] = inner
			}
			into = inner
		}
		into[parts[len(parts)-1]] = forExpr(symbol.Type)
	}
	return env
}

var (
	listForExpr = types.TypeOf([]any{})
	timeForExpr = types.TypeOf(time.Time{})
)

func forExpr(t *Type) types.Type {
	switch t.Kind {
	case Number:
		return types.Float64
	case Integer:
		return types.Int
	case String:
		return types.String
	case Boolean:
		return types.Bool
	case Date, Time:
		return timeForExpr
	case List:
		return listForExpr
	}
	return types.Any
}

// builtins are expr's own functions, for every check the same.
var builtins = conf.CreateNew().Builtins

// declared are the functions that expr does not have, or has with another
// meaning or result, with parameters of any type.
var declared = func() conf.FunctionsTable {
	var (
		anything = reflect.TypeFor[func(...any) any]()
		list     = reflect.TypeFor[func(...any) []any]()
		moment   = reflect.TypeFor[func(...any) time.Time]()
	)
	table := conf.FunctionsTable{}
	for name, of := range map[string]reflect.Type{
		"ceil": anything, "floor": anything, "round": anything, "clamp": anything, "ratio": anything, "nps": anything,
		"percentile": anything, "weighted_mean": anything, "streak": anything, "repeats": anything,
		"days": anything, "hours": anything, "minutes": anything, "date": moment, "per_week": list, "last": list,
	} {
		table[name] = &builtin.Function{Name: name, Types: []reflect.Type{of}, Func: notRun}
	}
	return table
}()

// notRun stands for a function that is only declared: formulas are never run
// by expr.
func notRun(...any) (any, error) { return nil, fmt.Errorf("formulas are not run by expr") }
