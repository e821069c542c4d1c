package kakaotest

import (
	"bufio"
	"io"
	"strings"
	"testing/fstest"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
)

// Write writes the text of an export.
func (v Variant) Write(w io.Writer, c *formattest.Chat) error {
	b := bufio.NewWriterSize(w, 1<<16)
	b.WriteString("\ufeff")
	b.WriteString(v.head(c))
	year, day := 0, 0
	minute, date := int64(0), ""
	for m := range c.Messages() {
		if unix := m.Time.T.Unix(); unix != minute || date == "" {
			minute, date = unix, v.date(m.Time.T)
		}
		if y, d := m.Time.T.Year(), m.Time.T.YearDay(); y != year || d != day {
			year, day = y, d
			b.WriteString("\r\n")
			b.WriteString(date)
			b.WriteString("\r\n")
		}
		b.WriteString(date)
		b.WriteString(", ")
		if n, ok := m.Content.(export.Notice); ok {
			b.WriteString(v.notice(c, n))
		} else {
			b.WriteString(v.name(c, m.Sender))
			b.WriteString(" : ")
			b.WriteString(v.body(m.Content))
		}
		b.WriteString("\r\n")
	}
	return b.Flush()
}

// body returns what the app writes for a message; names of an album are joined
// by CRLF.
func (v Variant) body(c export.Content) string {
	switch c := c.(type) {
	case export.Text:
		return c.Body
	case export.Media:
		return v.media(c)
	case export.Call:
		return v.call(c)
	case export.Deleted:
		if v.korean {
			return "삭제된 메시지입니다."
		}
		return "This message was deleted."
	case export.Poll, export.Place, export.Card, export.Notice, export.Unknown:
	}
	return ""
}

func (v Variant) call(c export.Call) string {
	word := map[bool][2]string{true: {"보이스톡 ", "페이스톡 "}, false: {"Voice Call ", "Video Call "}}[v.korean]
	if c.Kind == export.CallVideo {
		return word[1] + length(c.Duration)
	}
	return word[0] + length(c.Duration)
}

func (v Variant) media(m export.Media) string {
	f := m.Files[0]
	if f.Kind == export.FileDocument {
		if v.korean {
			return "파일: " + f.Name
		}
		return "File: " + f.Name
	}
	alone, unread := v.words(f.Kind, len(m.Files))
	if !v.Media {
		return alone
	}
	if f.State == export.FileNotExported {
		return unread
	}
	names := make([]string, len(m.Files))
	for i := range m.Files {
		names[i] = m.Files[i].Name
	}
	return strings.Join(names, "\r\n")
}

// Truth returns what reading the export must give for a message of the chat:
// its content with the app's words, and no more files than the export tells of.
func (v Variant) Truth(c *formattest.Chat, m *export.Message) export.Content {
	switch t := m.Content.(type) {
	case export.Notice:
		t.Plain = v.notice(c, t)
		return t
	case export.Call:
		t.Plain = v.call(t)
		return t
	case export.Deleted:
		t.Plain = v.body(t)
		return t
	case export.Media:
		return v.mediaTruth(t)
	case export.Text, export.Poll, export.Place, export.Card, export.Unknown:
	}
	return m.Content
}

func (v Variant) mediaTruth(m export.Media) export.Content {
	t := export.Media{Plain: strings.ReplaceAll(v.media(m), "\r\n", "\n")}
	count := len(m.Files)
	if !v.Media && !v.korean {
		count = 1 // "Photo" does not say how many
	}
	for _, f := range m.Files[:count] {
		switch {
		case f.Kind == export.FileDocument:
			f.SourceKey = f.Name
		case !v.Media:
			f = export.File{Kind: f.Kind, State: export.FileNotExported}
		case f.State == export.FilePresent:
			f.SourceKey, f.Size = f.Name, int64(len(formattest.FileBytes(f.Name)))
		case f.State == export.FileMissing:
			f.SourceKey = f.Name
		}
		t.Files = append(t.Files, f)
	}
	return t
}

// Called returns what the export calls a person of the chat.
func (v Variant) Called(c *formattest.Chat, ref export.PersonRef) string {
	if ref == 0 {
		return ""
	}
	return v.name(c, ref)
}

// FS returns the whole export as a folder: KakaoTalkChats.txt and, in an export
// with media, the files that are present.
func (v Variant) FS(c *formattest.Chat) (fstest.MapFS, error) {
	var text strings.Builder
	if err := v.Write(&text, c); err != nil {
		return nil, err
	}
	fsys := fstest.MapFS{"KakaoTalkChats.txt": {Data: []byte(text.String())}}
	if !v.Media {
		return fsys, nil
	}
	for m := range c.Messages() {
		media, ok := m.Content.(export.Media)
		if !ok {
			continue
		}
		for _, f := range media.Files {
			if f.State == export.FilePresent {
				fsys[f.Name] = &fstest.MapFile{Data: formattest.FileBytes(f.Name)}
			}
		}
	}
	return fsys, nil
}

// Input returns the export as a reader is handed it.
func (v Variant) Input(c *formattest.Chat) (formats.Input, error) {
	fsys, err := v.FS(c)
	if err != nil {
		return formats.Input{}, err
	}
	root, err := formats.NewRoot("KakaoTalk_Chats_2026-02-08_15.19.13_-131450398", formats.RootFolder, fsys)
	return formats.Input{Roots: []formats.Root{root}}, err
}
