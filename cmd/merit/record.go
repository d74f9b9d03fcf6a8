package main

import "encoding/json"

// recordMembers are those of an answer that later evaluations can read.
var recordMembers = []string{"period", "status", "score", "grade", "rate", "vetoed", "payout", "metrics"}

// recordOf cuts an answer down to what formulas can read of it, so that a year
// of months weighs little; nil when it is none.
func recordOf(line []byte) (record []byte, status string) {
	var members map[string]json.RawMessage
	if json.Unmarshal(line, &members) != nil {
		return nil, ""
	}
	_ = json.Unmarshal(members["status"], &status)
	if members["score"] == nil && status != "refused" {
		return nil, "" // a request, say
	}
	record = []byte("{")
	for _, name := range recordMembers {
		value, ok := members[name]
		if !ok {
			continue
		}
		if name == "metrics" {
			value = slimMetrics(value)
		}
		if len(record) > 1 {
			record = append(record, ',')
		}
		record = append(append(record, `"`+name+`":`...), value...)
	}
	return append(record, '}'), status
}

// slimMetrics turns the list of metrics of an answer into an object by id with
// the four numbers of each; anything else is left for the decoder to judge.
func slimMetrics(list json.RawMessage) json.RawMessage {
	var metrics []map[string]json.RawMessage
	if json.Unmarshal(list, &metrics) != nil {
		return list
	}
	out := []byte("{")
	for i, m := range metrics {
		if m["id"] == nil {
			return list
		}
		if i > 0 {
			out = append(out, ',')
		}
		out = append(append(out, m["id"]...), ":{"...)
		first := true
		for _, name := range []string{"value", "score", "part", "whole"} {
			if m[name] == nil {
				continue
			}
			if !first {
				out = append(out, ',')
			}
			out = append(append(out, `"`+name+`":`...), m[name]...)
			first = false
		}
		out = append(out, '}')
	}
	return append(out, '}')
}
