//go:build linux

package whatsapp_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
	"exile/formats/whatsapp/whatsapptest"
)

// measured are the forms that are measured: what most people have, and those in
// which more must be done for each line.
var measured = []string{"android-en-us", "android-ko", "ios-en-us", "ios-ko", "ios-ar", "ios-en-media"}

// BenchmarkRead parses texts of a million messages from the disk, both passes. Set
// the number of cores with -cpu 1.
func BenchmarkRead(b *testing.B) {
	const size = 1_000_000
	for _, v := range whatsapptest.All() {
		for _, name := range measured {
			if v.Name != name {
				continue
			}
			b.Run(fmt.Sprintf("%s/%d", v.Name, size), func(b *testing.B) {
				in := written(b, v, measuredChat(v, size))
				b.SetBytes(in.Roots[0].Files[0].Size)
				b.ReportAllocs()
				n := 0
				for b.Loop() {
					n = readAll(b, in)
				}
				if n < size {
					b.Fatalf("%d messages", n)
				}
				b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "messages/s")
			})
		}
	}
}

// measuredChat is in the language of the form, or else in Korean; in Korean's own
// forms it is mixed.
func measuredChat(v whatsapptest.Variant, size int) *formattest.Chat {
	c := formattest.Generate(formattest.Plan{Messages: size, Media: v.Media, Seconds: true})
	if v.Lang == "en" {
		return whatsapptest.English(c)
	}
	if v.Lang == "ko" {
		return mixed(c)
	}
	return c
}

// written writes the text of an export to the disk.
func written(tb testing.TB, v whatsapptest.Variant, c *formattest.Chat) formats.Input {
	tb.Helper()
	return onDisk(tb, writtenFile(tb, v, c))
}

func writtenFile(tb testing.TB, v whatsapptest.Variant, c *formattest.Chat) string {
	tb.Helper()
	name := filepath.Join(tb.TempDir(), v.File(c))
	f, err := os.Create(name)
	if err != nil {
		tb.Fatal(err)
	}
	w := bufio.NewWriter(f)
	if err := v.Write(w, c); err != nil {
		tb.Fatal(err)
	}
	if err := w.Flush(); err != nil {
		tb.Fatal(err)
	}
	if err := f.Close(); err != nil {
		tb.Fatal(err)
	}
	return name
}

func onDisk(tb testing.TB, name string) formats.Input {
	tb.Helper()
	root, err := formats.NewRoot(filepath.Dir(name), formats.RootFolder, os.DirFS(filepath.Dir(name)))
	if err != nil {
		tb.Fatal(err)
	}
	root.Name, root.Kind = filepath.Base(name), formats.RootFile
	return formats.Input{Roots: []formats.Root{root}}
}

func readAll(tb testing.TB, in formats.Input) int {
	tb.Helper()
	n := 0
	err := reader().Read(tb.Context(), in, formats.ReadOptions{Zone: time.UTC}, func(e export.Event) error {
		if _, ok := e.(*export.Message); ok {
			n++
		}
		return nil
	})
	if err != nil {
		tb.Fatal(err)
	}
	return n
}

// cost is what one reading of a file took.
type cost struct {
	Messages int     `json:"messages"`
	Seconds  float64 `json:"seconds"`
	Peak     int64   `json:"peak"` // the most memory of the process, in bytes
	CPU      float64 `json:"-"`    // seconds of all cores, those of the start of the process too
}

// BenchmarkNPM reads the same file of 100 MB with the npm package and with exile, by
// turns, each in a process of its own: megabytes a second of parsing alone, how
// many times as fast exile is, the time of all cores, which tells more where others
// use the machine, and the most memory that each process had.
func BenchmarkNPM(b *testing.B) {
	nodeModules(b)
	for _, form := range []string{"android-ko", "android-en-us", "ios-ko", "ios-en-us"} {
		b.Run(form, func(b *testing.B) {
			var name string
			for _, v := range whatsapptest.All() {
				if v.Name == form {
					name = writtenFile(b, v, sized(v))
				}
			}
			info, err := os.Stat(name)
			if err != nil {
				b.Fatal(err)
			}
			var theirs, ours cost
			for b.Loop() {
				add(&theirs, npmCost(b, name))
				add(&ours, ownCost(b, name))
			}
			if theirs.Messages != ours.Messages {
				b.Errorf("exile read %d messages, npm %d", ours.Messages, theirs.Messages)
			}
			mb := float64(info.Size()) * float64(b.N) / 1e6
			b.ReportMetric(mb/theirs.Seconds, "npm-MB/s")
			b.ReportMetric(mb/ours.Seconds, "exile-MB/s")
			b.ReportMetric(theirs.Seconds/ours.Seconds, "times-npm")
			b.ReportMetric(theirs.CPU/float64(b.N), "npm-cpu-s")
			b.ReportMetric(ours.CPU/float64(b.N), "exile-cpu-s")
			b.ReportMetric(float64(theirs.Peak)/1e6, "npm-peak-MB")
			b.ReportMetric(float64(ours.Peak)/1e6, "exile-peak-MB")
			b.ReportMetric(0, "ns/op") // of both together: it says nothing
		})
	}
}

// sized is a chat of about 100 MB in a form.
func sized(v whatsapptest.Variant) *formattest.Chat {
	const want, sample = 100_000_000, 20_000
	var text strings.Builder
	if err := v.Write(&text, measuredChat(v, sample)); err != nil {
		return nil
	}
	return measuredChat(v, sample*(want/1000)/(text.Len()/1000))
}

func add(sum *cost, c cost) {
	sum.Messages = c.Messages
	sum.Seconds += c.Seconds
	sum.CPU += c.CPU
	sum.Peak = max(sum.Peak, c.Peak)
}

func npmCost(b *testing.B, name string) (c cost) {
	b.Helper()
	printed, used := npm(b, "measure", name)
	if err := json.Unmarshal(printed, &c); err != nil {
		b.Fatal(err)
	}
	c.CPU = cpuOf(used)
	return c
}

// ownCost runs TestReadAlone in a process of its own.
func ownCost(b *testing.B, name string) (c cost) {
	b.Helper()
	cmd := exec.CommandContext(b.Context(), os.Args[0], "-test.run=^TestReadAlone$", "-test.v")
	cmd.Env = append(os.Environ(), "EXILE_WHATSAPP_ALONE="+name)
	printed, err := cmd.CombinedOutput()
	if err != nil {
		b.Fatalf("run itself: %v\n%s", err, printed)
	}
	_, told, _ := strings.Cut(string(printed), "cost ")
	if err := json.NewDecoder(strings.NewReader(told)).Decode(&c); err != nil {
		b.Fatal(err)
	}
	c.CPU = cpuOf(cmd.ProcessState)
	usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		b.Fatal("the system does not tell what a process used")
	}
	c.Peak = usage.Maxrss * 1024
	return c
}

func cpuOf(p *os.ProcessState) float64 { return (p.UserTime() + p.SystemTime()).Seconds() }

// TestReadAlone reads one file and nothing else, for who measures the process.
func TestReadAlone(t *testing.T) {
	name := os.Getenv("EXILE_WHATSAPP_ALONE")
	if name == "" {
		t.Skip("EXILE_WHATSAPP_ALONE is not set: it is for BenchmarkNPM")
	}
	in := onDisk(t, name)
	start := time.Now()
	c := cost{Messages: readAll(t, in)}
	c.Seconds = time.Since(start).Seconds()
	told, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("cost %s", told)
}
