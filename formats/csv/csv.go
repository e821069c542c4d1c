package csv

import (
	"exile/formats"
	"exile/formats/plain"
)

// The options' names.
const (
	optionOne     = "one-table"
	optionScripts = "for-scripts"
)

// Format returns tables of comma-separated values.
func Format() formats.Format {
	return formats.Format{
		Name:  "csv",
		Title: formats.Text{EN: "CSV", KO: "CSV"},
		Help: formats.Text{
			EN: "a table for each chat, for Excel and other spreadsheets, a row for each message, with the media beside",
			KO: "대화마다 엑셀 같은 프로그램에서 여는 표를 만듭니다. 메시지 하나가 한 행이고, 미디어는 옆 폴더에 둡니다",
		},
		Writer: writer{},
		WriterOptions: []formats.Option{
			{
				Name: optionOne, Kind: formats.OptionBool, Default: "false",
				Help: formats.Text{
					EN: "put all chats into one table",
					KO: "모든 대화를 표 하나에 담습니다",
				},
			},
			{
				Name: optionScripts, Kind: formats.OptionBool, Default: "false",
				Help: formats.Text{
					EN: "for scripts, not for Excel: no byte order mark, no apostrophe before what looks like a formula, columns named in English",
					KO: "엑셀이 아닌 스크립트용으로 씁니다: BOM과 수식 방지용 작은따옴표를 넣지 않고, 열 이름은 영어로 적습니다",
				},
			},
			plain.NoMedia(),
		},
	}
}
