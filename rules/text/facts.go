package text

// factsEntries are the sentences about requests and facts. They name fields
// and bounds but never repeat a value: facts are about people, and messages
// end up in logs.
var factsEntries = Entries{
	"request-too-large": {
		Message: Text{ZH: "请求超过 {max} 字节，没有读取", EN: "the request is larger than {max} bytes and was not read"},
		Help:    Text{ZH: "一次请求只放一位专员一个周期的数据；多人请用批量接口", EN: "send one specialist and one period per request; use a batch for many"},
	},
	"more-problems": {
		Message: Text{ZH: "另有 {count} 个问题没有逐一列出", EN: "{count} more problems are not listed one by one"},
		Help:    Text{ZH: "先改好上面列出的，再试一次", EN: "mend those listed above, then try again"},
	},

	"malformed-json.empty": {
		Message: Text{ZH: "请求是空的", EN: "the request is empty"},
		Help:    Text{ZH: `写一个 JSON 对象，至少要有 {"specialist": …, "period": …, "inputs": {…}}`, EN: `write one JSON object with at least {"specialist": …, "period": …, "inputs": {…}}`},
	},
	"malformed-json.bom": {
		Message: Text{ZH: "开头有字节顺序标记（BOM）", EN: "the text starts with a byte order mark"},
		Help:    Text{ZH: "另存为“UTF-8（无 BOM）”", EN: `save it as "UTF-8 without BOM"`},
	},
	"malformed-json.not-object": {
		Message: Text{ZH: "请求应是一个 JSON 对象", EN: "a request is one JSON object"},
		Help:    Text{ZH: "用 { 开头，用 } 结尾；多个请求请用批量接口", EN: "start with { and end with }; use a batch for several requests"},
	},
	"malformed-json.end": {
		Message: Text{ZH: "JSON 没有写完就结束了", EN: "the JSON ends before it is complete"},
		Help:    Text{ZH: "检查是否少了 } ] 或引号，或文件没有保存完整", EN: "look for a missing } ] or quote, or a file that was cut off"},
	},
	"malformed-json.quote-end": {
		Message: Text{ZH: "这个引号没有配对的后引号", EN: "this quote is never closed"},
		Help:    Text{ZH: `在文字结尾处加上 "；文字里的引号写成 \"`, EN: `add " where the text ends; write \" for a quote inside it`},
	},
	"malformed-json.array-end": {
		Message: Text{ZH: "列表里这里应是 , 或 ]", EN: "a list goes on with , or ends with ] here"},
		Help:    Text{ZH: "两项之间加逗号，列表末尾写 ]", EN: "put a comma between two elements, and ] after the last"},
	},
	"malformed-json.object-end": {
		Message: Text{ZH: "对象里这里应是 , 或 }", EN: "an object goes on with , or ends with } here"},
		Help:    Text{ZH: "两个字段之间加逗号，对象末尾写 }", EN: "put a comma between two members, and } after the last"},
	},
	"malformed-json.trailing-comma": {
		Message: Text{ZH: "最后一项后面多了一个逗号", EN: "there is a comma after the last entry"},
		Help:    Text{ZH: "去掉这个逗号", EN: "remove this comma"},
	},
	"malformed-json.colon": {
		Message: Text{ZH: "字段名后面应是冒号", EN: "the name of a member is followed by a colon"},
		Help:    Text{ZH: `写成 "名称": 值（英文冒号）`, EN: `write "name": value`},
	},
	"malformed-json.name": {
		Message: Text{ZH: "这里应是用双引号括起来的字段名", EN: "the name of a member stands here, in double quotes"},
		Help:    Text{ZH: `写成 "名称": 值`, EN: `write "name": value`},
	},
	"malformed-json.value": {
		Message: Text{ZH: "这里应是一个值", EN: "a value stands here"},
		Help:    Text{ZH: `写数字、"文字"、true、false、null、[…] 或 {…}`, EN: `write a number, "text", true, false, null, […] or {…}`},
	},
	"malformed-json.word": {
		Message: Text{ZH: "文字要用双引号括起来；不带引号的只有 true、false、null（全小写）", EN: "text needs double quotes; only true, false and null, in small letters, go without"},
		Help:    Text{ZH: `文字写成 "…"，是非写 true 或 false，没有数据写 null 或不写`, EN: `write text as "…", yes and no as true and false; leave out what is not known`},
	},
	"malformed-json.not-finite": {
		Message: Text{ZH: "NaN 和 Infinity 不是 JSON 数字", EN: "NaN and Infinity are no JSON numbers"},
		Help:    Text{ZH: "没有量到的数据不要写，或写 null；不要用 0 代替", EN: "leave out what was not measured, or write null; never 0 in its place"},
	},
	"malformed-json.plus": {
		Message: Text{ZH: "数字前面不能写加号", EN: "a number has no plus sign"},
		Help:    Text{ZH: "去掉 +", EN: "remove the +"},
	},
	"malformed-json.point": {
		Message: Text{ZH: "数字不能以小数点开头", EN: "a number does not start with a point"},
		Help:    Text{ZH: "补上 0，例如 0.5", EN: "put a 0 before it, as in 0.5"},
	},
	"malformed-json.leading-zero": {
		Message: Text{ZH: "数字前面有多余的 0", EN: "the number has a zero too many in front"},
		Help:    Text{ZH: `去掉前面的 0；如果是工号这类编号，写成 "007"`, EN: `remove it; an identifier such as "007" goes in quotes`},
	},
	"malformed-json.number": {
		Message: Text{ZH: "这个数字的写法不对", EN: "this number is not written as JSON writes numbers"},
		Help:    Text{ZH: "只用数字、负号和小数点，例如 -12.5；不写千分位、单位和百分号", EN: "use digits, a minus and a point, as in -12.5; no thousands separator, unit or percent sign"},
	},
	"malformed-json.single-quote": {
		Message: Text{ZH: "JSON 用双引号，不用单引号", EN: "JSON uses double quotes, not single ones"},
		Help:    Text{ZH: `把 ' 换成 "`, EN: `replace ' by "`},
	},
	"malformed-json.chinese-quote": {
		Message: Text{ZH: "这是中文引号", EN: "this is a typographic quotation mark"},
		Help:    Text{ZH: `换成英文双引号 "`, EN: `replace it by "`},
	},
	"malformed-json.chinese-mark": {
		Message: Text{ZH: "这是中文标点", EN: "this is Chinese punctuation"},
		Help:    Text{ZH: "换成英文标点 , : { } [ ]", EN: "replace it by , : { } [ or ]"},
	},
	"malformed-json.comment": {
		Message: Text{ZH: "JSON 里不能写注释", EN: "JSON has no comments"},
		Help:    Text{ZH: "删掉注释", EN: "remove the comment"},
	},
	"malformed-json.control": {
		Message: Text{ZH: "文字里有换行、制表符或其他控制字符", EN: "a line break, tab or other control character stands inside text"},
		Help:    Text{ZH: `换行写成 \n，制表符写成 \t；如果少了后引号，请补上`, EN: `write \n for a line break and \t for a tab, or close the quote if it was forgotten`},
	},
	"malformed-json.escape": {
		Message: Text{ZH: `反斜杠后面的写法 JSON 不认识`, EN: "JSON does not know this escape"},
		Help:    Text{ZH: `反斜杠本身写成 \\；可用 \" \\ \/ \b \f \n \r \t \uXXXX`, EN: `write \\ for a backslash; there are \" \\ \/ \b \f \n \r \t \uXXXX`},
	},
	"trailing-data": {
		Message: Text{ZH: "请求结束之后还有内容", EN: "something follows the end of the request"},
		Help:    Text{ZH: "一次只写一个 JSON 对象，删掉后面的内容", EN: "write one JSON object and remove what follows it"},
	},
	"too-deep": {
		Message: Text{ZH: "括号嵌套超过 {max} 层", EN: "objects and lists are nested more than {max} deep"},
		Help:    Text{ZH: "数据最多是“列表里的记录”，去掉多余的括号", EN: "facts are at most records in a list; remove the extra brackets"},
	},
	"duplicate-member": {
		Message: Text{ZH: "“{name}”写了两次", EN: `"{name}" is given twice`},
		Help:    Text{ZH: "只留一个", EN: "keep one of them"},
	},
	"duplicate-member.first": {
		Message: Text{ZH: "第一次写在这里", EN: "first given here"},
	},

	"invalid-text.utf8": {
		Message: Text{ZH: "这里的字节不是 UTF-8 文字", EN: "these bytes are not UTF-8 text"},
		Help:    Text{ZH: "用 UTF-8 编码保存或发送（不要用 GBK、UTF-16）", EN: "save or send it as UTF-8, not GBK or UTF-16"},
	},
	"invalid-text.surrogate": {
		Message: Text{ZH: `半个字符：\uD800 到 \uDFFF 必须成对出现`, EN: `half a character: \uD800 to \uDFFF come in pairs`},
		Help:    Text{ZH: "直接写出这个字符", EN: "write the character itself"},
	},
	"invalid-text.nul": {
		Message: Text{ZH: `文字里有空字符 \u0000`, EN: `text holds the null character \u0000`},
		Help:    Text{ZH: "删掉它", EN: "remove it"},
	},
	"invalid-text.hidden-name": {
		Message: Text{ZH: "字段名里有看不见的字符", EN: "the name of a member holds characters that cannot be seen"},
		Help:    Text{ZH: "重新输入这个名称，不要从网页或聊天里复制", EN: "type the name again instead of pasting it"},
	},
	"invalid-text.hidden": {
		Message: Text{ZH: "“{name}”里有看不见的字符", EN: `"{name}" holds characters that cannot be seen`},
		Help:    Text{ZH: "重新输入，不要从网页或聊天里复制", EN: "type it again instead of pasting it"},
	},
	"invalid-text.empty": {
		Message: Text{ZH: "“{name}”是空的", EN: `"{name}" is empty`},
		Help:    Text{ZH: "写上内容", EN: "say what it is"},
	},
	"invalid-text.long": {
		Message: Text{ZH: "“{name}”超过 {max} 个字", EN: `"{name}" is longer than {max} characters`},
		Help:    Text{ZH: "写短一些", EN: "make it shorter"},
	},

	"missing-field.specialist": {
		Message: Text{ZH: "没有写是哪位专员（specialist）", EN: "the request does not say which specialist it is about"},
		Help:    Text{ZH: `加上 "specialist": "工号"`, EN: `add "specialist": "the specialist's number"`},
	},
	"missing-field.period": {
		Message: Text{ZH: "没有写考核周期（period）", EN: "the request does not say which period it is about"},
		Help:    Text{ZH: `加上 "period": "2026-03"（季度 2026-Q1，半年 2026-H1，全年 2026）`, EN: `add "period": "2026-03" (a quarter 2026-Q1, a half 2026-H1, a year 2026)`},
	},
	"missing-field.inputs": {
		Message: Text{ZH: "没有写数据（inputs）", EN: "the request holds no inputs"},
		Help:    Text{ZH: `加上 "inputs": { … }，写协议声明的每一项数据`, EN: `add "inputs": { … } with everything the policy declares`},
	},
	"missing-field.input": {
		Message: Text{ZH: "缺少数据“{name}”", EN: `the input "{name}" is missing`},
		Help:    Text{ZH: "补上它；没有量到时不要用 0 代替，应在协议里给默认值或写 required = false", EN: "give it; do not write 0 for what was not measured: the policy may declare a default or required = false"},
	},
	"missing-field.record": {
		Message: Text{ZH: "这条记录缺少“{name}”", EN: `this record lacks "{name}"`},
		Help:    Text{ZH: "补上它，或在协议里给这个字段默认值或 required = false", EN: "give it, or let the policy declare a default or required = false for the field"},
	},
	"missing-field.override": {
		Message: Text{ZH: "豁免缺少“{name}”", EN: `the override lacks "{name}"`},
		Help:    Text{ZH: `写全三项：{ "veto": 哪一项, "by": 谁批准, "reason": 为什么 }`, EN: `give all three: { "veto": which one, "by": who decided, "reason": why }`},
	},
	"missing-field.history": {
		Message: Text{ZH: "历史记录缺少“{name}”", EN: `the record of history lacks "{name}"`},
		Help:    Text{ZH: "每条写明 period、score、grade；没有得分时 score 和 grade 写 null", EN: "each gives period, score and grade; write null for a score and grade that were not reached"},
	},
	"null-field": {
		Message: Text{ZH: "“{name}”不能是 null", EN: `"{name}" cannot be null`},
		Help:    Text{ZH: "写上值；可以不给的项目整项不写", EN: "give a value, or leave the member out where it is optional"},
	},
	"unknown-field": {
		Message: Text{ZH: "请求里没有“{name}”这个字段", EN: `nothing here is called "{name}"`},
		Help:    Text{ZH: "可以写：{names}", EN: "there are: {names}"},
	},
	"unknown-field.near": {
		Message: Text{ZH: "请求里没有“{name}”这个字段", EN: `nothing here is called "{name}"`},
		Help:    Text{ZH: "是不是“{near}”？名称区分大小写", EN: `did you mean "{near}"? Capitals matter`},
	},
	"unknown-field.parts": {
		Message: Text{ZH: "这份协议不汇总更短的周期，用不到 parts", EN: "this policy rolls up no shorter periods and has no use for parts"},
		Help:    Text{ZH: "去掉 parts；要汇总，先在协议里写 [parts]", EN: "remove parts; to roll up, the policy needs [parts]"},
	},
	"missing-field.parts": {
		Message: Text{ZH: "parts 里的记录缺少“{name}”", EN: `the record of parts lacks "{name}"`},
		Help:    Text{ZH: "每条写明 period、score、grade；没有得分时 score 和 grade 写 null", EN: "each gives period, score and grade; write null for a score and grade that were not reached"},
	},
	"missing-field.metric": {
		Message: Text{ZH: "这个指标没有写 id", EN: "this metric has no id"},
		Help:    Text{ZH: "补上 id，或把 metrics 写成 { 指标: { value, score, part, whole } }", EN: "give its id, or write metrics as { id: { value, score, part, whole } }"},
	},
	"missing-field.amount": {
		Message: Text{ZH: "payout 缺少 amount", EN: "payout lacks amount"},
		Help:    Text{ZH: `写成 { "amount": "3000.00", "currency": "CNY" }；没有奖金写 null`, EN: `write { "amount": "3000.00", "currency": "CNY" }, or null where nothing was paid`},
	},
	"unknown-field.input": {
		Message: Text{ZH: "协议没有声明数据“{name}”", EN: `the policy declares no input "{name}"`},
		Help:    Text{ZH: "去掉它，或在协议的 [inputs] 里声明", EN: "remove it, or declare it in [inputs] of the policy"},
	},
	"unknown-field.input-near": {
		Message: Text{ZH: "协议没有声明数据“{name}”", EN: `the policy declares no input "{name}"`},
		Help:    Text{ZH: "是不是“{near}”？名称区分大小写", EN: `did you mean "{near}"? Capitals matter`},
	},
	"unknown-field.attribute": {
		Message: Text{ZH: "没有协议声明属性“{name}”", EN: `no policy declares an attribute "{name}"`},
		Help:    Text{ZH: "去掉它，或在协议的 [attributes] 里声明", EN: "remove it, or declare it in [attributes] of a policy"},
	},
	"unknown-field.attribute-near": {
		Message: Text{ZH: "没有协议声明属性“{name}”", EN: `no policy declares an attribute "{name}"`},
		Help:    Text{ZH: "是不是“{near}”？名称区分大小写", EN: `did you mean "{near}"? Capitals matter`},
	},
	"unknown-field.attribute-among-inputs": {
		Message: Text{ZH: "“{name}”是属性，不是数据", EN: `"{name}" is an attribute, not an input`},
		Help:    Text{ZH: "把它从 inputs 移到 attributes", EN: "move it from inputs to attributes"},
	},
	"unknown-field.field": {
		Message: Text{ZH: "协议没有给这种记录声明“{name}”", EN: `the policy declares no field "{name}" for these records`},
		Help:    Text{ZH: "去掉它，或在协议的 fields 里声明", EN: "remove it, or declare it among the fields of the list"},
	},
	"unknown-field.field-near": {
		Message: Text{ZH: "协议没有给这种记录声明“{name}”", EN: `the policy declares no field "{name}" for these records`},
		Help:    Text{ZH: "是不是“{near}”？名称区分大小写", EN: `did you mean "{near}"? Capitals matter`},
	},

	"wrong-type.object": {
		Message: Text{ZH: "“{name}”应是对象", EN: `"{name}" is an object`},
		Help:    Text{ZH: "写成 { … }", EN: "write it as { … }"},
	},
	"wrong-type.record": {
		Message: Text{ZH: "这个列表里每一项都应是记录，写明字段：{fields}", EN: "every element of this list is a record, with its fields: {fields}"},
		Help:    Text{ZH: `请求里写成 { "字段": 值, … }，用例里写成 { "字段" = 值, … }`, EN: `in a request write { "field": value, … }, in a case { field = value, … }`},
	},
	"wrong-type.list": {
		Message: Text{ZH: "“{name}”应是列表", EN: `"{name}" is a list`},
		Help:    Text{ZH: "写成 [ … ]；没有记录时写 []", EN: "write it as [ … ]; with no entries write []"},
	},
	"wrong-type.string": {
		Message: Text{ZH: "“{name}”应是文字", EN: `"{name}" is text`},
		Help:    Text{ZH: `用双引号括起来："…"`, EN: `put it in double quotes: "…"`},
	},
	"wrong-type.number": {
		Message: Text{ZH: "“{name}”应是数字", EN: `"{name}" is a number`},
		Help:    Text{ZH: "只写数字，例如 87.5", EN: "write digits only, such as 87.5"},
	},
	"wrong-type.number-in-quotes": {
		Message: Text{ZH: "“{name}”应是数字，这里是带引号的文字", EN: `"{name}" is a number, and this is text in quotes`},
		Help:    Text{ZH: "去掉引号；不写单位和百分号", EN: "remove the quotes, and any unit or percent sign"},
	},
	"wrong-type.boolean": {
		Message: Text{ZH: "“{name}”应是 true 或 false", EN: `"{name}" is true or false`},
		Help:    Text{ZH: "是写 true，否写 false；不用 1 和 0", EN: "write true for yes and false for no, not 1 and 0"},
	},
	"wrong-type.boolean-in-quotes": {
		Message: Text{ZH: "“{name}”应是 true 或 false，这里是带引号的文字", EN: `"{name}" is true or false, and this is text in quotes`},
		Help:    Text{ZH: "写成不带引号的 true 或 false", EN: "write true or false without quotes"},
	},
	"invalid-period": {
		Message: Text{ZH: "{name} 的写法不对", EN: `{name} is not written like a period`},
		Help:    Text{ZH: `月写 "2026-03"，季度 "2026-Q1"，半年 "2026-H1"，全年 "2026"`, EN: `write a month as "2026-03", a quarter "2026-Q1", a half "2026-H1", a year "2026"`},
	},
	"invalid-date": {
		Message: Text{ZH: "“{name}”不是有效的日期", EN: `"{name}" is no day of the calendar`},
		Help:    Text{ZH: `写成 "2026-03-31"（年-月-日），年份在 1678 到 2261 之间`, EN: `write "2026-03-31", year, month, day; years run from 1678 to 2261`},
	},
	"invalid-date.time": {
		Message: Text{ZH: "“{name}”不是带时区的时间", EN: `"{name}" is no time with an offset`},
		Help:    Text{ZH: `写成 "2026-03-31T17:05:00+08:00"，时区不能省略`, EN: `write "2026-03-31T17:05:00+08:00"; the offset is needed`},
	},
	"invalid-policy-id": {
		Message: Text{ZH: "这不是协议的编号（id）", EN: "this is no id of a policy"},
		Help:    Text{ZH: "编号只含字母、汉字、数字、_ - .，并以字母、汉字、数字或 _ 开头", EN: "an id has letters, Chinese ones too, digits, _ - and . only, and starts with none of - and ."},
	},
	"invalid-number.not-whole": {
		Message: Text{ZH: "“{name}”应是整数", EN: `"{name}" is a whole number`},
		Help:    Text{ZH: "写整数；如果确实有小数，应在协议里把类型改为 number", EN: `write a whole number, or let the policy declare it as type "number"`},
	},
	"invalid-number.long": {
		Message: Text{ZH: "“{name}”的数字超过 {max} 位", EN: `the number of "{name}" has more than {max} characters`},
		Help:    Text{ZH: "保留需要的小数位即可", EN: "keep the decimals that matter"},
	},
	"number-range": {
		Message: Text{ZH: "“{name}”太大，无法精确计算", EN: `"{name}" is too large to compute with exactly`},
		Help:    Text{ZH: "数字大小不超过 9007199254740992（2 的 53 次方）；编号请用文字", EN: "numbers are at most 9007199254740992 (2 to the 53rd) in size; identifiers are text"},
	},
	"number-range.small": {
		Message: Text{ZH: "“{name}”小得会被当成 0", EN: `"{name}" is so small that it would become 0`},
		Help:    Text{ZH: "如果就是 0，请写 0", EN: "write 0 if that is what is meant"},
	},
	"out-of-range.below": {
		Message: Text{ZH: "“{name}”小于允许的最小值 {min}", EN: `"{name}" is below {min}, the least allowed`},
		Help:    Text{ZH: "核对数据；界限写在协议里", EN: "check the value; the bound stands in the policy"},
	},
	"out-of-range.above": {
		Message: Text{ZH: "“{name}”大于允许的最大值 {max}", EN: `"{name}" is above {max}, the most allowed`},
		Help:    Text{ZH: "核对数据；界限写在协议里", EN: "check the value; the bound stands in the policy"},
	},
	"unknown-value": {
		Message: Text{ZH: "“{name}”不是允许的值", EN: `"{name}" is none of the values allowed`},
		Help:    Text{ZH: "可以写：{words}", EN: "there are: {words}"},
	},
	"unknown-value.near": {
		Message: Text{ZH: "“{name}”不是允许的值", EN: `"{name}" is none of the values allowed`},
		Help:    Text{ZH: "是不是“{near}”？", EN: `did you mean "{near}"?`},
	},
	"too-long": {
		Message: Text{ZH: "“{name}”有 {count} 条，最多 {max} 条", EN: `"{name}" has {count} entries, and {max} is the most`},
		Help:    Text{ZH: "核对是否混入了别的周期或别的专员；上限写在协议的 max 里", EN: "look for rows of other periods or specialists; the limit is max in the policy"},
	},
	"around-not-list": {
		Message: Text{ZH: "“{name}”不是清单，不能写在 {side} 里", EN: `"{name}" is not a list and cannot stand in {side}`},
		Help:    Text{ZH: "{side} 里只写清单，例如 { calls = [...] }", EN: "{side} takes lists only"},
	},
	"around-alone": {
		Message: Text{ZH: "{side} 给出了“{name}”，inputs 里却没有", EN: `{side} gives "{name}", and inputs does not`},
		Help:    Text{ZH: "本周期的记录写在 inputs，之前的写在 before，之后的写在 ahead；本周期没有记录就写空清单 []", EN: "rows of the period stand in inputs, earlier ones in before and later ones in ahead; a period without rows is an empty list []"},
	},
	"duplicate-override": {
		Message: Text{ZH: "同一个否决项豁免了两次", EN: "one veto is overridden twice"},
		Help:    Text{ZH: "一个否决项只写一条豁免", EN: "give one override for a veto"},
	},
	"invalid-history.duplicate": {
		Message: Text{ZH: "历史里 {period} 写了两次", EN: "history holds {period} twice"},
		Help:    Text{ZH: "每个周期只留一条", EN: "keep one record for a period"},
	},
	"invalid-history.length": {
		Message: Text{ZH: "历史里的 {period} 与本期 {now} 长短不同", EN: "{period} in history is not as long as this period, {now}"},
		Help:    Text{ZH: "历史只放与本期同样长短的周期", EN: "history holds periods of this length only"},
	},
	"invalid-history.later": {
		Message: Text{ZH: "历史里的 {period} 不早于本期 {now}", EN: "{period} in history is not before this period, {now}"},
		Help:    Text{ZH: "历史只放本期以前的周期", EN: "history holds earlier periods only"},
	},
	"invalid-history.old": {
		Message: Text{ZH: "这个周期比本期早了 {max} 期以上", EN: "this period is more than {max} periods back"},
		Help:    Text{ZH: "去掉这么早的记录", EN: "leave out records that old"},
	},
	"invalid-history.specialist": {
		Message: Text{ZH: "这条记录是另一位专员的", EN: "this record is another specialist's"},
		Help:    Text{ZH: "history 和 parts 只放本人的记录", EN: "history and parts hold this specialist's records only"},
	},
	"invalid-history.status": {
		Message: Text{ZH: "status 只能是 final 或 held", EN: `a status is "final" or "held"`},
		Help:    Text{ZH: "被拒绝的请求没有评估结果，不要放进来", EN: "a refused request has no evaluation to give here"},
	},
	"invalid-history.metric-twice": {
		Message: Text{ZH: "同一条记录里指标“{name}”写了两次", EN: `one record holds the metric "{name}" twice`},
		Help:    Text{ZH: "每个指标只留一条", EN: "keep one entry for a metric"},
	},
	"invalid-history.amount": {
		Message: Text{ZH: "这不是一笔金额", EN: "this is no amount of money"},
		Help:    Text{ZH: `写成数字，或引号里的数字，如 "3000.00"`, EN: `write a number, or the digits in quotes, such as "3000.00"`},
	},
	"invalid-history.currency": {
		Message: Text{ZH: "这笔奖金的货币是 {currency}，本协议用 {ours}", EN: "this payout is in {currency}, the policy pays in {ours}"},
		Help:    Text{ZH: "只放同一种货币的记录；不同货币不能相加", EN: "give records of one currency; amounts in two cannot be added up"},
	},
	"invalid-parts.duplicate": {
		Message: Text{ZH: "parts 里 {period} 写了两次", EN: "parts holds {period} twice"},
		Help:    Text{ZH: "每个周期只留一条", EN: "keep one record for a period"},
	},
	"invalid-parts.length": {
		Message: Text{ZH: "{period} 不比本期 {now} 短，不能是它的一部分", EN: "{period} is not shorter than this period, {now}, and cannot be a part of it"},
		Help:    Text{ZH: "parts 只放本期以内更短的周期；同样长的往期放进 history", EN: "parts holds shorter periods inside this one; earlier periods of this length go into history"},
	},
	"invalid-parts.outside": {
		Message: Text{ZH: "{period} 不在本期 {now} 之内", EN: "{period} does not lie inside this period, {now}"},
		Help:    Text{ZH: "parts 只放本期以内的周期", EN: "parts holds periods inside this one"},
	},
	"invalid-parts.policy": {
		Message: Text{ZH: "{period} 的长短不是协议要汇总的", EN: "{period} is not of the length that the policy rolls up"},
		Help:    Text{ZH: "本期由 {count} 个周期组成，从 {sample} 开始", EN: "this period has {count} parts, starting with {sample}"},
	},
}
