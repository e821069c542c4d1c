package jsonl

import "exile/formats"

// Format returns exile's JSON Lines.
func Format() formats.Format {
	return formats.Format{
		Name:  "jsonl",
		Title: formats.Text{EN: "JSON Lines", KO: "JSON Lines"},
		Help: formats.Text{
			EN: "everything in one text file, an object a line, for scripts; media are named with their SHA-256, not included",
			KO: "모든 내용을 한 줄에 하나씩 담은 텍스트 파일입니다(스크립트용). 미디어는 이름과 SHA-256만 담습니다",
		},
		Reader: reader{},
		Writer: writer{},
	}
}
