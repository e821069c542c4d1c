package crypto_test

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"exile/crypto"
)

// It is asked of a second process, since it cannot be taken back in this one.
func TestNoCoreDumps(t *testing.T) {
	const child = "EXILE_TEST_NO_CORE_DUMPS"
	if os.Getenv(child) != "" {
		before := coreState(t)
		if err := crypto.NoCoreDumps(); err != nil {
			t.Fatal(err)
		}
		fmt.Printf("before: %s\nafter: %s\n", before, coreState(t))
		return
	}
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestNoCoreDumps$", "-test.count=1")
	cmd.Env = append(os.Environ(), child+"=1")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	text := string(out)
	if !strings.Contains(text, "\nafter: 0 0 bytes, dumpable 0\n") {
		t.Errorf("%s", text)
	}
	if !strings.Contains(text, "dumpable 1\nafter:") {
		t.Errorf("it was not dumpable to begin with, so this shows nothing: %s", text)
	}
}

// coreState is what the kernel says: the limits for core files and whether this
// process may be dumped.
func coreState(t *testing.T) string {
	t.Helper()
	limits, err := os.ReadFile("/proc/self/limits")
	if err != nil {
		t.Fatal(err)
	}
	state := ""
	for line := range strings.Lines(string(limits)) {
		if rest, ok := strings.CutPrefix(line, "Max core file size"); ok {
			state = strings.Join(strings.Fields(rest), " ")
		}
	}
	dumpable, err := unix.PrctlRetInt(unix.PR_GET_DUMPABLE, 0, 0, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%s, dumpable %d", state, dumpable)
}
