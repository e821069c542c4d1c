package telegram

import (
	"testing"

	"exile/export"
)

func TestAttachmentNames(t *testing.T) {
	const stamp = "[08/02/2026, 15:17:05] "
	hex := "7d9b84aa7d9b84aa7d9b84aa7d9b84aa7d9b84aa7d9b84aa7d9b84aa7d9b84aa"
	for _, tt := range []struct {
		file  export.File
		want  string
		plain bool
	}{
		{export.File{Kind: export.FilePhoto, Name: hex + ".jpg"}, "00000042-PHOTO-2026-02-08-15-17-05.jpg", false},
		{export.File{Kind: export.FilePhoto, Name: "A.JPEG"}, "00000042-PHOTO-2026-02-08-15-17-05.jpg", false},
		{export.File{Kind: export.FilePhoto, Name: "a.png"}, "00000042-PHOTO-2026-02-08-15-17-05.png", true},
		{export.File{Kind: export.FilePhoto, Name: "a.gif"}, "00000042-PHOTO-2026-02-08-15-17-05.gif", true},
		{export.File{Kind: export.FileVideo, Name: "a.mp4"}, "00000042-VIDEO-2026-02-08-15-17-05.mp4", false},
		{export.File{Kind: export.FileVideo, Name: "a.MOV"}, "00000042-VIDEO-2026-02-08-15-17-05.mov", true},
		{export.File{Kind: export.FileVoice, Name: "a.opus"}, "00000042-AUDIO-2026-02-08-15-17-05.opus", false},
		{export.File{Kind: export.FileVoice, Name: "a.m4a"}, "00000042-AUDIO-2026-02-08-15-17-05.m4a", true},
		{export.File{Kind: export.FileSticker, Name: "a.webp"}, "00000042-STICKER-2026-02-08-15-17-05.webp", false},
		{export.File{Kind: export.FileSticker, Name: "a.png"}, "00000042-STICKER-2026-02-08-15-17-05.png", true},
		{export.File{Kind: export.FileDocument, Name: "보고서 최종.pdf"}, "00000042-보고서 최종.pdf", false},
		{export.File{Kind: export.FileDocument, Name: `C:\x\a>b: c.tar.gz`}, "00000042-a_b_ c.tar.gz", false},
		{export.File{Kind: export.FileDocument, Name: "LICENSE"}, "00000042-LICENSE", false},
		{export.File{Kind: export.FileDocument, Name: "v1.2 final"}, "00000042-v1.2 final", false},
		{export.File{Kind: export.FileDocument, Name: "..."}, "00000042", false},
		{export.File{Kind: export.FileContact, Name: "김민수.vcf"}, "00000042-김민수.vcf", false},
		{export.File{Kind: export.FileAudio, Name: "song.opus"}, "00000042-song.opus", false}, // music is no voice message
		{export.File{Kind: export.FilePhoto, Path: "media/a.jpg"}, "00000042-PHOTO-2026-02-08-15-17-05.jpg", false},
		{export.File{Kind: export.FilePhoto, Type: "image/jpeg"}, "00000042-PHOTO-2026-02-08-15-17-05.jpg", false},
		{export.File{Kind: export.FilePhoto}, "00000042-PHOTO-2026-02-08-15-17-05", true},
		{export.File{Kind: export.FilePhoto, Name: "a.jp>g"}, "00000042-PHOTO-2026-02-08-15-17-05", true},
	} {
		how := attach(&tt.file)
		if got := string(how.appendName(nil, 42, []byte(stamp))); got != tt.want || how.plain != tt.plain {
			t.Errorf("%s %q: %q (plain %v), want %q (%v)", tt.file.Kind, tt.file.Name, got, how.plain, tt.want, tt.plain)
		}
	}
}

func TestInsteadOf(t *testing.T) {
	here := export.File{Kind: export.FilePhoto, State: export.FilePresent}
	huge := export.File{Kind: export.FileVideo, State: export.FilePresent, Size: maxFile + 1}
	gone := export.File{Kind: export.FilePhoto, State: export.FileMissing}
	never := export.File{Kind: export.FilePhoto, State: export.FileNotExported}
	hollow := export.File{Kind: export.FileVoice, State: export.FilePresent, SHA256: noBytes}
	for _, tt := range []struct {
		name  string
		plain string
		files []export.File
		want  string
	}{
		{"all go", "사진 2장", []export.File{here, here}, ""},
		{"none was exported: the source's words", "사진 2장", []export.File{never, never}, "사진 2장"},
		{"none was exported, and no words", "", []export.File{never, never}, "[사진 2장 – 내보낸 파일에 없음]"},
		{"named but missing", "7d9b.jpg", []export.File{gone}, "[사진 – 내보낸 파일에 없음]"},
		{"some", "a.jpg\nb.jpg", []export.File{here, gone, never}, "[사진 2장 – 내보낸 파일에 없음]"},
		{"too large", "", []export.File{here, huge, gone}, "[사진 – 내보낸 파일에 없음] [동영상 – 너무 커서 보낼 수 없음]"},
		{"nothing in it", "음성", []export.File{hollow}, "[음성 메시지 – 빈 파일]"},
		{"nothing in one", "", []export.File{here, hollow, gone}, "[사진 – 내보낸 파일에 없음] [음성 메시지 – 빈 파일]"},
		{"no files at all", "사진", nil, "사진"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := insteadOf("ko", &export.Media{Files: tt.files, Plain: tt.plain}); got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}
