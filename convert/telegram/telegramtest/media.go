package telegramtest

import (
	"bytes"
	"time"

	"github.com/gotd/td/tg"
)

// media checks what is uploaded for an import.
func (w *World) media(in tg.InputMediaClass) (*Media, error) {
	m := &Media{id: number(), access: number()}
	var f *stored
	var err error
	switch in := in.(type) {
	case *tg.InputMediaUploadedPhoto:
		m.Kind = Photo
		if f, err = w.file(in.File); err != nil {
			return nil, err
		}
		if !picture(f.head) || f.size > maxPhoto {
			return nil, refused("MEDIA_INVALID")
		}
	case *tg.InputMediaUploadedDocument:
		if f, err = w.file(in.File); err != nil {
			return nil, err
		}
		if in.MimeType == "" {
			return nil, refused("MEDIA_INVALID")
		}
		m.Type, m.attributes = in.MimeType, in.Attributes
		if !m.classify(f) {
			return nil, refused("MEDIA_INVALID")
		}
	default:
		return nil, refused("MEDIA_INVALID")
	}
	m.Size, m.SHA256, m.Big = f.size, f.sha256, f.big
	if m.Kind == Photo || m.Width == 0 {
		m.Width, m.Height = f.width, f.height
	}
	if w.keep {
		m.Bytes = f.data
		return m, nil
	}
	f.data = nil
	return m, nil
}

// picture reports whether bytes begin like something that can be a photo.
func picture(head []byte) bool {
	for _, magic := range []string{"\xff\xd8\xff", "\x89PNG\r\n\x1a\n", "GIF8", "BM"} {
		if bytes.HasPrefix(head, []byte(magic)) {
			return true
		}
	}
	return webp(head)
}

func webp(head []byte) bool {
	return len(head) > 12 && string(head[:4]) == "RIFF" && string(head[8:12]) == "WEBP"
}

// classify finds out what a document is by its attributes, and reports whether its
// bytes can be that.
func (m *Media) classify(f *stored) bool {
	m.Kind = Document
	m.tgs = m.Type == "application/x-tgsticker"
	ok, animated := true, false
	for _, a := range m.attributes {
		switch a := a.(type) {
		case *tg.DocumentAttributeFilename:
			m.FileName = a.FileName
		case *tg.DocumentAttributeVideo:
			m.Kind, m.Width, m.Height, m.Duration = Video, a.W, a.H, time.Duration(a.Duration*float64(time.Second))
		case *tg.DocumentAttributeAudio:
			m.Kind, m.Duration = Audio, time.Duration(a.Duration)*time.Second
			if a.Voice {
				m.Kind = Voice
				ok = ok && bytes.HasPrefix(f.head, []byte("OggS")) && (m.Type == "audio/ogg" || m.Type == "audio/opus")
			}
		case *tg.DocumentAttributeSticker:
			m.Kind = Sticker
			_, empty := a.Stickerset.(*tg.InputStickerSetEmpty)
			ok = ok && empty && (m.tgs || webp(f.head) || m.Type == "video/webm")
		case *tg.DocumentAttributeAnimated:
			ok, animated = ok && m.Type == "video/mp4", true
		case *tg.DocumentAttributeImageSize:
			m.Width, m.Height = a.W, a.H
		}
	}
	if animated {
		m.Kind = Animation
	}
	return ok
}

// answer is what Telegram makes of a file.
func (m *Media) answer(at time.Time) tg.MessageMediaClass {
	if m.Kind == Photo {
		w, h := m.Width, m.Height
		if w == 0 {
			w, h = 1280, 960
		}
		// Telegram makes photos anew: their size is not that of the file.
		size := &tg.PhotoSize{Type: "y", W: w, H: h, Size: int(m.Size/2) + 1}
		return &tg.MessageMediaPhoto{Photo: &tg.Photo{
			ID: m.id, AccessHash: m.access, FileReference: []byte{1}, Date: int(at.Unix()), Sizes: []tg.PhotoSizeClass{size}, DCID: dc,
		}}
	}
	return &tg.MessageMediaDocument{Voice: m.Kind == Voice, Video: m.Kind == Video, Document: &tg.Document{
		ID: m.id, AccessHash: m.access, FileReference: []byte{1}, Date: int(at.Unix()), MimeType: m.Type, Size: m.Size,
		DCID: dc, Attributes: m.attributes,
	}}
}
