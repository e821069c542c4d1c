package linedb

import (
	"encoding/json"
	"path"
	"strconv"
	"strings"
	"time"

	"exile/export"
	"exile/formats"
)

// content is what a message says.
func (h *history) content(r *row) (export.Content, error) {
	p := r.params
	switch r.shape {
	case shapeWritten:
		return export.Text{Body: r.text, Spans: h.spans(r)}, nil
	case shapePhoto, shapeVideo, shapeVoice, shapeSticker, shapeFile:
		return export.Media{Files: []export.File{h.fileOf(r)}, Plain: r.text}, nil
	case shapeCall:
		return callOf(r), nil
	case shapeContact:
		h.leaveKeys(p, "vCard", "CONTACT_VCARD")
		return export.Card{Kind: export.CardContact, Title: p.text("displayName", "CONTACT_DISPLAYNAME"), Plain: r.text}, nil
	case shapePlace:
		return export.Place{Name: r.name, Address: r.address, Lat: r.lat, Lng: r.lng, HasPoint: r.point, Plain: r.text}, nil
	case shapePost:
		return export.Card{
			Kind: export.CardPost, Title: p.text("albumName", "POSTTYPE_ALBUM_NAME"), Text: p.text("text", "POSTTYPE_TEXT"),
			URL: p.text("postEndUrl", "POSTTYPE_POST_END_URL"), Plain: r.text,
		}, nil
	case shapeRich:
		return h.rich(r), nil
	case shapeMusic:
		return linkOf(r, "subText", "KEY_SUBTEXT"), nil
	case shapeGift:
		return export.Card{Kind: export.CardGift, Text: p.text("PRDID", "GIFT_PRODUCT_ID"), Plain: r.text}, nil
	case shapeMoney:
		return export.Card{Kind: export.CardMoney, Text: p.text("DISP_PRICE", "KEY_PAYMENT_PRICE_TEXT"), URL: p.text("LINK_URL", "KEY_PAYMENT_LINK_URL"), Plain: r.text}, nil
	case shapeEvent, shapeTold:
		return h.notice(r)
	case shapeUnsent:
		return export.Deleted{By: export.DeletedBySender, Plain: r.text}, nil
	case shapeSealed, shapeUnknown:
	}
	return export.Unknown{Kind: r.kind, Plain: r.text}, nil
}

// rich is a box with words of its own, whose layout is for the app alone.
func (h *history) rich(r *row) export.Content {
	h.leaveKeys(r.params, "FLEX_JSON", "MARKUP_JSON", "HTML_CONTENT")
	c := linkOf(r, "subText", "linkText")
	if c.Plain == "" {
		c.Plain = c.Title
	}
	return c
}

func linkOf(r *row, words ...string) export.Card {
	p := r.params
	return export.Card{
		Kind:  export.CardLink,
		Title: p.text("ALT_TEXT", "altText", "KEY_TEXT", "title", "text"),
		Text:  p.text(words...),
		URL:   p.text("linkUri", "a-linkUri", "i-linkUri", "KEY_PLAY_URL", "DOWNLOAD_URL"),
		Plain: r.text,
	}
}

// leaveKeys counts those pairs that stay in the original.
func (h *history) leaveKeys(p pairs, keys ...string) {
	for _, k := range keys {
		if p[k] != "" {
			h.leave(k, 1)
		}
	}
}

// fileOf is the file of a message.
func (h *history) fileOf(r *row) export.File {
	p := r.params
	f := export.File{
		Name: p.text("FILE_NAME", "TRANSFER_FILE_NAME"), SourceKey: p.text("OID"), Width: r.width, Height: r.height,
		Size: max(p.number("FILE_SIZE", "TRANSFER_FILE_SIZE"), r.size),
	}
	f.Kind = kindOf(r.shape)
	switch f.Kind { //nolint:exhaustive // the others have nothing of their own
	case export.FileVideo:
		f.Duration = p.lasts("DURATION", "PLAYABLE_CONTENT_DURATION")
	case export.FileVoice:
		f.Duration = p.lasts("DURATION", "AUDLEN", "VOICE_DURATION", "voiceDuration")
	case export.FileSticker:
		if id := p.text("STKID"); id != "" {
			f.SourceKey = strings.TrimPrefix(p.text("STKPKGID")+"/"+id, "/")
		}
	}
	if p.text("GID", "MULTIPLE_IMAGE_SERVER_GROUP_ID") != "" {
		h.leave("GID", 1) // which photos were sent at once
	}
	f.State = export.FileNotExported
	if f.Name != "" || h.media.any && f.Kind != export.FileSticker {
		f.State = export.FileMissing
	}
	if m := h.media.find(h, r); m != nil {
		f.State, f.Root, f.Path, f.Size = export.FilePresent, m.root, m.name, m.size
		var ext string
		f.Type, ext = formats.Sniff(h.in.Roots[m.root], m.name, f.Kind)
		if base := path.Base(m.name); f.Name == "" && named(base) {
			f.Name = base
		} else if f.Name == "" && ext != "" {
			f.Name = strings.TrimSuffix(base, path.Ext(base)) + ext
		}
	}
	return f
}

func kindOf(s shape) export.FileKind {
	switch s { //nolint:exhaustive // the others are no files
	case shapeVideo:
		return export.FileVideo
	case shapeVoice:
		return export.FileVoice
	case shapeFile:
		return export.FileDocument
	case shapeSticker:
		return export.FileSticker
	}
	return export.FilePhoto
}

// named reports whether a file's name says what it is: most are ids and no more.
func named(base string) bool {
	ext := path.Ext(base)
	return ext != "" && ext != ".original" && ext != ".thumb"
}

// callOf is a call. Durations count milliseconds.
func callOf(r *row) export.Content {
	p := r.params
	c := export.Call{Kind: export.CallVoice, Plain: r.text}
	switch strings.ToUpper(p.text("GC_MEDIA_TYPE", "VOIP_GC_MEDIA_TYPE", "voipGcMediaType", "TYPE", "VOIP_TYPE", "voipType")) {
	case "V", "VIDEO", "VIDEOCALL":
		c.Kind = export.CallVideo
	case "LIVE":
		c.Kind = export.CallLive
	}
	c.Duration = p.lasts("DURATION", "VOIP_DURATION", "voipDuration")
	switch strings.ToUpper(p.text("RESULT", "VOIP_RESULT", "voipResult")) {
	case "NORMAL":
		c.Outcome = export.CallEnded
	case "CANCELED", "CANCELLED", "CANCEL":
		c.Outcome = export.CallCancelled
	case "REJECTED", "REJECT":
		c.Outcome = export.CallDeclined
	case "NO_RESPONSE", "BUSY", "MISSED":
		c.Outcome = export.CallMissed
	}
	switch strings.ToUpper(p.text("GC_EVT_TYPE", "VOIP_GC_EVENT_TYPE", "voipGcEventType")) {
	case "S", "STARTED":
		c.Outcome = export.CallStarted
	case "E", "ENDED":
		c.Outcome = export.CallEnded
	}
	if c.Duration == 0 && len(p) == 0 {
		c.Duration = oldDuration(r.text)
	}
	if c.Duration > 0 && c.Outcome == export.CallUnknown {
		c.Outcome = export.CallEnded
	}
	return c
}

// oldDuration reads what old versions of iOS wrote: "Call History : 62000 millisecs,
// Result: 1".
func oldDuration(s string) time.Duration {
	_, rest, ok := strings.Cut(s, "Call History : ")
	n, _, ok2 := strings.Cut(rest, " millisecs")
	if !ok || !ok2 {
		return 0
	}
	return pairs{"DURATION": n}.lasts("DURATION")
}

// maxSpans is how many mentions in one text are read.
const maxSpans = 1000

// spans marks who was mentioned: {"MENTIONEES":[{"M":"u…","S":"0","E":"4"}]}, from
// and to which unit of UTF-16.
func (h *history) spans(r *row) []export.Span {
	raw := r.params["MENTION"]
	if raw == "" {
		return nil
	}
	var list struct {
		Of []struct{ M, S, E string } `json:"MENTIONEES"`
	}
	if json.Unmarshal([]byte(raw), &list) != nil {
		h.leave("MENTION", 1)
		return nil
	}
	var all []export.Span
	last := 0
	units := newUnits(r.text)
	for _, m := range list.Of {
		from, err1 := strconv.Atoi(m.S)
		to, err2 := strconv.Atoi(m.E)
		if err1 != nil || err2 != nil || from < last || to <= from || len(all) == maxSpans {
			continue
		}
		start, ok1 := units.at(from)
		end, ok2 := units.at(to)
		if ok1 && ok2 {
			all = append(all, export.Span{Kind: export.SpanMention, Start: start, End: end, Arg: m.M})
			last = to
		}
	}
	return all
}

// units finds bytes by units of UTF-16, going forwards only.
type units struct {
	text  string
	byte  int
	units int
}

func newUnits(s string) *units { return &units{text: s} }

// at returns where the n-th unit begins; false: nowhere, or within a character.
func (u *units) at(n int) (int, bool) {
	for u.units < n && u.byte < len(u.text) {
		size := 1
		for size < len(u.text)-u.byte && u.text[u.byte+size]&0xc0 == 0x80 {
			size++
		}
		if u.units++; size == 4 {
			u.units++
		}
		u.byte += size
	}
	return u.byte, u.units == n
}
