//go:build cgo

package serve

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"exile/cmd/internal/lang"
	"exile/convert"
	"exile/formats"
)

// Options say what a window is opened on.
type Options struct {
	Formats formats.Table

	// Store is where the store lies or will lie: a folder, or a sealed archive if it
	// is a file. NewSealed is where a new archive is made.
	Store     string
	NewSealed string

	Lang   lang.Lang             // "": as the browser asks
	Now    func() time.Time      // in the zone of this computer
	Idle   time.Duration         // how long nobody does anything until a sealed archive is locked; 0: 15 minutes
	Sealed convert.SealedOptions // but for keys

	// MayWrite tells why a sealed archive must not be written now, if so; nil: it may be.
	MayWrite func() error

	// LimitMemory keeps the memory near what a sealed archive takes that is open, and comparing
	// it with an input, whose sizes are given in bytes (0, 0: nothing is compared); nil: nothing does.
	LimitMemory func(input, archive int64)

	// Explain returns what to say of an error.
	Explain func(error) (lang.Trouble, lang.V)
}

// Server is a window. It serves one person, in as many tabs as they like.
type Server struct {
	opt   Options
	host  string // 127.0.0.1:PORT
	base  string // "/TOKEN/"
	gate  *gate
	pages pages
	mux   *http.ServeMux

	archive *archive
	intakes intakes
	jobs    jobs

	listener net.Listener
	http     *http.Server
	quit     context.CancelFunc
	chosen   atomic.Value // the lang.Lang that the person chose
	tellsWho atomic.Bool  // the browser tells who goes to a page; see byItself

	mu      sync.Mutex
	acted   time.Time // when the person last did something
	undoing *toUndo   // what undoing a source takes out, as far as it was asked
	onLock  []func()  // what forgets what it knows of a sealed archive
	onEnd   []func()  // what tidies up behind the window
}

// idle is how long a sealed archive stays open while nobody does anything.
const idle = 15 * time.Minute

// New makes a window, which listens from now on and answers once Serve is called.
func New(ctx context.Context, opt Options) (*Server, error) {
	if opt.Idle == 0 {
		opt.Idle = idle
	}
	var lc net.ListenConfig
	l, err := lc.Listen(ctx, "tcp4", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s := &Server{opt: opt, listener: l, host: l.Addr().String(), base: "/" + secret() + "/", acted: opt.Now()}
	s.gate = newGate(s)
	if s.pages, err = s.parsePages(); err != nil {
		return nil, errors.Join(err, l.Close())
	}
	s.archive = newArchive(s)
	s.routes()
	s.http = &http.Server{
		Handler:           s.gate,
		ReadHeaderTimeout: headerTime,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    1 << 20,                    // cookies know no ports: other programs' come along
		ErrorLog:          log.New(io.Discard, "", 0), // what strangers send is nobody's news
		ConnState:         s.gate.conns.state,
		ConnContext:       withConn,
	}
	return s, nil
}

// Serve answers until ctx ends or the person ends the window.
func (s *Server) Serve(ctx context.Context) error {
	ctx, s.quit = context.WithCancel(ctx)
	defer s.quit()
	s.http.BaseContext = func(net.Listener) context.Context { return ctx }
	stop := context.AfterFunc(ctx, func() { _ = s.http.Close() }) // nobody is left to answer
	defer stop()
	err := s.http.Serve(s.listener)
	if errors.Is(err, http.ErrServerClosed) {
		err = nil
	}
	return errors.Join(err, s.close())
}

// close gives up what the window holds open.
func (s *Server) close() error {
	s.mu.Lock()
	for _, tidy := range s.onEnd {
		tidy()
	}
	s.mu.Unlock()
	s.jobs.close()
	return errors.Join(s.intakes.close(), s.archive.close())
}

// Enter returns an address that lets a browser in, once.
func (s *Server) Enter(good time.Duration) string {
	return "http://" + s.host + s.base + enterPath + s.gate.tickets.issue(s.opt.Now(), good)
}

// Entered reports whether a browser was let in.
func (s *Server) Entered() bool { return s.gate.entered.Load() }

// act notes that the person did something.
func (s *Server) act() {
	s.archive.check()
	s.mu.Lock()
	s.acted = s.opt.Now()
	s.mu.Unlock()
}

// secret returns 128 random bits as they may stand in an address.
func secret() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // it never fails
	return base64.RawURLEncoding.EncodeToString(b[:])
}
