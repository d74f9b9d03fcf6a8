package main

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"merit/policies"
	"merit/rules/text"
	"merit/server"
)

func (a *app) serveCommand() *cobra.Command {
	dir, addr, cache := "", "", ""
	c := &cobra.Command{
		Use:   "serve",
		Short: "提供评估服务，协议保存即生效 · serve evaluations; a saved policy goes live",
		Long: `提供评估服务。文件夹里的协议一保存就生效；有错的修改不会生效，原有协议继续有效。
SIGHUP 立即重新读取，SIGINT 或 SIGTERM 平稳停止。

Serve evaluations over HTTP. Policies go live when they are saved; a broken edit never does, and what was in force
stays. SIGHUP reads the folder at once; SIGINT and SIGTERM stop gracefully.`,
		Example: "  merit serve\n  merit serve --policies /srv/policies --addr 127.0.0.1:9000",
		Args:    noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return a.serve(c, cmp.Or(dir, a.getenv("MERIT_POLICIES")), cmp.Or(cache, a.getenv("MERIT_CACHE")), cmp.Or(addr, a.getenv("MERIT_ADDR"), "127.0.0.1:8080"))
		},
	}
	c.Flags().StringVar(&dir, "policies", "", "协议文件夹，缺省为内置协议（MERIT_POLICIES） · `FOLDER` of policies; the shipped agreements without it (MERIT_POLICIES)")
	c.Flags().StringVar(&cache, "cache", "", "存放最近一份正确协议的文件夹，启动时协议有错就用它（MERIT_CACHE） · `FOLDER` for the last good set, used when the files are wrong at the start (MERIT_CACHE)")
	c.Flags().StringVar(&addr, "addr", "", "监听地址，缺省 127.0.0.1:8080（MERIT_ADDR） · `ADDRESS` to listen on, 127.0.0.1:8080 unless given (MERIT_ADDR)")
	return c
}

func (a *app) serve(c *cobra.Command, dir, cache, addr string) error {
	if _, _, err := net.SplitHostPort(addr); err != nil {
		return usage(c, "command-addr", "got", addr)
	}
	hangup := make(chan os.Signal, 1) // before anyone can know that there is something to reload
	signal.Notify(hangup, syscall.SIGHUP)
	defer signal.Stop(hangup)
	log := newLog(a.err)
	logger := slog.New(log)
	log.silent.Store(isTerminal(a.err)) // there the first set is told by announce
	live, err := openLive(dir, cache, logger)
	log.silent.Store(false)
	if err != nil {
		return unread(dir, err)
	}
	ln, err := net.Listen("tcp", addr)
	if err != nil {
		return fail("serve-failed", "error", err.Error())
	}
	a.announce(live, dir, ln.Addr())

	ctx, stop := signal.NotifyContext(c.Context(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	watched := make(chan struct{})
	go func() { defer close(watched); live.Watch(ctx) }()
	reloaded := make(chan struct{})
	go func() { defer close(reloaded); reloadOnHangup(ctx, hangup, live, logger) }()
	err = server.New(live, server.Options{Logger: logger, Version: versionOf(buildInfo())}).Serve(ctx, ln)
	stop()
	<-watched
	<-reloaded
	if err != nil && !errors.Is(err, http.ErrServerClosed) {
		return fail("serve-failed", "error", err.Error())
	}
	a.say("serve-stopped")
	return nil
}

func openLive(dir, cache string, logger *slog.Logger) (*policies.Live, error) {
	if dir == "" {
		return policies.OpenFS(policies.Shipped, policies.Options{Logger: logger})
	}
	return policies.Open(dir, policies.Options{Logger: logger, Cache: cache})
}

// announce says where the service listens and what it serves. A wrong first
// set is drawn in full on a terminal, elsewhere the log has it: the service is
// alive, but not ready until it is mended.
func (a *app) announce(live *policies.Live, dir string, addr net.Addr) {
	from := dir
	if from == "" {
		from = a.both(text.Say("serve-shipped"))
	}
	status := live.Status()
	if status.LastOutcome == policies.Rejected && isTerminal(a.err) {
		a.print(a.err, status.Problems)
	}
	switch {
	case status.Digest == "":
		a.say("serve-broken", "from", from)
	case !status.FromCache.IsZero():
		a.say("serve-cached", "from", from, "since", status.FromCache.Format(time.RFC3339), "set", status.Digest)
	default:
		a.say("serve-set", "from", from, "policies", count(status.Policies), "set", status.Digest)
	}
	if tcp, ok := addr.(*net.TCPAddr); ok && !tcp.IP.IsLoopback() {
		a.say("serve-open", "addr", addr.String())
	}
	a.say("serve-listening", "addr", addr.String())
	if a.listening != nil {
		a.listening(addr.String())
	}
}

// reloadOnHangup reads the folder whenever SIGHUP arrives, until ctx is done.
func reloadOnHangup(ctx context.Context, hangup <-chan os.Signal, live *policies.Live, logger *slog.Logger) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-hangup:
			r := live.Reload(ctx)
			logger.Info("reloaded on SIGHUP", "outcome", string(r.Outcome), "set", r.Digest, "problems", len(r.Problems))
		}
	}
}
