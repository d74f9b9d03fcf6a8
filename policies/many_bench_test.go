package policies_test

import (
	"os"
	"testing"

	"merit/policies"
)

func BenchmarkCheckMany(b *testing.B) {
	dir := os.Getenv("MANY")
	for b.Loop() {
		sources, err := policies.ReadPaths(dir)
		if err != nil {
			b.Fatal(err)
		}
		policies.Examine(nil, sources)
	}
}
