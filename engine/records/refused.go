package records

import (
	"bytes"
	"encoding/json"

	"merit/rules/diag"
)

// Refused is the line of a request that got no evaluation. It tells who it is
// about as far as that can be read.
func Refused(request []byte, problems diag.List) Line {
	l := Line{Problems: problems}
	d := json.NewDecoder(bytes.NewReader(request))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return l
	}
	for d.More() {
		key, err := d.Token()
		var value any
		if err != nil || d.Decode(&value) != nil {
			break
		}
		text, _ := value.(string)
		switch key {
		case "specialist":
			l.Specialist = text
		case "period":
			l.Period = text
		}
	}
	return l
}
