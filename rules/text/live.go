package text

// liveEntries are the sentences about the set in force.
var liveEntries = Entries{
	"serve-cached": {
		Message: Text{
			ZH: "“{from}”里的协议有错：暂用缓存里最近一份正确的协议（{since}，{set}），改好保存后自动生效",
			EN: `the policies in "{from}" are wrong: serving the last good set from the cache ({since}, {set}) until they are mended and saved`,
		},
	},
}
