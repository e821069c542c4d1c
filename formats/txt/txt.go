package txt

import (
	"exile/formats"
	"exile/formats/plain"
)

// Format returns transcripts.
func Format() formats.Format {
	return formats.Format{
		Name:  "txt",
		Title: formats.Text{EN: "Plain text", KO: "텍스트"},
		Help: formats.Text{
			EN: "a transcript of each chat, to read, print and search, with the media beside",
			KO: "대화마다 읽고 인쇄하고 찾아보기 좋은 텍스트를 만들고, 미디어는 옆 폴더에 둡니다",
		},
		Writer:        writer{},
		WriterOptions: []formats.Option{plain.NoMedia()},
	}
}
