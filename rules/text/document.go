package text

// documentEntries are the sentences about reading TOML.
var documentEntries = Entries{
	"too-large": {
		Message: Text{"文件有 {size} 字节，超过上限 {limit} 字节", "the file has {size} bytes, more than the limit of {limit}"},
		Help:    Text{"拆成几个文件，或删去多余的内容", "split it into several files, or remove what is not needed"},
	},
	"too-large.tables": {
		Message: Text{"文件里的表超过 {limit} 个", "the file holds more than {limit} tables"},
		Help:    Text{"拆成几个文件", "split it into several files"},
	},
	"too-large.values": {
		Message: Text{"文件里的值超过 {limit} 个", "the file holds more than {limit} values"},
		Help:    Text{"拆成几个文件；成批的用例写进几个 *_test.toml", "split it into several files; keep cases in several *_test.toml"},
	},
	"too-large.key": {
		Message: Text{"键太长，最多 {limit} 字节", "this key is too long; at most {limit} bytes are allowed"},
		Help:    Text{"改用短名称，把说明写进 title", "use a short name and put the explanation into title"},
	},
	"too-deep.brackets": {
		Message: Text{"括号套得太深，最多 {limit} 层", "brackets are nested too deeply; at most {limit} levels are allowed"},
		Help:    Text{"检查是否多写了括号；内容多时改用 [表头]", "look for brackets too many; for long content use a [header] instead"},
	},
	"too-deep.key": {
		Message: Text{"键里的点太多，最多分 {limit} 段", "this key has too many dots; at most {limit} parts are allowed"},
		Help:    Text{"名称里本来就有点时，给它加引号", "where the dots belong to the name, put the name in quotes"},
	},
	"too-many-problems": {
		Message: Text{"问题太多，从这里起没有再往下读", "there are too many problems; reading stopped here"},
		Help:    Text{"先改好上面的问题，再检查一次", "mend the problems above, then check again"},
	},
	"not-utf8": {
		Message: Text{"文件不是 UTF-8 编码", "the file is not UTF-8"},
		Help:    Text{"用记事本打开，选“另存为”，编码选 UTF-8", "open it in an editor and save it with the encoding UTF-8"},
	},
	"not-utf8.cut": {
		Message: Text{"文件在一个字的中间断了，多半没有存完", "the file ends in the middle of a character; it was hardly saved whole"},
		Help:    Text{"重新保存，或从备份恢复", "save it again, or restore it"},
	},
	"not-utf8.gbk": {
		Message: Text{"文件不是 UTF-8 编码，看起来是按 GBK（ANSI）保存的", "the file is not UTF-8; it looks as if it was saved as GBK (ANSI)"},
		Help:    Text{"用记事本打开，选“另存为”，编码选 UTF-8", "open it in an editor and save it with the encoding UTF-8"},
	},
	"not-utf8.utf16": {
		Message: Text{"文件不是 UTF-8 编码，看起来是按 UTF-16（Unicode）保存的，或者不是文本文件", "the file is not UTF-8; it looks like UTF-16 (Unicode), or is not a text file"},
		Help:    Text{"用记事本打开，选“另存为”，编码选 UTF-8", "open it in an editor and save it with the encoding UTF-8"},
	},
	"control-character": {
		Message: Text{"这里有一个看不见的控制字符（0x{hex}）", "there is an invisible control character here (0x{hex})"},
		Help:    Text{"删掉它；常见于从别处复制来的文字", "delete it; it often comes with pasted text"},
	},
	"control-character.return": {
		Message: Text{"这里的换行只有回车（CR），没有换行符（LF）", "this line break is a lone carriage return (CR)"},
		Help:    Text{"把文件的换行改成 LF 或 CRLF", "save the file with LF or CRLF line ends"},
	},
	"invisible-character": {
		Message: Text{"这里有一个看不见的字符（{code}）", "there is an invisible character here ({code})"},
		Help:    Text{"删掉它；重新用键盘输入这一段最稳妥", "delete it; typing this part again is the safest way"},
	},
	"invisible-character.comment": {
		Message: Text{"注释里有改变文字方向的字符（{code}），会让这一行看起来和实际不一样", "this comment holds a character that turns the reading direction ({code}), so the line may look like something else"},
		Help:    Text{"删掉它；重新用键盘输入这条注释", "delete it; type the comment again"},
	},

	"toml-syntax": {
		Message: Text{"从这里起读不懂", "this cannot be read from here on"},
		Help:    Text{"每行写成 名称 = 值；文字加英文双引号，表头写成 [名称]", `write each line as name = value, with text in double quotes; write a header as [name]`},
	},
	"toml-syntax.full-width": {
		Message: Text{"这里用了中文（全角）符号：{found}", "there are full-width characters here: {found}"},
		Help:    Text{"切到英文输入法，写成：{better}", "with the keyboard set to English, write: {better}"},
	},
	"toml-syntax.comma": {
		Message: Text{"“{found}” 不能用来分隔", `"{found}" does not separate elements`},
		Help:    Text{"改成英文逗号 {better}", "use a plain comma: {better}"},
	},
	"toml-syntax.blank": {
		Message: Text{"这里的空格不是普通空格（{code}）", "this is not an ordinary space ({code})"},
		Help:    Text{"删掉它，在英文输入法下重新输入空格", "delete it and type a space with the keyboard set to English"},
	},
	"toml-syntax.key-letters": {
		Message: Text{"中文名称 “{found}” 要加英文双引号", `the name "{found}" must stand in double quotes, because it is not made of a-z, digits, - and _ alone`},
		Help:    Text{"写成：{better}", "write: {better}"},
	},
	"toml-syntax.key-space": {
		Message: Text{"名称 “{found}” 里不能有空格", `the name "{found}" cannot hold spaces`},
		Help:    Text{"写成：{better}；前面多了字就删掉", "write: {better}; or remove the word too many"},
	},
	"toml-syntax.key": {
		Message: Text{"这个名称写得不对", "this name is not written correctly"},
		Help:    Text{"只用字母、数字、- 和 _；其他文字加英文双引号", "use letters, digits, - and _; put anything else in double quotes"},
	},
	"toml-syntax.no-key": {
		Message: Text{"等号左边没有名称", "there is no name before the equals sign"},
		Help:    Text{"写成 名称 = 值", "write name = value"},
	},
	"toml-syntax.no-equals": {
		Message: Text{"“{found}” 后面没有等号", `there is no equals sign after "{found}"`},
		Help:    Text{"写成：{better}", "write: {better}"},
	},
	"toml-syntax.colon": {
		Message: Text{"名称和值之间写的是冒号", "name and value are separated by a colon"},
		Help:    Text{"改成等号：{better}", "use an equals sign: {better}"},
	},
	"toml-syntax.no-value": {
		Message: Text{"等号右边没有值", "there is no value after the equals sign"},
		Help:    Text{"补上值；不需要这一项就删掉整行", "add the value, or delete the line if it is not needed"},
	},
	"toml-syntax.unquoted": {
		Message: Text{"文字 “{found}” 没有加引号", `the text "{found}" is not in quotes`},
		Help:    Text{"写成：{better}", "write: {better}"},
	},
	"toml-syntax.boolean": {
		Message: Text{"“{found}” 不是能识别的是或否", `"{found}" is not a way to write yes or no here`},
		Help:    Text{"写成：{better}（小写，不加引号）", "write: {better} (lower case, without quotes)"},
	},
	"toml-syntax.null": {
		Message: Text{"没有 “{found}” 这种值", `there is no value "{found}"`},
		Help:    Text{"没有值就删掉这一行", "to leave something out, delete the line"},
	},
	"toml-syntax.bound": {
		Message: Text{"目标只写数字，不写大于、小于：{found}", "a target is a number, without a sign before it: {found}"},
		Help:    Text{"写成：{better}；哪边好写在 better 里：\"higher\" 或 \"lower\"", "write: {better}; which side is good stands in better, \"higher\" or \"lower\""},
	},
	"toml-syntax.percent": {
		Message: Text{"百分数 {found} 没有加引号", "the percentage {found} is not in quotes"},
		Help:    Text{"奖金系数写成：{better}；目标、权重、参数本来就以百分之几计，只写数字，不写 %", "write a rate as {better}; targets, weights and params count in percent already: write the number alone"},
	},
	"toml-syntax.percent-rate": {
		Message: Text{"百分数 {found} 没有加引号", "the percentage {found} is not in quotes"},
		Help:    Text{"写成：{better}", "write: {better}"},
	},
	"toml-syntax.percent-sign": {
		Message: Text{"{found} 这里不写百分号", "{found} has no percent sign here"},
		Help:    Text{"写成：{better}；目标、权重、参数本来就以百分之几计", "write: {better}; targets, weights and params count in percent already"},
	},
	"toml-syntax.leading-zero": {
		Message: Text{"数字 {found} 不能以 0 开头", "the number {found} cannot start with 0"},
		Help:    Text{"写成：{better}；编号要保留 0 就加引号", "write: {better}; put it in quotes if it is an identifier"},
	},
	"toml-syntax.thousands": {
		Message: Text{"数字 {found} 里不能有千分位逗号", "the number {found} cannot hold thousands commas"},
		Help:    Text{"写成：{better}", "write: {better}"},
	},
	"toml-syntax.decimal-comma": {
		Message: Text{"数字 {found} 的小数点写成了逗号", "the number {found} has a comma for its decimal point"},
		Help:    Text{"写成：{better}", "write: {better}"},
	},
	"toml-syntax.number": {
		Message: Text{"数字 {found} 的小数点前后都要有数字", "the number {found} needs digits on both sides of its point"},
		Help:    Text{"写成：{better}", "write: {better}"},
	},
	"toml-syntax.unit": {
		Message: Text{"数字后面不能带单位：{found}", "a number cannot carry a unit: {found}"},
		Help:    Text{"只写数字：{better}；要当文字就整个加引号", "write the number alone: {better}; or put all of it in quotes if it is text"},
	},
	"toml-syntax.date": {
		Message: Text{"日期 {found} 的写法不对", "the date {found} is not written as dates are here"},
		Help:    Text{"写成：{better}（年四位，月、日两位，不加引号）；不是日期就加引号", "write: {better} (four digits for the year, two for month and day, no quotes); put it in quotes if it is no date"},
	},
	"toml-syntax.value": {
		Message: Text{"“{found}” 不是能识别的值", `"{found}" is not a value`},
		Help:    Text{"数字直接写，如 90；文字和公式加引号，如 \"A\"；日期写成 2026-01-01", `write numbers as they are, such as 90; text and formulas in quotes, such as "A"; dates as 2026-01-01`},
	},
	"toml-syntax.unclosed-string": {
		Message: Text{"引号没有配对", "this quote is never closed"},
		Help:    Text{"在末尾补上引号：{better}", "close it: {better}"},
	},
	"toml-syntax.unclosed-text": {
		Message: Text{"多行文字从这里开始，却没有结束", "this text over several lines is never closed"},
		Help:    Text{"在文字末尾补上 {better}", "put {better} after the end of the text"},
	},
	"toml-syntax.unclosed-array": {
		Message: Text{"方括号 “[” 没有配对", `this "[" is never closed`},
		Help:    Text{"在最后一项后面补上 “]”", `put "]" after the last element`},
	},
	"toml-syntax.unclosed-table": {
		Message: Text{"花括号 “{” 没有配对", `this "{" is never closed`},
		Help:    Text{"在最后一项后面补上 “}”", `put "}" after the last entry`},
	},
	"toml-syntax.missing-comma": {
		Message: Text{"这里缺少逗号", "there is a comma missing after this"},
		Help:    Text{"每两项之间写一个英文逗号", "put a comma between every two elements"},
	},
	"toml-syntax.extra-comma": {
		Message: Text{"这里多了一个逗号", "there is a comma too many here"},
		Help:    Text{"删掉它，或补上缺少的一项", "delete it, or add the element that is missing"},
	},
	"toml-syntax.stray": {
		Message: Text{"这里的 “{found}” 没有对应的开头", `this "{found}" does not close anything`},
		Help:    Text{"删掉它，或检查上面是否少写了一半", "delete it, or look above for what it should close"},
	},
	"toml-syntax.after-value": {
		Message: Text{"值已经写完，后面多了 “{found}”", `the value is complete, but "{found}" follows it`},
		Help:    Text{"删掉多余的部分；说明写在 # 后面；每项各占一行；文字要整个加引号", "remove it, put it after # if it is a comment, or start a new line; text must stand in quotes as a whole"},
	},
	"toml-syntax.after-string": {
		Message: Text{"文字在引号处已经结束，后面多了 “{found}”", `the text ends at its closing quote, but "{found}" follows it`},
		Help:    Text{"文字里面要用双引号时，外面改用英文单引号 '…'；说明写在 # 后面", "if the text itself holds double quotes, put '…' around it; a comment goes after #"},
	},
	"toml-syntax.inner-quotes": {
		Message: Text{"文字里面又用了双引号，在这里提前结束了", "the text itself holds double quotes and so ended too early, here"},
		Help:    Text{"外面改用英文单引号：{better}", "put single quotes around it: {better}"},
	},
	"toml-syntax.escape": {
		Message: Text{"双引号里的 “{found}” 不是有效的转义", `"{found}" is not an escape that text in double quotes knows`},
		Help:    Text{`要写反斜杠本身，就写两个 \\，或改用英文单引号 '…'`, `for a backslash write two, \\, or put the text in single quotes '…'`},
	},
	"toml-syntax.unclosed-header": {
		Message: Text{"表头 “{found}” 没有配对的方括号", `the header "{found}" is never closed`},
		Help:    Text{"写成：{better}", "write: {better}"},
	},
	"toml-syntax.header-brackets": {
		Message: Text{"表头 “{found}” 两边的方括号个数不一样", `the header "{found}" does not have as many brackets on both sides`},
		Help:    Text{"写成：{better}", "write: {better}"},
	},
	"toml-syntax.empty-header": {
		Message: Text{"表头里没有名称", "this header has no name"},
		Help:    Text{"写成 [名称] 或 [[名称]]", "write [name] or [[name]]"},
	},
	"toml-syntax.after-header": {
		Message: Text{"表头后面多了 “{found}”", `"{found}" follows the header on its line`},
		Help:    Text{"移到下一行；说明写在 # 后面", "move it to the next line; a comment goes after #"},
	},

	"duplicate-key": {
		Message: Text{"“{name}” 写了两次", `"{name}" is written twice`},
		Help:    Text{"只留一个；要写成两项时，检查是否少了一个 [[表头]]", "keep one of them; if they belong to two entries, look for a missing [[header]]"},
	},
	"redefined-table": {
		Message: Text{"表头 [{name}] 写了两次", "the header [{name}] is written twice"},
		Help:    Text{"把两处内容合并到一个表头下；要写成多项时用 [[{name}]]", "bring both parts under one header; for several entries use [[{name}]]"},
	},
	"redefined-table.array": {
		Message: Text{"“{name}” 前面用的是 [[{name}]]，这里写成了 [{name}]", "[[{name}]] was used before, but here it is [{name}]"},
		Help:    Text{"写成 [[{name}]]", "write [[{name}]]"},
	},
	"redefined-table.element": {
		Message: Text{"“{name}” 前面已经写过，不能再用 [[{name}]]", `"{name}" is already there and cannot become [[{name}]]`},
		Help:    Text{"前面是 [{name}] 就把两处都改成 [[{name}]]，否则删掉一处", "if the first is [{name}], change both to [[{name}]]; else delete one"},
	},
	"redefined-table.extend": {
		Message: Text{"“{name}” 前面已经用 [ … ] 写完，不能再用 [[{name}]] 添加", `"{name}" is already complete as [ … ]; [[{name}]] cannot add to it`},
		Help:    Text{"把内容写进前面的 [ … ]，或全部改用 [[{name}]]", "write it inside the first [ … ], or use [[{name}]] for all"},
	},
	"redefined-table.dots": {
		Message: Text{"“{name}” 前面已经写完，这里不能再往里添加", `"{name}" is already complete and cannot be added to here`},
		Help:    Text{"把内容写到前面那一处", "write it where the first one stands"},
	},
	"redefined-table.value": {
		Message: Text{"“{name}” 前面已经有值，这里又当成了表", `"{name}" already has a value and cannot be a table here as well`},
		Help:    Text{"把内容写到前面那一处，或删掉一处", "write it where the first one stands, or delete one of them"},
	},
	"first-written": {Message: Text{"第一次写在这里", "first written here"}},
	"confusable-keys": {
		Message: Text{"“{name}” 和 “{first}” 看起来一样，其实是两个名称", `"{name}" and "{first}" look alike but are two names`},
		Help:    Text{"只留一个；大小写、全角半角、外文字母都要一致", "keep one of them; case, full-width forms and letters of other alphabets must agree"},
	},
	"not-finite": {
		Message: Text{"{found} 不是一个确定的数", "{found} is not a finite number"},
		Help:    Text{"写具体的数字；不设上限就删掉这一项", "write a number; to set no limit, leave the entry out"},
	},
	"number-range.toml": {
		Message: Text{"数字 {found} 超出了能表示的范围", "the number {found} is out of range"},
		Help:    Text{"检查是否多写了几位；编号要加引号", "look for digits too many; put identifiers in quotes"},
	},
	"invalid-date.toml": {
		Message: Text{"没有 {found} 这一天", "there is no such day: {found}"},
		Help:    Text{"检查月份和当月天数；写成 2026-02-28 这样", "check the month and its days; write dates as 2026-02-28"},
	},
	"invalid-date.clock": {
		Message: Text{"没有 {found} 这个时间，或写法不对", "there is no such time, or it is not written correctly: {found}"},
		Help:    Text{"写成 2026-03-31T17:05:00+08:00，月、日、时、分都要两位", "write times as 2026-03-31T17:05:00+08:00, with two digits for month, day, hour and minute"},
	},

	"wrong-type": {
		Message: Text{"“{name}” 要写{want}，这里写的是{found}", `"{name}" must be {want}, but this is {found}`},
		Help:    Text{"例如：{better}", "for example: {better}"},
	},
	"wrong-type.quoted": {
		Message: Text{"“{name}” 要写{want}，这里加了引号，成了{found}", `"{name}" must be {want}; in quotes it is {found}`},
		Help:    Text{"去掉引号：{better}", "remove the quotes: {better}"},
	},
	"wrong-type.percent": {
		Message: Text{"“{name}” 要写{want}，不带引号和百分号", `"{name}" must be {want}, without quotes and percent sign`},
		Help:    Text{"写成：{better}", "write: {better}"},
	},
	"wrong-type.unquoted": {
		Message: Text{"“{name}” 要写{want}，这里没有加引号，成了{found}", `"{name}" must be {want}; without quotes it is {found}`},
		Help:    Text{"加上引号：{better}", "put it in quotes: {better}"},
	},
	"wrong-type.date": {
		Message: Text{"“{name}” 只写日期，这里写的是{found}", `"{name}" must be a date alone, but this is {found}`},
		Help:    Text{"去掉时间：{better}", "leave out the time: {better}"},
	},
	"wrong-type.whole": {
		Message: Text{"“{name}” 要写{want}，不能带小数", `"{name}" must be {want}, without decimals`},
		Help:    Text{"例如：{better}", "for example: {better}"},
	},
	"wrong-type.bare": {
		Message: Text{"“{name}” 要写{want}，这里写的是{found}", `"{name}" must be {want}, but this is {found}`},
		Help:    Text{"加上方括号：{better}", "put square brackets around it: {better}"},
	},
	"wrong-type.tables": {
		Message: Text{"“{name}” 可以有多项，表头要用双方括号", `there can be several of "{name}", so its header has two brackets`},
		Help:    Text{"写成 [[{name}]]", "write [[{name}]]"},
	},
	"wrong-type.element": {
		Message: Text{"“{name}” 的每一项要写{want}，这一项是{found}", `every element of "{name}" must be {want}, but this one is {found}`},
		Help:    Text{"这一项写成：{better}", "write this element as: {better}"},
	},
	"missing-key": {
		Message: Text{"“{table}” 缺少 “{name}”", `"{table}" has no "{name}"`},
		Help:    Text{"加上一行：{line}", "add a line: {line}"},
	},
	"missing-key.id": {
		Message: Text{"“{title}”缺少编号 “id”", `"{title}" has no "id"`},
		Help:    Text{"加上一行：{line}。公式和示例用编号称呼它；原来有编号的，照原来的写", "add a line: {line}. Formulas and examples call it by its id; if it had one before, write the same"},
	},
	"missing-key.inline": {
		Message: Text{"花括号里缺少 “{name}”", `"{name}" is missing between these braces`},
		Help:    Text{"在花括号里加上：{line}", "add between the braces: {line}"},
	},
	"missing-key.file": {
		Message: Text{"文件缺少 “{name}”", `the file has no "{name}"`},
		Help:    Text{"加上一行：{line}", "add a line: {line}"},
	},
	"unknown-key": {
		Message: Text{"没有 “{name}” 这一项", `there is no entry "{name}" here`},
		Help:    Text{"这里可以写：{known}", "what can stand here: {known}"},
	},
	"unknown-key.inside": {
		Message: Text{"“{name}” 要写在花括号里", `"{name}" belongs between braces`},
		Help:    Text{"写到 {place} 的花括号里面", "move it into {place}"},
	},
	"unknown-key.typo": {
		Message: Text{"没有 “{name}” 这一项", `there is no entry "{name}" here`},
		Help:    Text{"是不是想写 “{near}”？", `did you mean "{near}"?`},
	},
	"unknown-key.elsewhere": {
		Message: Text{"“{name}” 不写在这里", `"{name}" does not stand here`},
		Help:    Text{"移到 {place} 下面", "move it to {place}"},
	},
	"unknown-key.none": {
		Message: Text{"没有 “{name}” 这一项", `there is no entry "{name}" here`},
		Help:    Text{"删掉它", "delete it"},
	},

	"kind.table":      {Message: Text{"一组 名称 = 值", "a table of name = value"}},
	"kind.array":      {Message: Text{"方括号里的列表", "a list in square brackets"}},
	"kind.string":     {Message: Text{"加引号的文字", "text in quotes"}},
	"kind.integer":    {Message: Text{"整数", "a whole number"}},
	"kind.number":     {Message: Text{"数字", "a number"}},
	"kind.boolean":    {Message: Text{" true 或 false", "true or false"}},
	"kind.date":       {Message: Text{"日期", "a date"}},
	"kind.clock":      {Message: Text{"钟点", "a time of day"}},
	"kind.local-time": {Message: Text{"没有时区的时间", "a time without offset"}},
	"kind.time":       {Message: Text{"带时区的时间", "a time with offset"}},
}
