package text

// unitEntries are the sentences about targets in the wrong unit.
var unitEntries = Entries{
	"target-unit.page": {
		Message: Text{ZH: "目标的单位像是写错了", EN: "a target that seems to be in another unit"},
		Help: Text{
			ZH: "百分数写成了小数（0.9 而不是 90），分钟写成了秒（1800 而不是 30）：目标要么人人达到，要么谁也达不到，而公式本身没有错。比较的是指标和目标写的单位，以及示例里的数",
			EN: "a percentage written as a fraction (0.9 instead of 90), minutes written as seconds (1800 instead of 30): everybody meets the target, or nobody does, and no formula is wrong. What is compared are the units written at the metric and at its target, and the numbers of the examples",
		},
	},
	"target-unit": {
		Message: Text{ZH: "“{metric}”是百分数，从 0 到 100，目标却是 {target}：达到百分之 {target} 就是满分", EN: `"{metric}" is a percentage, 0 to 100, and its target is {target}: {target} percent is full score`},
		Help:    Text{ZH: "要达到百分之 {percent}，就写 {percent}", EN: "for {percent} percent write {percent}"},
	},
	"target-unit.units": {
		Message: Text{ZH: "“{metric}”按“{measured}”计，它的目标 {param} 却按“{unit}”写", EN: `"{metric}" is measured in "{measured}", and its target {param} is written in "{unit}"`},
		Help:    Text{ZH: "把目标的数值和 unit 换算成“{measured}”", EN: `convert the target, number and unit, to "{measured}"`},
	},
	"target-unit.here": {
		Message: Text{ZH: "这里按“{unit}”计", EN: `measured in "{unit}" here`},
	},
	"target-unit.examples": {
		Message: Text{ZH: "“{metric}”的目标是 {target}，示例里的数却是 {values}，相差 20 倍以上：单位是不是写错了？", EN: `the target of "{metric}" is {target}, and the examples have {values}, 20 times less or more: is it another unit?`},
		Help:    Text{ZH: "目标要和数据用同一个单位：30 分钟写 30，不写 1800（秒）；90% 写 90，不写 0.9", EN: "write the target in the unit of the data: 30 for 30 minutes, not 1800 (seconds); 90 for 90 %, not 0.9"},
	},
}
