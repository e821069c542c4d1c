package telegram

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/gotd/td/tg"

	"exile/convert/handover"
	"exile/export"
)

// said is one message of a test's chat.
type said struct {
	who   string // "": a notice
	local int64  // seconds
	text  string
	file  int // noFile, or its place in the part
}

// room is a test's chat as it is sent and as a server would show it.
type room struct {
	chat   handover.Chat
	lines  [][]said // of each part
	offset int64
	here   int64 // the server's own offset
	months bool  // the server takes the day for the month
	linked map[string]int64
	plan   []Match
	came   []*tg.Message
}

// newRoom makes a chat of three people and a notice here and there: texts that are
// said once, texts that are said again and again, files, and a few long texts.
func newRoom(rnd *rand.Rand, n, parts int) *room {
	people := []string{"김민수", "이영희", "Park:Ji-ho"}
	r := &room{offset: 9 * 3600, here: 9 * 3600}
	local := time.Date(2021, 3, 1, 8, 0, 0, 0, time.UTC).Unix()
	for _, p := range people {
		r.chat.People = append(r.chat.People, handover.Person{Name: p})
	}
	for part := range parts {
		var lines []said
		p := handover.Part{Name: "x.txt"}
		for i := range n / parts {
			local += int64(rnd.IntN(4)) * 60 // several in one minute
			l := said{who: people[rnd.IntN(3)], local: local, file: noFile}
			switch k := rnd.IntN(20); {
			case k == 0:
				l.who, l.text = "", fmt.Sprintf("이영희님이 나갔습니다 %d.", i)
			case k < 4:
				kind := []export.FileKind{export.FilePhoto, export.FileVideo, export.FileVoice, export.FileDocument}[rnd.IntN(4)]
				ext := map[export.FileKind]string{export.FilePhoto: "jpg", export.FileVideo: "mp4", export.FileVoice: "opus", export.FileDocument: "pdf"}[kind]
				l.file = len(p.Files)
				p.Files = append(p.Files, handover.File{Name: fmt.Sprintf("%08d-X.%s", i, ext), Kind: kind, Size: 1000 + int64(rnd.IntN(1e6))})
				l.text = fmt.Sprintf("<attached: %s>", p.Files[l.file].Name)
			case k < 8:
				l.text = []string{"ㅋㅋ", "ㅇㅇ", "네"}[rnd.IntN(3)]
			case k == 8:
				l.text = strings.Repeat("긴 글 😀 ", 900) + fmt.Sprint(part, i)
			default:
				l.text = fmt.Sprintf("안녕 %d-%d\n\n 둘째 줄 \n끝", part, i)
			}
			lines = append(lines, l)
		}
		r.lines, r.chat.Parts = append(r.lines, lines), append(r.chat.Parts, p)
	}
	return r
}

// text renders a part as the telegram writer does.
func (r *room) text(part int) string {
	var b strings.Builder
	for _, l := range r.lines[part] {
		b.WriteString(time.Unix(l.local, 0).UTC().Format("[02/01/2006, 15:04:05] "))
		if l.who != "" {
			b.WriteString(l.who + ": ")
		}
		b.WriteString(l.text + "\n")
	}
	return b.String()
}

// sent reads the parts as Verify does.
func (r *room) sent(tb testing.TB) []expected {
	tb.Helper()
	form := func(part, file int) Form { return FormOf(&r.chat.Parts[part].Files[file]) }
	for part := range r.lines {
		p := &r.chat.Parts[part]
		p.Messages, p.Notices = 0, 0
		for _, l := range r.lines[part] {
			if l.who == "" {
				p.Notices++
			} else {
				p.Messages++
			}
		}
	}
	rd := newReading(&r.chat, int(r.offset), form, newDigests("k"))
	for part := range r.lines {
		if err := rd.read(strings.NewReader(r.text(part)), part); err != nil {
			tb.Fatal(err)
		}
	}
	return rd.all
}

// arrive makes the messages that a server would, with numbers that leave gaps.
func (r *room) arrive() {
	id := 5
	for part, lines := range r.lines {
		for _, l := range lines {
			if l.who == "" {
				continue
			}
			id += 2
			local := l.local
			if r.months {
				local = swapDay(local)
			}
			m := &tg.Message{ID: id, Date: int(local - r.here), Message: strings.TrimSpace(l.text)}
			fwd := tg.MessageFwdHeader{Imported: true, Date: int(local - r.here)}
			fwd.SetFromName(l.who)
			if to := r.linked[l.who]; to != 0 {
				fwd = tg.MessageFwdHeader{Imported: true, Date: int(local - r.here)}
				fwd.SetFromID(&tg.PeerUser{UserID: to})
			}
			if l.file != noFile {
				m.Message = ""
				m.SetMedia(mediaOf(&r.chat.Parts[part].Files[l.file]))
			}
			m.SetFwdFrom(fwd)
			r.came = append(r.came, m)
		}
	}
}

func mediaOf(f *handover.File) tg.MessageMediaClass {
	form := FormOf(f)
	if form == AsPhoto {
		return &tg.MessageMediaPhoto{Photo: &tg.Photo{ID: 1}}
	}
	d := &tg.Document{ID: 1, Size: f.Size}
	if form == AsVideo {
		d.Attributes = append(d.Attributes, &tg.DocumentAttributeVideo{})
	}
	if form == AsVoice {
		d.Attributes = append(d.Attributes, &tg.DocumentAttributeAudio{Voice: true})
	}
	return &tg.MessageMediaDocument{Document: d}
}

func (r *room) judge(t *testing.T) *Received {
	t.Helper()
	hash := newDigests("k")
	came := newArrivals(hash)
	for _, m := range r.came {
		came.add(m)
	}
	q := &question{
		names: names(&r.chat), planned: r.plan, again: make([]bool, len(r.chat.Parts)), offset: r.offset, sent: r.sent(t), came: came,
		literal: func(e *expected) uint64 { return hash.text(literal(&r.chat.Parts[e.part].Files[e.file])) },
	}
	var got Received
	q.judge().received(&got, "k")
	return &got
}

// faultsOf leaves the counts that tell a fault, and those that must be 0 otherwise.
func faultsOf(r *Received) Received {
	return Received{
		Missing: r.Missing, Doubled: r.Doubled, Foreign: r.Foreign, Changed: r.Changed, Clipped: r.Clipped,
		Unbound: r.Unbound, Empty: r.Empty, Moved: r.Moved, Swapped: r.Swapped, Misnamed: r.Misnamed,
		Disordered: r.Disordered, Today: r.Today, Shift: r.Shift, Mend: r.Mend,
	}
}

func (r *room) messages() int64 {
	n := int64(0)
	for _, lines := range r.lines {
		for _, l := range lines {
			if l.who != "" {
				n++
			}
		}
	}
	return n
}

func (r *room) ids() []int {
	var all []int
	for _, m := range r.came {
		all = append(all, m.ID)
	}
	return all
}

// BenchmarkJudge is a verdict on a million messages that all arrived but a few.
func BenchmarkJudge(b *testing.B) {
	r := newRoom(rand.New(rand.NewPCG(12, 12)), 20_000, 1)
	r.arrive()
	hash := newDigests("k")
	came := newArrivals(hash)
	sent := r.sent(b)
	var many []expected
	for year := range 50 {
		for _, e := range sent {
			e.at += int64(year) * 366 * 86400
			many = append(many, e)
		}
		for _, m := range r.came {
			again := *m
			fwd, _ := m.GetFwdFrom()
			fwd.Date += year * 366 * 86400
			again.SetFwdFrom(fwd)
			came.add(&again)
		}
	}
	came.all = came.all[7:]
	q := &question{
		names: names(&r.chat), again: make([]bool, 1), offset: r.offset, sent: many, came: came,
		literal: func(*expected) uint64 { return 1 },
	}
	b.ReportAllocs()
	for b.Loop() {
		var got Received
		q.judge().received(&got, "k")
		if got.Missing != 7 || got.Doubled+got.Foreign != 0 {
			b.Fatalf("%+v", faultsOf(&got))
		}
	}
	b.ReportMetric(float64(len(many)), "messages")
}
