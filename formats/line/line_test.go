package line_test

import (
	"os"
	"testing"

	"exile/formats/formattest"
	"exile/formats/line"
)

func TestFormat(t *testing.T) {
	formattest.Run(t, line.Format(), os.DirFS("testdata"))
}
