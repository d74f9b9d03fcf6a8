// Command merit checks performance agreements, tests them, and evaluates
// specialists against them: from the command line, in batches and over HTTP.
package main

import (
	"context"
	"os"

	"github.com/spf13/cobra"
)

func main() {
	a := &app{in: os.Stdin, out: os.Stdout, err: os.Stderr, getenv: os.Getenv}
	os.Exit(a.run(context.Background(), os.Args[1:]))
}

// commands lists every command.
func (a *app) commands() []*cobra.Command {
	return []*cobra.Command{
		a.checkCommand(),
		a.testCommand(),
		a.watchCommand(),
		a.evalCommand(),
		a.explainCommand(),
		a.batchCommand(),
		a.templateCommand(),
		a.serveCommand(),
		a.keyCommand(),
		a.healthcheckCommand(),
		a.approveCommand(),
		a.fmtCommand(),
		a.initCommand(),
		a.schemaCommand(),
		a.diffCommand(),
		a.showCommand(),
		a.rulesCommand(),
		a.versionCommand(),
	}
}
