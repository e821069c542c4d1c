//go:build cgo

package serve

import (
	"context"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"time"
)

// ticketTime is how long the file that opens the window does so.
const ticketTime = time.Minute

// OpenBrowser opens the window in the person's browser, by a file in dir that only they
// can read and that sends the browser on. The file is gone after a minute, or with the window.
func (s *Server) OpenBrowser(ctx context.Context, dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	path := filepath.Join(dir, "exile-"+secret()+".html")
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	remove := func() { _ = os.Remove(path) }
	time.AfterFunc(ticketTime, remove)
	s.mu.Lock()
	s.onEnd = append(s.onEnd, remove)
	s.mu.Unlock()
	to := html.EscapeString(s.Enter(ticketTime))
	_, err = fmt.Fprintf(f, "<!DOCTYPE html>\n<meta charset=\"utf-8\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<title>exile</title>\n"+
		"<meta http-equiv=\"refresh\" content=\"0; url=%s\">\n<a href=\"%s\">exile</a>\n", to, to)
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = start(ctx, path)
	}
	if err != nil {
		remove()
	}
	return err
}
