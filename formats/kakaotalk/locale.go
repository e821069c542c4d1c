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
	words    []mediaWord       // "사진" in "<사진 읽지 않음>", "사진 3장"
}

// affix is the text before and after a title.
type affix struct{ before, after string }

var koreanLocale = locale{
	tag:      "ko",
	titles:   []affix{{"", " 님과 카카오톡 대화"}, {"", "님과 카카오톡 대화"}, {"", " 카카오톡 대화"}},
	saved:    "저장한 날짜 : ",
	self:     []string{"회원님"},
	withheld: []string{"(알 수 없음)", "알 수 없음"},
	feeds:    koreanFeeds,
	markers:  koreanMarkers,
	prefixes: koreanPrefixes,
	words:    koreanWords,
}

var englishLocale = locale{
	tag:      "en",
	titles:   []affix{{"KakaoTalk Chats with ", ""}},
	saved:    "Date Saved : ",
	self:     []string{"you"},
	withheld: []string{"(Unknown)", "Unknown"},
	feeds:    englishFeeds,
	markers:  englishMarkers,
	prefixes: englishPrefixes,
	words:    englishWords,
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

// months are CLDR's names of the months as they stand in a date, by language.
var months = [][]string{
	{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
	{"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"},
	{"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"},
	{"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"},
	{"janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro", "novembro", "dezembro"},
	{"gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre"},
	{"Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"},
	{"января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"},
	{"Ocak", "Şubat", "Mart", "Nisan", "Mayıs", "Haziran", "Temmuz", "Ağustos", "Eylül", "Ekim", "Kasım", "Aralık"},
	{"มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน", "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม"},
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
}
