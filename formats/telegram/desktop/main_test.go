package desktop

import (
	"os"
	"testing"
	"time"
)

// TestMain sets a zone for exports that state none, so that no test depends on the
// computer.
func TestMain(m *testing.M) {
	time.Local = time.FixedZone("Test/Plus3", 3*60*60)
	os.Exit(m.Run())
}
