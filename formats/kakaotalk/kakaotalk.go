package kakaotalk

import "exile/formats"

// Format returns the KakaoTalk format.
func Format() formats.Format {
	return formats.Format{
		Name:  "kakaotalk",
		Title: formats.Text{EN: "KakaoTalk", KO: "카카오톡"},
		Help: formats.Text{
			EN: "chats exported on Android, iPhone, Windows or Mac, with or without media: folder, zip, .txt or .csv, 2015 to 2026",
			KO: "안드로이드, 아이폰, 윈도우, 맥에서 내보낸 대화: 미디어가 있거나 없는 폴더·zip·txt·csv 파일, 2015~2026년",
		},
		Reader: reader{},
	}
}

// reader reads every variant of the format; it has no state.
type reader struct{}
