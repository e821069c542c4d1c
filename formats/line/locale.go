package line

import (
	"strings"

	"exile/export"
)

// What the app writes, by language. Sources: test data of programs that read LINE
// texts. English, Japanese, Chinese of Taiwan and of the mainland, and Thai are
// known; of the other languages only the days of the week are, and the rest is
// read by structure.

// locale is one language of the app.
type locale struct {
	tag    string
	titles []titleForm // longest first: one may hold another
	files  []titleForm // the same in names of files
	saved  []string    // what line 2 begins with
	days   [7][]string // words for the days, from Sunday on
	marks  []word      // bodies in brackets
	bare   []word      // the same on computers, without brackets
	calls  []callWord
	self   []string // how the app names the one whose export it is
	unsent []string // "{X}" stands for who did it
	feeds  []feed
	nobody []string // names of accounts that are gone
}

// titleForm is what stands around the title of a chat.
type titleForm struct {
	before, after string
	kind          export.ChatKind
}

// what a word of the app stands for.
type what uint8

const (
	photo what = iota + 1
	video
	sticker
	voice
	file
	place
	contact
	album
	note
	gift
	poll
)

// word is a word of the app and what it stands for.
type word struct {
	text string
	what what
}

// callWord is what the app says of a call.
type callWord struct {
	text    string
	outcome export.CallOutcome
	bare    bool // it also stands without a telephone before it
}

var locales = []*locale{&english, &japanese, &taiwanese, &mainland, &thai, &korean, &indonesian, &vietnamese}

// korean, indonesian and vietnamese have no words of the app: no export in them
// was ever seen.
var (
	korean = locale{tag: "ko", days: [7][]string{
		{"일", "일요일"}, {"월", "월요일"}, {"화", "화요일"}, {"수", "수요일"}, {"목", "목요일"}, {"금", "금요일"}, {"토", "토요일"},
	}}
	indonesian = locale{tag: "id", days: [7][]string{
		{"Min", "Minggu"}, {"Sen", "Senin"}, {"Sel", "Selasa"}, {"Rab", "Rabu"}, {"Kam", "Kamis"}, {"Jum", "Jumat"}, {"Sab", "Sabtu"},
	}}
	vietnamese = locale{tag: "vi", days: [7][]string{
		{"CN", "Chủ Nhật"}, {"Th 2", "Thứ Hai"}, {"Th 3", "Thứ Ba"}, {"Th 4", "Thứ Tư"}, {"Th 5", "Thứ Năm"}, {"Th 6", "Thứ Sáu"}, {"Th 7", "Thứ Bảy"},
	}}
)

// halfWord is a mark of half a day.
type halfWord struct {
	word string
	half half
}

// halvesBefore says which half of the day a word before a time names.
func halvesBefore(word string) half {
	switch word {
	case "上午", "午前", "오전":
		return before
	case "下午", "午後", "오후":
		return after
	}
	return noHalf
}

// halvesAfter are those behind a time, besides AM and PM.
var halvesAfter = []halfWord{{"ก่อนเที่ยง", before}, {"หลังเที่ยง", after}}

// dayWord is a word for a day of the week.
type dayWord struct {
	day int8 // 0: Sunday
	loc *locale
}

var (
	dayWords = makeDayWords()
	words    = makeVocabulary()

	// nobodys dismisses most lines by a look.
	nobodys = makeSystemWords()
)

func makeDayWords() map[string]dayWord {
	all := map[string]dayWord{}
	for _, l := range locales {
		for day, words := range l.days {
			for _, w := range words {
				w = strings.ToLower(w)
				if _, taken := all[w]; !taken {
					all[w] = dayWord{int8(day), l}
				}
			}
		}
	}
	return all
}
