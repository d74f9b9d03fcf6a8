# check   everything continuous integration runs, and nothing else
# test    the tests alone, as README says
# update  rewrite golden files; read the difference before committing it
# bench   one evaluation beside hand-written Go and beside the expr VM

# worlds  random policies and facts, engine against exact reference (minutes)

SEED ?= 1

# editors the schema in a real TOML language server (needs npm; not part of check)

.PHONY: check test update bench worlds editors

check:
	gofmt -l . | tee /dev/stderr | (! read -r _)
	go vet ./...
	go tool -modfile=tools/go.mod staticcheck ./...
	go test -race ./...

test:
	go test ./...

# Only packages whose tests import merit/rules/golden know the flag -update.
update:
	go test $$(go list -f '{{$$p := .ImportPath}}{{range .TestImports}}{{if eq . "merit/rules/golden"}}{{$$p}} {{end}}{{end}}{{range .XTestImports}}{{if eq . "merit/rules/golden"}}{{$$p}} {{end}}{{end}}' ./...) -update

bench:
	go test -run '^$$' -bench . -benchmem ./engine ./engine/facts ./rules/formula

worlds:
	go test ./engine/reference -run Worlds -v -timeout 60m -args -worlds 200000 -seed $(SEED)

editors:
	cd tools/editors && npm ci --ignore-scripts --no-audit --no-fund && npm test
