//go:build cgo

package serve

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"mime/multipart"
	"net/http"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"exile/formats/formattest"
	"exile/formats/kakaotalk/kakaotest"
)

// dropped is a file as a browser sends it: its name with its folders, and its bytes.
type dropped struct{ path, body string }

// multi writes files as drop.js sends them.
func multi(files ...dropped) (body []byte, kind string) {
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for _, f := range files {
		_ = w.WriteField("path", f.path)
		part, _ := w.CreateFormFile("file", "f")
		_, _ = io.WriteString(part, f.body)
	}
	_ = w.Close()
	return b.Bytes(), w.FormDataContentType()
}

// upload sends files and returns the answer.
func (w *window) uploads(files ...dropped) reply {
	w.t.Helper()
	body, kind := multi(files...)
	return w.replied(w.ask(http.MethodPost, "upload", bytes.NewReader(body), "Content-Type", kind))
}

func (w *window) replied(_ int, body string) reply {
	w.t.Helper()
	var r reply
	if err := json.Unmarshal([]byte(body), &r); err != nil {
		w.t.Fatalf("%s: %v", body, err)
	}
	return r
}

// arrives follows an answer through the pages of jobs to where it leads, relative to the base.
func (w *window) arrives(r reply) string {
	w.t.Helper()
	at := strings.TrimPrefix(r.Go, w.base)
	for range 6000 {
		if r.Error != "" || at == "" {
			w.t.Fatalf("it leads nowhere: %+v", r)
		}
		if !strings.HasPrefix(at, "jobs/") {
			return at
		}
		var s jobState
		if err := json.Unmarshal([]byte(w.get(at+"/state")), &s); err != nil {
			w.t.Fatal(err)
		}
		switch {
		case s.Ended:
			_, page := w.ask(http.MethodGet, at, nil)
			w.t.Fatalf("the job failed: %s", textOf(page))
		case s.Go != "":
			at = strings.TrimPrefix(s.Go, w.base)
		default:
			time.Sleep(10 * time.Millisecond)
		}
	}
	w.t.Fatal("the job does not end")
	return ""
}

// takes uploads files and returns where the intake is.
func (w *window) takes(files ...dropped) string {
	w.t.Helper()
	at := w.arrives(w.uploads(files...))
	if !strings.HasPrefix(at, "intake/") {
		w.t.Fatalf("arrived at %s", at)
	}
	return at
}

func (w *window) posts(at string, form url.Values) reply {
	w.t.Helper()
	return w.replied(0, w.post(at, form))
}

// textOf is the text of a page.
func textOf(page string) string {
	page = regexp.MustCompile(`(?s)<[^>]*>`).ReplaceAllString(page, " ")
	return strings.Join(strings.Fields(page), " ")
}

// says checks that a page has words, and has not others.
func says(t *testing.T, page string, want ...string) {
	t.Helper()
	text := textOf(page)
	for _, w := range want {
		no := strings.TrimPrefix(w, "!")
		if strings.Contains(text, no) == (no != w) {
			t.Errorf("%q: %v in %s", no, no == w, text)
		}
	}
}

// export1 are the files of an export of KakaoTalk, within a folder.
func export1(t *testing.T, v kakaotest.Variant, plan formattest.Plan, dir string) []dropped {
	t.Helper()
	fsys, err := v.FS(formattest.Generate(plan))
	if err != nil {
		t.Fatal(err)
	}
	var files []dropped
	err = fs.WalkDir(fsys, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(fsys, p)
		files = append(files, dropped{strings.TrimPrefix(dir+"/"+p, "/"), string(data)})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func zipOf(t *testing.T, files ...dropped) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range files {
		part, err := w.CreateHeader(&zip.FileHeader{Name: f.path, Method: zip.Deflate})
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.WriteString(part, f.body)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// talkOf is a text that KakaoTalk of Android exports: a chat of two, called by the other.
func talkOf(other, me string, n int) string {
	b := &strings.Builder{}
	fmt.Fprintf(b, "%s 님과 카카오톡 대화\n저장한 날짜 : 2024년 3월 5일 오후 9:00\n\n\n2024년 3월 4일 월요일\n", other)
	for i := range n {
		who := me
		if i%2 == 0 {
			who = other
		}
		fmt.Fprintf(b, "2024년 3월 4일 오후 %d:%02d, %s : 안녕 %s %d번째 말\n", 1+i/60%11, i%60, who, who, i)
	}
	return b.String()
}

func newDrop(t *testing.T) *window {
	t.Helper()
	dir := t.TempDir()
	return openWindow(t, Options{Store: filepath.Join(dir, "chats.exile"), NewSealed: filepath.Join(dir, "chats.exile.age"), Lang: "en"})
}
