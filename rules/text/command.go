package text

// commandEntries are the sentences of the command line.
var commandEntries = Entries{
	"command-rule": {
		Message: Text{"没有 “{code}” 这条规则；merit rules 列出检查规则", "there is no rule \"{code}\"; merit rules lists the lints"},
	},
	"command-rule.near": {
		Message: Text{"没有 “{code}” 这条规则；是想写 “{near}” 吗？", "there is no rule \"{code}\"; did you mean \"{near}\"?"},
	},
	// Wrong use.
	"command-help": {
		Message: Text{ZH: "用法见 {path} --help", EN: "see {path} --help"},
	},
	"command-missing": {
		Message: Text{ZH: "请写明要做什么，例如 merit check policies/", EN: "say what to do, such as merit check policies/"},
	},
	"command-unknown": {
		Message: Text{ZH: "没有“{name}”这个命令", EN: `there is no command "{name}"`},
	},
	"command-unknown.near": {
		Message: Text{ZH: "没有“{name}”这个命令，是不是“{near}”？", EN: `there is no command "{name}"; did you mean "{near}"?`},
	},
	"command-flag": {
		Message: Text{ZH: "选项写错了：{error}", EN: "wrong flag: {error}"},
	},
	"command-argument": {
		Message: Text{ZH: "多了一个参数“{arg}”", EN: `unexpected argument "{arg}"`},
	},
	"command-choice": {
		Message: Text{ZH: "{flag} 不能是“{got}”，可以是：{all}", EN: `{flag} cannot be "{got}"; it is one of: {all}`},
	},
	"command-path": {
		Message: Text{ZH: "请写出协议文件或文件夹，例如 policies/", EN: "name a policy file or folder, such as policies/"},
	},
	"command-request": {
		Message: Text{ZH: "“{path}”是评估请求（JSON），不是协议；评估请用 merit eval -i {path}", EN: `"{path}" is a request (JSON), not a policy; evaluate it with merit eval -i {path}`},
	},
	"command-input": {
		Message: Text{ZH: "请用 -i 指定请求文件；从标准输入读取时写 -i -", EN: "name the request with -i FILE, or -i - for standard input"},
	},
	"command-batch-input": {
		Message: Text{ZH: "请用 --source 指定数据源文件，或用 -i 指定 NDJSON 请求文件", EN: "name a source file with --source, or a file of requests with -i"},
	},
	"command-period": {
		Message: Text{ZH: "“{got}”不是考核周期，应写成 2026-03、2026-Q1、2026-H1 或 2026", EN: `"{got}" is no period; write 2026-03, 2026-Q1, 2026-H1 or 2026`},
	},
	"command-policy": {
		Message: Text{ZH: "没有编号为“{got}”的协议，只有：{all}", EN: `there is no policy "{got}"; there are: {all}`},
	},
	"command-policy.near": {
		Message: Text{ZH: "没有编号为“{got}”的协议，是不是“{near}”？", EN: `there is no policy "{got}"; did you mean "{near}"?`},
	},
	"command-date": {
		Message: Text{ZH: "“{got}”不是日期，应写成 2026-03-31", EN: `"{got}" is no date; write it like 2026-03-31`},
	},
	"command-output": {
		Message: Text{ZH: "结果文件“{got}”的扩展名应为 .ndjson 或 .csv", EN: `the file for results, "{got}", should end in .ndjson or .csv`},
	},
	"command-records": {
		Message: Text{ZH: "--records 应写成“表名=文件”，例如 calls=may.csv，而不是“{got}”", EN: `--records is name=FILE, such as calls=may.csv, not "{got}"`},
	},
	"command-records.alone": {
		Message: Text{ZH: "--records 要和 --source 一起用：列的含义写在数据源文件里", EN: "--records needs --source: the source file says what the columns mean"},
	},
	"command-records.unknown": {
		Message: Text{ZH: "数据源文件里没有“{name}”这张表，只有：{all}", EN: `the source file has no table "{name}"; it has: {all}`},
	},
	"command-lengths": {
		Message: Text{ZH: "这些协议的考核周期长短不一，请用 --period 或 --policy 说明按哪一种评估", EN: "the policies have periods of several lengths; say which with --period or --policy"},
	},

	// What could not be read or run.
	"command-unread": {
		Message: Text{ZH: "有文件读不了，什么都没有做", EN: "some files could not be read; nothing was done"},
	},
	"command-read": {
		Message: Text{ZH: "读不了“{path}”：{error}", EN: `cannot read "{path}": {error}`},
	},
	"command-read.missing": {
		Message: Text{ZH: "找不到“{path}”", EN: `there is no "{path}"`},
	},
	"command-read.denied": {
		Message: Text{ZH: "没有权限读取“{path}”", EN: `no permission to read "{path}"`},
	},
	"command-write": {
		Message: Text{ZH: "写不了“{path}”：{error}", EN: `cannot write "{path}": {error}`},
	},
	"command-write.missing": {
		Message: Text{ZH: "写不了“{path}”：没有这个文件夹", EN: `cannot write "{path}": there is no such folder`},
	},
	"command-write.denied": {
		Message: Text{ZH: "没有权限写“{path}”", EN: `no permission to write "{path}"`},
	},
	"command-interrupted": {
		Message: Text{ZH: "已中断，没有留下结果文件", EN: "interrupted; no file was written"},
	},
	"command-broken": {
		Message: Text{ZH: "协议有错，没有评估", EN: "the policies are wrong; nothing was evaluated"},
	},

	// check and test.
	"check-summary": {
		Message: Text{ZH: "文件 {files}，协议 {policies}，示例 {examples}：没有问题", EN: "files {files}, policies {policies}, examples {examples}: no problems"},
	},
	"check-summary.findings": {
		Message: Text{ZH: "文件 {files}，协议 {policies}，示例 {examples}：可以使用，警告 {warnings}", EN: "files {files}, policies {policies}, examples {examples}: fit for use, warnings {warnings}"},
	},
	"check-summary.broken": {
		Message: Text{ZH: "文件 {files}：错误 {errors}，警告 {warnings}", EN: "files {files}: errors {errors}, warnings {warnings}"},
	},
	"check-summary.sources": {
		Message: Text{ZH: "文件 {files}，协议 {policies}，示例 {examples}，数据源 {sources}：没有问题", EN: "files {files}, policies {policies}, examples {examples}, source files {sources}: no problems"},
	},
	"check-summary.findings-sources": {
		Message: Text{ZH: "文件 {files}，协议 {policies}，示例 {examples}，数据源 {sources}：可以使用，警告 {warnings}", EN: "files {files}, policies {policies}, examples {examples}, source files {sources}: fit for use, warnings {warnings}"},
	},
	"check-summary.broken-sources": {
		Message: Text{ZH: "文件 {files}，其中数据源 {sources}：错误 {errors}，警告 {warnings}", EN: "files {files}, source files {sources} of them: errors {errors}, warnings {warnings}"},
	},
	"test-mismatch": {
		Message: Text{ZH: "{key} 应为 {want}，实际是 {got}", EN: "{key} should be {want} but is {got}"},
	},
	"test-mismatch.nothing": {
		Message: Text{ZH: "{key} 应为 {want}，实际没有", EN: "{key} should be {want} but there is none"},
	},
	"test-mismatch.held": {
		Message: Text{ZH: "{key} 应为 {want}，而结果待定", EN: "{key} should be {want}, but the evaluation is held"},
	},
	"test-base": {
		Message: Text{ZH: "无法运行：它所依据的示例有问题", EN: "cannot run: the example it starts from is wrong"},
	},
	"test-summary.unmatched": {
		Message: Text{ZH: "没有名称与“{run}”相符的用例", EN: `no case has a name that matches "{run}"`},
	},
	"test-coverage": {
		Message: Text{ZH: "覆盖率 {percent}%：{covered} / {all}", EN: "coverage {percent} %: {covered} of {all}"},
	},
	"test-coverage-low": {
		Message: Text{ZH: "覆盖率 {percent}%，低于要求的 {least}%", EN: "coverage is {percent} %, below the {least} % asked for"},
	},
	"test-suggested": {
		Message: Text{ZH: "写出 {cases} 个用例，覆盖 {items} 项；还有 {left} 项没有找到数据", EN: "wrote {cases} cases that reach {items} results; found no facts for {left} more"},
	},
	"test-suggested.broken": {
		Message: Text{ZH: "先改正没有通过的用例和协议中的错误，再写新的用例", EN: "mend what fails first; then cases are suggested"},
	},
	"command-percent": {
		Message: Text{ZH: "{flag} 应为 0 到 100 的百分数，不能是 {got}", EN: "{flag} is a percentage from 0 to 100, not {got}"},
	},
	"command-regexp": {
		Message: Text{ZH: "{flag} 的“{got}”不是正则表达式：{error}", EN: `{flag} "{got}" is no regular expression: {error}`},
	},
	"command-suggest-alone": {
		Message: Text{ZH: "--suggest 写出用例文件，不能与 --format、--coverage、--min-coverage 一起用", EN: "--suggest writes a file of cases; use it without --format, --coverage and --min-coverage"},
	},
	"test-summary": {
		Message: Text{ZH: "示例：通过 {passed}，未通过 {failed}", EN: "examples: passed {passed}, failed {failed}"},
	},
	"test-summary.errors": {
		Message: Text{ZH: "示例：通过 {passed}，未通过 {failed}；协议错误 {errors}", EN: "examples: passed {passed}, failed {failed}; errors in policies {errors}"},
	},
	"test-summary.none": {
		Message: Text{ZH: "没有找到示例", EN: "there are no examples"},
	},

	// batch.
	"batch-more": {
		Message: Text{ZH: "……还有 {count} 个问题没有列出", EN: "… and {count} more problems"},
	},
	"batch-bad-rows": {
		Message: Text{ZH: "有 {count} 行读不懂，没有评估；请改正，或用 --skip-bad-rows 跳过它们", EN: "{count} rows cannot be read, so nothing was evaluated; mend them, or leave them out with --skip-bad-rows"},
	},
	"batch-rows": {
		Message: Text{ZH: "读取：文件 {files}，行 {rows}，跳过 {skipped} 行，周期以外 {outside} 行", EN: "read: files {files}, rows {rows}, skipped {skipped}, outside the period {outside}"},
	},
	"batch-short": {
		Message: Text{ZH: "有行被跳过的人员：{count} 名（{who}）；他们的结果可能不完整，或根本没有", EN: "people with rows left out: {count} ({who}); their results may be incomplete or absent"},
	},
	"batch-nobody": {
		Message: Text{ZH: "跳过的行中有 {count} 行看不出是谁的，任何人的结果都可能受影响", EN: "of the rows left out, {count} do not say whose they are; anyone's result may be incomplete"},
	},
	"batch-idle": {
		Message: Text{ZH: "没有任何记录的人员：{count} 名（{who}）；指定 --period 可以评估他们", EN: "people without any records: {count} ({who}); --period evaluates them too"},
	},
	"batch-summary": {
		Message: Text{ZH: "请求 {asked}：已定 {final}，待定 {held}，拒绝 {refused}", EN: "requests {asked}: final {final}, held {held}, refused {refused}"},
	},
	"batch-held": {
		Message: Text{ZH: "  待定 {reason} × {count}：{text}（如 {who}）", EN: "  held by {reason} × {count}: {text} (such as {who})"},
	},
	"batch-refused": {
		Message: Text{ZH: "  拒绝原因：{reasons}", EN: "  refused because of: {reasons}"},
	},
	"batch-grades": {
		Message: Text{ZH: "档位：{grades}", EN: "grades: {grades}"},
	},
	"batch-paid": {
		Message: Text{ZH: "奖金合计：{amount}", EN: "payout in total: {amount}"},
	},

	// serve.
	"serve-listening": {
		Message: Text{ZH: "服务已启动：http://{addr}", EN: "listening on http://{addr}"},
	},
	"serve-set": {
		Message: Text{ZH: "生效的协议集：{from}，协议 {policies}，{set}", EN: "policy set in force: {from}, policies {policies}, {set}"},
	},
	"serve-shipped": {
		Message: Text{ZH: "内置协议", EN: "the shipped agreements"},
	},
	"serve-broken": {
		Message: Text{ZH: "“{from}”里的协议有错：服务已启动但尚不能评估，改好保存后自动生效", EN: `the policies in "{from}" are wrong: the service is up but cannot evaluate; it will once they are mended and saved`},
	},
	"serve-open": {
		Message: Text{ZH: "注意：{addr} 不只本机可以访问，而服务没有身份验证", EN: "mind: {addr} can be reached from other machines, and there is no authentication"},
	},
	"serve-failed": {
		Message: Text{ZH: "服务出错：{error}", EN: "the service failed: {error}"},
	},
	"serve-stopped": {
		Message: Text{ZH: "服务已停止", EN: "stopped"},
	},

	// explain.
	"statement-head": {
		Message: Text{ZH: "绩效说明：{title}（{policy}）", EN: "Statement: {title} ({policy})"},
	},
	"statement-head.untitled": {
		Message: Text{ZH: "绩效说明：{policy}", EN: "Statement: {policy}"},
	},
	"statement-who": {
		Message: Text{ZH: "专员 {specialist}，考核周期 {period}，评估日 {as_of}", EN: "specialist {specialist}, period {period}, evaluated as of {as_of}"},
	},
	"statement-held": {
		Message: Text{ZH: "结果待定，原因：", EN: "The result is held because:"},
	},
	"statement-score": {
		Message: Text{ZH: "得分 {score}，档位 {grade}，奖金系数 {rate}", EN: "score {score}, grade {grade}, bonus rate {rate}"},
	},
	"statement-earned": {
		Message: Text{ZH: "（否决和封顶之前的得分：{earned}）", EN: "(before vetoes and the cap: {earned})"},
	},
	"statement-payout": {
		Message: Text{ZH: "奖金 {amount}", EN: "payout {amount}"},
	},
	"statement-would-pay": {
		Message: Text{ZH: "不发放；若生效应发 {amount}", EN: "nothing is paid; in force it would pay {amount}"},
	},
	"statement-metrics":       {Message: Text{ZH: "指标", EN: "Metrics"}},
	"statement-dimensions":    {Message: Text{ZH: "维度", EN: "Dimensions"}},
	"statement-adjustments":   {Message: Text{ZH: "加减分", EN: "Adjustments"}},
	"statement-vetoes":        {Message: Text{ZH: "否决项", EN: "Vetoes"}},
	"statement-payouts":       {Message: Text{ZH: "奖金明细", EN: "Payouts"}},
	"statement-outcomes":      {Message: Text{ZH: "奖惩", EN: "Outcomes"}},
	"statement-pilots":        {Message: Text{ZH: "试点协议的结果（不影响发放）", EN: "Pilots (nothing of this is paid)"}},
	"statement-replaced":      {Message: Text{ZH: "正式协议的结果（由试点协议代替，不发放）", EN: "The active policy's result (a paying pilot answers instead; nothing of this is paid)"}},
	"statement-warnings":      {Message: Text{ZH: "提醒", EN: "Warnings"}},
	"statement-steps":         {Message: Text{ZH: "计算步骤", EN: "Step by step"}},
	"statement-group":         {Message: Text{ZH: "步骤", EN: "steps"}},
	"statement-group.facts":   {Message: Text{ZH: "参数与数据", EN: "Params and facts"}},
	"statement-group.metrics": {Message: Text{ZH: "各项指标", EN: "Metrics"}},
	"statement-group.sum":     {Message: Text{ZH: "加权与加减分", EN: "Weights and adjustments"}},
	"statement-group.result":  {Message: Text{ZH: "否决、档位与奖惩", EN: "Vetoes, band and what follows"}},
	"statement-pilot": {
		Message: Text{ZH: "{policy}：得分 {score}，档位 {grade}，若由它发放应为 {pay}", EN: "{policy}: score {score}, grade {grade}, would pay {pay}"},
	},
	"statement-pilot.unpaid": {
		Message: Text{ZH: "{policy}：得分 {score}，档位 {grade}", EN: "{policy}: score {score}, grade {grade}"},
	},
	"statement-pilot.held": {
		Message: Text{ZH: "{policy}：结果待定，原因：", EN: "{policy}: held because:"},
	},
	"statement-guard": {
		Message: Text{ZH: "平衡项 {id}：得分由 {from} 变为 {to}{reason}", EN: "guard {id}: score {from} became {to}{reason}"},
	},
	"statement-veto": {
		Message: Text{ZH: "{title}：{effect}{reason}", EN: "{title}: {effect}{reason}"},
	},
	"statement-because": {
		Message: Text{ZH: "（{reason}）", EN: " ({reason})"},
	},
	"statement-status": {
		Message: Text{ZH: "状态", EN: "status"},
	},
	"statement-status.not-measured": {
		Message: Text{ZH: "没有可用的数据，未测", EN: "not measured: no usable data"},
	},
	"statement-status.small-sample": {
		Message: Text{ZH: "样本太少，未测", EN: "not measured: the sample is too small"},
	},
	"statement-status.small-sample-got": {
		Message: Text{ZH: "样本太少：至少 {least}，只有 {got}，未测", EN: "not measured: too small a sample, {got} where at least {least} are needed"},
	},
	"statement-status.small-sample-least": {
		Message: Text{ZH: "样本太少：至少 {least}，未测", EN: "not measured: too small a sample, at least {least} are needed"},
	},
	"statement-status.not-applicable": {
		Message: Text{ZH: "不适用于此人", EN: "does not apply to this person"},
	},
	"statement-effect": {
		Message: Text{ZH: "作用", EN: "effect"},
	},
	"statement-effect.score": {
		Message: Text{ZH: "得分最多 {limit}", EN: "score at most {limit}"},
	},
	"statement-effect.grade": {
		Message: Text{ZH: "档位最高 {limit}", EN: "grade at most {limit}"},
	},
	"statement-effect.payout": {
		Message: Text{ZH: "奖金最多 {limit}", EN: "payout at most {limit}"},
	},
	"statement-effect.and": {
		Message: Text{ZH: "，", EN: ", "},
	},
	"statement-effect.advisory": {
		Message: Text{ZH: "仅作提示，不影响结果", EN: "reported only, takes nothing"},
	},
	"statement-effect.overridden": {
		Message: Text{ZH: "由 {by} 豁免：{reason}", EN: "set aside by {by}: {reason}"},
	},
	"statement-outcome":          {Message: Text{ZH: "奖惩", EN: "outcome"}},
	"statement-outcome.reward":   {Message: Text{ZH: "奖励：{title}", EN: "reward: {title}"}},
	"statement-outcome.penalty":  {Message: Text{ZH: "处罚：{title}", EN: "penalty: {title}"}},
	"statement-outcome.coaching": {Message: Text{ZH: "辅导：{title}", EN: "coaching: {title}"}},
	"statement-outcome.review":   {Message: Text{ZH: "复核：{title}", EN: "review: {title}"}},
	"statement-outcome.alert":    {Message: Text{ZH: "提醒：{title}", EN: "alert: {title}"}},
	"statement-formula": {
		Message: Text{ZH: "公式：{formula}（{at}）", EN: "formula: {formula} ({at})"},
	},
	"statement-values": {
		Message: Text{ZH: "其中：{values}", EN: "with: {values}"},
	},
	"statement-column":           {Message: Text{ZH: "列", EN: "column"}},
	"statement-column.metric":    {Message: Text{ZH: "指标", EN: "metric"}},
	"statement-column.dimension": {Message: Text{ZH: "维度", EN: "dimension"}},
	"statement-column.value":     {Message: Text{ZH: "实际值", EN: "value"}},
	"statement-column.target":    {Message: Text{ZH: "目标", EN: "target"}},
	"statement-column.score":     {Message: Text{ZH: "得分", EN: "score"}},
	"statement-column.weight":    {Message: Text{ZH: "权重", EN: "weight"}},
	"statement-column.points":    {Message: Text{ZH: "计分", EN: "points"}},
	"statement-column.sum":       {Message: Text{ZH: "合计", EN: "sum"}},
}
