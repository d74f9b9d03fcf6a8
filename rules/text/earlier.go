package text

// earlierEntries are the sentences about history, parts and feedback of
// raters: what policies say of them and what evaluations answer.
var earlierEntries = Entries{
	"hidden.parts": {
		Message: Text{"这份协议没有写 [parts]，没有可以汇总的周期", "this policy has no [parts] to roll up"},
	},
	"parts-policy": {
		Message: Text{"一起检查的协议里没有 “{name}”", "none of the policies checked together is \"{name}\""},
		Help:    Text{"写要汇总的那份协议的 id，并把它放在同一个文件夹里一起检查；现有：{all}", "write the id of the policy to roll up, and check both together, in one folder; there are: {all}"},
	},
	"parts-policy.typo": {
		Message: Text{"一起检查的协议里没有 “{name}”", "none of the policies checked together is \"{name}\""},
		Help:    Text{"是想写 \"{near}\" 吗？", "did you mean \"{near}\"?"},
	},
	"parts-length": {
		Message: Text{"“{id}” 的周期是 {length}，不比本协议的 {ours} 短", "the periods of \"{id}\" are of length {length}, not shorter than {ours}, those of this policy"},
		Help:    Text{"汇总的协议周期要更短，例如季度协议汇总月度协议", "roll up a policy of shorter periods, such as the monthly one in a quarterly one"},
	},
	"parts-length.unknown": {
		Message: Text{"看不出 “{id}” 的考核周期是多长", "it cannot be told how long the periods of \"{id}\" are"},
		Help:    Text{"先检查那份协议：merit check 它的文件，看 period 和 extends", "check that policy first, its period and what it extends"},
	},
	"parts-length.mixed": {
		Message: Text{"“{id}” 各版本的周期长短不一：{other} 和 {length}", "the versions of \"{id}\" have periods of different lengths: {other} and {length}"},
		Help:    Text{"换了周期就另起一个 id", "give the policy of the other length an id of its own"},
	},
	"parts-period": {Message: Text{"它的周期写在这里", "its period is written here"}},
	"pooled-parts": {
		Message: Text{"pooled 汇总各期的分子和分母，但这份协议没有写 [parts]", "pooled sums part and whole over the parts, but this policy has no [parts]"},
		Help:    Text{"加上 [parts] 和 policy = \"月度协议的 id\"", "add [parts] with policy = \"id of the monthly policy\""},
	},
	"pooled-metric": {
		Message: Text{"要汇总的协议里没有指标 “{name}”", "the policy rolled up has no metric \"{name}\""},
		Help:    Text{"有：{all}", "there are: {all}"},
	},
	"pooled-metric.title": {
		Message: Text{"“{name}” 是指标的标题，这里要写它的 id", "\"{name}\" is the title of a metric; its id is wanted here"},
		Help:    Text{"写成：\"{id}\"", "write: \"{id}\""},
	},
	"pooled-metric.typo": {
		Message: Text{"要汇总的协议里没有指标 “{name}”", "the policy rolled up has no metric \"{name}\""},
		Help:    Text{"是想写 \"{near}\" 吗？", "did you mean \"{near}\"?"},
	},
	"pooled-share": {
		Message: Text{"“{id}” 的指标 “{name}” 不是 share，没有分子和分母可以相加", "the metric \"{name}\" of \"{id}\" is no share and has no part and whole to sum"},
		Help:    Text{"写 value = 'mean(map(parts, .metrics.{name}.value))'，或者在那份协议里把它改成 share", "write value = 'mean(map(parts, .metrics.{name}.value))', or make it a share in that policy"},
	},

	// 360 feedback.
	"raters-list": {
		Message: Text{"“{name}” 不是输入列表", "\"{name}\" is no list input"},
		Help:    Text{"of 写 [inputs] 里装评分的列表的名字，不能是公式；现有列表：{all}", "of is the name of the list in [inputs] that holds the ratings, not a formula; lists: {all}"},
	},
	"raters-list.typo": {
		Message: Text{"“{name}” 不是输入列表", "\"{name}\" is no list input"},
		Help:    Text{"是想写 \"{near}\" 吗？", "did you mean \"{near}\"?"},
	},
	"raters-list.fields": {
		Message: Text{"列表 “{name}” 没有评分所需的字段", "the list \"{name}\" does not have the fields of ratings"},
		Help:    Text{"要有 fields.role = { type = \"string\", enum = [\"supervisor\", …] } 和 fields.score = { type = \"number\", min = …, max = … }", "it needs fields.role = { type = \"string\", enum = [\"supervisor\", …] } and fields.score = { type = \"number\", min = …, max = … }"},
	},
	"raters-role": {
		Message: Text{"评价人角色里没有 “{name}”", "there is no role \"{name}\""},
		Help:    Text{"角色以列表 role 字段的 enum 为准：{all}", "the roles are those of the enum of role: {all}"},
	},
	"raters-role.typo": {
		Message: Text{"评价人角色里没有 “{name}”", "there is no role \"{name}\""},
		Help:    Text{"是想写 \"{near}\" 吗？", "did you mean \"{near}\"?"},
	},
	"raters-weights": {
		Message: Text{"weights 缺少角色：{roles}", "weights lacks the roles {roles}"},
		Help:    Text{"每个角色都写上权重；不计分的写 0", "give every role a weight; 0 for one that does not count"},
	},
	"raters-sum.over": {
		Message: Text{"各角色权重合计是 {sum}，多了 {off}", "the weights of the roles sum to {sum}, {off} too much"},
		Help:    Text{"调整权重，让合计正好是 100", "change the weights so that they sum to exactly 100"},
	},
	"raters-sum.over-one": {
		Message: Text{"各角色权重合计是 {sum}，多了 {off}", "the weights of the roles sum to {sum}, {off} too much"},
		Help:    Text{"例如把这里的 {was} 改成 {to}；合计必须正好是 100", "write {to} here instead of {was}, for instance; they have to sum to exactly 100"},
	},
	"raters-sum.under": {
		Message: Text{"各角色权重合计是 {sum}，还差 {off}", "the weights of the roles sum to {sum}, {off} is missing"},
		Help:    Text{"调整权重，让合计正好是 100", "change the weights so that they sum to exactly 100"},
	},
	"raters-sum.under-one": {
		Message: Text{"各角色权重合计是 {sum}，还差 {off}", "the weights of the roles sum to {sum}, {off} is missing"},
		Help:    Text{"例如把这里的 {was} 改成 {to}；合计必须正好是 100", "write {to} here instead of {was}, for instance; they have to sum to exactly 100"},
	},
	"raters-exempt": {
		Message: Text{"exempt 里 “{role}” 写了两次", "exempt holds \"{role}\" twice"},
		Help:    Text{"只留一个", "keep one"},
	},
	"raters-alone": {
		Message: Text{"只有 “{role}” 一个角色计分，结果就是这些人的平均分，永远不会给出", "only the role \"{role}\" counts: the value would be the mean of those raters and is never given"},
		Help:    Text{"再给一个角色权重；如果这个角色不需要匿名，把它写进 exempt", "give another role a weight, or list this role in exempt where it need not be anonymous"},
	},
	"raters-floor": {
		Message: Text{"同一个列表 “{name}” 上的 360 度评价指标，floor 和 exempt 必须相同", "360 metrics on the one list \"{name}\" have one floor and one exempt"},
		Help:    Text{"改成一样，否则一个指标会透露另一个要隐藏的", "make them the same, or one would show what the other hides"},
	},
	"raters-floor.low": {
		Message: Text{"floor 是 {floor}，太小了：只有一个人评价时，平均分就是他的评分", "floor is {floor}, too low: of one rater the mean is the score"},
		Help:    Text{"至少写 2，通常写 3；不需要匿名的角色写进 exempt", "write at least 2, usually 3; list roles that need not be anonymous in exempt"},
	},
	"raters-differ": {
		Message: Text{"两个指标按不同权重计算同一个列表 “{name}”，对照两个结果能推算出各角色的平均分", "two metrics weight the one list \"{name}\" differently: from both values the means of the roles can be worked out"},
		Help:    Text{"用同样的权重，或者只留一个指标", "use the same weights, or keep one of the metrics"},
	},
	"raters-read": {
		Message: Text{"列表 “{name}” 是匿名评价，公式不能再读它", "the list \"{name}\" holds anonymous ratings and no formula may read it"},
		Help:    Text{"用 metrics.指标.value 代替；评价结果只能由 raters 计算", "use metrics.id.value instead; ratings are computed by raters alone"},
	},
	"raters-here": {Message: Text{"它在这里用作匿名评价", "it is used for anonymous ratings here"}},

	// Evaluations.
	"parts-needed": {
		Message: Text{"本期 {count} 个周期中只有 {evaluated} 个有评估结果，至少需要 {need} 个（缺：{missing}）", "of the {count} parts of this period only {evaluated} are evaluated; {need} are needed (missing: {missing})"},
	},
	"parts-incomplete": {
		Message: Text{"汇总不完整：本期 {count} 个周期中有 {evaluated} 个有评估结果（缺：{missing}）", "the roll-up is incomplete: {evaluated} of the {count} parts of this period are evaluated (missing: {missing})"},
	},
	"metric-pooled-incomplete": {
		Message: Text{"指标“{title}”汇总不完整：{missing} 没有分子和分母", "metric {title} is pooled without {missing}: there is no part and whole of it"},
	},
	"metric-raters-withheld": {
		Message: Text{"指标“{title}”：评价人不足的角色未计入，其权重按比例分给其余角色", "metric {title}: roles with too few raters are left out; their weight is spread over the others"},
	},
	"metric-raters-withheld.all": {
		Message: Text{"指标“{title}”：评价人太少，为匿名起见不给出结果", "metric {title}: too few raters; no value is given, to keep them anonymous"},
	},
	"ratings-kept": {
		Message: Text{"试行协议不能接受一条匿名评价", "the pilot cannot take one of the anonymous ratings"},
	},
	"step-parts": {
		Message: Text{"汇总 {count} 个周期，其中 {evaluated} 个有评估结果", "{count} parts rolled up, {evaluated} of them evaluated"},
	},
	"step-metric.raters-alone": {
		Message: Text{"{title}：各角色评价加权得 {value}", "{title}: {value} from the ratings of the roles"},
	},
	"step-metric.raters": {
		Message: Text{"{title}：各角色评价加权得 {value}，目标 {target}", "{title}: {value} from the ratings of the roles, target {target}"},
	},
}
