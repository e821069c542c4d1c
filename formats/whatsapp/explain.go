package whatsapp

import (
	"path"

	"exile/formats"
)

// oldMacError is the error for a text whose lines end with CR alone: to everybody
// else it is one message.
func oldMacError(name string) *formats.ExplainedError {
	return &formats.ExplainedError{
		Name: path.Base(name),
		What: formats.Text{
			EN: "The lines of “{name}” end as on Macs before 2001, so that it is a single line to other programs.",
			KO: "‘{name}’ 파일의 줄바꿈이 2001년 이전 맥의 방식이라, 다른 프로그램에는 전체가 한 줄로 보입니다.",
		},
		Hint: formats.Text{
			EN: "Open it in a text editor and save it with the line ends of Unix (LF), or use the file as WhatsApp wrote it.",
			KO: "텍스트 편집기로 열어 줄바꿈을 유닉스(LF) 방식으로 바꾸어 저장하거나, 왓츠앱이 만든 파일을 그대로 쓰세요.",
		},
	}
}
