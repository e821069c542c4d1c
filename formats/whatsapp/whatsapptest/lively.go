package whatsapptest

import (
	"iter"
	"strconv"
	"time"

	"exile/export"
	"exile/formats/formattest"
)

// Lively returns the chat with what generated chats lack in the place of some of
// its texts: stickers, audio files, contacts, captions, edited texts, polls,
// places, missed calls, messages deleted by a manager.
func Lively(c *formattest.Chat) *formattest.Chat {
	return c.Through(func(all iter.Seq[*export.Message]) iter.Seq[*export.Message] {
		return func(yield func(*export.Message) bool) {
			texts := 0
			for m := range all {
				if _, ok := m.Content.(export.Text); ok {
					if texts++; texts%7 == 3 {
						enliven(m, texts/7)
					}
				}
				if !yield(m) {
					return
				}
			}
		}
	})
}

func enliven(m *export.Message, n int) {
	state := export.FilePresent
	if n%5 == 2 {
		state = export.FileNotExported
	}
	file := func(kind export.FileKind, name, caption string) export.Media {
		return export.Media{Files: []export.File{{Kind: kind, Name: name, State: state}}, Caption: caption}
	}
	switch n % 14 {
	case 0:
		m.Content = file(export.FileSticker, "sticker.webp", "")
	case 1:
		m.Content = file(export.FileAudio, "song.mp3", "")
	case 2:
		m.Content = file(export.FileContact, "Ann Example "+strconv.Itoa(n)+".vcf", "")
	case 3:
		m.Content = file(export.FilePhoto, "photo.jpg", "한 줄 caption 🙂")
	case 4:
		m.Content = file(export.FileVideo, "video.mp4", "first line\n\nthird line (not a file)")
	case 5:
		m.Content = file(export.FileDocument, "Report "+strconv.Itoa(n)+" (final).pdf", "")
	case 6, 7:
		m.Edits = []export.Edit{{Content: export.Text{Body: "before"}}}
	case 8:
		m.Content = export.Poll{Question: "산 or 바다? (" + strconv.Itoa(n) + ")", Options: []export.PollOption{
			{Text: "산", Votes: n % 3}, {Text: "바다 (3 days)", Votes: 12}, {Text: "Neither: stay", Votes: 1},
		}}
	case 9:
		m.Content = export.Place{Lat: 51.5021456 + float64(n)/1024, Lng: -0.127397, HasPoint: true}
	case 10:
		m.Content = export.Place{Name: "Pimlico Gardens", Address: "London, United Kingdom"}
	case 11:
		m.Content = export.Call{Kind: export.CallVoice, Outcome: export.CallMissed}
	case 12:
		m.Content = export.Call{Kind: export.CallVideo, Outcome: export.CallEnded, Duration: time.Duration(1+n%90) * time.Minute}
	case 13:
		m.Content = export.Deleted{By: export.DeletedByAdmin}
	}
}
