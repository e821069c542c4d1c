package desktop

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"exile/formats"
)

// rest passes over what stands behind a whole file: white space, and the zeros that
// some disks and programs leave.
func (w *walker) rest() error {
	w.mended.allow()
	behind := w.dec.UnreadBuffer()
	for buf := make([]byte, mendBlock); ; {
		if len(bytes.Trim(behind, " \t\r\n\x00")) > 0 {
			return w.damaged(nil)
		}
		if err := w.ctx.Err(); err != nil {
			return err
		}
		w.mended.allow()
		n, err := w.mended.Read(buf)
		if n == 0 && err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return w.failed(err)
		}
		behind = buf[:n]
	}
}

// failed tells apart a file that cannot be read, one that is damaged, and the end.
func (w *walker) failed(err error) error {
	if cause := w.mended.failed(); cause != nil {
		return fmt.Errorf("read %s: %w", w.name, cause)
	}
	if err == io.EOF { //nolint:errorlint // it comes bare where a file ends as it should
		return err
	}
	return w.damaged(err)
}

// damaged explains a file that is no JSON, or not to its end. It names no byte of
// what is around it, which would be somebody's message.
func (w *walker) damaged(err error) error {
	e := &formats.ExplainedError{
		Name: w.name,
		What: formats.Text{
			EN: fmt.Sprintf("“{name}” is damaged: behind its byte %d it is no longer JSON.", w.dec.InputOffset()),
			KO: fmt.Sprintf("‘{name}’ 파일이 손상되었습니다. %d번째 바이트 뒤부터 JSON이 아닙니다.", w.dec.InputOffset()),
		},
		Hint: copyAgain(),
	}
	switch {
	case errors.Is(err, errLong):
		e.What = formats.Text{
			EN: "“{name}” holds a single value of more than 64 MiB, which no export of Telegram has.",
			KO: "‘{name}’ 파일에 64 MiB보다 큰 값이 하나 들어 있습니다. 텔레그램에서 내보낸 파일에는 이런 값이 없습니다.",
		}
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		e.What = formats.Text{
			EN: "“{name}” ends in the middle: the export was not finished, or not all of it was copied.",
			KO: "‘{name}’ 파일이 중간에서 끝납니다. 내보내기가 끝나지 않았거나 파일이 다 복사되지 않았습니다.",
		}
	}
	return e
}

// maxChats is how many chats one file may hold: Telegram lets nobody have so many.
const maxChats = 100_000

func (w *walker) tooMany() error {
	return &formats.ExplainedError{
		Name: w.name,
		What: formats.Text{
			EN: fmt.Sprintf("“{name}” holds more than %d chats, which no account has.", maxChats),
			KO: fmt.Sprintf("‘{name}’ 파일에 대화가 %d개보다 많이 들어 있습니다. 대화가 이렇게 많은 계정은 없습니다.", maxChats),
		},
		Hint: copyAgain(),
	}
}

// copyAgain says what to do about a file that is not as Telegram Desktop wrote it.
func copyAgain() formats.Text {
	return formats.Text{
		EN: "Copy it once more from where it was exported, or export it again with Telegram Desktop. Do not edit it.",
		KO: "내보낸 원본을 다시 복사하시거나 텔레그램 데스크톱에서 다시 내보내 주세요. 파일을 고치지 마세요.",
	}
}
