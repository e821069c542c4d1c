package convert

import (
	"golang.org/x/text/unicode/norm"

	"exile/export"
)

// rooms are the chats that were there before. Exports of one room are known by its
// title, compared in NFC since systems write the same one differently; where the app
// has keys for its rooms, two of one title with keys of their own are two rooms.
type rooms struct {
	titled map[room]bool // key is empty
	keyed  map[room]bool
}

type room struct{ app, title, key string }

func newRooms(chats []export.Chat) *rooms {
	r := &rooms{map[room]bool{}, map[room]bool{}}
	r.add(chats)
	return r
}

func (r *rooms) add(chats []export.Chat) {
	for i := range chats {
		r.addOne(&chats[i])
	}
}

// addOne reports whether the room of a chat was there already.
func (r *rooms) addOne(c *export.Chat) bool {
	title := room{app: c.App, title: norm.NFC.String(c.Title)}
	key := title
	key.key = c.SourceKey
	twice := r.keyed[key] || r.keyed[title] || c.SourceKey == "" && r.titled[title]
	r.titled[title], r.keyed[key] = true, true
	return twice
}
