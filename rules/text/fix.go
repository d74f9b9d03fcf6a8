package text

// fixEntries are the sentences about mending files.
var fixEntries = Entries{
	"fix-title.replace": {Message: Text{"把 {before} 改成 {after}", "replace {before} with {after}"}},
	"fix-title.insert":  {Message: Text{"加上 {after}", "add {after}"}},
	"fix-title.delete":  {Message: Text{"删去 {before}", "delete {before}"}},
	"fix-title.several": {Message: Text{"改 {count} 处", "{count} changes"}},
	"fix-summary":       {Message: Text{"自动修正 {count} 处", "mended: {count}"}},
	"fix-summary.dry":   {Message: Text{"可以自动修正 {count} 处；没有改动文件", "could be mended: {count}; nothing was written"}},
	"fix-refused":       {Message: Text{"没有自动修正（{change}）：改了反而会多出错误，请人工处理", "not mended ({change}): it would make more errors; please look at it yourself"}},
	"fix-changed":       {Message: Text{"{path} 在检查期间被别人改动，没有写入；请再运行一次", "{path} was changed by somebody else meanwhile and was not written; run the command again"}},
	"fix-dry-alone":     {Message: Text{"--dry-run 只能与 --fix 连用", "--dry-run goes with --fix"}},
	"fix-offered":       {Message: Text{"可用 --fix 修正", "--fix can mend this"}},
}
