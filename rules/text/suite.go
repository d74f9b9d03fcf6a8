package text

// suiteEntries are the sentences about examples and tests.
var suiteEntries = Entries{
	"example-failed": {
		Message: Text{ZH: "示例“{name}”：{key} 应为 {want}，实际是 {got}", EN: `example "{name}": {key} should be {want} but is {got}`},
		Help:    Text{ZH: "请核对规则，或更正这里期望的结果", EN: "correct the rules, or what is expected here"},
	},
	"example-failed.nothing": {
		Message: Text{ZH: "示例“{name}”：{key} 应为 {want}，实际没有结果", EN: `example "{name}": {key} should be {want} but there is none`},
		Help:    Text{ZH: "请核对规则，或更正这里期望的结果", EN: "correct the rules, or what is expected here"},
	},
	"example-failed.refused": {
		Message: Text{ZH: "示例“{name}”：refused 应为 {want}，实际是 {got}", EN: `example "{name}": refused should be {want} but is {got}`},
		Help:    Text{ZH: "要么改示例的数据，要么写出它应得的结果，例如 expect = { score = 80 }", EN: "change the example's facts, or expect what they come to, such as expect = { score = 80 }"},
	},
	"example-reads": {
		Message: Text{ZH: "这个示例用到了它", EN: "read by this example"},
	},
	"example-no-period": {
		Message: Text{ZH: "示例“{name}”没有可用的考核周期：有效期内不足一个完整周期", EN: `example "{name}" has no period: no whole one lies within the effective dates`},
		Help:    Text{ZH: "在示例里写明周期，例如 period = \"2026-03\"", EN: `write the period in the example, such as period = "2026-03"`},
	},
	"example-refused-alone": {
		Message: Text{ZH: "refused = true 表示数据会被拒绝，不会有 {key}", EN: "refused = true means the facts are refused, so there is no {key}"},
		Help:    Text{ZH: "去掉 {key}；只有 reasons 可以和 refused 一起写", EN: "remove {key}; only reasons may stand beside refused"},
	},
	"example-not-status": {
		Message: Text{ZH: "“{got}”不是评估状态", EN: `"{got}" is no status of an evaluation`},
		Help:    Text{ZH: "写 \"final\"（已定）或 \"held\"（待定）；数据会被拒绝时写 refused = true", EN: `write "final" or "held"; where the facts are refused, write refused = true`},
	},
	"example-not-number": {
		Message: Text{ZH: "“{got}”不能作为期望的数值", EN: `"{got}" cannot be expected as a number`},
		Help:    Text{ZH: "写一个普通数字，例如 87.5", EN: "write a plain number, such as 87.5"},
	},
	"example-not-rate": {
		Message: Text{ZH: "“{got}”不是奖金系数", EN: `"{got}" is no bonus rate`},
		Help:    Text{ZH: "写 \"60%\" 或 0.6", EN: `write "60%" or 0.6`},
	},
	"example-not-money": {
		Message: Text{ZH: "“{got}”不是金额", EN: `"{got}" is no amount of money`},
		Help:    Text{ZH: "写不带货币符号和千分位的数，例如 \"3000.00\"", EN: `write it without currency and thousands separators, such as "3000.00"`},
	},
	"example-not-id": {
		Message: Text{ZH: "{key} 里只能写文字", EN: "{key} takes text only"},
		Help:    Text{ZH: "例如 {key} = [\"compliance\"]；没有就写 {key} = []", EN: `such as {key} = ["compliance"]; for none write {key} = []`},
	},
	"example-unknown-id": {
		Message: Text{ZH: "协议里没有“{name}”，不能写在 {key} 里", EN: `the policy has no "{name}" to expect under {key}`},
		Help:    Text{ZH: "可以写的有：{all}", EN: "there are: {all}"},
	},
	"example-unknown-id.near": {
		Message: Text{ZH: "协议里没有“{name}”，不能写在 {key} 里", EN: `the policy has no "{name}" to expect under {key}`},
		Help:    Text{ZH: "是不是“{near}”？", EN: `did you mean "{near}"?`},
	},
	"example-why": {
		Message: Text{ZH: "由来", EN: "how it came about"},
	},
	"example-why.held": {
		Message: Text{ZH: "结果待定，原因：", EN: "the result is held because:"},
	},
	"example-why.vetoes": {
		Message: Text{ZH: "触发的否决项：{ids}", EN: "vetoes hit: {ids}"},
	},
	"example-why.points": {
		Message: Text{ZH: "得分的由来：{sum}", EN: "the score is made of: {sum}"},
	},
	"example-why.band": {
		Message: Text{ZH: "得分 {score} 落在档位 {grade}，奖金系数 {rate}%", EN: "score {score} lies in band {grade}, rate {rate}%"},
	},
	"example-why.metric": {
		Message: Text{ZH: "该指标 {status}，实际值 {value}，目标 {target}，得分 {score}", EN: "the metric is {status}: value {value}, target {target}, score {score}"},
	},
	"example-why.guards": {
		Message: Text{ZH: "平衡项生效：{guards}", EN: "guards that acted: {guards}"},
	},
}
