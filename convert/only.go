package convert

import (
	"context"
	"iter"
	"slices"

	"exile/export"
	"exile/formats"
)

// Kind is what a message is, for a choice among them.
type Kind string

// The kinds. A message with files is of the kinds of its files.
const (
	KindText    Kind = "text"
	KindPhoto   Kind = "photo"
	KindVideo   Kind = "video"
	KindVoice   Kind = "voice"
	KindAudio   Kind = "audio"
	KindSticker Kind = "sticker"
	KindContact Kind = "contact"
	KindFile    Kind = "file"
	KindCall    Kind = "call"
	KindPoll    Kind = "poll"
	KindPlace   Kind = "place"
	KindCard    Kind = "card"
	KindDeleted Kind = "deleted"
	KindNotice  Kind = "notice"
)

// Kinds returns all kinds.
func Kinds() []Kind {
	return []Kind{
		KindText, KindPhoto, KindVideo, KindVoice, KindAudio, KindSticker, KindContact, KindFile,
		KindCall, KindPoll, KindPlace, KindCard, KindDeleted, KindNotice,
	}
}

// Only says which messages of a history are wanted. The zero value wants all.
type Only struct {
	People []export.PersonRef // what these wrote, and no notices; none: everybody
	Kinds  []Kind             // none: all
}

// Of returns a history that holds only what is wanted of h. Of a message with
// several files those of the kinds wanted stay.
func (o Only) Of(h formats.History) formats.History {
	if len(o.People) == 0 && len(o.Kinds) == 0 {
		return h
	}
	return chosen{h, o}
}

// chosen is some messages of a history.
type chosen struct {
	formats.History
	only Only
}

// Messages yields the messages wanted.
func (c chosen) Messages(ctx context.Context, chat export.ChatRef, r export.Range) iter.Seq2[*export.Message, error] {
	all := r
	all.Limit, all.Last = 0, false // of the messages wanted, not of all
	wanted := func(yield func(*export.Message, error) bool) {
		for m, err := range c.History.Messages(ctx, chat, all) {
			if err == nil && !c.only.wants(m) {
				continue
			}
			if !yield(m, err) {
				return
			}
		}
	}
	if r.Limit == 0 {
		return wanted
	}
	return limited(wanted, r)
}

// wants reports whether a message is wanted, and takes out of it the files that
// are not.
func (o Only) wants(m *export.Message) bool {
	_, notice := m.Content.(export.Notice)
	if len(o.People) > 0 && (notice || !slices.Contains(o.People, m.Sender)) {
		return false
	}
	if len(o.Kinds) == 0 {
		return true
	}
	media, ok := m.Content.(export.Media)
	if !ok || len(media.Files) == 0 {
		return slices.Contains(o.Kinds, kindOf(m.Content))
	}
	media.Files = slices.DeleteFunc(slices.Clone(media.Files), func(f export.File) bool {
		return !slices.Contains(o.Kinds, kindOfFile(f.Kind))
	})
	m.Content = media
	return len(media.Files) > 0
}

func kindOf(c export.Content) Kind {
	switch c.(type) {
	case export.Notice:
		return KindNotice
	case export.Call:
		return KindCall
	case export.Poll:
		return KindPoll
	case export.Place:
		return KindPlace
	case export.Card:
		return KindCard
	case export.Deleted:
		return KindDeleted
	case export.Media:
		return KindFile
	case export.Text, export.Unknown:
	}
	return KindText
}

func kindOfFile(k export.FileKind) Kind {
	switch k {
	case export.FilePhoto:
		return KindPhoto
	case export.FileVideo:
		return KindVideo
	case export.FileVoice:
		return KindVoice
	case export.FileAudio:
		return KindAudio
	case export.FileSticker:
		return KindSticker
	case export.FileContact:
		return KindContact
	case export.FileDocument:
	}
	return KindFile
}
