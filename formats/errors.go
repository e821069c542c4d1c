package formats

import (
	"errors"
	"path"
)

// ErrNoDB is returned by a reader that needs ReadOptions.OpenDB and has none.
var ErrNoDB = errors.New("this format needs SQLite")

// ErrNoExport is returned by a reader that finds nothing of its own in an input
// that it was told to read.
var ErrNoExport = errors.New("the input holds no export of this format")

// ExplainedError is returned by a reader for an input that it recognises and
// cannot read as it is: both sentences go to the person in place of an error.
type ExplainedError struct {
	Name string // the file's
	What Text   // what it is, and why it is not read; {name} stands for Name
	Hint Text   // what to do instead; {name} as above
}

func (e *ExplainedError) Error() string { return e.Name + ": this is not read as it is" }

// DamagedDB is the error for a database in which SQLite finds that pages are missing
// or are not what they should be.
func DamagedDB(name string) *ExplainedError {
	return &ExplainedError{
		Name: path.Base(name),
		What: Text{
			EN: "The copy of the database “{name}” is damaged or incomplete.",
			KO: "데이터베이스 ‘{name}’ 파일의 사본이 손상되었거나 일부가 빠져 있습니다.",
		},
		Hint: Text{
			EN: "Copy it again while the app is closed, together with the file “{name}-wal” where there is one.",
			KO: "앱을 끝낸 뒤 다시 복사해 주세요. ‘{name}-wal’ 파일이 있으면 그것도 함께 복사하셔야 합니다.",
		},
	}
}

// OldMacLines is the error for a text whose lines end with CR alone: to everybody
// else it is one line, and no messenger writes it.
func OldMacLines(name string) *ExplainedError {
	return &ExplainedError{
		Name: path.Base(name),
		What: Text{
			EN: "The lines of “{name}” end as on Macs before 2001, so that it is a single line to other programs.",
			KO: "‘{name}’ 파일의 줄바꿈이 2001년 이전 맥의 방식이라, 다른 프로그램에는 전체가 한 줄로 보입니다.",
		},
		Hint: Text{
			EN: "Open it in a text editor and save it with the line ends of Unix (LF), or use the file as the app wrote it.",
			KO: "텍스트 편집기로 열어 줄바꿈을 유닉스(LF) 방식으로 바꾸어 저장하거나, 앱이 만든 파일을 그대로 쓰세요.",
		},
	}
}

var errStopped = errors.New("stopped by the caller")
