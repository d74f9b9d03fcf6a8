package suite

import (
	"merit/rules"
)

// A Sample is an example of a policy as the request a system would send.
type Sample struct {
	Name    string
	Request []byte // JSON
}

// Samples returns the examples of p that are answered, in the order of the
// file. Those that expect to be refused show nothing to imitate.
func Samples(p *rules.Policy) []Sample {
	f := family{}
	for _, e := range p.Examples {
		f[e.Name.Text] = readExample(p, e)
	}
	period, found := defaultPeriod(p)
	var out []Sample
	for _, e := range p.Examples {
		one := f[e.Name.Text]
		g := f.facts(one)
		if refused := one.expect.Member("refused"); refused != nil && refused.Bool || !found && g.whole["period"] == nil {
			continue
		}
		out = append(out, Sample{e.Name.Text, writeRequest(one, g, period.String()).source.Bytes})
	}
	return out
}
