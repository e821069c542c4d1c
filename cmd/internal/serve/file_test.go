//go:build cgo

package serve

import (
	"bytes"
	"fmt"
	"io"
	"mime"
	"net/http"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"exile/export"
	"exile/formats/formattest"
)

// sent is a file that somebody sent.
type sent struct {
	kind export.FileKind
	name string
	data string
}

// sending is a chat with one message that has files.
func sending(list ...sent) *formattest.History {
	files := map[string][]byte{}
	var media export.Media
	for i, f := range list {
		key := strconv.Itoa(i)
		files[key] = []byte(f.data)
		media.Files = append(media.Files, export.File{Kind: f.kind, Name: f.name, Path: key, State: export.FilePresent})
	}
	return formattest.NewHistory([]export.Event{
		&export.Person{Ref: 1, Names: []string{"한지우"}},
		&export.Chat{Ref: 1, App: "kakaotalk", Kind: export.ChatGroup, Title: "방"},
		&export.Message{Chat: 1, Sender: 1, Seq: 1, Content: media, Time: export.Time{T: time.Date(2026, 1, 1, 0, 0, 0, 0, seoul), Precision: time.Second}},
	}, files)
}

// Pictures of points, video and sound are shown as what they are; whatever else they are called, all else
// is only saved. No name of anybody's gets past the header that tells it.
func TestFilesAreWhatTheyAre(t *testing.T) {
	const rest = "0123456789012345678901234567890123456789"
	script := "<script>alert(1)</script>" + rest
	for _, c := range []struct {
		sent
		kind, disposition, as string
	}{
		{sent{export.FilePhoto, "a.jpg", "\xff\xd8\xff\xe0" + rest}, "image/jpeg", "inline", "a.jpg"},
		{sent{export.FilePhoto, "", "\x89PNG\r\n\x1a\n" + rest}, "image/png", "inline", "photo"},
		{sent{export.FilePhoto, "a.html", "GIF89a" + rest}, "image/gif", "inline", "a.html"},
		{sent{export.FilePhoto, "a.webp", "RIFF\x00\x00\x00\x00WEBP" + rest}, "image/webp", "inline", "a.webp"},
		{sent{export.FilePhoto, "a.avif", "\x00\x00\x00\x20ftypavif" + rest}, "image/avif", "inline", "a.avif"},
		{sent{export.FilePhoto, "a.bmp", "BM\x00\x01\x00\x00\x00\x00\x00\x006\x00\x00\x00(\x00\x00\x00\x01\x00\x00\x00\x01\x00\x00\x00\x01\x00" + rest}, "image/bmp", "inline", "a.bmp"},
		{sent{export.FileVideo, "영상.mp4", "\x00\x00\x00\x20ftypisom" + rest}, "video/mp4", "inline", "영상.mp4"},
		{sent{export.FileVideo, "a.mov", "\x00\x00\x00\x20ftypqt  " + rest}, "video/quicktime", "inline", "a.mov"},
		{sent{export.FileVideo, "a.webm", "\x1aE\xdf\xa3" + rest}, "video/webm", "inline", "a.webm"},
		{sent{export.FileVoice, "a.m4a", "\x00\x00\x00\x20ftypM4A " + rest}, "audio/mp4", "inline", "a.m4a"},
		{sent{export.FileVoice, "a.ogg", "OggS" + rest}, "audio/ogg", "inline", "a.ogg"},
		{sent{export.FileAudio, "a.mp3", "ID3" + rest}, "audio/mpeg", "inline", "a.mp3"},
		{sent{export.FileAudio, "b.mp3", "\xff\xfb\x90\x00" + rest}, "audio/mpeg", "inline", "b.mp3"},
		{sent{export.FileVoice, "a.aac", "\xff\xf1\x50\x80" + rest}, "audio/aac", "inline", "a.aac"},
		{sent{export.FileAudio, "a.wav", "RIFF\x00\x00\x00\x00WAVE" + rest}, "audio/wav", "inline", "a.wav"},
		{sent{export.FileAudio, "a.flac", "fLaC" + rest}, "audio/flac", "inline", "a.flac"},
		{sent{export.FileVoice, "a.amr", "#!AMR\n" + rest}, "audio/amr", "inline", "a.amr"},
		{sent{export.FilePhoto, "a.heic", "\x00\x00\x00\x20ftypheic" + rest}, "application/octet-stream", "attachment", "a.heic"},
		{sent{export.FilePhoto, "a.jpg", script}, "application/octet-stream", "attachment", "a.jpg"},
		{sent{export.FilePhoto, "a.svg", `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`}, "application/octet-stream", "attachment", "a.svg"},
		{sent{export.FileDocument, "a.html", script}, "application/octet-stream", "attachment", "a.html"},
		{sent{export.FileDocument, "a.pdf", "%PDF-1.7" + rest}, "application/octet-stream", "attachment", "a.pdf"},
		{sent{export.FileDocument, "a.txt", "\xff\xfeh\x00i\x00" + rest}, "application/octet-stream", "attachment", "a.txt"},
		{sent{export.FileDocument, "BM.txt", "BM is a text, and no picture at all, though it begins as one"}, "application/octet-stream", "attachment", "BM.txt"},
		{sent{export.FileDocument, "빈 파일.hwp", ""}, "application/octet-stream", "attachment", "빈 파일.hwp"},
		{sent{export.FileDocument, "../..\\\"청구서\"\r\nX-Evil: 1\u202egpj.exe", "MZ" + rest}, "application/octet-stream", "attachment", ""},
	} {
		w := openWindow(t, Options{Store: stored(t, sending(c.sent))})
		resp := w.send(http.MethodGet, "file/1/0", nil)
		data, err := io.ReadAll(resp.Body)
		_ = resp.Body.Close()
		if err != nil || string(data) != c.data || resp.StatusCode != http.StatusOK {
			t.Errorf("%q: status %d, %d bytes: %v", c.name, resp.StatusCode, len(data), err)
		}
		disposition, values, err := mime.ParseMediaType(resp.Header.Get("Content-Disposition"))
		if err != nil || disposition != c.disposition || c.as != "" && values["filename"] != c.as || strings.ContainsAny(values["filename"], "/\\\"\r\n\u202e") {
			t.Errorf("%q: disposition %q with %q: %v", c.name, disposition, values, err)
		}
		for name, want := range map[string]string{
			"Content-Type": c.kind, "X-Content-Type-Options": "nosniff", "Content-Security-Policy": filePolicy,
			"Cross-Origin-Resource-Policy": "same-origin", "Cache-Control": "no-store", "X-Evil": "",
		} {
			if got := resp.Header.Get(name); got != want {
				t.Errorf("%q: %s is %q, want %q", c.name, name, got, want)
			}
		}
	}
}

// A page names its files by addresses that have them, and a picture without a name is one.
func TestPageShowsFiles(t *testing.T) {
	w := openWindow(t, Options{Store: stored(t, sending(
		sent{export.FilePhoto, "", "\x89PNG\r\n\x1a\nx"}, sent{export.FileVideo, "b.mp4", "\x00\x00\x00\x20ftypisomx"},
		sent{export.FileVoice, "", "OggSx"}, sent{export.FileDocument, "d.html", "<p>"}, sent{export.FilePhoto, "e.heic", "x"},
	)), Lang: "ko"})
	page := w.page("chat/1")
	for _, want := range []string{
		`<a class="ph" href="BASEfile/1/0"><img src="BASEfile/1/0" alt="사진"`, `<video controls preload="none" src="BASEfile/1/1"`,
		`<audio controls preload="none" src="BASEfile/1/2"`, `<a download="d.html" href="BASEfile/1/3">`, `<a download="e.heic" href="BASEfile/1/4">`,
	} {
		if want = strings.ReplaceAll(want, "BASE", w.base); !strings.Contains(page, want) {
			t.Errorf("%s is not in %s", want, page)
		}
	}
	for _, m := range regexp.MustCompile(`file/1/\d`).FindAllString(page, -1) {
		w.page(m)
	}
	for _, address := range []string{"file/1/5", "file/2/0", "file/1/-1", "file/x/0", "file/0/0", "file/1/99999999999999999999"} {
		if status, _ := w.ask(http.MethodGet, address, nil); status != http.StatusNotFound {
			t.Errorf("%s: status %d", address, status)
		}
	}
}

// A video can be wound: any stretch of it comes alone, also where one piece ends and another begins.
func TestRanges(t *testing.T) {
	data := make([]byte, 3*pieceBytes+1000)
	for i := range data {
		data[i] = byte(i * 7 / 255)
	}
	copy(data, "\x00\x00\x00\x20ftypisom")
	w := openWindow(t, Options{Store: stored(t, sending(sent{export.FileVideo, "a.mp4", string(data)}))})
	if status, body := w.ask(http.MethodGet, "file/1/0", nil); status != http.StatusOK || body != string(data) {
		t.Errorf("status %d with %d bytes", status, len(body))
	}
	for _, c := range []struct{ from, to int }{
		{0, 0}, {pieceBytes - 1, pieceBytes}, {10, 2*pieceBytes + 10}, {len(data) - 5, len(data) - 1}, {2 * pieceBytes, 2*pieceBytes + 1},
	} {
		resp := w.send(http.MethodGet, "file/1/0", nil, "Range", fmt.Sprintf("bytes=%d-%d", c.from, c.to))
		got, err := io.ReadAll(resp.Body)
		_ = resp.Body.Close()
		if err != nil || resp.StatusCode != http.StatusPartialContent || !bytes.Equal(got, data[c.from:c.to+1]) || resp.Header.Get("Content-Type") != "video/mp4" {
			t.Errorf("bytes %d to %d: status %d with %d bytes, %v", c.from, c.to, resp.StatusCode, len(got), err)
		}
	}
	if status, _ := w.ask(http.MethodGet, "file/1/0", nil, "Range", fmt.Sprintf("bytes=%d-", len(data))); status != http.StatusRequestedRangeNotSatisfiable {
		t.Errorf("behind the end: status %d", status)
	}
	if status, body := w.ask(http.MethodHead, "file/1/0", nil); status != http.StatusOK || body != "" {
		t.Errorf("its head: status %d, %d bytes", status, len(body))
	}
}

// What a large file takes in memory does not grow with it.
func TestLargeFileStreams(t *testing.T) {
	const size = 64 << 20
	w := openWindow(t, Options{Store: stored(t, sending(sent{export.FileVideo, "a.mp4", "\x00\x00\x00\x20ftypisom" + strings.Repeat("x", size)}))})
	runtime.GC()
	resp := w.send(http.MethodGet, "file/1/0", nil)
	defer resp.Body.Close()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	n, err := io.Copy(io.Discard, resp.Body)
	runtime.ReadMemStats(&after)
	if err != nil || n < size {
		t.Fatal(n, err)
	}
	if taken := after.TotalAlloc - before.TotalAlloc; taken > 16<<20 {
		t.Errorf("%d MB were taken for %d", taken>>20, size>>20)
	}
}
