package kakaotest

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"testing/fstest"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
)

// File returns the name of the text, as the app gives it. An iPhone's name has
// ":" in it, which is "_" on every other system.
func (v Variant) File(c *formattest.Chat) string { return v.file(c, 1) }

func (v Variant) file(c *formattest.Chat, part int) string {
	saved, with := c.Info.Saved, "group"
	if c.Info.Kind == export.ChatDirect {
		with = c.Info.Title
	}
	name := "KakaoTalkChats.txt"
	switch {
	case v.app == ios:
		name = saved.Format("Talk_2006.1.2 15_04") + "-" + strconv.Itoa(part) + ".txt"
	case v.app == windows && v.title == nil:
		name = "clipboard.txt"
	case v.app == windows:
		name = saved.Format("KakaoTalk_20060102_1504_05_") + "789_" + with + ".txt"
	case v.app == mac:
		name = "KakaoTalk_Chat_" + c.Info.Title + saved.Format("_2006-01-02-15-04-05") + ".csv"
	}
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) || r < ' ' {
			return '_'
		}
		return r
	}, name)
}

// FS returns the whole export as a folder: the text and, in an export with
// media, the files that come along.
func (v Variant) FS(c *formattest.Chat) (fstest.MapFS, error) {
	var text bytes.Buffer
	if err := v.Write(&text, c); err != nil {
		return nil, err
	}
	fsys := fstest.MapFS{v.File(c): {Data: text.Bytes()}}
	for _, names := range v.stamps(c) {
		for _, name := range names {
			if name != "" {
				fsys[name] = &fstest.MapFile{Data: formattest.FileBytes(name)}
			}
		}
	}
	if !v.named() {
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

// Parts returns an iPhone's export in n files, as the app makes of a long chat:
// the head stands in each, and the day that a part begins in has its date line
// again.
func (v Variant) Parts(c *formattest.Chat, n int) (fstest.MapFS, error) {
	if v.app != ios {
		return nil, fmt.Errorf("%s has no parts", v.Name)
	}
	count := 0
	for range c.Messages() {
		count++
	}
	fsys := fstest.MapFS{}
	var text bytes.Buffer
	var p *printer
	part, done := 0, 0
	end := func() error {
		if p == nil {
			return nil
		}
		err := p.w.Flush()
		fsys[v.file(c, part)] = &fstest.MapFile{Data: bytes.Clone(text.Bytes())}
		text.Reset()
		return err
	}
	for m := range c.Messages() {
		if done*n >= part*count {
			if err := end(); err != nil {
				return nil, err
			}
			part++
			p = newPrinter(v, c, &text, part)
		}
		p.message(m)
		done++
	}
	return fsys, end()
}

// Input returns the export as a reader is handed it: a file, or a folder where
// there are media.
func (v Variant) Input(c *formattest.Chat) (formats.Input, error) {
	fsys, err := v.FS(c)
	if err != nil {
		return formats.Input{}, err
	}
	name, kind := v.File(c), formats.RootFile
	switch {
	case v.app == android:
		name, kind = "KakaoTalk_Chats_2026-02-08_15.19.13_-131450398", formats.RootFolder
	case v.Media:
		name, kind = strings.TrimSuffix(name, "-1.txt"), formats.RootFolder
	}
	root, err := formats.NewRoot(name, kind, fsys)
	return formats.Input{Roots: []formats.Root{root}}, err
}
