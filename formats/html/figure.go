package html

import (
	"path"
	"strconv"

	"exile/export"
	"exile/formats/words"
)

// figure appends what shows a file: a picture, a player or a link. name is what
// the file is called here, address where its bytes are, escaped.
func (c *chatWriter) figure(f *export.File, name string, address []byte) {
	kind, _ := shapeOf(path.Ext(name))
	b := &c.sheet.b
	switch {
	case kind == picture && (f.Kind == export.FilePhoto || f.Kind == export.FileSticker):
		c.photo(f, address)
		return
	case kind == video && f.Kind == export.FileVideo:
		c.player("video", f, address)
	case kind == audio && (f.Kind == export.FileVoice || f.Kind == export.FileAudio):
		c.player("audio", f, address)
	default:
		*b = append(*b, markFile...)
		*b = append(*b, ` d">`...)
	}
	c.link(f, name, address)
	*b = append(*b, "</figure>"...)
}

// called is a file as people call it.
func (c *chatWriter) called(f *export.File) string {
	if name := oneLine(f.Name); !blank(name) {
		return name
	}
	return words.Kind(c.r.set.lang, f.Kind)
}

func (c *chatWriter) photo(f *export.File, address []byte) {
	b := &c.sheet.b
	*b = append(*b, markFile...)
	if f.Kind == export.FileSticker {
		*b = append(*b, " st"...)
	}
	*b = append(*b, `"><a class="ph" href="`...)
	if !c.r.set.single {
		*b = append(*b, address...)
	} else { // the bytes stand in the page but once, and no browser follows a link to data
		*b = strconv.AppendInt(append(*b, "#m"...), c.r.doc, 10)
	}
	*b = append(append(*b, `"><img src="`...), address...)
	*b = append(*b, `" alt="`...)
	*b = appendText(*b, words.Kind(c.r.set.lang, f.Kind))
	if f.Name != "" {
		*b = appendText(append(*b, ' '), oneLine(f.Name))
	}
	*b = append(*b, `" loading="lazy" decoding="async"`...)
	if f.Width > 0 && f.Height > 0 {
		*b = strconv.AppendInt(append(*b, ` width="`...), int64(f.Width), 10)
		*b = strconv.AppendInt(append(*b, `" height="`...), int64(f.Height), 10)
		*b = append(*b, '"')
	}
	*b = append(*b, `></a></figure>`...)
}

func (c *chatWriter) player(element string, f *export.File, address []byte) {
	b := &c.sheet.b
	*b = append(append(*b, markFile...), `"><`...)
	*b = append(append(*b, element...), ` controls preload="none" src="`...)
	*b = append(append(*b, address...), `" aria-label="`...)
	*b = append(appendText(*b, words.Kind(c.r.set.lang, f.Kind)), '"')
	if element == "video" && f.Width > 0 && f.Height > 0 {
		*b = strconv.AppendInt(append(*b, ` width="`...), int64(f.Width), 10)
		*b = strconv.AppendInt(append(*b, `" height="`...), int64(f.Height), 10)
		*b = append(*b, '"')
	}
	*b = append(append(append(*b, "></"...), element...), '>')
}

// link appends the link to a file, with its size, and the name under which it was saved
// where that is another.
func (c *chatWriter) link(f *export.File, name string, address []byte) {
	b := &c.sheet.b
	called := c.called(f)
	*b = append(*b, "<figcaption>"...)
	if c.r.set.single && inPlayer(f, name) {
		*b = append(appendText(append(*b, "<bdi>"...), called), "</bdi>"...)
	} else {
		*b = append(append(*b, `<a download="`...), appendText(nil, name)...)
		*b = append(append(*b, `" href="`...), address...)
		*b = append(appendText(append(*b, `"><bdi>`...), called), "</bdi></a>"...)
	}
	if f.Size > 0 {
		*b = append(append(append(*b, ` <span class="k">`...), sizeOf(f.Size)...), "</span>"...)
	}
	if ext := path.Ext(name); ext == ".txt" && path.Ext(called) != ext {
		*b = append(*b, ` <span class="k">(`...)
		*b = append(appendFormat(*b, c.r.say.SavedAs, name), ")</span>"...)
	}
	*b = append(*b, "</figcaption>"...)
}

// inPlayer reports whether a file's bytes stand in its player already.
func inPlayer(f *export.File, name string) bool {
	kind, _ := shapeOf(path.Ext(name))
	return kind == video && f.Kind == export.FileVideo ||
		kind == audio && (f.Kind == export.FileVoice || f.Kind == export.FileAudio)
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
