package desktop

import (
	"testing"

	"exile/formats"
	"exile/formats/formattest"
)

func TestWriterConformance(t *testing.T) {
	formattest.RunWriter(t, Format(),
		formats.WriteOptions{Lang: "ko"},
		formats.WriteOptions{Lang: "en", Self: "Jiwoo Han", Names: map[string]string{"김서준": "Seojun Kim"}},
	)
}
