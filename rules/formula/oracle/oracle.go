// Package oracle evaluates formulas with expr's own virtual machine. It is a
// second opinion for tests and the slow side of benchmarks; nothing that
// ships evaluates with it.
//
// It knows plain numbers only. Where Merit's meaning differs from expr's
// (missing values, tolerance in comparisons, division by zero), the caller
// compares formulas that keep clear of the difference.
package oracle

import (
	"fmt"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/vm"
)

// A Program is a compiled formula. It may be run by one goroutine at a time.
type Program struct {
	program *vm.Program
	machine vm.VM
}

// Compile compiles a formula over env, an example of what Run will be given:
// names to float64, int, string, bool, time.Time, []any, and nested maps for
// metrics and period.
func Compile(text string, env map[string]any) (*Program, error) {
	options := []expr.Option{expr.Env(env), expr.Optimize(false)}
	for name, f := range functions {
		options = append(options, expr.Function(name, f))
	}
	program, err := expr.Compile(text, options...)
	if err != nil {
		return nil, err
	}
	return &Program{program: program}, nil
}

// Run evaluates p over env. Numbers come back as float64, whatever expr made
// of them.
func (p *Program) Run(env map[string]any) (any, error) {
	v, err := p.machine.Run(p.program, env)
	if n, ok := v.(int); ok && err == nil {
		return float64(n), nil
	}
	return v, err
}

// number reads a number as expr passes it.
func number(v any) (float64, error) {
	switch v := v.(type) {
	case float64:
		return v, nil
	case int:
		return float64(v), nil
	}
	return 0, fmt.Errorf("oracle: %T is not a number", v)
}

func numbers(args []any) ([]float64, error) {
	out := make([]float64, len(args))
	for i, a := range args {
		n, err := number(a)
		if err != nil {
			return nil, err
		}
		out[i] = n
	}
	return out, nil
}
