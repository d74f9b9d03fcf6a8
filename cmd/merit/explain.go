package main

import (
	"io"

	"github.com/spf13/cobra"
)

func (a *app) explainCommand() *cobra.Command {
	q := &asking{explain: true}
	c := &cobra.Command{
		Use:     "explain -i FILE",
		Short:   "一名专员的绩效说明 · one specialist's statement in plain words",
		Example: "  merit explain -p policies/ -i facts.json\n  merit explain -p my.toml -i facts.json --lang en",
		Args:    noArgs,
	}
	q.flags(c)
	c.RunE = func(c *cobra.Command, _ []string) error {
		if err := q.check(c); err != nil {
			return err
		}
		snapshot, e, err := a.ask(c, q)
		if err != nil {
			return err
		}
		_, err = io.WriteString(a.out, newStatement(a.one(), snapshot, e).text(e, true))
		return err
	}
	return c
}
