//go:build cgo

package serve

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

// bounded is the other end of an answer, which notes its bounds.
type bounded struct {
	http.ResponseWriter
	reading []time.Time
}

func (b *bounded) SetReadDeadline(t time.Time) error {
	b.reading = append(b.reading, t)
	return nil
}

// What is sent comes piece by piece, each in its time; once all is there, whatever is done with it may take
// longer than that.
func TestSteadyBody(t *testing.T) {
	var end bounded
	body := &steadyBody{ReadCloser: io.NopCloser(strings.NewReader("all that was sent")), control: http.NewResponseController(&end)}
	if data, err := io.ReadAll(body); err != nil || string(data) != "all that was sent" {
		t.Fatal(string(data), err)
	}
	last := len(end.reading) - 1
	if last < 1 || time.Until(end.reading[0]) > patience || !end.reading[last].IsZero() {
		t.Errorf("bounds: %v", end.reading)
	}
}
