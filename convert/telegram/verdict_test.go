package telegram

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/tg"

	"exile/convert/handover"
	"exile/export"
)

// What arrived as it was sent is found to be so, in whichever of the two timelines.
func TestVerdictWhole(t *testing.T) {
	for seed := range uint64(20) {
		r := newRoom(rand.New(rand.NewPCG(seed, 1)), 300, 1+int(seed%3))
		r.arrive()
		want := Received{}
		if seed%2 == 1 {
			for _, m := range r.came {
				m.Date = int(time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC).Unix())
			}
			want.Today = r.messages()
		}
		got := r.judge(t)
		if diff := cmp.Diff(want, faultsOf(got)); diff != "" {
			t.Fatalf("seed %d (-want +got):\n%s", seed, diff)
		}
		if got.Got.Messages != r.messages() || !slices.Equal(got.Messages, r.ids()) {
			t.Fatalf("seed %d: %d of %d messages, numbers %d", seed, got.Got.Messages, r.messages(), len(got.Messages))
		}
		for i, s := range got.Sides {
			if s.Messages == 0 || s.Linked != 0 || s.Name != r.chat.People[i].Name {
				t.Fatalf("seed %d: %+v", seed, s)
			}
		}
		if again := r.judge(t); again.Hash != got.Hash {
			t.Fatal("the hash differs when the same is read again")
		}
		r.came[7].Message += "."
		if r.came[7].Media == nil && r.judge(t).Hash == got.Hash {
			t.Fatal("the hash is the same although a text is another")
		}
	}
}

// Damage of every kind, by chance and all at once, is told exactly: so much of each and
// nothing else.
func TestVerdictDamage(t *testing.T) {
	for seed := range uint64(60) {
		rnd := rand.New(rand.NewPCG(seed, 2))
		r := newRoom(rnd, 400, 1+int(seed%3))
		if seed%4 == 1 {
			r.here = []int64{0, -3*3600 - 1800, 8 * 3600}[seed%3]
		}
		r.arrive()
		order := rnd.Perm(len(r.came))
		take := func(fits func(*tg.Message) bool) *tg.Message { // one that nothing was done to
			for i, at := range order {
				if m := r.came[at]; fits(m) {
					order = slices.Delete(order, i, i+1)
					return m
				}
			}
			return nil
		}
		isFile := func(m *tg.Message) bool { return m.Media != nil }
		isText := func(m *tg.Message) bool { return m.Media == nil && len(m.Message) < 1000 }
		isOnce := func(m *tg.Message) bool { return isText(m) && strings.HasPrefix(m.Message, "안녕") }
		isLong := func(m *tg.Message) bool { return len(m.Message) > 5000 }
		want := Received{Shift: time.Duration(r.offset-r.here) * time.Second, Mend: mend(r.offset, r.offset-r.here)}
		drop, extra := map[*tg.Message]bool{}, map[*tg.Message]*tg.Message{}
		for range rnd.IntN(6) {
			drop[take(isText)] = true
			want.Missing++
		}
		for range rnd.IntN(6) {
			m := take(func(m *tg.Message) bool { // before the last: what comes after the import is no double of it
				return isText(m) && m.ID < r.came[len(r.came)-20].ID
			})
			extra[m] = m
			want.Doubled++
		}
		for range rnd.IntN(6) {
			take(isOnce).Message = "다른 글 " + strconv.FormatUint(rnd.Uint64(), 10)
			want.Changed++
		}
		for range rnd.IntN(4) {
			m := take(isFile)
			m.SetMedia(&tg.MessageMediaDocument{Document: &tg.Document{ID: 1, Size: 3}})
			want.Changed++
		}
		for range rnd.IntN(3) {
			m := take(isLong)
			m.Message = cutUnits(m.Message, maxUnits)
			want.Clipped++
		}
		for range rnd.IntN(3) {
			m := take(isText)
			m.Message = "  "
			want.Empty++
		}
		for range rnd.IntN(4) {
			m := take(isOnce)
			fwd, _ := m.GetFwdFrom()
			fwd.SetFromName("누군가")
			m.SetFwdFrom(fwd)
			want.Misnamed++
		}
		for range rnd.IntN(4) {
			other := &tg.Message{Date: 7, Message: fmt.Sprint("남의 글 ", rnd.Uint64())}
			fwd := tg.MessageFwdHeader{Imported: true, Date: 1500000000 + rnd.IntN(1e8)}
			fwd.SetFromName([]string{"김민수", "남"}[rnd.IntN(2)])
			other.SetFwdFrom(fwd)
			extra[take(isText)] = other
			want.Foreign++
		}
		movedOnce := take(isOnce)
		fwd, _ := movedOnce.GetFwdFrom()
		fwd.Date += 37
		movedOnce.SetFwdFrom(fwd)
		want.Moved = 1
		var came []*tg.Message
		for _, m := range r.came {
			if !drop[m] {
				came = append(came, m)
			}
			if other := extra[m]; other != nil {
				again := *other
				again.ID = m.ID + 1
				again.Date = m.Date
				came = append(came, &again)
			}
		}
		r.came = came
		got := r.judge(t)
		got.Today = 0 // the foreign ones' dates are by chance
		if diff := cmp.Diff(want, faultsOf(got)); diff != "" {
			t.Fatalf("seed %d (-want +got):\n%s", seed, diff)
		}
		if n := r.messages() - want.Missing; got.Got.Messages != n {
			t.Fatalf("seed %d: got %d messages, want %d", seed, got.Got.Messages, n)
		}
	}
}

func cutUnits(s string, n int) string {
	for i, r := range s {
		n--
		if r > 0xffff {
			n--
		}
		if n < 0 {
			return s[:i]
		}
	}
	return s
}

// A file that Telegram did not find arrives as the words that name it.
func TestVerdictUnbound(t *testing.T) {
	r := newRoom(rand.New(rand.NewPCG(4, 4)), 200, 2)
	r.arrive()
	i, n := 0, int64(0)
	for _, lines := range r.lines {
		for _, l := range lines {
			if l.who == "" {
				continue
			}
			if l.file != noFile && n < 5 {
				r.came[i].Media, r.came[i].Message = nil, l.text
				n++
			}
			i++
		}
	}
	if diff := cmp.Diff(Received{Unbound: 5}, faultsOf(r.judge(t))); diff != "" {
		t.Fatal(diff)
	}
}

// Times that are late by any difference of two offsets are found late by it, and the
// offset that puts them right is the server's.
func TestVerdictShift(t *testing.T) {
	for _, here := range []int64{0, 9*3600 - 900, 12 * 3600, -12 * 3600, 14 * 3600, -9*3600 - 1800, 5*3600 + 2700} {
		r := newRoom(rand.New(rand.NewPCG(5, 5)), 100, 2)
		r.here = here
		r.arrive()
		want := Received{Shift: time.Duration(r.offset-here) * time.Second, Mend: map[int64]string{
			0: "+00:00", 9*3600 - 900: "+08:45", 12 * 3600: "+12:00", -12 * 3600: "-12:00", 14 * 3600: "+14:00",
			-9*3600 - 1800: "-09:30", 5*3600 + 2700: "+05:45",
		}[here]}
		if diff := cmp.Diff(want, faultsOf(r.judge(t))); diff != "" {
			t.Errorf("server at %d: %s", here, diff)
		}
	}
}

// A chat of nothing but photos, of which some are missing, shows its shift.
func TestVerdictShiftOfPhotos(t *testing.T) {
	r := newRoom(rand.New(rand.NewPCG(6, 6)), 1, 1)
	r.lines, r.chat.Parts[0].Files = [][]said{nil}, nil
	for i := range 120 {
		r.chat.Parts[0].Files = append(r.chat.Parts[0].Files, handover.File{Name: fmt.Sprintf("%d.jpg", i), Kind: export.FilePhoto, Size: 9})
		r.lines[0] = append(r.lines[0], said{"김민수", 1600000020 + int64(i*i)*60, fmt.Sprintf("<attached: %d.jpg>", i), i})
	}
	r.here = 0
	r.arrive()
	r.came = r.came[5:]
	want := Received{Shift: 9 * time.Hour, Mend: "+00:00", Missing: 5}
	if diff := cmp.Diff(want, faultsOf(r.judge(t))); diff != "" {
		t.Fatal(diff)
	}
}

// A text whose days are all below 13 may be read with the month first: that is told,
// also together with a shift, and not as missing messages.
func TestVerdictSwapped(t *testing.T) {
	for _, here := range []int64{9 * 3600, 0} {
		r := newRoom(rand.New(rand.NewPCG(7, 7)), 300, 1)
		swapped := int64(0)
		for i := range r.lines[0] {
			l := &r.lines[0][i]
			at := time.Unix(l.local, 0).UTC()
			l.local = time.Date(2021, time.Month(1+i/100), 1+i/25, at.Hour(), at.Minute(), 0, 0, time.UTC).Unix()
			if l.who != "" && 1+i/25 != 1+i/100 {
				swapped++
			}
		}
		r.months, r.here = true, here
		r.arrive()
		want := Received{Swapped: swapped, Shift: time.Duration(r.offset-here) * time.Second, Mend: mend(r.offset, r.offset-here)}
		if diff := cmp.Diff(want, faultsOf(r.judge(t))); diff != "" {
			t.Fatal(diff)
		}
	}
}

// Names that became accounts are told as linked: by the plan, to an account that the
// plan does not name, and with two written names for one account.
func TestVerdictLinked(t *testing.T) {
	r := newRoom(rand.New(rand.NewPCG(8, 8)), 300, 1)
	r.linked = map[string]int64{"김민수": 10, "이영희": 77}
	r.plan = []Match{{Name: "김민수", State: MatchedSelf, Contact: 10}, {Name: "이영희", State: Ambiguous}, {Name: "Park:Ji-ho", State: Unmatched}}
	r.arrive()
	got := r.judge(t)
	if diff := cmp.Diff(Received{}, faultsOf(got)); diff != "" {
		t.Fatal(diff)
	}
	me, she, he := got.Sides[0], got.Sides[1], got.Sides[2]
	if me.Linked != me.Messages || me.Other != 0 || she.Linked != she.Messages || she.Other != she.Messages || he.Linked != 0 {
		t.Fatalf("sides: %+v", got.Sides)
	}

	r = newRoom(rand.New(rand.NewPCG(8, 9)), 300, 1)
	r.linked = map[string]int64{"김민수": 10, "이영희": 10}
	r.plan = []Match{{Name: "김민수", State: Matched, Contact: 10}, {Name: "이영희", State: Matched, Contact: 10}}
	r.arrive()
	if diff := cmp.Diff(Received{}, faultsOf(r.judge(t))); diff != "" {
		t.Fatal(diff)
	}
}

// The order counts: a message that stands elsewhere than it was sent is told.
func TestVerdictOrder(t *testing.T) {
	r := newRoom(rand.New(rand.NewPCG(9, 9)), 200, 1)
	r.arrive()
	first := r.came[0]
	r.came = append(r.came[1:150:150], append([]*tg.Message{first}, r.came[150:]...)...)
	if diff := cmp.Diff(Received{Disordered: 1}, faultsOf(r.judge(t))); diff != "" {
		t.Fatal(diff)
	}
}

// Notices that Telegram makes messages of are the receipt's, and no strangers.
func TestVerdictNotices(t *testing.T) {
	r := newRoom(rand.New(rand.NewPCG(10, 10)), 200, 1)
	r.arrive()
	id := 100000
	var want []int
	for _, l := range r.lines[0] {
		if l.who != "" {
			continue
		}
		id++
		want = append(want, id)
		m := &tg.Message{ID: id, Message: l.text, Date: int(l.local - r.here)}
		m.SetFwdFrom(tg.MessageFwdHeader{Imported: true, Date: int(l.local - r.here)})
		r.came = append(r.came, m)
	}
	got := r.judge(t)
	if diff := cmp.Diff(Received{}, faultsOf(got)); diff != "" {
		t.Fatal(diff)
	}
	if !slices.Equal(got.Notices, want) || len(want) == 0 {
		t.Fatalf("notices %v, want %v", got.Notices, want)
	}
}

// All messages in one minute, none of which arrived as it was sent, take no square time.
func TestVerdictHostile(t *testing.T) {
	r := newRoom(rand.New(rand.NewPCG(11, 11)), 1, 1)
	r.lines, r.chat.Parts[0].Files = [][]said{nil}, nil
	for i := range 60000 {
		r.lines[0] = append(r.lines[0], said{"김민수", 1600000020, fmt.Sprint("글 ", i), noFile})
	}
	r.arrive()
	for _, m := range r.came {
		m.Message = "x" + m.Message
	}
	start := time.Now()
	if diff := cmp.Diff(Received{Changed: 60000}, faultsOf(r.judge(t))); diff != "" {
		t.Fatal(diff)
	}
	if d := time.Since(start); d > 5*time.Second {
		t.Errorf("took %v", d)
	}
}

func TestMend(t *testing.T) {
	for _, c := range []struct {
		offset, late int64
		want         string
	}{
		{9 * 3600, 9 * 3600, "+00:00"},
		{9 * 3600, 12*3600 + 1800, "-03:30"},
		{9 * 3600, 0, ""},
		{9 * 3600, 61, ""},
		{9 * 3600, 24 * 3600, ""}, // no place on earth is that far from UTC
		{-5 * 3600, -3600, "-04:00"},
	} {
		if got := mend(c.offset, c.late); got != c.want {
			t.Errorf("mend(%d, %d) = %q, want %q", c.offset, c.late, got, c.want)
		}
	}
}
