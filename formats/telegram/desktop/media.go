package desktop

import (
	"path"
	"strings"

	"exile/export"
)

// content reads what a message says that is no notice.
func (r *reading) content(rec *record) (export.Content, error) {
	body, spans := r.words(rec.body, rec.entities)
	if len(rec.rest) == 0 { // nearly always
		return export.Text{Body: body, Spans: spans}, nil
	}
	switch {
	case rec.has("photo"), rec.has("photo_file_size"):
		return r.photo(rec, body, spans), nil
	case rec.has("file"), rec.has("media_type"), rec.has("mime_type"):
		return r.document(rec, body, spans), nil
	case rec.has("contact_information"):
		return r.contactCard(rec, body, spans)
	case rec.placed(), rec.has("place_name"):
		r.plain(spans)
		return r.placed(rec, body), nil
	}
	if c := r.boxed(rec, body); c != nil {
		r.plain(spans)
		return c, nil
	}
	if v := rec.take("rich_message"); v != nil && body == "" {
		var out strings.Builder
		rich(v, &out, 0)
		body = strings.TrimRight(out.String(), "\n")
		r.tally.miss("rich_message")
	}
	return export.Text{Body: body, Spans: spans}, nil
}

// placeholder reports whether Telegram Desktop wrote a sentence in place of a path:
// "(File not included. Change data exporting settings to download.)", "(File exceeds
// maximum size. …)" or "(File unavailable, please try again later)".
func placeholder(s string) bool {
	return strings.HasPrefix(s, "(") && strings.HasSuffix(s, ")") && !strings.Contains(s, "/")
}

// attach fills in what the JSON says of a file's place.
func (r *reading) attach(f *export.File, where value) {
	rel := where.text()
	switch {
	case rel == "":
		f.State = export.FileExpired // it destroyed itself
	case r.files.find(f, rel):
		f.SourceKey = rel
	case placeholder(rel):
		f.State = export.FileNotExported
		return
	default:
		f.State, f.SourceKey = export.FileMissing, rel
	}
	if f.Name == "" && rel != "" {
		f.Name = path.Base(rel)
	}
}

func (r *reading) photo(rec *record, caption string, spans []export.Span) export.Content {
	f := export.File{
		Kind: export.FilePhoto, Size: rec.take("photo_file_size").count(),
		Width: rec.take("width").small(), Height: rec.take("height").small(),
	}
	r.attach(&f, rec.take("photo"))
	return export.Media{Files: []export.File{f}, Caption: caption, Spans: spans, Plain: "Photo"}
}

// document reads a message with a file that is no photo.
func (r *reading) document(rec *record, caption string, spans []export.Span) export.Content {
	kind := rec.take("media_type").text()
	f := export.File{
		Kind: fileKind(kind), Name: rec.take("file_name").text(), Type: rec.take("mime_type").text(),
		Size: rec.take("file_size").count(), Duration: seconds(rec.take("duration_seconds")),
		Width: rec.take("width").small(), Height: rec.take("height").small(),
	}
	r.attach(&f, rec.take("file"))
	r.thumbnail(rec)
	plain := f.Name
	switch kind {
	case "sticker":
		plain = joined(", ", "Sticker", rec.take("sticker_emoji").text())
	case "video_message":
		plain = "Video message"
		r.tally.miss("media_type: " + kind)
	case "voice_message":
		plain = "Voice message"
	case "animation":
		plain = "Animation"
		r.tally.miss("media_type: " + kind)
	case "video_file":
		plain = "Video file"
	case "audio_file":
		plain = "Audio file"
		performer, title := rec.take("performer").text(), rec.take("title").text()
		if performer != "" && title != "" {
			plain = performer + " – " + title
		}
	}
	if plain == "" {
		plain = "File"
	}
	return export.Media{Files: []export.File{f}, Caption: caption, Spans: spans, Plain: plain}
}

// thumbnail takes note of the small picture of a file, which is none of its own.
func (r *reading) thumbnail(rec *record) {
	rec.take("thumbnail_file_size")
	if t := rec.take("thumbnail").text(); t != "" && !placeholder(t) {
		r.files.aside(t)
		r.tally.miss("thumbnail")
	}
}

func fileKind(mediaType string) export.FileKind {
	switch mediaType {
	case "sticker":
		return export.FileSticker
	case "video_message", "animation", "video_file":
		return export.FileVideo
	case "voice_message":
		return export.FileVoice
	case "audio_file":
		return export.FileAudio
	}
	return export.FileDocument
}

// contactCard reads a contact that somebody sent: its file where there is one.
func (r *reading) contactCard(rec *record, body string, spans []export.Span) (export.Content, error) {
	v := rec.take("contact_information")
	name, phone := fullName(v), v.get("phone_number").text()
	plain := joined(", ", name, phone)
	size := rec.take("contact_vcard_file_size").count()
	if where := rec.take("contact_vcard"); where.isString() {
		f := export.File{Kind: export.FileContact, Size: size}
		r.attach(&f, where)
		if f.State == export.FilePresent {
			return export.Media{Files: []export.File{f}, Caption: body, Spans: spans, Plain: plain}, nil
		}
		if err := r.absent(&f, r.from); err != nil {
			return nil, err
		}
	}
	r.plain(spans)
	return export.Card{Kind: export.CardContact, Title: name, Text: phone, Plain: joined("\n", plain, body)}, nil
}

// placed reads a point on the map. What was written beside it is its words.
func (r *reading) placed(rec *record, body string) export.Content {
	p := export.Place{Name: rec.take("place_name").text(), Address: rec.take("address").text(), Plain: body}
	at := rec.take("location_information")
	lat, ok1 := at.get("latitude").float()
	lng, ok2 := at.get("longitude").float()
	if ok1 && ok2 && lat >= -90 && lat <= 90 && lng >= -180 && lng <= 180 {
		p.Lat, p.Lng, p.HasPoint = lat, lng, true
	} else if !at.null() {
		r.tally.miss("location_information")
	}
	if body != "" {
		return p
	}
	what := "Location"
	if rec.has("live_location_period_seconds") {
		what = "Live location"
	}
	if p.Name != "" || p.Address != "" {
		what = ""
	}
	p.Plain = joined("\n", what, p.Name, p.Address, joined(", ", at.get("latitude").text(), at.get("longitude").text()))
	return p
}

// placed reports whether a message has a place, if only one that Telegram Desktop could
// not tell: that is null.
func (m *record) placed() bool {
	for i := range m.rest {
		if string(m.rest[i].name) == "location_information" {
			return true
		}
	}
	return false
}

// joined puts the texts that are not empty together.
func joined(sep string, parts ...string) string {
	out := parts[:0]
	for _, s := range parts {
		if s != "" {
			out = append(out, s)
		}
	}
	return strings.Join(out, sep)
}
