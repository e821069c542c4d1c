package desktop

import (
	"os"
	"testing"

	"exile/formats"
	"exile/formats/formattest"
)

func TestReader(t *testing.T) {
	formattest.Run(t, formats.Format{Name: "telegram", Reader: NewReader()}, os.DirFS("testdata"))
}
