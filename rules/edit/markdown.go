package edit

import "strings"

// Markdown returns s so that Markdown shows it as it is: nothing in a policy
// becomes markup.
func Markdown(s string) string {
	s = strings.NewReplacer("\r\n", " ", "\n", " ").Replace(s)
	return markdownSigns.Replace(s)
}

var markdownSigns = strings.NewReplacer(
	`\`, `\\`, "|", `\|`, "*", `\*`, "_", `\_`, "`", "\\`", "<", "&lt;", ">", "&gt;", "&", "&amp;", "[", `\[`, "]", `\]`, "#", `\#`, "~", `\~`,
)
