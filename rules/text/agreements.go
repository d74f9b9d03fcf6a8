package text

// agreementEntries are about kinds of metrics and their anchors, sources of
// data, deferred payouts and the bounds of fines.
var agreementEntries = Entries{
	"anchors-empty": {
		Message: Text{"anchors 里一条标准也没有", "anchors says nothing"},
		Help:    Text{"写成 anchors = [{ score = 5, text = \"…\" }, { score = 1, text = \"…\" }]，或者删掉", "write anchors = [{ score = 5, text = \"…\" }, { score = 1, text = \"…\" }], or leave it out"},
	},
	"anchor-twice": {
		Message: Text{"{score} 分的标准写了两次", "the anchor of {score} stands twice"},
		Help:    Text{"每个分数只写一条标准", "say once what each score stands for"},
	},
	"defer-months": {
		Message: Text{"defer 没有写几个月", "defer does not say how many months"},
		Help:    Text{"写成 defer = { months = 12 }", "write defer = { months = 12 }"},
	},
	"fine-of-penalty": {
		Message: Text{"{key} 只用于惩罚（kind = \"penalty\"），这里是 {kind}", "{key} is for kind = \"penalty\"; this is {kind}"},
		Help:    Text{"删掉它", "leave it out"},
	},
	"wage-share-range": {
		Message: Text{"max_wage_share 应大于 0、不超过 100%，这里是 {share}", "max_wage_share is more than 0 and at most 100%; this is {share}"},
		Help:    Text{"例如 max_wage_share = \"20%\"", "for example max_wage_share = \"20%\""},
	},

	"say-word.otherwise":   {Message: Text{"{x}（没有则为 {y}）", "{x} (otherwise {y})"}},
	"line-description":     {Message: Text{"说明", "description"}},
	"line-judged":          {Message: Text{"评价方式", "judged"}},
	"line-anchors":         {Message: Text{"评分标准", "anchors"}},
	"line-source":          {Message: Text{"来源", "collected from"}},
	"line-controllable":    {Message: Text{"本人可控", "controllable"}},
	"line-due":             {Message: Text{"发放", "paid"}},
	"line-wage":            {Message: Text{"限度", "bounds"}},
	"line-max-subjective":  {Message: Text{"主观指标最多", "subjective at most"}},
	"line-settle-by":       {Message: Text{"结算期限", "settled by"}},
	"word-quantitative":    {Message: Text{"定量", "quantitative"}},
	"word-qualitative":     {Message: Text{"定性（按标准评定）", "qualitative, by its anchors"}},
	"word-subjective":      {Message: Text{"主观评价", "subjective"}},
	"show-anchor":          {Message: Text{"{score} 分：{text}", "{score}: {text}"}},
	"show-anchor-and":      {Message: Text{"；", "; "}},
	"show-due":             {Message: Text{"周期结束后第 {months} 个月的月末", "at the end of the month {months} months after the period"}},
	"show-wage-share":      {Message: Text{"不超过当月工资的 {share}", "at most {share} of the month's wage"}},
	"show-wage-minimum":    {Message: Text{"不低于当地最低工资", "never below the local minimum wage"}},
	"step-payout.deferred": {Message: Text{"{title}：{amount} {currency}，{due} 发放", "{title}: {amount} {currency}, paid on {due}"}},
	"statement-source":     {Message: Text{"（来自 {source}）", " (from {source})"}},
	"statement-due":        {Message: Text{"{amount}，{due} 发放", "{amount}, paid on {due}"}},

	"subjective-majority.limit": {
		Message: Text{"主观指标（“{metric}” 等）合计占 {weight}%，超过了 max_subjective 的 {limit}%", "subjective metrics (\"{metric}\" and others) carry {weight}% together, more than the {limit}% of max_subjective"},
		Help:    Text{"把一部分权重移给可以计量的指标，或者改 [scoring] max_subjective", "move some of the weight to what can be counted, or change max_subjective in [scoring]"},
	},
}
