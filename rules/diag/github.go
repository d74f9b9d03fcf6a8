package diag

import (
	"fmt"
	"io"
	"strings"
)

// GitHub writes l as workflow commands, which a pull request shows at the
// line. GitHub takes columns only of a problem within one line.
func (r Report) GitHub(w io.Writer, l List) error {
	var b strings.Builder
	for i := range l {
		d := &l[i]
		b.WriteString("::" + [...]string{"error", "warning", "notice"}[d.Severity] + " ")
		if !d.Span.IsZero() {
			from, to := d.Span.Position(), d.Span.EndPosition()
			fmt.Fprintf(&b, "file=%s,line=%d,", property(r.path(d.Span.Source.Name)), from.Line)
			if from.Line == to.Line {
				fmt.Fprintf(&b, "col=%d,endLine=%d,endColumn=%d,", from.Column, to.Line, to.Column)
			} else {
				fmt.Fprintf(&b, "endLine=%d,", to.Line)
			}
		}
		fmt.Fprintf(&b, "title=%s::%s\n", property(d.Code), data(r.whole(d)))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

var (
	dataEscapes     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	propertyEscapes = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

func data(s string) string     { return dataEscapes.Replace(s) }
func property(s string) string { return propertyEscapes.Replace(s) }
