package suite

import (
	"merit/rules"
)

// A Sample is an example of a policy as the request a system would send, the
// example's name in place of a specialist.
type Sample struct {
	Name    string
	Request []byte // JSON
}

// Samples returns the examples of p that are answered, in the order of the
// file. Those that expect to be refused show nothing to imitate.
func Samples(p *rules.Policy) []Sample {
	return samples(p, func(e *example) bool {
		refused := e.expect.Member("refused")
		return refused == nil || !refused.Bool
	})
}

// SampleOf returns the request that the example of p with a name asks. It is
// false when there is none, or when it has no period to ask about.
func SampleOf(p *rules.Policy, name string) ([]byte, bool) {
	found := samples(p, func(e *example) bool { return e.name.Text == name })
	if len(found) == 0 {
		return nil, false
	}
	return found[0].Request, true
}

func samples(p *rules.Policy, wanted func(*example) bool) []Sample {
	f := family{}
	for _, e := range p.Examples {
		f[e.Name.Text] = readExample(p, e)
	}
	period, found := defaultPeriod(p)
	var out []Sample
	for _, e := range p.Examples {
		one := f[e.Name.Text]
		g := f.facts(one)
		if wanted(one) && (found || g.whole["period"] != nil) {
			out = append(out, Sample{e.Name.Text, writeRequest(one, g, period.String()).source.Bytes})
		}
	}
	return out
}
