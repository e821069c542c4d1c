package html

import (
	"strings"
	"testing"

	"exile/export"
)

// A file is called as its people call it, and where it has no extension as its bytes or its source say,
// unless a browser would run it then.
func TestFileNames(t *testing.T) {
	const box = "\x00\x00\x00\x18ftyp"
	for _, tt := range []struct {
		file       export.File
		head, want string
	}{
		{export.File{Name: "a.TXT"}, "", "a.txt"},
		{export.File{Name: "압축.ALZ"}, "ALZ\x01", "압축.alz"},
		{export.File{Name: "a.svg"}, "<svg", "a.svg.txt"},
		{export.File{Name: "IMG"}, box + "heic", "IMG.heic"},
		{export.File{Name: "IMG"}, box + "avif", "IMG.avif"},
		{export.File{Name: "IMG"}, box + "isom", "IMG.mp4"},
		{export.File{Name: "a"}, box + "M4A ", "a.m4a"},
		{export.File{Name: "a"}, box + "qt  ", "a.mov"},
		{export.File{Name: "a"}, "ID3\x04\x00\x00\x00\x00\x00\x00\x00\x00", "a.mp3"},
		{export.File{Name: "a"}, "#!AMR\n", "a.amr"},
		{export.File{Name: "a"}, "<html>", "a.bin"},
		{export.File{Kind: export.FileDocument, Path: "x/보고서.HWP"}, "\xd0\xcf", "file.hwp"},
		{export.File{Kind: export.FileVideo, Type: "video/webm"}, "\x1a\x45", "video.webm"},
		{export.File{Kind: export.FileDocument, Path: "x.html", Type: "text/html"}, "<html>", "file.bin"},
	} {
		stem, ext := fileName(&tt.file, []byte(tt.head))
		if got := stem + ext; got != tt.want {
			t.Errorf("%+v is called %q, want %q", tt.file, got, tt.want)
		}
	}
}

// Only of a file that has another name than its people gave it is that told.
func TestRenamedIsTold(t *testing.T) {
	for name, want := range map[string]bool{"메모.TXT": false, "메모.txt": false, "페이지.html": true} {
		file := export.File{Kind: export.FileDocument, Name: name, SHA256: "a", State: export.FilePresent}
		events, _ := roomOf(export.Media{Files: []export.File{file}})
		out, _ := written(t, events, map[string][]byte{"a": []byte("x")}, nil)
		if got := strings.Contains(string(out.Bytes("김서준/2026-01.html")), "안전을 위해 바꾼 이름"); got != want {
			t.Errorf("%s: another name is told: %v, want %v", name, got, want)
		}
	}
}
