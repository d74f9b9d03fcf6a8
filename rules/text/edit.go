package text

// editEntries are the sentences of merit fmt, schema, diff and show.
var editEntries = Entries{
	"fmt-summary": {
		Message: Text{ZH: "文件 {files}，整理了 {changed}", EN: "files {files}, laid out {changed}"},
	},
	"fmt-summary.check": {
		Message: Text{ZH: "文件 {files}，排版要整理的 {changed}", EN: "files {files}, to be laid out {changed}"},
	},
	"schema-written": {
		Message: Text{ZH: "已写入 {path}；协议第一行写 #:schema ./{name}，编辑器就有提示", EN: "wrote {path}; with #:schema ./{name} as a policy's first line editors use it"},
	},
}
