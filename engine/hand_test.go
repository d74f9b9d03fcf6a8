package engine

import "math"

// The agreement of policies/crs-standard.toml written by hand, the way a
// programmer would if it never had to change: the yardstick of the benchmarks
// and, over random facts, a second opinion on the engine.

type survey struct {
	score        int
	fromProduct  bool // cause == "product"
	claimAllowed bool // claim == "approved"
}

type specialistFacts struct {
	level                                                          float64
	baseBonus                                                      float64
	promoters, detractors, npsAnswers                              float64
	ticketsClosed, firstResponse, firstContact, resolved, repeat7d float64
	exam, trainingAssigned, trainingDone, crmFields, crmFilled     float64
	customersStart, customersLost, hvStart, hvKept                 float64
	audits, auditErrors, ideas, complaints                         float64
	surveys                                                        []survey
}

type handVerdict struct {
	values, scores        [10]float64
	held                  bool
	score, earned, payout float64
	grade                 string
	vetoed                bool
}

var handWeights = [10]float64{24, 16, 9, 9, 12, 10, 5, 5, 5, 5}

func byHand(f *specialistFacts) handVerdict {
	var v handVerdict
	satisfied, counted := 0, 0
	for i := range f.surveys {
		s := &f.surveys[i]
		if s.score <= 3 && s.fromProduct && s.claimAllowed {
			continue
		}
		counted++
		if s.score >= 4 {
			satisfied++
		}
	}
	values := [10]float64{
		handShare(float64(satisfied), float64(counted)),
		handShare(f.promoters-f.detractors, f.npsAnswers),
		f.firstResponse,
		handShare(f.firstContact, f.ticketsClosed),
		handShare(f.resolved, f.ticketsClosed),
		f.exam,
		handShare(f.trainingDone, f.trainingAssigned),
		handShare(f.crmFilled, f.crmFields),
		handShare(f.customersLost, f.customersStart),
		handShare(f.hvKept, f.hvStart),
	}
	if counted < 10 {
		values[0] = math.NaN()
	}
	if f.npsAnswers < 10 {
		values[1] = math.NaN()
	}
	v.values = values
	v.scores = [10]float64{
		handHigher(values[0], 90) + math.Max(0, math.Min(10, values[0]-90)),
		handDeduct(50-values[1], 1, 1),
		handDeduct(values[2]-30, 5, 10),
		handHigher(values[3], 75),
		handHigher(values[4], 95),
		handHigher(values[5], 85),
		handHigher(values[6], 100),
		handHigher(values[7], 95),
		handLower(values[8], 2),
		handHigher(values[9], 95),
	}
	if values[8] <= 1 {
		v.scores[8] += 5
	}
	if f.ticketsClosed > 0 && f.repeat7d/f.ticketsClosed*100 > 15 {
		v.scores[2] = math.Min(v.scores[2], 60)
	} else if f.ticketsClosed == 0 && !math.IsNaN(v.scores[2]) {
		v.held = true
	}
	sum, weight := 0.0, 0.0
	for i, s := range v.scores {
		if s == s {
			sum += handWeights[i] * s
			weight += handWeights[i]
		}
	}
	if weight < 50 || f.audits == 0 {
		v.held = true
		return v
	}
	sum = sum/weight + math.Min(6, 2*f.ideas) - math.Min(15, 5*f.complaints)
	v.earned = handRound(sum)
	v.score = handRound(math.Max(0, math.Min(100, sum)))
	if f.auditErrors >= 2 && f.auditErrors/f.audits*100 > 0.5 {
		v.score, v.vetoed = 0, true
	}
	rate := 0.0
	switch {
	case v.score >= 95:
		v.grade, rate = "S", 1.2
	case v.score >= 80:
		v.grade, rate = "A", 1
	case v.score >= 60:
		v.grade, rate = "B", 0.6
	default:
		v.grade = "C"
	}
	v.payout = handRound(f.baseBonus * rate * (1 + 0.1*(f.level-1)))
	return v
}

func handShare(part, whole float64) float64 {
	if whole == 0 {
		return math.NaN()
	}
	return part / whole * 100
}

func handHigher(v, target float64) float64 {
	if v >= target {
		return 100
	}
	return math.Max(0, 100*(1-(target-v)/target))
}

func handLower(v, target float64) float64 {
	if v <= target {
		return 100
	}
	return math.Max(0, 100*(1-(v-target)/target))
}

func handDeduct(gap, per, points float64) float64 {
	if gap <= 0 {
		return 100
	}
	return math.Max(0, 100-gap/per*points)
}

func handRound(x float64) float64 { return math.Round(x*100) / 100 }
