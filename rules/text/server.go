package text

// serverEntries are the sentences about the HTTP service and live reload.
var serverEntries = Entries{
	// Reading the files of a set.
	"unreadable-file": {
		Message: Text{"无法读取“{path}”：{error}", `cannot read "{path}": {error}`},
		Help:    Text{"请检查该文件或文件夹能否打开", "check that the file or folder can be opened"},
	},
	"unreadable-file.missing": {
		Message: Text{"找不到“{path}”", `there is no "{path}"`},
		Help:    Text{"请检查路径是否写对；若是链接，请检查它指向的文件还在不在", "check the path; if it is a link, check that what it points to is still there"},
	},
	"unreadable-file.denied": {
		Message: Text{"没有权限读取“{path}”", `no permission to read "{path}"`},
		Help:    Text{"请让运行 Merit 的账号可以读取它", "let the account that runs Merit read it"},
	},
	"unreadable-file.kind": {
		Message: Text{"“{path}”不是普通文件", `"{path}" is not a regular file`},
		Help:    Text{"协议必须是普通的文本文件", "a policy is a regular text file"},
	},
	"file-too-large": {
		Message: Text{"“{path}”太大，一个协议文件最多 {most} 字节", `"{path}" is too large: a policy file has at most {most} bytes`},
		Help:    Text{"请确认放进来的是协议文件，而不是数据文件", "check that this is a policy, not a data file"},
	},
	"set-too-large": {
		Message: Text{"读到“{path}”时，协议文件总量超过 {most} 字节", `at "{path}" the policy files together exceed {most} bytes`},
		Help:    Text{"请确认文件夹选对了", "check that this is the right folder"},
	},
	"too-many-files": {
		Message: Text{"协议文件太多：最多 {most} 个，“{path}”已超出", `too many policy files: at most {most}, and "{path}" is one more`},
		Help:    Text{"请确认文件夹选对了", "check that this is the right folder"},
	},
	"folders-too-deep": {
		Message: Text{"“{path}”的文件夹层数太多，最多 {most} 层", `"{path}" lies too deep: at most {most} folders inside each other`},
		Help:    Text{"请把协议放到更浅的文件夹里", "move the policies up"},
	},
	"no-policies": {
		Message: Text{"没有找到任何协议文件", "there are no policy files"},
		Help:    Text{"请放入至少一个 .toml 协议文件；以“.”或“_”开头的文件、*_test.toml、*.source.toml 和 merit.toml 不算协议", `add at least one policy, a .toml file; names starting with "." or "_", *_test.toml, *.source.toml and merit.toml are not policies`},
	},
	"files-changing": {
		Message: Text{"协议文件还在变化，暂未采用", "the policy files are still changing and were not taken over"},
		Help:    Text{"请等保存或复制完成；完成后会自动读取", "wait until saving or copying is done; they are then read by themselves"},
	},
	"reload-interrupted": {
		Message: Text{"重新加载被中断，原有协议继续有效", "the reload was interrupted; what was in force stays"},
	},
	"internal-error": {
		Message: Text{"Merit 自身出错，无法检查协议（{where}：{what}）", "Merit itself failed while checking the policies ({where}: {what})"},
		Help:    Text{"这不是协议的错；请把这条信息报告给维护人员，原有协议继续有效", "this is not the policy's fault; report this message to the maintainers, what was in force stays"},
	},
}
