//go:build cgo

package convert_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

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
