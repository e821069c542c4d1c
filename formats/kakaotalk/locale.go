package kakaotalk

// What the app writes, by language. Sources: exports of the years 2015 to 2026
// (see doc.go); the Korean and English words are the app's own. For other
// languages only what Unicode's CLDR says of dates is known; their markers stay
// text.

// locale is one language of the app.
type locale struct {
	tag      string
	titles   []affix // what stands around the title on line 1
	saved    string  // what line 2 begins with
	self     []string
	withheld []string // what stands for members who left the service
	feeds    []feed
	markers  map[string]marker // whole bodies
	prefixes []prefixMarker    // bodies with something after a colon or a space
	tails    []string          // what stands behind words for an emoticon
	words    []mediaWord       // "사진" in "<사진 읽지 않음>", "사진 3장"
	unnamed  map[string]marker // whole lines without a time or a name, on Windows
	warning  string            // beginning of what stands behind the line of someone who joins an open chat
}

// affix is the text before and after a title.
type affix struct{ before, after string }

var koreanLocale = locale{
	tag:      "ko",
	titles:   []affix{{"", "명)과 카카오톡 대화"}, {"", " 님과 카카오톡 대화"}, {"", "님과 카카오톡 대화"}, {"", " 카카오톡 대화"}},
	saved:    "저장한 날짜 : ",
	self:     []string{"회원님"},
	withheld: []string{"(알 수 없음)", "알 수 없음"},
	feeds:    koreanFeeds,
	markers:  koreanMarkers,
	prefixes: koreanPrefixes,
	tails:    koreanTails,
	words:    koreanWords,
	unnamed:  koreanBare,
	warning:  "타인, 기관 등의 사칭에 유의해 주세요.",
}

var englishLocale = locale{
	tag:      "en",
	titles:   []affix{{"KakaoTalk Chats with ", " people)"}, {"KakaoTalk Chats with ", ""}, {"", " with KakaoTalk Chats"}},
	saved:    "Date Saved : ",
	self:     []string{"you", "You"},
	withheld: []string{"(Unknown)", "Unknown"},
	feeds:    englishFeeds,
	markers:  englishMarkers,
	prefixes: englishPrefixes,
	tails:    englishTails,
	words:    englishWords,
	unnamed:  englishBare,
}

var locales = []*locale{&koreanLocale, &englishLocale}

// halves are the words for a.m. and p.m., in pairs, by language.
var halves = [][]string{
	{"오전", "오후"},
	{"AM", "PM", "am", "pm", "a.m.", "p.m.", "A.M.", "P.M.", "a. m.", "p. m.", "a.\u00a0m.", "p.\u00a0m.", "a.\u202fm.", "p.\u202fm."},
	{"午前", "午後"},
	{"上午", "下午"},
	{"SA", "CH"},
	{"ÖÖ", "ÖS"},
	{"ก่อนเที่ยง", "หลังเที่ยง"},
}

// known are the layouts seen in exports; others are learnt and reported.
var known = map[string]bool{
	"Y년 M월 D일 AP h:mm":     true, // A1, A6
	"Y년 M월 D일 h:mm":        true,
	"h:mmAP, MMMM D, Y":    true, // A2
	"MMMM D, Y, h:mm AP":   true, // A3
	"MMMM D, Y at h:mm AP": true, // A4
	"D MMMM Y, h:mm AP":    true, // A5
	"D MMMM Y at h:mm AP":  true,

	"Y. M. D. AP h:mm":    true, // I1
	"Y. M. D. h:mm":       true, // I2
	"AP h:mm":             true, // I3
	"h:mm":                true,
	"MMM D, Y, h:mm AP":   true, // I4
	"MMM D, Y at h:mm AP": true,
	"MMM D, Y h:mm":       true, // I5
	"MMM D, Y at h:mm":    true, // I6
}
