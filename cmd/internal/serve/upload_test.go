//go:build cgo

package serve

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"exile/crypto"
)

// Names that lead elsewhere, or stand for two files, are refused, and nothing stays. Where names are
// told beforehand, that is said before a byte is sent.
func TestHostileNames(t *testing.T) {
	w := newDrop(t)
	text := talkOf("민준", "서연", 5)
	for what, files := range map[string][]dropped{
		"up":            {{"../talk.txt", text}},
		"up inside":     {{"room/../../talk.txt", text}},
		"absolute":      {{"/etc/talk.txt", text}},
		"a drive":       {{"C:/talk.txt", text}},
		"of Windows":    {{`..\talk.txt`, text}},
		"a line":        {{"room/talk.txt", text}, {"a\nb.txt", text}},
		"twice":         {{"talk.txt", text}, {"talk.txt", text}},
		"very long":     {{strings.Repeat("a", maxPath+1), text}},
		"of no letters": {{"", text}, {"", text}},
	} {
		if r := w.uploads(files...); r.Error == "" || r.Go != "" {
			t.Errorf("%s: %+v", what, r)
		}
		if left := w.intakes.list(); len(left) > 0 {
			t.Errorf("%s: %d intakes are left", what, len(left))
		}
		if r := w.tells(files...); r.Error == "" {
			t.Errorf("%s, beforehand: %+v", what, r)
		}
	}
	if r := w.uploads(dropped{"talk.txt\x00.jpg", text}); r.Error == "" {
		t.Errorf("a zero byte: %+v", r)
	}
	if r := w.tells(dropped{"room/talk.txt", ""}, dropped{"room/사진/1.jpg", ""}, dropped{"other.txt", ""}); r != (reply{}) {
		t.Errorf("names as they are: %+v", r)
	}
	var many []dropped
	for i := range maxPaths/4000 + 1 {
		many = append(many, dropped{fmt.Sprintf("room/%04000d", i), ""})
	}
	if r := w.tells(many...); r.Error != "The names of these files are too long all together." {
		t.Errorf("%d long names: %+v", len(many), r)
	}
	if r := w.uploads(many...); r.Error != "The names of these files are too long all together." {
		t.Errorf("%d long names: %+v", len(many), r)
	}
}

// tells sends names beforehand, as drop.js does.
func (w *window) tells(files ...dropped) reply {
	w.t.Helper()
	var b strings.Builder
	for _, f := range files {
		b.WriteString(f.path + "\x00")
	}
	return w.replied(w.ask(http.MethodPost, "upload/names", strings.NewReader(b.String()), "Content-Type", ""))
}

// A folder with a file that not every system could have is read without it, and the person is told
// which one and why.
func TestOddNames(t *testing.T) {
	for lang, why := range map[string]string{
		"en": "room/IMG.JPG – another file has the same name but for capital letters",
		"ko": "room/IMG.JPG – 대소문자만 다른 같은 이름의 파일이 있어 뺐습니다",
	} {
		w := newDrop(t)
		w.opt.Lang, w.lang = "", lang
		files := []dropped{{"room/KakaoTalkChats.txt", talkOf("민준", "서연", 30)}, {"room/img.jpg", "one"}, {"room/IMG.JPG", "other"}, {"room/a\\b\n.jpg", "x"}}
		if r := w.tells(files...); r != (reply{}) {
			t.Errorf("beforehand: %+v", r)
		}
		page := w.get(w.takes(files...))
		if !strings.Contains(page, "30") || !strings.Contains(page, `class="lost"`) {
			t.Error("not read, or not told")
		}
		says(t, page, "IMG.JPG", strings.TrimPrefix(why, "room/"))
	}
}

// A place is kept for what is on its way: another upload hears at once that there is none.
func TestPlaceIsKept(t *testing.T) {
	w := newDrop(t)
	file := dropped{"KakaoTalkChats.txt", talkOf("민준", "서연", 5)}
	for range maxIntakes - 1 {
		w.takes(file)
	}
	body, kind := multi(file)
	r, pipe := io.Pipe()
	answer := make(chan reply)
	go func() { answer <- w.replied(w.ask(http.MethodPost, "upload", r, "Content-Type", kind)) }()
	if _, err := pipe.Write(body[:100]); err != nil {
		t.Fatal(err)
	}
	for range 1000 {
		if w.intakes.full() {
			break
		}
		time.Sleep(time.Millisecond)
	}
	if told := w.uploads(file); told.Error != "Too many exports are open." {
		t.Errorf("the other: %+v", told)
	}
	if told := w.posts("upload/room", url.Values{"files": {"1"}, "bytes": {"1"}}); told.Error == "" {
		t.Errorf("the other, beforehand: %+v", told)
	}
	_, err := pipe.Write(body[100:])
	if err := errors.Join(err, pipe.Close()); err != nil {
		t.Fatal(err)
	}
	w.posts(w.arrives(<-answer)+"/drop", nil)
	if w.intakes.full() {
		t.Error("the place was not given back")
	}
	w.takes(file)
}

// Ten thousand files come as one does; a stream that is no form, or is cut, leaves nothing.
func TestUploads(t *testing.T) {
	w := newDrop(t)
	var many []dropped
	for i := range 10_000 {
		many = append(many, dropped{fmt.Sprintf("room/photos/%05d.jpg", i), "\xff\xd8\xff photo"})
	}
	many = append(many, dropped{"room/KakaoTalkChats.txt", talkOf("민준", "서연", 30)})
	says(t, w.get(w.takes(many...)), "1 chat with 30 messages.")

	before := len(w.intakes.list())
	body, kind := multi(dropped{"room/KakaoTalkChats.txt", talkOf("민준", "서연", 3000)})
	cut := w.replied(w.ask(http.MethodPost, "upload", bytes.NewReader(body[:len(body)/2]), "Content-Type", kind))
	end := w.replied(w.ask(http.MethodPost, "upload", bytes.NewReader(body[:len(body)-5]), "Content-Type", kind))
	wrong := w.replied(w.ask(http.MethodPost, "upload", bytes.NewReader(body), "Content-Type", "text/plain"))
	other := w.replied(w.ask(http.MethodPost, "upload", strings.NewReader("--x\r\nContent-Disposition: form-data; name=\"evil\"\r\n\r\nx\r\n--x--\r\n"), "Content-Type", "multipart/form-data; boundary=x"))
	none := w.replied(w.ask(http.MethodPost, "upload", strings.NewReader("--x--\r\n"), "Content-Type", "multipart/form-data; boundary=x"))
	for what, r := range map[string]reply{"cut": cut, "without an end": end, "no form": wrong, "another field": other, "nothing": none} {
		if r.Error == "" || r.Hint == "" || r.Go != "" {
			t.Errorf("%s: %+v", what, r)
		}
	}
	if after := len(w.intakes.list()); after != before {
		t.Errorf("%d intakes, before %d", after, before)
	}
}

// A browser that goes away in the middle leaves nothing on the disk.
func TestTabClosed(t *testing.T) {
	w := newDrop(t)
	r, pipe := io.Pipe()
	go func() {
		part := multipart.NewWriter(pipe)
		_ = part.WriteField("path", "big.zip")
		f, _ := part.CreateFormFile("file", "f")
		_, _ = f.Write(make([]byte, 8<<20))
		_ = pipe.CloseWithError(io.ErrClosedPipe)
	}()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://"+w.host+w.base+"upload", r)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Origin", "http://"+w.host)
	req.Header.Set(actHeader, "1")
	req.Header.Set("Content-Type", "multipart/form-data; boundary=x")
	if resp, err := w.client.Do(req); err == nil {
		_ = resp.Body.Close()
		t.Error("an answer came")
	}
	if left := w.intakes.list(); len(left) > 0 {
		t.Error("an intake is left")
	}
	dir := filepath.Dir(w.opt.Store)
	if entries, err := os.ReadDir(dir); err != nil || len(entries) > 0 {
		t.Errorf("left in the folder: %v, %v", entries, err)
	}
}

// Whether there is room is said before anything is sent.
func TestUploadRoom(t *testing.T) {
	w := newDrop(t)
	ask := func(files, size int64) reply {
		return w.posts("upload/room", url.Values{"files": {strconv.FormatInt(files, 10)}, "bytes": {strconv.FormatInt(size, 10)}})
	}
	if r := ask(3, 1000); r != (reply{}) {
		t.Errorf("%+v", r)
	}
	for what, r := range map[string]reply{"a huge one": ask(1, 1<<60), "none": ask(0, 0), "many": ask(maxFiles+1, 1), "nonsense": w.posts("upload/room", nil)} {
		if r.Error == "" {
			t.Errorf("%s: %+v", what, r)
		}
	}
}

// Two gigabytes pass through without being held in memory.
func TestHugeUpload(t *testing.T) {
	if testing.Short() {
		t.Skip("writes 2 GB")
	}
	w := newDrop(t)
	const total = 2 << 30
	r, pipe := io.Pipe()
	form := multipart.NewWriter(pipe)
	go func() {
		_ = form.WriteField("path", "zeros.bin")
		f, err := form.CreateFormFile("file", "f")
		zeros := make([]byte, 1<<20)
		for i := 0; i < total/len(zeros) && err == nil; i++ {
			_, err = f.Write(zeros)
		}
		_ = form.Close()
		_ = pipe.CloseWithError(err)
	}()
	var most uint64
	over := make(chan struct{})
	watched := make(chan struct{})
	go func() {
		defer close(watched)
		for {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			most = max(most, m.HeapInuse)
			select {
			case <-over:
				return
			case <-time.After(50 * time.Millisecond):
			}
		}
	}()
	began := time.Now()
	answer := w.replied(w.ask(http.MethodPost, "upload", r, "Content-Type", form.FormDataContentType()))
	took := time.Since(began)
	close(over)
	<-watched
	t.Logf("2 GB in %v, %d MB of heap at most", took.Round(time.Millisecond), most>>20)
	if most > 64<<20 {
		t.Errorf("%d MB of heap", most>>20)
	}
	at := w.arrives(answer)
	if n := w.intakes.list()[0].up.bytes(); n != total {
		t.Errorf("%d bytes arrived", n)
	}
	says(t, w.get(at), "“zeros.bin” is no exported chat")
}

// A disk that fills up while files come is told in words, and nothing stays.
func TestUploadFillsDisk(t *testing.T) {
	w := newDrop(t)
	full := &smallDisk{Disk: crypto.OS{}, room: 3 << 20}
	w.opt.Sealed.Disk = full
	r := w.uploads(dropped{"a.txt", strings.Repeat("x", 1<<20)}, dropped{"b.txt", strings.Repeat("x", 20<<20)})
	if r.Error != "The disk is full." || r.Hint == "" || full.open.Load() != 0 {
		t.Errorf("%+v, %d files are open", r, full.open.Load())
	}
	full.room = 1 << 30
	w.takes(dropped{"KakaoTalkChats.txt", talkOf("민준", "서연", 5)})
}

// smallDisk takes so many bytes.
type smallDisk struct {
	crypto.Disk
	room int64
	open atomic.Int64
}

func (d *smallDisk) Create(path string) (crypto.DiskFile, error) {
	f, err := d.Disk.Create(path)
	d.open.Add(1)
	return &smallFile{f, d}, err
}

type smallFile struct {
	crypto.DiskFile
	d *smallDisk
}

func (f *smallFile) WriteAt(p []byte, off int64) (int, error) {
	if off+int64(len(p)) > f.d.room {
		return 0, syscall.ENOSPC
	}
	return f.DiskFile.WriteAt(p, off)
}

func (f *smallFile) Close() error {
	f.d.open.Add(-1)
	return f.DiskFile.Close()
}
