package desktop

import (
	"path"
	"strconv"
	"strings"
	"time"

	"exile/export"
)

// box is what a page shows of a file, a place and the like: a picture or a sign, and up
// to three lines.
type box struct {
	class                      string
	title, description, status string
	href                       string // of what it leads to; "": nothing came along
	duration                   time.Duration
}

// boxOf reads the element in which a message has its media.
func (r *reading) boxOf(wrap *node) (box, *node) {
	var n *node
	for k := wrap.first; k != nil && n == nil; k = k.next {
		if k.tag != "" {
			n = k
		}
	}
	if n == nil {
		return box{}, nil
	}
	b := box{href: n.href}
	for class := range strings.FieldsSeq(n.class) {
		if strings.HasPrefix(class, "media_") || strings.HasSuffix(class, "_wrap") {
			b.class = class
			break
		}
	}
	body := n.child("body")
	b.title, b.description, b.status = body.child("title").words(), body.child("description").words(), body.child("status").words()
	b.duration = lengthOf(b.status)
	if d := n.child("video_duration"); d != nil {
		b.duration = lengthOf(d.words())
	}
	for k := n.first; k != nil; k = k.next {
		if k.tag == "img" && k.href != "" {
			thumb := r.linked(k.href)
			r.files.aside(thumb)
			if b.class == "media_video" || b.class == "animated_wrap" || b.class == "video_file_wrap" {
				r.tally.miss("thumbnail")
			}
		}
	}
	return b, n
}

// lengthOf reads how long something lasts: "01:05", also with more behind it.
func lengthOf(s string) time.Duration {
	s, _, _ = strings.Cut(s, ",")
	total, parts := 0, strings.Split(strings.TrimSpace(s), ":")
	if len(parts) < 2 || len(parts) > 3 {
		return 0
	}
	for _, p := range parts {
		n, err := strconv.Atoi(p)
		if err != nil || n < 0 || n > 100_000 {
			return 0
		}
		total = total*60 + n
	}
	return time.Duration(min(total, maxSeconds)) * time.Second
}

// pixels reads the size of a picture: "1280x720", also with more behind it.
func pixels(s string) (width, height int) {
	s, _, _ = strings.Cut(s, ",")
	w, h, ok := strings.Cut(strings.ReplaceAll(strings.TrimSpace(s), "×", "x"), "x")
	width, err1 := strconv.Atoi(strings.TrimSpace(w))
	height, err2 := strconv.Atoi(strings.TrimSpace(h))
	if !ok || err1 != nil || err2 != nil || width < 0 || height < 0 || width > 1<<20 || height > 1<<20 {
		return 0, 0
	}
	return width, height
}

// shown reads a message with media.
func (r *reading) shown(wrap *node, caption string, spans []export.Span) (export.Content, error) {
	b, n := r.boxOf(wrap)
	switch b.class {
	case "media_contact":
		return r.sharedContact(b, caption, spans)
	case "media_location", "media_live_location", "media_venue":
		return r.pointed(b, caption), nil
	case "media_call":
		return called(b), nil
	case "media_game":
		c := export.Card{Kind: export.CardLink, Title: b.title, Text: b.description, URL: b.status}
		c.Plain = joined("\n", c.Title, c.Text, c.URL, caption)
		return c, nil
	case "media_invoice":
		c := export.Card{Kind: export.CardMoney, Title: b.title, Text: b.description}
		c.Plain = joined("\n", c.Title, c.Text, b.status, caption)
		if b.title == "" && b.description == "" {
			c.Title, c.Text = "Paid media", b.status
			c.Plain = joined("\n", "Paid media, "+b.status, caption)
		}
		return c, nil
	case "media_poll":
		return r.asked(n, caption), nil
	case "media_giveaway":
		return giveaways(n, caption), nil
	}
	if f, plain, ok := r.filed(b); ok {
		return export.Media{Files: []export.File{f}, Caption: caption, Spans: spans, Plain: plain}, nil
	}
	kind := b.class
	if kind == "" {
		kind = "media"
	}
	return export.Unknown{Kind: kind, Plain: joined("\n", tidy(wrap.words()), caption)}, nil
}

// filed reads a box with a file.
func (r *reading) filed(b box) (f export.File, plain string, ok bool) {
	f.Duration = b.duration
	switch b.class {
	case "photo_wrap":
		f.Kind, plain = export.FilePhoto, "Photo"
	case "sticker_wrap":
		f.Kind, plain = export.FileSticker, "Sticker"
	case "animated_wrap":
		f.Kind, plain = export.FileVideo, "Animation"
	case "video_file_wrap":
		f.Kind, plain = export.FileVideo, "Video file"
	case "media_photo":
		f.Kind, plain = export.FilePhoto, b.title
		f.Width, f.Height = pixels(b.status)
		if b.title == "Sticker" {
			f.Kind = export.FileSticker
			plain = joined(", ", b.title, emojiOf(b.status, b.href != ""))
		}
	case "media_video":
		f.Kind, plain = export.FileVideo, b.title
	case "media_voice_message":
		f.Kind, plain = export.FileVoice, b.title
	case "media_audio_file":
		f.Kind, plain = export.FileAudio, b.title
	case "media_file":
		f.Kind, plain = export.FileDocument, b.title
		if b.title != "File" || b.href == "" {
			f.Name = b.title
		}
	default:
		return f, "", false
	}
	switch plain {
	case "Animation":
		r.tally.miss("media_type: animation")
	case "Video message":
		r.tally.miss("media_type: video_message")
	}
	r.lies(&f, b)
	return f, plain, true
}

// emojiOf returns the emoji of a sticker, behind which the size stands where the sticker
// did not come along.
func emojiOf(status string, present bool) string {
	if present {
		return status
	}
	emoji, _, more := strings.Cut(status, ", ")
	if !more {
		return ""
	}
	return emoji
}

// lies fills in where a file is.
func (r *reading) lies(f *export.File, b box) {
	rel := r.linked(b.href)
	switch {
	case rel != "" && r.files.find(f, rel):
		f.SourceKey = rel
	case b.href != "":
		f.State, f.SourceKey = export.FileMissing, rel
	case strings.HasPrefix(b.title, "Self-destructing"):
		f.State = export.FileExpired
	default: // "Not included, …", "Exceeds maximum size, …", "Unavailable, …"
		f.State = export.FileNotExported
	}
	if f.Name == "" && b.href != "" {
		f.Name = path.Base(b.href)
		if rel != "" {
			f.Name = path.Base(rel)
		}
	}
}

// sharedContact reads somebody's number that was sent, and its card where that came along.
func (r *reading) sharedContact(b box, caption string, spans []export.Span) (export.Content, error) {
	phone, vcard := strings.CutSuffix(b.status, " - vCard")
	plain := joined(", ", b.title, phone)
	if b.href != "" {
		f := export.File{Kind: export.FileContact}
		r.lies(&f, b)
		if f.State == export.FilePresent {
			return export.Media{Files: []export.File{f}, Caption: caption, Spans: spans, Plain: plain}, nil
		}
		if err := r.absent(&f, r.from); err != nil {
			return nil, err
		}
	} else if vcard {
		r.tally.notExported(export.FileContact)
	}
	return export.Card{Kind: export.CardContact, Title: b.title, Text: phone, Plain: joined("\n", plain, caption)}, nil
}

// pointed reads a place on the map. Where it lies stands in the link to a map.
func (r *reading) pointed(b box, caption string) export.Content {
	p := export.Place{Plain: caption}
	what := b.title
	if b.class == "media_venue" {
		p.Name, p.Address, what = b.title, b.description, ""
	}
	_, q, _ := strings.Cut(b.href, "?q=")
	q, _, _ = strings.Cut(q, "&")
	at, ong, ok := strings.Cut(q, ",")
	lat, err1 := strconv.ParseFloat(at, 64)
	lng, err2 := strconv.ParseFloat(ong, 64)
	if ok && err1 == nil && err2 == nil && lat >= -90 && lat <= 90 && lng >= -180 && lng <= 180 {
		p.Lat, p.Lng, p.HasPoint = lat, lng, true
	}
	if b.class == "media_live_location" {
		r.tally.miss("live_location_period_seconds")
	}
	if caption == "" {
		p.Plain = joined("\n", what, p.Name, p.Address, joined(", ", at, ong))
	}
	return p
}

// called reads a call.
func called(b box) export.Content {
	c := export.Call{Kind: export.CallVoice, Plain: b.status}
	what, rest, timed := strings.Cut(b.status, " (")
	if n, err := strconv.ParseInt(strings.TrimSuffix(rest, " seconds)"), 10, 64); timed && err == nil && n > 0 {
		c.Duration = time.Duration(min(n, maxSeconds)) * time.Second
	}
	switch {
	case what == "Cancelled":
		c.Outcome = export.CallCancelled
	case what == "Missed":
		c.Outcome = export.CallMissed
	case what == "Declined":
		c.Outcome = export.CallDeclined
	case what == "Ongoing":
		c.Outcome = export.CallStarted
	case what == "Incoming", c.Duration > 0: // one that went out and was not taken looks like one that was
		c.Outcome = export.CallEnded
	}
	return c
}

// asked reads a poll, or a list of tasks, which looks like one.
func (r *reading) asked(n *node, caption string) export.Content {
	question, kind := n.child("question").words(), n.child("details").words()
	if kind == "To-do List" {
		return export.Unknown{Kind: "todo_list", Plain: joined("\n", wordsOf(n), caption)}
	}
	p := export.Poll{Question: question, Closed: kind == "Final results", Plain: caption}
	for k := n.first; k != nil; k = k.next {
		if !k.has("answer") {
			continue
		}
		if len(p.Options) == maxOptions {
			r.tally.miss("poll.answers")
			continue
		}
		said := k.child("details").words()
		text := strings.TrimSuffix(k.words(), said)
		if said != "" {
			text = strings.TrimSuffix(text, " ")
		}
		o := export.PollOption{Text: strings.TrimPrefix(text, "- ")}
		count, _, _ := strings.Cut(said, " ")
		o.Votes, _ = strconv.Atoi(count)
		if strings.HasSuffix(said, "chosen vote") {
			r.tally.miss("poll.answers.chosen")
		}
		p.Options = append(p.Options, o)
	}
	if caption == "" {
		p.Plain = wordsOf(n)
	}
	return p
}

// giveaways reads a giveaway, or who won one.
func giveaways(n *node, caption string) export.Content {
	c := export.Card{Kind: export.CardGift, Title: n.child("section_title").words()}
	c.Plain = joined("\n", wordsOf(n), caption)
	c.Text = strings.TrimPrefix(strings.TrimPrefix(c.Plain, c.Title), "\n")
	return c
}

// wordsOf returns the words of the elements in a node, a line for each.
func wordsOf(n *node) string {
	var all []string
	for k := n.first; k != nil; k = k.next {
		if k.tag != "" {
			all = append(all, k.words())
		}
	}
	return joined("\n", all...)
}

// tidy leaves out the white space between the lines of a page.
func tidy(s string) string {
	all := strings.Split(s, "\n")
	for i := range all {
		all[i] = strings.TrimSpace(all[i])
	}
	return joined("\n", all...)
}
