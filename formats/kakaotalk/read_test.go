package kakaotalk_test

import (
	"os"
	"testing"

	"exile/formats/formattest"
	"exile/formats/kakaotalk"
)

func TestFormat(t *testing.T) {
	formattest.Run(t, kakaotalk.Format(), os.DirFS("testdata"))
}
