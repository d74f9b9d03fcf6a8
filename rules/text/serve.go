package text

// serveEntries are the sentences about running the service: its settings, keys
// and certificates, and what its newer endpoints refuse.
var serveEntries = Entries{
	// Problem documents.
	"unauthorized.title": {Message: Text{"需要密钥", "unauthorized"}},
	"unauthorized.detail": {
		Message: Text{"没有密钥，或密钥无效、已过期", "there is no key, or it is not a good one, or it has expired"},
		Help:    Text{"请加上 Authorization: Bearer 密钥；密钥由管理员用 merit key new 生成", "send Authorization: Bearer KEY; whoever runs the service makes keys with merit key new"},
	},
	"forbidden.title": {Message: Text{"密钥没有这项权限", "forbidden"}},
	"forbidden.detail": {
		Message: Text{"这把密钥没有 {scope} 权限", "this key is not allowed {scope}"},
		Help:    Text{"请换用有该权限的密钥，或请管理员在密钥文件的 scopes 里加上它", "use a key that is, or have it added to scopes in the keys file"},
	},
	"too-many-requests.title": {Message: Text{"请求太频繁", "too many requests"}},
	"too-many-requests.detail": {
		Message: Text{"请求太频繁，请在 {seconds} 秒后再试", "too many requests; come again in {seconds} s"},
		Help:    Text{"请放慢速度，或改用 POST /v1/evaluate/batch 一次发送多条", "slow down, or send many at once to POST /v1/evaluate/batch"},
	},
	"overloaded.title": {Message: Text{"服务繁忙", "overloaded"}},
	"overloaded.detail": {
		Message: Text{"正在处理的请求太多，请在 {seconds} 秒后再试", "too much is being done at once; come again in {seconds} s"},
	},
	"check-timeout.title": {Message: Text{"检查用时太长", "check takes too long"}},
	"check-timeout.detail": {
		Message: Text{"检查没有在规定时间内完成", "the check was not done in time"},
		Help:    Text{"请分几次检查，或在本机用 merit check", "check fewer at once, or use merit check"},
	},
	"too-many-items.title": {Message: Text{"批次太大", "too many items"}},
	"too-many-items.detail": {
		Message: Text{"一个批次最多 {most} 条请求", "a batch has at most {most} requests"},
		Help:    Text{"请分几批发送", "send several batches"},
	},
	"invalid-check.title": {Message: Text{"检查请求有误", "invalid check"}},
	"invalid-check.detail": {
		Message: Text{"这不是可以检查的内容，没有检查", "this is not something to check; nothing was checked"},
		Help:    Text{"请发送一份 TOML（Content-Type: application/toml），或 {\"files\": [{\"name\": \"a.toml\", \"text\": \"…\"}]}", "send one policy as application/toml, or {\"files\": [{\"name\": \"a.toml\", \"text\": \"…\"}]}"},
	},
	"check-files":      {Message: Text{"files 必须是列表，至少有一个文件", "files must be a list with one file at least"}},
	"check-files.many": {Message: Text{"一次最多检查 {most} 个文件", "at most {most} files are checked at once"}},
	"check-name": {
		Message: Text{"文件名写法不对", "this is no name of a file"},
		Help:    Text{"文件名以 .toml 结尾，最长 200 字节，不含 \\ : * ? \" < > |", "a name ends in .toml, has at most 200 bytes and none of \\ : * ? \" < > |"},
	},
	"check-name.twice":     {Message: Text{"有两个文件同名", "two files have this name"}},
	"check-text":           {Message: Text{"协议内容必须是 UTF-8 文本", "the policy must be text, in UTF-8"}},
	"check-member":         {Message: Text{"有不认识的字段，只能有：{all}", "there is a member nobody knows; there can be: {all}"}},
	"check-member.missing": {Message: Text{"缺少 {name}", "{name} is missing"}},

	// Files that the service keeps an eye on.
	"api-key-id": {
		Message: Text{"密钥编号写法不对", "this is no id of a key"},
		Help:    Text{"请用 merit key new 生成整段内容，不要改动", "let merit key new write the entry, and leave it as it is"},
	},
	"api-key-twice": {
		Message: Text{"密钥编号“{id}”出现了两次", `the key "{id}" stands here twice`},
		Help:    Text{"请删去其中一段", "take one of the two out"},
	},
	"api-key-sha256": {
		Message: Text{"sha256 应为 64 个十六进制字符，这里是 {count} 个字符", "sha256 is 64 hexadecimal digits, and these are {count} characters"},
		Help:    Text{"请用 merit key new 生成整段内容；这里不能写密钥本身", "let merit key new write the entry; the key itself does not belong here"},
	},
	"api-key-scope": {
		Message: Text{"没有“{got}”这项权限，只有：{all}", `there is no scope "{got}"; there are: {all}`},
		Help:    Text{"请写 merit key new --help 列出的权限", "write one that merit key new --help lists"},
	},
	"api-key-scope.near": {
		Message: Text{"没有“{got}”这项权限，是不是“{near}”？", `there is no scope "{got}"; did you mean "{near}"?`},
		Help:    Text{"请改为“{near}”", `write "{near}"`},
	},
	"keys-none": {
		Message: Text{"文件里没有密钥", "there are no keys in this file"},
		Help:    Text{"请用 merit key new 生成；要让所有人都不能访问，请停止服务", "make one with merit key new; to lock everyone out, stop the service"},
	},
	"certificate-pair": {
		Message: Text{"证书“{cert}”与私钥“{key}”不能一起使用：{error}", `the certificate "{cert}" and the key "{key}" do not go together: {error}`},
		Help:    Text{"两个文件都应为 PEM 格式，并且是一对", "both are PEM files, and a pair"},
	},

	// Settings.
	"setting-wrong.words":    {Message: Text{"“{name}”的写法不对：{got}", `"{name}" is not written right: {got}`}},
	"setting-wrong.switch":   {Message: Text{"“{name}”只能是 true 或 false，不能是“{got}”", `"{name}" is true or false, not "{got}"`}},
	"setting-wrong.whole":    {Message: Text{"“{name}”应为整数，不能是“{got}”；缺省为 {default}", `"{name}" is a whole number of a sensible size, not "{got}"; {default} unless given`}},
	"setting-wrong.number":   {Message: Text{"“{name}”应为不小于 0 的数，不能是“{got}”；缺省为 {default}", `"{name}" is a number from 0 on, not "{got}"; {default} unless given`}},
	"setting-wrong.duration": {Message: Text{"“{name}”应为时长，例如 500ms、15s、2m，最长 24h，不能是“{got}”；缺省为 {default}", `"{name}" is a time such as 500ms, 15s or 2m, 24h at most, not "{got}"; {default} unless given`}},
	"setting-wrong.addr": {
		Message: Text{"“{got}”不是监听地址，应写成 127.0.0.1:8080", `"{got}" is no address to listen on; write it like 127.0.0.1:8080`},
	},
	"setting-wrong.log-level":  {Message: Text{"log-level 只能是 debug、info、warn 或 error，不能是“{got}”", `log-level is debug, info, warn or error, not "{got}"`}},
	"setting-wrong.access-log": {Message: Text{"access-log 只能是 all、errors 或 none，不能是“{got}”", `access-log is all, errors or none, not "{got}"`}},
	"setting-pair": {
		Message: Text{"证书和私钥必须一起给出", "a certificate and its key come together"},
		Help:    Text{"请同时写 tls-cert 和 tls-key，或都不写", "give both tls-cert and tls-key, or neither"},
	},

	// What each setting is, for --help.
	"serve-flag.policies":              {Message: Text{"协议文件夹，缺省为内置协议", "`FOLDER` of policies; the shipped agreements without it"}},
	"serve-flag.cache":                 {Message: Text{"存放最近一份正确协议的文件夹，启动时协议有错就用它", "`FOLDER` for the last good set, used when the files are wrong at the start"}},
	"serve-flag.addr":                  {Message: Text{"监听地址，缺省 127.0.0.1:8080", "`ADDRESS` to listen on, 127.0.0.1:8080 unless given"}},
	"serve-flag.keys":                  {Message: Text{"密钥文件，由 merit key new 生成；没有它就不验证身份", "`FILE` of API keys, made by merit key new; without it nobody is asked for a key"}},
	"serve-flag.insecure-without-keys": {Message: Text{"没有密钥文件也对其他机器开放", "let other machines in although there is no file of keys"}},
	"serve-flag.tls-cert":              {Message: Text{"TLS 证书（PEM），更换后自动生效", "TLS certificate `FILE` (PEM); a new one is taken over by itself"}},
	"serve-flag.tls-key":               {Message: Text{"TLS 私钥（PEM）", "TLS key `FILE` (PEM)"}},
	"serve-flag.log-level":             {Message: Text{"日志级别：debug、info、warn、error，缺省 info", "`LEVEL` of the log: debug, info, warn or error; info unless given"}},
	"serve-flag.access-log":            {Message: Text{"记录哪些请求：all、errors、none，缺省 all", "which requests are logged, `WHICH`: all, errors or none; all unless given"}},
	"serve-flag.drain-delay":           {Message: Text{"停止时，从不再就绪到不再接受连接的时间，缺省 0s", "`TIME` from not being ready to refusing connections, when stopping; 0s unless given"}},
	"serve-flag.drain":                 {Message: Text{"停止时，等待进行中请求的最长时间，缺省 15s", "`TIME` for requests under way, when stopping; 15s unless given"}},
	"serve-flag.header-timeout":        {Message: Text{"收完请求头的最长时间，缺省 5s", "`TIME` to send the header of a request; 5s unless given"}},
	"serve-flag.read-timeout":          {Message: Text{"收完请求的最长时间，批次为其中一步，缺省 10s", "`TIME` to send a request, or a part of a batch; 10s unless given"}},
	"serve-flag.write-timeout":         {Message: Text{"答复的最长时间，缺省 1m", "`TIME` to be answered; 1m unless given"}},
	"serve-flag.idle-timeout":          {Message: Text{"空闲连接保留的时间，缺省 2m", "`TIME` an idle connection is kept; 2m unless given"}},
	"serve-flag.batch-timeout":         {Message: Text{"一个批次的最长时间，缺省 30m", "`TIME` for a whole batch; 30m unless given"}},
	"serve-flag.check-timeout":         {Message: Text{"一次检查的最长时间，缺省 30s", "`TIME` for one check; 30s unless given"}},
	"serve-flag.body-bytes":            {Message: Text{"一条请求最多多少字节，缺省 1048576", "`BYTES` of a request at most; 1048576 unless given"}},
	"serve-flag.batch-bytes":           {Message: Text{"一个批次最多多少字节，缺省 33554432", "`BYTES` of a batch at most; 33554432 unless given"}},
	"serve-flag.batch-items":           {Message: Text{"一个批次最多多少条请求，缺省 100000", "`COUNT` of requests in a batch at most; 100000 unless given"}},
	"serve-flag.in-flight":             {Message: Text{"同时处理的请求数，缺省 256", "`COUNT` of requests at once; 256 unless given"}},
	"serve-flag.batches":               {Message: Text{"同时处理的批次数，缺省 4", "`COUNT` of batches at once; 4 unless given"}},
	"serve-flag.checks":                {Message: Text{"同时进行的检查数，缺省 1", "`COUNT` of checks at once; 1 unless given"}},
	"serve-flag.connections":           {Message: Text{"同时打开的连接数，缺省 4096", "`COUNT` of connections at once; 4096 unless given"}},
	"serve-flag.rate":                  {Message: Text{"每个调用者每秒的请求数，0 为不限，缺省 0", "requests a second of one caller, `RATE`; 0, for no limit, unless given"}},
	"serve-flag.burst":                 {Message: Text{"每个调用者可以一次发出的请求数，0 为 rate 的两倍", "`COUNT` of requests a caller may make at once; 0 for twice the rate"}},
	"serve-flag.config":                {Message: Text{"设置文件（MERIT_CONFIG）", "`FILE` of settings (MERIT_CONFIG)"}},
	"serve-flag.print-config":          {Message: Text{"列出每项设置和它的来源，不启动服务", "write every setting and where it comes from, and stop"}},

	// serve.
	"serve-closed": {
		Message: Text{"{addr} 不只本机可以访问，而没有密钥文件，所以没有启动。请用 merit key new 生成密钥并写 --keys；若前面已有验证身份的代理，写 --insecure-without-keys", "{addr} can be reached from other machines and there is no file of keys, so the service was not started. Make keys with merit key new and give --keys; where a proxy in front asks who is there, give --insecure-without-keys"},
	},
	"serve-settings": {
		Message: Text{"设置有误，没有启动", "the settings are wrong; the service was not started"},
	},
	"serve-listening.tls": {
		Message: Text{"服务已启动：https://{addr}", "listening on https://{addr}"},
	},
	"serve-files": {
		Message: Text{"密钥或证书有误，没有启动", "the keys or the certificate are wrong; the service was not started"},
	},

	// key, healthcheck and eval --server.
	"key-missing": {
		Message: Text{"请写明要做什么，例如 merit key new --name payroll --scopes evaluate", "say what to do, such as merit key new --name payroll --scopes evaluate"},
	},
	"key-name":    {Message: Text{"请用 --name 写明谁使用这把密钥", "say with --name who uses the key"}},
	"key-scopes":  {Message: Text{"请用 --scopes 写明权限：evaluate、read、check、admin", "say with --scopes what it is allowed: evaluate, read, check, admin"}},
	"key-over":    {Message: Text{"--expires 写的 {day} 已经过去，这把密钥一生成就没有用", "--expires says {day}, which is over: the key would never be good"}},
	"key-made":    {Message: Text{"密钥只显示这一次，请交给使用者并妥善保管：", "the key, shown this once; hand it to whoever uses it:"}},
	"key-written": {Message: Text{"密钥写进了“{path}”", `the key is in "{path}"`}},
	"health-silent": {
		Message: Text{"{url} 没有回应：{error}", "{url} does not answer: {error}"},
	},
	"health-not-ready": {
		Message: Text{"{url} 没有就绪：{status}", "{url} is not ready: {status}"},
	},
	"remote-url":      {Message: Text{"“{got}”不是服务的地址，应写成 http://127.0.0.1:8080", `"{got}" is no address of a service; write it like http://127.0.0.1:8080`}},
	"remote-alone":    {Message: Text{"{flag} 要和 --server 一起用", "{flag} needs --server"}},
	"remote-policies": {Message: Text{"--server 用服务里的协议，不能再写 -p", "--server uses the policies of the service; leave -p out"}},
	"remote-silent":   {Message: Text{"服务 {url} 没有回应：{error}", "the service at {url} does not answer: {error}"}},
	"remote-timeout":  {Message: Text{"超时", "no answer in time"}},
	"remote-strange":  {Message: Text{"{url} 的回答看不懂，它可能不是 Merit 服务", "the answer of {url} makes no sense; perhaps it is no Merit service"}},
	"remote-strange.status": {
		Message: Text{"{url} 回答 {status}，它可能不是 Merit 服务", "{url} answers {status}; perhaps it is no Merit service"},
	},
	"remote-refused": {Message: Text{"服务 {url} 没有评估（request_id {id}）", "the service at {url} did not evaluate (request_id {id})"}},
	"remote-key":     {Message: Text{"“{path}”里应只有一把密钥", `"{path}" should hold one key and nothing else`}},
}
