package line

import (
	"os"
	"testing"
	"time"
)

// Texts state no zone, and the computer's is assumed: the tests have one of their own.
func TestMain(m *testing.M) {
	time.Local = time.FixedZone("Asia/Tokyo", 9*60*60) //nolint:gosmopolitan // see above
	os.Exit(m.Run())
}
