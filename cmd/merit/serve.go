package main

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"merit/policies"
	"merit/rules/text"
	"merit/server"
)

func (a *app) serveCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "serve",
		Short: "提供评估服务，协议保存即生效 · serve evaluations; a saved policy goes live",
		Long: `提供评估服务。文件夹里的协议一保存就生效；有错的修改不会生效，原有协议继续有效。
SIGHUP 立即重新读取，SIGINT 或 SIGTERM 平稳停止。
每项设置可以写成选项（--tls-cert）、环境变量（MERIT_TLS_CERT）或设置文件里的一行（tls_cert = "…"），前者优先。

Serve evaluations over HTTP. Policies go live when they are saved; a broken edit never does, and what was in force
stays. SIGHUP reads everything at once; SIGINT and SIGTERM stop gracefully. Every setting is a flag (--tls-cert), a
variable (MERIT_TLS_CERT) or a line of a file (tls_cert = "…"); the first of these wins.`,
		Example: "  merit serve\n  merit serve --policies /srv/policies --addr 127.0.0.1:9000\n" +
			"  merit serve --config /etc/merit/merit-serve.toml --print-config",
		Args: noArgs,
	}
	settingFlags(c)
	c.RunE = func(c *cobra.Command, _ []string) error {
		config, err := a.configure(c)
		if err != nil {
			return err
		}
		if asked(c, "print-config") {
			_, err := a.out.Write([]byte(config.String()))
			return err
		}
		return a.serve(c, config)
	}
	return c
}

func (a *app) serve(c *cobra.Command, config *server.Config) error {
	if config.Open() {
		return usage(c, "serve-closed", "addr", config.Addr)
	}
	hangup := make(chan os.Signal, 1) // before anyone can know that there is something to reload
	signal.Notify(hangup, syscall.SIGHUP)
	defer signal.Stop(hangup)
	log := newLog(a.err, config.Level())
	logger := slog.New(log)
	log.silent.Store(isTerminal(a.err)) // there the first set is told by announce
	live, err := openLive(config.Policies, config.Cache, logger)
	log.silent.Store(false)
	if err != nil {
		return unread(config.Policies, err)
	}
	o, err := a.options(config, logger)
	if err != nil {
		return err
	}
	ln, err := net.Listen("tcp", config.Addr)
	if err != nil {
		return fail("serve-failed", "error", err.Error())
	}
	a.announce(live, config, ln.Addr())
	return a.answer(c.Context(), live, o, ln, hangup)
}

// options opens the files a service needs beside its policies.
func (a *app) options(config *server.Config, logger *slog.Logger) (server.Options, error) {
	o := config.Options()
	o.Logger, o.Version = logger, versionOf(buildInfo())
	if config.Keys != "" {
		keys, problems := server.OpenKeyring(config.Keys, logger)
		if keys == nil {
			a.print(a.err, problems)
			return o, fail("serve-files")
		}
		o.Keys = keys
	}
	if config.TLSCert != "" {
		certificate, problems := server.OpenCertificate(config.TLSCert, config.TLSKey, logger)
		if certificate == nil {
			a.print(a.err, problems)
			return o, fail("serve-files")
		}
		o.Certificate = certificate
	}
	return o, nil
}

// answer answers on ln until it is told to stop, while everything that may
// change is watched.
func (a *app) answer(ctx context.Context, live *policies.Live, o server.Options, ln net.Listener, hangup <-chan os.Signal) error {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, func() { signal.Reset(os.Interrupt) }) // whoever presses Ctrl-C again will not wait
	var watchers sync.WaitGroup
	watchers.Go(func() { live.Watch(ctx) })
	if o.Keys != nil {
		watchers.Go(func() { o.Keys.Watch(ctx) })
	}
	if o.Certificate != nil {
		watchers.Go(func() { o.Certificate.Watch(ctx) })
	}
	watchers.Go(func() { reloadOnHangup(ctx, hangup, live, o) })
	err := server.New(live, o).Serve(ctx, ln)
	stop()
	watchers.Wait()
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
func (a *app) announce(live *policies.Live, config *server.Config, addr net.Addr) {
	from := config.Policies
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
	if tcp, ok := addr.(*net.TCPAddr); ok && !tcp.IP.IsLoopback() && config.Keys == "" {
		a.say("serve-open", "addr", addr.String())
	}
	if config.TLSCert != "" {
		a.say("serve-listening.tls", "addr", addr.String())
	} else {
		a.say("serve-listening", "addr", addr.String())
	}
	if a.listening != nil {
		a.listening(addr.String())
	}
}

// reloadOnHangup reads all files whenever SIGHUP arrives, until ctx is done.
func reloadOnHangup(ctx context.Context, hangup <-chan os.Signal, live *policies.Live, o server.Options) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-hangup:
			if o.Keys != nil {
				o.Keys.Reload()
			}
			if o.Certificate != nil {
				o.Certificate.Reload()
			}
			r := live.Reload(ctx)
			o.Logger.Info("reloaded on SIGHUP", "outcome", string(r.Outcome), "set", r.Digest, "problems", len(r.Problems))
		}
	}
}
