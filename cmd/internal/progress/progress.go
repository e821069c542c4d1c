// Package progress draws how far a run has come. Whoever calls it has made sure
// that there is a terminal.
package progress

import (
	"io"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
)

// redraw is how often the bar is drawn at most: updates come far more often.
const redraw = 100 * time.Millisecond

// State is how far a stage has come.
type State struct {
	Title string // of the stage; another title starts another bar
	Done  int64
	Total int64 // 0: unknown
	Bytes bool  // Done and Total are bytes, not messages
	Note  string
}

// Bar draws one stage after another on one line. Its methods may be called from
// any goroutine.
type Bar struct {
	w     io.Writer
	mu    sync.Mutex
	bar   *progressbar.ProgressBar
	state State
}

// New returns a bar that draws on w. Nothing is drawn before the first Update.
func New(w io.Writer) *Bar { return &Bar{w: w} }

// Update shows a state.
func (b *Bar) Update(s State) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.bar == nil || b.state.Title != s.Title || b.state.Total != s.Total {
		b.clear()
		b.bar = newBar(b.w, s)
	}
	if text := s.text(); text != b.state.text() {
		b.bar.Describe(text)
	}
	b.state = s
	_ = b.bar.Set64(s.Done) // a bar that cannot be drawn stops nothing
}

// Clear takes the bar away, so that other words can be printed.
func (b *Bar) Clear() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.clear()
}

func (b *Bar) clear() {
	if b.bar != nil {
		_ = b.bar.Clear()
		b.bar = nil
	}
}

func (s State) text() string {
	if s.Note == "" {
		return s.Title
	}
	return s.Title + " · " + s.Note
}

func newBar(w io.Writer, s State) *progressbar.ProgressBar {
	total := s.Total
	if total <= 0 {
		total = -1
	}
	options := []progressbar.Option{
		progressbar.OptionSetWriter(w),
		progressbar.OptionSetDescription(s.text()),
		progressbar.OptionShowBytes(s.Bytes),
		progressbar.OptionShowCount(),
		progressbar.OptionSetPredictTime(true),
		progressbar.OptionSetWidth(20),
		progressbar.OptionThrottle(redraw),
	}
	if !s.Bytes { // bytes bring a rate of their own
		options = append(options, progressbar.OptionShowIts(), progressbar.OptionSetItsString("msg"))
	}
	return progressbar.NewOptions64(total, options...)
}
