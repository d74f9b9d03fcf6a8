package text

// starterEntries are the sentences of merit init.
var starterEntries = Entries{
	"command-init-folder": {
		Message: Text{ZH: "请写出一个文件夹，例如 merit init agreements/；不存在会建立", EN: "name one folder, such as merit init agreements/; it is made if it is not there"},
	},
	"init-written": {
		Message: Text{ZH: "写出 {path}", EN: "wrote {path}"},
	},
	"init-kept": {
		Message: Text{ZH: "已有 {path}，没有动它", EN: "{path} is there already and was left as it is"},
	},
	"init-nothing": {
		Message: Text{ZH: "{folder} 里都已经有了，什么都没有写", EN: "everything is in {folder} already; nothing was written"},
	},
	"init-next": {
		Message: Text{ZH: "接下来可以：", EN: "next:"},
	},
	"init-next.check": {
		Message: Text{ZH: "检查有没有写错", EN: "check it"},
	},
	"init-next.watch": {
		Message: Text{ZH: "边改边看：每次保存都说改了什么、奖金变了多少", EN: "edit it, and see what every save does"},
	},
	"init-next.eval": {
		Message: Text{ZH: "算一个人", EN: "evaluate one person"},
	},
}
