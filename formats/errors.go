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

var errStopped = errors.New("stopped by the caller")
