package analysis

import "merit/rules/diag"

// loadLints are findings of those who read a policy, before analysis looks at
// it; they are documented like all others. An error refuses the policy.
var loadLints = []*Lint{
	{
		Code: "weights-sum", Severity: diag.Error, Since: "0.1",
		Before: "[[metrics]]\nid = \"csat\"\nweight = 60\n[[metrics]]\nid = \"churn\"\nweight = 50                             # 110 together",
		After:  "[[metrics]]\nid = \"churn\"\nweight = 40",
	},
	{
		Code: "bands-first", Severity: diag.Error, Since: "0.1",
		Before: "[[bands]]                               # and below 60?\nfrom = 60\ngrade = \"B\"",
		After:  "[[bands]]\nfrom = 0\ngrade = \"C\"\nrate = \"0%\"\n[[bands]]\nfrom = 60\ngrade = \"B\"",
	},
	{
		Code: "bands-order", Severity: diag.Error, Since: "0.1",
		Before: "[[bands]]\nfrom = 80\ngrade = \"A\"\n[[bands]]\nfrom = 60\ngrade = \"B\"",
		After:  "[[bands]]\nfrom = 60\ngrade = \"B\"\n[[bands]]\nfrom = 80\ngrade = \"A\"",
	},
	{
		Code: "rates-fall", Severity: diag.Warning, Since: "0.1",
		Before: "[[bands]]\nfrom = 60\nrate = \"100%\"\n[[bands]]\nfrom = 80\nrate = \"60%\"",
		After:  "[[bands]]\nfrom = 60\nrate = \"60%\"\n[[bands]]\nfrom = 80\nrate = \"100%\"",
	},
	{
		Code: "payout-unconditional", Severity: diag.Warning, Since: "0.1",
		Before: "[[payouts]]\nid = \"bonus\"\namount = 'base_bonus'",
		After:  "amount = 'base_bonus * rate'",
	},
	{
		Code: "veto-unmeasured", Severity: diag.Warning, Since: "0.1",
		Before: "[[vetoes]]\nid = \"quality\"\nwhen = 'metrics.quality.value < 60'",
		After:  "when = 'metrics.quality.value < 60'\nwhen_undecided = \"pass\"",
	},
	{
		Code: "versions-overlap", Severity: diag.Error, Since: "0.1",
		Before: "effective = { from = 2026-01-01 }\n# and the next version\neffective = { from = 2026-07-01 }",
		After:  "effective = { from = 2026-01-01, to = 2026-06-30 }",
	},
	{
		Code: "approval-missing", Severity: diag.Error, Since: "0.1",
		Before: "stage     = \"active\"\napprovers = [\"hr\", \"crm\"]             # crm has not approved",
		After:  "# merit approve policy.toml --as crm --by E1007",
	},
	{
		Code: "approval-outdated", Severity: diag.Error, Since: "0.1",
		Before: "weight = 50                             # was 40 when hr approved",
		After:  "# merit approve policy.toml --as hr --by E1007",
	},
	{
		Code: "invisible-character", Severity: diag.Error, Since: "0.1",
		Before: "grade = \"A\u00b7\"                              # a zero-width space, shown here as a dot",
		After:  "grade = \"A\"",
	},
	{
		Code: "mixed-letters", Severity: diag.Warning, Since: "0.1",
		Before: "applies = 'team == \"n\u043erth\"'              # the o is Cyrillic",
		After:  "applies = 'team == \"north\"'",
	},
	{
		Code: "toml-newer", Severity: diag.Warning, Since: "0.1",
		Before: "effective = {\n  from = 2026-01-01,\n}",
		After:  "effective = { from = 2026-01-01 }",
	},
	{
		Code: "allow-unused", Severity: diag.Warning, Since: "0.1",
		Before: "# merit: allow unused-input because 下季度启用\nvisits = { type = \"integer\" }         # a formula reads it by now",
		After:  "visits = { type = \"integer\" }",
	},
}
