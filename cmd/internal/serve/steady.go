//go:build cgo

package serve

import (
	"io"
	"net/http"
	"time"
)

// patience is how long a browser may take to read or to send the next piece. There is no bound for
// the whole: a folder of photos takes its time.
const patience = time.Minute

// steadyWriter ends a connection whose other end has stopped reading.
type steadyWriter struct {
	http.ResponseWriter
	control *http.ResponseController
	begun   bool // something was answered
}

// WriteHeader begins the answer.
func (w *steadyWriter) WriteHeader(status int) {
	w.begun = true
	w.ResponseWriter.WriteHeader(status)
}

// Write writes a piece.
func (w *steadyWriter) Write(p []byte) (int, error) {
	w.begun = true
	_ = w.control.SetWriteDeadline(soon())
	return w.ResponseWriter.Write(p)
}

// cut ends the connection, so that nobody takes an answer for whole that is not.
func (w *steadyWriter) cut() {
	if conn, _, err := w.control.Hijack(); err == nil {
		_ = conn.Close()
	}
}

// Unwrap is for http.ResponseController.
func (w *steadyWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// steadyBody ends a request whose other end has stopped sending.
type steadyBody struct {
	io.ReadCloser
	control *http.ResponseController
}

// Read reads a piece. Where there is no more the bound ends: from then on net/http listens whether the
// other end goes away, and takes a bound that has passed for just that.
func (b *steadyBody) Read(p []byte) (int, error) {
	_ = b.control.SetReadDeadline(soon())
	n, err := b.ReadCloser.Read(p)
	if err != nil {
		_ = b.control.SetReadDeadline(time.Time{})
	}
	return n, err
}

func soon() time.Time {
	return time.Now().Add(patience) //nolint:forbidigo // connections go by the true clock
}
