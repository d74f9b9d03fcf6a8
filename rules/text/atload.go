package text

// atLoadEntries are the pages of findings of those who read a policy.
var atLoadEntries = Entries{
	"weights-sum.page": {
		Message: Text{"权重合计不是 100", "weights that do not sum to 100"},
		Help:    Text{"权重按文件里写的数字精确相加，必须正好是 100；否则满分不是满分，奖金也不对", "weights are added exactly as written and have to sum to 100; otherwise full marks are not full marks"},
	},
	"bands-first.page": {
		Message: Text{"最低的分数没有档位", "the lowest scores have no band"},
		Help:    Text{"每个分数都要有等级；最低一档要从最低分开始", "every score has a grade; the lowest band starts at the lowest score"},
	},
	"bands-order.page": {
		Message: Text{"档位没有从低到高排列", "bands that do not rise"},
		Help:    Text{"每一档从自己的下限到下一档的下限；顺序乱了，就有分数落在别的档里", "each band runs from its own edge to the next one's; out of order, scores fall into the wrong one"},
	},
	"rates-fall.page": {
		Message: Text{"分数高了，系数反而低", "a better score that earns less"},
		Help:    Text{"多半是两档的系数写反了", "usually the rates of two bands are swapped"},
	},
	"payout-unconditional.page": {
		Message: Text{"被否决也照发的奖金", "a payout that no veto touches"},
		Help:    Text{"金额里没有 rate、score、grade、vetoed，考核结果就影响不到它", "an amount that reads none of rate, score, grade and vetoed does not depend on the result at all"},
	},
	"veto-unmeasured.page": {
		Message: Text{"否决项依赖可能没有数据的指标", "a veto that reads what may not be measured"},
		Help:    Text{"没有数据时无法判断是否否决，整个评估会暂缓；请写明这时怎么办", "without data the veto cannot be decided and the whole evaluation is held; say what is to happen then"},
	},
	"versions-overlap.page": {
		Message: Text{"同一协议的两个版本同时有效", "two versions of one policy in force at once"},
		Help:    Text{"同一天只能有一个版本有效，否则不知道按哪一个算", "one day has one version, or nobody knows which is meant"},
	},
	"approval-missing.page": {
		Message: Text{"还没有批准", "an approval is missing"},
		Help:    Text{"approvers 里的部门都批准了，协议才能是 active", "a policy is active only when every department of approvers has approved it"},
	},
	"approval-outdated.page": {
		Message: Text{"批准之后又改了", "changed since it was approved"},
		Help:    Text{"批准针对的是当时的内容：内容一改，就要重新批准。注释、排版和示例不算内容", "an approval is of what the policy said then: what changes needs another. Comments, layout and examples do not count"},
	},
	"invisible-character.page": {
		Message: Text{"看不见的字符", "an invisible character"},
		Help:    Text{"复制粘贴常带进零宽空格等字符：看起来一样的两个词其实不同。改变文字方向的字符还会让一行看起来和实际不一样", "copying brings in zero-width spaces and the like: two words that look alike are not. Characters that turn the reading direction make a line look like another"},
	},
	"mixed-letters.page": {
		Message: Text{"看起来像英文的外文字母", "letters of another alphabet that look like Latin ones"},
		Help:    Text{"西里尔字母 а 和英文字母 a 看起来一样，比较时却不相等：条件永远不成立，等级也对不上", "a Cyrillic а looks like a Latin a and is not equal to it: conditions never hold and grades are not found"},
	},
	"toml-newer.page": {
		Message: Text{"只有 TOML 1.1 才有的写法", "what only TOML 1.1 allows"},
		Help:    Text{"Merit 读得懂，但多数编辑器和检查工具只认 TOML 1.0，会把整个文件当成错的", "Merit reads it, but most editors and checkers know TOML 1.0 and take the whole file for wrong"},
	},
}
