package line

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
)

// Computers write messages in the order in which they came, so that one may stand
// late; and people begin lines of texts with times. A message is lost if the one is
// taken for the other.
func TestTimesThatGoBackOnComputers(t *testing.T) {
	const day = "2024.03.01 Friday\n09:15 Ann Lee good morning\n09:16 Bob Stone hi Ann\n09:17 Ann Lee see you\n09:18 Bob Stone fine then\n"
	for _, c := range []struct {
		why, text string
		want      []string
		kind      export.ChatKind
		self      string
		guessed   int
	}{
		{
			"a late message of somebody rare, behind a photo", "09:20 Ann Lee Photos\n09:19 Zoe hi there\n09:21 Bob Stone Stickers\n",
			[]string{"Ann Lee: photo Photos", "Zoe: text hi there", "Bob Stone: sticker Stickers"},
			export.ChatDirect, "Bob Stone", 1,
		},
		{
			"an hour late, behind a photo", "09:20 Ann Lee Photos\n08:19 Zoe hi there\n09:21 Bob Stone Stickers\n",
			[]string{"Ann Lee: photo Photos", "Zoe: text hi there", "Bob Stone: sticker Stickers"},
			export.ChatDirect, "Bob Stone", 1,
		},
		{
			"two minutes late, behind a text", "09:20 Ann Lee so\n09:18 Zoe hi there\n09:21 Bob Stone Stickers\n",
			[]string{"Ann Lee: text so", "Zoe: text hi there", "Bob Stone: sticker Stickers"},
			export.ChatDirect, "Bob Stone", 1,
		},
		{
			"a line of a text, behind a text", "09:20 Ann Lee so\n08:00 sharp I said\n08:10\n09:21 Bob Stone Stickers\n",
			[]string{"Ann Lee: text so\n08:00 sharp I said\n08:10", "Bob Stone: sticker Stickers"},
			export.ChatDirect, "Bob Stone", 1,
		},
		{
			"a line of a text, of one word", "09:20 Ann Lee so\n08:10 sharp\n09:21 Bob Stone Stickers\n",
			[]string{"Ann Lee: text so\n08:10 sharp", "Bob Stone: sticker Stickers"},
			export.ChatDirect, "Bob Stone", 1,
		},
		{
			"a line of a text that seems to go on", "10:00 sharp I said\n09:20 Ann Lee so\n09:21 Bob Stone Stickers\n",
			[]string{"sharp: text I said", "Ann Lee: text so", "Bob Stone: sticker Stickers"},
			export.ChatDirect, "Bob Stone", 1,
		},
	} {
		in := formattest.Input("[LINE]Ann Lee.txt", formattest.File{Name: "[LINE]Ann Lee.txt", Data: []byte(day + c.text)})
		events := formattest.Read(t, reader{}, in, formats.ReadOptions{})
		formattest.Accounting(t, in, events)
		names := map[export.PersonRef]string{}
		var lines []string
		self, guessed := "", 0
		for _, e := range events {
			switch e := e.(type) {
			case *export.Chat:
				if e.Kind != c.kind {
					t.Errorf("%s: the chat is %s", c.why, e.Kind)
				}
			case *export.Person:
				names[e.Ref] = e.Name()
				if e.Self {
					self = e.Name()
				}
			case *export.Message:
				kind := string(export.KindOf(e.Content))
				if m, ok := e.Content.(export.Media); ok {
					kind = string(m.Files[0].Kind)
				}
				lines = append(lines, names[e.Sender]+": "+kind+" "+e.Content.Words())
			case *export.Problem:
				if e.Code == export.GuessedName {
					guessed = e.Times()
				}
			case *export.Mark, *export.Unread, *export.Profile:
			}
		}
		lines = slices.Delete(lines, 0, 4)
		if d := cmp.Diff(c.want, lines); d != "" || self != c.self || guessed != c.guessed {
			t.Errorf("%s: %q is me, %d guessed, want %d\n%s", c.why, self, guessed, c.guessed, d)
		}
	}
}
