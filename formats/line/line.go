package line

import "exile/formats"

// Format returns the format of LINE's texts.
func Format() formats.Format {
	return formats.Format{
		Name:  "line",
		Title: formats.Text{EN: "LINE", KO: "라인"},
		Help: formats.Text{
			EN: "chats saved as text on a phone or a computer, in any language",
			KO: "휴대전화나 컴퓨터에서 텍스트로 저장한 대화(모든 언어)",
		},
		Reader:        reader{},
		ReaderOptions: options(),
	}
}

func options() []formats.Option {
	return []formats.Option{
		{
			Name: optionDateOrder, Kind: formats.OptionChoice, Default: "auto", Values: []string{"auto", "dmy", "mdy", "ymd"},
			Help: formats.Text{
				EN: "the order of day and month in the dates, where the file leaves it open",
				KO: "날짜의 일·월 순서(파일만으로 알 수 없을 때)",
			},
		},
		{
			Name: optionEncoding, Kind: formats.OptionChoice, Default: "auto",
			Values: []string{"auto", "utf-8", "utf-16", "cp874", "shift-jis", "big5", "gb18030"},
			Help: formats.Text{
				EN: "how the text file is encoded",
				KO: "텍스트 파일의 인코딩",
			},
		},
		{
			Name: optionName, Kind: formats.OptionList,
			Help: formats.Text{
				EN: "a name that stands in a chat saved on a computer, as it is written there; may be given several times",
				KO: "컴퓨터에서 저장한 대화에 나오는 이름(적힌 그대로). 여러 번 쓸 수 있습니다",
			},
			Example: "Ann Lee",
		},
	}
}

const (
	optionDateOrder = "date-order"
	optionEncoding  = "encoding"
	optionName      = "name"
)

// reader reads the texts of phones and computers; it has no state.
type reader struct{}
