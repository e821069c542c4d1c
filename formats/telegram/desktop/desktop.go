package desktop

import "exile/formats"

// Format returns the writer of Telegram Desktop's JSON: a format that no
// Telegram app reads, but most other tools that know Telegram do.
func Format() formats.Format {
	return formats.Format{
		Name:  "telegram-json",
		Title: formats.Text{EN: "Telegram Desktop JSON", KO: "텔레그램 데스크톱 JSON"},
		Help: formats.Text{
			EN: "a folder like an export from Telegram Desktop: result.json, media, and a list of people, for other tools to read",
			KO: "텔레그램 데스크톱에서 내보낸 것과 같은 폴더입니다(result.json, 미디어, 참여자 목록). 다른 도구에서 읽을 수 있습니다",
		},
		Writer: writer{},
	}
}
