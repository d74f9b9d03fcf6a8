package docs_test

import (
	"net/http"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"merit/engine"
)

// TestProblemTypes holds the table of problems against the server's own.
func TestProblemTypes(t *testing.T) {
	want := map[string]string{}
	listed := regexp.MustCompile(`(?m)^\t"([a-z-]+)":\s+http\.Status(\w+),$`)
	for _, m := range listed.FindAllStringSubmatch(read(t, "../server/problem.go"), -1) {
		want["/problems/"+m[1]] = statusCode(m[2])
	}
	if len(want) < 20 {
		t.Fatalf("found %d types in the server, want 20 at least", len(want))
	}
	for _, row := range tableBelow(read(t, "api.md"), "<!-- problems -->") {
		name := code(row[0])
		if row[1] != want[name] {
			t.Errorf("api.md: %s has status %s, want %q", name, row[1], want[name])
		}
		delete(want, name)
	}
	for name := range want {
		t.Errorf("api.md does not list %s", name)
	}
}

// statusCode returns the number of a status named as package http does.
func statusCode(name string) string {
	for n := 400; n < 600; n++ {
		plain := strings.NewReplacer(" ", "", "-", "").Replace(http.StatusText(n))
		if plain != "" && (strings.EqualFold(plain, name) || strings.EqualFold(plain, "Request"+name)) {
			return strconv.Itoa(n)
		}
	}
	if name == "RequestEntityTooLarge" {
		return strconv.Itoa(http.StatusRequestEntityTooLarge)
	}
	return name
}

// TestAnswerMembers wants every member of an evaluation named in api.md.
func TestAnswerMembers(t *testing.T) {
	shown := read(t, "api.md")
	for name := range members(reflect.TypeFor[engine.Evaluation](), map[string]bool{}) {
		if !strings.Contains(shown, "`"+name+"`") {
			t.Errorf("api.md does not say what %s of an evaluation is", name)
		}
	}
}

func members(of reflect.Type, found map[string]bool) map[string]bool {
	for of.Kind() == reflect.Pointer || of.Kind() == reflect.Slice {
		of = of.Elem()
	}
	if of.Kind() != reflect.Struct {
		return found
	}
	for i := range of.NumField() {
		name, _, _ := strings.Cut(of.Field(i).Tag.Get("json"), ",")
		found[name] = true
		members(of.Field(i).Type, found)
	}
	return found
}
