package records

import (
	"bytes"
	"math"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"

	"merit/rules/diag"
)

// columnsFile writes a Parquet file of rows, whose columns are those of group.
func columnsFile(t testing.TB, group parquet.Group, rows ...map[string]any) []byte {
	t.Helper()
	var b bytes.Buffer
	w := parquet.NewGenericWriter[map[string]any](&b, parquet.NewSchema("t", group))
	if _, err := w.Write(rows); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestParquetCells(t *testing.T) {
	leaf := func(k parquet.Type) parquet.Node { return parquet.Optional(parquet.Leaf(k)) }
	data := columnsFile(t, parquet.Group{
		"text": parquet.Optional(parquet.String()), "i32": leaf(parquet.Int32Type), "i64": leaf(parquet.Int64Type), "f32": leaf(parquet.FloatType), "f64": leaf(parquet.DoubleType),
		"yes": leaf(parquet.BooleanType), "day": parquet.Optional(parquet.Date()), "utc": parquet.Optional(parquet.TimestampAdjusted(parquet.Microsecond, true)), "local": parquet.Optional(parquet.TimestampAdjusted(parquet.Millisecond, false)),
		"price": parquet.Optional(parquet.Decimal(2, 9, parquet.Int32Type)), "u32": parquet.Optional(parquet.Uint(32)), "raw": leaf(parquet.ByteArrayType),
		"nested": parquet.Group{"a": parquet.String()}, "many": parquet.Repeated(parquet.String()),
	}, map[string]any{
		"text": "00123", "i32": int32(-7), "i64": int64(1) << 60, "f32": float32(0.1), "f64": 0.1 + float64(0.2), "yes": true, "day": int32(18687),
		"utc": int64(1614556800000000), "local": int64(1614556800123), "price": int32(-5), "u32": uint32(math.MaxUint32), "raw": []byte("北"), "nested": map[string]any{"a": "x"},
	}, map[string]any{"f64": math.NaN(), "nested": map[string]any{"a": "x"}})
	s, err := openSheet(Input{Name: "a.parquet", Reader: bytes.NewReader(data)}, fileFormat{})
	if err != nil {
		t.Fatal(err)
	}
	var columns []column
	names := []string{"text", "i32", "i64", "f32", "f64", "yes", "day", "utc", "local", "price", "u32", "raw"}
	for _, n := range names {
		columns = append(columns, column{name: n})
	}
	var problems diag.List
	s.want(columns, &problems)
	cells := make([]cell, len(columns))
	want := [][]string{
		{"00123", "-7", "1152921504606846976", "0.1", "0.30000000000000004", "true", "2021-03-01", "2021-03-01Z", "2021-03-01 00:00:00.123", "-0.05", "4294967295", "北"},
		{"", "", "", "", "NaN", "", "", "", "", "", "", ""},
	}
	for row, texts := range want {
		line, wrong, err := s.next(cells)
		if err != nil || wrong.key != "" || line != row+1 {
			t.Fatal(line, wrong, err)
		}
		for i, text := range texts {
			if cells[i].text != text {
				t.Errorf("row %d, %s = %q, want %q", line, names[i], cells[i].text, text)
			}
		}
	}
	if _, _, err := s.next(cells); err == nil {
		t.Error("a third row")
	}
	s.want([]column{{name: "nested"}, {name: "many"}, {name: "gone"}}, &problems)
	if got, want := codes(problems), " column-missing\n column-missing\n column-missing"; got != want {
		t.Errorf("problems %q, want %q", got, want)
	}
}

// A time of UTC is a day of the declared offset: the last hours of a month
// belong to the next one in Beijing.
func TestParquetTimes(t *testing.T) {
	data := columnsFile(t, parquet.Group{"who": parquet.String(), "at": parquet.TimestampAdjusted(parquet.Millisecond, true), "id": parquet.Leaf(parquet.Int64Type)},
		map[string]any{"who": "A", "at": int64(1612108800000 - 3600_000), "id": int64(7)}) // 2021-01-31T15:00:00Z
	const toml = "[tickets]\nfiles=[\"tickets.parquet\"]\nspecialist=\"who\"\nat={column=\"at\",offset=\"+09:30\"}\nfields.id=\"id\""
	rows, err := source(t, toml).Assemble(map[string][]Input{"tickets": {{Name: "tickets.parquet", Reader: bytes.NewReader(data)}}}, Options{Fields: declared()})
	if err != nil || rows.Bad != nil {
		t.Fatal(err, rows.Bad)
	}
	want := `{"specialist":"A","period":"2021-02","inputs":{"tickets":[{"id":"7","at":"2021-02-01T00:30:00+09:30"}]}}`
	if got := string(rows.Requests[0].JSON()); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestParquetRefused(t *testing.T) {
	good := columnsFile(t, parquet.Group{"who": parquet.String()}, map[string]any{"who": "A"})
	tests := map[string][]byte{
		"nothing": nil, "text": []byte("who,at\nA,1\n"), "marks alone": []byte("PAR1PAR1"), "a footer longer than the file": []byte("PAR1xxxxxxxx\xff\xff\xff\x7fPAR1"),
		"cut short": good[:len(good)-9], "a broken footer": append(bytes.Repeat([]byte{0xff}, 0), breakFooter(good)...),
	}
	for name, data := range tests {
		if _, err := openSheet(Input{Name: "a.parquet", Reader: bytes.NewReader(data)}, fileFormat{}); err == nil || !strings.HasPrefix(err.Error(), "table-broken") {
			t.Errorf("%s: %v, want table-broken", name, err)
		}
	}
}

func breakFooter(good []byte) []byte {
	data := bytes.Clone(good)
	for i := len(data) - 40; i < len(data)-8; i++ {
		data[i] = 0xff
	}
	return data
}

func FuzzParquet(f *testing.F) {
	f.Add(columnsFile(f, parquet.Group{"who": parquet.String(), "n": parquet.Optional(parquet.Leaf(parquet.Int64Type))}, map[string]any{"who": "A", "n": int64(3)}, map[string]any{"who": "B"}))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := openSheet(Input{Name: "a.parquet", Reader: bytes.NewReader(data)}, fileFormat{})
		if err != nil {
			return
		}
		var problems diag.List
		s.want([]column{{name: "who"}, {name: "n"}}, &problems)
		cells := make([]cell, 2)
		for range 1000 {
			if _, _, err := s.next(cells); err != nil {
				return
			}
		}
	})
}
