//go:build cgo

package serve

import (
	"net/http"
	"strconv"

	"exile/export"
	"exile/export/store"
	"exile/formats/html/bubble"
	"exile/formats/words"
)

// mediaOnPage is how many files a page of them shows.
const mediaOnPage = 60

// gallery is the page of photos and files.
type gallery struct {
	Chats  []titled
	Chat   int64 // 0: all
	Kind   string
	Kinds  []kindChoice
	Months []galleryMonth
	Next   string // the address of the next page; "": there is none
}

// kindChoice is a kind of files to choose.
type kindChoice struct {
	Value, Label string
	Chosen       bool
}

// galleryMonth are the files of one month.
type galleryMonth struct {
	Name  string
	Files []galleryFile
}

// galleryFile is one file.
type galleryFile struct {
	Chat, Message int64
	Address       string
	Label         string // what it is, for those who do not see it
	Name          string
	Picture       bool
	Absent        bool
}

// mediaKinds are the choices of the page.
func mediaKinds(kind string) []export.FileKind {
	switch kind {
	case "video":
		return []export.FileKind{export.FileVideo}
	case "sound":
		return []export.FileKind{export.FileVoice, export.FileAudio}
	case "file":
		return []export.FileKind{export.FileDocument, export.FileContact}
	}
	return []export.FileKind{export.FilePhoto}
}

func (s *Server) mediaPage(w http.ResponseWriter, r *request) error {
	g := gallery{Chat: r.number("chat"), Kind: r.FormValue("kind")}
	for _, k := range []kindChoice{
		{Value: "photo", Label: r.say("KindPhoto", nil)},
		{Value: "video", Label: r.say("KindVideo", nil)},
		{Value: "sound", Label: r.say("KindSound", nil)},
		{Value: "file", Label: r.say("KindFile", nil)},
	} {
		k.Chosen = k.Value == g.Kind || g.Kind == "" && k.Value == "photo"
		g.Kinds = append(g.Kinds, k)
	}
	err := s.archive.read(r.Context(), func(st *store.Store) error {
		chats, err := st.View().Chats(r.Context())
		if err != nil {
			return err
		}
		for i := range chats {
			g.Chats = append(g.Chats, titled{int64(chats[i].Ref), r.titleOf(&chats[i])})
		}
		items, err := st.View().MediaPage(r.Context(), export.ChatRef(g.Chat), mediaKinds(g.Kind), export.MessageID(r.number("before")), mediaOnPage)
		if err != nil {
			return err
		}
		g.Months = r.byMonth(items)
		if len(items) >= mediaOnPage {
			g.Next = s.base + "media?chat=" + strconv.FormatInt(g.Chat, 10) + "&kind=" + mediaKind(g.Kind) +
				"&before=" + strconv.FormatInt(int64(items[len(items)-1].Message), 10)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return r.page(w, "media", "media", g)
}

// mediaKind is a kind as it stands in an address.
func mediaKind(kind string) string {
	switch kind {
	case "video", "sound", "file":
		return kind
	}
	return "photo"
}

// byMonth puts files under the months in which they were sent.
func (r *request) byMonth(items []store.MediaItem) []galleryMonth {
	var months []galleryMonth
	for i := range items {
		item := &items[i]
		name := bubble.DayOf(&item.Time).MonthName(string(r.lang))
		if n := len(months); n == 0 || months[n-1].Name != name {
			months = append(months, galleryMonth{Name: name})
		}
		month := &months[len(months)-1]
		month.Files = append(month.Files, r.galleryFile(item))
	}
	return months
}

func (r *request) galleryFile(item *store.MediaItem) galleryFile {
	f := &item.File
	kind := words.Kind(string(r.lang), f.Kind)
	one := galleryFile{
		Chat: int64(item.Chat), Message: int64(item.Message), Label: kind, Name: oneLine(f.Name),
		Address: r.s.base + "file/" + strconv.FormatInt(int64(item.Message), 10) + "/" + strconv.Itoa(item.Index),
		Picture: f.Kind == export.FilePhoto, Absent: f.State != export.FilePresent,
	}
	if day := bubble.DayOf(&item.Time); day != 0 {
		one.Label = kind + ", " + day.Long(string(r.lang))
	}
	if one.Name == "" {
		one.Name = kind
	}
	return one
}
