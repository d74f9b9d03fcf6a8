package text

// suiteEntries are the sentences about examples and tests.
var suiteEntries = Entries{
	"example-other-policy": {
		Message: Text{ZH: "这份数据由“{other}”评估，不是“{policy}”", EN: `these facts are evaluated by "{other}", not by "{policy}"`},
		Help:    Text{ZH: "写了 pilots 的用例不指明协议：看看属性和日期，是不是应当由“{policy}”评估", EN: `a case that expects pilots names no policy: see whether its attributes and date are those of "{policy}"`},
	},
	"example-failed": {
		Message: Text{ZH: "示例“{name}”：{key} 应为 {want}，实际是 {got}", EN: `example "{name}": {key} should be {want} but is {got}`},
		Help:    Text{ZH: "请核对规则，或更正这里期望的结果", EN: "correct the rules, or what is expected here"},
	},
	"example-failed.several": {
		Message: Text{ZH: "示例“{name}”有 {count} 处不符：{all}", EN: `example "{name}" differs in {count} places: {all}`},
		Help:    Text{ZH: "请核对规则，或更正这里期望的结果", EN: "correct the rules, or what is expected here"},
	},
	"example-differs": {Message: Text{ZH: "{key} 应为 {want}，实际是 {got}", EN: "{key} should be {want} but is {got}"}},
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
	"example-not-within": {
		Message: Text{ZH: "within 应为不小于 0 的数，不能是“{got}”", EN: `within is a number of 0 or more, not "{got}"`},
		Help:    Text{ZH: "例如 { near = 87.3, within = 0.05 }", EN: "such as { near = 87.3, within = 0.05 }"},
	},
	"example-first": {
		Message: Text{ZH: "先写在这里", EN: "first given here"},
	},

	// Test files.
	"test-file-empty": {
		Message: Text{ZH: "这个测试文件里没有用例", EN: "this test file has no cases"},
		Help:    Text{ZH: "用 [[cases]] 写用例，或用 [[tables]] 写成一张表", EN: "write cases as [[cases]], or many in a table as [[tables]]"},
	},
	"test-no-policy": {
		Message: Text{ZH: "没有写明用例针对哪份协议", EN: "it is not said which policy this is for"},
		Help:    Text{ZH: "在 [defaults] 或用例里写 policy = \"…\"，可以是：{all}", EN: `write policy = "…" in [defaults] or in the case, one of: {all}`},
	},
	"test-unknown-policy": {
		Message: Text{ZH: "没有编号为“{name}”的协议", EN: `there is no policy "{name}"`},
		Help:    Text{ZH: "一起测试的协议有：{all}", EN: "policies tested together: {all}"},
	},
	"test-unknown-policy.near": {
		Message: Text{ZH: "没有编号为“{name}”的协议", EN: `there is no policy "{name}"`},
		Help:    Text{ZH: "是不是“{near}”？", EN: `did you mean "{near}"?`},
	},
	"test-unknown-version": {
		Message: Text{ZH: "没有“{name}”这个版本", EN: `there is no version "{name}"`},
		Help:    Text{ZH: "现有版本：{all}", EN: "versions there are: {all}"},
	},
	"test-unknown-version.near": {
		Message: Text{ZH: "没有“{name}”这个版本", EN: `there is no version "{name}"`},
		Help:    Text{ZH: "是不是“{near}”？", EN: `did you mean "{near}"?`},
	},
	"test-several-versions": {
		Message: Text{ZH: "协议“{name}”有几个版本，不知道指哪一个", EN: `policy "{name}" has several versions, and it is not said which`},
		Help:    Text{ZH: "写明 version = \"…\"，可以是：{all}", EN: `write version = "…", one of: {all}`},
	},
	"test-unknown-like": {
		Message: Text{ZH: "没有叫“{name}”的用例或示例", EN: `there is no case or example "{name}"`},
		Help:    Text{ZH: "本文件和协议里有：{all}", EN: "this file and the policy have: {all}"},
	},
	"test-unknown-like.near": {
		Message: Text{ZH: "没有叫“{name}”的用例或示例", EN: `there is no case or example "{name}"`},
		Help:    Text{ZH: "是不是“{near}”？", EN: `did you mean "{near}"?`},
	},
	"test-like-deep": {
		Message: Text{ZH: "like 一个接一个，超过了 {most} 层", EN: "like leads through more than {most} cases"},
		Help:    Text{ZH: "让其中一个写全数据，不再用 like", EN: "let one of them state its facts without like"},
	},
	"test-unknown-column": {
		Message: Text{ZH: "没有“{name}”这一列可填", EN: `"{name}" is nothing a column can be about`},
		Help:    Text{ZH: "一列可以是数据、属性或期望的结果：{all}", EN: "a column is an input, an attribute or something expected: {all}"},
	},
	"test-unknown-column.near": {
		Message: Text{ZH: "没有“{name}”这一列可填", EN: `"{name}" is nothing a column can be about`},
		Help:    Text{ZH: "是不是“{near}”？", EN: `did you mean "{near}"?`},
	},
	"test-column-which": {
		Message: Text{ZH: "“{name}”有两种意思", EN: `"{name}" may mean two things`},
		Help:    Text{ZH: "写成 \"{one}\" 或 \"{other}\"", EN: `write "{one}" or "{other}"`},
	},
	"test-column-twice": {
		Message: Text{ZH: "“{name}”这一列与前面的重复", EN: `the column "{name}" says what another one does`},
		Help:    Text{ZH: "删去其中一列", EN: "remove one of them"},
	},
	"test-column-text": {
		Message: Text{ZH: "列名应是加引号的文字", EN: "the name of a column is text in quotes"},
		Help:    Text{ZH: "例如 columns = [\"name\", \"score\"]", EN: `such as columns = ["name", "score"]`},
	},
	"test-row": {
		Message: Text{ZH: "这一行应有 {want} 格，实际有 {got} 格", EN: "this row should have {want} cells but has {got}"},
		Help:    Text{ZH: "每一列写一格；没有就写 \"\"", EN: `write one cell for each column; for nothing write ""`},
	},
	"test-cell-text": {
		Message: Text{ZH: "{name} 这一列要写文字", EN: "the column {name} takes text"},
		Help:    Text{ZH: "加上引号", EN: "put it in quotes"},
	},
	// Coverage: what no case shows, and what a suggested case shows.
	"coverage.check-fails": {
		Message: Text{ZH: "核对条件“{name}”：没有用例违反它", EN: `check "{name}": no case breaks it`},
	},
	"coverage.metric-measured": {
		Message: Text{ZH: "指标“{name}”：没有用例测得它", EN: `metric "{name}": no case measures it`},
	},
	"coverage.metric-missing": {
		Message: Text{ZH: "指标“{name}”：没有用例让它没有数据或样本不足", EN: `metric "{name}": no case leaves it unmeasured`},
	},
	"coverage.metric-not-applicable": {
		Message: Text{ZH: "指标“{name}”：没有用例让它不适用", EN: `metric "{name}": no case makes it not apply`},
	},
	"coverage.guard-acts": {
		Message: Text{ZH: "平衡项“{name}”：没有用例触发它", EN: `guard "{name}": no case makes it act`},
	},
	"coverage.guard-rests": {
		Message: Text{ZH: "平衡项“{name}”：没有用例不触发它", EN: `guard "{name}": no case leaves it at rest`},
	},
	"coverage.adjustment-least": {
		Message: Text{ZH: "加减分“{name}”：没有用例到下限", EN: `adjustment "{name}": no case is at its lower bound`},
	},
	"coverage.adjustment-most": {
		Message: Text{ZH: "加减分“{name}”：没有用例到上限", EN: `adjustment "{name}": no case is at its upper bound`},
	},
	"coverage.veto-hit": {
		Message: Text{ZH: "否决项“{name}”：没有用例触发它", EN: `veto "{name}": no case hits it`},
	},
	"coverage.veto-passed": {
		Message: Text{ZH: "否决项“{name}”：没有用例不触发它", EN: `veto "{name}": no case passes it`},
	},
	"coverage.veto-undecided": {
		Message: Text{ZH: "否决项“{name}”：没有用例缺少数据而无法判断", EN: `veto "{name}": no case leaves it undecided`},
	},
	"coverage.band-reached": {
		Message: Text{ZH: "档位“{name}”：没有用例落在这一档", EN: `band "{name}": no case falls into it`},
	},
	"coverage.band-at-edge": {
		Message: Text{ZH: "档位“{name}”：没有用例刚好达到下沿（高出不到 1 分）", EN: `band "{name}": no case just reaches its edge (less than 1 point above)`},
	},
	"coverage.band-below-edge": {
		Message: Text{ZH: "档位“{name}”：没有用例刚好差一点（低不到 1 分）", EN: `band "{name}": no case just misses its edge (by 1 point at most)`},
	},
	"coverage.outcome-given": {
		Message: Text{ZH: "奖惩“{name}”：没有用例给出它", EN: `outcome "{name}": no case gives it`},
	},
	"coverage.outcome-withheld": {
		Message: Text{ZH: "奖惩“{name}”：没有用例不给它", EN: `outcome "{name}": no case withholds it`},
	},
	"suggested.check-fails": {
		Message: Text{ZH: "违反核对条件“{name}”", EN: `breaks check "{name}"`},
	},
	"suggested.metric-measured": {
		Message: Text{ZH: "测得指标“{name}”", EN: `measures metric "{name}"`},
	},
	"suggested.metric-missing": {
		Message: Text{ZH: "指标“{name}”没有数据或样本不足", EN: `leaves metric "{name}" unmeasured`},
	},
	"suggested.metric-not-applicable": {
		Message: Text{ZH: "指标“{name}”不适用", EN: `metric "{name}" does not apply`},
	},
	"suggested.guard-acts": {
		Message: Text{ZH: "触发平衡项“{name}”", EN: `guard "{name}" acts`},
	},
	"suggested.guard-rests": {
		Message: Text{ZH: "不触发平衡项“{name}”", EN: `guard "{name}" rests`},
	},
	"suggested.adjustment-least": {
		Message: Text{ZH: "加减分“{name}”到下限", EN: `adjustment "{name}" at its lower bound`},
	},
	"suggested.adjustment-most": {
		Message: Text{ZH: "加减分“{name}”到上限", EN: `adjustment "{name}" at its upper bound`},
	},
	"suggested.veto-hit": {
		Message: Text{ZH: "触发否决项“{name}”", EN: `hits veto "{name}"`},
	},
	"suggested.veto-passed": {
		Message: Text{ZH: "不触发否决项“{name}”", EN: `passes veto "{name}"`},
	},
	"suggested.veto-undecided": {
		Message: Text{ZH: "否决项“{name}”无法判断", EN: `leaves veto "{name}" undecided`},
	},
	"suggested.band-reached": {
		Message: Text{ZH: "落在档位“{name}”", EN: `falls into band "{name}"`},
	},
	"suggested.band-at-edge": {
		Message: Text{ZH: "刚好达到档位“{name}”", EN: `just reaches band "{name}"`},
	},
	"suggested.band-below-edge": {
		Message: Text{ZH: "差一点到档位“{name}”", EN: `just misses band "{name}"`},
	},
	"suggested.outcome-given": {
		Message: Text{ZH: "给出奖惩“{name}”", EN: `gives outcome "{name}"`},
	},
	"suggested.outcome-withheld": {
		Message: Text{ZH: "不给奖惩“{name}”", EN: `withholds outcome "{name}"`},
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
