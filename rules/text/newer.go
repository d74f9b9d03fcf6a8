package text

// newerEntries are warnings of what is valid here and not elsewhere, or not
// what it looks like.
var newerEntries = Entries{
	"toml-newer.newline": {
		Message: Text{"花括号 { } 里换了行：这是 TOML 1.1 的写法，很多编辑器和工具会拒绝整个文件", "a line break inside { }: that is TOML 1.1, and many editors and tools refuse the whole file"},
		Help:    Text{"写在一行里；太长就改用 [表头] 分行写", "write it on one line; if it is too long, use a [header] and a line for each key"},
	},
	"toml-newer.comma": {
		Message: Text{"} 前面多了一个逗号：这是 TOML 1.1 的写法，很多编辑器和工具会拒绝整个文件", "a comma before }: that is TOML 1.1, and many editors and tools refuse the whole file"},
		Help:    Text{"删掉这个逗号", "delete the comma"},
	},
	"toml-newer.escape": {
		Message: Text{"“{text}” 是 TOML 1.1 的写法，很多编辑器和工具会拒绝整个文件", "\"{text}\" is TOML 1.1, and many editors and tools refuse the whole file"},
		Help:    Text{"直接输入那个字符，或者写成 \\u 加四位编码", "type the character itself, or write \\u and four digits"},
	},
	"toml-newer.seconds": {
		Message: Text{"“{text}” 没有写秒：这是 TOML 1.1 的写法，很多编辑器和工具会拒绝整个文件", "\"{text}\" has no seconds: that is TOML 1.1, and many editors and tools refuse the whole file"},
		Help:    Text{"补上秒，例如 10:30:00", "add the seconds: 10:30:00"},
	},
	"mixed-letters": {
		Message: Text{"“{text}” 里有看起来像英文的外文字母：它和键盘输入的 “{latin}” 不是同一个词", "\"{text}\" holds letters of another alphabet that look like Latin ones: it is not the word \"{latin}\" that a keyboard types"},
		Help:    Text{"在英文输入法下重新输入：{latin}", "type it again: {latin}"},
	},
}
