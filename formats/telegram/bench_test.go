package telegram

import (
	"context"
	"iter"
	"testing"
	"time"

	"exile/export"
)

// endless is a history of n messages that are made as they are asked for.
type endless struct {
	memory
	n int
}

func (e *endless) Messages(context.Context, export.ChatRef, export.Range) iter.Seq2[*export.Message, error] {
	bodies := []string{
		"내일 점심에 시간 괜찮으세요? 회사 앞에 새로 생긴 국밥집이 있는데 한번 같이 가 보면 좋겠어요",
		"네 좋아요 12시에 봬요",
		"See you tomorrow at the station, I will bring the papers that you asked for last week.",
		"ㅋㅋㅋㅋㅋㅋ 진짜요?",
		"첫째 줄입니다\n둘째 줄입니다\n셋째 줄도 있습니다 https://example.com/a/b?c=d",
	}
	return func(yield func(*export.Message, error) bool) {
		start := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
		// One array of messages is used again and again: making them is not what is measured.
		var ring [64]export.Message
		var contents [5]export.Content
		for i, b := range bodies {
			contents[i] = export.Text{Body: b}
		}
		for i := range e.n {
			m := &ring[i%len(ring)]
			*m = export.Message{
				Chat: 1, Sender: export.PersonRef(1 + i%3), Seq: int64(i), Content: contents[i%len(contents)],
				Time: export.Time{T: start.Add(time.Duration(i/3) * time.Minute), Precision: time.Minute},
			}
			if !yield(m, nil) {
				return
			}
		}
	}
}

func BenchmarkWrite(b *testing.B) {
	for _, phones := range []string{"both", "android"} {
		b.Run(phones, func(b *testing.B) {
			const n = 300_000
			h := &endless{n: n}
			h.chats = []export.Chat{{Ref: 1, Kind: export.ChatGroup, Title: "bench"}}
			h.people = []export.Person{person(1, "김민수"), person(2, "이영희"), person(3, "Bob")}
			for b.Loop() {
				tally, err := writer{}.Write(b.Context(), h, discard{}, kst(map[string]string{"for": phones}), nil)
				if err != nil || tally.Messages != n {
					b.Fatal(tally, err)
				}
			}
			b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "messages/s")
		})
	}
}
