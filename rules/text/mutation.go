package text

// mutationEntries are the sentences of test --mutate.
var mutationEntries = Entries{
	"command-mutate-alone": {
		Message: Text{ZH: "--mutate 只能与 --format text|json、--min-killed 或 --suggest 一起用，--min-killed 也只能与 --mutate 一起用", EN: "--mutate goes with --format text|json, --min-killed or --suggest only, and --min-killed with --mutate only"},
	},
	"mutate-unready": {
		Message: Text{ZH: "用例还没有全部通过，无从知道它们会发现什么；请先改好", EN: "not all cases pass, so what they would notice cannot be known; mend them first"},
	},
	"mutate-survivor": {
		Message: Text{ZH: "{name}：把 {old} 改成 {new}，没有用例发现", EN: "{name}: {old} changed to {new}, and no case notices"},
	},
	"mutate-summary": {
		Message: Text{ZH: "{policy}：改动被发现 {killed} 处，未被发现 {survived} 处（另有 {refused} 处无法加载），发现率 {percent}%", EN: "{policy}: {killed} changes noticed, {survived} not ({refused} more do not load): {percent} %"},
	},
	"suggested.period": {
		Message: Text{ZH: "考核周期", EN: "period"},
	},
	"suggested.history": {
		Message: Text{ZH: "往期", EN: "history"},
	},
	"suggested.notices": {
		Message: Text{ZH: "能发现这些改动：", EN: "notices these changes:"},
	},
	"mutate-suggested": {
		Message: Text{ZH: "{policy}：写出 {cases} 个用例，能发现 {noticed} 处改动；还有 {left} 处没有找到数据（有些改动并不改变结果）", EN: "{policy}: wrote {cases} cases that notice {noticed} changes; found no facts for {left} more (some changes mean the same)"},
	},
	"mutate-low": {
		Message: Text{ZH: "{policy}：改动发现率 {percent}%，低于要求的 {least}%", EN: "{policy}: {percent} % of the changes are noticed, below the {least} % asked for"},
	},
}
