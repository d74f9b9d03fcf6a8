package text

// policyEntries are the sentences about policies.
var policyEntries = Entries{
	// The file as a whole.
	"policy-empty": {
		Message: Text{"这个文件里没有内容", "this file is empty"},
		Help:    Text{"写上协议内容，或者删掉这个文件", "write the policy, or delete the file"},
	},
	"schema-version": {
		Message: Text{"不认识 schema = {version}", "schema = {version} is not known"},
		Help:    Text{"写成 schema = 1", "write schema = 1"},
	},
	"schema-version.missing": {
		Message: Text{"文件开头缺少 schema = 1", "schema = 1 is missing at the top of the file"},
		Help:    Text{"在第一个 [ ] 小节之前加一行：schema = 1", "add a line before the first [section]: schema = 1"},
	},
	"pays-only-pilots": {
		Message: Text{ZH: "pays 只用于试点（stage = \"pilot\"），这里是 {stage}", EN: "pays is for pilots (stage = \"pilot\"); this policy is {stage}"},
		Help:    Text{ZH: "删去 pays：正式协议总是计发，草稿和已停用的从不计发", EN: "leave pays out: an active policy always pays, a draft or retired one never does"},
	},
	"section-missing": {
		Message: Text{"缺少 {section} 一节", "{section} is missing"},
		Help:    Text{"每份协议都要有 [policy]、[[metrics]] 和 [[bands]]", "every policy has [policy], [[metrics]] and [[bands]]"},
	},
	"wrong-type.single": {
		Message: Text{"{name} 只有一个，不能写成 [[{name}]]", "there is only one {name}: not [[{name}]]"},
		Help:    Text{"改成单层方括号：[{name}]", "use single brackets: [{name}]"},
	},
	"misplaced-key": {
		Message: Text{"“{key}” 应属于 [{parent}]，写在这里就成了 [{section}] 的内容", "\"{key}\" belongs to [{parent}]; here it is part of [{section}]"},
		Help:    Text{"TOML 把一行归到它上面最近的方括号标题；请把它移到第 {line} 行之前", "TOML counts a line to the last [header] above it; move it above line {line}"},
	},
	"misplaced-key.top": {
		Message: Text{"“{key}” 应写在文件开头，写在这里就成了 [{section}] 的内容", "\"{key}\" belongs at the top of the file; here it is part of [{section}]"},
		Help:    Text{"把它移到文件最前面，第 {line} 行之前", "move it to the top of the file, above line {line}"},
	},
	"policy-formulas": {
		Message: Text{"公式和数值超过 {limit} 个", "there are more than {limit} formulas and numbers"},
		Help:    Text{"拆成几份协议，或删去不用的", "split the policy, or remove what is not used"},
	},
	"policy-cost": {
		Message: Text{"公式的计算量太大：按声明的列表长度，一次评估可能超过 {limit} 步", "the formulas are too expensive: with lists as long as declared, one evaluation could take more than {limit} steps"},
		Help:    Text{"把输入列表的 max 调小，或者简化这个最费时的公式", "lower the max of the list inputs, or simplify this formula, the most expensive one"},
	},

	// Plain values.
	"text-empty": {
		Message: Text{"{key} 不能为空", "{key} is empty"},
		Help:    Text{"在引号里写上内容", "write something between the quotes"},
	},
	"unknown-key.band-to": {
		Message: Text{"档位不写上限", "a band has no upper edge"},
		Help:    Text{"删掉这一行：每一档到上一档的 from 为止，最高一档没有上限", "delete this line: each band ends where the next one begins, and the highest has no end"},
	},
	"unknown-choice": {
		Message: Text{"{key} 不能是 “{word}”", "{key} cannot be \"{word}\""},
		Help:    Text{"可以写：{words}", "one of: {words}"},
	},
	"unknown-choice.typo": {
		Message: Text{"{key} 不能是 “{word}”", "{key} cannot be \"{word}\""},
		Help:    Text{"是想写 \"{near}\" 吗？可以写：{words}", "did you mean \"{near}\"? one of: {words}"},
	},
	"out-of-range": {
		Message: Text{"{key} 是 {value}，超出了 {low} 到 {high} 的范围", "{key} is {value}, which is not between {low} and {high}"},
		Help:    Text{"改成 {low} 到 {high} 之间的数", "write a number from {low} to {high}"},
	},
	"number-negative": {
		Message: Text{"{key} 是 {value}，不能小于 0", "{key} is {value}; it cannot be below 0"},
		Help:    Text{"改成 0 或正数", "write 0 or more"},
	},
	"number-not-positive": {
		Message: Text{"{key} 是 {value}，必须大于 0", "{key} is {value}; it must be above 0"},
		Help:    Text{"改成大于 0 的数", "write a number above 0"},
	},
	"number-too-large": {
		Message: Text{"数字 {value} 太大，无法精确计算", "the number {value} is too large to compute with exactly"},
		Help:    Text{"最大可用 9007199254740992", "the largest number is 9007199254740992"},
	},
	"only-true": {
		Message: Text{"{key} = false 没有意义", "{key} = false says nothing"},
		Help:    Text{"写 {key} = true，或者删掉它", "write {key} = true, or leave it out"},
	},
	"currency-unknown": {
		Message: Text{"“{code}” 不是货币代码", "\"{code}\" is not a currency code"},
		Help:    Text{"写三个大写字母的 ISO 4217 代码，例如人民币 \"CNY\"", "write the three capital letters of ISO 4217, such as \"CNY\""},
	},
	"currency-unknown.typo": {
		Message: Text{"货币代码 “{code}” 要用大写字母", "the currency code \"{code}\" is written in capitals"},
		Help:    Text{"写成 \"{near}\"", "write \"{near}\""},
	},
	"currency-unknown.rmb": {
		Message: Text{"“{code}” 不是货币代码", "\"{code}\" is not a currency code"},
		Help:    Text{"人民币写成 \"CNY\"", "for renminbi write \"CNY\""},
	},
	"currency-missing": {
		Message: Text{"要发钱，却没有写货币", "there is money, but no currency"},
		Help:    Text{"在 [policy] 里加一行：currency = \"CNY\"", "add to [policy]: currency = \"CNY\""},
	},
	"effective-order": {
		Message: Text{"结束日期 {to} 早于开始日期 {from}", "the last day {to} is before the first day {from}"},
		Help:    Text{"检查 effective 的 from 和 to；to 当天仍然有效", "check from and to of effective; the day of to still counts"},
	},

	// Names.
	"name-invalid": {
		Message: Text{"“{name}” 不能作名字", "\"{name}\" cannot be a name"},
		Help:    Text{"名字只用字母、汉字、数字和下划线 _，并且不以数字开头", "a name has letters, digits and _, and does not start with a digit"},
	},
	"name-invalid.policy": {
		Message: Text{"“{name}” 不能作协议的 id", "\"{name}\" cannot be the id of a policy"},
		Help:    Text{"只用字母、汉字、数字、下划线 _、短横 - 和点，并且以字母或汉字开头", "use letters, digits, _, - and ., and start with a letter"},
	},
	"name-invalid.width": {
		Message: Text{"“{name}” 里有全角或特殊写法的字符", "\"{name}\" has full-width or composed characters"},
		Help:    Text{"写成 {plain}", "write {plain}"},
	},
	"name-reserved": {
		Message: Text{"“{name}” 在公式里另有含义，不能用作名字", "\"{name}\" means something else in formulas and cannot be a name"},
		Help:    Text{"换一个名字，例如 {name}_1", "choose another name, such as {name}_1"},
	},
	"name-twice": {
		Message: Text{"名字 “{name}” 用了两次", "the name \"{name}\" is used twice"},
		Help:    Text{"给其中一个换个名字；属性、输入、参数和公式之间也不能重名", "rename one of them; attributes, inputs, params and formulas share their names"},
	},
	"name-lookalike": {
		Message: Text{"“{name}” 和 “{other}” 看起来一样（大小写或相似字母）", "\"{name}\" and \"{other}\" look the same (case or similar letters)"},
		Help:    Text{"如果是同一个，就写得完全一样；不是，就换个名字", "if they are the same, spell them the same; else rename one"},
	},
	"first-here":    {Message: Text{"第一次写在这里", "first written here"}},
	"other-here":    {Message: Text{"另一个在这里", "the other is here"}},
	"in-loop":       {Message: Text{"也在这个循环里", "in the loop too"}},
	"in-force-here": {Message: Text{"协议从这里写的日期起生效", "the policy is in force from here"}},
	"target-here":   {Message: Text{"目标在这里", "the target is here"}},
	"band-below":    {Message: Text{"低一档在这里", "the band below is here"}},
	"portion-here":  {Message: Text{"这个指标写了 portion", "this metric has a portion"}},
	"counts":        {Message: Text{"这里是 {number}", "{number} here"}},

	// Attributes, inputs, params.
	"enum-of-strings": {
		Message: Text{"enum 只用于文字（type = \"string\"），这里的类型是 {type}", "enum is for type = \"string\"; this is {type}"},
		Help:    Text{"删掉 enum；数字用 min 和 max 限定范围", "leave enum out; numbers are bounded by min and max"},
	},
	"enum-empty": {
		Message: Text{"enum 里没有任何选项", "enum has no words"},
		Help:    Text{"列出可选的文字，例如 enum = [\"是\", \"否\"]", "list the words, such as enum = [\"yes\", \"no\"]"},
	},
	"enum-twice": {
		Message: Text{"选项 “{word}” 写了两次", "the word \"{word}\" stands twice"},
		Help:    Text{"删掉一个", "leave one out"},
	},
	"bounds-of-numbers": {
		Message: Text{"{type} 类型没有 {key}", "{key} says nothing about type {type}"},
		Help:    Text{"min 和 max 用于 number 和 integer；max 还用于列表的长度", "min and max are for number and integer, max also for the length of a list"},
	},
	"bounds-order": {
		Message: Text{"下限 {min} 大于上限 {max}", "the lower bound {min} is above the upper bound {max}"},
		Help:    Text{"检查 min 和 max 是否写反", "check whether min and max are swapped"},
	},
	"bounds-order.equal": {
		Message: Text{"下限和上限都是 {min}", "the lower and the upper bound are both {min}"},
		Help:    Text{"让上限大于下限", "let the upper bound be above the lower"},
	},
	"elements-of-lists": {
		Message: Text{"{key} 只用于列表（type = \"list\"），这里的类型是 {type}", "{key} is for type = \"list\"; this is {type}"},
		Help:    Text{"改成 type = \"list\"，或者删掉 {key}", "write type = \"list\", or leave {key} out"},
	},
	"list-elements": {
		Message: Text{"列表 “{name}” 没有写里面是什么", "the list \"{name}\" does not say what is in it"},
		Help:    Text{"记录的列表写 fields.名字 = { type = … }，数值的列表写 items = { type = \"number\" }", "for records write fields.name = { type = … }, for plain values items = { type = \"number\" }"},
	},
	"list-elements.both": {
		Message: Text{"列表不能同时写 fields 和 items", "a list has fields or items, not both"},
		Help:    Text{"记录用 fields，单个值用 items，只留一个", "fields for records, items for plain values: keep one"},
	},
	"default-enum": {
		Message: Text{"默认值 “{value}” 不在 enum 的选项里", "the default \"{value}\" is not in enum"},
		Help:    Text{"改成 enum 里的一个，或者把它加进 enum", "use a word of enum, or add it there"},
	},
	"default-list": {
		Message: Text{"列表的默认值只能是空列表", "the default of a list can only be the empty list"},
		Help:    Text{"写成 default = []", "write default = []"},
	},
	"default-whole": {
		Message: Text{"默认值 {value} 不是整数", "the default {value} is not a whole number"},
		Help:    Text{"改成整数，或者改成 type = \"number\"", "write a whole number, or type = \"number\""},
	},
	"default-bounds": {
		Message: Text{"默认值 {value} 超出了 {low} 到 {high} 的范围", "the default {value} is not between {low} and {high}"},
		Help:    Text{"让默认值落在 min 和 max 之间", "choose a default between min and max"},
	},
	"param-value": {
		Message: Text{"参数 “{name}” 没有数值", "the param \"{name}\" has no value"},
		Help:    Text{"写 value = 数字；随日期变化就写 values = [{ from = 2026-01-01, value = 数字 }, …]", "write value = number; or, by date, values = [{ from = 2026-01-01, value = number }, …]"},
	},
	"param-value.both": {
		Message: Text{"参数不能同时写 value 和 values", "a param has value or values, not both"},
		Help:    Text{"不变的用 value，随日期变化的用 values，只留一个", "value for a constant, values for one that changes: keep one"},
	},
	"param-dates": {
		Message: Text{"日期 {date} 不晚于前一个 {before}", "the date {date} is not after the one before, {before}"},
		Help:    Text{"按日期从早到晚排列，每个日期只写一次", "write the dates from early to late, each once"},
	},
	"param-dates.empty": {
		Message: Text{"values 里没有数值", "values is empty"},
		Help:    Text{"至少写一项：{ from = 2026-01-01, value = 数字 }", "write at least one: { from = 2026-01-01, value = number }"},
	},
	"param-dates.late": {
		Message: Text{"协议从 {from} 生效，这个参数却到 {date} 才有数值", "the policy is in force from {from}, but this param has no value before {date}"},
		Help:    Text{"把第一项的 from 改成 {from} 或更早", "let the first from be {from} or earlier"},
	},

	// Formulas.
	"formula-cycle": {
		Message: Text{"公式 “{name}” 绕了一圈又用到自己：{loop}", "the formula \"{name}\" leads back to itself: {loop}"},
		Help:    Text{"改掉其中一个公式，让它不再用到后面的", "change one of them so that it no longer reads the next"},
	},
	"hidden.applies": {
		Message: Text{"[policy] 的 applies 只能用属性（[attributes]），因为先要定下用哪份协议", "applies of [policy] sees attributes only: it decides which policy is used"},
	},
	"hidden.check": {
		Message: Text{"[[checks]] 只能用属性、输入和 period，因为它在计算之前核对数据", "[[checks]] see attributes, inputs and period only: they check the facts before anything is computed"},
	},
	"hidden.formula": {
		Message: Text{"[formulas] 在指标之前计算，只能用属性、输入、参数、其他公式、period、history 和 parts", "[formulas] are computed before the metrics and see attributes, inputs, params, other formulas, period, history and parts"},
	},
	"hidden.metric": {
		Message: Text{"指标先于得分计算，只能用属性、输入、参数、公式、period、history 和 parts", "metrics are computed before any score and see attributes, inputs, params, formulas, period, history and parts"},
	},
	"hidden.score": {
		Message: Text{"指标的 score 公式只能用本指标的 value 和 target，以及属性、输入、参数、公式、period、history 和 parts", "the score formula of a metric sees its own value and target, and attributes, inputs, params, formulas, period, history and parts"},
	},
	"hidden.target": {
		Message: Text{"这个指标没有写 target", "this metric has no target"},
	},
	"hidden.guard": {
		Message: Text{"平衡项在总分之前生效，只能用各指标的 .value .measured .score，以及属性、输入、参数、公式、period、history 和 parts", "guards act before the total and see the metrics' .value .measured .score, and attributes, inputs, params, formulas, period, history and parts"},
	},
	"hidden.veto": {
		Message: Text{"否决项和加减分决定总分，所以看不到总分、等级和系数；可以用 metrics.指标.score", "vetoes and adjustments decide the score, so they cannot see score, grade or rate; metrics.id.score is fine"},
	},
	"hidden.end": {
		Message: Text{"value 和 target 只在指标自己的 score 公式里有；这里写 metrics.指标.value", "value and target exist only in a metric's own score formula; here write metrics.id.value"},
	},
	"hidden.consecutive": {
		Message: Text{"有 consecutive 时只能用 score、grade、vetoed 和参数，因为往期记录里只有这些", "with consecutive only score, grade, vetoed and params can be used: earlier records hold no more"},
	},
	"hidden.title": {
		Message: Text{"“{title}” 同时是 {one} 和 {other} 的名称；请写 {one} 或 {other}", "\"{title}\" is the title of both {one} and {other}; write {one} or {other}"},
	},

	// Metrics.
	"value-or-share": {
		Message: Text{"指标 “{name}” 没有写怎么计算", "the metric \"{name}\" does not say what is measured"},
		Help:    Text{"写 value = '公式'，或者 share = { part = '…', whole = '…' }；360 度评价写 raters = { … }", "write value = 'formula', or share = { part = '…', whole = '…' }; for 360 feedback, raters = { … }"},
	},
	"value-or-share.both": {
		Message: Text{"指标不能同时写 {one} 和 {other}", "a metric cannot have both {one} and {other}"},
		Help:    Text{"只留一个：百分比用 share，360 度评价用 raters，其余用 value", "keep one: share is for percentages, raters for 360 feedback, value for all else"},
	},
	"share-form": {
		Message: Text{"share 的写法不对", "share has one of three forms"},
		Help:    Text{"写 { part = '分子', whole = '分母' }，或者 { of = '列表', where = '条件' }；汇总各期写 { pooled = \"指标\" }", "write { part = '…', whole = '…' }, or { of = 'list', where = 'condition' }; over the parts of a roll-up, { pooled = \"metric\" }"},
	},
	"sample-size": {
		Message: Text{"没有写样本量怎么数", "sample does not say how large it is"},
		Help:    Text{"写 sample = { size = 'len(列表)', min = 10 }；只有 share 可以省掉 size", "write sample = { size = 'len(list)', min = 10 }; only a share can leave size out"},
	},
	"sample-size.share": {
		Message: Text{"share 的样本量就是它的分母，不用写 size", "the sample of a share is its whole: no size here"},
		Help:    Text{"只写 sample = { min = 10 }", "write only sample = { min = 10 }"},
	},
	"better-missing": {
		Message: Text{"指标 “{name}” 没有写越高越好还是越低越好", "the metric \"{name}\" does not say whether higher or lower is better"},
		Help:    Text{"加一行：better = \"higher\"（越高越好）或 better = \"lower\"（越低越好）", "add a line: better = \"higher\" or better = \"lower\""},
	},
	"target-missing": {
		Message: Text{"指标 “{name}” 没有目标", "the metric \"{name}\" has no target"},
		Help:    Text{"加一行：target = 90；或者用 steps = [[…]] 按区间给分", "add a line: target = 90; or score by steps = [[…]]"},
	},
	"target-zero": {
		Message: Text{"目标是 {target}，没法按比例扣分", "the target is {target}: there is no fraction of it to score by"},
		Help: Text{"改用 shortfall = { per = 1, deduct = 10 }（每差 1 扣 10 分），或者 steps = [[…]] 按区间给分",
			"use shortfall = { per = 1, deduct = 10 } (ten points off for each 1), or steps = [[…]]"},
	},
	"scoring-twice": {
		Message: Text{"{one} 和 {other} 只能用一个", "use {one} or {other}, not both"},
		Help:    Text{"shortfall、steps、score 是三种不同的计分方法，只留一种", "shortfall, steps and score are three ways to score: keep one"},
	},
	"interpolate-alone": {
		Message: Text{"interpolate 只和 steps 一起用", "interpolate goes with steps only"},
		Help:    Text{"加上 steps = [[…]]，或者删掉 interpolate", "add steps = [[…]], or leave interpolate out"},
	},
	"steps-form": {
		Message: Text{"steps 的每一项要写成 [边界, 得分]，两个都是数字", "each step is [edge, score], two numbers"},
		Help:    Text{"例如 steps = [[60, 50], [80, 80], [90, 100]]", "such as steps = [[60, 50], [80, 80], [90, 100]]"},
	},
	"steps-order": {
		Message: Text{"边界 {edge} 不大于前一个 {before}", "the edge {edge} is not above the one before, {before}"},
		Help:    Text{"steps 的边界从小到大排列", "write the edges of steps from low to high"},
	},
	"steps-direction.higher": {
		Message: Text{"越高越好，得分却从 {before} 降到 {score}", "higher is better, but the score falls from {before} to {score}"},
		Help:    Text{"让得分随边界上升；如果其实是越低越好，改成 better = \"lower\"", "let scores rise with the edges; or write better = \"lower\""},
	},
	"steps-direction.lower": {
		Message: Text{"越低越好，得分却从 {before} 升到 {score}", "lower is better, but the score rises from {before} to {score}"},
		Help:    Text{"让得分随边界下降；如果其实是越高越好，改成 better = \"higher\"", "let scores fall as the edges rise; or write better = \"higher\""},
	},
	"extra-form": {
		Message: Text{"extra 的写法不对", "extra has one of three forms"},
		Help: Text{"写 { at = 95, points = 5 }、{ per = 1, points = 1, max = 10 } 或 { proportional = true, max = 10 }",
			"write { at = 95, points = 5 }, { per = 1, points = 1, max = 10 } or { proportional = true, max = 10 }"},
	},
	"extra-unfit": {
		Message: Text{"extra 用了 {form}，就没有 {key}", "extra with {form} has no {key}"},
		Help:    Text{"删掉 {key}", "leave {key} out"},
	},
	"extra-with-score": {
		Message: Text{"用 score 公式计分的指标不能再写 extra", "a metric with a score formula has no extra"},
		Help:    Text{"删掉 extra，把加分写进 score 公式", "leave extra out and put it into the score formula"},
	},
	"extra-without-target": {
		Message: Text{"没有目标，就谈不上超出目标的加分", "without a target nothing can be beyond it"},
		Help:    Text{"加一行 target = …，或者删掉 extra", "add target = …, or leave extra out"},
	},
	"extra-at.higher": {
		Message: Text{"越高越好，at = {at} 却没有高过目标 {target}", "higher is better, but at = {at} is not above the target {target}"},
		Help:    Text{"at 是更高的要求，要大于 {target}", "at asks for more: write a number above {target}"},
	},
	"extra-at.lower": {
		Message: Text{"越低越好，at = {at} 却没有低过目标 {target}", "lower is better, but at = {at} is not below the target {target}"},
		Help:    Text{"at 是更高的要求，要小于 {target}", "at asks for more: write a number below {target}"},
	},

	// Weights.
	"weight-or-portion": {
		Message: Text{"指标 “{name}” 没有权重", "the metric \"{name}\" has no weight"},
		Help:    Text{"写 weight = 占总分的百分比，或者 portion = 占本维度的百分比", "write weight = percent of the whole, or portion = percent of its dimension"},
	},
	"weight-or-portion.both": {
		Message: Text{"指标不能同时写 weight 和 portion", "a metric has weight or portion, not both"},
		Help:    Text{"weight 占总分，portion 占本维度，只留一个", "weight is of the whole, portion of its dimension: keep one"},
	},
	"weight-or-portion.mixed": {
		Message: Text{"同一维度里有的写 weight，有的写 portion", "one dimension mixes weight and portion"},
		Help:    Text{"同一维度的指标都写 weight，或者都写 portion", "write weight for all metrics of a dimension, or portion for all"},
	},
	"portion-alone": {
		Message: Text{"没有维度，portion 就没有意义", "portion needs a dimension"},
		Help:    Text{"改成 weight，或者加上 [[dimensions]] 并写明 dimension", "write weight, or add [[dimensions]] and name one"},
	},
	"weights-sum.over": {
		Message: Text{"权重合计是 {sum}，多了 {off}", "the weights sum to {sum}, {off} too much"},
		Help:    Text{"从这些权重里一共减去 {off}，让合计正好是 100", "take {off} away from these weights, so that they sum to exactly 100"},
	},
	"weights-sum.over-one": {
		Message: Text{"权重合计是 {sum}，多了 {off}", "the weights sum to {sum}, {off} too much"},
		Help:    Text{"例如把这里的 {was} 改成 {to}；合计必须正好是 100", "write {to} here instead of {was}, for instance; they have to sum to exactly 100"},
	},
	"weights-sum.under": {
		Message: Text{"权重合计是 {sum}，还差 {off}", "the weights sum to {sum}, {off} is missing"},
		Help:    Text{"给这些权重一共加上 {off}，让合计正好是 100", "add {off} to these weights, so that they sum to exactly 100"},
	},
	"weights-sum.under-one": {
		Message: Text{"权重合计是 {sum}，还差 {off}", "the weights sum to {sum}, {off} is missing"},
		Help:    Text{"例如把这里的 {was} 改成 {to}；合计必须正好是 100", "write {to} here instead of {was}, for instance; they have to sum to exactly 100"},
	},
	"portions-sum.over": {
		Message: Text{"这个维度的 portion 合计是 {sum}，多了 {off}", "the portions of this dimension sum to {sum}, {off} too much"},
		Help:    Text{"从这个维度的 portion 里一共减去 {off}，让合计正好是 100", "take {off} away from the portions of this dimension, so that they sum to exactly 100"},
	},
	"portions-sum.over-one": {
		Message: Text{"这个维度的 portion 合计是 {sum}，多了 {off}", "the portions of this dimension sum to {sum}, {off} too much"},
		Help:    Text{"例如把这里的 {was} 改成 {to}；一个维度里的合计必须正好是 100", "write {to} here instead of {was}, for instance; they have to sum to exactly 100 within the dimension"},
	},
	"portions-sum.under": {
		Message: Text{"这个维度的 portion 合计是 {sum}，还差 {off}", "the portions of this dimension sum to {sum}, {off} is missing"},
		Help:    Text{"给这个维度的 portion 一共加上 {off}，让合计正好是 100", "add {off} to the portions of this dimension, so that they sum to exactly 100"},
	},
	"portions-sum.under-one": {
		Message: Text{"这个维度的 portion 合计是 {sum}，还差 {off}", "the portions of this dimension sum to {sum}, {off} is missing"},
		Help:    Text{"例如把这里的 {was} 改成 {to}；一个维度里的合计必须正好是 100", "write {to} here instead of {was}, for instance; they have to sum to exactly 100 within the dimension"},
	},
	"dimension-missing": {
		Message: Text{"指标 “{name}” 没有写属于哪个维度", "the metric \"{name}\" names no dimension"},
		Help:    Text{"加一行：dimension = \"维度的 id\"", "add a line: dimension = \"id of a dimension\""},
	},
	"dimension-unknown": {
		Message: Text{"没有维度 “{name}”", "there is no dimension \"{name}\""},
		Help:    Text{"现有的维度：{all}；新维度要先写 [[dimensions]]", "dimensions there are: {all}; a new one needs [[dimensions]] first"},
	},
	"dimension-unknown.title": {
		Message: Text{"“{name}” 是维度的标题，这里要写它的 id", "\"{name}\" is the title of a dimension; its id is wanted here"},
		Help:    Text{"写成：\"{id}\"", "write: \"{id}\""},
	},
	"dimension-unknown.typo": {
		Message: Text{"没有维度 “{name}”", "there is no dimension \"{name}\""},
		Help:    Text{"是想写 \"{near}\" 吗？", "did you mean \"{near}\"?"},
	},
	"dimension-empty": {
		Message: Text{"维度 “{name}” 里没有指标", "the dimension \"{name}\" has no metrics"},
		Help:    Text{"给它加指标，或者删掉这个维度", "add a metric to it, or leave the dimension out"},
	},
	"dimension-weight": {
		Message: Text{"维度 “{name}” 的指标用了 portion，但维度没有权重", "the metrics of \"{name}\" have portions, but the dimension has no weight"},
		Help:    Text{"给这个维度加一行：weight = 占总分的百分比", "add to the dimension: weight = percent of the whole"},
	},
	"dimension-sum": {
		Message: Text{"维度的权重是 {weight}，它的指标合计却是 {sum}", "the dimension's weight is {weight}, but its metrics sum to {sum}"},
		Help:    Text{"改成一致；也可以删掉维度的 weight，让它自动合计", "make them equal; or leave the dimension's weight out, and it is summed"},
	},

	// Guards, adjustments, vetoes.
	"metric-unknown": {
		Message: Text{"没有指标 “{name}”", "there is no metric \"{name}\""},
		Help:    Text{"现有的指标：{all}", "metrics there are: {all}"},
	},
	"metric-unknown.title": {
		Message: Text{"“{name}” 是指标的标题，这里要写它的 id", "\"{name}\" is the title of a metric; its id is wanted here"},
		Help:    Text{"写成：\"{id}\"", "write: \"{id}\""},
	},
	"metric-unknown.typo": {
		Message: Text{"没有指标 “{name}”", "there is no metric \"{name}\""},
		Help:    Text{"是想写 \"{near}\" 吗？", "did you mean \"{near}\"?"},
	},
	"cap-or-scale": {
		Message: Text{"平衡项 “{name}” 没有写怎么处理", "the guard \"{name}\" does not say what it does"},
		Help:    Text{"写 cap = 60（得分最高 60），或者 scale = '0.8'（得分打八折）", "write cap = 60 (a score of at most 60), or scale = 0.8 (times 0.8)"},
	},
	"cap-or-scale.both": {
		Message: Text{"平衡项不能同时写 cap 和 scale", "a guard has cap or scale, not both"},
		Help:    Text{"只留一个；两种都要就写两个 [[guards]]", "keep one; for both write two [[guards]]"},
	},
	"guard-cycle": {
		Message: Text{"平衡项互相等待对方的得分：{loop}", "guards wait for each other's scores: {loop}"},
		Help:    Text{"把其中一个 .score 改成 .value，打破循环", "break the loop: read .value instead of .score in one of them"},
	},
	"guard-cycle.own": {
		Message: Text{"指标 “{metric}” 的平衡项用到了这个指标自己的得分", "a guard of \"{metric}\" reads the score it is about to change"},
		Help:    Text{"改用 metrics.{metric}.value，或者其他指标的得分", "read metrics.{metric}.value, or another metric's score"},
	},
	"adjustment-bounds": {
		Message: Text{"加减分没有上下限", "these points have no bound"},
		Help:    Text{"加分写 max = 最多加几分，扣分写 min = -最多扣几分", "write max = most points to add, or min = minus the most to deduct"},
	},
	"effect-empty": {
		Message: Text{"否决项没有写后果", "this veto has no effect"},
		Help:    Text{"写 { score = 0 }、{ cap = 59 }、{ grade = \"C\" } 或 { payout = 0 }", "write { score = 0 }, { cap = 59 }, { grade = \"C\" } or { payout = 0 }"},
	},
	"score-grid": {
		Message: Text{"{key} 是 {value}，但得分只保留 {decimals} 位小数", "{key} is {value}, but scores have {decimals} decimals"},
		Help:    Text{"改成最多 {decimals} 位小数，或者在 [scoring] 里调大 decimals", "write at most {decimals} decimals, or raise decimals in [scoring]"},
	},
	"money-grid": {
		Message: Text{"金额 {value} 的小数太多，{currency} 只有 {digits} 位小数", "the amount {value} has too many decimals: {currency} has {digits}"},
		Help:    Text{"改成最多 {digits} 位小数", "write at most {digits} decimals"},
	},
	"grade-unknown": {
		Message: Text{"没有等级 “{name}”", "there is no grade \"{name}\""},
		Help:    Text{"现有的等级：{all}", "grades there are: {all}"},
	},
	"grade-unknown.typo": {
		Message: Text{"没有等级 “{name}”", "there is no grade \"{name}\""},
		Help:    Text{"是想写 \"{near}\" 吗？", "did you mean \"{near}\"?"},
	},
	"veto-unmeasured": {
		Message: Text{"{name} 可能没有数据，那时否决项 “{veto}” 无法判断，整个评估结果会待定", "{name} may be missing; then the veto \"{veto}\" cannot be decided and the evaluation is held"},
		Help:    Text{"加一行 when_undecided = \"pass\"（不否决）或 \"hit\"（否决）；也可以先写 metrics.指标.measured and …", "add when_undecided = \"pass\" or \"hit\"; or begin the condition with metrics.id.measured and …"},
	},

	// Bands, payouts, outcomes.
	"bands-first": {
		Message: Text{"最低一档从 {from} 开始，{min} 到 {from} 之间就没有等级了", "the lowest band starts at {from}: scores from {min} to {from} have no grade"},
		Help:    Text{"把最低一档写成 from = {min}", "let the lowest band be from = {min}"},
	},
	"bands-order": {
		Message: Text{"这一档从 {from} 开始，不高于前一档的 {before}", "this band starts at {from}, not above the one before, {before}"},
		Help:    Text{"档位从低到高排列，from 一档比一档大", "write the bands from low to high, each from above the last"},
	},
	"rate-form": {
		Message: Text{"看不懂系数 “{rate}”", "\"{rate}\" is not a rate"},
		Help:    Text{"写成百分比 \"60%\"，或者小数 0.6", "write a percentage such as \"60%\", or a number such as 0.6"},
	},
	"rate-range": {
		Message: Text{"系数 {rate} 超出了 0% 到 {most} 的范围", "the rate {rate} is not between 0% and {most}"},
		Help:    Text{"改成范围内的系数；上限可以在 [scoring] 里用 max_rate 调整", "write one between; max_rate in [scoring] sets the limit"},
	},
	"rate-range.percent": {
		Message: Text{"系数 {rate} 太大：最多 {most}", "the rate {rate} is too large: at most {most}"},
		Help:    Text{"如果是百分之 {rate}，写成 \"{rate}%\"", "for {rate} percent write \"{rate}%\""},
	},
	"rates-fall": {
		Message: Text{"等级 “{grade}” 的系数比低一档的 “{lower}” 还低", "the rate of \"{grade}\" is below that of the lower grade \"{lower}\""},
		Help:    Text{"检查是否写反；得分更高的人会拿得更少", "check it: a better score would earn less"},
	},
	"payout-unconditional": {
		Message: Text{"奖金 “{payout}” 与 rate、score、grade、vetoed 都无关：被否决的人也会全额拿到", "the payout \"{payout}\" reads none of rate, score, grade, vetoed: a vetoed person is paid in full"},
		Help:    Text{"通常要乘以系数，例如 '基数 * rate'", "it is usually multiplied by the rate: 'base * rate'"},
	},
	"despite-veto": {
		Message: Text{"despite_veto 只用于奖励（kind = \"reward\"），这里是 {kind}", "despite_veto is for kind = \"reward\"; this is {kind}"},
		Help:    Text{"删掉它：其他后果不受否决影响", "leave it out: vetoes do not touch other outcomes"},
	},

	// Examples.
	"example-twice": {
		Message: Text{"有两个例子都叫 “{name}”", "two examples are called \"{name}\""},
		Help:    Text{"给其中一个换个名字", "rename one of them"},
	},
	"example-like": {
		Message: Text{"没有叫 “{name}” 的例子", "there is no example \"{name}\""},
		Help:    Text{"现有的例子：{all}", "examples there are: {all}"},
	},
	"example-like.typo": {
		Message: Text{"没有叫 “{name}” 的例子", "there is no example \"{name}\""},
		Help:    Text{"是想写 \"{near}\" 吗？", "did you mean \"{near}\"?"},
	},
	"example-like-deep": {
		Message: Text{"like 一个接一个，超过了 {most} 层", "like leads through more than {most} examples"},
		Help:    Text{"让其中一个例子写全数据，不再用 like", "let one of them state its facts without like"},
	},
	"example-loop": {
		Message: Text{"例子的 like 绕了一圈（共 {count} 个），又回到 “{name}”", "like leads in a circle of {count} back to \"{name}\""},
		Help:    Text{"让其中一个例子写全数据，不再用 like", "let one of them state its facts without like"},
	},
	"example-period": {
		Message: Text{"考核周期 “{period}” 与协议的 period = \"{length}\" 不符", "the period \"{period}\" is not one of period = \"{length}\""},
		Help:    Text{"例如写 \"{sample}\"", "such as \"{sample}\""},
	},
	"example-date": {
		Message: Text{"“{date}” 不是日期", "\"{date}\" is not a date"},
		Help:    Text{"写成 2026-03-31 的样子，不加引号", "write it like 2026-03-31, without quotes"},
	},
	"example-expect": {
		Message: Text{"例子没有写期望的结果", "this example expects nothing"},
		Help:    Text{"例如 expect = { score = 100, grade = \"A\" }", "such as expect = { score = 100, grade = \"A\" }"},
	},

	// The set.
	"version-twice": {
		Message: Text{"协议 “{id}” 的版本 {version} 有两个文件，另一个是 {file}", "version {version} of policy \"{id}\" stands in two files; the other is {file}"},
		Help:    Text{"删掉一个，或者改它的 version", "delete one, or change its version"},
	},
	"versions-overlap": {
		Message: Text{"协议 “{id}” 在 {from} 有两个版本同时生效，另一个在 {file}", "two versions of policy \"{id}\" are in force on {from}; the other is in {file}"},
		Help:    Text{"给旧版本的 effective 写上 to，让它在新版本开始前一天结束", "give the old version's effective a to: the day before the new one starts"},
	},
	"attribute-types": {
		Message: Text{"属性 “{name}” 在这里是 {type}，在 {file} 里却是 {other}", "the attribute \"{name}\" is {type} here and {other} in {file}"},
		Help:    Text{"同一个属性在所有协议里用同一种类型", "use one type for an attribute in all policies"},
	},
}
