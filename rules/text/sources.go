package text

// sourceEntries are the sentences about kinds of files, joins, the rows that
// count and the clock of source files.
var sourceEntries = Entries{
	// Kinds of files.
	"source-files.kind": {
		Message: Text{ZH: "不能读取“{pattern}”这类文件", EN: "files such as \"{pattern}\" cannot be read"},
		Help:    Text{ZH: "可读 .csv、.tsv、.xlsx、.ndjson（.jsonl）和 .parquet；旧的 .xls 请在 Excel 中另存为 .xlsx", EN: "write .csv, .tsv, .xlsx, .ndjson (.jsonl) or .parquet; save an old .xls as .xlsx"},
	},
	"table-kind": {
		Message: Text{ZH: "不能读取 {file} 这类文件", EN: "{file} is of a kind that cannot be read"},
		Help:    Text{ZH: "可读 .csv、.tsv、.xlsx、.ndjson（.jsonl）和 .parquet", EN: "give a .csv, .tsv, .xlsx, .ndjson (.jsonl) or .parquet file"},
	},
	"table-kind.workbook": {
		Message: Text{ZH: "{file} 其实是 Excel 工作簿，只是改了文件名", EN: "{file} is a workbook under another name"},
		Help:    Text{ZH: "把文件名改回 .xlsx，或在 Excel 中另存为“CSV UTF-8（逗号分隔）”", EN: "rename it to .xlsx, or save it from Excel as \"CSV UTF-8 (comma delimited)\""},
	},
	"table-kind.old-workbook": {
		Message: Text{ZH: "{file} 是旧格式的 .xls，或者设了打开密码", EN: "{file} is an old .xls workbook, or one that a password protects"},
		Help:    Text{ZH: "在 Excel 中去掉密码，另存为 .xlsx", EN: "remove the password, and save it from Excel as .xlsx"},
	},
	"table-kind.no-workbook": {
		Message: Text{ZH: "{file} 不是 Excel 工作簿，或者文件不完整", EN: "{file} is not a workbook, or not all of it"},
		Help:    Text{ZH: "用 Excel 打开，另存为 .xlsx；若打不开，请重新导出", EN: "open it in Excel and save it as .xlsx; if that fails, export it again"},
	},
	"table-broken.workbook": {
		Message: Text{ZH: "{file} 的内部结构已损坏，读不下去", EN: "{file} is damaged inside and cannot be read on"},
		Help:    Text{ZH: "用 Excel 打开并修复，再另存为 .xlsx", EN: "open and repair it in Excel, then save it as .xlsx"},
	},
	"table-broken.parquet": {
		Message: Text{ZH: "{file} 不是完好的 Parquet 文件", EN: "{file} is not a sound Parquet file"},
		Help:    Text{ZH: "请重新导出；分列嵌套或加密的文件也读不了", EN: "export it again; encrypted files cannot be read either"},
	},
	"table-large": {
		Message: Text{ZH: "{file} 太大，无法放进内存", EN: "{file} is too large to be held in memory"},
		Help:    Text{ZH: "拆成几个文件，在 files 中一并列出", EN: "split it into several files and list them all in files"},
	},
	"table-large.workbook": {
		Message: Text{ZH: "{file} 解压后过大", EN: "{file} unpacks to too much"},
		Help:    Text{ZH: "只留需要的工作表，或拆成几个文件；来历不明的文件不要打开", EN: "keep the sheet that is needed, or split the file; do not open files of unknown origin"},
	},
	"table-large.parquet": {
		Message: Text{ZH: "{file} 解压后过大", EN: "{file} unpacks to too much"},
		Help:    Text{ZH: "拆成几个文件，在 files 中一并列出", EN: "split it into several files and list them all in files"},
	},
	"table-line": {
		Message: Text{ZH: "{file} 第 {line} 行超过 1 MiB", EN: "line {line} of {file} is longer than 1 MiB"},
		Help:    Text{ZH: "NDJSON 每行一个对象；整个文件是一个数组的，请先拆成行", EN: "NDJSON has one object a line; a file that is one array must be split into lines first"},
	},
	"table-encoding.bytes": {
		Message: Text{ZH: "{file} 不是 UTF-8 编码", EN: "{file} is not UTF-8"},
		Help:    Text{ZH: "在 Excel 中另存为“CSV UTF-8（逗号分隔）”", EN: "save it from Excel as \"CSV UTF-8 (comma delimited)\""},
	},
	"table-encoding.chinese": {
		Message: Text{ZH: "{file} 不是 UTF-8，看来是 GBK（GB18030）编码", EN: "{file} is not UTF-8; it looks like GBK (GB18030)"},
		Help:    Text{ZH: "在数据源文件的这个表里加上 encoding = \"gb18030\"", EN: "add encoding = \"gb18030\" to this table of the source file"},
	},
	"table-encoding.gb18030": {
		Message: Text{ZH: "{file} 不是 GB18030 编码", EN: "{file} is not GB18030"},
		Help:    Text{ZH: "删去 encoding，或写明真正的编码", EN: "leave out encoding, or say which it is"},
	},
	"table-encoding.is-utf-8": {
		Message: Text{ZH: "{file} 是 UTF-8，而数据源文件写的是 GB18030", EN: "{file} is UTF-8, and the source file says GB18030"},
		Help:    Text{ZH: "删去这个表的 encoding", EN: "leave out encoding in this table"},
	},
	"table-encoding.utf-16": {
		Message: Text{ZH: "{file} 是 UTF-16 编码（Excel 的“Unicode 文本”）", EN: "{file} is UTF-16, which Excel calls Unicode text"},
		Help:    Text{ZH: "在 Excel 中另存为“CSV UTF-8（逗号分隔）”", EN: "save it from Excel as \"CSV UTF-8 (comma delimited)\""},
	},
	"table-sheet": {
		Message: Text{ZH: "{file} 没有工作表“{sheet}”", EN: "{file} has no sheet \"{sheet}\""},
		Help:    Text{ZH: "它的工作表有：{sheets}", EN: "its sheets are: {sheets}"},
	},
	"table-empty.sheet": {
		Message: Text{ZH: "{file} 的工作表“{sheet}”是空的，连表头都没有", EN: "the sheet \"{sheet}\" of {file} is empty: it has not even a header"},
		Help:    Text{ZH: "第一行应是列名；数据在别的工作表时写 sheet = \"表名\"", EN: "the first row must hold the column names; for another sheet write sheet = \"Name\""},
	},
	"table-merged": {
		Message: Text{ZH: "{file} 的工作表“{sheet}”有合并单元格 {cells}", EN: "the cells {cells} of the sheet \"{sheet}\" in {file} are merged"},
		Help:    Text{ZH: "合并后只有左上角有内容，其余会被当成空白；请取消合并并逐格填写", EN: "only the first of them holds anything, the others would count as blank; unmerge them and fill in each"},
	},
	"column-twice": {
		Message: Text{ZH: "{file} 有 {count} 列都叫“{column}”", EN: "{file} has {count} columns \"{column}\""},
		Help:    Text{ZH: "写明要第几列：{ column = \"{column}\", nth = 2 }", EN: "say which one is meant: { column = \"{column}\", nth = 2 }"},
	},
	"column-missing.nth": {
		Message: Text{ZH: "{file} 只有 {count} 列叫“{column}”，没有第 {nth} 列", EN: "{file} has {count} columns \"{column}\" only, and no {nth}th"},
		Help:    Text{ZH: "nth 从 1 数起", EN: "nth counts from 1"},
	},
	"column-missing.nth-member": {
		Message: Text{ZH: "NDJSON 的一个对象里不会有两个“{column}”", EN: "an object of NDJSON has \"{column}\" once"},
		Help:    Text{ZH: "删去 nth", EN: "leave out nth"},
	},
	"column-missing.never": {
		Message: Text{ZH: "{file} 没有一行含有“{column}”", EN: "no row of {file} has \"{column}\""},
		Help:    Text{ZH: "核对字段名，大小写也要一致", EN: "check the name; capitals matter"},
	},
	"column-missing.nested": {
		Message: Text{ZH: "{file} 的“{column}”是嵌套的，不是普通的一列", EN: "\"{column}\" of {file} is nested, not a plain column"},
		Help:    Text{ZH: "导出时把它展开成单独的列", EN: "flatten it into columns of its own when exporting"},
	},

	// Source files: which rows, which files.
	"source-column.nth": {
		Message: Text{ZH: "nth 从 1 数起，不能是 {got}", EN: "nth counts from 1 and cannot be {got}"},
		Help:    Text{ZH: "第二列写 nth = 2", EN: "for the second column write nth = 2"},
	},
	"source-values": {
		Message: Text{ZH: "“{name}”要写明当作什么", EN: "\"{name}\" does not say what it is meant as"},
		Help:    Text{ZH: "写成 values = { \"{name}\" = \"实际含义\" }", EN: "write values = { \"{name}\" = \"what it means\" }"},
	},
	"source-encoding": {
		Message: Text{ZH: "不认识的编码“{got}”", EN: "\"{got}\" is not a known encoding"},
		Help:    Text{ZH: "可写：{known}", EN: "write one of: {known}"},
	},
	"source-delimiter": {
		Message: Text{ZH: "“{got}”不能作分隔符", EN: "\"{got}\" cannot separate cells"},
		Help:    Text{ZH: "写 \",\"、\";\"、\"|\" 或 \"\\t\"（制表符）", EN: "write \",\", \";\", \"|\" or \"\\t\" for a tab"},
	},
	"source-format.sheet": {
		Message: Text{ZH: "sheet 只用于 .xlsx 文件，这个表没有", EN: "sheet belongs to .xlsx files, and this table has none"},
		Help:    Text{ZH: "删去 sheet", EN: "leave out sheet"},
	},
	"source-format.encoding": {
		Message: Text{ZH: "encoding 只用于 .csv 和 .tsv 文件，这个表没有", EN: "encoding belongs to .csv and .tsv files, and this table has none"},
		Help:    Text{ZH: "删去 encoding", EN: "leave out encoding"},
	},
	"source-format.delimiter": {
		Message: Text{ZH: "delimiter 只用于 .csv 和 .tsv 文件，这个表没有", EN: "delimiter belongs to .csv and .tsv files, and this table has none"},
		Help:    Text{ZH: "删去 delimiter", EN: "leave out delimiter"},
	},
	"source-duplicates": {
		Message: Text{ZH: "duplicates 不能写“{got}”", EN: "duplicates cannot be \"{got}\""},
		Help:    Text{ZH: "完全相同的行只算一次写 \"once\"，每行都算写 \"all\"", EN: "write \"once\" to count exact copies of a row once, \"all\" to count each"},
	},
	"source-only.shape": {
		Message: Text{ZH: "only 的每一项应是 { column, in } 或 { column, not }", EN: "every entry of only is { column, in } or { column, not }"},
		Help:    Text{ZH: "例如 only = [{ column = \"状态\", in = [\"已办结\"] }]", EN: "such as only = [{ column = \"State\", in = [\"Closed\"] }]"},
	},
	"source-only.empty": {
		Message: Text{ZH: "没有写明留下哪些行", EN: "nothing says which rows are kept"},
		Help:    Text{ZH: "加上 in = [\"…\"]（只留这些）或 not = [\"…\"]（除此之外都留）", EN: "add in = [\"…\"] to keep these, or not = [\"…\"] to keep all others"},
	},
	"source-pick.both": {
		Message: Text{ZH: "first 和 last 只能写一个", EN: "first and last cannot stand together"},
		Help:    Text{ZH: "要每件事的最后一条写 last，第一条写 first", EN: "write last for the last row of each key, first for the first"},
	},

	// Joins.
	"source-join.shape": {
		Message: Text{ZH: "“{name}”应是一个表", EN: "\"{name}\" must be a table"},
		Help:    Text{ZH: "写成 [joins.{name}]，其中有 files 和 key", EN: "write [joins.{name}] with files and key"},
	},
	"source-join.unmatched": {
		Message: Text{ZH: "unmatched 不能写“{got}”", EN: "unmatched cannot be \"{got}\""},
		Help:    Text{ZH: "对不上就报错写 \"refuse\"（缺省），当作没有数据写 \"missing\"", EN: "write \"refuse\" (the default) to report rows that find nothing, \"missing\" to take the value as missing"},
	},
	"source-join.unused": {
		Message: Text{ZH: "没有任何一项用到 [joins.{name}]", EN: "nothing looks anything up in [joins.{name}]"},
		Help:    Text{ZH: "在 fields 中写 { column = \"列\", from = \"{name}\", by = \"键所在的列\" }，或删去这个表", EN: "write { column = \"Column\", from = \"{name}\", by = \"Key column\" } in fields, or leave the table out"},
	},
	"source-join.unknown": {
		Message: Text{ZH: "没有名为“{name}”的 [joins]", EN: "there is no [joins.{name}]"},
		Help:    Text{ZH: "加上 [joins.{name}]，写明 files 和 key", EN: "add [joins.{name}] with files and key"},
	},
	"source-join.unknown-near": {
		Message: Text{ZH: "没有名为“{name}”的 [joins]", EN: "there is no [joins.{name}]"},
		Help:    Text{ZH: "是不是“{near}”？", EN: "did you mean \"{near}\"?"},
	},
	"source-join.by-alone": {
		Message: Text{ZH: "by 只和 from 一起使用", EN: "by belongs to from"},
		Help:    Text{ZH: "加上 from = \"名称\"，即 [joins.名称]", EN: "add from = \"NAME\", for the table [joins.NAME]"},
	},
	"source-join.by-needed": {
		Message: Text{ZH: "没有写明用哪一列去查“{name}”", EN: "nothing says which column is looked up in \"{name}\""},
		Help:    Text{ZH: "加上 by = \"列名\"，即本表中写着键的那一列", EN: "add by = \"Column\", the column of this table that holds the key"},
	},
	"source-join.count": {
		Message: Text{ZH: "“{field}”没有写明数的是哪个表的行", EN: "\"{field}\" does not say whose rows are counted"},
		Help:    Text{ZH: "写成 { as = \"count\", from = \"名称\", by = \"键所在的列\" }", EN: "write { as = \"count\", from = \"NAME\", by = \"Key column\" }"},
	},
	"join-twice": {
		Message: Text{ZH: "键“{cell}”有几行内容不同（另见 {first}），都不采用", EN: "the key \"{cell}\" has rows that differ (see also {first}); none is used"},
		Help:    Text{ZH: "只留正确的一行；若是事件记录，用 last 或 first 写明取哪一条", EN: "keep the right one; of an event log, say with last or first which row counts"},
	},

	// The clock.
	"source-clock.needed": {
		Message: Text{ZH: "没有写营业时间", EN: "there are no business hours"},
		Help:    Text{ZH: "加上 [clock]，例如 days = { mon = [\"09:00-12:00\", \"13:00-18:00\"] }, offset = \"+08:00\"", EN: "add [clock], such as days = { mon = [\"09:00-12:00\", \"13:00-18:00\"] }, offset = \"+08:00\""},
	},
	"source-clock.end": {
		Message: Text{ZH: "“{name}”不是这个表里的时间", EN: "\"{name}\" is no time of this table"},
		Help:    Text{ZH: "写本表 fields 中的一项，或 \"at\"（该行自己的时间），或 { column, layout, offset }", EN: "name one of the fields, \"at\" for the row's own time, or write { column, layout, offset }"},
	},
	"source-clock.date": {
		Message: Text{ZH: "“{got}”不是日期", EN: "\"{got}\" is not a date"},
		Help:    Text{ZH: "写成 2026-10-01 这样", EN: "write it like 2026-10-01"},
	},
	"source-clock.both": {
		Message: Text{ZH: "{date} 同时写在 holidays 和 extra 里", EN: "{date} stands under both holidays and extra"},
		Help:    Text{ZH: "这一天休息就只写在 holidays，时间不同就只写在 extra", EN: "keep it under holidays if business is closed, under extra if the hours differ"},
	},
	"source-clock.hours": {
		Message: Text{ZH: "“{got}”不是营业时间", EN: "\"{got}\" is not a span of hours"},
		Help:    Text{ZH: "写成 [\"09:00-12:00\", \"13:00-18:00\"]；到次日的写 \"22:00-06:00\"，全天写 \"00:00-24:00\"", EN: "write [\"09:00-12:00\", \"13:00-18:00\"]; \"22:00-06:00\" ends on the next day, \"00:00-24:00\" is a whole day"},
	},
	"source-clock.overlap": {
		Message: Text{ZH: "“{got}”与同一天的另一段重叠", EN: "\"{got}\" overlaps another span of the day"},
		Help:    Text{ZH: "合成一段，或改正时间", EN: "make it one span, or mend the hours"},
	},
	"source-duration.as": {
		Message: Text{ZH: "不认识 as = “{as}”", EN: "as = \"{as}\" is not known"},
		Help:    Text{ZH: "as 可写 \"duration\"（时:分:秒）、\"percent\"（85%）、\"count\"（行数）、\"business-hours\"（营业时间）", EN: "as may be \"duration\" (hours:minutes:seconds), \"percent\" (85%), \"count\" (of rows) or \"business-hours\""},
	},
	"source-field.duration": {
		Message: Text{ZH: "“{field}”不是数字，不能写 as", EN: "\"{field}\" is not a number: as has no meaning here"},
		Help:    Text{ZH: "删去 as 和 unit，或在协议中把它声明为 type = \"number\"", EN: "leave out as and unit, or declare it with type = \"number\" in the policy"},
	},

	// Cells.
	"row-unreadable.encoding-bytes": {
		Message: Text{ZH: "这一格不是 UTF-8 编码", EN: "the cell is not UTF-8"},
		Help:    Text{ZH: "在 Excel 中另存为“CSV UTF-8（逗号分隔）”", EN: "save it from Excel as \"CSV UTF-8 (comma delimited)\""},
	},
	"row-unreadable.encoding-chinese": {
		Message: Text{ZH: "这一格不是 UTF-8，看来是 GBK（GB18030）编码", EN: "the cell is not UTF-8; it looks like GBK (GB18030)"},
		Help:    Text{ZH: "在数据源文件的这个表里加上 encoding = \"gb18030\"", EN: "add encoding = \"gb18030\" to this table of the source file"},
	},
	"row-unreadable.encoding-gb18030": {
		Message: Text{ZH: "这一格不是 GB18030 编码", EN: "the cell is not GB18030"},
		Help:    Text{ZH: "改正这一格，或写明真正的编码", EN: "mend the cell, or say which encoding the file has"},
	},
	"row-unreadable.formula": {
		Message: Text{ZH: "这一格是公式，文件里没有存下计算结果", EN: "the cell is a formula, and the file does not hold its result"},
		Help:    Text{ZH: "用 Excel 打开、保存一次，或把公式粘贴成数值", EN: "open and save the file in Excel once, or paste the formula as a value"},
	},
	"row-unreadable.error": {
		Message: Text{ZH: "这一格是 Excel 的错误值 {cell}", EN: "the cell is the error {cell}"},
		Help:    Text{ZH: "改正公式，或清空这一格", EN: "mend the formula, or clear the cell"},
	},
	"row-unreadable.serial": {
		Message: Text{ZH: "“{cell}”超出能表示的日期范围", EN: "\"{cell}\" is beyond the dates and values that can be told"},
		Help:    Text{ZH: "改正这一格", EN: "mend the cell"},
	},
	"row-unreadable.number-percent-cell": {
		Message: Text{ZH: "“{cell}”在工作簿里显示为百分数，不知道要 0.85 还是 85", EN: "\"{cell}\" is shown as a percentage: nobody can say whether 0.85 or 85 is meant"},
		Help:    Text{ZH: "在数据源文件中写 as = \"percent\"（85% 读成 85），或把单元格格式改为“常规”", EN: "write as = \"percent\" in the source file, which reads 85% as 85, or set the cell format to General"},
	},
	"row-unreadable.number-date": {
		Message: Text{ZH: "“{cell}”是日期，不是数字", EN: "\"{cell}\" is a date, not a number"},
		Help:    Text{ZH: "填上数字，或把单元格格式改为“常规”", EN: "fill in a number, or set the cell format to General"},
	},
	"row-unreadable.percent": {
		Message: Text{ZH: "“{cell}”不是百分数", EN: "\"{cell}\" is not a percentage"},
		Help:    Text{ZH: "写成 85%；没有百分号的数字无法判断是 0.85 还是 85", EN: "write it like 85%; of a number without the sign nobody can say whether 0.85 or 85 is meant"},
	},
	"row-unreadable.date-text": {
		Message: Text{ZH: "“{cell}”是文字，不是日期", EN: "\"{cell}\" is text, not a date"},
		Help:    Text{ZH: "在 Excel 中改成日期，或在数据源文件中写明 layout", EN: "make it a date in Excel, or say in the source file which layout it has"},
	},
	"row-unreadable.date-utc": {
		Message: Text{ZH: "“{cell}”是世界时的时刻，不知道在当地是哪一天", EN: "\"{cell}\" is a time of UTC: nobody can say which day that is here"},
		Help:    Text{ZH: "用 at = { column, offset } 代替 date", EN: "use at = { column, offset } in place of date"},
	},
	"row-unreadable.order": {
		Message: Text{ZH: "“{cell}”既不是数字，也没有写明是什么格式的时间", EN: "\"{cell}\" is no number, and no layout says how its time is written"},
		Help:    Text{ZH: "写成 order = { column = \"列名\", layout = [\"YYYY-MM-DD HH:mm:ss\"] }", EN: "write order = { column = \"Column\", layout = [\"YYYY-MM-DD HH:mm:ss\"] }"},
	},
	"row-unreadable.pick-key": {
		Message: Text{ZH: "这一格是空的，不知道属于哪一件", EN: "the cell is blank: nobody can say which one the row belongs to"},
		Help:    Text{ZH: "补上，或用 only 略过这样的行", EN: "fill it in, or leave such rows out with only"},
	},
	"row-unreadable.key": {
		Message: Text{ZH: "这一格是键，却是空的", EN: "the key is blank"},
		Help:    Text{ZH: "补上，或在 key 的 missing 中写 \"\" 略过这样的行", EN: "fill it in, or list \"\" under missing of the key to pass over such rows"},
	},
	"row-unreadable.unmatched": {
		Message: Text{ZH: "[joins.{join}] 里没有“{cell}”", EN: "[joins.{join}] has no \"{cell}\""},
		Help:    Text{ZH: "补上这一行，或用 values 写明它是哪一个；确实可以没有的，写 unmatched = \"missing\"", EN: "add it there, or say with values which one is meant; where there may be none, write unmatched = \"missing\""},
	},
	"row-unreadable.beyond": {
		Message: Text{ZH: "“{cell}”超出协议的限定（{bounds}）", EN: "\"{cell}\" is outside what the policy allows ({bounds})"},
		Help:    Text{ZH: "改正这一行时一并改正", EN: "mend it as well"},
	},
	"row-unreadable.nested": {
		Message: Text{ZH: "这一项是嵌套的，不是一个值", EN: "the value is nested, not plain"},
		Help:    Text{ZH: "导出时展开成单独的字段", EN: "flatten it when exporting"},
	},
	"row-unreadable.json": {
		Message: Text{ZH: "这一行不是完好的 JSON 对象", EN: "the line is not a sound JSON object"},
		Help:    Text{ZH: "每行写一个 { … }，名称和文字加双引号", EN: "write one { … } a line, with names and texts in double quotes"},
	},
	"row-unreadable.json-twice": {
		Message: Text{ZH: "“{name}”在这一行里写了两次", EN: "\"{name}\" is given twice in the line"},
		Help:    Text{ZH: "只留一个", EN: "keep one of them"},
	},
	"row-unreadable.json-more": {
		Message: Text{ZH: "对象之后还有内容", EN: "something follows the object"},
		Help:    Text{ZH: "每行只写一个对象", EN: "write one object a line"},
	},

	// What a run's rows came to.
	"batch-quiet":        {Message: Text{ZH: "{count} 名专员在数据里一行记录也没有：{who}", EN: "people without a single row of records: {count} ({who})"}},
	"batch-absent":       {Message: Text{ZH: "{count} 名专员有记录，但人员表里没有：{who}", EN: "specialists with rows who are not in the table of people: {count} ({who})"}},
	"batch-copies":       {Message: Text{ZH: "[{table}] {count} 行与前面某行完全相同，仍各算一次；只该算一次的，写 duplicates = \"once\"；本该如此的，写 \"all\"", EN: "[{table}] exact copies of an earlier row: {count}, each counted; write duplicates = \"once\" to count them once, \"all\" if that is right"}},
	"batch-copies.once":  {Message: Text{ZH: "[{table}] {count} 行与前面某行完全相同，只算一次", EN: "[{table}] exact copies of an earlier row: {count}, left out"}},
	"batch-copies.all":   {Message: Text{ZH: "[{table}] {count} 行与前面某行完全相同，各算一次", EN: "[{table}] exact copies of an earlier row: {count}, each counted as declared"}},
	"batch-filtered":     {Message: Text{ZH: "[{table}] {count} 行不符合 only，不计", EN: "[{table}] left out by only: {count}"}},
	"batch-superseded":   {Message: Text{ZH: "[{table}] {count} 行被同一件的另一条取代，不计", EN: "[{table}] superseded by another row of the same key: {count}"}},
	"batch-tied":         {Message: Text{ZH: "[{table}] {count} 件有几条先后相同，last 取文件中靠后的，first 取靠前的：{who}", EN: "[{table}] keys with rows equal in order: {count} ({who}); last takes the later in the file, first the earlier"}},
	"batch-disordered":   {Message: Text{ZH: "[{table}] {count} 件的记录在文件里前后颠倒，按声明的先后取：{who}", EN: "[{table}] keys with rows out of order in the file: {count} ({who}); the declared order decides"}},
	"batch-nobodys":      {Message: Text{ZH: "[{table}] {count} 行写明没有专员，不计", EN: "[{table}] marked as nobody's and left out: {count}"}},
	"batch-hidden":       {Message: Text{ZH: "[{table}] {count} 行在工作表里是隐藏的，照常计入", EN: "[{table}] hidden in the sheet, and counted: {count}"}},
	"batch-join":         {Message: Text{ZH: "[{table}] {rows} 行，{keys} 个键；{asked} 行来查，{found} 行查到", EN: "[{table}] rows {rows}, keys {keys}; asked {asked}, found {found}"}},
	"batch-join.lost":    {Message: Text{ZH: "[{table}] {count} 行查不到，共 {keys} 个键：{who}", EN: "[{table}] found nothing: {count}, of {keys} keys ({who})"}},
	"batch-join.missing": {Message: Text{ZH: "[{table}] {count} 行查不到，当作没有数据，共 {keys} 个键：{who}", EN: "[{table}] found nothing and taken as missing: {count}, of {keys} keys ({who})"}},
	"batch-join.blank":   {Message: Text{ZH: "[{table}] {count} 行没有写键，当作没有数据", EN: "[{table}] without a key and taken as missing: {count}"}},
	"batch-join.unused":  {Message: Text{ZH: "[{table}] {count} 个键没有任何行来查：{who}", EN: "[{table}] keys that no row asked for: {count} ({who})"}},
}
