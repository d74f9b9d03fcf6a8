package records

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"merit/rules/diag"
)

func sortedNames(m map[string]string) []string { return slices.Sorted(maps.Keys(m)) }

const callsHead = "[calls]\nfiles = [\"calls.csv\"]\nspecialist = \"who\"\ndate = { column = \"day\", layout = [\"YYYY-MM-DD\"] }\n"

func TestReadSourceRefuses(t *testing.T) {
	tests := map[string]struct{ toml, want string }{
		"nothing":            {"", "1:1 source-table"},
		"no table":           {"files = [\"a.csv\"]", "1:1 source-table"},
		"a key unknown":      {callsHead + "colour = 1\nfields = {}", "5:1 unknown-key"},
		"no date":            {"[calls]\nfiles = [\"calls.csv\"]\nspecialist = \"who\"\nfields = {}", "1:2 source-moment"},
		"date and at":        {callsHead + "at = { column = \"t\", layout = [\"YYYY-MM-DD HH:mm\"], offset = \"+08:00\" }\nfields = {}", "5:1 source-moment"},
		"at without offset":  {"[calls]\nfiles = [\"calls.csv\"]\nspecialist = \"who\"\nat = { column = \"t\", layout = [\"YYYY-MM-DD HH:mm\"] }\nfields = {}", "4:6 source-offset"},
		"offset wrong":       {"[calls]\nfiles = [\"calls.csv\"]\nspecialist = \"who\"\nat = { column = \"t\", layout = [\"YYYY-MM-DD HH:mm\"], offset = \"CST\" }\nfields = {}", "4:62 source-offset"},
		"an old workbook":    {strings.Replace(callsHead, "calls.csv", "calls.xls", 1) + "fields = {}", "2:10 source-files"},
		"a broken pattern":   {strings.Replace(callsHead, "calls.csv", "calls-[.csv", 1) + "fields = {}", "2:10 source-files"},
		"no file":            {strings.Replace(callsHead, "[\"calls.csv\"]", "[]", 1) + "fields = {}", "2:9 source-words"},
		"no column name":     {strings.Replace(callsHead, "who", " ", 1) + "fields = {}", "3:14 source-column"},
		"a field a number":   {callsHead + "fields.speed = 3", "5:16 source-field"},
		"true alone":         {callsHead + "fields.answered = { column = \"a\", true = [\"Y\"] }", "5:19 source-words"},
		"a word twice":       {callsHead + "fields.answered = { column = \"a\", true = [\"Y\"], false = [\"Y\"] }", "5:43 source-words\n5:58 source-words"},
		"blank for no":       {callsHead + "fields.answered = { column = \"a\", true = [\"Y\"], false = [\"\"] }", "5:58 source-words"},
		"missing a number":   {callsHead + "fields.talk = { column = \"a\", missing = [0] }", "5:42 source-words"},
		"duration, no unit":  {callsHead + "fields.talk = { column = \"a\", as = \"duration\" }", "5:36 source-duration"},
		"unit alone":         {callsHead + "fields.talk = { column = \"a\", unit = \"s\" }", "5:38 source-duration"},
		"unit unknown":       {callsHead + "fields.talk = { column = \"a\", as = \"duration\", unit = \"ms\" }", "5:55 source-duration"},
		"as unknown":         {callsHead + "fields.talk = { column = \"a\", as = \"money\" }", "5:36 source-duration"},
		"layout letter":      {strings.Replace(callsHead, "YYYY-MM-DD", "yyyy-MM-DD", 1) + "fields = {}", "4:36 source-layout"},
		"layout not whole":   {strings.Replace(callsHead, "YYYY-MM-DD", "YYYY-MM", 1) + "fields = {}", "4:36 source-layout"},
		"layout twice":       {strings.Replace(callsHead, "YYYY-MM-DD", "YYYY-MM-MM", 1) + "fields = {}", "4:36 source-layout"},
		"layout runs on":     {strings.Replace(callsHead, "YYYY-MM-DD", "MDYYYY", 1) + "fields = {}", "4:36 source-layout"},
		"layout of a time":   {strings.Replace(callsHead, "YYYY-MM-DD", "HH:mm", 1) + "fields = {}", "4:36 source-layout"},
		"look ahead, days":   {callsHead + "look_ahead = -1\nfields = {}", "5:14 source-look-ahead"},
		"period of a list":   {callsHead + "period = \"p\"\nfields = {}", "5:1 unknown-key"},
		"all at once":        {callsHead + "fields.speed = 3\nfields.talk = { column = \"\", as = \"x\" }\n[people]\nfiles = [\"p.pdf\"]", "5:16 source-field\n6:26 source-column\n6:35 source-duration\n7:2 missing-key\n7:2 missing-key\n8:10 source-files"},
		"a clock, no hours":  {"[clock]\noffset = \"+08:00\"\ndays = { mon = [\"9-18\"], tue = [\"09:00-18:00\", \"17:00-20:00\"], sunday = [] }\n" + callsHead + "fields = {}", "3:17 source-clock\n3:48 source-clock\n3:64 unknown-key"},
		"a clock, no dates":  {"[clock]\noffset = \"+08:00\"\ndays = {}\nholidays = [\"1 May\", 2026-05-01]\nextra = { 2026-05-01 = [\"09:00-12:00\"], May = [] }\n" + callsHead + "fields = {}", "4:13 source-clock\n5:11 source-clock\n5:41 source-clock"},
		"business, no ends":  {"[clock]\noffset = \"+08:00\"\ndays = {}\n" + callsHead + "fields.talk = { as = \"business-hours\", unit = \"h\" }", "8:8 missing-key\n8:8 missing-key"},
		"a join unused":      {callsHead + "fields = {}\n[joins.p]\nfiles = [\"p.csv\"]\nkey = \"k\"", "6:8 source-join"},
		"from, no by":        {callsHead + "fields.talk = { column = \"a\", from = \"p\" }\n[joins.p]\nfiles = [\"p.csv\"]\nkey = \"k\"", "5:38 source-join"},
		"by, no from":        {callsHead + "fields.talk = { column = \"a\", by = \"p\" }", "5:36 source-join"},
		"count of nothing":   {callsHead + "fields.talk = { as = \"count\" }", "5:15 source-join"},
		"joins no tables":    {callsHead + "fields = {}\n[joins]\np = 1", "7:1 source-join"},
		"values no texts":    {callsHead + "fields.talk = { column = \"a\", values = { x = 1 } }", "5:42 source-values"},
		"first and last":     {callsHead + "first = { by = \"a\", order = \"b\" }\nlast = { by = \"a\", order = \"b\" }\nfields = {}", "5:1 source-pick"},
		"only, no tables":    {callsHead + "only = [\"a\"]\nfields = {}", "5:9 source-only"},
		"people with a date": {"[people]\nfiles = [\"p.csv\"]\nspecialist = \"who\"\ndate = { column = \"d\", layout = [\"YYYY-MM-DD\"] }\nfields = {}", "4:1 unknown-key"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			s, problems := ReadSource(diag.NewSource("", []byte(tt.toml)))
			got := strings.ReplaceAll(codes(problems), "\n:", "\n")
			got = strings.TrimPrefix(got, ":")
			if got != tt.want || s != nil {
				t.Errorf("ReadSource(%q) = %v,\n%s\nwant nil and\n%s", tt.toml, s, got, tt.want)
			}
		})
	}
}

func TestFilesAndTables(t *testing.T) {
	s := source(t, callsHead+"fields = {}\n[people]\nfiles = [\"a.csv\", \"b-*.TSV\"]\nspecialist = \"who\"\nfields = {}")
	if got := strings.Join(s.Tables(), " "); got != "people calls" {
		t.Errorf("Tables() = %s, want people calls", got)
	}
	var got []string
	for _, f := range s.Files() {
		got = append(got, f.Table+"="+f.Pattern)
	}
	if want := "people=a.csv people=b-*.TSV calls=calls.csv"; strings.Join(got, " ") != want {
		t.Errorf("Files() = %q, want %s", got, want)
	}
	d := s.Files()[2].Unmatched()
	if want := `x.source.toml:2:10: no file matches "calls.csv" [source-files]`; d.Error() != want {
		t.Errorf("Unmatched() = %s, want %s", d.Error(), want)
	}
}

func FuzzSource(f *testing.F) {
	f.Add([]byte(callsHead + "fields.talk = { column = \"a\", as = \"duration\", unit = \"s\", missing = [\"0\"] }"))
	f.Add([]byte("[people]\nfiles = [\"p.csv\"]\nspecialist = \"w\"\nperiod = \"p\"\nfields.level = \"l\""))
	f.Add([]byte("[t]\nat = { column = \"c\", layout = [\"YYYY年M月D日 HH:mm:ss.SSS\"], offset = \"-03:30\" }"))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, problems := ReadSource(diag.NewSource("f", data))
		if (s == nil) != problems.HasErrors() {
			t.Fatalf("a source %v beside problems %v", s, problems)
		}
	})
}
