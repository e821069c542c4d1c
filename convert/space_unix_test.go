//go:build darwin || freebsd || linux

package convert

import (
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// It is what df says of the same folder.
func TestFreeSpace(t *testing.T) {
	dir := t.TempDir()
	free, ok := freeSpace(dir)
	if !ok {
		t.Fatal("not known")
	}
	if _, ok := freeSpace(filepath.Join(dir, "no")); ok {
		t.Error("known of a folder that is not there")
	}
	out, err := exec.CommandContext(t.Context(), "df", "-Pk", dir).Output()
	if err != nil {
		t.Skip("there is no df to compare with: ", err)
	}
	fields := strings.Fields(string(out)[strings.IndexByte(string(out), '\n'):])
	kib, err := strconv.ParseInt(fields[3], 10, 64)
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	const drift = 2 << 30 // others write meanwhile
	if diff := free - kib<<10; diff < -drift || diff > drift {
		t.Errorf("%d bytes; df says %d", free, kib<<10)
	}
}
