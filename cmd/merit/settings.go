package main

import (
	"os"

	"github.com/spf13/cobra"

	"merit/rules/diag"
	"merit/rules/text"
	"merit/server"
)

// settingFlags adds a flag for every setting of the service, and those that
// say where settings are and that they are to be shown.
func settingFlags(c *cobra.Command) {
	f := c.Flags()
	usage := func(name string) string {
		t := text.Say("serve-flag." + name)
		return t.ZH + " · " + t.EN
	}
	for _, s := range server.Settings {
		if s.Kind == server.Switch {
			f.Bool(s.Name, false, usage(s.Name))
		} else {
			f.String(s.Name, "", usage(s.Name))
		}
	}
	f.String("config", "", usage("config"))
	f.Bool("print-config", false, usage("print-config"))
	f.SortFlags = false
}

// configure reads the settings from wherever they are given. What is wrong is
// shown, all of it: a wrong file is a problem, a wrong flag or variable wrong
// use.
func (a *app) configure(c *cobra.Command) (*server.Config, error) {
	flags := map[string]string{}
	for _, s := range server.Settings {
		if f := c.Flags().Lookup(s.Name); f.Changed {
			flags[s.Name] = f.Value.String()
		}
	}
	path, _ := c.Flags().GetString("config")
	if path == "" {
		path = a.getenv("MERIT_CONFIG")
	}
	var file *diag.Source
	if path != "" {
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, unread(path, err)
		}
		file = diag.NewSource(path, data)
	}
	config, problems := server.Configure(flags, a.getenv, file)
	if !problems.HasErrors() {
		return config, nil
	}
	a.print(a.err, problems)
	for i := range problems {
		if problems[i].Span.IsZero() {
			return nil, usage(c, "serve-settings")
		}
	}
	a.say("serve-settings")
	return nil, errProblems
}
