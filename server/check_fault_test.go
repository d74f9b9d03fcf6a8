package server

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"

	"merit/engine"
	"merit/engine/suite"
	"merit/rules/diag"
)

// TestCheckTellsFaults: a fault of the program in a check is a 500 whose stack
// is in the log under the request's id, without the words of the panic.
func TestCheckTellsFaults(t *testing.T) {
	s, _ := care(t)
	var log bytes.Buffer
	s.opts.Logger = slog.New(slog.NewJSONHandler(&log, nil))
	s.judge = func([]*diag.Source, ...*diag.Source) (*engine.Snapshot, *suite.Report, diag.List) {
		panic("secret words")
	}
	p := problemOf(t, do(s, typed(post("/v1/check", "x"), tomlType)))
	if p.Type != "/problems/internal-error" {
		t.Errorf("%d %s", p.Status, p.Type)
	}
	for _, want := range []string{`"msg":"panic"`, p.RequestID, "check.go"} {
		if !strings.Contains(log.String(), want) {
			t.Errorf("the log has no %s: %s", want, &log)
		}
	}
	if strings.Contains(log.String(), "secret words") {
		t.Error("the log quotes the panic")
	}
}
