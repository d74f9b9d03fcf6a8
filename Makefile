# check   everything continuous integration runs, and nothing else
# test    the tests alone, as README says
# update  rewrite golden files; read the difference before committing it
# bench   one evaluation beside hand-written Go and beside the expr VM

# bench-http  the service beside an endpoint that only reads and writes, in process and over loopback
# restarts    50 rolling restarts of two processes under load (a minute or two)
# reload  from a save to the first new answer, by kind of save (3 minutes)
# storm   2000 reloads under load, every answer compared (10 minutes)
# soak    a reload each second under load, and what grows; SOAK=15m
# faults  what needs root: mounts, full disks, limits, rights; and 1000 random days
# worlds  random policies and facts, engine against exact reference (minutes)
# editors the schema in a real TOML language server (needs npm; not part of check)
# mutants every change to the shipped agreements that their tests should notice (minutes)

SEED ?= 1
SOAK ?= 15m

.PHONY: check test update bench bench-http restarts reload storm soak faults worlds editors mutants

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

bench-http:
	go test ./server -run '^$$' -bench HTTP -benchtime 3s

restarts:
	go test ./cmd/merit -run TestRollingRestarts -v -timeout 20m -args -restarts 50

reload:
	go run ./bench/reload -latency 30

storm:
	go build -o dist/merit ./cmd/merit
	go run ./bench/reload -reloads 2000 -merit dist/merit

soak:
	go run ./bench/reload -soak $(SOAK)

# A mount namespace of its own leaves the machine as it was.
faults:
	unshare --mount --propagation private go test -tags faults -run TestReal -v ./policies
	go test ./policies -run TestAnyDay -timeout 30m -args -days 1000 -seed $(SEED)

worlds:
	go test ./engine/reference -run Worlds -v -timeout 60m -args -worlds 200000 -seed $(SEED)

editors:
	cd tools/editors && npm ci --ignore-scripts --no-audit --no-fund && npm test

mutants:
	MERIT_ALL_MUTANTS=1 go test ./policies -run TestMutation -v -timeout 60m
