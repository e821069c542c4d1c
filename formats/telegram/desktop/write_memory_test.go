package desktop

import (
	"context"
	"io"
	"iter"
	"runtime"
	"testing"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
)

// discard is an output that keeps nothing but how much it was given.
type discard struct{ n *int64 }

func (d discard) Create(string) (io.WriteCloser, error) { return d, nil }
func (discard) Close() error                            { return nil }

func (d discard) Write(p []byte) (int, error) {
	*d.n += int64(len(p))
	return len(p), nil
}

// weighed is a history that weighs the memory in use at the end of its chat.
type weighed struct {
	formats.History
	heap uint64
}

// Messages yields the messages.
func (w *weighed) Messages(ctx context.Context, chat export.ChatRef, r export.Range) iter.Seq2[*export.Message, error] {
	return func(yield func(*export.Message, error) bool) {
		for m, err := range w.History.Messages(ctx, chat, r) {
			if !yield(m, err) {
				return
			}
		}
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		w.heap = m.HeapAlloc
	}
}

func weigh(t *testing.T, h formats.History) uint64 {
	t.Helper()
	w := &weighed{History: h}
	if _, err := (writer{}).Write(t.Context(), w, discard{new(int64)}, optionsNone, nil); err != nil {
		t.Fatal(err)
	}
	return w.heap
}

// Twenty times as many messages need no more memory, and each that is answered
// takes a few bytes.
func TestWriterMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("it writes 100,000 messages")
	}
	small := formattest.Generate(formattest.Plan{Seed: 1, Messages: 5000})
	large := formattest.Generate(formattest.Plan{Seed: 1, Messages: 100_000})
	few, many := weigh(t, small.History()), weigh(t, large.History())
	if many > few+200_000 {
		t.Errorf("5,000 messages take %d bytes, 100,000 take %d", few, many)
	}
	const answered = 100_000 / 7
	if ties := weigh(t, answering{large.History()}); ties > many+answered*150 {
		t.Errorf("%d messages that are answered take %d bytes", answered, ties-many)
	}
}

// held is a history whose messages are all there already.
type held struct {
	formats.History
	all []*export.Message
}

// Messages yields the messages themselves.
func (h held) Messages(context.Context, export.ChatRef, export.Range) iter.Seq2[*export.Message, error] {
	return func(yield func(*export.Message, error) bool) {
		for _, m := range h.all {
			if !yield(m, nil) {
				return
			}
		}
	}
}

// BenchmarkWrite writes what lies in memory, so that it measures the writer alone. Set
// the number of cores with -cpu 1.
func BenchmarkWrite(b *testing.B) {
	chat := formattest.Generate(formattest.Plan{Seed: 1, Messages: 50_000})
	h := held{History: answering{chat.History()}}
	for m, err := range h.History.Messages(b.Context(), chat.Info.Ref, export.Range{}) {
		if err != nil {
			b.Fatal(err)
		}
		h.all = append(h.all, m)
	}
	b.ReportAllocs()
	for b.Loop() {
		var n int64
		if _, err := (writer{}).Write(b.Context(), h, discard{&n}, optionsNone, nil); err != nil {
			b.Fatal(err)
		}
		b.SetBytes(n)
	}
}
