package convert

import (
	"golang.org/x/text/unicode/norm"

	"exile/export"
)

// rooms are the chats that were there before. Where the app has keys for its rooms,
// a key is the room, whatever it is called by now. Exports without keys are known by
// the title, compared in NFC since systems write the same one differently.
type rooms struct {
	titled  map[room]bool // all
	keyless map[room]bool // of those, the ones without a key
	keyed   map[room]bool // by key
}

// room is an app and the title or key of one of its rooms.
type room struct{ app, name string }

func newRooms(chats []export.Chat) *rooms {
	r := &rooms{map[room]bool{}, map[room]bool{}, map[room]bool{}}
	r.add(chats)
	return r
}

func (r *rooms) add(chats []export.Chat) {
	for i := range chats {
		r.addOne(&chats[i])
	}
}

// addOne reports whether the room of a chat was there already. A chat with neither
// title nor key says nothing.
func (r *rooms) addOne(c *export.Chat) bool {
	title, key := room{c.App, norm.NFC.String(c.Title)}, room{c.App, c.SourceKey}
	twice := c.SourceKey != "" && r.keyed[key]
	if c.SourceKey != "" {
		r.keyed[key] = true
	}
	if c.Title == "" {
		return twice
	}
	if c.SourceKey == "" {
		twice = r.titled[title]
		r.keyless[title] = true
	} else {
		twice = twice || r.keyless[title]
	}
	r.titled[title] = true
	return twice
}
