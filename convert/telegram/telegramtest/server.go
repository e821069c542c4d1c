package telegramtest

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"errors"
	"net"
	"sync"
	"testing"
	"time"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/exchange"
	"github.com/gotd/td/telegram/dcs"
	"github.com/gotd/td/tg"
	"github.com/gotd/td/transport"

	"exile/convert/telegram"
)

// dc is the number of the one data centre.
const dc = 2

// Server lets clients into a World, on the loopback.
type Server struct {
	world    *World
	key      *rsa.PrivateKey
	methods  methods
	listener net.Listener
	port     int
	down     bool
	conns    map[*conn]bool
	mu       sync.Mutex
	wg       sync.WaitGroup
}

// Start starts a server, which ends with the test.
func Start(tb testing.TB, w *World) *Server {
	tb.Helper()
	k, err := key()
	if err != nil {
		tb.Fatalf("make the server's key: %v", err)
	}
	var lc net.ListenConfig
	l, err := lc.Listen(context.Background(), "tcp4", "127.0.0.1:0")
	if err != nil {
		tb.Fatalf("listen: %v", err)
	}
	s := &Server{world: w, key: k, methods: known(), listener: l, conns: make(map[*conn]bool)}
	s.port = l.Addr().(*net.TCPAddr).Port
	w.attach(s)
	s.wg.Go(s.accept)
	tb.Cleanup(s.close)
	return s
}

// key is the server's: making one takes a second, and one is enough.
var key = sync.OnceValues(func() (*rsa.PrivateKey, error) { return rsa.GenerateKey(rand.Reader, 2048) }) //nolint:gochecknoglobals // constant

func (w *World) attach(s *Server) {
	defer w.lock()()
	w.servers = append(w.servers, s)
}

// Telegram is what a client needs to find the server.
func (s *Server) Telegram() telegram.Server {
	return server("127.0.0.1", s.port, &s.key.PublicKey)
}

func server(address string, port int, key *rsa.PublicKey) telegram.Server {
	return telegram.Server{
		Keys:     []exchange.PublicKey{{RSA: key}},
		Resolver: dcs.Plain(dcs.PlainOptions{Protocol: transport.Intermediate, Dial: dialLoopback}),
		List:     dcs.List{Options: options(address, port)},
		DC:       dc,
	}
}

func options(address string, port int) []tg.DCOption {
	return []tg.DCOption{{Static: true, ID: dc, IPAddress: address, Port: port}}
}

// dialLoopback lets no test call anybody else.
func dialLoopback(ctx context.Context, network, address string) (net.Conn, error) {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	if ip := net.ParseIP(host); ip == nil || !ip.IsLoopback() {
		return nil, errors.New("a test called " + address)
	}
	var d net.Dialer
	return d.DialContext(ctx, network, address)
}

// Stop cuts all connections, and any that are made before Restart.
func (s *Server) Stop() {
	s.mu.Lock()
	s.down = true
	s.mu.Unlock()
	s.CutAll()
}

// Restart ends a Stop. Clients' sessions are as they were.
func (s *Server) Restart() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.down = false
}

// CutAll cuts all connections.
func (s *Server) CutAll() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for c := range s.conns {
		c.cut()
	}
}

// CutEvery is the World's.
func (s *Server) CutEvery(n int, seed int64) { s.world.CutEvery(n, seed) }

func (s *Server) close() {
	s.Stop()
	_ = s.listener.Close()
	s.wg.Wait()
}

func (s *Server) accept() {
	for {
		nc, err := s.listener.Accept()
		if err != nil {
			return // it was closed
		}
		c := &conn{server: s, net: nc}
		s.mu.Lock()
		if s.down {
			c.cut()
			s.mu.Unlock()
			continue
		}
		s.conns[c] = true
		s.mu.Unlock()
		s.wg.Go(func() {
			c.serve()
			s.mu.Lock()
			delete(s.conns, c)
			s.mu.Unlock()
		})
	}
}

// update tells the connections of a login that something happened.
func (s *Server) update(l *login, u tg.UpdateClass) {
	s.mu.Lock()
	var to []*conn
	for c := range s.conns {
		if c.hears(l) {
			to = append(to, c)
		}
	}
	s.mu.Unlock()
	for _, c := range to {
		var b bin.Buffer
		if (&tg.UpdateShort{Update: u, Date: int(time.Now().Unix())}).Encode(&b) == nil {
			c.push(l, b.Raw())
		}
	}
}
