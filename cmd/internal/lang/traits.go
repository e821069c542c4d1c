package lang

import "strings"

// IsVersion reports whether what a reader says of a file is but the version of its
// format, which is no device and no program.
func IsVersion(said string) bool { return strings.HasPrefix(said, "version ") }

// Trait returns in words what a reader says of a file: its variant, clock or
// encoding; ok is false for what has no words of its own.
func Trait(said string) (Text, bool) {
	if n, ok := strings.CutPrefix(said, "version "); ok {
		return Text{EN: "version " + n, KO: "버전 " + n}, true
	}
	t, ok := traits[said]
	return t, ok
}

var traits = map[string]Text{
	"Local":                  {EN: "this computer's", KO: "이 컴퓨터의 시간대"}, // time.Local's name for itself
	"android":                {EN: "Android", KO: "안드로이드"},
	"android with media":     {EN: "Android with media", KO: "안드로이드(미디어 포함)"},
	"ios":                    {EN: "iPhone", KO: "아이폰"},
	"ios with media":         {EN: "iPhone with media", KO: "아이폰(미디어 포함)"},
	"windows":                {EN: "Windows", KO: "윈도우 PC"},
	"windows with media":     {EN: "Windows with media", KO: "윈도우 PC(미디어 포함)"},
	"mac":                    {EN: "Mac (CSV)", KO: "맥(CSV)"},
	"mac with media":         {EN: "Mac (CSV) with media", KO: "맥(CSV, 미디어 포함)"},
	"android-db":             {EN: "Android database", KO: "안드로이드 데이터베이스"},
	"ios-db":                 {EN: "iPhone database", KO: "아이폰 데이터베이스"},
	"mac-db":                 {EN: "Mac database", KO: "맥 데이터베이스"},
	"mobile":                 {EN: "sent from a phone", KO: "휴대폰에서 보낸 것"},
	"mobile without heading": {EN: "sent from a phone, without its heading", KO: "휴대폰에서 보낸 것(머리글 없음)"},
	"desktop":                {EN: "saved on a computer", KO: "컴퓨터에서 저장한 것"},
	"desktop json":           {EN: "Telegram Desktop, JSON", KO: "텔레그램 데스크톱 JSON"},
	"desktop html":           {EN: "Telegram Desktop, HTML", KO: "텔레그램 데스크톱 HTML"},
	"12h and 24h":            {EN: "12h and 24h", KO: "12시간제와 24시간제 섞임"},
	"12h":                    {EN: "12h", KO: "12시간제(오전·오후)"},
	"24h":                    {EN: "24h", KO: "24시간제"},
	"UTF-8 with BOM":         {EN: "UTF-8 with BOM", KO: "UTF-8(BOM 있음)"},
}
