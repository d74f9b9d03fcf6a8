//go:build !race

package server

import (
	"io"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// TestSlowedBatchOverHTTP2: a batch that its rate slows down to longer than the
// write timeout is answered to the end. Over HTTP/2 a deadline that passes while
// nothing is written would reset the stream.
func TestSlowedBatchOverHTTP2(t *testing.T) {
	s, _ := care(t)
	s.opts.Timeouts.Write = 500 * time.Millisecond
	s.rates = newRates(20, 30)
	web := httptest.NewUnstartedServer(s)
	web.EnableHTTP2 = true
	web.Config.WriteTimeout = s.opts.Timeouts.Write
	web.StartTLS()
	defer web.Close()
	resp, err := web.Client().Post(web.URL+"/v1/evaluate/batch", ndjsonType, strings.NewReader(strings.Repeat(facts1+"\n", 55)))
	must(t, err)
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if lines := strings.Count(string(body), "\n"); resp.ProtoMajor != 2 || err != nil || lines != 55 {
		t.Errorf("HTTP/%d: %d answers, %v", resp.ProtoMajor, lines, err)
	}
}
