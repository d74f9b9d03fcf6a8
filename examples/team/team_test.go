package team

import (
	"slices"
	"testing"

	"merit/engine/suite"
	"merit/policies"
	"merit/rules"
	"merit/rules/formula"
)

// TestPlans: an improvement plan needs its measure, its date and its owner,
// how many are done carries weight, and the examples that show it hold.
func TestPlans(t *testing.T) {
	sources, err := policies.ReadPaths(".")
	if err != nil {
		t.Fatal(err)
	}
	snapshot, report, problems := policies.Check(sources)
	if snapshot == nil {
		t.Fatal(problems.Err())
	}
	i := slices.IndexFunc(snapshot.Policies(), func(p *rules.Policy) bool { return p.ID.Text == "team-month" })
	month := snapshot.Policies()[i]
	plans := month.Inputs[slices.IndexFunc(month.Inputs, func(f *rules.Field) bool { return f.Name == "plans" })]
	for name, kind := range map[string]formula.Kind{"measure": formula.String, "due": formula.Date, "owner": formula.String} {
		k := slices.IndexFunc(plans.Fields, func(f *rules.Field) bool { return f.Name == name })
		if k < 0 || !plans.Fields[k].Required || plans.Fields[k].Default != nil || plans.Fields[k].Type.Kind != kind {
			t.Errorf("plans do not require %s", name)
		}
	}
	landing := month.Metrics[slices.IndexFunc(month.Metrics, func(m *rules.Metric) bool { return m.ID.Text == "plans" })]
	if landing.Share == nil || landing.Weight.Float != 10 {
		t.Errorf("the landing rate weighs %v, want 10", landing.Weight.Float)
	}
	for _, name := range []string{"计划一项未完成，改进维度减半", "净推荐值为负，要复听录音"} {
		if k := slices.IndexFunc(report.Cases, func(c *suite.Case) bool { return c.Name == name }); k < 0 || !report.Cases[k].Passed {
			t.Errorf("the example %q is gone or does not hold", name)
		}
	}
}
