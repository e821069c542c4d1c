//go:build cgo

package serve

import (
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"path"
	"strconv"
	"strings"
	"time"

	"exile/export"
	"exile/export/store"
	"exile/formats"
)

// filePolicy is that of files of chats: even where a browser takes one for a page, it
// runs and loads nothing.
const filePolicy = "sandbox; default-src 'none'"

// errNoFile is told where a message has no such file, or its bytes did not come along.
var errNoFile = troubled(http.StatusNotFound, "NoFile", nil)

// file answers with a file of a message: file/MESSAGE/NUMBER.
func (s *Server) file(w http.ResponseWriter, r *request) error {
	return r.sendFile(w, func(id export.MessageID, n int) (*export.File, *fileReader, error) {
		var f *export.File
		err := s.archive.read(r.Context(), func(st *store.Store) error {
			m, err := st.View().Message(r.Context(), id)
			if f, err = presentFile(m, n, err); err == nil && f.SHA256 == "" {
				return errNoFile
			}
			return err
		})
		return f, &fileReader{hold: func(read func(io.ReadSeeker) error) error {
			return s.archive.read(r.Context(), func(st *store.Store) error {
				in, err := st.View().OpenFile(r.Context(), f)
				if err != nil {
					return err
				}
				defer in.Close() //nolint:errcheck // opened for reading
				return read(in)
			})
		}}, err
	})
}

// sendFile answers with the file of a message that the address names and find finds. Pictures of points,
// sound and video are what their first bytes say and may be shown; all else is only to be saved.
func (r *request) sendFile(w http.ResponseWriter, find func(id export.MessageID, n int) (*export.File, *fileReader, error)) error {
	id, err1 := strconv.ParseInt(r.PathValue("message"), 10, 64)
	n, err2 := strconv.Atoi(r.PathValue("n"))
	if err1 != nil || err2 != nil || id <= 0 || n < 0 {
		return errNoFile
	}
	f, content, err := find(export.MessageID(id), n)
	if err == nil {
		err = content.fill()
	}
	if err != nil {
		return err
	}
	kind, shown := kindOf(content.piece)
	disposition := "inline"
	if !shown {
		disposition = "attachment"
	}
	h := w.Header()
	h.Set("Content-Type", kind)
	h.Set("Content-Disposition", mime.FormatMediaType(disposition, map[string]string{"filename": downloadName(f)}))
	h.Set("Content-Security-Policy", filePolicy)
	http.ServeContent(w, r.Request, "", time.Time{}, content)
	return nil
}

// presentFile is a file of a message that was looked up with err, if its bytes came along.
func presentFile(m *export.Message, n int, err error) (*export.File, error) {
	if errors.Is(err, store.ErrNoMessage) {
		return nil, errNoFile
	}
	if err != nil {
		return nil, err
	}
	media, _ := m.Content.(export.Media)
	if n >= len(media.Files) || media.Files[n].State != export.FilePresent {
		return nil, errNoFile
	}
	return &media.Files[n], nil
}

// maxDownload is the longest name under which a file is saved, in bytes, without its extension.
const maxDownload = 80

// downloadName is the name under which a file is saved.
func downloadName(f *export.File) string {
	name := path.Base(strings.ReplaceAll(f.Name, `\`, "/"))
	ext := path.Ext(name)
	stem := formats.FileName(strings.TrimSuffix(name, ext), maxDownload)
	if ext = formats.FileName(ext, 16); ext != "" {
		ext = "." + strings.TrimPrefix(ext, ".")
	}
	if stem == "" {
		stem = string(f.Kind)
	}
	return stem + ext
}

// pieceBytes is how much of a file is read at a time.
const pieceBytes = 256 << 10

// fileReader reads a file of a message in pieces. What has the file is held for as long as it takes to
// read one, and not while a browser plays what it has: an archive that is locked meanwhile is locked at
// once, an intake that is thrown away is gone at once.
type fileReader struct {
	hold  func(read func(io.ReadSeeker) error) error // has the file read while it is there
	size  int64
	at    int64  // where Read goes on
	piece []byte // what was read last
	from  int64  // where that begins
}

// fill reads a piece from where Read goes on.
func (f *fileReader) fill() error {
	return f.hold(func(in io.ReadSeeker) (err error) {
		if f.size, err = in.Seek(0, io.SeekEnd); err == nil {
			_, err = in.Seek(f.at, io.SeekStart)
		}
		if err != nil {
			return fmt.Errorf("read a file: %w", err)
		}
		if f.piece == nil {
			f.piece = make([]byte, min(f.size, pieceBytes))
		}
		n, err := io.ReadFull(in, f.piece[:cap(f.piece)])
		f.piece, f.from = f.piece[:n], f.at
		if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
			return fmt.Errorf("read a file: %w", err)
		}
		return nil
	})
}

// Read reads on.
func (f *fileReader) Read(p []byte) (int, error) {
	if f.at >= f.size {
		return 0, io.EOF
	}
	if f.at < f.from || f.at >= f.from+int64(len(f.piece)) {
		if err := f.fill(); err != nil {
			return 0, err
		}
		if len(f.piece) == 0 {
			return 0, io.ErrUnexpectedEOF
		}
	}
	n := copy(p, f.piece[f.at-f.from:])
	f.at += int64(n)
	return n, nil
}

// Seek says where Read goes on. Nothing is read.
func (f *fileReader) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		offset += f.at
	case io.SeekEnd:
		offset += f.size
	}
	if offset < 0 {
		return 0, errors.New("seek before the beginning")
	}
	f.at = offset
	return offset, nil
}
