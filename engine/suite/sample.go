package suite

import "merit/rules"

// Sample returns the request that an example of p asks, as JSON: what a
// system would send, the example's name in place of a specialist. It is false
// when p has no example of that name or the example cannot be written down.
func Sample(p *rules.Policy, name string) ([]byte, bool) {
	f := family{}
	var wanted *example
	for _, e := range p.Examples {
		one := readExample(p, e)
		f[e.Name.Text] = one
		if e.Name.Text == name {
			wanted = one
		}
	}
	period, ok := defaultPeriod(p)
	if wanted == nil || !ok && wanted.own.whole["period"] == nil {
		return nil, false
	}
	return writeRequest(wanted, f.facts(wanted), period.String()).source.Bytes, true
}
