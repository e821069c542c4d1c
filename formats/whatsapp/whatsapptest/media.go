package whatsapptest

import (
	"fmt"
	"path"
	"strings"

	"exile/export"
	"exile/formats/formattest"
)

// media returns a record for each file. The caption stands with the last.
func (t *teller) media(s *said, m export.Media) []*said {
	all := make([]*said, len(m.Files))
	for i := range m.Files {
		one, caption := *s, ""
		if i == len(m.Files)-1 {
			caption = m.Caption
		}
		t.oneFile(&one, m.Files[i], caption)
		t.records++ // for the number in the next file's name
		all[i] = &one
	}
	t.records -= len(all)
	return all
}

func (t *teller) oneFile(s *said, f export.File, caption string) {
	kept := t.v.Media && f.State != export.FileNotExported
	switch {
	case t.v.IOS && kept:
		t.keptOnIOS(s, f, caption)
	case t.v.IOS:
		t.omittedOnIOS(s, f, caption)
	case kept:
		t.keptOnAndroid(s, f, caption)
	default:
		t.omittedOnAndroid(s, f, caption)
	}
}

// kept gives a file its name and says whether it comes along.
func (t *teller) kept(s *said, f export.File, name string) export.File {
	present := f.State == export.FilePresent
	f = export.File{SourceKey: name, Kind: f.Kind, Name: name, State: export.FileMissing}
	if present {
		f.State, f.Path, f.Size = export.FilePresent, name, int64(len(formattest.FileBytes(name)))
		s.file = name
	}
	return f
}

// keptOnAndroid is "IMG-20220323-WA0002.jpg (file attached)", and the caption on
// the next line.
func (t *teller) keptOnAndroid(s *said, f export.File, caption string) {
	if day := s.at.Format("20060102"); day != t.day {
		t.day, t.files = day, 0
	}
	prefix := map[export.FileKind]string{
		export.FilePhoto: "IMG", export.FileVideo: "VID", export.FileVoice: "PTT", export.FileAudio: "AUD", export.FileSticker: "STK",
	}[f.Kind]
	name := t.own(f)
	if prefix != "" {
		name = fmt.Sprintf("%s-%s-WA%04d%s", prefix, t.day, t.files, extension(f))
		t.files++
	}
	f = t.kept(s, f, name)
	line := t.w.mark + name + " (" + t.w.file + ")"
	s.text = strings.TrimSuffix(line+"\n"+caption, "\n")
	s.content = export.Media{Files: []export.File{f}, Caption: caption, Plain: strings.TrimFunc(line, isMark)}
}

// omittedOnAndroid is "<Media omitted>", which does not say what it was: a file.
func (t *teller) omittedOnAndroid(s *said, f export.File, caption string) {
	if f.Kind == export.FileContact { // comes along always, as the app has it
		t.keptOnAndroid(s, export.File{Kind: f.Kind, Name: f.Name, State: export.FileMissing}, caption)
		return
	}
	s.text = strings.TrimSuffix(t.w.omitted+"\n"+caption, "\n")
	s.content = export.Media{Files: []export.File{{Kind: export.FileDocument, State: export.FileNotExported}}, Caption: caption, Plain: t.w.omitted}
}

// keptOnIOS is "<attached: 00000035-PHOTO-2022-03-27-21-41-55.jpg>", after a
// document's own name.
func (t *teller) keptOnIOS(s *said, f export.File, caption string) {
	word := map[export.FileKind]string{
		export.FilePhoto: "PHOTO", export.FileVideo: "VIDEO", export.FileVoice: "AUDIO", export.FileAudio: "AUDIO", export.FileSticker: "STICKER",
	}[f.Kind]
	stamped := word != ""
	name := fmt.Sprintf("%08d-%s-%s%s", t.records+1, word, s.at.Format("2006-01-02-15-04-05"), extension(f))
	if t.v.Old {
		name = fmt.Sprintf("%s-%s-%08d%s", s.at.Format("2006-01-02"), word, t.records+1, extension(f))
	}
	own := f.Name
	if !stamped {
		name = fmt.Sprintf("%08d-%s", t.records+1, own)
	}
	f = t.kept(s, f, name)
	s.marked = true
	before := ""
	if f.Kind == export.FileDocument && !t.v.Old {
		before = own + " • " + t.w.mark + "2 pages "
		f.Name = own
	}
	if t.v.Old {
		s.text, s.marked = name+" <"+t.w.mark+t.w.attached+">", false
	} else {
		s.text = before + t.w.mark + "<" + t.w.attached + ": " + name + ">"
	}
	plain := strings.TrimFunc(s.text, isMark)
	if caption != "" && stamped && !t.v.Old {
		s.text = caption + " " + s.text
	} else {
		caption = ""
	}
	s.content = export.Media{Files: []export.File{f}, Caption: caption, Plain: plain}
}

// omittedOnIOS is "image omitted", after the caption. It says of no sound whether
// somebody spoke it.
func (t *teller) omittedOnIOS(s *said, f export.File, caption string) {
	s.marked = true
	word, name := "", ""
	switch f.Kind {
	case export.FilePhoto:
		word = t.w.image
	case export.FileVideo:
		word = t.w.video
	case export.FileVoice, export.FileAudio:
		word, f.Kind = t.w.audio, export.FileAudio
	case export.FileSticker:
		word = t.w.sticker
	case export.FileContact:
		word = t.w.contact
	case export.FileDocument:
		word, name = t.w.document, f.Name
	}
	s.text = t.w.mark + word
	if name != "" {
		s.text, caption = name+" • "+t.w.mark+"2 pages "+s.text, ""
	}
	plain := strings.TrimFunc(s.text, isMark)
	if caption != "" {
		s.text = caption + " " + s.text
	}
	f = export.File{Kind: f.Kind, Name: name, State: export.FileNotExported}
	s.content = export.Media{Files: []export.File{f}, Caption: caption, Plain: plain}
}

// own is a document's name, with a number where it is not the first of its name.
func (t *teller) own(f export.File) string {
	if f.Kind != export.FileDocument && f.Kind != export.FileContact {
		return ""
	}
	name := f.Name
	for n := 1; t.named[name]; n++ {
		ext := path.Ext(f.Name)
		name = fmt.Sprintf("%s-%d%s", strings.TrimSuffix(f.Name, ext), n, ext)
	}
	t.named[name] = true
	return name
}

// extension is what WhatsApp gives files of a kind.
func extension(f export.File) string {
	switch f.Kind {
	case export.FilePhoto:
		return ".jpg"
	case export.FileVideo:
		return ".mp4"
	case export.FileVoice:
		return ".opus"
	case export.FileAudio:
		return ".mp3"
	case export.FileSticker:
		return ".webp"
	case export.FileContact:
		return ".vcf"
	case export.FileDocument:
	}
	return path.Ext(f.Name)
}
