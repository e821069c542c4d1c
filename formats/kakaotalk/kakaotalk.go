package kakaotalk

import "exile/formats"

// Format returns the KakaoTalk format.
func Format() formats.Format {
	return formats.Format{
		Name:  "kakaotalk",
		Title: formats.Text{EN: "KakaoTalk", KO: "카카오톡"},
		Help: formats.Text{
			EN: "chats exported on Android, as text or with media: folder, zip or bare .txt, 2015 to 2026",
			KO: "안드로이드에서 내보낸 대화: 텍스트 또는 미디어 포함, 폴더·zip·txt 파일, 2015~2026년",
		},
		Reader: reader{},
	}
}

// reader reads every variant of the format; it has no state.
type reader struct{}
