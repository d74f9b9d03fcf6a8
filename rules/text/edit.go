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
	"command-diff-paths": {
		Message: Text{ZH: "请写出旧版和新版两个路径，或用 --base 写明 git 版本和一个路径", EN: "name the old and the new path, or a git revision with --base and one path"},
	},
	"command-diff-base": {
		Message: Text{ZH: "“{got}”不是 git 版本，应写成 main、HEAD~1 或提交号", EN: `"{got}" is no git revision; write main, HEAD~1 or a commit`},
	},
	"command-diff-git": {
		Message: Text{ZH: "git 读不到旧版：{error}", EN: "git cannot read the old version: {error}"},
	},
	"command-diff-broken": {
		Message: Text{ZH: "协议有错误，改好后才能比较", EN: "the policies have errors; they can be compared once these are fixed"},
	},
	"command-show-file": {
		Message: Text{ZH: "请写出一份协议文件，例如 policies/crs-standard.toml", EN: "name one policy file, such as policies/crs-standard.toml"},
	},
	"command-show-broken": {
		Message: Text{ZH: "协议有错误，改好后才能写成文字", EN: "the policy has errors; it can be shown once these are fixed"},
	},
}
