//go:build cgo

package serve

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"syscall"

	"exile/cmd/internal/lang"
	"exile/convert"
	"exile/crypto"
)

const (
	maxFiles    = 500_000   // of one upload; as convert.Limits
	maxPath     = 4 << 10   // bytes of a file's name with its folders
	maxPaths    = 64 << 20  // bytes of all of these together
	uploadBlock = 64 << 10  // bytes that are sealed at a time
	roomToSpare = 256 << 20 // bytes of the disk that an upload leaves alone
)

// upload is what a browser has handed over: files one behind the other in a file that has no
// name and whose bytes are sealed.
type upload struct {
	scratch *crypto.Scratch
	kept    *crypto.ScratchFile
	files   []convert.GivenFile
	names   names
}

// names looks at the names of files as they come.
type names struct {
	given convert.GivenNames
	bytes int
}

// add refuses a name, if it must be. Files are not taken for it alone, and are refused at once.
func (n *names) add(name string) error {
	if n.bytes += len(name); n.bytes > maxPaths {
		return troubled(http.StatusRequestEntityTooLarge, "LongNames", nil)
	}
	return givenTrouble(n.given.Add(name))
}

func (u *upload) close() error { return u.kept.Close() }

// bytes is how much was handed over.
func (u *upload) bytes() int64 { return u.kept.Size() }

// scratch is where what was handed over lies until it is kept or thrown away: on the disk
// that the store is on or will be, which has room or nothing comes of it.
func (s *Server) scratch() *crypto.Scratch {
	for dir := filepath.Dir(s.archive.at()); ; dir = filepath.Dir(dir) {
		info, err := os.Stat(dir)
		if err == nil && info.IsDir() && mayWrite(dir) {
			return &crypto.Scratch{Dir: dir, Disk: s.opt.Sealed.Disk}
		}
		if err == nil || filepath.Dir(dir) == dir {
			return &crypto.Scratch{Disk: s.opt.Sealed.Disk}
		}
	}
}

// mayWrite reports whether a file can be made in a folder, by making one.
func mayWrite(dir string) bool {
	f, err := (&crypto.Scratch{Dir: dir}).Create(0)
	if err != nil {
		return false
	}
	return f.Close() == nil
}

// uploadRoom says beforehand whether an upload may come: whoever sends gigabytes should not hear
// of a full disk at their end.
func (s *Server) uploadRoom(w http.ResponseWriter, r *request) error {
	if s.archive.state() == lockedStore {
		return errLocked
	}
	files, err1 := strconv.ParseInt(r.PostForm.Get("files"), 10, 64)
	total, err2 := strconv.ParseInt(r.PostForm.Get("bytes"), 10, 64)
	switch {
	case err1 != nil || err2 != nil || total < 0:
		return errBadRequest
	case files <= 0:
		return troubled(http.StatusUnprocessableEntity, "NothingGiven", nil)
	case files > maxFiles:
		return tooManyFiles()
	case s.intakes.full():
		return troubled(http.StatusConflict, "ManyIntakes", nil)
	}
	dir := s.scratch().Dir
	if dir == "" {
		dir = os.TempDir()
	}
	if free, known := convert.FreeSpace(dir); known && total > free-roomToSpare {
		return troubled(http.StatusInsufficientStorage, "NoRoom", lang.V{"bytes": size(total), "free": size(free)})
	}
	return writeReply(w, http.StatusOK, reply{})
}

func tooManyFiles() error {
	return troubled(http.StatusRequestEntityTooLarge, "ManyFiles", lang.V{"n": int64(maxFiles)})
}

// uploadNames says beforehand whether files can be taken by their names, which come in their order
// with a zero byte behind each.
func (s *Server) uploadNames(w http.ResponseWriter, r *request) error {
	if s.archive.state() == lockedStore {
		return errLocked
	}
	all := bufio.NewScanner(r.Body)
	all.Buffer(nil, maxPath+1)
	all.Split(upToZero)
	var n names
	for all.Scan() {
		if err := n.add(all.Text()); err != nil {
			_, _ = io.Copy(io.Discard, r.Body) // else no answer is heard
			return err
		}
	}
	switch err := all.Err(); {
	case errors.Is(err, bufio.ErrTooLong):
		_, _ = io.Copy(io.Discard, r.Body)
		return errBadRequest
	case err != nil:
		return uploadTrouble(broken(err))
	}
	return writeReply(w, http.StatusOK, reply{})
}

// upToZero splits at bytes of zero.
func upToZero(data []byte, _ bool) (advance int, token []byte, err error) {
	if i := bytes.IndexByte(data, 0); i >= 0 {
		return i + 1, data[:i:i], nil
	}
	return 0, nil, nil
}

// upload takes what the browser sends, a stream of parts: for each file its name with its folders
// ("path", which browsers cut out of the name of a part) and then its bytes ("file"). What has come is read
// in a job. If the connection breaks, nothing stays.
func (s *Server) upload(w http.ResponseWriter, r *request) error {
	in, err := s.take(r)
	if err != nil {
		return err
	}
	return r.follow(w, s.read(in, in.asked()))
}

// take makes an intake of what the browser sends.
func (s *Server) take(r *request) (*intake, error) {
	if s.archive.state() == lockedStore {
		return nil, errLocked
	}
	if !s.intakes.reserve() {
		return nil, troubled(http.StatusConflict, "ManyIntakes", nil)
	}
	defer s.intakes.release()
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, errBadRequest
	}
	u, err := s.receive(parts)
	if err != nil {
		// A browser hears an answer only once it has sent everything.
		_, _ = io.Copy(io.Discard, r.Body)
		return nil, uploadTrouble(err)
	}
	in, err := s.intakes.open(s, u)
	if err != nil {
		return nil, errors.Join(err, u.close())
	}
	return in, nil
}

// uploadTrouble says why files did not arrive.
func uploadTrouble(err error) error {
	switch {
	case errors.Is(err, syscall.ENOSPC):
		return troubled(http.StatusInsufficientStorage, "DiskFull", nil)
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return troubled(http.StatusBadRequest, "UploadBroken", nil)
	}
	return err
}

// receive keeps the parts of an upload.
func (s *Server) receive(parts *multipart.Reader) (*upload, error) {
	u := &upload{scratch: s.scratch()}
	var err error
	if u.kept, err = u.scratch.Create(uploadBlock); err != nil {
		return nil, err
	}
	if err := u.receive(parts); err != nil {
		return nil, errors.Join(err, u.close())
	}
	return u, nil
}

func (u *upload) receive(parts *multipart.Reader) error {
	name, piece := "", make([]byte, uploadBlock)
	for {
		part, err := parts.NextRawPart()
		if err == io.EOF {
			break
		}
		if err != nil {
			return broken(err)
		}
		switch part.FormName() {
		case "path":
			text, err := io.ReadAll(io.LimitReader(part, maxPath+1))
			if err != nil {
				return broken(err)
			}
			if len(text) == 0 || len(text) > maxPath {
				return errBadRequest
			}
			name = string(text)
			if err := u.names.add(name); err != nil {
				return err
			}
		case "file":
			if name == "" {
				name = part.FileName() // without its folders
				if err := u.names.add(name); err != nil {
					return err
				}
			}
			if err := u.keep(part, name, piece); err != nil {
				return err
			}
			name = ""
		default:
			return errBadRequest
		}
	}
	if len(u.files) == 0 {
		return troubled(http.StatusUnprocessableEntity, "NothingGiven", nil)
	}
	return nil
}

// broken is what a stream that cannot be read any further means.
func broken(err error) error { return errors.Join(io.ErrUnexpectedEOF, err) }

// keep writes a file behind the others.
func (u *upload) keep(part io.Reader, name string, piece []byte) error {
	if len(u.files) == maxFiles {
		return tooManyFiles()
	}
	at := u.kept.Size()
	to := &noting{w: u.kept}
	if _, err := io.CopyBuffer(to, part, piece); err != nil {
		if to.err != nil {
			return to.err
		}
		return broken(err)
	}
	size := u.kept.Size() - at
	u.files = append(u.files, convert.GivenFile{Name: name, Size: size, Data: io.NewSectionReader(u.kept, at, size)})
	return nil
}

// noting remembers that it was writing that failed, and not reading.
type noting struct {
	w   io.Writer
	err error
}

// Write writes on.
func (n *noting) Write(p []byte) (int, error) {
	var k int
	k, n.err = n.w.Write(p)
	return k, n.err
}
