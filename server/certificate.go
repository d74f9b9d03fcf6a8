package server

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"log/slog"
	"time"

	"merit/rules/diag"
)

// A Certificate is the certificate the service shows, read again when its files
// change. A wrong one changes nothing.
type Certificate struct{ files *kept[*tls.Certificate] }

// OpenCertificate reads a certificate and its key, PEM both, which must be
// right now.
func OpenCertificate(cert, key string, logger *slog.Logger) (*Certificate, diag.List) {
	files, problems := openKept("certificate", logger, readPair, cert, key)
	if problems.HasErrors() {
		return nil, problems
	}
	return &Certificate{files}, nil
}

func readPair(contents []*diag.Source) (*tls.Certificate, diag.List) {
	pair, err := tls.X509KeyPair(contents[0].Bytes, contents[1].Bytes)
	if err == nil && pair.Leaf == nil {
		pair.Leaf, err = x509.ParseCertificate(pair.Certificate[0])
	}
	if err != nil {
		d := diag.At(diag.Span{}, "certificate-pair", "cert", contents[0].Name, "key", contents[1].Name, "error", err.Error())
		d.Place = contents[0].Name
		return nil, diag.List{d}
	}
	return &pair, nil
}

// Config returns how to speak TLS with it: 1.2 at least.
func (c *Certificate) Config() *tls.Config {
	return &tls.Config{
		MinVersion:     tls.VersionTLS12,
		GetCertificate: func(*tls.ClientHelloInfo) (*tls.Certificate, error) { return c.files.get(), nil },
	}
}

// Watch looks for changes of the files until ctx is done.
func (c *Certificate) Watch(ctx context.Context) { c.files.Watch(ctx) }

// Reload reads the files now.
func (c *Certificate) Reload() { c.files.Reload() }

// A certificateAnswer is what GET /v1/status says about the certificate.
type certificateAnswer struct {
	NotAfter *time.Time `json:"not_after"`
	LoadedAt *time.Time `json:"loaded_at"`
	Current  bool       `json:"current"`
	Problems []Detail   `json:"problems"`
}

func (c *Certificate) answer() *certificateAnswer {
	if c == nil {
		return nil
	}
	st := c.files.state.Load()
	return &certificateAnswer{moment(st.value.Leaf.NotAfter), moment(st.loaded), len(st.problems) == 0, ofPolicies(st.problems)}
}
