//go:build cgo

package serve

import (
	"io"
	"mime"
	"net/http"
	"os"
	"slices"
	"sync"
	"time"

	"exile/convert"
	"exile/crypto"
	"exile/export"
	"exile/formats"
)

// made is a file that was made for the person to take with them. It lies in the scratch, sealed
// under a key that is only in memory, until it is thrown away: by hand, or by a lock, whatever it
// was made of.
type made struct {
	id     string
	name   string // see downloadFile
	what   *making
	chats  []export.Chat
	report *convert.OutReport
	at     time.Time
	size   int64

	mu   sync.RWMutex // of file: a download reads while another tab throws the file away
	file *crypto.ScratchFile
}

// ReadAt reads. After the file was thrown away it is an error, and a download ends short.
func (m *made) ReadAt(p []byte, off int64) (int, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	if m.file == nil {
		return 0, os.ErrClosed
	}
	return m.file.ReadAt(p, off)
}

func (m *made) drop() {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.file != nil {
		_ = m.file.Close() // it has no name: nothing of it stays
		m.file = nil
	}
}

// downloadFile is the name under which what was made is saved. It names no chat and nobody:
// browsers keep the names of downloads in their history, in the clear, and folders of
// downloads are looked through by many programs.
func downloadFile(f formats.Format) string {
	return madeName(f) + extension(f)
}

// madeName is what the output is called in its report.
func madeName(f formats.Format) string { return "exile-" + f.Name }

func extension(f formats.Format) string {
	if !f.Writer.Can().SingleFile {
		return ".zip"
	}
	switch f.Name {
	case "jsonl":
		return ".jsonl"
	case "telegram-json":
		return ".json"
	}
	return ".txt"
}

// keep keeps what was made. What comes after the end of the window is thrown away at once.
func (k *jobs) keep(m *made) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.closed {
		m.drop()
		return
	}
	k.made = append(k.made, m)
}

// dropMade throws away what was made.
func (k *jobs) dropMade(which func(*made) bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.made = slices.DeleteFunc(k.made, func(m *made) bool {
		gone := which(m)
		if gone {
			m.drop()
		}
		return gone
	})
}

// madeOf returns what a request is about.
func (k *jobs) madeOf(r *request) (*made, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, m := range k.made {
		if m.id == r.PathValue("id") {
			return m, nil
		}
	}
	return nil, troubled(http.StatusNotFound, "NoMade", nil)
}

// others returns what else was made, the newest first.
func (k *jobs) others(than *made) []*made {
	k.mu.Lock()
	defer k.mu.Unlock()
	var list []*made
	for _, m := range slices.Backward(k.made) {
		if m != than {
			list = append(list, m)
		}
	}
	return list
}

// download answers with what was made. A browser that lost the connection goes on where it was.
func (s *Server) download(w http.ResponseWriter, r *request) error {
	m, err := s.jobs.madeOf(r)
	if err != nil {
		return err
	}
	if r.PathValue("name") != m.name {
		return errNoSuchPage
	}
	h := w.Header()
	h.Set("Content-Type", "application/octet-stream")
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": m.name}))
	h.Set("ETag", `"`+m.id+`"`) // or a browser would not go on
	http.ServeContent(w, r.Request, "", time.Time{}, io.NewSectionReader(m, 0, m.size))
	return nil
}

// throwAway forgets what was made.
func (s *Server) throwAway(w http.ResponseWriter, r *request) error {
	m, err := s.jobs.madeOf(r)
	if err != nil {
		return err
	}
	s.jobs.dropMade(func(other *made) bool { return other == m })
	return r.goTo(w, "")
}
