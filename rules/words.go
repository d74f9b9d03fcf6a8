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
		"reward":   {"promotion", "promote", "bonus", "award", "prize", "commendation", "praise", "raise", "奖励", "奖", "晋升", "晋级", "升职", "加薪", "表彰", "表扬"},
		"penalty":  {"punishment", "warning", "fine", "sanction", "demotion", "处罚", "惩罚", "罚", "罚款", "警告", "降级", "降薪", "通报批评"},
		"coaching": {"training", "coach", "mentoring", "course", "辅导", "培训", "训练", "带教"},
		"review":   {"audit", "recheck", "interview", "复核", "复审", "审核", "面谈", "评审"},
		"alert":    {"notice", "notification", "reminder", "notify", "提醒", "通知", "预警", "提示"},
	},
	"type": {
		"number":  {"float", "double", "decimal", "数字", "数", "小数", "金额"},
		"integer": {"int", "whole", "整数"},
		"string":  {"text", "str", "文字", "文本", "字符串"},
		"boolean": {"bool", "是否", "布尔"},
		"date":    {"day", "日期"},
		"time":    {"datetime", "timestamp", "时间"},
		"list":    {"array", "列表", "清单"},
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
