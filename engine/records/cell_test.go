package records

import (
	"testing"

	"merit/rules/formula"
)

func TestCell(t *testing.T) {
	words := &field{yes: []string{"Y", "是"}, no: []string{"N"}}
	seconds, minutes := &field{as: asDuration, unit: 1}, &field{as: asDuration, unit: 60}
	month := layoutsOf(t, "M/D/YYYY", "MM-DD-YYYY")
	stamp := layoutsOf(t, "YYYY/MM/DD HH:mm:ss.SSS", "YYYY-MM-DDTHH:mm:ssZ")
	east := int32(8 * 3600)
	stamp.offset = &east
	tests := []struct {
		f    *field
		kind formula.Kind
		cell string
		want string // JSON, or the key of the fault
	}{
		{&field{}, formula.Number, "12", "12"},
		{&field{}, formula.Number, "-0.50", "-0.50"},
		{&field{}, formula.Number, "+7", "7"},
		{&field{}, formula.Number, "007", "7"},
		{&field{}, formula.Number, "000", "0"},
		{&field{}, formula.Number, "00.5", "0.5"},
		{&field{}, formula.Integer, "3.0", "3.0"},
		{&field{}, formula.Number, ".5", "row-unreadable.number"},
		{&field{}, formula.Number, "5.", "row-unreadable.number"},
		{&field{}, formula.Number, "1e5", "row-unreadable.number"},
		{&field{}, formula.Number, "--1", "row-unreadable.number"},
		{&field{}, formula.Number, "-+1", "row-unreadable.number"},
		{&field{}, formula.Number, "NaN", "row-unreadable.number"},
		{&field{}, formula.Number, "0x10", "row-unreadable.number"},
		{&field{}, formula.Number, "?", "row-unreadable.number"},
		{&field{}, formula.Number, "1,234", "row-unreadable.number-separator"},
		{&field{}, formula.Number, "85%", "row-unreadable.number-percent"},
		{&field{}, formula.Number, "１２", "row-unreadable.number-wide"},
		{&field{}, formula.Number, "00:02:23", "row-unreadable.number-duration"},
		{words, formula.Boolean, "Y", "true"},
		{words, formula.Boolean, "是", "true"},
		{words, formula.Boolean, "N", "false"},
		{words, formula.Boolean, "y", "row-unreadable.words"},
		{words, formula.Boolean, "true", "row-unreadable.words"},
		{&field{}, formula.Boolean, "true", "true"},
		{&field{}, formula.Boolean, "FALSE", "false"},
		{&field{}, formula.Boolean, "1", "row-unreadable.boolean"},
		{seconds, formula.Number, "00:02:23", "143"},
		{seconds, formula.Number, "100:00:00.5", "360000.5"},
		{minutes, formula.Number, "1:01:30", "61.5"},
		{seconds, formula.Number, "02:23", "row-unreadable.duration"},
		{seconds, formula.Number, "00:60:00", "row-unreadable.duration"},
		{seconds, formula.Number, "00:02:3", "row-unreadable.duration"},
		{seconds, formula.Number, "143", "row-unreadable.duration"},
		{seconds, formula.Number, "-00:02:23", "row-unreadable.duration"},
		{month, formula.Date, "1/30/2021", `"2021-01-30"`},
		{month, formula.Date, "01-11-2021", `"2021-01-11"`},
		{month, formula.Date, "12/1/2021", `"2021-12-01"`},
		{month, formula.Date, "30/1/2021", "row-unreadable.date"},
		{month, formula.Date, "02-29-2021", "row-unreadable.date"},
		{month, formula.Date, "2021-01-11", "row-unreadable.date"},
		{month, formula.Date, "1/30/2021 ", "row-unreadable.date"},
		{stamp, formula.Time, "2012/10/09 14:50:17.250", `"2012-10-09T14:50:17.25+08:00"`},
		{stamp, formula.Time, "2012-10-09T14:50:17Z", `"2012-10-09T14:50:17+08:00"`},
		{stamp, formula.Time, "2012/10/09 24:00:00.000", "row-unreadable.date"},
		{stamp, formula.Time, "1066-10-14T09:00:00Z", "row-unreadable.date"},
		{&field{}, formula.String, "00123", `"00123"`},
		{&field{}, formula.String, "a\"b\\c\n", `"a\"b\\c\n"`},
	}
	for _, tt := range tests {
		got, wrong := tt.f.appendCell(nil, cell{text: tt.cell}, tt.kind)
		result := wrong.key
		if wrong.key == "" {
			result = string(got)
		}
		if result != tt.want {
			t.Errorf("cell %q as kind %d = %s, want %s", tt.cell, tt.kind, result, tt.want)
		}
	}
}

func layoutsOf(t *testing.T, texts ...string) *field {
	t.Helper()
	f := &field{}
	for _, s := range texts {
		l, key, _ := parseLayout(s)
		if key != "" {
			t.Fatalf("layout %q: %s", s, key)
		}
		f.layouts = append(f.layouts, l)
	}
	return f
}

// Where two layouts read one cell differently, the first declared decides.
func TestLayoutsInOrder(t *testing.T) {
	american, british := layoutsOf(t, "M/D/YYYY", "D/M/YYYY"), layoutsOf(t, "D/M/YYYY", "M/D/YYYY")
	a, _ := american.readDate(cell{text: "3/4/2021"})
	b, _ := british.readDate(cell{text: "3/4/2021"})
	if a.String() != "2021-03-04" || b.String() != "2021-04-03" {
		t.Errorf("3/4/2021 = %s month first and %s day first", a, b)
	}
}
