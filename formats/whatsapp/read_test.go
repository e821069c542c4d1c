package whatsapp

import (
	"os"
	"testing"
	"time"

	"exile/formats/formattest"
)

// TestMain puts every machine where the fixtures were written: an export states no
// zone, so the reader takes that of the machine.
func TestMain(m *testing.M) {
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		zone = time.FixedZone("Europe/Berlin", 60*60)
	}
	time.Local = zone
	os.Exit(m.Run())
}

func TestRead(t *testing.T) { formattest.Run(t, Format(), os.DirFS("testdata")) }
