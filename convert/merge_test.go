//go:build cgo

package convert_test

import (
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"exile/convert"
	"exile/export"
	"exile/export/store"
	"exile/formats"
	"exile/formats/formattest"
	"exile/formats/kakaotalk"
	"exile/formats/kakaotalk/kakaotest"
)

func variant(t *testing.T, name string) kakaotest.Variant {
	t.Helper()
	for _, v := range kakaotest.All() {
		if v.Name == name {
			return v
		}
	}
	t.Fatalf("there is no variant %s", name)
	return kakaotest.Variant{}
}

// add adds an export with options.
func add(t *testing.T, st *store.Store, path string, opt convert.InOptions) (*convert.InReport, error) {
	t.Helper()
	ins, err := convert.Open(t.Context(), []string{path}, convert.OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer convert.CloseAll(ins)
	opt.KeepOriginals, opt.KeepMedia, opt.Now = true, true, time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC)
	e := convert.Engine{Formats: formats.Table{kakaotalk.Format()}}
	return e.Add(t.Context(), ins[0], st, opt)
}

// counts returns how many messages each chat has, in order.
func counts(t *testing.T, st *store.Store) []int {
	t.Helper()
	chats, err := st.View().Chats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var list []int
	for _, c := range chats {
		n := 0
		for _, err := range st.View().Messages(t.Context(), c.Ref, export.Range{}) {
			if err != nil {
				t.Fatal(err)
			}
			n++
		}
		list = append(list, n)
	}
	return list
}

// room is a generated chat of one set of people.
func room(seed uint64, title string) *formattest.Chat {
	return formattest.Generate(formattest.Plan{Seed: seed, Messages: 600, People: 5, Title: title})
}

// step is an export that is added, and what must be said of it.
type step struct {
	chat    *formattest.Chat
	variant string // "": Android's
	zone    *time.Location
	into    string
	joins   convert.Why   // "": it is a chat of its own
	equal   int64         // at least
	apart   []convert.Why // of those that it may be
}

// Which chat is it: every way in which one room comes again, and rooms that only look
// like one.
func TestWhichChat(t *testing.T) {
	const all = 1 << 30
	walk := room(1, "")
	renamed := piece(walk, 250, all)
	renamed.Info.Title = "산책 그리고 저녁"
	stray := room(1, "주말 산책") // another name, only the last fifty messages
	shanghai, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name  string
		steps []step
		chats int
	}{
		{"phone, computer and Mac", []step{
			{chat: walk},
			{chat: walk, variant: "windows-ko-2024", joins: convert.WhyTitle, equal: 500},
			{chat: walk, variant: "mac-en-2026", joins: convert.WhyTitle, equal: 500},
		}, 1},
		{"Mac, computer and phone", []step{
			{chat: walk, variant: "mac-ko-2026"},
			{chat: walk, variant: "windows-en-2021", joins: convert.WhyTitle, equal: 500},
			{chat: walk, variant: "android-ko-2015", joins: convert.WhyTitle, equal: 500},
		}, 1},
		{"a renamed room", []step{
			{chat: piece(walk, 0, 400)},
			{chat: renamed, joins: convert.WhyMessages, equal: 140},
		}, 1},
		{"a renamed room with little in common", []step{
			{chat: piece(walk, 0, 550)},
			{chat: piece(stray, 530, all), joins: convert.WhyMessages, equal: 18},
		}, 1},
		{"overlapping halves, the later first", []step{
			{chat: piece(walk, 280, all)},
			{chat: piece(walk, 0, 320), joins: convert.WhyTitle, equal: 38},
		}, 1},
		{"halves that do not overlap", []step{
			{chat: piece(walk, 0, 250)},
			{chat: piece(walk, 350, all), apart: []convert.Why{convert.WhyNoOverlap}},
		}, 2},
		{"what was missing between two halves", []step{
			{chat: piece(walk, 0, 250)},
			{chat: piece(walk, 350, all), apart: []convert.Why{convert.WhyNoOverlap}},
			{chat: piece(walk, 200, 400), joins: convert.WhyTitle, equal: 90},
		}, 1},
		{"another room of the same people", []step{
			{chat: walk},
			{chat: room(2, "회사 산책")},
		}, 2},
		{"another room of the same people and title", []step{
			{chat: walk},
			{chat: room(2, ""), apart: []convert.Why{convert.WhyOtherMessages}},
		}, 2},
		{"a computer that was seldom on", []step{
			{chat: seldom(walk), variant: "windows-ko-2024"},
			{chat: walk, joins: convert.WhyTitle, equal: 100},
		}, 1},
		{"a phone that was abroad", []step{
			{chat: walk},
			{chat: piece(walk, 0, 580), zone: shanghai, apart: []convert.Why{convert.WhyShifted}},
		}, 2},
		{"two friends of one name, one greeting", []step{
			{chat: said("김민수", "0 나: 서류 보내 드립니다", "9 김민수: 잘 받았습니다 고맙습니다", "500 나: 새해 복 많이 받으세요, 건강하세요")},
			{chat: said("김민수", "500 나: 새해 복 많이 받으세요, 건강하세요", "530 김민수: 선배님도 새해 복 많이 받으세요", "900 나: 결혼 축하해요!"), apart: []convert.Why{convert.WhyOneSender}},
		}, 2},
		{"a word of one's own is no bridge", []step{
			{chat: said("엄마", "0 나: 저녁에 들를게요 조금 늦어요", "9 엄마: 그래 조심해서 오너라", "500 나: ㅇㅇ")},
			{chat: said("엄마", "9000 나: ㅇㅇ", "9050 엄마: 김치 담가 두었으니 가져가", "9090 나: 주말에 갈게요 감사해요"), apart: []convert.Why{convert.WhyNoOverlap}},
			{chat: said("엄마", "500 나: ㅇㅇ", "5000 엄마: 사돈댁은 안녕하시니", "9000 나: ㅇㅇ"), apart: []convert.Why{convert.WhyOneSender, convert.WhyOneSender}},
		}, 3},
		{"people who left are not one person", []step{
			{chat: said("(알 수 없음)", "0 나: 저희 결혼합니다, 오셔서 축하해 주세요", "30 (알 수 없음): 축하해요")},
			{chat: said("(알 수 없음)", "0 나: 저희 결혼합니다, 오셔서 축하해 주세요", "40 (알 수 없음): 정말 축하합니다!")},
			{chat: said("(알 수 없음)", "0 나: 저희 결혼합니다, 오셔서 축하해 주세요")},
		}, 3},
		{"a short chat that went on", []step{
			{chat: said("수아", "0 수아: 내일 올 거지? 늦어도 괜찮아", "1 나: 응, 갈게")},
			{chat: said("수아", "0 수아: 내일 올 거지? 늦어도 괜찮아", "1 나: 응, 갈게", "9 수아: 좋아!"), joins: convert.WhyTitle, equal: 2},
		}, 1},
		{"one notice to two classes", []step{
			{chat: classroom("3학년 1반", "하은엄마", 3)},
			{chat: classroom("3학년 2반", "도윤아빠", 5), apart: []convert.Why{convert.WhyOneSender}},
		}, 2},
		{"one notice to two classes of one title", []step{
			{chat: classroom("알림방", "하은엄마", 3)},
			{chat: classroom("알림방", "도윤아빠", 5), apart: []convert.Why{convert.WhyOneSender}},
		}, 2},
		{"told to join", []step{
			{chat: piece(walk, 0, 250)},
			{chat: piece(walk, 350, all), into: walk.Info.Title, joins: convert.WhySaid},
		}, 1},
		{"told to join by number, under another title", []step{
			{chat: piece(walk, 0, 250)},
			{chat: piece(stray, 350, all), into: "1", joins: convert.WhySaid},
		}, 1},
		{"told to join with other times", []step{
			{chat: walk},
			{chat: piece(walk, 0, 580), zone: shanghai, into: "1", apart: []convert.Why{convert.WhyShifted}},
		}, 2},
		{"told to be another", []step{
			{chat: walk},
			{chat: piece(walk, 0, 500), into: "다른 방"},
		}, 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			st := newLiving(t)
			for i, s := range tt.steps {
				s.add(t, st, i)
			}
			if n := counts(t, st); len(n) != tt.chats {
				t.Errorf("%d chats of %v messages, want %d", len(n), n, tt.chats)
			}
		})
	}
}

func (s step) add(t *testing.T, st *store.Store, i int) {
	t.Helper()
	if s.variant == "" {
		s.variant = "android-ko-2026"
	}
	opt := convert.InOptions{Into: s.into, Read: formats.ReadOptions{Zone: s.zone}}
	r, err := add(t, st, exported(t, variant(t, s.variant), s.chat), opt)
	if err != nil {
		t.Fatal(err)
	}
	var why convert.Why
	var equal int64
	for _, j := range r.Joined {
		why, equal = j.Why, j.Equal
		if j.Chat == 0 || j.Into == "" || j.Same+j.Refined+j.New == 0 {
			t.Errorf("export %d: %+v", i+1, j)
		}
	}
	var apart []convert.Why
	for _, a := range r.Apart {
		apart = append(apart, a.Why)
		if a.Chat == 0 || a.Other == 0 || a.Chat == a.Other {
			t.Errorf("export %d: %+v", i+1, a)
		}
	}
	if why != s.joins || equal < s.equal || !slices.Equal(apart, s.apart) {
		t.Errorf("export %d: joined %q by %d messages, apart %q; want %q by %d, %q", i+1, why, equal, apart, s.joins, s.equal, s.apart)
	}
	n := 0
	for _, p := range r.Problems {
		if p.Code == export.SeparateChat {
			n++
		}
	}
	if n != len(s.apart) {
		t.Errorf("export %d: %d problems tell of chats that were kept apart, want %d", i+1, n, len(s.apart))
	}
}

// seldom is a fifth of a chat, as a computer has it that is off most of the time.
func seldom(c *formattest.Chat) *formattest.Chat {
	return c.Through(func(all iter.Seq[*export.Message]) iter.Seq[*export.Message] {
		return func(yield func(*export.Message) bool) {
			n := 0
			for m := range all {
				if n++; n/20%5 == 0 && !yield(m) {
					return
				}
			}
		}
	})
}

// Forty rooms of the same people, half of them renamed since: each finds its own,
// whether they come in one folder or one by one.
func TestFortyRooms(t *testing.T) {
	const rooms = 40
	st := newLiving(t)
	older, newer := t.TempDir(), t.TempDir()
	v := variant(t, "android-ko-2026")
	for i := range rooms {
		c := room(uint64(i+1), fmt.Sprintf("방 %d호", i+1))
		save(t, filepath.Join(older, strconv.Itoa(i)), v, piece(c, 0, 400))
		if i%2 == 0 {
			c.Info.Title = fmt.Sprintf("새 이름 %d호", i+1)
		}
		save(t, filepath.Join(newer, strconv.Itoa(i)), v, piece(c, 300, 600))
	}
	first := addTo(t, st, older)
	if len(first.Joined)+len(first.Apart) > 0 || first.Ledger.Chats != rooms {
		t.Fatalf("%d chats, %d joined, %d apart", first.Ledger.Chats, len(first.Joined), len(first.Apart))
	}
	second := addTo(t, st, newer)
	if len(second.Joined) != rooms || len(second.Apart) > 0 {
		t.Errorf("%d chats joined, %+v apart", len(second.Joined), second.Apart)
	}
	for i, n := range counts(t, st) {
		if n != 600 {
			t.Errorf("chat %d has %d messages", i+1, n)
		}
	}
	if n := len(counts(t, st)); n != rooms {
		t.Errorf("%d chats", n)
	}
}

// Two exports of one room in one folder are one chat, and of other rooms nothing is
// lost; the same with an output instead of a store.
func TestTwoExportsInOneFolder(t *testing.T) {
	dir := t.TempDir()
	walk, work := room(1, ""), room(2, "회사")
	android := variant(t, "android-ko-2026")
	save(t, filepath.Join(dir, "phone"), android, piece(walk, 0, 400))
	save(t, filepath.Join(dir, "work"), android, work)
	save(t, filepath.Join(dir, "computer"), variant(t, "windows-ko-2020"), piece(walk, 350, 500))
	save(t, filepath.Join(dir, "later"), android, piece(walk, 450, 600))
	st := newLiving(t)
	r := addTo(t, st, dir)
	if len(r.Joined) != 2 || len(r.Apart) != 0 || r.Ledger.Chats != 4 || !r.Ledger.Balanced() {
		t.Errorf("%+v, %+v, %+v", r.Joined, r.Apart, r.Ledger)
	}
	n := counts(t, st)
	slices.Sort(n)
	if !slices.Equal(n, []int{600, 600}) {
		t.Errorf("%v messages", n)
	}
	again := addTo(t, st, dir)
	if !again.Known {
		t.Errorf("the same folder again: %+v", again)
	}
}

// A number that no chat has is not the title of a new one.
func TestNoChatOfThatNumber(t *testing.T) {
	st := living(t, exported(t, variant(t, "android-ko-2026"), room(1, "")))
	_, err := add(t, st, exported(t, variant(t, "android-ko-2026"), room(2, "회사")), convert.InOptions{Into: "9"})
	if none, ok := errors.AsType[*convert.NoChatError](err); !ok || none.Title != "9" {
		t.Errorf("%v", err)
	}
	if n := counts(t, st); len(n) != 1 {
		t.Errorf("%d chats", len(n))
	}
}

// A person is told when a title means several chats of the store.
func TestSeveralChatsOfOneTitle(t *testing.T) {
	st := living(t, exported(t, variant(t, "android-ko-2026"), room(1, "")), exported(t, variant(t, "android-ko-2026"), room(2, "")))
	before := counts(t, st)
	_, err := add(t, st, exported(t, variant(t, "android-ko-2026"), piece(room(1, ""), 0, 300)), convert.InOptions{Into: room(1, "").Info.Title})
	several, ok := errors.AsType[*convert.SeveralChatsError](err)
	if !ok || len(several.Chats) != 2 || !slices.Equal(before, counts(t, st)) {
		t.Errorf("%v", err)
	}
}

func save(t *testing.T, dir string, v kakaotest.Variant, c *formattest.Chat) {
	t.Helper()
	fsys, err := v.FS(c)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	for name, f := range fsys {
		if err := os.WriteFile(filepath.Join(dir, name), f.Data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
