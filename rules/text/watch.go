package text

// watchEntries are the sentences of merit watch.
var watchEntries = Entries{
	"command-watch-folder": {
		Message: Text{ZH: "请写出一个放协议的文件夹，例如 merit watch policies/", EN: "name one folder with policies, such as merit watch policies/"},
	},
	"command-watch-file": {
		Message: Text{ZH: "“{path}”是文件；watch 看的是文件夹，请写 merit watch {folder}", EN: `"{path}" is a file; watch looks at a folder: merit watch {folder}`},
	},
	"watch-start": {
		Message: Text{ZH: "正在看着 {folder}，每次保存都会检查；按 Ctrl-C 结束", EN: "watching {folder}, checking at every save; Ctrl-C ends it"},
	},
	"watch-stopped": {
		Message: Text{ZH: "不再看了", EN: "stopped watching"},
	},
	"watch-edited": {
		Message: Text{ZH: "{name} 改了", EN: "{name} was saved"},
	},
	"watch-created": {
		Message: Text{ZH: "新文件 {name}", EN: "{name} is new"},
	},
	"watch-deleted": {
		Message: Text{ZH: "{name} 删掉了", EN: "{name} was deleted"},
	},
	"watch-renamed": {
		Message: Text{ZH: "{was} 改名为 {name}", EN: "{was} was renamed to {name}"},
	},

	"watch-fine": {
		Message: Text{ZH: "没有问题", EN: "no problems"},
	},
	"watch-fine.failed": {
		Message: Text{ZH: "写法没有问题，但有示例不成立", EN: "well written, but some examples do not hold"},
	},
	"watch-mended": {
		Message: Text{ZH: "好了，又没有问题了", EN: "mended: no problems any more"},
	},
	"watch-warnings": {
		Message: Text{ZH: "先前的警告还有 {count} 处", EN: "warnings from before, still there: {count}"},
	},
	"watch-since": {
		Message: Text{ZH: "与 {time} 那次好的内容相比：", EN: "against the last good save, of {time}:"},
	},
	"watch-since.same": {
		Message: Text{ZH: "与 {time} 那次好的内容相比，示例的结果都没有变", EN: "against the last good save, of {time}, no example comes out differently"},
	},
	"watch-since.broken": {
		Message: Text{ZH: "改好之前无法重算；改好后会与 {time} 那次好的内容相比", EN: "nothing can be computed until this is fixed; then it is compared with the last good save, of {time}"},
	},
	"watch-since.partly": {
		Message: Text{ZH: "有错的先不算；其余的与 {time} 那次好的内容相比：", EN: "what has errors is left out; the rest against the last good save, of {time}:"},
	},
	"watch-since.never": {
		Message: Text{ZH: "还没有一次好的内容可以比较；改好后从那时比起", EN: "there is no good save to compare with yet; the first one will be"},
	},
	"watch-column.name":   {Message: Text{ZH: "示例", EN: "example"}},
	"watch-column.score":  {Message: Text{ZH: "得分", EN: "score"}},
	"watch-column.grade":  {Message: Text{ZH: "等级", EN: "grade"}},
	"watch-column.payout": {Message: Text{ZH: "奖金", EN: "payout"}},
	"watch-held":          {Message: Text{ZH: "待定", EN: "held"}},
	"watch-refused":       {Message: Text{ZH: "退回", EN: "refused"}},
	"watch-unrun":         {Message: Text{ZH: "没有运行", EN: "not run"}},
	"watch-new":           {Message: Text{ZH: "（新）", EN: " (new)"}},
	"watch-gone":          {Message: Text{ZH: "（不再有）", EN: " (gone)"}},
	"watch-gained": {
		Message: Text{ZH: "多了：{names}", EN: "now also: {names}"},
	},
	"watch-lost": {
		Message: Text{ZH: "不再有：{names}", EN: "no longer: {names}"},
	},
	"watch-more": {
		Message: Text{ZH: "……还有 {count} 个示例也变了", EN: "… and {count} more examples"},
	},
	"watch-pay": {
		Message: Text{ZH: "示例奖金合计 {before} → {after} {currency}（{change}）", EN: "payout of all examples {before} → {after} {currency} ({change})"},
	},
	"watch-pay.same": {
		Message: Text{ZH: "示例奖金合计不变：{after} {currency}", EN: "payout of all examples as before: {after} {currency}"},
	},
	"watch-failed": {
		Message: Text{ZH: "不成立的示例 {count} 个：", EN: "examples that do not hold: {count}"},
	},
	"watch-failed-more": {
		Message: Text{ZH: "……还有 {count} 个不成立", EN: "… and {count} more do not hold"},
	},
	"watch-intended": {
		Message: Text{ZH: "如果这正是要改成的样子，把这些示例的 expect 改成新的结果再保存", EN: "if this is what you meant, change the expect of these examples to the new results and save"},
	},

	"watch-state": {
		Message: Text{ZH: "{policies} 份协议，{cases} 个示例，全部通过", EN: "policies {policies}, examples {cases}, all pass"},
	},
	"watch-state.none": {
		Message: Text{ZH: "{policies} 份协议，还没有示例", EN: "policies {policies}, no examples yet"},
	},
	"watch-state.failed": {
		Message: Text{ZH: "{policies} 份协议，{cases} 个示例，{failed} 个不成立", EN: "policies {policies}, examples {cases}, {failed} of them do not hold"},
	},
	"watch-state.broken": {
		Message: Text{ZH: "有 {errors} 处错误要改", EN: "errors to fix: {errors}"},
	},
}
