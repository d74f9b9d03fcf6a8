package edit

import (
	"bytes"
	"slices"

	"merit/rules/diag"
	"merit/rules/document"
)

// AppendExample returns the text of a policy file with one more [[examples]]
// entry at its end, laid out as Format does and with the file's own line ends.
// Nothing else of the file changes, not even a blank. It is false when the
// entry cannot stand there: the file does not parse, or writes its examples as
// a list on one line.
func AppendExample(src *diag.Source, entry string) ([]byte, bool) {
	before, problems := document.Parse(src, document.DefaultLimits)
	if problems.HasErrors() {
		return nil, false
	}
	laid, problems := Format(diag.NewSource("example", []byte(entry)))
	if problems.HasErrors() {
		return nil, false
	}
	end := []byte("\n")
	if bytes.Contains(src.Bytes, []byte("\r\n")) {
		end = []byte("\r\n")
		laid = bytes.ReplaceAll(laid, []byte("\n"), end)
	}
	text := slices.Clone(src.Bytes)
	if len(text) > 0 && !bytes.HasSuffix(text, []byte("\n")) {
		text = append(text, end...)
	}
	if len(bytes.TrimSpace(text)) > 0 && !bytes.HasSuffix(text, slices.Concat(end, end)) {
		text = append(text, end...)
	}
	text = append(text, laid...)
	after, problems := document.Parse(diag.NewSource(src.Name, text), document.DefaultLimits)
	if problems.HasErrors() || !oneExampleMore(before, after) {
		return nil, false
	}
	return text, true
}

// oneExampleMore reports whether after is before with an example at the end
// and nothing else changed: no slip in splicing may alter an agreement.
func oneExampleMore(before, after *document.Value) bool {
	examples := func(root *document.Value) []*document.Value {
		if v := root.Member("examples"); v != nil {
			return v.Items
		}
		return nil
	}
	others := func(root *document.Value) []*document.Value {
		return slices.DeleteFunc(slices.Clone(root.Members), func(v *document.Value) bool { return v.Name == "examples" })
	}
	old, now := examples(before), examples(after)
	return len(now) == len(old)+1 && slices.EqualFunc(old, now[:len(old)], equal) && slices.EqualFunc(others(before), others(after), equal)
}
