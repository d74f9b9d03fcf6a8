package facts_test

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"merit/engine/facts"
)

func TestAppendNumber(t *testing.T) {
	// The samples of RFC 8785, appendix B, and a few around the edges.
	tests := map[uint64]string{
		0x0000000000000000: "0", 0x8000000000000000: "0",
		0x0000000000000001: "5e-324", 0x8000000000000001: "-5e-324",
		0x7fefffffffffffff: "1.7976931348623157e+308", 0x4340000000000000: "9007199254740992",
		0xc340000000000000: "-9007199254740992", 0x4430000000000000: "295147905179352830000",
		0x44b52d02c7e14af5: "9.999999999999997e+22", 0x44b52d02c7e14af6: "1e+23", 0x44b52d02c7e14af7: "1.0000000000000001e+23",
		0x444b1ae4d6e2ef4e: "999999999999999700000", 0x444b1ae4d6e2ef50: "1e+21",
		0x3eb0c6f7a0b5ed8c: "9.999999999999997e-7", 0x3eb0c6f7a0b5ed8d: "0.000001",
		0x41b3de4355555553: "333333333.3333332", 0xbecbf647612f3696: "-0.0000033333333333333333",
		0x7fffffffffffffff: "null", 0x7ff0000000000000: "null",
	}
	for bits, want := range tests {
		if got := string(facts.AppendNumber(nil, math.Float64frombits(bits))); got != want {
			t.Errorf("%x: got %s, want %s", bits, got, want)
		}
	}
}

func TestAppendString(t *testing.T) {
	tests := map[string]string{
		"":                     `""`,
		"€$\u000F\nA'B\"\\\"/": `"€$\u000f\nA'B\"\\\"/"`,
		"\b\t\n\f\r\x00\x1f":   `"\b\t\n\f\r\u0000\u001f"`,
		"<script>&\u2028\x7f":  "\"<script>&\u2028\x7f\"",
		"工号 00123":             `"工号 00123"`,
	}
	for s, want := range tests {
		if got := string(facts.AppendString(nil, s)); got != want {
			t.Errorf("%q: got %s, want %s", s, got, want)
		}
	}
}

// What AppendString writes, Read reads back.
func TestStringsGoRound(t *testing.T) {
	layout := facts.NewLayout(nil, fieldsOf("string"))
	rapid.Check(t, func(t *rapid.T) {
		s := strings.ReplaceAll(rapid.String().Draw(t, "s"), "\x00", "")
		body := `{"specialist":"E1","period":"2026","inputs":{"x":` + string(facts.AppendString(nil, s)) + `}}`
		r, problems := facts.Read(source(body), facts.Limits{})
		if r == nil {
			t.Fatal(problems.Err())
		}
		if v, problems := r.Values(layout); v == nil || v.Strings[0].Text != s {
			t.Fatalf("%q came back as %+v %v", s, v, problems)
		}
	})
}

func TestTextThatIsNotUTF8IsNotMended(t *testing.T) {
	body := `{"specialist":` + string(facts.AppendString(nil, "a\xffb")) + `,"period":"2026","inputs":{}}`
	if r, _ := facts.Read(source(body), facts.Limits{}); r != nil {
		t.Errorf("read as %q", r.Specialist)
	}
}

func TestWhatTheDigestCovers(t *testing.T) {
	base := read(t, `{"specialist":"E1","period":"2026-03","inputs":{"a":1,"é":[1,2],"😀":"x","\ufb33":null}}`).Digest
	same := []string{
		`{"inputs":{"\ufb33":null,"😀":"x","é":[1,2],"a":1},"period":"2026-03","specialist":"E1"}`,
		"{ \"specialist\" : \"E1\",\r\n\t\"period\":\"2026-03\",\"inputs\":{\"a\":1.0,\"\\u00e9\":[10e-1,0.2e1],\"\\ud83d\\ude00\":\"\\u0078\",\"\\uFB33\":null}}\n",
		`{"specialist":"E1","period":"2026-03","explain":true,"inputs":{"a":1,"é":[1,2],"😀":"x","\ufb33":null}}`,
	}
	for _, body := range same {
		if got := read(t, body).Digest; got != base {
			t.Errorf("another digest for %s", body)
		}
	}
	other := []string{
		`{"specialist":"E2","period":"2026-03","inputs":{"a":1,"é":[1,2],"😀":"x","\ufb33":null}}`,
		`{"specialist":"E1","period":"2026-03","inputs":{"a":1,"é":[2,1],"😀":"x","\ufb33":null}}`,
		`{"specialist":"E1","period":"2026-03","inputs":{"a":1,"é":[1,2],"😀":"x"}}`,
		`{"specialist":"E1","period":"2026-03","inputs":{"a":"1","é":[1,2],"😀":"x","\ufb33":null}}`,
		`{"specialist":"E1","period":"2026-03","as_of":"2026-03-31","inputs":{"a":1,"é":[1,2],"😀":"x","\ufb33":null}}`,
		`{"specialist":"E1","period":"2026-03","inputs":{"a":1,"é":[1,2],"😀":"x","\ufb33":null,"explain":true}}`,
	}
	for _, body := range other {
		if got := read(t, body).Digest; got == base {
			t.Errorf("the same digest for %s", body)
		}
	}
}

// The digest is part of what others store: it may not change from one version
// of Merit to the next.
func TestTheDigestStaysWhatItWas(t *testing.T) {
	// SHA-256 of {"inputs":{"a":0.1,"b":[true,1e+21,"é\n"]},"period":"2026-03","specialist":"E1"}
	const want = "sha256:5f8a26e49e495fde2eaf8568ce0044962071a4743988384167378838615610b4"
	got := read(t, `{"specialist":"E1","period":"2026-03","inputs":{"b":[true,1e21,"\u00e9\n"],"a":0.10}}`).Digest
	if got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// Member order and white space never change the digest.
func TestDigestIgnoresLayout(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		inputs := drawValue(t, 3)
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		var digests []string
		for range 2 {
			body := spell(r, map[string]any{"specialist": "E1", "period": "2026-03", "inputs": map[string]any{"x": inputs}, "explain": r.IntN(2) == 0})
			req, problems := facts.Read(source(body), facts.Limits{})
			if req == nil {
				t.Fatalf("%s: %v", body, problems)
			}
			digests = append(digests, req.Digest)
		}
		if digests[0] != digests[1] {
			t.Fatalf("two digests for %v", inputs)
		}
	})
}

func drawValue(t *rapid.T, depth int) any {
	most := 5
	if depth == 0 {
		most = 3
	}
	switch rapid.IntRange(0, most).Draw(t, "kind") {
	case 0:
		return nil
	case 1:
		return rapid.Bool().Draw(t, "bool")
	case 2:
		return rapid.Float64().Draw(t, "number")
	case 3:
		return rapid.StringMatching(`[a-z\p{Han}\x{1F600}-\x{1F64F}"\\\n]{0,6}`).Draw(t, "text")
	case 4:
		list := []any{}
		for range rapid.IntRange(0, 4).Draw(t, "length") {
			list = append(list, drawValue(t, depth-1))
		}
		return list
	}
	object := map[string]any{}
	for range rapid.IntRange(0, 5).Draw(t, "members") {
		name := rapid.StringMatching(`[a-c\x{E000}-\x{E003}\x{1F600}-\x{1F603}]{0,3}`).Draw(t, "name")
		object[name] = drawValue(t, depth-1)
	}
	return object
}

// spell writes v as JSON in one of the many ways there are.
func spell(r *rand.Rand, v any) string {
	pad := func(s string) string { return [...]string{"", " ", "\n", "\t\r\n"}[r.IntN(4)] + s }
	var parts []string
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			parts = append(parts, spell(r, e))
		}
		return pad("[" + strings.Join(parts, pad(",")) + pad("]"))
	case map[string]any:
		for name, e := range v {
			parts = append(parts, spell(r, name)+pad(":")+spell(r, e))
		}
		slices.Sort(parts)
		r.Shuffle(len(parts), func(i, j int) { parts[i], parts[j] = parts[j], parts[i] })
		return pad("{" + strings.Join(parts, pad(",")) + pad("}"))
	}
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return pad(string(b))
}
