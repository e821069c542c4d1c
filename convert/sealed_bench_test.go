//go:build cgo

package convert_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"exile/convert"
	"exile/crypto"
	"exile/export"
	"exile/export/store"
	"exile/formats"
	"exile/formats/formattest"
	"exile/formats/kakaotalk"
	"exile/formats/kakaotalk/kakaotest"
)

// benchMessages is how many messages the store has besides a chat of 5,000:
// EXILE_BENCH_MESSAGES, by default 100,000.
func benchMessages(b *testing.B) int {
	b.Helper()
	s := os.Getenv("EXILE_BENCH_MESSAGES")
	if s == "" {
		return 100_000
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		b.Fatal(err)
	}
	return n
}

const smallChat = "작은 방"

// sealedBench is a store in a folder and the same store sealed.
type sealedBench struct {
	n     int
	dir   string
	plain string
	path  string
	opt   convert.SealedOptions
	to    []crypto.Recipient
}

// BenchmarkSealed compares what is done in a sealed archive with the same in the
// clear, in the same run: x/plain is how many times as long it takes, by the medians.
// peak-MB is the memory of the process while it does the former, of which
// up to 64 MiB are the cache. It is all that lives long, so without a limit the
// collector would let the heap grow to three times that.
func BenchmarkSealed(b *testing.B) {
	debug.SetGCPercent(200) // as cmd/exile does
	limit := debug.SetMemoryLimit((64 + 32) << 20)
	defer debug.SetMemoryLimit(limit)
	s := newSealedBench(b)
	b.Run("OpenFirstRow", s.openFirstRow)
	b.Run("OneChat5000", s.oneChat)
	b.Run("FullScan", s.fullScan)
	b.Run("Verify", s.verify)
	b.Run("Seal", s.seal)
	b.Run("AddMore", s.addMore)
	b.Run("AddNew", s.addNew)
}

func newSealedBench(b *testing.B) *sealedBench {
	b.Helper()
	key, err := crypto.GenerateKey(false)
	if err != nil {
		b.Fatal(err)
	}
	ids, _, err := crypto.ParseIdentities(b.Context(), strings.NewReader(key.Identity), nil, 0)
	if err != nil {
		b.Fatal(err)
	}
	dir := b.TempDir()
	s := &sealedBench{
		n: benchMessages(b), dir: dir, plain: filepath.Join(dir, "s.exile"), path: filepath.Join(dir, "s.exile.age"),
		opt: convert.SealedOptions{Identities: ids}, to: []crypto.Recipient{key.Recipient},
	}
	st, err := store.Create(s.plain)
	if err != nil {
		b.Fatal(err)
	}
	for _, plan := range []formattest.Plan{{Messages: s.n}, {Messages: 5000, Title: smallChat, Seed: 7}} {
		path := s.export(b, plan)
		err = errors.Join(err, addExport(b.Context(), st, path), os.Remove(path))
	}
	if err == nil {
		_, err = convert.Seal(b.Context(), st, s.path, convert.SealOptions{SealedOptions: s.opt, To: s.to})
	}
	if err = errors.Join(err, st.Close()); err != nil {
		b.Fatal(err)
	}
	return s
}

// export writes a chat as an export, message by message.
func (s *sealedBench) export(b *testing.B, plan formattest.Plan) string {
	b.Helper()
	path := filepath.Join(s.dir, "KakaoTalkChats.txt")
	f, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	w := bufio.NewWriter(f)
	err = kakaotest.Android[0].Write(w, formattest.Generate(plan))
	if err = errors.Join(err, w.Flush(), f.Close()); err != nil {
		b.Fatal(err)
	}
	return path
}

func addExport(ctx context.Context, st *store.Store, path string) error {
	ins, err := convert.Open(ctx, []string{path}, convert.OpenOptions{})
	if err != nil {
		return err
	}
	defer convert.CloseAll(ins)
	e := convert.Engine{Formats: formats.Table{kakaotalk.Format()}}
	_, err = e.Add(ctx, ins[0], st, convert.InOptions{}) // no originals: what is compared is the database
	return err
}

// compare runs both after prepare, in turn, and reports the median time of each.
func compare(b *testing.B, prepare, sealed, plain func() error) {
	b.Helper()
	var times [2][]time.Duration
	peak := 0.0
	for b.Loop() {
		for i, run := range []func() error{plain, sealed} {
			if err := prepare(); err != nil {
				b.Fatal(err)
			}
			took, mb := timed(b, run)
			times[i] = append(times[i], took)
			if i == 1 {
				peak = max(peak, mb)
			}
		}
	}
	p, s := median(times[0]), median(times[1])
	b.ReportMetric(float64(p.Microseconds())/1000, "plain-ms")
	b.ReportMetric(float64(s.Microseconds())/1000, "sealed-ms")
	b.ReportMetric(float64(s)/float64(p), "x/plain")
	b.ReportMetric(peak, "peak-MB")
}

func median(times []time.Duration) time.Duration {
	slices.Sort(times)
	return times[len(times)/2]
}

// timed tells how long something takes and how much memory the process has
// meanwhile.
func timed(b *testing.B, run func() error) (time.Duration, float64) {
	b.Helper()
	debug.FreeOSMemory()
	_ = os.WriteFile("/proc/self/clear_refs", []byte("5"), 0) // forget the peak so far
	began := time.Now()
	if err := run(); err != nil {
		b.Fatal(err)
	}
	took := time.Since(began)
	mb, _ := peakMemory()
	return took, mb
}

func nothing() error { return nil }

// read runs f on the store in the folder and on the sealed one.
func (s *sealedBench) read(b *testing.B, f func(v *store.View) error) {
	b.Helper()
	compare(b, nothing, func() error {
		a, err := convert.OpenSealed(s.path, s.opt)
		if err != nil {
			return err
		}
		st, err := a.Store(store.ReadOnly)
		if err == nil {
			err = f(st.View())
		}
		return errors.Join(err, a.Close())
	}, func() error {
		st, err := store.Open(s.plain, store.ReadOnly)
		if err != nil {
			return err
		}
		return errors.Join(f(st.View()), st.Close())
	})
}

func messages(ctx context.Context, v *store.View, want func(c *export.Chat) bool, most int) (int, error) {
	chats, err := v.Chats(ctx)
	if err != nil {
		return 0, err
	}
	n := 0
	for i := range chats {
		if !want(&chats[i]) {
			continue
		}
		for _, err := range v.Messages(ctx, chats[i].Ref, export.Range{}) {
			if err != nil {
				return n, err
			}
			if n++; n == most {
				return n, nil
			}
		}
	}
	return n, nil
}

// counted reads messages and wants that many.
func counted(ctx context.Context, n, most int, want func(c *export.Chat) bool) func(v *store.View) error {
	return func(v *store.View) error {
		got, err := messages(ctx, v, want, most)
		if err == nil && got != n {
			err = fmt.Errorf("%d messages", got)
		}
		return err
	}
}

func (s *sealedBench) openFirstRow(b *testing.B) {
	s.read(b, counted(b.Context(), 1, 1, func(c *export.Chat) bool { return c.Title != smallChat }))
}

func (s *sealedBench) oneChat(b *testing.B) {
	s.read(b, counted(b.Context(), 5000, 0, func(c *export.Chat) bool { return c.Title == smallChat }))
}

func (s *sealedBench) fullScan(b *testing.B) {
	s.read(b, counted(b.Context(), s.n+5000, 0, func(*export.Chat) bool { return true }))
}

func (s *sealedBench) verify(b *testing.B) {
	sound := func(check *store.Check, err error) error {
		if err == nil && !check.OK() {
			err = fmt.Errorf("%+v", check)
		}
		return err
	}
	compare(b, nothing, func() error {
		a, err := convert.OpenSealed(s.path, s.opt)
		if err != nil {
			return err
		}
		return errors.Join(sound(a.Verify(b.Context(), nil)), a.Close())
	}, func() error {
		st, err := store.Open(s.plain, store.ReadOnly)
		if err != nil {
			return err
		}
		return errors.Join(sound(st.Verify(b.Context(), nil)), st.Close())
	})
}

// seal seals the store beside a copy of its database.
func (s *sealedBench) seal(b *testing.B) {
	out, copied := filepath.Join(s.dir, "again.exile.age"), filepath.Join(s.dir, "copy.db")
	compare(b, nothing, func() error {
		st, err := store.Open(s.plain, store.ReadWrite)
		if err != nil {
			return err
		}
		_, err = convert.Seal(b.Context(), st, out, convert.SealOptions{SealedOptions: s.opt, To: s.to})
		return errors.Join(err, st.Close(), os.Remove(out))
	}, func() error {
		return errors.Join(copySynced(filepath.Join(s.plain, "chats.db"), copied), os.Remove(copied))
	})
}

func copySynced(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	_, err = io.Copy(struct{ io.Writer }{out}, in) // through memory, as sealing does: not by the file system alone
	return errors.Join(err, out.Sync(), out.Close())
}

// addMore adds a tenth to the archive; in the clear, to a store of which a copy
// is then made.
func (s *sealedBench) addMore(b *testing.B) {
	path := s.export(b, formattest.Plan{Messages: s.n / 10, Seed: 3, Title: "another room"})
	archive, folder := s.more()
	compare(b, func() error {
		return errors.Join(
			os.RemoveAll(archive), os.RemoveAll(folder), os.Mkdir(folder, 0o700), copySynced(s.path, archive),
			copySynced(filepath.Join(s.plain, "chats.db"), filepath.Join(folder, "chats.db")),
		)
	}, func() error {
		a, err := convert.OpenSealedForWriting(archive, s.opt)
		return s.addSealed(b.Context(), path, a, err)
	}, func() error {
		st, err := store.Open(folder, store.ReadWrite)
		return s.addPlain(b.Context(), path, st, err)
	})
}

// addNew does it with an archive, and a store, that are not there yet.
func (s *sealedBench) addNew(b *testing.B) {
	path := s.export(b, formattest.Plan{Messages: s.n})
	archive, folder := s.more()
	compare(b, func() error {
		return errors.Join(os.RemoveAll(archive), os.RemoveAll(folder))
	}, func() error {
		a, err := convert.NewSealed(archive, s.opt)
		return s.addSealed(b.Context(), path, a, err)
	}, func() error {
		st, err := store.Create(folder)
		return s.addPlain(b.Context(), path, st, err)
	})
}

func (s *sealedBench) more() (archive, folder string) {
	return filepath.Join(s.dir, "more.exile.age"), filepath.Join(s.dir, "more.exile")
}

func (s *sealedBench) addPlain(ctx context.Context, path string, st *store.Store, err error) error {
	if err != nil {
		return err
	}
	if err := errors.Join(addExport(ctx, st, path), st.Close()); err != nil {
		return err
	}
	_, folder := s.more()
	copied := filepath.Join(s.dir, "copy.db")
	return errors.Join(copySynced(filepath.Join(folder, "chats.db"), copied), os.Remove(copied))
}

func (s *sealedBench) addSealed(ctx context.Context, path string, a *convert.Sealed, err error) error {
	if err != nil {
		return err
	}
	st, err := a.Store(store.ReadWrite)
	if err == nil {
		err = addExport(ctx, st, path)
	}
	if err != nil {
		return errors.Join(err, a.Close())
	}
	_, err = a.Save(ctx, s.to, nil)
	return err
}
