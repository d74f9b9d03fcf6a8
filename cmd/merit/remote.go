package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"merit/engine"
	"merit/rules"
	"merit/rules/diag"
	"merit/rules/text"
	"merit/server"
)

// A remote is a service that runs somewhere, asked in place of policies at hand.
type remote struct {
	server, keyFile string
	timeout         time.Duration
}

func (r *remote) flags(c *cobra.Command) {
	f := c.Flags()
	f.StringVar(&r.server, "server", "", "由正在运行的服务评估，如 http://127.0.0.1:8080 · let the running service at `URL` evaluate")
	f.StringVar(&r.keyFile, "key-file", "", "服务的密钥所在的文件（MERIT_KEY_FILE） · `FILE` with the key for the service (MERIT_KEY_FILE)")
	f.DurationVar(&r.timeout, "timeout", 30*time.Second, "最长等待 · `TIME` to wait for the service")
}

// check reports flags that cannot be meant.
func (r *remote) check(c *cobra.Command, q *asking) error {
	if r.server == "" {
		if r.keyFile != "" {
			return usage(c, "remote-alone", "flag", "--key-file")
		}
		return nil
	}
	at, err := url.Parse(r.server)
	switch {
	case q.policies != "":
		return usage(c, "remote-policies")
	case err != nil, at.Scheme != "http" && at.Scheme != "https", at.Host == "", at.RawQuery != "", at.User != nil:
		return usage(c, "remote-url", "got", r.server)
	}
	return nil
}

// evalRemote is eval by a service.
func (a *app) evalRemote(c *cobra.Command, q *asking, r *remote, format string) error {
	policies, e, err := a.askRemote(c, q, r)
	if err != nil {
		return err
	}
	if format == "json" {
		return a.writeJSON(e)
	}
	_, err = io.WriteString(a.out, statementOf(a.one(), policies, e).text(e, q.explain))
	return err
}

// askRemote sends the request as it is and returns the evaluation, and as much of
// the policies as a statement tells of them.
func (a *app) askRemote(c *cobra.Command, q *asking, r *remote) ([]*rules.Policy, *engine.Evaluation, error) {
	src, err := a.readInput(q.input)
	if err != nil {
		return nil, nil, err
	}
	src = withMembers(src, member{"period", q.period}, member{"as_of", q.asOf}, member{"policy", q.policy})
	if q.explain {
		src = diag.NewSource(src.Name, withValue(src.Bytes, "explain", "true"))
	}
	key, err := a.keyOf(r)
	if err != nil {
		return nil, nil, err
	}
	ctx, cancel := context.WithTimeout(c.Context(), r.timeout)
	defer cancel()
	body, err := a.post(ctx, r, key, src)
	if err != nil {
		return nil, nil, err
	}
	e := &engine.Evaluation{}
	if json.Unmarshal(body, e) != nil || e.Status == "" {
		return nil, nil, fail("remote-strange", "url", r.server)
	}
	return titles(ctx, r, key), e, nil
}

// keyOf reads the key, which is no flag: other users of a machine see those.
func (a *app) keyOf(r *remote) (string, error) {
	path := r.keyFile
	if path == "" {
		path = a.getenv("MERIT_KEY_FILE")
	}
	if path == "" {
		return "", nil
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return "", unread(path, err)
	}
	key := strings.TrimSpace(string(data))
	if strings.ContainsAny(key, " \t\r\n") {
		return "", fail("remote-key", "path", path)
	}
	return key, nil
}

// post asks for one evaluation. What the service refuses is drawn like what
// the command itself refuses; that nobody may ask, or nobody answers, is a
// failure.
func (a *app) post(ctx context.Context, r *remote, key string, src *diag.Source) ([]byte, error) {
	answer, err := r.send(ctx, http.MethodPost, "/v1/evaluate", key, src.Bytes)
	if err != nil {
		return nil, fail("remote-silent", "url", r.server, "error", reasonOf(err))
	}
	if answer.status == http.StatusOK {
		return answer.body, nil
	}
	var p server.Problem
	if answer.kind != "application/problem+json" || json.Unmarshal(answer.body, &p) != nil || p.Type == "" {
		return nil, fail("remote-strange.status", "url", r.server, "status", http.StatusText(answer.status))
	}
	switch answer.status {
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusTooManyRequests, http.StatusRequestTimeout:
	default:
		if answer.status < 500 {
			a.print(a.err, toldBy(&p, src))
			return nil, errProblems
		}
	}
	a.print(a.err, toldBy(&p, src))
	return nil, fail("remote-refused", "url", r.server, "id", p.RequestID)
}

// toldBy are the problems of a document, each at its place in the request.
func toldBy(p *server.Problem, src *diag.Source) diag.List {
	var list diag.List
	for _, e := range p.Errors {
		d := diag.Diagnostic{Code: e.Code, Pointer: e.Pointer, Message: e.Text}
		if e.Line > 0 {
			d.Span = standing(src, e.Line, e.Column)
		}
		if e.Help != nil {
			d.Help = *e.Help
		}
		list.Add(d)
	}
	if len(list) == 0 {
		d := diag.Diagnostic{Code: strings.TrimPrefix(p.Type, "/problems/"), Message: p.Text}
		if p.Help != nil {
			d.Help = *p.Help
		}
		list.Add(d)
	}
	return list
}

// standing is what stands at a place of a request: a value or a name, of an
// object or a list only where it starts.
func standing(src *diag.Source, line, column int) diag.Span {
	span := src.At(line, column)
	rest := src.Bytes[span.Start:]
	var value json.RawMessage
	d := json.NewDecoder(bytes.NewReader(rest))
	if d.Decode(&value) == nil && rest[0] != '{' && rest[0] != '[' {
		span.End = span.Start + int(d.InputOffset())
	}
	return span
}

// titles asks for what a statement tells of policies beside an evaluation. A
// key that may not read does without.
func titles(ctx context.Context, r *remote, key string) []*rules.Policy {
	answer, err := r.send(ctx, http.MethodGet, "/v1/policies", key, nil)
	var list struct {
		Policies []struct{ ID, Version, Title, Stage, Digest string }
	}
	if err != nil || answer.status != http.StatusOK || json.Unmarshal(answer.body, &list) != nil {
		return nil
	}
	var out []*rules.Policy
	for _, p := range list.Policies {
		out = append(out, &rules.Policy{
			ID: rules.Text{Text: p.ID}, Version: rules.Text{Text: p.Version}, Title: rules.Text{Text: p.Title},
			Stage: rules.Stage(p.Stage), Digest: p.Digest,
		})
	}
	return out
}

// A reply is what a service answered.
type reply struct {
	status int
	kind   string
	body   []byte
}

// mostAnswered is more than any evaluation has.
const mostAnswered = 64 << 20

func (r *remote) send(ctx context.Context, method, path, key string, body []byte) (*reply, error) {
	req, err := http.NewRequestWithContext(ctx, method, strings.TrimRight(r.server, "/")+path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	if key != "" {
		req.Header.Set("Authorization", "Bearer "+key)
	}
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }} // a key goes where it was meant to
	resp, err := client.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(io.LimitReader(resp.Body, mostAnswered))
	kind, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type"))
	return &reply{resp.StatusCode, kind, data}, err
}

// reasonOf is what went wrong, without the address that is told beside it.
func reasonOf(err error) string {
	var wrapped *url.Error
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return text.Say("remote-timeout").EN
	case errors.As(err, &wrapped):
		return wrapped.Err.Error()
	}
	return err.Error()
}
