package report

// MinGroup is the least number of people whose figures are shown as a team's,
// unless the one who asks says otherwise: of fewer, a team's mean is as good
// as somebody's own.
const MinGroup = 5

// Withhold leaves of teams with fewer than least people only their name and
// number. The whole of a period is withheld, too, where the people withheld
// are so few that subtracting the shown teams from it would tell them.
func Withhold(teams, wholes []*Team, least int) {
	hidden := map[string]int{}
	for _, t := range teams {
		if t.People < least {
			hidden[t.Period] += t.People
			t.withhold()
		}
	}
	for _, w := range wholes {
		if n := hidden[w.Period]; w.People < least || len(teams) > 0 && n > 0 && n < least {
			w.withhold()
		}
	}
}

func (t *Team) withhold() {
	*t = Team{Name: t.Name, Period: t.Period, People: t.People, Withheld: true, Paid: []string{}}
}
