package markdown

import (
	"testing"

	"exile/formats"
	"exile/formats/formattest"
)

func TestWriter(t *testing.T) {
	formattest.RunWriter(t, Format(),
		formats.WriteOptions{Lang: "ko"},
		formats.WriteOptions{Lang: "en", Values: map[string]string{optionNote: perMonth}},
	)
}
