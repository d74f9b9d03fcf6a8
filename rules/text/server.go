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
		Message: Text{"重新加载被中断，什么也没有改变", "the reload was interrupted; nothing has changed"},
	},
	"internal-error": {
		Message: Text{"Merit 自身出错，无法检查协议（{where}：{what}）", "Merit itself failed while checking the policies ({where}: {what})"},
		Help:    Text{"这不是协议的错；请把这条信息报告给维护人员，什么也没有改变", "this is not the policy's fault; report this message to the maintainers; nothing has changed"},
	},

	// Problem documents: each type has a title and a detail.
	"malformed-json.title": {Message: Text{"JSON 写法有误", "malformed JSON"}},
	"malformed-json.detail": {
		Message: Text{"请求不是正确的 JSON", "the request is not correct JSON"},
	},
	"duplicate-member.title": {Message: Text{"字段重复", "duplicate member"}},
	"duplicate-member.detail": {
		Message: Text{"请求里有写了两次的字段", "the request gives a member twice"},
	},
	"trailing-data.title": {Message: Text{"结尾多出内容", "trailing data"}},
	"trailing-data.detail": {
		Message: Text{"请求结束之后还有内容", "something follows the end of the request"},
	},
	"too-deep.title": {Message: Text{"嵌套太深", "nested too deep"}},
	"too-deep.detail": {
		Message: Text{"请求里的括号嵌套太深", "the request nests objects and lists too deep"},
	},
	"incomplete-body.title": {Message: Text{"请求不完整", "incomplete request"}},
	"incomplete-body.detail": {
		Message: Text{"请求没有发完", "the request did not arrive whole"},
		Help:    Text{"请检查网络，再发一次", "check the connection and send it again"},
	},
	"invalid-policy-id.title": {Message: Text{"协议编号写法有误", "invalid policy id"}},
	"invalid-policy-id.detail": {
		Message: Text{"路径里的协议编号写法不对", "the policy id in the path is not spelt like one"},
		Help:    Text{"编号以字母、汉字或“_”开头，只含字母、汉字、数字、“_”“-”“.”；可用 GET /v1/policies 查看", `an id starts with a letter or "_" and holds letters, digits, "_", "-" and "."; see GET /v1/policies`},
	},
	"invalid-query.title": {Message: Text{"查询参数有误", "invalid query"}},
	"invalid-query.detail": {
		Message: Text{"问号后面的参数不认识、重复或写法不对", "a parameter after the question mark is unknown, given twice or not written as it should be"},
		Help:    Text{"只有 GET /v1/policies/编号 和它的 /schema 接受参数：as_of=YYYY-MM-DD", "only GET /v1/policies/ID and its /schema take one: as_of=YYYY-MM-DD"},
	},
	"not-found.title": {Message: Text{"没有这个地址", "not found"}},
	"not-found.detail": {
		Message: Text{"没有这个地址", "there is nothing at this path"},
		Help:    Text{"评估请用 POST /v1/evaluate；协议列表请用 GET /v1/policies", "evaluate with POST /v1/evaluate, list policies with GET /v1/policies"},
	},
	"policy-not-found.title": {Message: Text{"没有这份协议", "policy not found"}},
	"policy-not-found.detail": {
		Message: Text{"现行协议集里没有这份协议，或它在该日期不生效", "the set in force has no such policy, or none that is in force on that day"},
		Help:    Text{"可用 GET /v1/policies 查看现有协议和生效日期", "GET /v1/policies lists the policies and when they are in force"},
	},
	"method-not-allowed.title": {Message: Text{"请求方法不对", "method not allowed"}},
	"method-not-allowed.detail": {
		Message: Text{"这个地址只接受 {allow}", "this path takes only {allow}"},
	},
	"body-timeout.title": {Message: Text{"请求发送太慢", "request too slow"}},
	"body-timeout.detail": {
		Message: Text{"请求没有在规定时间内发完", "the request did not arrive in time"},
		Help:    Text{"请检查网络，再发一次", "check the connection and send it again"},
	},
	"policy-digest-mismatch.title": {Message: Text{"协议已变化", "policy has changed"}},
	"policy-digest-mismatch.detail": {
		Message: Text{"现行协议与 If-Match 指定的不一致，没有评估", "the policy in force is not the one that If-Match asks for; nothing was evaluated"},
		Help:    Text{"请核对新协议（见 policy.digest）后重发，或去掉 If-Match", "look at the new policy (see policy.digest) and send again, or leave If-Match out"},
	},
	"payload-too-large.title": {Message: Text{"请求太大", "request too large"}},
	"payload-too-large.detail": {
		Message: Text{"请求或其中一条超过 {most} 字节，没有读取", "the request, or one of a batch, has more than {most} bytes and was not read"},
		Help:    Text{"一条请求只放一位专员一个周期的数据；多条请用 POST /v1/evaluate/batch 分批发送", "send one specialist and one period per request, and many of them to POST /v1/evaluate/batch, in several batches"},
	},
	"unsupported-media-type.title": {Message: Text{"内容类型不支持", "unsupported media type"}},
	"unsupported-media-type.detail": {
		Message: Text{"请求内容的类型不对，或没有写明", "the kind of the request is not said, or cannot be taken"},
		Help:    Text{"请写明 Content-Type，可以是：{kinds}（编码只能是 UTF-8）", "send Content-Type, one of: {kinds}; in UTF-8"},
	},
	"unsupported-encoding.title": {Message: Text{"不支持压缩", "unsupported encoding"}},
	"unsupported-encoding.detail": {
		Message: Text{"不接受压缩过的请求", "compressed requests are not accepted"},
		Help:    Text{"请去掉 Content-Encoding，直接发送 JSON", "leave Content-Encoding out and send plain JSON"},
	},
	"invalid-facts.title": {Message: Text{"数据有误", "invalid facts"}},
	"invalid-facts.detail": {
		Message: Text{"数据与协议不符，没有评估；所有问题见 errors", "the facts do not fit the policy and nothing was evaluated; errors lists every problem"},
	},
	"policy-not-in-force.title": {Message: Text{"协议不在有效期", "policy not in force"}},
	"policy-not-in-force.detail": {
		Message: Text{"指定的协议在该日期或该周期长度下不生效", "the policy asked for is not in force on that day or for that length of period"},
	},
	"policy-does-not-apply.title": {Message: Text{"协议不适用", "policy does not apply"}},
	"policy-does-not-apply.detail": {
		Message: Text{"指定的协议不适用于这位专员", "the policy asked for does not apply to this specialist"},
	},
	"no-policy-applies.title": {Message: Text{"没有适用的协议", "no policy applies"}},
	"no-policy-applies.detail": {
		Message: Text{"没有协议适用于这次请求", "no policy applies to this request"},
	},
	"several-policies-apply.title": {Message: Text{"适用的协议不止一份", "several policies apply"}},
	"several-policies-apply.detail": {
		Message: Text{"不止一份协议适用于这次请求", "more than one policy applies to this request"},
		Help:    Text{"请用 policy 指明用哪一份", "say which one with policy"},
	},
	"policies-rejected.title": {Message: Text{"协议文件被拒绝", "policies rejected"}},
	"policies-rejected.detail": {
		Message: Text{"协议文件有问题，没有采用；生效的协议没有改变", "the policy files have problems and were not taken over; what is in force has not changed"},
		Help:    Text{"所有问题见 errors，改好后保存即可", "errors lists every problem; mend them and save"},
	},
	"internal-error.title": {Message: Text{"内部错误", "internal error"}},
	"internal-error.detail": {
		Message: Text{"服务出错，没有得到结果", "the service failed and gives no answer"},
		Help:    Text{"请把 request_id 告诉维护人员", "tell the maintainers the request_id"},
	},
	"no-policy-set.title": {Message: Text{"没有生效的协议", "no policy set"}},
	"no-policy-set.detail": {
		Message: Text{"还没有任何协议生效", "no policies are in force yet"},
		Help:    Text{"请看 GET /v1/status 里的 problems", "see the problems in GET /v1/status"},
	},
	"stopping.title": {Message: Text{"服务正在停止", "stopping"}},
	"stopping.detail": {
		Message: Text{"服务正在停止，请换一台", "the service is stopping; use another one"},
	},
}
