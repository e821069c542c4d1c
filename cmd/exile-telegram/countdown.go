package main

import (
	"fmt"
	"io"
	"sync"
	"time"

	"exile/cmd/internal/console"
	"exile/cmd/internal/lang"
	"exile/convert/telegram"
)

// another is by how much the end of a wait moves where it is another one.
const another = 30 * time.Second

// countdown tells what is waited for: on a terminal by one line that counts down,
// elsewhere by a line for each wait.
type countdown struct {
	app *app

	mu    sync.Mutex // the library waits in goroutines of its own
	shown int        // columns of the line that stands there
	last  telegram.WaitReason
	until time.Time
}

// tell is told of every wait, about once a second.
func (c *countdown) tell(w telegram.Wait) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.app.quiet || c.app.json {
		return
	}
	if w.Left <= 0 {
		c.wipe()
		c.last = ""
		return
	}
	line := c.line(w)
	if !c.app.showsProgress() {
		if w.Why != c.last || w.Until.Sub(c.until).Abs() > another {
			c.app.talk(line)
			c.last, c.until = w.Why, w.Until
		}
		return
	}
	c.app.clearBar()
	line = console.Short(line, console.Columns(c.app.stderr)-1)
	_, _ = io.WriteString(c.app.stderr, "\r"+line+"\x1b[K")
	c.shown = len(line)
}

func (c *countdown) line(w telegram.Wait) string {
	return c.app.say(lang.Waiting, lang.V{
		"left":  clockOf(w.Left),
		"clock": w.Until.Local().Format("15:04"),
		"why":   c.app.reason(w.Why),
	})
}

// clear takes the line away, so that other words can be printed.
func (c *countdown) clear() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.wipe()
}

func (c *countdown) wipe() {
	if c.shown > 0 {
		_, _ = io.WriteString(c.app.stderr, "\r\x1b[K")
		c.shown = 0
	}
}

// clockOf writes a time as a clock that counts down: 1:10:00, 4:59.
func clockOf(d time.Duration) string {
	s := int64((d + time.Second - 1) / time.Second)
	if s >= 3600 {
		return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
	}
	return fmt.Sprintf("%d:%02d", s/60, s%60)
}

// reason says why to wait.
func (a *app) reason(why telegram.WaitReason) string {
	switch why {
	case telegram.WaitFlood:
		return a.say(lang.WaitFlood, nil)
	case telegram.WaitImport:
		return a.say(lang.WaitImport, nil)
	case telegram.WaitPace:
		return a.say(lang.WaitPace, nil)
	case telegram.WaitPeerPace:
		return a.say(lang.WaitPeerPace, nil)
	case telegram.WaitAfterError:
		return a.say(lang.WaitAfterError, nil)
	case telegram.WaitAppear:
		return a.say(lang.WaitAppear, nil)
	case telegram.WaitServer:
		return a.say(lang.WaitServer, nil)
	}
	return console.Clean(string(why))
}
