package kakaotest

import (
	"strings"

	"exile/export"
)

// Mac are the forms of the app for the Mac. Its notices are in English in 2015
// whatever the language of the app, and lose the last of several names. That in
// Japanese is derived; its notices are text, as nobody knows their words.
var Mac = []Variant{
	macForm(Variant{Name: "mac-ko-2015", lang: "ko", nameless: 2, english: true, says: map[export.FileKind]string{export.FilePhoto: "(사진)"}}),
	macForm(Variant{Name: "mac-en-2015", lang: "en", nameless: 2, says: map[export.FileKind]string{export.FilePhoto: "(Photo)"}}),
	macForm(Variant{Name: "mac-ko-2026", lang: "ko", bom: true, bare: "메시지가 삭제되었습니다.", hidden: "관리자가 메시지를 가렸습니다."}),
	macForm(Variant{Name: "mac-en-2026", lang: "en", bom: true, bare: "The message has been deleted.", nameless: 1, korean: true}),
	macForm(Variant{Name: "mac-ko-openchat", lang: "ko", plain: true, bare: "메시지가 삭제되었습니다.", hidden: "관리자가 메시지를 가렸습니다."}),
	macForm(Variant{Name: "mac-ja-derived", lang: "ja", bom: true}),
}

func macForm(v Variant) Variant {
	v.app, v.date = mac, layout("2006-01-02 15:04:05")
	return v
}

// field writes a field of the CSV.
func (v Variant) field(b *strings.Builder, s string) {
	if v.plain && !strings.ContainsAny(s, ",\"\r\n") {
		b.WriteString(s)
		return
	}
	b.WriteByte('"')
	b.WriteString(strings.ReplaceAll(s, `"`, `""`))
	b.WriteByte('"')
}
