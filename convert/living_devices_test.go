//go:build cgo

package convert_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"exile/export"
	"exile/export/store"
	"exile/formats/formattest"
	"exile/formats/kakaotalk/kakaotest"
)

// What Android, Windows and a Mac tell of one room is one history: every message
// once, in whatever order they come, with the seconds that only the Mac has.
func TestDevicesTellOneHistory(t *testing.T) {
	named := func(name string) kakaotest.Variant {
		i := slices.IndexFunc(kakaotest.All(), func(v kakaotest.Variant) bool { return v.Name == name })
		if i < 0 {
			t.Fatal(name)
		}
		return kakaotest.All()[i]
	}
	for _, names := range [][3]string{
		{"android-ko-2026", "windows-ko-2024", "mac-ko-2026"},
		{"android-en-2023", "windows-en-24h", "mac-en-2026"},
		{"android-ko-2015", "windows-en-24h", "mac-ko-2026"},
		{"android-media-ko-2026", "windows-ko-2024", "ios-en-2026"},
	} {
		t.Run(strings.Join(names[:], " "), func(t *testing.T) {
			t.Parallel()
			c := living1(7, 500)
			var forms []kakaotest.Variant
			for _, name := range names {
				forms = append(forms, named(name))
				c = forms[len(forms)-1].WithoutAmbiguous(c)
			}
			var paths []string
			for _, v := range forms {
				paths = append(paths, exported(t, v, c))
			}
			var first []string
			for _, o := range [][3]int{{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}} {
				st := living(t, paths[o[0]], paths[o[1]], paths[o[2]])
				got := told(t, st)
				everyOnce(t, forms, c, st)
				whole(t, st)
				if first == nil {
					first = got
				}
				same(t, fmt.Sprint("order ", o), first, got)
			}
		})
	}
}

// everyOnce compares a store of one room with the truth: each message that some form
// shows is there once, by its minute, sender and words.
func everyOnce(t *testing.T, forms []kakaotest.Variant, c *formattest.Chat, st *store.Store) {
	t.Helper()
	want := map[string]int{}
	for m := range c.Messages() {
		if _, isNotice := m.Content.(export.Notice); isNotice {
			want[fmt.Sprintf("%d notice", m.Time.T.Unix()/86400)]++
			continue
		}
		want[sign(m, c.People[max(m.Sender, 1)-1].Name())]++
	}
	chats, err := st.View().Chats(t.Context())
	if err != nil || len(chats) != 1 {
		t.Fatalf("%d chats, %v", len(chats), err)
	}
	people, err := st.View().People(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	names := map[export.PersonRef]string{}
	for i := range people {
		names[people[i].Ref] = realName(c, forms, &people[i])
	}
	got := map[string]int{}
	for m, err := range st.View().Messages(t.Context(), chats[0].Ref, export.Range{}) {
		if err != nil {
			t.Fatal(err)
		}
		if _, isNotice := m.Content.(export.Notice); isNotice {
			got[fmt.Sprintf("%d notice", m.Time.T.Unix()/86400)]++
			continue
		}
		got[sign(m, names[m.Sender])]++
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("-truth +store\n%.3000s", d)
	}
}

// sign tells messages apart: what a device writes for a photo is its own words.
func sign(m *export.Message, name string) string {
	said := string(export.KindOf(m.Content))
	if text, ok := m.Content.(export.Text); ok {
		said = text.Body
	}
	return fmt.Sprintf("%d %s %s", m.Time.T.Unix()/60, name, said)
}

// realName is what a person of the store is called in the chat: some forms call the
// one whose export it is by a word.
func realName(c *formattest.Chat, forms []kakaotest.Variant, p *export.Person) string {
	for _, name := range p.Names {
		for i := range c.People {
			for _, v := range forms {
				if v.Called(c, c.People[i].Ref) == name {
					return c.People[i].Name()
				}
			}
		}
	}
	return p.Name()
}

// humming is a room whose minutes are full of what people say all the time; one
// message in seven says something. The owner, who is the first, says most.
func humming(rnd *rand.Rand, n int) []*export.Message {
	at := time.Date(2024, 3, 4, 8, 57, 0, 0, time.FixedZone("", 9*3600))
	var list []*export.Message
	for len(list) < n {
		words := 1 + rnd.IntN(3)
		seconds := rnd.Perm(60)[:min(1+rnd.IntN(25), n-len(list))]
		slices.Sort(seconds)
		for _, second := range seconds {
			body := []string{"ㅋㅋ", "ㅇㅇ", "ㅋㅋㅋ"}[rnd.IntN(words)]
			if rnd.IntN(7) == 0 {
				body = fmt.Sprintf("내일 모임은 %d번 출구 앞입니다", rnd.IntN(10000))
			}
			list = append(list, &export.Message{
				Chat: 1, Sender: export.PersonRef(1 + rnd.IntN(1+rnd.IntN(4))), Seq: int64(len(list) + 1), Content: export.Text{Body: body},
				Time: export.Time{T: at.Add(time.Duration(second) * time.Second), Precision: time.Second, Zone: export.ZoneAssumed},
			})
		}
		at = at.Add(time.Duration(1+rnd.IntN(4)*rnd.IntN(20)) * time.Minute)
	}
	return list
}

// Two devices tell of a room that is repetition, each in its own words and one of them
// of a part: of every pair of devices nothing is lost, and at most one message in a
// thousand stands twice. One calls the owner by name, another one "you".
func TestDevicesAgreeOnRepetition(t *testing.T) {
	runs := 24
	if testing.Short() {
		runs = 6
	}
	devices := [][]kakaotest.Variant{kakaotest.Android, kakaotest.IOS, kakaotest.Windows, kakaotest.Mac}
	for i, of := range devices {
		for j, other := range devices {
			t.Run(of[0].Name+" "+other[0].Name, func(t *testing.T) {
				t.Parallel()
				joined, messages, lost, doubled := 0, 0, 0, 0
				for run := range runs {
					rnd := rand.New(rand.NewPCG(uint64(run), uint64(10*i+j)))
					base := formattest.Generate(formattest.Plan{Seed: uint64(run), Messages: 1, People: 4})
					list := humming(rnd, 400)
					forms := []kakaotest.Variant{of[rnd.IntN(len(of))], other[rnd.IntN(len(other))]}
					parts := halves(rnd, list)
					st := newLiving(t)
					for _, n := range rnd.Perm(2) {
						saved := list[399].Time.T.Add(time.Duration(n+1) * time.Hour)
						addTo(t, st, exported(t, forms[n], roomOf(base, parts[n], saved)))
					}
					if len(counts(t, st)) > 1 {
						continue // without a title, or with hardly anything in common; that is said
					}
					l, d := astray(t, st, forms, roomOf(base, list, time.Time{}))
					if l+d > 0 {
						t.Logf("run %d, %s and %s: %d lost, %d doubled", run, forms[0].Name, forms[1].Name, l, d)
					}
					joined, messages, lost, doubled = joined+1, messages+len(list), lost+l, doubled+d
				}
				t.Logf("%d of %d joined, %d messages: %d lost, %d doubled", joined, runs, messages, lost, doubled)
				if 3*joined < runs || lost > 0 || 1000*doubled > messages {
					t.Errorf("%d of %d joined, %d messages: %d lost, %d doubled", joined, runs, messages, lost, doubled)
				}
			})
		}
	}
}

// halves cuts a chat within a minute into two that have ten minutes or more in common,
// or all of it and the second half.
func halves(rnd *rand.Rand, list []*export.Message) [2][]*export.Message {
	mid := 130 + rnd.IntN(130)
	from := mid - 1
	for from > 0 && list[mid].Time.T.Sub(list[from].Time.T) < 10*time.Minute {
		from--
	}
	parts := [2][]*export.Message{list[:mid], list[from:]}
	if rnd.IntN(2) == 0 {
		parts[0] = list
	}
	if rnd.IntN(2) == 0 {
		parts[0], parts[1] = parts[1], parts[0]
	}
	return parts
}

// astray counts the messages of a room that a store of it has not, or has once too
// often: by minute, sender and words.
func astray(t *testing.T, st *store.Store, forms []kakaotest.Variant, c *formattest.Chat) (lost, doubled int) {
	t.Helper()
	left := map[string]int{}
	for m := range c.Messages() {
		left[sign(m, c.People[m.Sender-1].Name())]++
	}
	people, err := st.View().People(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	names := map[export.PersonRef]string{}
	for i := range people {
		names[people[i].Ref] = realName(c, forms, &people[i])
	}
	for m, err := range st.View().Messages(t.Context(), 1, export.Range{}) {
		if err != nil {
			t.Fatal(err)
		}
		left[sign(m, names[m.Sender])]--
	}
	for _, n := range left {
		lost += max(n, 0)
		doubled += max(-n, 0)
	}
	return lost, doubled
}
