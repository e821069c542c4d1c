package bubble

import (
	"strconv"
	"strings"

	"exile/export"
	"exile/formats/words"
)

// figure appends what shows a file: a picture, a player or a link.
func (l *Layout) figure(dst []byte, m *export.Message, f *export.File, at File) []byte {
	if at.Instead != "" {
		return said(dst, "x", at.Instead)
	}
	element := ""
	switch {
	case at.Shape == Picture && (f.Kind == export.FilePhoto || f.Kind == export.FileSticker):
		return l.photo(dst, m, f, at)
	case at.Shape == Video && f.Kind == export.FileVideo:
		element = "video"
	case at.Shape == Audio && (f.Kind == export.FileVoice || f.Kind == export.FileAudio):
		element = "audio"
	}
	if element != "" {
		dst = l.player(dst, element, f, at)
	} else {
		dst = append(append(dst, markFile...), ` d">`...)
	}
	dst = l.caption(dst, f, at, at.Inline && element != "")
	return append(dst, "</figure>"...)
}

// called is a file as people call it.
func (l *Layout) called(f *export.File) string {
	if name := OneLine(f.Name); !Blank(name) {
		return name
	}
	return words.Kind(l.lang, f.Kind)
}

func (l *Layout) photo(dst []byte, m *export.Message, f *export.File, at File) []byte {
	dst = append(dst, markFile...)
	if f.Kind == export.FileSticker {
		dst = append(dst, " st"...)
	}
	dst = append(dst, `"><a class="ph" href="`...)
	if !at.Inline {
		dst = AppendText(dst, at.Address)
	} else { // the bytes stand in the page but once, and no browser follows a link to data
		dst = strconv.AppendInt(append(dst, "#m"...), l.number(m), 10)
	}
	dst = AppendText(append(dst, `"><img src="`...), at.Address)
	dst = append(dst, `" alt="`...)
	dst = AppendText(dst, words.Kind(l.lang, f.Kind))
	if f.Name != "" {
		dst = AppendText(append(dst, ' '), OneLine(f.Name))
	}
	dst = append(dst, `" loading="lazy" decoding="async"`...)
	return append(appendSize(dst, f), `></a></figure>`...)
}

// appendSize appends how large a picture is, so that its place is kept until it is there.
func appendSize(dst []byte, f *export.File) []byte {
	if f.Width <= 0 || f.Height <= 0 {
		return dst
	}
	dst = strconv.AppendInt(append(dst, ` width="`...), int64(f.Width), 10)
	dst = strconv.AppendInt(append(dst, `" height="`...), int64(f.Height), 10)
	return append(dst, '"')
}

func (l *Layout) player(dst []byte, element string, f *export.File, at File) []byte {
	dst = append(append(dst, markFile...), `"><`...)
	dst = append(append(dst, element...), ` controls preload="none" src="`...)
	dst = append(AppendText(dst, at.Address), `" aria-label="`...)
	dst = append(AppendText(dst, words.Kind(l.lang, f.Kind)), '"')
	if element == "video" {
		dst = appendSize(dst, f)
	}
	return append(append(append(dst, "></"...), element...), '>')
}

// caption appends the link to a file, with its size, and the name under which it is saved
// where that is another. Where the bytes stand in the player already there is no link.
func (l *Layout) caption(dst []byte, f *export.File, at File, inPlayer bool) []byte {
	called := l.called(f)
	dst = append(dst, "<figcaption>"...)
	if inPlayer {
		dst = append(AppendText(append(dst, "<bdi>"...), called), "</bdi>"...)
	} else {
		dst = AppendText(append(dst, `<a download="`...), at.Name)
		dst = AppendText(append(dst, `" href="`...), at.Address)
		dst = append(AppendText(append(dst, `"><bdi>`...), called), "</bdi></a>"...)
	}
	if f.Size > 0 {
		dst = append(append(append(dst, ` <span class="k">`...), sizeOf(f.Size)...), "</span>"...)
	}
	if at.Renamed {
		before, after, _ := strings.Cut(l.say.SavedAs, "%s")
		dst = append(append(dst, ` <span class="k">(`...), before...)
		dst = append(append(AppendText(dst, at.Name), after...), ")</span>"...)
	}
	return append(dst, "</figcaption>"...)
}

func sizeOf(n int64) string {
	switch {
	case n >= 1e9:
		return strconv.FormatFloat(float64(n)/1e9, 'f', 1, 64) + " GB"
	case n >= 1e6:
		return strconv.FormatFloat(float64(n)/1e6, 'f', 1, 64) + " MB"
	}
	return strconv.FormatInt((n+999)/1000, 10) + " KB"
}
