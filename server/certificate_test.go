package server

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// pair writes a certificate with a serial number and its key.
func pair(t testing.TB, dir string, serial int64) (cert, key string) {
	t.Helper()
	secret, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(t, err)
	template := &x509.Certificate{SerialNumber: big.NewInt(serial), NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &secret.PublicKey, secret)
	must(t, err)
	private, err := x509.MarshalPKCS8PrivateKey(secret)
	must(t, err)
	cert, key = filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	must(t, os.WriteFile(cert, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), 0o600))
	must(t, os.WriteFile(key, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: private}), 0o600))
	return cert, key
}

// TestH42TLS: TLS 1.2 at least, a new certificate is shown without a restart,
// and a wrong one is not taken over.
func TestH42TLS(t *testing.T) {
	dir := t.TempDir()
	cert, key := pair(t, dir, 1)
	c, problems := OpenCertificate(cert, key, nil)
	must(t, problems.Err())
	c.files.settle = time.Millisecond
	s, _ := care(t)
	s.opts.Certificate = c
	addr, _ := listening(t, s)
	serial := func() int64 {
		t.Helper()
		conn, err := tls.Dial("tcp", addr, &tls.Config{InsecureSkipVerify: true})
		must(t, err)
		defer conn.Close()
		return conn.ConnectionState().PeerCertificates[0].SerialNumber.Int64()
	}
	if got := serial(); got != 1 {
		t.Errorf("certificate %d", got)
	}
	pair(t, dir, 2)
	c.Reload()
	if got := serial(); got != 2 {
		t.Errorf("after a change: certificate %d", got)
	}
	must(t, os.WriteFile(key, []byte("no key"), 0o600))
	c.Reload()
	if got := serial(); got != 2 {
		t.Errorf("after a wrong change: certificate %d", got)
	}
	st := do(s, get("/v1/status")).Body.String()
	if !strings.Contains(st, `"certificate":{"not_after":"`) || !strings.Contains(st, "certificate-pair") {
		t.Errorf("status says nothing of the wrong certificate: %s", st)
	}
	if text := do(s, get("/metrics")).Body.String(); !strings.Contains(text, "merit_certificate_current 0") || !strings.Contains(text, "merit_certificate_not_after_timestamp_seconds ") {
		t.Error("metrics say nothing of the wrong certificate")
	}
	if _, err := tls.Dial("tcp", addr, &tls.Config{InsecureSkipVerify: true, MaxVersion: tls.VersionTLS11}); err == nil {
		t.Error("TLS 1.1 is spoken")
	}
	resp, err := http.Get("http://" + addr + "/healthz")
	must(t, err)
	resp.Body.Close()
	if resp.StatusCode != 400 {
		t.Errorf("without TLS: %d", resp.StatusCode)
	}
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, ForceAttemptHTTP2: true}}
	defer client.CloseIdleConnections()
	resp, err = client.Post("https://"+addr+"/v1/evaluate", jsonType, strings.NewReader(facts1))
	must(t, err)
	resp.Body.Close()
	if resp.StatusCode != 200 || resp.ProtoMajor != 2 {
		t.Errorf("%s %d", resp.Proto, resp.StatusCode)
	}
}

func TestCertificateMistakes(t *testing.T) {
	dir := t.TempDir()
	cert, key := pair(t, dir, 1)
	other, _ := pair(t, t.TempDir(), 2)
	for name, files := range map[string][2]string{
		"not there": {filepath.Join(dir, "none.pem"), key}, "another's": {other, key}, "swapped": {key, cert}, "a folder": {dir, key},
	} {
		if c, problems := OpenCertificate(files[0], files[1], nil); c != nil || len(problems) == 0 || problems[0].Where() == "" {
			t.Errorf("%s: %v", name, problems.Err())
		}
	}
}
