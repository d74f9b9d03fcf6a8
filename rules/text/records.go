package text

// recordsEntries are the sentences about source files and rows.
var recordsEntries = Entries{
	// Source files: which column is what.
	"source-table.none": {
		Message: Text{ZH: "数据源文件里没有任何表", EN: "the source file has no tables"},
		Help:    Text{ZH: "写一个 [people] 表，或以列表数据命名的表，例如 [calls]", EN: "write a table [people], or one named for a list input, such as [calls]"},
	},
	"source-table.kind": {
		Message: Text{ZH: "“{name}”应是一个表", EN: `"{name}" must be a table`},
		Help:    Text{ZH: "数据源文件的顶层只有表：[people]，以及以列表数据命名的表，例如 [calls]", EN: "the top level of a source file holds tables only: [people], and tables named for list inputs, such as [calls]"},
	},
	"source-table.unknown": {
		Message: Text{ZH: "协议没有名为“{name}”的列表数据", EN: `the policy has no list input named "{name}"`},
		Help:    Text{ZH: "表名应与协议 [inputs] 中 type = \"list\" 的一项相同；专员的属性和单个数值写在 [people]", EN: "name the table for an input of type \"list\"; attributes and single values belong in [people]"},
	},
	"source-table.unknown-near": {
		Message: Text{ZH: "协议没有名为“{name}”的列表数据", EN: `the policy has no list input named "{name}"`},
		Help:    Text{ZH: "是不是“{near}”？", EN: `did you mean "{near}"?`},
	},
	"source-table.scalar": {
		Message: Text{ZH: "“{name}”是单个数值，不是列表", EN: `"{name}" is a single value, not a list`},
		Help:    Text{ZH: "单个数值写在 [people] 的 fields 里，一名专员一行", EN: "single values belong in the fields of [people], one row a specialist"},
	},
	"source-table.plain": {
		Message: Text{ZH: "列表“{name}”的每一项是一个值，只能取一列", EN: `each element of the list "{name}" is one value, which comes from one column`},
		Help:    Text{ZH: "在 fields 中只写一项，例如 fields.value = { column = \"列名\" }", EN: "give one entry in fields, such as fields.value = { column = \"Column\" }"},
	},
	"source-files.none": {
		Message: Text{ZH: "没有找到文件“{pattern}”", EN: `no file matches "{pattern}"`},
		Help:    Text{ZH: "文件名相对于数据源文件所在的文件夹；也可用 --records 表名=文件 另行指定", EN: "names are relative to the folder of the source file; --records TABLE=FILE points a table elsewhere"},
	},
	"source-files.pattern": {
		Message: Text{ZH: "文件名“{pattern}”的写法不对", EN: `"{pattern}" is not a file name or pattern`},
		Help:    Text{ZH: "* 代表任意文字，? 代表一个字，[ ] 必须成对，例如 calls-*.csv", EN: "* stands for any text, ? for one letter, and [ ] come in pairs, such as calls-*.csv"},
	},
	"source-column": {
		Message: Text{ZH: "列名是空的", EN: "the column name is empty"},
		Help:    Text{ZH: "写出表头中的列名，与文件里一模一样", EN: "write the header of the column exactly as it stands in the file"},
	},
	"source-field.shape": {
		Message: Text{ZH: "“{field}”没有写明取自哪一列", EN: `"{field}" does not say which column it comes from`},
		Help:    Text{ZH: "写成 {field} = \"列名\"，或 {field} = { column = \"列名\" }", EN: `write {field} = "Column", or {field} = { column = "Column" }`},
	},
	"source-field.unknown": {
		Message: Text{ZH: "协议没有声明“{name}”", EN: `the policy does not declare "{name}"`},
		Help:    Text{ZH: "先在协议里声明它，或删去这一项", EN: "declare it in the policy first, or leave this entry out"},
	},
	"source-field.unknown-near": {
		Message: Text{ZH: "协议没有声明“{name}”", EN: `the policy does not declare "{name}"`},
		Help:    Text{ZH: "是不是“{near}”？", EN: `did you mean "{near}"?`},
	},
	"source-field.list": {
		Message: Text{ZH: "“{field}”是列表，不能由 [people] 的一格填写", EN: `"{field}" is a list, which one cell of [people] cannot fill`},
		Help:    Text{ZH: "为它单独写一个表 [{field}]，一行是列表的一项", EN: "give it a table of its own, [{field}], one row an element"},
	},
	"source-field.words": {
		Message: Text{ZH: "“{field}”不是是非值，不能写 true 和 false", EN: `"{field}" is not a boolean: true and false have no meaning here`},
		Help:    Text{ZH: "删去 true 和 false，或在协议中把它声明为 type = \"boolean\"", EN: "leave out true and false, or declare it with type = \"boolean\" in the policy"},
	},
	"source-field.layout": {
		Message: Text{ZH: "“{field}”不是日期，不能写 layout", EN: `"{field}" is not a date: layout has no meaning here`},
		Help:    Text{ZH: "删去 layout，或在协议中把它声明为 type = \"date\" 或 \"time\"", EN: "leave out layout, or declare it with type = \"date\" or \"time\" in the policy"},
	},
	"source-words.none": {
		Message: Text{ZH: "“{key}”是空的", EN: `"{key}" is empty`},
		Help:    Text{ZH: "至少写一项，例如 {key} = [\"…\"]", EN: `write at least one entry, such as {key} = ["…"]`},
	},
	"source-words.kind": {
		Message: Text{ZH: "“{key}”的每一项都应是带引号的文字", EN: `every entry of "{key}" must be text in quotes`},
		Help:    Text{ZH: "单元格里写的是什么，就加引号写什么，例如 [\"0\"]", EN: "write what stands in the cell, in quotes, such as [\"0\"]"},
	},
	"source-words.half": {
		Message: Text{ZH: "“{field}”的 true 和 false 要一起写", EN: `true and false of "{field}" come together`},
		Help:    Text{ZH: "两种写法都列出来，例如 true = [\"Y\"], false = [\"N\"]；没有列出的写法会报错，而不会被当作“否”", EN: "list both, such as true = [\"Y\"], false = [\"N\"]; any other word is refused rather than taken for no"},
	},
	"source-words.overlap": {
		Message: Text{ZH: "“{word}”有两种意思", EN: `"{word}" means two things`},
		Help:    Text{ZH: "一个写法只能出现在 true、false、missing 之一；空白总是表示缺失", EN: "a word may stand in one of true, false and missing; a blank cell always means missing"},
	},
	"source-duration.unit": {
		Message: Text{ZH: "不认识的单位“{unit}”", EN: `"{unit}" is not a unit of time`},
		Help:    Text{ZH: "写 \"s\"（秒）、\"min\"（分）或 \"h\"（小时）", EN: "write \"s\", \"min\" or \"h\""},
	},
	"source-duration.unit-needed": {
		Message: Text{ZH: "没有写明时长换算成什么单位", EN: "the unit the duration becomes is missing"},
		Help:    Text{ZH: "加上 unit = \"s\"（秒）、\"min\"（分）或 \"h\"（小时）", EN: "add unit = \"s\", \"min\" or \"h\""},
	},
	"source-duration.unit-alone": {
		Message: Text{ZH: "unit 只和 as = \"duration\" 一起使用", EN: "unit belongs to as = \"duration\""},
		Help:    Text{ZH: "加上 as = \"duration\"，或删去 unit", EN: "add as = \"duration\", or leave out unit"},
	},
	"source-look-ahead": {
		Message: Text{ZH: "look_ahead 是 0 到 366 之间的天数，不能是 {days}", EN: "look_ahead is a number of days from 0 to 366, not {days}"},
		Help:    Text{ZH: "七日内重复诉求写 look_ahead = 7", EN: "for repeats within seven days write look_ahead = 7"},
	},
	"source-moment.none": {
		Message: Text{ZH: "没有写明哪一列决定“{table}”各行属于哪个考核周期", EN: `nothing says which column decides the period of a row of "{table}"`},
		Help:    Text{ZH: "加上 date = { column = \"列名\", layout = [\"YYYY-MM-DD\"] }", EN: "add date = { column = \"Column\", layout = [\"YYYY-MM-DD\"] }"},
	},
	"source-moment.both": {
		Message: Text{ZH: "at 不能与 date 或 time 同时写", EN: "at cannot stand beside date or time"},
		Help:    Text{ZH: "日期和时间在同一列用 at，分两列用 date 和 time", EN: "use at for one column that holds both, date and time for two columns"},
	},
	"source-offset.needed": {
		Message: Text{ZH: "没有写明时区", EN: "the offset from UTC is missing"},
		Help:    Text{ZH: "加上 offset = \"+08:00\"（北京时间）", EN: "add offset, such as offset = \"+08:00\""},
	},
	"source-offset.wrong": {
		Message: Text{ZH: "时区“{offset}”的写法不对", EN: `"{offset}" is not an offset from UTC`},
		Help:    Text{ZH: "写成 \"+08:00\" 这样", EN: "write it like \"+08:00\""},
	},
	"source-layout.letter": {
		Message: Text{ZH: "日期格式“{layout}”中有不认识的“{letter}”", EN: `"{letter}" in the layout "{layout}" is not known`},
		Help:    Text{ZH: "可用 YYYY（年）MM 或 M（月）DD 或 D（日）HH（时）mm（分）ss（秒）SSS（毫秒），区分大小写", EN: "use YYYY, MM or M, DD or D, HH, mm, ss, SSS; capitals matter"},
	},
	"source-layout.twice": {
		Message: Text{ZH: "日期格式“{layout}”里“{letter}”重复了", EN: `the layout "{layout}" has "{letter}" a second time`},
		Help:    Text{ZH: "每一部分只写一次；分钟是小写 mm，月份是大写 MM", EN: "give each part once; minutes are mm, months are MM"},
	},
	"source-layout.touching": {
		Message: Text{ZH: "日期格式“{layout}”里，M 或 D 后面紧跟数字，分不清", EN: `in the layout "{layout}" a number follows M or D without anything between`},
		Help:    Text{ZH: "改用固定两位的 MM、DD，或在中间加分隔符", EN: "use MM and DD, which always have two digits, or put a separator between"},
	},
	"source-layout.incomplete": {
		Message: Text{ZH: "日期格式“{layout}”不完整", EN: `the layout "{layout}" is not complete`},
		Help:    Text{ZH: "日期要有年、月、日，时间要有时、分，例如 \"YYYY-MM-DD\" 或 \"HH:mm:ss\"", EN: "a date needs year, month and day, a time hours and minutes: \"YYYY-MM-DD\" or \"HH:mm:ss\""},
	},
	"source-layout.date": {
		Message: Text{ZH: "这里的格式只应有日期，而“{layout}”不是", EN: `the layout must be of a date alone, and "{layout}" is not`},
		Help:    Text{ZH: "写成 \"YYYY-MM-DD\" 这样", EN: "write it like \"YYYY-MM-DD\""},
	},
	"source-layout.clock": {
		Message: Text{ZH: "这里的格式只应有时间，而“{layout}”不是", EN: `the layout must be of a time of day alone, and "{layout}" is not`},
		Help:    Text{ZH: "写成 \"HH:mm:ss\" 这样", EN: "write it like \"HH:mm:ss\""},
	},
	"source-layout.both": {
		Message: Text{ZH: "这里的格式应同时有日期和时间，而“{layout}”不是", EN: `the layout must have both a date and a time of day, and "{layout}" has not`},
		Help:    Text{ZH: "写成 \"YYYY-MM-DD HH:mm:ss\" 这样", EN: "write it like \"YYYY-MM-DD HH:mm:ss\""},
	},
	"source-layout.needed": {
		Message: Text{ZH: "没有写明“{field}”的日期格式", EN: `the layout of "{field}" is missing`},
		Help:    Text{ZH: "加上 layout = [\"YYYY-MM-DD\"]；时间写成 [\"YYYY-MM-DD HH:mm:ss\"]", EN: "add layout = [\"YYYY-MM-DD\"], or [\"YYYY-MM-DD HH:mm:ss\"] for a time"},
	},
	"source-period": {
		Message: Text{ZH: "没有任何一列说明考核周期", EN: "no column says which period is meant"},
		Help:    Text{ZH: "在 [people] 加上 period = \"列名\"，或在命令中加上 --period，例如 --period 2026-03", EN: "add period = \"Column\" to [people], or give --period, such as --period 2026-03"},
	},

	// Whole files.
	"table-none": {
		Message: Text{ZH: "没有可读的“{table}”文件", EN: `there is no file for "{table}"`},
		Help:    Text{ZH: "检查 files 里的文件名，或用 --records {table}=文件 指定", EN: "check the names in files, or give --records {table}=FILE"},
	},
	"table-empty": {
		Message: Text{ZH: "{file} 是空文件，连表头都没有", EN: "{file} is empty: it has not even a header"},
		Help:    Text{ZH: "第一行应是列名", EN: "the first line must hold the column names"},
	},
	"table-header": {
		Message: Text{ZH: "{file} 的表头引号不成对", EN: "the header of {file} has a quote out of place"},
		Help:    Text{ZH: "列名含有逗号或引号时，整个列名加引号，其中的引号写两次", EN: "put a header that holds a comma or a quote in quotes, and double the quotes inside it"},
	},
	"table-quote": {
		Message: Text{ZH: "{file} 第 {line} 行的引号没有收尾，其后的行无法读取", EN: "a quote in line {line} of {file} is never closed, so the rows after it cannot be read"},
		Help:    Text{ZH: "补上引号；单元格内容里的引号要写两次", EN: "close the quote; a quote inside a cell is written twice"},
	},
	"column-missing": {
		Message: Text{ZH: "{file} 没有“{column}”这一列", EN: `{file} has no column "{column}"`},
		Help:    Text{ZH: "该文件的列有：{headers}", EN: "its columns are: {headers}"},
	},
	"column-missing.near": {
		Message: Text{ZH: "{file} 没有“{column}”这一列", EN: `{file} has no column "{column}"`},
		Help:    Text{ZH: "是不是“{near}”？该文件的列有：{headers}", EN: `did you mean "{near}"? Its columns are: {headers}`},
	},
	"column-missing.case": {
		Message: Text{ZH: "{file} 没有“{column}”这一列", EN: `{file} has no column "{column}"`},
		Help:    Text{ZH: "该文件写作“{near}”，大小写、全角半角都要一致", EN: `it writes "{near}"; capitals and full-width letters must be the same`},
	},
	"column-missing.separator": {
		Message: Text{ZH: "{file} 没有“{column}”这一列：整个表头被读成了一列", EN: `{file} has no column "{column}": the whole header was read as one column`},
		Help:    Text{ZH: ".csv 文件用逗号分隔，.tsv 文件用制表符分隔；用分号的写 delimiter = \";\"。该文件的表头是：{headers}", EN: ".csv files are separated by commas, .tsv files by tabs; for semicolons write delimiter = \";\". This header is: {headers}"},
	},

	// Rows.
	"row-unreadable.number": {
		Message: Text{ZH: "“{cell}”不是数字", EN: `"{cell}" is not a number`},
		Help:    Text{ZH: "写成 1234.5 这样；若它表示没有数据，在数据源文件中加上 missing = [\"{cell}\"]", EN: "write it like 1234.5; if it means there is no value, add missing = [\"{cell}\"] in the source file"},
	},
	"row-unreadable.number-separator": {
		Message: Text{ZH: "“{cell}”不是数字：不接受千位分隔符", EN: `"{cell}" is not a number: thousands separators are not accepted`},
		Help:    Text{ZH: "写成 1234.5 这样；在 Excel 中把单元格格式改为“常规”再导出", EN: "write it like 1234.5; in Excel set the cell format to General before exporting"},
	},
	"row-unreadable.number-percent": {
		Message: Text{ZH: "“{cell}”不是数字：不接受百分号", EN: `"{cell}" is not a number: percent signs are not accepted`},
		Help:    Text{ZH: "只写数字，单位与协议中声明的一致；在 Excel 中把单元格格式改为“常规”再导出", EN: "write the number alone, in the unit the policy declares; in Excel set the cell format to General before exporting"},
	},
	"row-unreadable.number-wide": {
		Message: Text{ZH: "“{cell}”含有全角字符", EN: `"{cell}" holds full-width characters`},
		Help:    Text{ZH: "改用半角数字和小数点", EN: "use ordinary digits and an ordinary point"},
	},
	"row-unreadable.number-duration": {
		Message: Text{ZH: "“{cell}”不是数字，像是时长", EN: `"{cell}" is not a number but looks like a duration`},
		Help:    Text{ZH: "时:分:秒 的列，在数据源文件中写 as = \"duration\", unit = \"s\"", EN: "for hours:minutes:seconds write as = \"duration\", unit = \"s\" in the source file"},
	},
	"row-unreadable.boolean": {
		Message: Text{ZH: "“{cell}”既不是 true 也不是 false", EN: `"{cell}" is neither true nor false`},
		Help:    Text{ZH: "在数据源文件中写明，例如 true = [\"Y\"], false = [\"N\"]", EN: "say in the source file what means what: true = [\"Y\"], false = [\"N\"]"},
	},
	"row-unreadable.words": {
		Message: Text{ZH: "“{cell}”既不表示是（{yes}），也不表示否（{no}）", EN: `"{cell}" means neither yes ({yes}) nor no ({no})`},
		Help:    Text{ZH: "改正这一格，或在数据源文件的 true、false、missing 中列出它", EN: "mend the cell, or list the word under true, false or missing in the source file"},
	},
	"row-unreadable.duration": {
		Message: Text{ZH: "“{cell}”不是时长", EN: `"{cell}" is not a duration`},
		Help:    Text{ZH: "写成 时:分:秒，例如 00:02:23", EN: "write hours:minutes:seconds, such as 00:02:23"},
	},
	"row-unreadable.date": {
		Message: Text{ZH: "“{cell}”不符合任何一种声明的格式（{layouts}）", EN: `"{cell}" fits none of the declared layouts ({layouts})`},
		Help:    Text{ZH: "改正这一格，或在数据源文件的 layout 中加上它的格式", EN: "mend the cell, or add its layout in the source file"},
	},
	"row-unreadable.blank": {
		Message: Text{ZH: "这一格是空的，而协议要求“{field}”", EN: `the cell is blank, and the policy asks for "{field}"`},
		Help:    Text{ZH: "改正这一行时一并补上；没有量到时不要写 0", EN: "fill it in as well; do not write 0 for what was not measured"},
	},
	"row-unreadable.specialist": {
		Message: Text{ZH: "这一行没有写明是哪位专员", EN: "the row does not say which specialist it belongs to"},
		Help:    Text{ZH: "补上，或用 --skip-bad-rows 略过这样的行", EN: "fill it in, or pass over such rows with --skip-bad-rows"},
	},
	"row-unreadable.period": {
		Message: Text{ZH: "“{cell}”不是考核周期", EN: `"{cell}" is not a period`},
		Help:    Text{ZH: "写成 2026-03、2026-Q1、2026-H1 或 2026", EN: "write 2026-03, 2026-Q1, 2026-H1 or 2026"},
	},
	"row-unreadable.period-length": {
		Message: Text{ZH: "“{cell}”与协议的周期长短不同", EN: `"{cell}" is not as long as the policy's period`},
		Help:    Text{ZH: "写成 {example} 这样", EN: "write it like {example}"},
	},
	"row-unreadable.width": {
		Message: Text{ZH: "这一行有 {got} 格，表头有 {want} 列", EN: "the row has {got} cells, the header {want} columns"},
		Help:    Text{ZH: "多半是某格内容含有分隔符“{comma}”却没有加引号", EN: "most likely a cell holds the separator \"{comma}\" and is not in quotes"},
	},
	"row-unreadable.encoding": {
		Message: Text{ZH: "这一格有读不出的字，多半是编码不对", EN: "the cell holds what is no text, most likely of another encoding"},
		Help:    Text{ZH: "重新填写这一格，再在 Excel 中另存为“CSV UTF-8（逗号分隔）”", EN: "write the cell again, and save the form from Excel as \"CSV UTF-8 (comma delimited)\""},
	},
	"row-unreadable.quote": {
		Message: Text{ZH: "这一行的引号不成对", EN: "a quote in the row is out of place"},
		Help:    Text{ZH: "单元格内容含有引号时，整格加引号，其中的引号写两次", EN: "put a cell that holds a quote in quotes, and double the quotes inside it"},
	},
	"row-twice": {
		Message: Text{ZH: "“{cell}”在同一周期已有一行（{first}），两行都不采用", EN: `"{cell}" already has a row for the same period ({first}); neither is used`},
		Help:    Text{ZH: "只保留正确的那一行", EN: "keep only the right one"},
	},

	// The table of results.
	"result-column":            {Message: Text{ZH: "列", EN: "column"}},
	"result-column.specialist": {Message: Text{ZH: "专员", EN: "specialist"}},
	"result-column.period":     {Message: Text{ZH: "考核周期", EN: "period"}},
	"result-column.status":     {Message: Text{ZH: "状态", EN: "status"}},
	"result-column.score":      {Message: Text{ZH: "得分", EN: "score"}},
	"result-column.earned":     {Message: Text{ZH: "否决前得分", EN: "earned"}},
	"result-column.grade":      {Message: Text{ZH: "档位", EN: "grade"}},
	"result-column.rate":       {Message: Text{ZH: "奖金系数", EN: "rate"}},
	"result-column.vetoed":     {Message: Text{ZH: "被否决", EN: "vetoed"}},
	"result-column.payout":     {Message: Text{ZH: "奖金", EN: "payout"}},
	"result-column.would-pay":  {Message: Text{ZH: "若生效应发", EN: "would pay"}},
	"result-column.currency":   {Message: Text{ZH: "币种", EN: "currency"}},
	"result-column.vetoes":     {Message: Text{ZH: "否决项", EN: "vetoes"}},
	"result-column.outcomes":   {Message: Text{ZH: "奖惩", EN: "outcomes"}},
	"result-column.reasons":    {Message: Text{ZH: "待定或拒绝的原因", EN: "reasons"}},
	"result-column.warnings":   {Message: Text{ZH: "提醒", EN: "warnings"}},
	"result-column.policy":     {Message: Text{ZH: "协议", EN: "policy"}},
	"result-column.version":    {Message: Text{ZH: "版本", EN: "version"}},
	"result-column.set":        {Message: Text{ZH: "协议集", EN: "set"}},
	"result-column.of-score":   {Message: Text{ZH: "{title}得分", EN: "{title} score"}},
	"result-status":            {Message: Text{ZH: "状态", EN: "status"}},
	"result-status.final":      {Message: Text{ZH: "已定", EN: "final"}},
	"result-status.held":       {Message: Text{ZH: "待定", EN: "held"}},
	"result-status.refused":    {Message: Text{ZH: "拒绝", EN: "refused"}},
	"result-vetoed":            {Message: Text{ZH: "被否决", EN: "vetoed"}},
	"result-vetoed.true":       {Message: Text{ZH: "是", EN: "yes"}},
	"result-vetoed.false":      {Message: Text{ZH: "否", EN: "no"}},
	"result-vetoed.overridden": {Message: Text{ZH: "{veto}（已豁免）", EN: "{veto} (set aside)"}},
}
