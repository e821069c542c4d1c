package whatsapp

import "exile/formats"

// Format returns the WhatsApp format.
func Format() formats.Format {
	return formats.Format{
		Name:  "whatsapp",
		Title: formats.Text{EN: "WhatsApp", KO: "왓츠앱"},
		Help: formats.Text{
			EN: "chats exported on an iPhone or on Android, with or without media: folder, zip or .txt, in any language",
			KO: "아이폰이나 안드로이드에서 내보낸 대화: 미디어가 있거나 없는 폴더·zip·txt 파일, 모든 언어",
		},
		Reader: reader{},
		ReaderOptions: []formats.Option{{
			Name: dateOrder, Kind: formats.OptionChoice, Default: "auto",
			Values: []string{"auto", string(dayFirst), string(monthFirst), string(yearFirst)},
			Help: formats.Text{
				EN: "the order of day and month in the dates, where the file leaves it open",
				KO: "날짜의 일·월 순서(파일만으로 알 수 없을 때)",
			},
		}},
	}
}

// dateOrder is the name of the option.
const dateOrder = "date-order"

// reader reads every variant of the format; it has no state.
type reader struct{}
