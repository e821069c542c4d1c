package kakaodb

import (
	"fmt"
	"path"
	"strconv"
	"strings"
	"time"

	"exile/export"
)

// The types of messages. Source: node-kakao, whose numbers are those of the app's
// protocol.
const (
	kindFeed         = 0
	kindText         = 1
	kindPhoto        = 2
	kindVideo        = 3
	kindContact      = 4
	kindAudio        = 5
	kindEmoticonGift = 7
	kindLink         = 9
	kindSchedule     = 13
	kindVote         = 14
	kindMap          = 16
	kindProfile      = 17
	kindFile         = 18
	kindSearch       = 23
	kindPost         = 24
	kindReply        = 26
	kindPhotos       = 27
	kindCall         = 51
	kindLive         = 52
	kindCustom       = 71
	kindNotifyTalk   = 72
	kindOpenSchedule = 96
	kindOpenVote     = 97
	kindOpenPost     = 98
)

// content is what a message says that is no feed.
func (h *history) content(r *row) export.Content {
	a, plain := r.attachment, r.text
	switch r.kind {
	case kindText, kindReply:
		return export.Text{Body: plain, Spans: r.spans()}
	case kindPhoto, kindVideo, kindContact, kindAudio, kindFile, kindPhotos, 6, 12, 20, 22, 25:
		return h.files(r)
	case kindEmoticonGift:
		return card(export.CardGift, a, plain)
	case kindLink, kindCustom, kindNotifyTalk, 81, 82, 83:
		return card(export.CardLink, a, plain)
	case kindSchedule, kindOpenSchedule:
		return card(export.CardSchedule, a, plain)
	case kindVote, kindOpenVote:
		return export.Poll{Question: a.text("title"), Plain: plain}
	case kindMap:
		return placeOf(a, plain)
	case kindProfile:
		return card(export.CardProfile, a, plain)
	case kindSearch:
		return card(export.CardSearch, a, plain)
	case kindPost, kindOpenPost:
		return card(export.CardPost, a, plain)
	case kindCall, kindLive:
		return callOf(r.kind, a, plain)
	}
	return export.Unknown{Kind: strconv.FormatInt(r.kind, 10), Plain: plain}
}

func card(kind export.CardKind, a object, plain string) export.Content {
	return export.Card{Kind: kind, Title: a.text("title", "name"), URL: a.text("url"), Plain: plain}
}

func placeOf(a object, plain string) export.Content {
	p := export.Place{Name: a.text("t"), Address: a.text("a"), Plain: plain}
	lat, ok1 := a.float("lat")
	lng, ok2 := a.float("lng")
	if ok1 && ok2 && lat >= -90 && lat <= 90 && lng >= -180 && lng <= 180 {
		p.Lat, p.Lng, p.HasPoint = lat, lng, true
	}
	return p
}

// maxCall is the longest call that is believed.
const maxCall = 30 * 24 * time.Hour

func callOf(kind int64, a object, plain string) export.Content {
	c := export.Call{Kind: export.CallVoice, Plain: plain}
	switch {
	case kind == kindLive:
		c.Kind = export.CallLive
	case strings.HasPrefix(plain, "페이스톡"), strings.HasPrefix(plain, "Video Call"):
		c.Kind = export.CallVideo
	}
	if s, ok := a.number("duration"); ok && s > 0 && s <= int64(maxCall/time.Second) {
		c.Duration, c.Outcome = time.Duration(s)*time.Second, export.CallEnded
	}
	return c
}

// files is a message of one or more files.
func (h *history) files(r *row) export.Content {
	a := r.attachment
	m := export.Media{Plain: r.text}
	if r.kind == kindPhotos {
		keys, sizes, sums := a.list("kl"), a.list("sl"), a.list("csl")
		types := a.list("mtl")
		for i := range min(max(len(keys), len(sums), len(a.list("imageUrls"))), maxFiles) {
			w := wanted{
				kind: export.FilePhoto, key: textAt(keys, i), size: numberAt(sizes, i), sum: textAt(sums, i),
				mime: textAt(types, i),
			}
			m.Files = append(m.Files, h.media.find(h, r, w))
		}
	}
	if len(m.Files) == 0 {
		w := wanted{kind: fileKind(r.kind), key: a.text("k", "tk", "path"), sum: a.text("cs"), mime: a.text("mt")}
		w.name = a.text("name")
		w.size, _ = a.number("s", "size")
		w.expire, _ = a.number("expire")
		m.Files = []export.File{h.media.find(h, r, w)}
	}
	return m
}

// maxFiles is how many photos one message may have.
const maxFiles = 1000

func fileKind(kind int64) export.FileKind {
	switch kind {
	case kindPhoto, kindPhotos:
		return export.FilePhoto
	case kindVideo:
		return export.FileVideo
	case kindContact:
		return export.FileContact
	case kindAudio:
		return export.FileVoice
	case kindFile:
		return export.FileDocument
	}
	return export.FileSticker
}

// wanted is a file as an attachment names it.
type wanted struct {
	kind      export.FileKind
	key, name string
	mime      string
	sum       string // SHA-1, in hex
	size      int64
	expire    int64 // milliseconds since 1970; 0: never
}

// file is the file before anybody looked for it.
func (w *wanted) file(now int64) export.File {
	f := export.File{SourceKey: w.key, Kind: w.kind, Name: w.name, State: export.FileMissing}
	if f.Name == "" && w.key != "" {
		f.Name = path.Base(w.key)
	}
	if strings.Contains(w.mime, "/") {
		f.Type = w.mime
	}
	f.Size = max(w.size, 0)
	if w.expire > 0 && w.expire/1000 < now {
		f.State = export.FileExpired
	}
	return f
}

func readError(name string, err error) error { return fmt.Errorf("read %s: %w", name, err) }
