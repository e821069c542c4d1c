package linedb

import (
	"os"
	"testing"
	"time"
)

// Times are shown in the zone of the computer where nobody says another.
func TestMain(m *testing.M) {
	time.Local = time.FixedZone("Asia/Tokyo", 9*60*60)
	os.Exit(m.Run())
}
