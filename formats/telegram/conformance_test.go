package telegram

import (
	"testing"
	"time"

	"exile/formats"
	"exile/formats/formattest"
)

func TestConformance(t *testing.T) {
	// What it writes is of WhatsApp's form, whose reader is tried on it in
	// formats/all; the reader here is of what Telegram Desktop exports.
	f := Format()
	f.Reader = nil
	formattest.RunWriter(t, f,
		formats.WriteOptions{Lang: "ko", Offset: 9 * time.Hour},
		formats.WriteOptions{
			Lang: "en", Offset: -5 * time.Hour, Self: "Jiwoo Han", Names: map[string]string{"김서준": "Seojun Kim", "영업 : 김과장": "Mr Kim"},
			Values: map[string]string{"for": "android", "as-group": "true", "part": "60"},
		},
	)
}
