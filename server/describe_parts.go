package server

import "merit/rules"

type partsAnswer struct {
	Policy string `json:"policy"`
	Period string `json:"period"` // the length of the parts
	Need   int    `json:"need"`
	Of     int    `json:"of"` // how many there are
}

type ratersAnswer struct {
	Of      string             `json:"of"`
	Weights map[string]float64 `json:"weights"`
	Floor   int                `json:"floor"`
	Exempt  []string           `json:"exempt,omitempty"`
}

func partsOf(p *rules.Parts) *partsAnswer {
	if p == nil {
		return nil
	}
	return &partsAnswer{p.Policy.Text, string(p.Length), p.Need, p.Count}
}

func ratersOf(r *rules.Raters) *ratersAnswer {
	if r == nil {
		return nil
	}
	a := &ratersAnswer{Of: r.Of, Weights: map[string]float64{}, Floor: r.Floor}
	for _, role := range r.Roles {
		a.Weights[role.Name] = role.Weight.Float
		if role.Exempt {
			a.Exempt = append(a.Exempt, role.Name)
		}
	}
	return a
}
