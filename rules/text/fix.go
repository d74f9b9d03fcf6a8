package text

// fixEntries are the sentences about mending files.
var fixEntries = Entries{
	"fix-title.replace": {Message: Text{"把 {before} 改成 {after}", "replace {before} with {after}"}},
	"fix-title.insert":  {Message: Text{"加上 {after}", "add {after}"}},
	"fix-title.delete":  {Message: Text{"删去 {before}", "delete {before}"}},
	"fix-title.several": {Message: Text{"改 {count} 处", "{count} changes"}},
	"fix-offered":       {Message: Text{"可用 --fix 修正", "--fix can mend this"}},
}
