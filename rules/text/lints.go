package text

// lintEntries are the findings of package analysis: what each says where it is
// found, and under CODE.page its title and why it matters.
var lintEntries = Entries{
	// Conditions.
	"condition-never.page": {
		Message: Text{"条件永远不会成立", "a condition that is never true"},
		Help:    Text{"按声明的范围，无论填什么数据，这个条件都不会成立：写它的人以为有一条规则，其实没有。多半是阈值、方向或单位写错了", "within the declared bounds no facts make the condition true: there seems to be a rule where there is none. Usually a limit, a direction or a unit is wrong"},
	},
	"condition-never.policy":     {Message: Text{"协议 “{id}” 的 applies 永远不成立：它不适用于任何人", "the applies of policy \"{id}\" is never true: it is for nobody"}, Help: neverHelp},
	"condition-never.check":      {Message: Text{"这条检查永远不成立，所有数据都会被退回：{id}", "this check never holds, so that all facts are refused: {id}"}, Help: neverHelp},
	"condition-never.metric":     {Message: Text{"指标 “{id}” 的 applies 永远不成立：它不计入任何人", "the applies of metric \"{id}\" is never true: it counts for nobody"}, Help: neverHelp},
	"condition-never.guard":      {Message: Text{"平衡项 “{id}” 的条件永远不成立：它从不起作用", "the condition of guard \"{id}\" is never true: it never acts"}, Help: neverHelp},
	"condition-never.adjustment": {Message: Text{"加减分 “{id}” 的条件永远不成立：它从不起作用", "the condition of adjustment \"{id}\" is never true: it never acts"}, Help: neverHelp},
	"condition-never.veto":       {Message: Text{"否决项 “{id}” 的条件永远不成立：它从不触发", "the condition of veto \"{id}\" is never true: it never hits"}, Help: neverHelp},
	"condition-never.outcome":    {Message: Text{"奖惩 “{id}” 的条件永远不成立：没有人会得到它", "the condition of outcome \"{id}\" is never true: nobody gets it"}, Help: neverHelp},
	"condition-never.part":       {Message: Text{"“{text}” 永远不成立", "\"{text}\" is never true"}, Help: neverHelp},
	"condition-always.page": {
		Message: Text{"条件总是成立", "a condition that is always true"},
		Help:    Text{"按声明的范围，无论填什么数据，这个条件都成立：它没有区分任何情况。要么是阈值、方向写错了，要么这个条件可以删去", "within the declared bounds all facts make the condition true: it tells nothing apart. A limit or a direction is wrong, or the condition can go"},
	},
	"condition-always.policy":     {Message: Text{"协议 “{id}” 的 applies 总是成立：它适用于所有人", "the applies of policy \"{id}\" is always true: it is for everyone"}, Help: alwaysHelp},
	"condition-always.check":      {Message: Text{"这条检查总是成立，什么也查不出来：{id}", "this check always holds and finds nothing: {id}"}, Help: alwaysHelp},
	"condition-always.metric":     {Message: Text{"指标 “{id}” 的 applies 总是成立", "the applies of metric \"{id}\" is always true"}, Help: alwaysHelp},
	"condition-always.guard":      {Message: Text{"平衡项 “{id}” 的条件总是成立：它对每个人都起作用", "the condition of guard \"{id}\" is always true: it acts on everyone"}, Help: alwaysHelp},
	"condition-always.adjustment": {Message: Text{"加减分 “{id}” 的条件总是成立", "the condition of adjustment \"{id}\" is always true"}, Help: alwaysHelp},
	"condition-always.veto":       {Message: Text{"否决项 “{id}” 的条件总是成立：它否决每一个人", "the condition of veto \"{id}\" is always true: it hits everyone"}, Help: alwaysHelp},
	"condition-always.outcome":    {Message: Text{"奖惩 “{id}” 的条件总是成立：人人都有", "the condition of outcome \"{id}\" is always true: everyone gets it"}, Help: alwaysHelp},
	"condition-always.part":       {Message: Text{"“{text}” 总是成立", "\"{text}\" is always true"}, Help: alwaysHelp},
	"may-divide-by-zero.page": {
		Message: Text{"可能除以 0，又没有写明怎么办", "a division by what can be 0, and nothing says what then"},
		Help:    Text{"除以 0 的结果是“缺失”。否决项、平衡项、加减分和奖金读到缺失时，整个评估会暂缓；如果这不是本意，请写明怎么办", "what is divided by 0 is missing. Where a veto, a guard, an adjustment or a payout reads something missing the whole evaluation is held; say so if that is not what you want"},
	},
	"may-divide-by-zero": {
		Message: Text{"“{divisor}” 可能是 0，那时整个评估会暂缓", "\"{divisor}\" can be 0, and then the whole evaluation is held"},
		Help:    Text{"写明怎么办：when_undecided = \"pass\"，或 ratio(a, b, 0)，或先判断是否为 0", "say what then: when_undecided = \"pass\", ratio(a, b, 0), or ask first whether it is 0"},
	},

	"may-divide-by-zero.formula": {
		Message: Text{"“{name}” 要除以 “{divisor}”，它可能是 0，那时整个评估会暂缓", "\"{name}\" divides by \"{divisor}\", which can be 0, and then the whole evaluation is held"},
		Help:    Text{"写明怎么办：when_undecided = \"pass\"，或先判断是否为 0", "say what then: when_undecided = \"pass\", or ask first whether it is 0"},
	},

	// What nothing reads.
	"unused-input.page": {
		Message: Text{"没有用到的输入", "an input that nothing reads"},
		Help:    Text{"要求别人每期上报，却没有任何公式用它：要么漏写了指标，要么白费功夫", "people have to report it every period, and no formula reads it: a metric was forgotten, or it is work for nothing"},
	},
	"unused-input": {
		Message: Text{"没有公式用到输入 “{name}”", "no formula reads the input \"{name}\""},
		Help:    Text{"在公式里使用它，或者删去这一行", "use it in a formula, or delete the line"},
	},
	"unused-param.page": {
		Message: Text{"没有用到的参数", "a param that nothing reads"},
		Help:    Text{"改这个数字不会改变任何结果，调整它的人却以为会", "changing this number changes nothing, and whoever tunes it believes that it does"},
	},
	"unused-param": {
		Message: Text{"没有公式用到参数 “{name}”：改它不会有任何作用", "no formula reads the param \"{name}\": changing it changes nothing"},
		Help:    Text{"在目标或条件里写它的名字（例如 target = '{name}'），或者删去这一行", "write its name in a target or a condition (target = '{name}'), or delete the line"},
	},
	"unused-formula.page": {
		Message: Text{"没有用到的公式", "a formula that nothing reads"},
		Help:    Text{"它算出来的结果没有人读", "what it yields is read by nothing"},
	},
	"unused-formula": {
		Message: Text{"没有别处用到公式 “{name}”", "nothing reads the formula \"{name}\""},
		Help:    Text{"在指标或条件里使用它，或者删去这一行", "use it in a metric or a condition, or delete the line"},
	},
	"unused-attribute.page": {
		Message: Text{"没有用到的属性", "an attribute that nothing reads"},
		Help:    Text{"applies 和公式都没有用到它。同一协议集里别的协议可能要用，所以只是提示", "neither applies nor a formula reads it. Another policy of the set may, so this is only a hint"},
	},
	"unused-attribute": {
		Message: Text{"这份协议没有用到属性 “{name}”", "this policy does not read the attribute \"{name}\""},
		Help:    Text{"如果别的协议也不用，可以删去这一行", "if no other policy does either, delete the line"},
	},

	// What can be reached.
	"band-unreachable.page": {
		Message: Text{"没有分数能到的档位", "a band that no score reaches"},
		Help:    Text{"协议许诺了一个谁也拿不到的等级，或者留下了一个永远没有人的等级", "the agreement promises a grade that nobody can get, or keeps one that nobody can be in"},
	},
	"band-unreachable": {
		Message: Text{"档位 “{grade}” 从 {from} 分开始，但总分最高只能到 {most}", "band \"{grade}\" starts at {from}, but no score is above {most}"},
		Help:    Text{"调低 from，或者在 [scoring] 里调高 max", "lower from, or raise max in [scoring]"},
	},
	"band-unreachable.below": {
		Message: Text{"档位 “{grade}” 到 {next} 分为止，但总分最低也有 {least}", "band \"{grade}\" ends at {next}, but no score is below {least}"},
		Help:    Text{"删去这一档，或者在 [scoring] 里调低 min", "leave the band out, or lower min in [scoring]"},
	},
	"target-unreachable.page": {
		Message: Text{"达不到的目标", "a target that cannot be met"},
		Help:    Text{"按声明的范围，这个指标的值到不了目标，所有人都会被扣分。常见的原因是单位不一致，或者 better 写反了", "within the declared bounds the metric never meets its target, and everyone loses points. Usually units differ, or better is the wrong way round"},
	},
	"target-unreachable": {
		Message: Text{"指标 “{metric}” 的目标 {target} 谁也达不到：它的值是 {value}", "nobody can meet the target of metric \"{metric}\", {target}: its value is {value}"},
		Help:    Text{"检查目标的单位、better 的方向，以及输入的 min 和 max", "check the unit of the target, the direction of better, and the min and max of the inputs"},
	},
	"target-always-met.page": {
		Message: Text{"人人都达到的目标", "a target that everyone meets"},
		Help:    Text{"按声明的范围，这个指标的值不会比目标差，所有人都得满分：它什么也没有考核", "within the declared bounds the metric is never short of its target, and everyone scores 100: it measures nothing"},
	},
	"target-always-met": {
		Message: Text{"指标 “{metric}” 的目标 {target} 人人都达到：它的值是 {value}", "everyone meets the target of metric \"{metric}\", {target}: its value is {value}"},
		Help:    Text{"检查目标的数值和 better 的方向", "check the target and the direction of better"},
	},
	"band-cliff.page": {
		Message: Text{"档位边上的陡坎", "a cliff at a band edge"},
		Help:    Text{"分数差一点点，奖金差一大截：测量误差会变成钱，人也会盯着边缘做事。可以多分几档，或在边缘复核", "a hair of score is worth a lot of money: errors of measurement become money, and people work towards the edge. More bands help, or a review beside the edge"},
	},
	"band-cliff": {
		Message: Text{"{edge} 分处差 {step} 分，奖金系数就从 {below} 变成 {rate}", "at {edge}, {step} points change the bonus rate from {below} to {rate}"},
		Help:    Text{"可以在中间加一档，让变化平缓一些", "a band in between makes it less steep"},
	},

	"band-cliff.money": {
		Message: Text{"{edge} 分处差 {step} 分，奖金系数就从 {below} 变成 {rate}：按示例“{example}”，少拿 {money}", "at {edge}, {step} points change the bonus rate from {below} to {rate}: {money} less for the example \"{example}\""},
		Help:    Text{"可以在中间加一档，让变化平缓一些，或在边缘安排复核", "a band in between makes it less steep, or let someone review scores beside the edge"},
	},

	// Counts.
	"ratio-not-percent.page": {
		Message: Text{"比值没有乘 100，目标却是百分数", "a fraction held against a target in percent"},
		Help:    Text{"两个计数相除最多是 1，和 95 这样的目标比较，人人都不达标", "a count divided by another is 1 at most; against a target such as 95 everyone fails"},
	},
	"ratio-not-percent": {
		Message: Text{"“{value}” 的结果在 0 到 1 之间，而指标 “{metric}” 的目标是 {target}", "\"{value}\" is between 0 and 1, and the target of metric \"{metric}\" is {target}"},
		Help:    Text{"改用 share = { part = '…', whole = '…' }，或者写成 … * 100", "use share = { part = '…', whole = '…' }, or write … * 100"},
	},
	"count-of-unknown.page": {
		Message: Text{"分母包括了不知道的记录", "a share of records of which some are not known"},
		Help:    Text{"count 跳过没有这一项的记录，len 却全都算上：没填的等于不合格", "count skips the records that lack the field, len counts all of them: what was not filled in counts as failed"},
	},
	"count-of-unknown": {
		Message: Text{"“{field}” 可能没有填，这样的记录不算进分子，却算进了分母", "\"{field}\" can be missing; such a record is not counted above the line, but is below it"},
		Help:    Text{"分母写成 count({list}, .{field} != nil)，或者用 share = { of = \"{list}\", where = '…' }", "divide by count({list}, .{field} != nil), or use share = { of = \"{list}\", where = '…' }"},
	},

	// Balance.
	"speed-alone.page": {
		Message: Text{"只考核速度，没有质量平衡", "speed measured without a quality counterpart"},
		Help:    Text{"只奖励快，就会得到草草了事。给速度指标配一个平衡项，例如重复诉求率过高时封顶", "who pays for speed alone gets haste. Give the metric a guard, such as a cap when too many customers come back"},
	},
	"speed-alone": {
		Message: Text{"指标 “{metric}” 考核速度，但没有平衡项", "metric \"{metric}\" measures speed, and no guard keeps the balance"},
		Help:    Text{"加一个 [[guards]]，例如：when = 'repeat_rate > 15'，cap = 60", "add [[guards]], such as when = 'repeat_rate > 15', cap = 60"},
	},
	"metric-carries-all.page": {
		Message: Text{"一个指标决定一切", "one metric carries everything"},
		Help:    Text{"权重集中在一个指标上，其他指标就只是摆设，这一个指标也最容易被做高", "where one metric has nearly all the weight the others are for show, and that one will be gamed"},
	},
	"metric-carries-all": {
		Message: Text{"指标 “{metric}” 占总权重的 {weight}%", "metric \"{metric}\" has {weight}% of the weight"},
		Help:    Text{"把权重分给几个互相补充的指标", "spread the weight over metrics that complement each other"},
	},
	"few-dimensions.page": {
		Message: Text{"只从一个方面考核", "people are looked at from one side only"},
		Help:    Text{"只看一个方面就是“唯分数论”：别的方面做得再差也看不出来。至少从两个方面考核，例如客户和内部流程", "one side alone hides all the others, however badly they go. Measure at least two, such as customers and processes"},
	},
	"few-dimensions":           {Message: Text{"协议 “{id}” 只有一个指标计分", "only one metric of policy \"{id}\" counts"}, Help: fewHelp},
	"few-dimensions.dimension": {Message: Text{"协议 “{id}” 只有一个维度计分", "only one dimension of policy \"{id}\" counts"}, Help: fewHelp},
	"target-unstated.page": {
		Message: Text{"没有写明要达到多少", "a metric that does not say what is wanted"},
		Help:    Text{"目标要具体、可衡量（SMART）：只有计分公式，被考核的人看不出做到多少算达标", "a goal is specific and measurable (SMART): from a score formula alone nobody can read how much is enough"},
	},
	"target-unstated": {
		Message: Text{"指标 “{metric}” 只有计分公式，没有目标", "metric \"{metric}\" has a score formula and no target"},
		Help:    Text{"加一行 target = …（score 公式里可以用它），或改用 steps", "add target = …, which the score formula may use, or use steps"},
	},
	"subjective-majority.page": {
		Message: Text{"主观评价占了一半以上", "opinions carry half or more"},
		Help:    Text{"考核应以定量为主、定性为辅：由人评判的指标（raters，以及 kind 写了 qualitative 或 subjective 的）合计权重不宜达到 50%；[scoring] max_subjective 可以给主观指标定更低的上限", "measured results should lead and opinions support them: metrics that people judge (raters, and those whose kind is qualitative or subjective) should carry less than 50% together; max_subjective in [scoring] sets a lower limit for subjective ones"},
	},
	"subjective-majority": {
		Message: Text{"由人评判的指标（“{metric}” 等）合计占 {weight}%", "metrics that people judge (\"{metric}\" and others) carry {weight}% together"},
		Help:    Text{"把一部分权重移给可以计量的指标", "move some of the weight to what can be counted"},
	},
	"goal-missing.page": {
		Message: Text{"没有写明目的的指标", "a metric without a goal"},
		Help:    Text{"被考核的人应该知道为什么考核这一项；goal 只给人看，不参与计算", "people should know why they are measured; goal is for people and never computed with"},
	},
	"goal-missing": {
		Message: Text{"指标 “{metric}” 没有写 goal", "metric \"{metric}\" has no goal"},
		Help:    Text{"加一行：goal = \"…\"", "add a line: goal = \"…\""},
	},
	"title-missing.page": {
		Message: Text{"没有标题", "a title is missing"},
		Help:    Text{"结果和说明里给人看的是标题；没有标题就只能显示编号", "statements show titles to people; without one they show the id"},
	},
	"title-missing": {
		Message: Text{"“{id}” 没有写 title", "\"{id}\" has no title"},
		Help:    Text{"加一行：title = \"…\"", "add a line: title = \"…\""},
	},
	"fill-never-counts.page": {
		Message: Text{"补分永远用不上", "a fill that can only hold"},
		Help:    Text{"这个指标没有数据时，已测的权重低于 min_measured，整个评估会暂缓，when_missing 写的补分用不上", "when this metric is not measured, less than min_measured of the weight is, and the evaluation is held: what when_missing says never happens"},
	},
	"fill-never-counts": {
		Message: Text{"指标 “{metric}” 占 {weight}%，它没有数据时结果会暂缓，when_missing 不起作用（至少要测到 {least}%）", "metric \"{metric}\" has {weight}% of the weight; without it the result is held whatever when_missing says ({least}% must be measured)"},
		Help:    Text{"调低 [scoring] min_measured，或者写 when_missing = \"hold\"", "lower min_measured in [scoring], or write when_missing = \"hold\""},
	},

	// Consequences.
	"reward-despite-veto.page": {
		Message: Text{"被否决仍给奖励", "a reward in spite of a veto"},
		Help:    Text{"触发否决的人通常不应得到奖励；despite_veto = true 让这条奖励不受否决影响", "who was vetoed usually gets no reward; despite_veto = true lets this one ignore every veto"},
	},
	"reward-despite-veto": {
		Message: Text{"奖励 “{id}” 不受任何否决影响", "reward \"{id}\" ignores every veto"},
		Help:    Text{"如果不是本意，删去 despite_veto", "if you did not mean that, leave despite_veto out"},
	},
	"penalty-without-coaching.page": {
		Message: Text{"只有处罚，没有辅导", "a penalty and no coaching"},
		Help:    Text{"处罚之前应当先帮助改进：先安排辅导，仍不达标再处罚", "help comes before punishment: coaching first, a penalty only when that did not help"},
	},
	"penalty-without-coaching": {
		Message: Text{"“{id}” 是处罚，但这份协议没有任何辅导（kind = \"coaching\"）", "\"{id}\" is a penalty, and the policy has no coaching (kind = \"coaching\")"},
		Help:    Text{"加一条 kind = \"coaching\" 的奖惩，并让处罚用 consecutive 晚一期", "add an outcome with kind = \"coaching\", and let the penalty come a period later with consecutive"},
	},
	"penalty-without-coaching.same": {
		Message: Text{"“{id}” 和辅导在同一期就会发生：还没来得及改进就受处罚", "\"{id}\" comes in the very period of the coaching: there is no time to improve"},
		Help:    Text{"给处罚加 consecutive，比辅导的大，例如 consecutive = 2", "give the penalty a consecutive above that of the coaching, such as consecutive = 2"},
	},
	"penalty-without-coaching.others": {
		Message: Text{"受 “{id}” 处罚的人得不到辅导：两者的条件不会同时成立", "whoever gets \"{id}\" never gets coaching: the two conditions never hold together"},
		Help:    Text{"让辅导的条件也包括这些人", "let the condition of the coaching include these people"},
	},
	"dismissal-by-rank.page": {
		Message: Text{"仅凭等级或排名降职、解除", "demotion or dismissal by grade or rank alone"},
		Help:    Text{"最高人民法院指导案例 18 号：等级或排名居末不等于“不能胜任工作”，不能仅凭它调岗、降职或解除。请先咨询法务", "China's guiding case no. 18: being last in grade or rank is not \"incompetent\", and no ground by itself to demote or dismiss. Ask counsel first"},
	},
	"dismissal-by-rank": {
		Message: Text{"“{id}” 仅凭等级或排名就降职或解除，依据指导案例 18 号站不住脚", "\"{id}\" demotes or dismisses by grade or rank alone, which guiding case no. 18 does not allow"},
		Help:    Text{"改为复核（kind = \"review\"），以辅导后仍不能胜任的事实为依据，并请法务确认", "make it a review (kind = \"review\") that rests on facts after coaching, and ask counsel"},
	},
	"fine-uncapped.page": {
		Message: Text{"没有上限的罚款", "a fine without a cap"},
		Help:    Text{"《工资支付暂行规定》（1994 年）第十六条：因劳动者原因造成损失的，每月扣除不超过当月工资的 20%，扣后不低于当地最低工资。写明 max_wage_share 和 respect_minimum_wage 是给人看的承诺，由工资系统执行；请先咨询法务", "China's wage payment rules (1994), article 16: for losses a worker caused at most 20% of the month's wage is deducted, and what is left is not below the minimum wage. max_wage_share and respect_minimum_wage are promises shown to people, which payroll keeps; ask counsel first"},
	},
	"fine-uncapped": {
		Message: Text{"“{id}” 是罚款，但没有写明不超过当月工资的 20%", "\"{id}\" is a fine, and nothing caps it at 20% of the month's wage"},
		Help:    Text{"加上 max_wage_share = \"20%\" 和 respect_minimum_wage = true，并请法务确认（《工资支付暂行规定》第十六条）；也可以改为减分（[[adjustments]]）", "add max_wage_share = \"20%\" and respect_minimum_wage = true, and ask counsel (wage payment rules, article 16); or deduct points instead ([[adjustments]])"},
	},
	"fine-uncapped.share": {
		Message: Text{"“{id}” 最多扣当月工资的 {share}，超过了 20%", "\"{id}\" takes up to {share} of the month's wage, more than 20%"},
		Help:    Text{"写成 max_wage_share = \"20%\" 或更低，并请法务确认（《工资支付暂行规定》第十六条）", "write max_wage_share = \"20%\" or less, and ask counsel (wage payment rules, article 16)"},
	},
	"fine-uncapped.minimum": {
		Message: Text{"“{id}” 是罚款，但没有写明扣后不低于最低工资", "\"{id}\" is a fine, and nothing says that it leaves the minimum wage"},
		Help:    Text{"加上 respect_minimum_wage = true，并请法务确认（《工资支付暂行规定》第十六条）", "add respect_minimum_wage = true, and ask counsel (wage payment rules, article 16)"},
	},

	// Examples.
	"examples-missing.page": {
		Message: Text{"没有示例", "no examples"},
		Help:    Text{"示例在每次修改后都会重算，改错了当场就知道；没有示例的协议，改错了要到发钱时才知道", "examples are computed after every edit, so a slip shows at once; without them it shows on pay day"},
	},
	"examples-missing": {
		Message: Text{"协议 “{id}” 没有示例", "policy \"{id}\" has no examples"},
		Help:    Text{"加一个 [[examples]]：一位专员的数据，和应得的分数、奖金", "add [[examples]]: one specialist's facts, and the score and the pay that should follow"},
	},
	"edge-untested.page": {
		Message: Text{"没有示例落在档位边上", "no example at a band edge"},
		Help:    Text{"最容易写错、也最容易争议的是刚好到线的人；请用示例写明刚好到线算哪一档", "people exactly at the edge are where slips and disputes happen; let an example say what they get"},
	},
	"edge-untested": {
		Message: Text{"没有示例刚好是 {edge} 分（档位 “{grade}” 的下限）", "no example scores exactly {edge}, where band \"{grade}\" starts"},
		Help:    Text{"加一个示例：expect = { score = {edge}, grade = \"{grade}\" }", "add an example: expect = { score = {edge}, grade = \"{grade}\" }"},
	},
	"veto-untested.page": {
		Message: Text{"没有示例触发的否决项", "a veto that no example hits"},
		Help:    Text{"否决项影响最大，却很少发生，写错了平时看不出来；请用示例写明什么时候触发", "a veto weighs most and happens least, so a slip in it goes unseen; let an example say when it hits"},
	},
	"veto-untested": {
		Message: Text{"没有示例触发否决项 “{veto}”", "no example hits veto \"{veto}\""},
		Help:    Text{"加一个示例：expect = { vetoes = [\"{veto}\"] }", "add an example: expect = { vetoes = [\"{veto}\"] }"},
	},

	// Dates.
	"version-inside-period.page": {
		Message: Text{"在考核周期中间生效", "a version that starts inside a period"},
		Help:    Text{"整个周期按最后一天有效的版本算，所以周期中间生效的协议会追溯到周期开头：做到一半改了规则", "a whole period follows the version in force on its last day, so one that starts inside it reaches back to its first: the rules change half-way"},
	},
	"version-inside-period": {
		Message: Text{"协议从 {from} 起生效，在 {period} 中间：整个 {period} 都会按它计算", "the policy starts on {from}, inside {period}: all of {period} will follow it"},
		Help:    Text{"写成 {start} 或 {next}", "write {start} or {next}"},
	},
	"version-inside-period.end": {
		Message: Text{"协议到 {to} 为止，在 {period} 中间：到 {period} 最后一天它已失效，整个 {period} 都没有协议可用", "the policy ends on {to}, inside {period}: on its last day it is not in force, and all of {period} has no policy"},
		Help:    Text{"写成 {end} 或 {before}", "write {end} or {before}"},
	},
	"version-inside-period.param": {
		Message: Text{"参数 “{name}” 从 {from} 起改变，在 {period} 中间：整个 {period} 都会按新值计算", "param \"{name}\" changes on {from}, inside {period}: all of {period} will follow the new value"},
		Help:    Text{"写成 {start} 或 {next}", "write {start} or {next}"},
	},
	"versions-gap.page": {
		Message: Text{"两个版本之间有空档", "days between two versions"},
		Help:    Text{"空档里没有有效的协议，那几天的评估会被拒绝", "on those days no version is in force, and evaluations are refused"},
	},
	"versions-gap": {
		Message: Text{"从 {first} 到 {last}，协议 “{id}” 没有有效的版本", "from {first} to {last} no version of policy \"{id}\" is in force"},
		Help:    Text{"让这个版本从 {first} 起生效，或者延长上一个版本", "let this version start on {first}, or the one before run longer"},
	},
	"versions-gap.before": {Message: Text{"上一个版本在这里", "the version before is here"}},
	"policies-overlap.page": {
		Message: Text{"两份协议适用于同一个人", "two policies for one person"},
		Help:    Text{"同一个人、同一周期有两份正式协议时，系统不会替你选，没有指明协议的请求会被拒绝", "with two active policies for one person and period nobody chooses for you: requests that name neither are refused"},
	},
	"policies-overlap": {
		Message: Text{"从 {from} 起，“{id}” 和 “{other}” 会适用于同一个人", "from {from} on \"{id}\" and \"{other}\" are for the same people"},
		Help:    Text{"用 applies 把两份协议的人分开，或给其中一份写上 to", "tell their people apart with applies, or end one of them with to"},
	},
	"policies-overlap.witness": {
		Message: Text{"从 {from} 起，“{id}” 和 “{other}” 都适用于这样的专员：{who}", "from {from} on \"{id}\" and \"{other}\" are both for a specialist with {who}"},
		Help:    Text{"用 applies 把两份协议的人分开，或给其中一份写上 to", "tell their people apart with applies, or end one of them with to"},
	},
	"policies-overlap.unknown": {
		Message: Text{"看不出从 {from} 起 “{id}” 和 “{other}” 会不会适用于同一个人", "it cannot be told whether from {from} on \"{id}\" and \"{other}\" can both be for one person"},
		Help:    Text{"如果不会，可以让 applies 只用属性和固定值比较，例如 team == \"north\"", "if they cannot, let applies compare attributes with plain values, such as team == \"north\""},
	},
	"policies-overlap.other": {Message: Text{"另一份协议在这里", "the other policy is here"}},

	// Comments that allow a finding.
	"allow-reason": {
		Message: Text{"允许 “{code}” 要写明理由", "allowing \"{code}\" needs a reason"},
		Help:    Text{"写成：# merit: allow {code} because 理由", "write: # merit: allow {code} because …"},
	},
	"allow-unused.page": {
		Message: Text{"允许了没有的问题", "an allowance of nothing"},
		Help:    Text{"写了允许的那一行已经没有这个问题：多半是改好了，或者注释放错了行。留着它，将来真出问题时会被悄悄放过", "the line that it is about has no such finding any more: it was mended, or the comment stands at another line. Left there it would hide the next one"},
	},
	"allow-unused": {
		Message: Text{"这里没有 “{code}” 可以允许", "there is no {code} here to allow"},
		Help:    Text{"删去这条注释；如果放错了行，移到有问题的那一行末尾或上一行", "delete the comment; if it stands at the wrong line, move it to the end of the line it is about, or to the line before"},
	},
	"allow-unknown": {
		Message: Text{"没有 “{code}” 这条规则", "there is no rule \"{code}\""},
		Help:    Text{"merit rules 列出所有规则", "merit rules lists all of them"},
	},

	// The pages.
	"lint-severity.error":   {Message: Text{"错误", "error"}},
	"lint-severity.warning": {Message: Text{"警告", "warning"}},
	"lint-severity.info":    {Message: Text{"提示（merit check --hints 才显示）", "hint (shown by merit check --hints)"}},
	"lint-since":            {Message: Text{"自 {version} 起", "since {version}"}},
	"lint-before":           {Message: Text{"原来：", "Before:"}},
	"lint-after":            {Message: Text{"改为：", "After:"}},
	"lint-handbook":         {Message: Text{"检查规则", "Lints"}},
	"lint-intro": {
		Message: Text{
			"协议能够生效，不等于写得对。下面是 merit check 找的问题；级别是“错误”的不能生效，其余的从不阻止生效。" +
				"在协议旁边（或上级目录）的 merit.toml 里可以调整级别：[lints] 下写 规则 = \"off\"、\"info\"、\"warning\" 或 \"error\"；" +
				"某一处确有理由时，在那一行末尾或上一行写 # merit: allow 规则 because 理由。",
			"A policy that loads need not be right. This is what merit check looks for; what is an error keeps a policy from coming into force, nothing else does. " +
				"Levels are set in merit.toml beside the policies or above them: [lints], then rule = \"off\", \"info\", \"warning\" or \"error\". " +
				"Where there is a reason, write # merit: allow rule because … at the end of the line or on the line before."},
	},

	// merit.toml.
	"lints-unread": {
		Message: Text{"读不了 {path}", "cannot read {path}"},
	},
	"lints-section": {
		Message: Text{"lints 应是一个小节", "lints is a section"},
		Help:    Text{"写成 [lints]，下面每行一条规则：goal-missing = \"warning\"", "write [lints], and below it a line for each rule: goal-missing = \"warning\""},
	},
	"lints-level": {
		Message: Text{"“{code}” 的级别不对", "this is no level for \"{code}\""},
		Help:    Text{"写 \"off\"、\"info\"、\"warning\" 或 \"error\"", "write \"off\", \"info\", \"warning\" or \"error\""},
	},
}

var (
	neverHelp  = Text{"检查阈值、方向和单位（已知范围：{known}）", "check the limit, the direction and the unit (known: {known})"}
	alwaysHelp = Text{"检查阈值和方向；如果本来就该总是成立，可以删去这个条件（已知范围：{known}）", "check the limit and the direction; if it should always hold, leave it out (known: {known})"}
)

var fewHelp = Text{"再加一个方面，例如质量、效率、学习", "add another side, such as quality, efficiency or learning"}
