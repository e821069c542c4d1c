package formattest

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"time"

	"exile/export"
)

// Attacks are texts that have run something somewhere. SERVER is where they call.
func Attacks() []string {
	return []string{
		`<script>document.documentElement.dataset.ran="1";new Image().src="SERVER/script"</script>`,
		`</script><script>document.documentElement.dataset.ran="1"</script>`,
		`"><img src=x onerror="document.documentElement.dataset.ran=1">`,
		`'><svg onload=document.documentElement.dataset.ran=1>`,
		`<img src="SERVER/img">`, `<link rel=stylesheet href="SERVER/css">`, `<iframe src="SERVER/frame"></iframe>`,
		`<meta http-equiv=refresh content="0;url=SERVER/refresh">`, `<base href="SERVER/">`, `<object data="SERVER/object">`,
		`<style>@import "SERVER/import"; body{background:url(SERVER/bg)}</style>`, `<form action="SERVER/form"><button>`,
		`--><script>alert(1)</script><!--`, `]]><script>alert(1)</script>`, `<![CDATA[<script>alert(1)</script>]]>`,
		`</title></style></textarea></noscript><script>alert(1)</script>`, `<math><mtext></p><img src=x onerror=alert(1)>`,
		`javascript:alert(1)`, `data:text/html,<script>alert(1)</script>`, `&lt;script&gt;alert(1)&lt;/script&gt;`, `&#60;script&#62;`,
		`https://example.com/"onmouseover="alert(1)`, `https://example.com/'onclick='alert(1)`, `https://good.example@SERVER/`,
		`https://example.com/<script>alert(1)</script>`, "https://example.com/\u202egpj.exe", "java\tscript:alert(1)", "\x00<script\x00>alert(1)</script>",
		`{{.}}<%= 1 %>${1}`, `"); exile("index", {}); alert(1); ("`, "\u2028alert(1)\u2029", `\u003cscript\u003e`, `"]);alert(1)//`,
		"\u202e\u2066\u2067\u2068\u202a\u202b\u202d뒤집기\u2069\u202c", "\xff\xfe\xed\xa0\x80 no UTF-8", `\`, `\"`, "\r\n\r", strings.Repeat("<", 3000),
		`<article class="m">`, `<figure class="f">`, `<article class="s`, `<a href="vbscript:1">`, "<\n/script>",
	}
}

// hostileLinks are addresses that nobody should be led to, and a few odd ones that are of the web.
func hostileLinks() []string {
	return []string{
		"javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)", "\x01javascript:alert(1)", "data:text/html,<script>alert(1)</script>",
		"vbscript:x", "file:///etc/passwd", "//SERVER/", "/etc/passwd", "../../x", "https:SERVER", "http:///x", "intent://x", "tel:1", "\u202ejavascript:1", "https://user@SERVER/",
		"https://example.com/\"onclick=\"alert(1)", "mailto:a@example.com?body=<script>", "HTTPS://EXAMPLE.COM/?a=1&b=<2>",
	}
}

// Hostile is a history in which everything that can be text attacks; what runs calls server.
func Hostile(server string) *History {
	attacks, links := Attacks(), hostileLinks()
	put := func(s string) string { return strings.ReplaceAll(s, "SERVER", server) }
	var events []export.Event
	for i, a := range attacks {
		events = append(events, &export.Person{Ref: export.PersonRef(i + 1), Names: []string{put(a)}, Self: i == 0, KnownBy: export.ByName})
	}
	files := map[string][]byte{}
	ref := export.ChatRef(0)
	var seq int64
	say := func(m *export.Message) {
		seq++
		m.Chat, m.Seq, m.ID = ref, seq, export.MessageID(seq)
		m.Sender = export.PersonRef(seq%int64(len(attacks)) + 1)
		m.Time = export.Time{T: time.Date(2026, 2, 8, 0, int(seq), 0, 0, time.UTC), Precision: time.Second}
		events = append(events, m)
	}
	for i, raw := range attacks {
		a := put(raw)
		if ref++; ref <= 3 || i%10 == 0 {
			events = append(events, &export.Chat{Ref: ref, App: a, Kind: export.ChatGroup, Title: a, Lang: a, Members: []export.PersonRef{1, export.PersonRef(ref)}})
		} else {
			ref--
		}
		name := a + []string{".html", ".svg", ".jpg", ".xml", ".js", "", ".mp4", ".m4a", ".xhtml", ".pdf"}[i%10]
		data := []byte(a)
		sum := sha256.Sum256(append(data, name...))
		file := export.File{Kind: export.FilePhoto, Name: name, Type: a, State: export.FilePresent, SHA256: hex.EncodeToString(sum[:])}
		files[file.SHA256] = data
		document, video, voice, sticker, missing := file, file, file, file, file
		document.Kind, video.Kind, voice.Kind, sticker.Kind = export.FileDocument, export.FileVideo, export.FileVoice, export.FileSticker
		missing.State = export.FileMissing
		for _, c := range []export.Content{
			export.Text{Body: a},
			export.Text{Body: a + " " + a, Spans: []export.Span{
				{Kind: export.SpanLink, Start: 0, End: len(a), Arg: put(links[i%len(links)])},
				{Kind: export.SpanBold, Start: 1, End: len(a)},
				{Kind: export.SpanKind(a), Start: 0, End: 1},
				{Kind: export.SpanPre, Start: 0, End: len(a), Arg: a},
				{Kind: export.SpanCode, Start: -1, End: 1 << 40},
				{Kind: export.SpanMention, Start: 0, End: 1, Arg: a},
				{Kind: export.SpanSpoiler, Start: len(a), End: 2*len(a) + 1},
			}},
			export.Media{Files: []export.File{file, document, video, voice, sticker, missing}, Caption: a, Plain: a},
			export.Call{Kind: export.CallKind(a), Outcome: export.CallOutcome(a), Plain: a},
			export.Poll{Question: a, Options: []export.PollOption{{Text: a, Votes: -1}, {Text: a, Votes: 2}}, Plain: a},
			export.Place{Name: a, Address: a, Lat: 1, Lng: -2, HasPoint: true, Plain: a},
			export.Card{Kind: export.CardKind(a), Title: a, Text: a, URL: put(links[i%len(links)]), Plain: a},
			export.Card{URL: a},
			export.Notice{Plain: a},
			export.Deleted{Plain: a},
			export.Unknown{Kind: a},
			export.Unknown{Kind: a, Plain: a},
		} {
			say(&export.Message{
				Content: c, SourceKey: a, ReplyTo: &export.Reply{ID: export.MessageID(seq), Quote: a}, Forward: &export.Forward{Name: a},
				Reactions: []export.Reaction{{Sign: a, By: 1}, {Sign: a, By: 2, Count: -4}}, Edits: []export.Edit{{Content: export.Text{Body: a}}, {Content: c}, {}},
			})
		}
	}
	return NewHistory(events, files)
}
