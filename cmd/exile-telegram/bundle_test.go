package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"exile/convert/handover"
	"exile/export"
)

const korea = 9 * 3600

// jpeg is how every JPEG begins.
const jpeg = "\xff\xd8\xff\xe0\x00\x10JFIF\x00"

// cmdBundle writes what exile hands over of the chats in text files, as an import has
// them; its usage is bundle plan|verify|push OUT TEXT…. Each chat is called as its file.
func cmdBundle(ts *testscript.TestScript, _ bool, args []string) {
	texts := map[string][]byte{}
	var titles []string
	for _, name := range args[2:] {
		title := strings.TrimSuffix(name, filepath.Ext(name))
		titles = append(titles, title)
		texts[title] = []byte(ts.ReadFile(name))
	}
	f, err := os.Create(ts.MkAbs(args[1]))
	ts.Check(err)
	ts.Check(writeBundle(f, args[0], texts, titles))
	ts.Check(f.Close())
}

// writeBundle writes a stream for plan, verify or push. Files that a text names are
// made up. A text that creates no group is a private chat's. A line of ===== divides a
// text into parts.
func writeBundle(out io.Writer, depth string, texts map[string][]byte, titles []string) error {
	depths := map[string]handover.Depth{"plan": handover.Manifests, "verify": handover.Texts, "push": handover.Files}
	m := &handover.Manifest{Version: handover.Version, Depth: depths[depth], Request: handover.Request{Offset: korea, Lang: "en"}}
	for i, title := range titles {
		id := handover.ChatID{Number: int64(i + 1), Title: title}
		chat, err := chatOf(id, texts[title])
		if err != nil {
			return err
		}
		m.Request.Chats = append(m.Request.Chats, id)
		m.Chats = append(m.Chats, chat)
	}
	w, err := handover.NewWriter(out, m)
	if err != nil {
		return err
	}
	for i := range m.Chats {
		var follow [][]byte
		for j, text := range bytes.Split(texts[titles[i]], []byte("=====\n")) {
			if m.Depth >= handover.Texts {
				follow = append(follow, text)
			}
			for _, file := range m.Chats[i].Parts[j].Files {
				if m.Depth == handover.Files {
					follow = append(follow, photo(file.Name))
				}
			}
		}
		for _, data := range follow {
			part, err := w.Create()
			if err != nil {
				return err
			}
			_, err = part.Write(data)
			if err = errors.Join(err, part.Close()); err != nil {
				return err
			}
		}
	}
	return w.Close()
}

// photo is what begins like one, and is another for each name.
func photo(name string) []byte { return []byte(jpeg + strings.Repeat(name, 1000)) }

// chatOf reads a text: who speaks, what is attached, from when to when.
func chatOf(id handover.ChatID, text []byte) (handover.Chat, error) {
	c := handover.Chat{ID: id, Title: id.Title, App: "kakaotalk", Kind: export.ChatDirect}
	for i, part := range bytes.Split(text, []byte("=====\n")) {
		name := "_chat.txt"
		if i > 0 {
			name = fmt.Sprintf("_chat_%d.txt", i+1)
		}
		if err := addPart(&c, name, part); err != nil {
			return c, err
		}
	}
	return c, nil
}

func addPart(c *handover.Chat, name string, text []byte) error {
	sum := sha256.Sum256(text)
	p := handover.Part{Name: name, Size: int64(len(text)), SHA256: hex.EncodeToString(sum[:]), Head: string(text), DayShown: true}
	for line := range strings.Lines(string(text)) {
		stamp, rest, ok := strings.Cut(strings.TrimPrefix(strings.TrimSpace(line), "["), "] ")
		if !ok {
			continue
		}
		at, err := time.ParseInLocation("02/01/2006, 15:04:05", stamp, time.FixedZone("", korea))
		if err != nil {
			return err
		}
		if p.First.IsZero() {
			p.First = at
		}
		p.Last = at
		name, body, ok := strings.Cut(rest, ": ")
		if !ok {
			p.Notices++
			c.Group, c.Kind = true, export.ChatGroup
			continue
		}
		p.Messages++
		if file, ok := strings.CutPrefix(body, "<attached: "); ok {
			file = strings.TrimSuffix(file, ">")
			data := photo(file)
			sum := sha256.Sum256(data)
			p.Files = append(p.Files, handover.File{
				Name: file, Kind: export.FilePhoto, Type: "image/jpeg", Size: int64(len(data)), SHA256: hex.EncodeToString(sum[:]),
			})
		}
		i := slices.IndexFunc(c.People, func(who handover.Person) bool { return who.Name == name })
		if i < 0 {
			i = len(c.People)
			c.People = append(c.People, handover.Person{Name: name, Self: name == "Minjun Kim" || name == "민준", Nameless: name == "(알 수 없음)"})
		}
		c.People[i].Messages++
	}
	c.Parts = append(c.Parts, p)
	return nil
}
