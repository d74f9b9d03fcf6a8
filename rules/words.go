package rules

import (
	"slices"
	"strings"
)

// synonyms are what people write for the words of a key that takes one of a
// few, in Chinese and in plain English. None of them is accepted: the words of
// a policy are few so that everyone reads the same ones.
var synonyms = map[string]map[string][]string{
	"better": {
		"higher": {"high", "more", "up", "larger", "bigger", "higher is better", "the higher the better", "高", "大", "多", "越高越好", "越大越好", "越多越好"},
		"lower":  {"low", "less", "fewer", "down", "smaller", "lower is better", "the lower the better", "低", "小", "少", "越低越好", "越小越好", "越少越好"},
	},
	"kind": {
		"reward":   {"promotion", "promote", "bonus", "award", "prize", "commendation", "praise", "raise", "honour", "honor", "奖励", "奖", "晋升", "晋级", "升职", "加薪", "表彰", "表扬", "荣誉", "奖金", "称号"},
		"penalty":  {"punishment", "warning", "fine", "sanction", "demotion", "处罚", "惩罚", "罚", "罚款", "警告", "降级", "降薪", "通报批评"},
		"coaching": {"training", "coach", "mentoring", "course", "辅导", "培训", "训练", "带教"},
		"review":   {"audit", "recheck", "interview", "复核", "复审", "审核", "面谈", "评审"},
		"alert":    {"notice", "notification", "reminder", "notify", "提醒", "通知", "预警", "提示"},

		"quantitative": {"number", "objective", "定量", "量化", "客观"},
		"qualitative":  {"rubric", "定性"},
		"subjective":   {"opinion", "主观"},
	},
	"type": {
		"number":  {"float", "double", "decimal", "numeric", "money", "amount", "percent", "percentage", "数字", "数值", "数", "小数", "金额", "百分数", "百分比"},
		"integer": {"int", "count", "whole", "整数", "个数", "次数"},
		"string":  {"text", "str", "word", "varchar", "文本", "文字", "字符串", "字符"},
		"boolean": {"bool", "yes/no", "flag", "logical", "是否", "是非", "布尔", "逻辑"},
		"date":    {"day", "日期", "年月日"},
		"time":    {"datetime", "timestamp", "moment", "时间", "日期时间", "时刻"},
		"list":    {"array", "records", "rows", "table", "列表", "清单", "明细", "数组", "表", "表格", "记录"},
	},
	"perspective": {
		"financial": {"finance", "money", "财务"},
		"customer":  {"client", "clients", "客户"},
		"process":   {"internal", "internal process", "流程", "内部流程"},
		"learning":  {"growth", "learning and growth", "学习", "成长", "学习与成长"},
	},
	"when_missing": {
		"redistribute": {"spread", "skip", "ignore", "分摊", "不计", "不算"},
		"zero":         {"0", "零", "零分", "0分"},
		"neutral":      {"full", "100", "满分"},
		"hold":         {"held", "wait", "暂缓", "待定"},
	},
	"when_undecided": {
		"pass": {"不否决", "通过", "放行", "不算", "不触发"},
		"hit":  {"veto", "否决", "触发"},
		"hold": {"held", "wait", "暂缓", "待定"},
	},
	"partial": {
		"down": {"floor", "舍", "舍去", "向下", "向下取整"},
		"up":   {"ceil", "进", "进一", "向上", "向上取整"},
	},
	"stage": {
		"draft":   {"草稿", "草案", "未生效"},
		"pilot":   {"trial", "test", "试点", "试行", "试用"},
		"active":  {"live", "in force", "effective", "enabled", "正式", "生效", "启用", "执行"},
		"retired": {"ended", "disabled", "archived", "停用", "废止", "作废", "失效", "结束"},
	},
	"enforcement": {
		"hard":     {"strict", "mandatory", "硬性", "强制", "硬"},
		"soft":     {"overridable", "可豁免", "软性", "软"},
		"advisory": {"info", "warn", "提示", "提醒", "参考"},
	},
	"period": {
		"month":   {"monthly", "月", "月度", "每月"},
		"quarter": {"quarterly", "季", "季度", "每季"},
		"half":    {"half-year", "half year", "half-yearly", "semester", "半年", "半年度"},
		"year":    {"yearly", "annual", "annually", "年", "年度", "全年", "每年"},
	},
}

// meant returns the one of words that a synonym written under key stands for,
// or "".
func meant(key, written string, words []string) string {
	written = strings.ToLower(strings.Join(strings.Fields(written), " "))
	for _, word := range words {
		if slices.Contains(synonyms[key][word], written) {
			return word
		}
	}
	return ""
}
