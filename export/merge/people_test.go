package merge_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"testing"

	"exile/export"
	"exile/export/merge"
	"exile/formats/formattest"
)

// renamed gives people other numbers, as another input does, and some of them other
// names. It returns who of the export is who of the chat.
func (r *room) renamed(names map[string]string) (*room, map[export.PersonRef]export.PersonRef) {
	const more = 100
	to := r.with(func(m *export.Message) *export.Message {
		if m.Sender != 0 {
			m.Sender += more
		}
		if n, ok := m.Content.(export.Notice); ok {
			n.Actor += more
			n.People = append([]export.PersonRef(nil), n.People...)
			for i := range n.People {
				n.People[i] += more
			}
			m.Content = n
		}
		return m
	})
	to.names = map[export.PersonRef]string{}
	who := map[export.PersonRef]export.PersonRef{}
	for ref, name := range r.names {
		if other, ok := names[name]; ok {
			name = other
		}
		to.names[ref+more], who[ref+more] = name, ref
	}
	return to, who
}

func TestRenamedPeopleAreFound(t *testing.T) {
	chat := generated(formattest.Plan{Seed: 3, Messages: 4000, Media: true})
	for _, tt := range []struct {
		name  string
		names map[string]string
	}{
		{"all keep their names", nil},
		{"one has another name", map[string]string{"김서준": "서준이"}},
		{"two have changed places", map[string]string{"김서준": "이하은", "이하은": "김서준"}},
		{"one has the name of another, who has a new one", map[string]string{"김서준": "이하은", "이하은": "하은"}},
		{"all have other names", map[string]string{
			"한지우": "나", "김서준": "ㅅㅈ", "이하은": "ㅎㅇ", "박도윤": "도윤", "최예린": "예린", "정우진": "우진", "Emma": "엠마", "강 수아": "수아", "윤과장": "과장님",
		}},
		{"two have one name", map[string]string{"김서준": "서준", "이하은": "서준"}},
	} {
		other, who := chat.part(1000, 3000).renamed(tt.names)
		stored, incoming := chat.marks(0), other.marks(0)
		got := merge.SamePeople(stored, incoming)
		if !maps.Equal(got, who) {
			t.Errorf("%s: %v, want %v", tt.name, got, who)
		}
		p := merge.Align(stored, incoming, got)
		if n := p.Tally(); n.New > 0 || n.Same < 1800 {
			t.Errorf("%s: %+v", tt.name, n)
		}
	}
}

func TestWhoIsWho(t *testing.T) {
	jiwoo, haeun, haeunToo := export.PersonRef(1), export.PersonRef(2), export.PersonRef(3)
	message := func(r *room, clock string, by export.PersonRef, body string) {
		r.messages = append(r.messages, &export.Message{Time: scriptTime(t, clock), Sender: by, Content: export.Text{Body: body}})
	}
	stored := &room{names: map[export.PersonRef]string{jiwoo: "지우", haeun: "하은", haeunToo: "하은"}}
	message(stored, "15:17", jiwoo, "오늘 저녁에 봅시다")
	message(stored, "15:18", haeun, "저는 좋아요, 어디서요?")
	message(stored, "15:19", haeunToo, "저는 못 가요, 미안해요")

	t.Run("nothing in common but a name", func(t *testing.T) {
		in := &room{names: map[export.PersonRef]string{7: "지우", 8: "하은", 9: "도윤"}}
		message(in, "18:01", 7, "다른 날 다른 말")
		message(in, "18:02", 8, "다른 날 다른 대답")
		message(in, "18:03", 9, "처음 뵙겠습니다")
		got := merge.SamePeople(stored.marks(0), in.marks(0))
		if want := map[export.PersonRef]export.PersonRef{7: jiwoo}; !maps.Equal(got, want) {
			t.Errorf("%v, want %v: two are called 하은", got, want)
		}
	})
	t.Run("words tell twins apart", func(t *testing.T) {
		in := &room{names: map[export.PersonRef]string{8: "하은", 9: "하은"}}
		message(in, "15:19", 8, "저는 못 가요, 미안해요")
		message(in, "15:18", 9, "저는 좋아요, 어디서요?")
		got := merge.SamePeople(stored.marks(0), in.marks(0))
		if want := map[export.PersonRef]export.PersonRef{8: haeunToo, 9: haeun}; !maps.Equal(got, want) {
			t.Errorf("%v, want %v", got, want)
		}
	})
	t.Run("one short word is chance", func(t *testing.T) {
		in := &room{names: map[export.PersonRef]string{8: "민수"}}
		short := stored.with(func(m *export.Message) *export.Message { m.Content = export.Text{Body: "네"}; return m })
		message(in, "15:18", 8, "네")
		if got := merge.SamePeople(short.marks(0), in.marks(0)); len(got) > 0 {
			t.Errorf("%v", got)
		}
	})
	t.Run("what two said in one minute tells nothing", func(t *testing.T) {
		in := &room{names: map[export.PersonRef]string{8: "민수", 9: "수민"}}
		both := stored.with(func(m *export.Message) *export.Message {
			m.Time, m.Content = scriptTime(t, "15:18"), export.Text{Body: "생일 축하합니다"}
			return m
		})
		message(in, "15:18", 8, "생일 축하합니다")
		message(in, "15:18", 9, "생일 축하합니다")
		if got := merge.SamePeople(both.marks(0), in.marks(0)); len(got) > 0 {
			t.Errorf("%v", got)
		}
	})
	t.Run("a stranger who once said the same is a stranger", func(t *testing.T) {
		chat := generated(formattest.Plan{Seed: 3, Messages: 4000})
		other, _ := chat.renamed(nil)
		stranger := export.PersonRef(999)
		other.names[stranger] = "모르는 사람"
		without := chat.with(func(m *export.Message) *export.Message {
			if m.Sender == 2 { // the store has nothing of her, but for one message in fifty
				return nil
			}
			return m
		})
		for i, m := range other.messages {
			if m.Sender == 102 {
				m.Sender = stranger
				if i%50 == 0 {
					own := *m
					own.Sender = 2
					without.messages = append(without.messages, &own)
				}
			}
		}
		delete(other.names, 102)
		got := merge.SamePeople(without.marks(0), other.marks(0))
		if to, ok := got[stranger]; ok {
			t.Errorf("the stranger is taken for %s", without.names[to])
		}
		if got[103] != 3 || got[101] != 1 {
			t.Errorf("the others: %v", got)
		}
	})
}

// Whoever only stands in a notice is somebody too.
func TestPeopleOfNotices(t *testing.T) {
	at := scriptTime(t, "15:17")
	make1 := func(ref export.PersonRef) *merge.Marks {
		m := merge.NewMarks()
		m.Add(&export.Message{Time: at, Content: export.Notice{Kind: export.NoticeJoin, Actor: ref}}, 1, func(export.PersonRef) string { return "하은" })
		return m
	}
	stored, incoming := make1(4), make1(9)
	people := merge.SamePeople(stored, incoming)
	if want := (map[export.PersonRef]export.PersonRef{9: 4}); !maps.Equal(people, want) {
		t.Errorf("%v, want %v", people, want)
	}
	if p := merge.Align(stored, incoming, people); p.Tally().Same != 1 {
		t.Errorf("%+v", p.Tally())
	}
}

// A phone calls its owner by a word. In a chat that is repetition most messages are
// not alone with their words; the owner is found all the same.
func TestOwnerIsFoundAmongRepetition(t *testing.T) {
	r := rand.New(rand.NewPCG(35, 36))
	for _, telling := range []float64{0, .15} {
		for _, people := range []int{2, 4} {
			names := map[export.PersonRef]string{1: "지우", 2: "하은", 3: "서준", 4: "도윤"}
			chat := &room{names: names}
			for _, m := range chatter(r, 400, 40, 2) {
				m.Sender = export.PersonRef(1 + r.IntN(people))
				if r.Float64() < telling {
					m.Content = export.Text{Body: fmt.Sprintf("내일 %d시에 만나요", len(chat.messages))}
				}
				chat.messages = append(chat.messages, m)
			}
			other, who := chat.renamed(map[string]string{"지우": "you"})
			got := merge.SamePeople(chat.marks(0), other.marks(0))
			for n := range people {
				if in := export.PersonRef(101 + n); got[in] != who[in] {
					t.Errorf("telling %v: %d of %d people is %d, want %d", telling, n+1, people, got[in], who[in])
				}
			}
		}
	}
}

// Who is left alone on both sides is one only if they wrote the same.
func TestTwoWhoAreLeftAreNotAlwaysOne(t *testing.T) {
	for _, tt := range []struct {
		name, other string
		same        bool
	}{{"the same words", "ㅇㅇ", true}, {"other words", "ㅋㅋ", false}} {
		stored := &room{names: map[export.PersonRef]string{1: "지우", 2: "하은"}}
		in := &room{names: map[export.PersonRef]string{11: "나", 12: "하은"}}
		say := func(r *room, by export.PersonRef, body string) {
			r.messages = append(r.messages, &export.Message{Time: scriptTime(t, "15:17"), Sender: by, Content: export.Text{Body: body}})
		}
		say(stored, 1, "ㅇㅇ")
		say(stored, 2, "ㅇㅇ")
		say(in, 11, tt.other)
		say(in, 12, "ㅇㅇ")
		got, found := merge.SamePeople(stored.marks(0), in.marks(0))[11]
		if found != tt.same || found && got != 1 {
			t.Errorf("%s: %v, %d", tt.name, found, got)
		}
	}
}
