package desktop

import (
	"encoding/json"
	"fmt"
	"html"
	"strconv"
	"strings"
	"testing"
	"time"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
)

// twin is a message in both forms of an export.
type twin struct {
	from string
	json string // members besides id, type, date and who
	html string // what stands in the body of its element, behind the name
	line string // of a notice: the sentence
	deed bool   // it is a notice in the JSON alone
}

const twinStart = 1_680_000_000

// twinText is a message with words: pieces of a text as the JSON has them, and the same
// as the pages have it.
func twinText(from, entities, page string) twin {
	return twin{from: from, json: `"text_entities": [` + entities + `]`, html: `<div class="text">` + "\n" + page + "\n      </div>"}
}

// twinDeed is a notice of what Per Berg did.
func twinDeed(fields, line string) twin {
	return twin{from: "Per Berg", json: fields, line: line}
}

func twinMedia(fields, page string) twin {
	return twin{from: "Per Berg", json: fields + `, "text": ""`, html: `<div class="media_wrap clearfix">` + "\n" + page + "\n </div>"}
}

// generic is the element of a file or a place that is no picture.
func generic(class, title, description, status, href string) string {
	tag, link := "div", ""
	if href != "" {
		tag, link, class = "a", ` href="`+html.EscapeString(href)+`"`, "block_link "+class
	}
	var b strings.Builder
	fmt.Fprintf(&b, "<%s class=\"media clearfix pull_left %s\"%s>\n<div class=\"fill pull_left\">\n</div>\n<div class=\"body\">\n", tag, class, link)
	for _, of := range [][2]string{{"title bold", title}, {"description", description}, {"status details", status}} {
		if of[1] != "" {
			fmt.Fprintf(&b, "<div class=\"%s\">\n%s\n   </div>\n", of[0], html.EscapeString(of[1]))
		}
	}
	fmt.Fprintf(&b, "</div>\n</%s>", tag)
	return b.String()
}

func twins() []twin {
	text := func(s string) string { return `{"type": "plain", "text": ` + quoted(s) + `}` }
	all := []twin{
		twinText("Nora Lind", text("Good morning"), "Good morning"),
		twinText("Nora Lind", text("  two blanks\nand <b> & \"quotes\" 'too' \u000b "), "  two blanks<br>and &lt;b&gt; &amp; &quot;quotes&quot; &apos;too&apos; &#x0L; "),
		twinText("Per Berg", `{"type": "bold", "text": "Ja"}, {"type": "plain", "text": " "}, {"type": "italic", "text": "då"}, {"type": "underline", "text": "u"}, {"type": "strikethrough", "text": "s"}, {"type": "code", "text": "c"}, {"type": "pre", "text": "p\nq", "language": ""}, {"type": "blockquote", "text": "b", "collapsed": false}, {"type": "spoiler", "text": "🤫"}`,
			`<strong>Ja</strong> <em>då</em><u>u</u><s>s</s><code>c</code><pre>p<br>q</pre><blockquote>b</blockquote><span class="spoiler hidden" onclick="ShowSpoiler(this)"><span aria-hidden="true">🤫</span></span>`),
		twinText("Per Berg", `{"type": "link", "text": "https://example.org/?a=1&b=2"}, {"type": "plain", "text": " "}, {"type": "text_link", "text": "here", "href": "https://example.org/x"}, {"type": "email", "text": "a@example.org"}, {"type": "phone", "text": "+4712"}, {"type": "mention", "text": "@noralind"}, {"type": "hashtag", "text": "#vår"}, {"type": "cashtag", "text": "$NOK"}, {"type": "bot_command", "text": "/go"}, {"type": "mention_name", "text": "Nora"}`,
			`<a href="https://example.org/?a=1&amp;b=2">https://example.org/?a=1&amp;b=2</a> <a href="https://example.org/x">here</a><a href="mailto:a@example.org">a@example.org</a><a href="tel:+4712">+4712</a><a href="https://t.me/noralind">@noralind</a><a href="" onclick="return ShowHashtag(&quot;vår&quot;)">#vår</a><a href="" onclick="return ShowCashtag(&quot;NOK&quot;)">$NOK</a><a href="" onclick="return ShowBotCommand(&quot;go&quot;)">/go</a><a href="" onclick="return ShowMentionName()">Nora</a>`),
		{from: "Nora Lind", json: `"reply_to_message_id": 1, "text": "sure"`, html: `<div class="reply_to details">` + "\nIn reply to " + `<a href="#go_to_message1" onclick="return GoToMessage(1)">this message</a>` + "\n </div><div class=\"text\">\nsure\n </div>"},
		{from: "Nora Lind", json: `"reactions": [{"type": "emoji", "count": 3, "emoji": "👍", "recent": [{"from": "Per Berg", "from_id": "user2", "date": "2023-01-01T00:00:00"}]}, {"type": "paid", "count": 2}], "text": "liked"`, html: `<div class="text">` + "\nliked\n </div>" + `<span class="reactions"><span class="reaction"><span class="emoji">` + "\n👍\n </span>" + `<span class="userpics"><div class="userpic userpic2"><div class="initials" title="Per Berg">P</div></div></span><span class="count">3</span></span><span class="reaction paid"><span class="emoji">⭐</span><span class="count">2</span></span></span>`},
		twinMedia(`"photo": "photos/a.jpg", "photo_file_size": 5, "width": 10, "height": 20`, `<a class="photo_wrap clearfix pull_left" href="photos/a.jpg"><img class="photo" src="photos/a_thumb.jpg"/></a>`),
		twinMedia(`"photo": "(File not included. Change data exporting settings to download.)", "photo_file_size": 5, "width": 10, "height": 20`, generic("media_photo", "Photo", "Not included, change data exporting settings to download.", "10x20, 5 B", "")),
		twinMedia(`"file": "(File exceeds maximum size. Change data exporting settings to download.)", "file_name": "s.webp", "file_size": 5, "media_type": "sticker", "sticker_emoji": "🙂", "width": 5, "height": 5`, generic("media_photo", "Sticker", "Exceeds maximum size, change data exporting settings to download.", "🙂, 5 B", "")),
		twinMedia(`"file": "voice_messages/a.ogg", "media_type": "voice_message", "mime_type": "audio/ogg", "duration_seconds": 65`, generic("media_voice_message", "Voice message", "", "01:05", "voice_messages/a.ogg")),
		twinMedia(`"file": "round_video_messages/a.mp4", "media_type": "video_message", "duration_seconds": 5, "width": 4, "height": 4`, generic("media_video", "Video message", "", "00:05", "round_video_messages/a.mp4")),
		twinMedia(`"file": "video_files/a.mp4", "file_name": "a.mp4", "media_type": "video_file", "duration_seconds": 3600, "width": 4, "height": 4`, `<a class="video_file_wrap clearfix pull_left" href="video_files/a.mp4"><div class="video_duration">1:00:00</div></a>`),
		twinMedia(`"file": "files/gone (1).pdf", "file_name": "gone (1).pdf", "mime_type": "application/pdf"`, generic("media_file", "gone (1).pdf", "", "5 B", "files/gone (1).pdf")),
		twinMedia(`"file": "files/a.mp3", "file_name": "a.mp3", "media_type": "audio_file", "performer": "Kör", "title": "Vår", "duration_seconds": 61`, generic("media_audio_file", "Kör – Vår", "", "01:01", "files/a.mp3")),
		twinMedia(`"contact_information": {"first_name": "Kari", "last_name": "", "phone_number": "+47 9"}`, generic("media_contact", "Kari ", "", "+47 9", "")),
		twinMedia(`"location_information": {"latitude": 59.5, "longitude": -10.25}`, generic("media_location", "Location", "", "59.5, -10.25", "https://maps.google.com/maps?q=59.5,-10.25&ll=59.5,-10.25&z=16")),
		twinMedia(`"place_name": "Café", "address": "Gata 1", "location_information": {"latitude": 59.5, "longitude": -10.25}`, generic("media_venue", "Café", "Gata 1", "", "https://maps.google.com/maps?q=59.5,-10.25&ll=59.5,-10.25&z=16")),
		twinMedia(`"game_title": "Chess", "game_description": "Think", "game_link": "https://t.me/b?game=c"`, generic("media_game", "Chess", "Think", "https://t.me/b?game=c", "https://t.me/b?game=c")),
		twinMedia(`"poll": {"question": "When & where?", "closed": false, "total_voters": 3, "answers": [{"text": "Now", "voters": 2, "chosen": true}, {"text": "Later", "voters": 1, "chosen": false}, {"text": "Never", "voters": 0, "chosen": false}]}`,
			`<div class="media_poll"><div class="question bold">`+"\nWhen &amp; where?\n </div>"+`<div class="details">Anonymous poll</div><div class="answer">`+"\n- Now <span class=\"details\">2 votes, chosen vote</span>\n </div><div class=\"answer\">\n- Later <span class=\"details\">1 vote</span>\n </div><div class=\"answer\">\n- Never\n </div><div class=\"total details\t\">\n3 votes\n </div></div>"),
		twinMedia(`"todo_list": {"title": "Buy", "answers": [{"text": "milk", "id": 1}, {"text": "bread", "id": 2}]}`, `<div class="media_poll"><div class="question bold">Buy</div><div class="details">To-do List</div><div class="answer">- milk</div><div class="answer">- bread</div></div>`),
	}
	for _, c := range [][3]string{
		{`"discard_reason": "hangup", "duration_seconds": 62`, "media_call success", "Incoming (62 seconds)"},
		{`"discard_reason": "missed"`, "media_call", "Missed"},
		{`"discard_reason": "busy"`, "media_call", "Declined"},
	} {
		m := twinMedia(`"action": "phone_call", `+c[0], generic(c[1], "Nora Lind", "", c[2], ""))
		m.deed = true
		all = append(all, m)
	}
	return append(all, twinDeeds()...)
}

func twinDeeds() []twin {
	return []twin{
		twinDeed(`"action": "create_group", "title": "T & U", "members": ["Nora Lind", "Bo"]`, "Per Berg created group &laquo;T &amp; U&raquo; with members Nora Lind and Bo"),
		twinDeed(`"action": "edit_group_title", "title": "New"`, "Per Berg changed group title to &laquo;New&raquo;"),
		twinDeed(`"action": "delete_group_photo"`, "Per Berg removed group photo"),
		twinDeed(`"action": "invite_members", "members": ["Nora Lind", "Bo", "Kim"]`, "Per Berg invited Nora Lind, Bo and Kim"),
		twinDeed(`"action": "invite_members", "members": ["Per Berg"]`, "Per Berg invited Per Berg"),
		twinDeed(`"action": "remove_members", "members": ["Bo"]`, "Per Berg removed Bo"),
		twinDeed(`"action": "remove_members", "members": ["Per Berg"]`, "Per Berg removed Per Berg"),
		twinDeed(`"action": "join_group_by_link", "inviter": "Nora Lind"`, "Per Berg joined group by link from Nora Lind"),
		twinDeed(`"action": "join_group_by_request"`, "Per Berg joined group by request"),
		twinDeed(`"action": "migrate_to_supergroup"`, "Per Berg converted this group to a supergroup"),
		twinDeed(`"action": "migrate_from_group", "title": "Old"`, "Per Berg converted a basic group to this supergroup &laquo;Old&raquo;"),
		twinDeed(`"action": "pin_message", "message_id": 1`, `Per Berg pinned <a href="#go_to_message1" onclick="return GoToMessage(1)">this message</a>`),
		twinDeed(`"action": "clear_history"`, "History cleared"),
		twinDeed(`"action": "score_in_game", "game_message_id": 4, "score": 12`, `Per Berg scored 12 in <a href="#go_to_message4" onclick="return GoToMessage(4)">this game</a>`),
		twinDeed(`"action": "take_screenshot"`, "Per Berg took a screenshot"),
		twinDeed(`"action": "joined_telegram"`, "Per Berg joined Telegram"),
		twinDeed(`"action": "group_call"`, "Per Berg started voice chat"),
		twinDeed(`"action": "group_call", "duration": 60`, "Per Berg started voice chat (60 seconds)"),
		twinDeed(`"action": "invite_to_group_call", "members": ["Bo"]`, "Per Berg invited Bo to the voice chat"),
		twinDeed(`"action": "set_messages_ttl", "period": 604800`, "Per Berg has set messages to auto-delete in 7 days"),
		twinDeed(`"action": "set_messages_ttl", "period": 0`, "Per Berg has set messages not to auto-delete"),
		twinDeed(`"action": "edit_chat_theme", "emoticon": "🐸"`, "Per Berg changed chat theme to 🐸"),
		twinDeed(`"action": "edit_chat_theme", "emoticon": ""`, "Per Berg disabled chat theme"),
		twinDeed(`"action": "set_chat_wallpaper"`, "Per Berg set a new background for this chat"),
		twinDeed(`"action": "topic_created", "title": "Boats"`, "Per Berg created topic &laquo;Boats&raquo;"),
		twinDeed(`"action": "topic_edit", "new_title": "Ships"`, "Per Berg changed topic title to &laquo;Ships&raquo;"),
		twinDeed(`"action": "requested_phone_number"`, "Per Berg requested your phone number"),
		twinDeed(`"action": "send_premium_gift", "cost": "€9", "months": 3`, "Per Berg sent you a gift for €9: Telegram Premium for 3 months."),
		twinDeed(`"action": "boost_apply", "boosts": 2`, "Per Berg boosted the group 2 times"),
		twinDeed(`"action": "new_creator_pending", "new_creator": "Bo"`, "Bo will become the new main admin in 7 days if Per Berg does not return"),
		twinDeed(`"action": "change_creator", "new_creator": "Bo"`, "Per Berg made Bo the new main admin of the group"),
		twinDeed(`"action": "no_forwards_toggle", "new_value": true`, "Per Berg disabled sharing in this chat"),
		twinDeed(`"action": "paid_messages_price_change", "price_stars": 4, "is_broadcast_messages_allowed": false`, "Price per message changed to 4 Telegram Stars."),
		twinDeed(`"action": "suggest_birthday", "day": 3, "month": 4`, "Per Berg suggests to add a date of birth: 3 April"),
		twinDeed(`"action": "poll_append_answer", "option": "Maybe"`, "Per Berg added &quot;Maybe&quot; to the poll."),
	}
}

func quoted(s string) string {
	b, _ := json.Marshal(s) //nolint:errchkjson // a string
	return string(b)
}

// forms writes a chat in both forms.
func forms(all []twin) (result, page string) {
	ids := map[string]string{"Nora Lind": "user1", "Per Berg": "user2"}
	zone := time.FixedZone("", 3*60*60)
	var j, h strings.Builder
	j.WriteString(`{"name": "Rowers", "type": "private_group", "id": 9, "messages": [`)
	h.WriteString(pageStart("Rowers"))
	for i, m := range all {
		at := time.Unix(twinStart+int64(i)*60, 0).In(zone)
		if i > 0 {
			j.WriteString(",")
		}
		fmt.Fprintf(&j, "\n{\"id\": %d, \"date\": %q, \"date_unixtime\": \"%d\", ", i+1, at.Format("2006-01-02T15:04:05"), at.Unix())
		if m.deed {
			fmt.Fprintf(&j, `"type": "service", "actor": %q, "actor_id": %q, %s}`, m.from, ids[m.from], m.json)
			h.WriteString(pageMessage(i+1, at, m.from, m.html))
			continue
		}
		if m.line != "" {
			fmt.Fprintf(&j, `"type": "service", "actor": %q, "actor_id": %q, %s, "text": ""}`, m.from, ids[m.from], m.json)
			fmt.Fprintf(&h, "\n<div class=\"message service\" id=\"message%d\">\n <div class=\"body details\">\n%s\n </div>\n</div>", i+1, m.line)
			continue
		}
		fmt.Fprintf(&j, `"type": "message", "from": %q, "from_id": %q, %s}`, m.from, ids[m.from], m.json)
		h.WriteString(pageMessage(i+1, at, m.from, m.html))
	}
	j.WriteString("]}")
	h.WriteString("</div></div></div></body></html>")
	return j.String(), h.String()
}

func pageStart(title string) string {
	return "<!DOCTYPE html>\n<html>\n <head>\n<meta charset=\"utf-8\"/>\n<title>Exported Data</title>\n </head>\n <body onload=\"CheckLocation();\">\n" +
		"<div class=\"page_wrap\">\n<div class=\"page_header\">\n<div class=\"content\">\n<div class=\"text bold\">\n" + title + " \n</div>\n</div>\n</div>\n" +
		"<div class=\"page_body chat_page\">\n<div class=\"history\">\n"
}

func pageMessage(id int, at time.Time, from, body string) string {
	return fmt.Sprintf("\n<div class=\"message default clearfix\" id=\"message%d\">\n <div class=\"pull_left userpic_wrap\">\n <div class=\"userpic userpic%d\">\n</div>\n</div>\n<div class=\"body\">\n"+
		" <div class=\"pull_right date details\" title=\"%s UTC+03:00\">\n%s\n </div>\n <div class=\"from_name\">\n%s \n </div>\n%s\n</div>\n</div>\n",
		id, len(from)%8+1, at.Format("02.01.2006 15:04:05"), at.Format("15:04"), html.EscapeString(from), body)
}

// saying is what a message tells, without what only one of the forms has.
func saying(t *testing.T, name, data string) map[string]string {
	t.Helper()
	in := formattest.Input("folder", formattest.File{Name: name, Data: []byte(data)}, formattest.File{Name: "photos/a.jpg", Data: []byte("picture")}, formattest.File{Name: "voice_messages/a.ogg", Data: []byte("sound")})
	names := map[export.PersonRef]string{}
	all := map[string]string{}
	for _, e := range formattest.Read(t, reader{}, in, formats.ReadOptions{}) {
		if p, ok := e.(*export.Person); ok {
			names[p.Ref] = p.Name()
		}
		if m, ok := e.(*export.Message); ok {
			all[m.SourceKey] = tell(m, names)
		}
	}
	return all
}

func tell(m *export.Message, names map[export.PersonRef]string) string {
	at := m.Time.T.Format(time.RFC3339)
	if c, ok := m.Content.(export.Media); ok {
		for i := range c.Files {
			sparse(&c.Files[i])
		}
	}
	if _, ok := m.Content.(export.Call); ok { // the pages have no times of what happened
		at = ""
	}
	if c, ok := m.Content.(export.Notice); ok {
		at = ""
		who := []string{names[c.Actor]}
		for _, p := range c.People {
			who = append(who, names[p])
		}
		if strings.HasPrefix(c.Plain, "Price per") || c.Plain == "History cleared" { // nor who it was here
			who = nil
		}
		m.Content = export.Text{Body: fmt.Sprintf("%s: %q %q", c.Kind, c.Plain, who)}
	}
	parts := []string{at, names[m.Sender], fmt.Sprintf("%T%+v", m.Content, m.Content)}
	if m.ReplyTo != nil {
		parts = append(parts, "to "+m.ReplyTo.Key)
	}
	for _, r := range m.Reactions {
		parts = append(parts, fmt.Sprintf("%s %s %d", r.Sign, names[r.By], r.Count))
	}
	return strings.Join(parts, " ")
}

// sparse leaves of a file what pages tell, too.
func sparse(f *export.File) {
	f.Type, f.Width, f.Height = "", 0, 0
	if f.State != export.FilePresent {
		f.Size = 0
	}
	if f.State == export.FileNotExported {
		f.Name = ""
	}
}

// The same chat says the same in both forms, as far as both carry it.
func TestBothForms(t *testing.T) {
	all := twins()
	result, page := forms(all)
	want, got := saying(t, "result.json", result), saying(t, "messages.html", page)
	if len(want) != len(all) || len(got) != len(all) {
		t.Errorf("of %d messages the JSON has %d, the page %d", len(all), len(want), len(got))
	}
	for i := range all {
		key := strconv.Itoa(i + 1)
		if want[key] != got[key] {
			t.Errorf("message %s\n page %s\n JSON %s", key, got[key], want[key])
		}
	}
}
