package whatsapptest

import (
	"iter"
	"strconv"

	"exile/export"
	"exile/formats/formattest"
)

// English returns the chat with texts in English in the place of its own: about
// as long, some on several lines, many unlike all others. It is for measuring.
func English(c *formattest.Chat) *formattest.Chat {
	sentences := []string{
		"Are you coming tonight?", "I'll be there at seven, maybe a little later", "ok", "haha", "Sounds good to me 👍",
		"Could somebody bring the charger that I left on the table last week?", "Happy birthday!! 🎂", "no", "yes",
		"https://example.com/map/place/12873645?from=share", "We could also meet in front of the station, it's closer for everyone",
		"The meeting moved to 3, please read the notes before", "What a goal", "thanks", "Did you hear about the new place on the corner?",
	}
	return c.Through(func(all iter.Seq[*export.Message]) iter.Seq[*export.Message] {
		return func(yield func(*export.Message) bool) {
			n := uint64(1)
			for m := range all {
				if _, ok := m.Content.(export.Text); ok {
					n = n*6364136223846793005 + 1442695040888963407
					body := sentences[n>>33%uint64(len(sentences))]
					switch n >> 60 {
					case 0:
						body += "\n" + sentences[n>>40%uint64(len(sentences))]
					case 1, 2, 3:
						body += " " + sentences[n>>40%uint64(len(sentences))] + " " + strconv.FormatUint(n>>44, 10)
					}
					m.Content = export.Text{Body: body}
				}
				if !yield(m) {
					return
				}
			}
		}
	})
}
