package txt

import (
	"context"
	"io"
	"iter"
	"runtime"
	"testing"
	"time"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
)

// discard is an output that keeps nothing.
type discard struct{}

func (discard) Create(string) (io.WriteCloser, error) { return discard{}, nil }
func (discard) Write(p []byte) (int, error)           { return len(p), nil }
func (discard) Close() error                          { return nil }

// endless is a history of n messages that are made as they are asked for, and weighs
// the memory in use after the last.
type endless struct {
	formattest.History
	n     int
	weigh bool
	heap  uint64
}

func (e *endless) Chats(context.Context) ([]export.Chat, error) {
	return []export.Chat{{Ref: 1, App: "line", Kind: export.ChatGroup, Title: "bench"}}, nil
}

func (e *endless) People(context.Context) ([]export.Person, error) {
	return []export.Person{{Ref: 1, Names: []string{"김민수"}}, {Ref: 2, Names: []string{"이영희"}}, {Ref: 3, Names: []string{"Bob"}}}, nil
}

func (e *endless) Messages(context.Context, export.ChatRef, export.Range) iter.Seq2[*export.Message, error] {
	contents := []export.Content{
		export.Text{Body: "내일 점심에 시간 괜찮으세요? 회사 앞에 새로 생긴 국밥집이 있는데 한번 같이 가 보면 좋겠어요"},
		export.Text{Body: "네 좋아요 12시에 봬요"},
		export.Text{Body: "See you tomorrow at the station, I will bring the papers that you asked for last week."},
		export.Text{Body: "ㅋㅋㅋㅋㅋㅋ 진짜요?"},
		export.Text{Body: "첫째 줄입니다\n둘째 줄입니다\n셋째 줄도 있습니다 https://example.com/a/b?c=d"},
	}
	return func(yield func(*export.Message, error) bool) {
		start := time.Date(2020, 1, 1, 0, 0, 0, 0, time.FixedZone("", 9*60*60))
		var ring [64]export.Message // making them is not what is measured
		for i := range e.n {
			m := &ring[i%len(ring)]
			*m = export.Message{
				ID: export.MessageID(i + 1), Chat: 1, Sender: export.PersonRef(1 + i%3), Seq: int64(i), Content: contents[i%len(contents)],
				Time: export.Time{T: start.Add(time.Duration(i/3) * time.Minute), Precision: time.Minute},
			}
			if !yield(m, nil) {
				return
			}
		}
		if e.weigh {
			runtime.GC()
			var s runtime.MemStats
			runtime.ReadMemStats(&s)
			e.heap = s.HeapAlloc
		}
	}
}

func BenchmarkWrite(b *testing.B) {
	const n = 300_000
	for b.Loop() {
		tally, err := writer{}.Write(b.Context(), &endless{n: n}, discard{}, formats.WriteOptions{Lang: "ko"}, nil)
		if err != nil || tally.Messages != n {
			b.Fatal(tally, err)
		}
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "messages/s")
}

// Twenty times as many messages need no more memory.
func TestMemory(t *testing.T) {
	weigh := func(n int) uint64 {
		h := &endless{n: n, weigh: true}
		if _, err := (writer{}).Write(t.Context(), h, discard{}, formats.WriteOptions{}, nil); err != nil {
			t.Fatal(err)
		}
		return h.heap
	}
	if few, many := weigh(10_000), weigh(200_000); many > few+200_000 {
		t.Errorf("10,000 messages take %d bytes, 200,000 take %d", few, many)
	}
}
