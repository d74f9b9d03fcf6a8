package main

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestRemoteLikeLocal: a running service and the command itself write the same
// and exit the same.
func TestRemoteLikeLocal(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "demo.toml"), demo)
	s := startServe(t, dir)
	const request = `{"specialist":"E1","period":"2026-03","inputs":{"bonus":1000,"happy":9,"asked":10}}`
	for name, tt := range map[string]struct {
		request string
		args    []string
		code    int
	}{
		"an evaluation":  {request, nil, exitFine},
		"a statement":    {request, []string{"--format", "text"}, exitFine},
		"every step":     {request, []string{"--format", "text", "--explain"}, exitFine},
		"another period": {request, []string{"--period", "2026-04", "--as-of", "2026-04-30"}, exitFine},
		"held":           {strings.Replace(request, `"asked":10`, `"asked":0`, 1), nil, exitFine},
		"wrong facts":    {strings.Replace(request, `"happy":9,`, `"happy":-9,"other":"x",`, 1), nil, exitProblems},
		"a typo":         {strings.Replace(request, `"bonus"`, `"bonsu"`, 1), []string{"--lang", "en"}, exitProblems},
		"no JSON":        {"{\n  \"specialist\": 'E1'\n}", nil, exitProblems},
		"no policy":      {strings.Replace(request, "2026-03", "2025-03", 1), nil, exitProblems},
	} {
		t.Run(name, func(t *testing.T) {
			args := append([]string{"eval", "-i", "-"}, tt.args...)
			code, out, log := runs(t, tt.request, append(args, "-p", dir)...)
			out = strings.ReplaceAll(out, dir+string(filepath.Separator), "") // the service names files by the folder it serves
			code2, out2, log2 := runs(t, tt.request, append(args, "--server", s.url)...)
			if code != tt.code || code2 != code || out2 != out || log2 != log {
				t.Errorf("here %d\n%s%s\nthere %d\n%s%s", code, out, log, code2, out2, log2)
			}
		})
	}
}

// TestRemoteFaults: whatever the other side is, the command says what happened
// and exits with 3; what is called wrongly exits with 2.
func TestRemoteFaults(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "demo.toml"), demo)
	_, entry, key := makeKeyIn(t, dir, "evaluate")
	write(t, filepath.Join(dir, "_keys"), entry)
	s := startServe(t, dir, "--keys", filepath.Join(dir, "_keys"))
	strange := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/page/v1/evaluate":
			_, _ = w.Write([]byte("<html>"))
		case "/away/v1/evaluate":
			http.Redirect(w, r, s.url, http.StatusTemporaryRedirect)
		default:
			http.Error(w, "no", http.StatusBadGateway)
		}
	}))
	defer strange.Close()
	good := filepath.Join(dir, "payroll.key")
	other := filepath.Join(dir, "other.key")
	write(t, good, key+"\n")
	write(t, other, "merit_a.b\n")
	const request = `{"specialist":"E1","period":"2026-03","inputs":{"bonus":1000,"happy":9,"asked":10}}`
	for name, tt := range map[string]struct {
		args []string
		code int
		says string
	}{
		"the key":           {[]string{"--server", s.url, "--key-file", good}, exitFine, ""},
		"with a slash":      {[]string{"--server", s.url + "/", "--key-file", good}, exitFine, ""},
		"no key":            {[]string{"--server", s.url}, exitFailed, "there is no key"},
		"another key":       {[]string{"--server", s.url, "--key-file", other}, exitFailed, "there is no key"},
		"no such key file":  {[]string{"--server", s.url, "--key-file", good + "x"}, exitFailed, "there is no"},
		"nobody there":      {[]string{"--server", "http://127.0.0.1:1"}, exitFailed, "does not answer"},
		"no service":        {[]string{"--server", strange.URL}, exitFailed, "no Merit service"},
		"a page":            {[]string{"--server", strange.URL + "/page"}, exitFailed, "no Merit service"},
		"sent elsewhere":    {[]string{"--server", strange.URL + "/away", "--key-file", good}, exitFailed, "no Merit service"},
		"no address":        {[]string{"--server", "merit.example"}, exitUsage, "no address"},
		"a password in it":  {[]string{"--server", "http://a:b@127.0.0.1:1"}, exitUsage, "no address"},
		"policies as well":  {[]string{"--server", s.url, "-p", dir}, exitUsage, "leave -p out"},
		"a key for nothing": {[]string{"--key-file", good, "-p", dir}, exitUsage, "--key-file needs --server"},
	} {
		code, _, log := runs(t, request, append([]string{"eval", "-i", "-", "--lang", "en"}, tt.args...)...)
		if code != tt.code || !strings.Contains(log, tt.says) || strings.Contains(log, key) {
			t.Errorf("%s: %d, want %d that says %q\n%s", name, code, tt.code, tt.says, log)
		}
	}
}

// makeKeyIn makes a key and returns what the command wrote.
func makeKeyIn(t *testing.T, dir, scopes string, more ...string) (code int, entry, key string) {
	t.Helper()
	path := filepath.Join(dir, "made.key")
	os.Remove(path)
	code, entry, _ = runs(t, "", append([]string{"key", "new", "--name", "测试", "--scopes", scopes, "--key-file", path}, more...)...)
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if info, _ := os.Stat(path); info.Mode().Perm() != 0o600 {
		t.Errorf("others may read the key: %v", info.Mode())
	}
	return code, entry, strings.TrimSpace(string(b))
}

// TestH28Revoked: a key that is taken out of the file is refused within five
// seconds, and the others are not touched.
func TestH28Revoked(t *testing.T) {
	dir := t.TempDir()
	_, first, kept := makeKeyIn(t, dir, "read")
	_, second, revoked := makeKeyIn(t, dir, "read")
	file := filepath.Join(dir, "_keys")
	write(t, file, first+second)
	s := startServe(t, "", "--keys", file)
	asks := func(key string) int {
		r, err := http.NewRequest(http.MethodGet, s.url+"/v1/status", nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Authorization", "Bearer "+key)
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		return resp.StatusCode
	}
	if asks(kept) != 200 || asks(revoked) != 200 || asks("merit_a.b") != 401 {
		t.Fatal("the keys do not open")
	}
	write(t, file, first)
	start := time.Now()
	for asks(revoked) != 401 {
		if asks(kept) != 200 {
			t.Fatal("the key that stays is refused")
		}
		if time.Since(start) > 15*time.Second {
			t.Fatal("the key is never refused")
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Logf("refused after %v", time.Since(start))
}

func TestHealthcheck(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "demo.toml")
	write(t, file, strings.Replace(demo, "amount", "amonut", 1))
	s := startServe(t, dir)
	if code, _, log := runs(t, "", "healthcheck", "--url", s.url); code != exitProblems || !strings.Contains(log, "503") {
		t.Errorf("not ready: %d %s", code, log)
	}
	write(t, file, demo)
	s.eventually(t, "1000.00")
	if code, out, log := runs(t, "", "healthcheck", "--url", s.url+"/readyz"); code != exitFine || out+log != "" {
		t.Errorf("ready: %d %s", code, log)
	}
	if code, _, log := runs(t, "", "healthcheck", "--url", "http://127.0.0.1:1"); code != exitProblems || !strings.Contains(log, "127.0.0.1:1") {
		t.Errorf("nobody there: %d %s", code, log)
	}
	if code, _, _ := runs(t, "", "healthcheck", "--url", "here"); code != exitUsage {
		t.Errorf("no address: %d", code)
	}
	for addr, want := range map[string]string{"": "http://127.0.0.1:8080/readyz", ":9000": "http://127.0.0.1:9000/readyz", "0.0.0.0:80": "http://127.0.0.1:80/readyz", "[::]:1": "http://127.0.0.1:1/readyz", "[::1]:1": "http://[::1]:1/readyz"} {
		a := &app{getenv: func(name string) string { return map[string]string{"MERIT_ADDR": addr}[name] }}
		if got := a.ownHealth(); got != want {
			t.Errorf("%q: %s, want %s", addr, got, want)
		}
	}
}
