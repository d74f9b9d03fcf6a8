package text

// editEntries are the sentences of merit fmt, schema, diff and show.
var editEntries = Entries{
	"fmt-summary": {
		Message: Text{ZH: "文件 {files}，整理了 {changed}", EN: "files {files}, laid out {changed}"},
	},
	"fmt-summary.check": {
		Message: Text{ZH: "文件 {files}，排版要整理的 {changed}", EN: "files {files}, to be laid out {changed}"},
	},
}
