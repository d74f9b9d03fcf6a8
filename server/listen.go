package server

import (
	"context"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"
)

// HTTPServer returns a server with every limit set, to be given a listener.
func (s *Server) HTTPServer() *http.Server {
	t := s.opts.Timeouts
	hs := &http.Server{
		Handler:           s,
		ReadHeaderTimeout: t.Header,
		ReadTimeout:       t.Read,
		WriteTimeout:      t.Write,
		IdleTimeout:       t.Idle,
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          slog.NewLogLogger(s.opts.Logger.Handler(), slog.LevelWarn),
	}
	if s.opts.Certificate != nil {
		hs.TLSConfig = s.opts.Certificate.Config()
	}
	return hs
}

// Serve answers on ln until ctx is done, with TLS when there is a certificate.
// Then it stops without cutting anyone off: first it is no longer ready, then
// it takes no new connections, then it waits for the requests under way, but
// no longer than Timeouts.Drain.
func (s *Server) Serve(ctx context.Context, ln net.Listener) error {
	hs := s.HTTPServer()
	bounded := &boundedListener{Listener: ln, room: make(chan struct{}, s.opts.Load.Connections), closed: make(chan struct{})}
	ended := make(chan error, 1)
	go func() {
		if hs.TLSConfig != nil {
			ended <- hs.ServeTLS(bounded, "", "")
			return
		}
		ended <- hs.Serve(bounded)
	}()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	s.draining.Store(true)
	s.opts.Logger.Info("stopping", "drain_delay", s.opts.Timeouts.DrainDelay.String())
	time.Sleep(s.opts.Timeouts.DrainDelay)
	limited, cancel := context.WithTimeout(context.WithoutCancel(ctx), s.opts.Timeouts.Drain)
	defer cancel()
	err := hs.Shutdown(limited)
	if err != nil {
		hs.Close()
	}
	<-ended
	return err
}

// A boundedListener accepts a connection only while there is room for one
// more; others wait in the system's queue, where they cost nothing.
type boundedListener struct {
	net.Listener
	room   chan struct{}
	closed chan struct{}
	once   sync.Once
}

// Accept waits for room, then for a connection.
func (l *boundedListener) Accept() (net.Conn, error) {
	select {
	case l.room <- struct{}{}:
	case <-l.closed:
		return nil, net.ErrClosed
	}
	conn, err := l.Listener.Accept()
	if err != nil {
		<-l.room
		return nil, err
	}
	return &boundedConn{Conn: conn, leave: sync.OnceFunc(func() { <-l.room })}, nil
}

// Close stops listening; connections that were accepted stay open.
func (l *boundedListener) Close() error {
	l.once.Do(func() { close(l.closed) })
	return l.Listener.Close()
}

type boundedConn struct {
	net.Conn
	leave func()
}

// CloseWrite ends what is sent, which lets the other side read all of it
// before the connection is closed.
func (c *boundedConn) CloseWrite() error {
	if half, ok := c.Conn.(interface{ CloseWrite() error }); ok {
		return half.CloseWrite()
	}
	return nil
}

// Close closes the connection and makes room for another.
func (c *boundedConn) Close() error {
	err := c.Conn.Close()
	c.leave()
	return err
}
