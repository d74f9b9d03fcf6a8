package main

import (
	"bytes"

	"merit/rules/diag"
)

// lineJobs makes one job of every line of src that is not blank. Problems are
// shown in the whole file.
func lineJobs(src *diag.Source, period string) []job {
	var jobs []job
	for start := 0; start < len(src.Bytes); {
		end := len(src.Bytes)
		if i := bytes.IndexByte(src.Bytes[start:], '\n'); i >= 0 {
			end = start + i
		}
		if line := src.Bytes[start:end]; len(bytes.TrimSpace(line)) > 0 {
			jobs = append(jobs, lineJob(src, start, end, period))
		}
		start = end + 1
	}
	return jobs
}

func lineJob(whole *diag.Source, start, end int, period string) job {
	var line *diag.Source
	return job{
		source: func() *diag.Source {
			line = diag.NewSource(whole.Name, whole.Bytes[start:end])
			line = withMembers(line, member{"period", period})
			return line
		},
		placed: func(problems diag.List) diag.List {
			out := make(diag.List, len(problems))
			for i, d := range problems {
				d.Span = shift(d.Span, line, whole, start, end)
				for k, r := range d.Related {
					d.Related[k].Span = shift(r.Span, line, whole, start, end)
				}
				out[i] = d
			}
			return out
		},
	}
}

// shift moves a span of a line to the file the line is of. What a flag added
// stands at the line's end.
func shift(s diag.Span, line, whole *diag.Source, start, end int) diag.Span {
	if s.Source != line {
		return s
	}
	return diag.Span{Source: whole, Start: min(start+s.Start, end), End: min(start+s.End, end)}
}
