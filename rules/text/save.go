package text

// saveEntries are the sentences of merit eval --save-example.
var saveEntries = Entries{
	"command-save-name": {
		Message: Text{ZH: "请给示例起一个名字，例如 --save-example \"三月的一个实例\"", EN: `give the example a name, such as --save-example "a case of March"`},
	},
	"command-save-name.letters": {
		Message: Text{ZH: "示例名称里有看不见的字符，请换一个名字", EN: "the name of the example has invisible characters; choose another"},
	},
	"command-save-name.who": {
		Message: Text{ZH: "示例名称里写着专员编号；示例不记是谁，请换一个名字", EN: "the name of the example holds the specialist's id; an example does not say who it was, so choose another"},
	},
	"command-save-shipped": {
		Message: Text{ZH: "内置协议改不了；请用 -p 指定自己的协议文件或文件夹，示例才有地方写", EN: "the shipped agreements cannot be changed; name your own policy file or folder with -p"},
	},
	"command-save-ask": {
		Message: Text{ZH: "要写进协议文件，得先问一声，而这里不是终端（或者请求就来自标准输入）；确定要写就加上 --yes", EN: "before it writes to a policy, merit asks, and here is no terminal to ask on (or the request comes from it); add --yes to have it written"},
	},
	"command-save-yes": {
		Message: Text{ZH: "--yes 要和 --save-example 一起用", EN: "--yes goes with --save-example"},
	},
	"save-personal": {
		Message: Text{
			ZH: "将写进 {path}：考核周期、属性、数据（连同过去的评估）和结果，没有专员编号。文件会被多人看到，请看一遍有没有个人信息。",
			EN: "To be written to {path}: the period, the attributes, the inputs, earlier evaluations and the result, without the specialist's id. Others will read the file: see that nothing personal is in it.",
		},
	},
	"save-personal.overrides": {
		Message: Text{
			ZH: "将写进 {path}：考核周期、属性、数据（连同过去的评估）、谁以什么理由放行了否决，以及结果，没有专员编号。文件会被多人看到，请看一遍有没有个人信息。",
			EN: "To be written to {path}: the period, the attributes, the inputs, earlier evaluations, who set a veto aside and why, and the result, without the specialist's id. Others will read the file: see that nothing personal is in it.",
		},
	},
	"save-named": {
		Message: Text{ZH: "注意：有的文字里还带着专员编号，上面原样保留了。", EN: "Note: the specialist's id still stands within some text above."},
	},
	"save-question": {
		Message: Text{ZH: "写进去吗？[y/N]", EN: "write it? [y/N]"},
	},
	"save-declined": {
		Message: Text{ZH: "没有写", EN: "nothing was written"},
	},
	"save-done": {
		Message: Text{ZH: "已写进 {path}，示例“{name}”成立", EN: `wrote the example "{name}" to {path}; it holds`},
	},
	"save-twice": {
		Message: Text{ZH: "协议“{id}”已经有名为“{name}”的示例，请换一个名字；没有写", EN: `policy "{id}" has an example "{name}" already; choose another name; nothing was written`},
	},
	"save-form": {
		Message: Text{ZH: "这次评估写不成示例（数据里有周期之后的行、列表里有空值，或协议的示例写成了一行列表）；没有写", EN: "this evaluation cannot be written as an example (rows from after the period, null in a list, or a policy that writes its examples as one list); nothing was written"},
	},
	"save-broken": {
		Message: Text{ZH: "写成示例后不成立，所以没有写；上面是原因", EN: "as an example it does not hold, so nothing was written; the reason stands above"},
	},
	"save-changed": {
		Message: Text{ZH: "“{path}”在评估时改动过；没有写，请再来一次", EN: `"{path}" changed during the evaluation; nothing was written, try again`},
	},
}
