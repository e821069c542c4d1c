//go:build cgo

package store

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"exile/export"
)

// crowd makes a store of n messages in forty chats, large and small, that one was
// added after another though people talked in all of them at once: a hundred people
// of whom some hardly say anything, every fifteenth message a photo, every third of
// those with a caption.
func crowd(b *testing.B, n int, say func(i int) string) *Store {
	b.Helper()
	const chats, people = 40, 100
	s := newStore(b)
	r := rand.New(rand.NewPCG(7, 7))
	var events []export.Event
	for p := range people {
		events = append(events, &export.Person{Ref: export.PersonRef(p + 1), Names: []string{fmt.Sprintf("사람 %d", p)}, KnownBy: export.ByName})
	}
	for c := range chats {
		events = append(events, &export.Chat{Ref: export.ChatRef(c + 1), App: "kakaotalk", Kind: export.ChatGroup, Title: fmt.Sprint("방 ", c+1)})
	}
	batch := begin(b, s)
	i := 0
	for c := range chats {
		size := n / (c + 1) / 4 // a quarter of all in the first; the last takes the rest
		if c == chats-1 || i+size > n {
			size = n - i
		}
		for k := range size {
			m := &export.Message{
				Chat: export.ChatRef(c + 1), Sender: export.PersonRef(1 + r.IntN(1+r.IntN(1+r.IntN(people)))), Seq: int64(k),
				Time: export.Time{
					T:         time.Unix(1.4e9+int64(float64(k)/float64(size)*3.6e8), 0).In(seoul),
					Precision: time.Minute, Zone: export.ZoneAssumed,
				},
				Content: export.Text{Body: say(i)},
			}
			if i%15 == 0 {
				media := export.Media{Plain: "사진", Files: []export.File{
					{Kind: export.FilePhoto, Name: fmt.Sprintf("IMG_%d.jpg", i), State: export.FileMissing},
				}}
				if i%45 == 0 {
					media.Caption = say(i)
				}
				m.Content = media
			}
			if events = append(events, m); len(events) >= 256 {
				if err := batch.Add(events); err != nil {
					b.Fatal(err)
				}
				events = nil
			}
			i++
		}
	}
	if err := batch.Add(events); err != nil {
		b.Fatal(err)
	}
	commit(b, batch, Source{Input: "chat.zip", Format: "kakaotalk"})
	return s
}

// Queries of several conditions.
func BenchmarkSearchPairs(b *testing.B) {
	s := crowd(b, 1_000_000, func(i int) string {
		t := talk(i).Content.Words()
		switch {
		case i%97 == 0:
			t += " 안녕하세요"
		case i%1009 == 0:
			t += " 강릉 바다"
		case i%10007 == 0:
			t += " 양양 서핑"
		}
		return t
	})
	start := time.Now()
	found(b, s, wanted(b, "안녕"), SearchOptions{Limit: 20})
	b.Logf("the index is made in %v", time.Since(start))
	for _, q := range []string{
		`"안녕" "김치찌개"`, `"안녕" "바다"`, `"김치찌개" "사랑해"`, `"강릉" "서핑"`, `"김치찌개" "회의" "주말"`, `"저녁에 뭐" "좋아요 감사"`,
		"김치찌개 from:3", "김치찌개 from:60", "안녕 from:90", "김치찌개 from:100", "안녕 -from:1 -from:2",
		"김치찌개 in:1", "김치찌개 in:30", "안녕 in:20", "안녕 -in:1", "김치찌개 in:30 from:60",
		"김치찌개 after:2025-10", "안녕 after:2025-10", "김치찌개 before:2014-06", "안녕 after:2020-03-01 before:2020-03-31",
		"안녕 has:photo", "김치찌개 has:photo", "IMG_77 has:photo", "김치찌개 has:video", "김치찌개 has:link", "안녕 -has:link",
		`안녕 -"감사" from:3`, `안녕 -"감사합니다" from:60`, "img_77", "안", "ㅋ", "é", "café", "привет", "from:60", "has:photo", "has:video", "from:100 in:2",
	} {
		b.Run("index/"+strings.ReplaceAll(q, `"`, ""), func(b *testing.B) {
			w := wanted(b, q)
			n, left := 0, int64(0)
			for b.Loop() {
				ids, l := foundLeft(b, s, w, SearchOptions{Limit: 20, IndexFrom: 0})
				n, left = len(ids), l
			}
			b.ReportMetric(float64(int64(n)+left), "hits")
		})
	}
}

// Texts in letters beyond ASCII that have cases, or marks.
func BenchmarkSearchScripts(b *testing.B) {
	scripts := [][]string{
		strings.Fields("Привет как дела Сегодня вечером идём в кино Хорошо спасибо Тебе тоже удачи завтра Москва Ёлка ещё Ответь мне пожалуйста"),
		strings.Fields("Écoute ça va être génial Où es-tu déjà À bientôt l'été garçon Noël très préféré Français élève naïve cœur"),
		strings.Fields("Καλημέρα σας Πώς είσαι Σήμερα το βράδυ θα πάμε στην Αθήνα Ευχαριστώ πολύ φίλος Όλοι μαζί καλός"),
		strings.Fields("İyi günler nasılsın Çok güzel Şimdi İstanbul'dayım ısınıyor Öğle yemeği Ağaç gülüşü ÜŞÜDÜM teşekkürler"),
		strings.Fields("Xin chào bạn khỏe không Tiếng Việt rất đẹp Hẹn gặp lại ngày mai Đường phố Hà Nội ấm áp Ừ thế nhé"),
		strings.Fields("今日は いい天気です ありがとうございます 東京 漢字 がんばって 中国 你好 謝謝"),
		strings.Fields("สวัสดีครับ วันนี้ กินข้าว ที่ไหน ขอบคุณ مرحبا كيف حالك اليوم שלום מה שלומך היום नमस्ते आप कैसे हैं"),
	}
	s := crowd(b, 1_000_000, func(i int) string {
		x := uint64(i)*0x9e3779b97f4a7c15 + 1
		words := scripts[i/1000%len(scripts)]
		var t strings.Builder
		for t.Len() < 30+int(x>>57) {
			x ^= x << 13
			x ^= x >> 7
			x ^= x << 17
			t.WriteString(words[x%uint64(len(words))])
			t.WriteByte(' ')
		}
		return t.String()
	})
	start := time.Now()
	found(b, s, wanted(b, "안녕"), SearchOptions{Limit: 20})
	b.Logf("the index is made in %v", time.Since(start))
	for _, way := range []struct {
		name string
		from int64
	}{{"scan", never}, {"index", 0}} {
		for _, q := range []string{
			"é", "привет", "ПРИВЕТ", "нигде", "nulle-école", "écoute", "Αθήνα", "που΄θενα", "İstanbul", "ışık", "tiếng", "không", "đâu-đó",
			"漢字", "がんばれ", "สวัสดี", "ไม่มี", "مرحبا", "नमस्ते", "없는말", "nowhere",
		} {
			b.Run(way.name+"/"+q, func(b *testing.B) {
				w := wanted(b, q)
				n, left := 0, int64(0)
				for b.Loop() {
					ids, l := foundLeft(b, s, w, SearchOptions{Limit: 20, IndexFrom: way.from})
					n, left = len(ids), l
				}
				b.ReportMetric(float64(int64(n)+left), "hits")
			})
		}
	}
}
