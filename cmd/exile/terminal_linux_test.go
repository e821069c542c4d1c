//go:build cgo

package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// terminal is a pseudoterminal with somebody at it.
type terminal struct {
	t     *testing.T
	hand  *os.File // the person's side
	slave *os.File // the program's side

	mu    sync.Mutex
	seen  string // what the screen has shown and was not yet waited for
	whole string
	wake  chan struct{}
}

func newTerminal(t *testing.T) *terminal {
	t.Helper()
	hand, err := os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Skip("there are no pseudoterminals here: ", err)
	}
	if err := unix.IoctlSetPointerInt(int(hand.Fd()), unix.TIOCSPTLCK, 0); err != nil {
		t.Fatal(err)
	}
	n, err := unix.IoctlGetUint32(int(hand.Fd()), unix.TIOCGPTN)
	if err != nil {
		t.Fatal(err)
	}
	slave, err := os.OpenFile("/dev/pts/"+strconv.Itoa(int(n)), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Skip("there are no pseudoterminals here: ", err)
	}
	term := &terminal{t: t, hand: hand, slave: slave, wake: make(chan struct{}, 1)}
	t.Cleanup(func() { _, _ = slave.Close(), hand.Close() })
	go term.watch()
	return term
}

func (p *terminal) watch() {
	buf := make([]byte, 4096)
	for {
		n, err := p.hand.Read(buf)
		p.mu.Lock()
		p.seen += string(buf[:n])
		p.whole += string(buf[:n])
		p.mu.Unlock()
		select {
		case p.wake <- struct{}{}:
		default:
		}
		if err != nil {
			return
		}
	}
}

// wait waits until the screen shows a text, and returns what stood before it.
func (p *terminal) wait(text string) string {
	p.t.Helper()
	late := time.After(2 * time.Minute)
	for {
		p.mu.Lock()
		before, after, ok := strings.Cut(p.seen, text)
		if ok {
			p.seen = after
		}
		seen := p.seen
		p.mu.Unlock()
		if ok {
			return before
		}
		select {
		case <-p.wake:
		case <-late:
			p.t.Fatalf("the screen never showed %q, but %q", text, seen)
		}
	}
}

// enter waits for a question and answers it.
func (p *terminal) enter(question, answer string) {
	p.t.Helper()
	p.wait(question)
	if _, err := fmt.Fprintf(p.hand, "%s\n", answer); err != nil {
		p.t.Fatal(err)
	}
}

// screen is all that was ever shown.
func (p *terminal) screen() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.whole
}

// echoes reports whether the terminal shows what is typed.
func (p *terminal) echoes() bool {
	p.t.Helper()
	s, err := unix.IoctlGetTermios(int(p.slave.Fd()), unix.TCGETS)
	if err != nil {
		p.t.Fatal(err)
	}
	return s.Lflag&unix.ECHO != 0
}
