//go:build cgo

package kakaodb_test

import (
	"testing"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
	"exile/formats/kakaotalk/kakaodb/kakaodbtest"
)

// The files of an iPhone have no extension: what they are is read in them, or others
// would take a photo for a plain file. What the message says goes first.
func TestFilesWithoutExtension(t *testing.T) {
	const (
		mark = "AbCdEfGhIjKlMnOpQr"
		dir  = "PrivateDocuments/chat/18011/"
		jpeg = "\xff\xd8\xff\xe0 photo"
		mp4  = "\x00\x00\x00\x18ftypmp42\x00\x00"
	)
	for what, c := range map[string]struct {
		kind             int64
		attachment, file string
		head, name, mime string
	}{
		"a photo":                  {2, `{"key":"` + mark + `"}`, mark, jpeg, mark + ".jpg", "image/jpeg"},
		"a photo with a key":       {2, `{"k":"a/` + mark + `"}`, "17-" + mark, "\x89PNG\r\n\x1a\n", mark + ".png", "image/png"},
		"a photo with a type":      {2, `{"k":"` + mark + `","mt":"image/jpeg"}`, mark, jpeg, mark + ".jpg", "image/jpeg"},
		"a photo with a name":      {2, `{"k":"` + mark + `/i.jpg","mt":"image/jpeg"}`, mark, "GIF89a", "i.jpg", "image/jpeg"},
		"a photo that is unknown":  {2, `{"k":"` + mark + `"}`, mark, "what is this", mark, ""},
		"one without any name":     {2, `{"key":"` + mark + `"}`, mark, "what is this", "", ""},
		"a file with an extension": {2, `{"key":"` + mark + `"}`, mark + ".jpg", jpeg, "", "image/jpeg"},
		"a video":                  {3, `{"tk":"` + mark + `"}`, mark, mp4, mark + ".mp4", "video/mp4"},
		"a voice message":          {5, `{"url":"https://x.invalid/` + mark + `"}`, mark, mp4, mark + ".m4a", "audio/mp4"},
		"a file that is named":     {18, `{"name":"읽어 주세요","key":"` + mark + `"}`, mark, "%PDF-1.7", "읽어 주세요", "application/pdf"},
	} {
		t.Run(what, func(t *testing.T) {
			h := kakaodbtest.Example()
			h.Messages[2].Kind, h.Messages[2].Attachment = c.kind, c.attachment
			in := ios(t, h, formattest.File{Name: dir + c.file, Data: []byte(c.head)})
			w := sortOut(t, read(t, in, formats.ReadOptions{}))
			f := w.messages["103"].Content.(export.Media).Files[0]
			if f.State != export.FilePresent || f.Path != dir+c.file || f.Name != c.name || f.Type != c.mime {
				t.Errorf("it came as %+v", f)
			}
		})
	}
}
