package main

import (
	"fmt"
	"image/color"
	"io"
	"strings"
	"time"

	"github.com/boombuler/barcode"
	"github.com/boombuler/barcode/qr"

	"exile/cmd/internal/lang"
)

// quiet is the empty border that a QR code must have, in modules.
const quiet = 4

// qrScreen shows one QR code after another in the same place of a terminal.
type qrScreen struct {
	*app
	lines int // of the code that stands there
}

// show draws a code in the place of the one before.
func (q *qrScreen) show(url string, until time.Time) error {
	_, out, done, ok := q.terminal()
	if !ok {
		return errNobody
	}
	defer done()
	code, err := qr.Encode(url, qr.L, qr.Unicode)
	if err != nil {
		return fmt.Errorf("draw qr code: %w", err)
	}
	var b strings.Builder
	if q.lines > 0 {
		fmt.Fprintf(&b, "\x1b[%dA\x1b[J", q.lines)
	}
	left := int64(until.Sub(q.now())/time.Second) + 1
	text := q.say(lang.ScanQR, nil) + "\n" + halfBlocks(code) + q.say(lang.QRUntil, lang.V{"n": max(left, 1)}) + "\n"
	q.lines = strings.Count(text, "\n")
	b.WriteString(text)
	_, err = io.WriteString(out, b.String())
	return err
}

// halfBlocks draws a code with two modules above each other in a letter. It names
// black and white itself, so that it can be scanned on a dark terminal and on a
// light one.
func halfBlocks(code barcode.Barcode) string {
	const (
		colours = "\x1b[38;5;16;48;5;231m" // black on white
		plain   = "\x1b[0m"
	)
	size := code.Bounds().Dx()
	black := func(x, y int) bool {
		return x >= 0 && y >= 0 && x < size && y < size && code.At(x, y) == color.Color(color.Black)
	}
	var b strings.Builder
	for y := -quiet; y < size+quiet; y += 2 {
		b.WriteString(colours)
		for x := -quiet; x < size+quiet; x++ {
			switch upper, lower := black(x, y), black(x, y+1); {
			case upper && lower:
				b.WriteString("█")
			case upper:
				b.WriteString("▀")
			case lower:
				b.WriteString("▄")
			default:
				b.WriteString(" ")
			}
		}
		b.WriteString(plain + "\n")
	}
	return b.String()
}
