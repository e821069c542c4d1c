package whatsapptest

import (
	"bytes"
	"strings"
	"testing/fstest"

	"exile/formats"
	"exile/formats/formattest"
)

// File returns the name of the text within the export, as the app makes it.
func (v Variant) File(c *formattest.Chat) string {
	if v.IOS {
		return "_chat.txt"
	}
	return v.named(c) + ".txt"
}

// Export returns the name of the export: that of the zip, the folder or the text.
func (v Variant) Export(c *formattest.Chat) string {
	switch {
	case v.Zip:
		return v.named(c) + ".zip"
	case v.Media:
		return v.named(c)
	}
	return v.File(c)
}

func (v Variant) named(c *formattest.Chat) string {
	name := words(v.Lang).android
	if v.IOS {
		name = words(v.Lang).ios
	}
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) || r < ' ' {
			return '_'
		}
		return r
	}, name+c.Info.Title)
}

// FS returns the whole export as a folder: the text and, in an export with media,
// the files that come along.
func (v Variant) FS(c *formattest.Chat) (fstest.MapFS, error) {
	var text bytes.Buffer
	if err := v.Write(&text, c); err != nil {
		return nil, err
	}
	fsys := fstest.MapFS{v.File(c): {Data: text.Bytes()}}
	for s := range v.says(c, nil) {
		if s.file != "" {
			fsys[s.file] = &fstest.MapFile{Data: formattest.FileBytes(s.file)}
		}
	}
	return fsys, nil
}

// Input returns the export as a reader is handed it: a zip, a folder where there
// are media, or a file.
func (v Variant) Input(c *formattest.Chat) (formats.Input, error) {
	fsys, err := v.FS(c)
	if err != nil {
		return formats.Input{}, err
	}
	kind := formats.RootFile
	switch {
	case v.Zip:
		kind = formats.RootZip
	case v.Media:
		kind = formats.RootFolder
	}
	root, err := formats.NewRoot(v.Export(c), kind, fsys)
	return formats.Input{Roots: []formats.Root{root}}, err
}
