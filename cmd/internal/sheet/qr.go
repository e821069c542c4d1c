package sheet

import (
	"fmt"
	"html/template"
	"image/color"
	"strings"

	"github.com/boombuler/barcode/qr"
)

// quiet is the empty border that a QR code must have, in modules.
const quiet = 4

// drawQR draws a text as a QR code in SVG: one path, a unit a module. A quarter of
// it may be stained. Only digits, capitals and -+./:$*% and space can stand in it.
func drawQR(text string) (template.HTML, error) {
	code, err := qr.Encode(text, qr.Q, qr.AlphaNumeric)
	if err != nil {
		return "", fmt.Errorf("draw qr code: %w", err)
	}
	size := code.Bounds().Dx()
	black := func(x, y int) bool { return x < size && code.At(x, y) == color.Color(color.Black) }
	var path strings.Builder
	for y := range size {
		for x := 0; x < size; x++ {
			width := 0
			for black(x+width, y) {
				width++
			}
			if width > 0 {
				fmt.Fprintf(&path, "M%d %dh%dv1h-%dz", x+quiet, y+quiet, width, width)
				x += width
			}
		}
	}
	side := size + 2*quiet
	return template.HTML(fmt.Sprintf( //nolint:gosec // numbers alone
		`<svg class="qr" viewBox="0 0 %d %d" shape-rendering="crispEdges" role="img" aria-label="QR"><path d="M0 0h%dv%dh-%dz" fill="#fff"/><path d="%s" fill="#000"/></svg>`,
		side, side, side, side, side, path.String())), nil
}
