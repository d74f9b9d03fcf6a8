package text

// extendsEntries are the sentences about policies that start from others, and
// about approvals.
var extendsEntries = Entries{
	// Which policy is extended.
	"extends-unknown": {
		Message: Text{"没有 id 是 “{id}” 的协议", "there is no policy with the id \"{id}\""},
		Help:    Text{"extends 写另一份协议的 id；这里能找到的有：{all}。单独检查一个文件时，只在它所在的文件夹里找", "extends names another policy by its id; found here: {all}. For a single file only its own folder is searched"},
	},
	"extends-unknown.typo": {
		Message: Text{"没有 id 是 “{id}” 的协议", "there is no policy with the id \"{id}\""},
		Help:    Text{"是想写 \"{near}\" 吗？", "did you mean \"{near}\"?"},
	},
	"extends-version": {
		Message: Text{"{id} 没有版本 “{version}”", "{id} has no version \"{version}\""},
		Help:    Text{"有这些版本：{all}。写成 extends = \"{id}@版本\"；不写版本就用本协议生效那天有效的那一版", "its versions: {all}. Write extends = \"{id}@VERSION\", or no version for the one in force when this policy begins"},
	},
	"extends-not-in-force": {
		Message: Text{"本协议从 {date} 起生效，那天 {id} 没有有效的版本", "this policy begins on {date}, and no version of {id} is in force on that day"},
		Help:    Text{"有这些版本：{all}。改生效日期，或者写明版本：extends = \"{id}@版本\"", "its versions: {all}. Change the dates, or name a version: extends = \"{id}@VERSION\""},
	},
	"extends-several": {
		Message: Text{"本协议生效那天，{id} 有几个版本都可以用", "several versions of {id} would do on the day this policy begins"},
		Help:    Text{"写明要哪一版：extends = \"{id}@版本\"；可选：{all}", "say which: extends = \"{id}@VERSION\", one of {all}"},
	},
	"extends-loop": {
		Message: Text{"“{id}” 绕了一圈又继承了自己：{loop}", "\"{id}\" extends itself around a corner: {loop}"},
		Help:    Text{"去掉其中一个 extends", "take one of the extends out"},
	},
	"extends-loop.self": {
		Message: Text{"“{id}” 继承的是它自己", "\"{id}\" extends itself"},
		Help:    Text{"要从以前的版本开始，就写明版本：extends = \"{id}@版本\"", "to start from an earlier version, name it: extends = \"{id}@VERSION\""},
	},
	"extends-broken": {
		Message: Text{"它继承的 {id}（{file}）有错误，所以这份协议还不能检查", "{id} ({file}), which it extends, has errors, so this policy cannot be checked yet"},
		Help:    Text{"先改好 {file}", "mend {file} first"},
	},
	"extends-applies": {
		Message: Text{"没有写 applies：适用于谁不会被继承，这份协议会适用于所有人", "there is no applies: it is not inherited, so this policy is for everyone"},
		Help:    Text{"在 [policy] 里写明适用于谁，例如 applies = 'team == \"north\"'；真的适用于所有人就写 applies = 'true'", "say in [policy] whom it is for, such as applies = 'team == \"north\"'; if it is for everyone, applies = 'true'"},
	},
	"extends-concerns": {Message: Text{"{id}（{file}）从这里继承，问题出在它身上", "it is about {id} ({file}), which extends this"}},

	// What is changed.
	"remove-unknown": {
		Message: Text{"{where} 里没有可以去掉的 “{name}”", "there is no \"{name}\" in {where} to remove"},
		Help:    Text{"被继承的协议里有：{all}", "the policy it extends has: {all}"},
	},
	"remove-unknown.typo": {
		Message: Text{"{where} 里没有可以去掉的 “{name}”", "there is no \"{name}\" in {where} to remove"},
		Help:    Text{"是想写 “{near}” 吗？", "did you mean \"{near}\"?"},
	},
	"remove-alone": {
		Message: Text{"要去掉的东西不能再写 {key}", "{key} says nothing about what is removed"},
		Help:    Text{"只留 remove = true；要修改它，就删掉 remove", "leave only remove = true; to change it instead, leave out remove"},
	},
	"remove-which": {
		Message: Text{"没有写要去掉哪一个", "it does not say which one to remove"},
		Help:    Text{"加一行 {key} = \"…\"，写 [[{section}]] 里要去掉的那一个", "add {key} = \"…\" of the one in [[{section}]] to remove"},
	},
	"change-unknown": {
		Message: Text{"被继承的协议在 {where} 里没有 “{name}”，不能只改一部分", "the policy it extends has no \"{name}\" in {where} to change"},
		Help:    Text{"已有的是：{all}；要新增一个，就把它写完整", "it has: {all}; to add a new one, write it whole"},
	},
	"change-unknown.typo": {
		Message: Text{"被继承的协议在 {where} 里没有 “{name}”，不能只改一部分", "the policy it extends has no \"{name}\" in {where} to change"},
		Help:    Text{"是想写 “{near}” 吗？要新增一个，就把它写完整", "did you mean \"{near}\"? to add a new one, write it whole"},
	},
	"changed-twice": {
		Message: Text{"[[{section}]] 的 “{name}” 在这里改了两次", "\"{name}\" of [[{section}]] is changed twice"},
		Help:    Text{"合成一处", "put both changes in one place"},
	},

	// Approvals.
	"approver-twice": {
		Message: Text{"审批部门 “{department}” 写了两次", "the department \"{department}\" stands twice"},
		Help:    Text{"删掉一个", "leave one out"},
	},
	"approval-twice": {
		Message: Text{"“{department}” 有两条审批记录", "there are two approvals of \"{department}\""},
		Help:    Text{"只留新的一条，或者重新运行 merit approve", "keep the newer one, or run merit approve again"},
	},
	"approval-stranger": {
		Message: Text{"“{department}” 不是这份协议的审批部门", "\"{department}\" does not approve this policy"},
		Help:    Text{"approvers 里有：{all}；删掉这条审批，或者把部门加进 approvers", "approvers names: {all}; delete this approval, or add the department there"},
	},
	"approval-stranger.typo": {
		Message: Text{"“{department}” 不是这份协议的审批部门", "\"{department}\" does not approve this policy"},
		Help:    Text{"是想写 “{near}” 吗？", "did you mean \"{near}\"?"},
	},
	"approval-missing": {
		Message: Text{"“{department}” 还没有批准这份协议，不能生效", "\"{department}\" has not approved this policy, so it cannot be active"},
		Help:    Text{"该部门确认后运行：merit approve {file} --as {department} --by 工号；在那之前可以写 stage = \"draft\"", "once they agree, run: merit approve {file} --as {department} --by ID; until then write stage = \"draft\""},
	},
	"approval-outdated": {
		Message: Text{"“{department}”（{who}）批准之后，协议内容改了", "the policy has changed since \"{department}\" ({who}) approved it"},
		Help:    Text{"请该部门重新确认，然后运行：merit approve {file} --as {department} --by 工号", "let them look again, then run: merit approve {file} --as {department} --by ID"},
	},
	"approval-outdated.sections": {
		Message: Text{"“{department}”（{who}）批准之后，协议内容改了：{changed}", "the policy has changed since \"{department}\" ({who}) approved it: {changed}"},
		Help:    Text{"请该部门重新确认，然后运行：merit approve {file} --as {department} --by 工号", "let them look again, then run: merit approve {file} --as {department} --by ID"},
	},
	"approval-base": {Message: Text{"内容也来自它继承的 {id}", "part of it comes from {id}, which it extends"}},
	"approver-unknown": {
		Message: Text{"“{department}” 不是这份协议的审批部门", "\"{department}\" does not approve this policy"},
		Help:    Text{"approvers 里有：{all}", "approvers names: {all}"},
	},
	"approver-unknown.typo": {
		Message: Text{"“{department}” 不是这份协议的审批部门", "\"{department}\" does not approve this policy"},
		Help:    Text{"是想写 {near} 吗？", "did you mean {near}?"},
	},
	"approver-unknown.none": {
		Message: Text{"这份协议没有写审批部门，“{department}” 不用批准", "this policy names no approvers, so \"{department}\" need not approve it"},
		Help:    Text{"需要审批，就在 [policy] 里加一行：approvers = [\"{department}\"]", "if it needs approval, add to [policy]: approvers = [\"{department}\"]"},
	},
	"approve-form": {
		Message: Text{"这里的写法 merit approve 改不了", "merit approve cannot add to what is written here"},
		Help:    Text{"在 [policy] 里写成一行：approvals = []，再运行一次", "write approvals = [] as one line of [policy] and run it again"},
	},

	// merit approve.
	"command-approve-file": {
		Message: Text{"请写出一个协议文件，例如 merit approve policies/north.toml --as hr --by E1001", "name one policy file, such as merit approve policies/north.toml --as hr --by E1001"},
	},
	"command-approve-folder": {
		Message: Text{"{path} 不是一个协议文件；一次批准一份", "{path} is not one policy file; approve one at a time"},
	},
	"command-approve-who": {
		Message: Text{"请写明哪个部门（--as）、谁（--by）批准，例如 --as hr --by E1001", "say which department (--as) and who (--by) approves, such as --as hr --by E1001"},
	},
	"command-approve-who.letters": {
		Message: Text{"--as 和 --by 里有无法显示的字符", "--as or --by has characters that cannot be seen"},
	},
	"command-approve-date": {
		Message: Text{"“{got}”不是日期，应写成 2026-03-31", "\"{got}\" is no date; write it like 2026-03-31"},
	},
	"command-approve-broken": {
		Message: Text{"协议还有错误，没有批准", "the policy has errors and was not approved"},
	},
	"approve-done": {
		Message: Text{"{department}（{by}）批准了《{title}》（{id} {version}）", "{department} ({by}) approved {title} ({id} {version})"},
	},
	"approve-digest": {
		Message: Text{"内容摘要 {digest}", "digest of its content {digest}"},
	},
	"approve-before": {
		Message: Text{"代替了此前的批准（{who}），那以后内容改过", "in place of the approval before ({who}), since which it has changed"},
	},
	"approve-before.sections": {
		Message: Text{"代替了此前的批准（{who}），那以后改过：{changed}", "in place of the approval before ({who}), since which these have changed: {changed}"},
	},
	"approve-before.same": {
		Message: Text{"此前已批准过同样的内容（{who}）", "the same content was approved before ({who})"},
	},
	"approve-lacking": {
		Message: Text{"还缺：{departments}", "still lacking: {departments}"},
	},
	"approve-complete.active": {
		Message: Text{"各部门都已批准", "all departments have approved it"},
	},
	"approve-complete": {
		Message: Text{"各部门都已批准，可以写 stage = \"active\" 了", "all departments have approved it; it may be stage = \"active\""},
	},
}
