package formula

import "testing"

// Records of many fields are looked up by an index; it must tell the same.
func TestRecordOf(t *testing.T) {
	fields := []Field{{"score", NumberType}, {"metrics.a.value", NumberType}, {"score", StringType}, {"metrics.a.part", IntegerType}}
	plain, indexed := &Type{Kind: Record, Fields: fields}, RecordOf(fields)
	for _, name := range []string{"score", "metrics.a.value", "metrics.a.part", "metrics.a", "metrics", ""} {
		i, a := plain.Field(name)
		j, b := indexed.Field(name)
		if i != j || a != b {
			t.Errorf("%q: field %d %v, by the index %d %v", name, i, a, j, b)
		}
	}
}
