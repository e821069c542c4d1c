package linetest

import (
	"iter"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"exile/export"
	"exile/formats/formattest"
)

// Talk returns a chat of people with names of one word, or some of them of
// several, who write in one language: "en", "ko" and "id" with spaces between
// words, "ja", "zh" and "th" with few. Words are as frequent as words are, a few
// begin many texts, and one text in three is a word. "" leaves the texts as they
// are: some dozens of sentences, again and again.
func Talk(p formattest.Plan, lang string, spaced bool) *formattest.Chat {
	rng := rand.New(rand.NewPCG(p.Seed, 0x74616c6b)) //nolint:gosec // the same chat every time is the purpose
	c := formattest.Generate(p)
	names := slices.Clone(oneWord)
	if spaced {
		names = slices.Concat(names[:len(names)/2], manyWords)
	}
	rng.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
	changed := *c
	changed.People = slices.Clone(c.People)
	for i := range changed.People {
		name := names[i%len(names)]
		if n := i / len(names); n > 0 {
			name += strconv.Itoa(n + 1)
		}
		changed.People[i].Names = []string{name}
	}
	if p.Direct {
		changed.Info.Title = changed.People[1].Name()
	}
	first, words := spoken[lang][0], spoken[lang][1]
	t := talk{first: strings.Fields(first), words: strings.Fields(words), glue: " ", people: changed.People}
	if lang == "ja" || lang == "zh" || lang == "th" {
		t.glue = ""
	}
	if lang == "" {
		return &changed
	}
	return changed.Through(func(all iter.Seq[*export.Message]) iter.Seq[*export.Message] {
		return func(yield func(*export.Message) bool) {
			rng := rand.New(rand.NewPCG(p.Seed, 0x776f7264)) //nolint:gosec // as above
			for m := range all {
				if _, ok := m.Content.(export.Text); ok {
					m.Content = export.Text{Body: t.text(rng)}
				}
				if !yield(m) {
					return
				}
			}
		}
	})
}

type talk struct {
	first, words []string // that begin texts, and others
	glue         string
	people       []export.Person
}

// text is one message.
func (t *talk) text(rng *rand.Rand) string {
	word := func() string {
		switch rng.IntN(25) {
		case 0:
			return strconv.Itoa(rng.IntN(10000))
		case 1:
			return t.people[rng.IntN(len(t.people))].Name()
		case 2:
			return "w" + strconv.FormatInt(rng.Int64N(1<<30), 36)
		}
		return frequent(rng, t.words)
	}
	begin := frequent(rng, t.first)
	if rng.IntN(3) == 0 {
		begin = word()
	}
	if rng.IntN(3) == 0 {
		return begin
	}
	var b strings.Builder
	b.WriteString(begin)
	for range 1 + rng.IntN(9) {
		switch {
		case rng.IntN(40) == 0:
			b.WriteByte('\n')
		case t.glue == "" && rng.IntN(6) == 0:
			b.WriteByte(' ')
		default:
			b.WriteString(t.glue)
		}
		b.WriteString(word())
	}
	return b.String()
}

// frequent picks a word, the first of a list most often.
func frequent(rng *rand.Rand, words []string) string {
	x := rng.Float64()
	return words[int(x*x*x*float64(len(words)))]
}
