package main

import (
	"cmp"
	"crypto/tls"
	"io"
	"net"
	"net/http"
	"net/url"
	"time"

	"github.com/spf13/cobra"
)

func (a *app) healthcheckCommand() *cobra.Command {
	target, timeout := "", 3*time.Second
	c := &cobra.Command{
		Use:   "healthcheck [--url URL]",
		Short: "服务是否就绪，供容器使用 · whether a service is ready, for containers",
		Long: `询问服务是否就绪：就绪时退出码为 0，否则为 1。缺省询问本机在 MERIT_ADDR 上的服务；本机的 TLS 证书不验证。

Ask a service whether it is ready: the exit code is 0 when it is, else 1. Without --url it is the one on this machine,
at MERIT_ADDR. The certificate of this machine is not verified: it is not made out to 127.0.0.1.`,
		Example: "  merit healthcheck\n  merit healthcheck --url https://merit.example/readyz",
		Args:    noArgs,
	}
	c.Flags().StringVar(&target, "url", "", "地址，缺省 http://127.0.0.1:8080/readyz · `URL`, http://127.0.0.1:8080/readyz unless given")
	c.Flags().DurationVar(&timeout, "timeout", timeout, "最长等待 · `TIME` to wait at most")
	c.RunE = func(c *cobra.Command, _ []string) error {
		return a.healthcheck(c, cmp.Or(target, a.ownHealth()), timeout)
	}
	return c
}

// ownHealth is where the service of this machine says whether it is ready.
func (a *app) ownHealth() string {
	host, port, err := net.SplitHostPort(cmp.Or(a.getenv("MERIT_ADDR"), "127.0.0.1:8080"))
	if ip := net.ParseIP(host); err != nil || host == "" || ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	scheme := "http"
	if a.getenv("MERIT_TLS_CERT") != "" {
		scheme = "https"
	}
	return scheme + "://" + net.JoinHostPort(host, cmp.Or(port, "8080")) + "/readyz"
}

func (a *app) healthcheck(c *cobra.Command, target string, timeout time.Duration) error {
	at, err := url.Parse(target)
	if err != nil || at.Scheme != "http" && at.Scheme != "https" || at.Host == "" {
		return usage(c, "remote-url", "got", target)
	}
	if at.Path == "" || at.Path == "/" {
		at.Path = "/readyz"
	}
	transport := &http.Transport{DisableKeepAlives: true}
	if ip := net.ParseIP(at.Hostname()); at.Hostname() == "localhost" || ip != nil && ip.IsLoopback() {
		transport.TLSClientConfig = &tls.Config{InsecureSkipVerify: true} // nobody stands between a machine and itself
	}
	client := &http.Client{Transport: transport, Timeout: timeout}
	r, err := client.Get(at.String())
	if err != nil {
		a.say("health-silent", "url", at.String(), "error", reasonOf(err))
		return errProblems
	}
	defer r.Body.Close()
	_, _ = io.Copy(io.Discard, io.LimitReader(r.Body, 1<<20))
	if r.StatusCode != http.StatusOK {
		a.say("health-not-ready", "url", at.String(), "status", r.Status)
		return errProblems
	}
	return nil
}
