package main

import (
	"context"
	"io"
	"log/slog"
	"sync/atomic"
)

// A logHandler writes a log of JSON objects, one a line. Attributes that are
// empty texts say nothing and are left out, and so is what is below a level. While it is silent nothing is
// written.
type logHandler struct {
	slog.Handler
	silent *atomic.Bool
}

func newLog(w io.Writer, from slog.Level) *logHandler {
	told := func(_ []string, a slog.Attr) slog.Attr {
		if a.Value.Kind() == slog.KindString && a.Value.String() == "" {
			return slog.Attr{}
		}
		return a
	}
	return &logHandler{slog.NewJSONHandler(w, &slog.HandlerOptions{Level: from, ReplaceAttr: told}), &atomic.Bool{}}
}

// Handle writes a record unless the log is silent.
func (h *logHandler) Handle(ctx context.Context, r slog.Record) error {
	if h.silent.Load() {
		return nil
	}
	return h.Handler.Handle(ctx, r)
}

// WithAttrs returns a handler with attributes, silent together with h.
func (h *logHandler) WithAttrs(attrs []slog.Attr) slog.Handler {
	return &logHandler{h.Handler.WithAttrs(attrs), h.silent}
}

// WithGroup returns a handler with a group, silent together with h.
func (h *logHandler) WithGroup(name string) slog.Handler {
	return &logHandler{h.Handler.WithGroup(name), h.silent}
}
