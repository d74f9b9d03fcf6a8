package server

import (
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gin-gonic/gin"
)

// BenchmarkHTTP measures the service beside a gin endpoint that reads the same
// body and writes a constant answer of the same shape: what is between the two
// is the price of everything the service does. The access log is written, to
// nowhere.
func BenchmarkHTTP(b *testing.B) {
	live := fixed(b, map[string]string{"care.toml": read(b, "testdata/care.toml")})
	merit := New(live, Options{Logger: slog.New(slog.NewJSONHandler(io.Discard, nil))})
	answer := do(merit, post("/v1/evaluate", facts1)).Body.Bytes()
	constant := gin.New()
	constant.POST("/v1/evaluate", func(c *gin.Context) {
		if _, err := io.ReadAll(c.Request.Body); err != nil {
			panic(err)
		}
		c.Data(http.StatusOK, jsonType, answer)
	})
	sides := []struct {
		name    string
		handler http.Handler
	}{{"merit", merit}, {"constant", constant}}
	for _, side := range sides {
		b.Run("process/"+side.name, func(b *testing.B) {
			measure(b, func() int {
				w := httptest.NewRecorder()
				side.handler.ServeHTTP(w, post("/v1/evaluate", facts1))
				return w.Code
			})
		})
	}
	for _, side := range sides {
		b.Run("loopback/"+side.name, func(b *testing.B) {
			ln, err := net.Listen("tcp", "127.0.0.1:0")
			must(b, err)
			hs := &http.Server{Handler: side.handler}
			go func() { _ = hs.Serve(ln) }()
			defer hs.Close()
			c := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64}}
			defer c.CloseIdleConnections()
			url := "http://" + ln.Addr().String() + "/v1/evaluate"
			measure(b, func() int {
				r, err := c.Post(url, jsonType, strings.NewReader(facts1))
				if err != nil {
					return 0
				}
				defer r.Body.Close()
				_, _ = io.Copy(io.Discard, r.Body)
				return r.StatusCode
			})
		})
	}
}

// measure asks from as many goroutines as there are processors and reports the
// rate and how long the middle and the slowest hundredth took.
func measure(b *testing.B, ask func() int) {
	var mu sync.Mutex
	var all []time.Duration
	b.ReportAllocs()
	b.ResetTimer()
	start := time.Now()
	b.RunParallel(func(pb *testing.PB) {
		var own []time.Duration
		for pb.Next() {
			at := time.Now()
			if code := ask(); code != http.StatusOK {
				b.Errorf("answered %d", code)
				return
			}
			own = append(own, time.Since(at))
		}
		mu.Lock()
		defer mu.Unlock()
		all = append(all, own...)
	})
	took := time.Since(start)
	slices.Sort(all)
	if len(all) == 0 {
		return
	}
	b.ReportMetric(float64(len(all))/took.Seconds(), "req/s")
	b.ReportMetric(float64(all[len(all)/2].Microseconds()), "p50-µs")
	b.ReportMetric(float64(all[len(all)*99/100].Microseconds()), "p99-µs")
}
