//go:build linux

package telegram_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"exile/convert/telegram"
	"exile/convert/telegram/telegramtest"
	"exile/export"
)

const (
	benchDir      = "EXILE_TEST_BENCH_DIR"
	benchMessages = 10_000
	benchFiles    = 1_000
	benchFileSize = 100_000
	maxRSS        = 150 << 20
)

// benchBundle is 10,000 messages, every tenth of them a small file.
func benchBundle() *bundle {
	b := newBundle()
	b.chat("큰 모임", true)
	all := make([]said, 0, benchMessages)
	for i := range benchMessages {
		who := []string{"Minjun Kim", "Seo-yeon Lee"}[i%2]
		if i%(benchMessages/benchFiles) == 0 {
			all = append(all, attach(who, fmt.Sprintf("%08d-PHOTO.jpg", i), export.FilePhoto, noise(uint64(i), "\xff\xd8\xff\xe0", benchFileSize)))
			continue
		}
		all = append(all, said{who: who, text: fmt.Sprintf("오늘은 %d번째로 하는 말이에요. 저녁에 다 같이 모여요!", i)})
	}
	b.part(time.Date(2024, 1, 15, 0, 0, 0, 0, time.UTC), all...)
	return b
}

// TestBenchPush is no test of its own: it is the process that BenchmarkPush measures.
// It reads the bundle from a file as a courier does from a pipe.
func TestBenchPush(t *testing.T) {
	dir := os.Getenv(benchDir)
	if dir == "" {
		t.Skip("started by BenchmarkPush")
	}
	f, err := os.Open(filepath.Join(dir, "bundle"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := pushStream(t, dir, f, true); err != nil {
		t.Fatal(err)
	}
	// Not what the parent could ask for: that counts the memory it had itself when it
	// started this process.
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "status"), status, 0o600); err != nil {
		t.Fatal(err)
	}
}

// peakOf is the most memory that the process of a folder had, in bytes.
func peakOf(b *testing.B, dir string) int64 {
	b.Helper()
	status, err := os.ReadFile(filepath.Join(dir, "status"))
	if err != nil {
		b.Fatal(err)
	}
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			kib, err := strconv.ParseInt(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(rest), "kB")), 10, 64)
			if err != nil {
				b.Fatal(err)
			}
			return kib << 10
		}
	}
	b.Fatal("no figure of its memory")
	return 0
}

// BenchmarkPush pushes 10,000 messages and 1,000 files to the test server, from a
// process of its own whose memory is measured.
func BenchmarkPush(b *testing.B) {
	var peak int64
	var took time.Duration
	for range b.N {
		b.StopTimer()
		dir, world := benchRig(b)
		cmd := exec.CommandContext(b.Context(), os.Args[0], "-test.run=^TestBenchPush$")
		cmd.Env = append(os.Environ(), benchDir+"="+dir)
		b.StartTimer()
		began := time.Now()
		out, err := cmd.CombinedOutput()
		took += time.Since(began)
		if err != nil {
			b.Fatalf("%v: %s", err, out)
		}
		peak = max(peak, peakOf(b, dir))
		n := 0
		for _, m := range world.History(world.Chats()[0].ID) {
			if m.Imported {
				n++
			}
		}
		if n != benchMessages {
			b.Fatalf("%d messages arrived", n)
		}
	}
	perPush := took.Seconds() / float64(b.N)
	b.ReportMetric(benchMessages/perPush, "messages/s")
	b.ReportMetric(benchFiles/perPush, "files/s")
	b.ReportMetric(float64(peak)/(1<<20), "MiB-peak")
	if peak > maxRSS {
		b.Errorf("it took %d MiB of memory", peak>>20)
	}
}

// benchRig makes a folder with everything that a push needs.
func benchRig(b *testing.B) (string, *telegramtest.World) {
	b.Helper()
	dir, world := b.TempDir(), telegramtest.NewWorld()
	world.Contact("Seo-yeon", "Lee", true)
	world.SetPassword("")
	srv := telegramtest.Start(b, world)
	opt := optionsOf(srv)
	k, err := telegram.OpenKeep(filepath.Join(dir, "keep"))
	if err != nil {
		b.Fatal(err)
	}
	if err := k.Create(testApp(), testPass, testWork); err != nil {
		b.Fatal(err)
	}
	err = within(b, k, opt, func(ctx context.Context, c *telegram.Client) error {
		_, err := c.SignIn(ctx, rightAsker())
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	all := benchBundle()
	p := planOf(b, k, opt, all, telegram.Want{})
	plan, err := os.Create(filepath.Join(dir, "plan.json"))
	if err != nil {
		b.Fatal(err)
	}
	stream, err := os.Create(filepath.Join(dir, "bundle"))
	if err != nil {
		b.Fatal(err)
	}
	err = errors.Join(p.Write(plan), plan.Close(), all.write(stream, &all.m), stream.Close(), k.Close(),
		srv.WriteConnection(filepath.Join(dir, "server.json")))
	if err != nil {
		b.Fatal(err)
	}
	return dir, world
}
