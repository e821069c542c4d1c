//go:build cgo

package store

import "errors"

// tables are the inserters of a batch.
type tables struct {
	messages, times, keys                         *inserter
	files, captions, calls, polls, options        *inserter
	places, cards, notices, noticed, labels       *inserter
	spans, replies, forwards, reactions, edits    *inserter
	documents, witnesses, unread, members         *inserter
	versions                                      *inserter
	profiles, problems, originals, names, handles *inserter

	numbered bool // the ids of messages are given
	all      []*inserter
}

// newTables makes the inserters. Where messages are not numbered SQLite counts up
// from the highest id, which a bulk load is a little faster with.
func newTables(c *conn, numbered bool) tables {
	t := tables{numbered: numbered}
	add := func(table, columns string) *inserter {
		i := newInserter(c, table, columns)
		t.all = append(t.all, i)
		return i
	}
	const columns = "chat* sender time clock* seq kind text document* place"
	if numbered {
		t.messages = add("messages", "id "+columns)
	} else {
		t.messages = add("messages", columns)
	}
	t.times = add("times", "message nanos precision moved")
	t.keys = add("keys", "message key")
	t.files = add("files", "message position kind name type size sha256 state by_time root path key width height duration")
	t.captions = add("captions", "message caption")
	t.calls = add("calls", "message kind outcome duration")
	t.polls = add("polls", "message question closed")
	t.options = add("poll_options", "message position text votes")
	t.places = add("places", "message name address lat lng")
	t.cards = add("cards", "message kind title text url")
	t.notices = add("notices", "message kind actor")
	t.noticed = add("notice_people", "message position person")
	t.labels = add("labels", "message label")
	t.spans = add("spans", "message position kind start stop arg")
	t.replies = add("replies", "message key quote")
	t.forwards = add("forwards", "message name time precision zone inferred")
	t.reactions = add("reactions", "message position sign person count")
	t.edits = add("edits", "message position time precision zone inferred content")
	t.documents = add("documents", "id source input file")
	t.witnesses = add("witnesses", "export first_record first_message count document place clock without")
	t.versions = add("versions", "export record message told")
	t.unread = add("unread", "document place text")
	t.members = add("members", "export position person")
	t.names = add("names", "identity position name")
	t.handles = add("handles", "identity position handle")
	t.profiles = add("profiles", "source position variant locale clock zone encoding newlines dates unknown input file")
	t.problems = add("problems", "source position code name count text input file record line lines")
	t.originals = add("originals", "source root path sha256 size media")
	return t
}

func (t *tables) flush() error {
	for _, i := range t.all {
		if err := i.flush(); err != nil {
			return err
		}
	}
	return nil
}

func (t *tables) close() error {
	var errs []error
	for _, i := range t.all {
		errs = append(errs, i.close())
	}
	return errors.Join(errs...)
}
