package whatsapp

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"exile/export"
	"exile/formats"
)

// noFiles is a chat without media, filesNamed one with these.
func noFiles() *library { return &library{newFolder(), newFolder()} }

func filesNamed(names ...string) *library {
	l := noFiles()
	for _, n := range names {
		l.beside.add(0, formats.Entry{Name: "chat/" + n, Size: 7})
	}
	return l
}

// reading returns payloads of a file in which the given bodies stand.
func reading(l *library, bodies ...string) *payloads {
	m := newMarkers()
	for _, b := range bodies {
		m.learn(b)
	}
	return newPayloads(l, m)
}

const e2ee = "Messages and calls are end-to-end encrypted. No one outside of this chat, not even WhatsApp, can read or listen to them. Tap to learn more."

func photo() export.File {
	return export.File{Kind: export.FilePhoto, State: export.FileNotExported}
}

// named is a file of the export, or one that it lacks.
func named(kind export.FileKind, key, name string, present bool) export.File {
	f := export.File{SourceKey: key, Name: name, Kind: kind, State: export.FileMissing}
	if present {
		f.State, f.Path, f.Size = export.FilePresent, "chat/"+key, 7
	}
	return f
}

func filed(caption string, f export.File) export.Media {
	return export.Media{Files: []export.File{f}, Caption: caption}
}

// withPlain sets Plain, to keep the tables short: it is the body, without a caption
// and the marks at the ends.
func withPlain(c export.Content, body string) export.Content {
	switch c := c.(type) {
	case export.Media:
		c.Plain = body
		if c.Caption != "" {
			c.Plain = strings.TrimSuffix(strings.TrimPrefix(body, c.Caption), "\n"+c.Caption)
		}
		c.Plain = trimMarks(c.Plain)
		return c
	case export.Call:
		c.Plain = body
		return c
	case export.Poll:
		c.Plain = body
		return c
	case export.Place:
		c.Plain = body
		return c
	case export.Deleted:
		c.Plain = body
		return c
	case export.Unknown:
		c.Plain = body
		return c
	case export.Notice:
		c.Plain = body
		return c
	case export.Text, export.Card:
	}
	return c
}

func check(t *testing.T, p *payloads, body string, want export.Content) {
	t.Helper()
	got, edited := p.content(body)
	if edited {
		t.Errorf("%q is edited", body)
	}
	if m, ok := got.(export.Media); ok {
		m.Plain = trimMarks(m.Plain)
		got = m
	}
	if want = withPlain(want, body); !reflect.DeepEqual(got, want) {
		t.Errorf("%q is\n%#v, want\n%#v", body, got, want)
	}
}

func TestMediaOfIPhones(t *testing.T) {
	const doc = "00000048-Template.docx"
	p := reading(filesNamed(photoName, doc, "some-doc.pdf", "2015-08-04-PHOTO-00004762.jpg"), "\u200e<attached: "+photoName+">")
	for body, want := range map[string]export.Content{
		"\u200e<attached: " + photoName + ">":                                       filed("", named(export.FilePhoto, photoName, photoName, true)),
		"\u200e<hengað við: " + photoName + ">":                                     filed("", named(export.FilePhoto, photoName, photoName, true)),
		"Template.docx \u200e<attached: " + doc + ">":                               filed("", named(export.FileDocument, doc, "Template.docx", true)),
		"A PDF.pdf • \u200e1 page \u200e<attached: some-doc.pdf>":                   filed("", named(export.FileDocument, "some-doc.pdf", "A PDF.pdf", true)),
		"Look,\nwhat a view \u200e<attached: " + photoName + ">":                    filed("Look,\nwhat a view", named(export.FilePhoto, photoName, photoName, true)),
		"see notes.md \u200e<attached: " + photoName + ">":                          filed("see notes.md", named(export.FilePhoto, photoName, photoName, true)),
		"\u200e<attached: 00000051-GIF-2022-03-27-21-51-57.mp4>":                    filed("", named(export.FileVideo, "00000051-GIF-2022-03-27-21-51-57.mp4", "00000051-GIF-2022-03-27-21-51-57.mp4", false)),
		"\u200e<attached: 00000044-STICKER-2022-03-27-21-49-19.webp>":               filed("", named(export.FileSticker, "00000044-STICKER-2022-03-27-21-49-19.webp", "00000044-STICKER-2022-03-27-21-49-19.webp", false)),
		"\u200e<attached: 00000037-AUDIO-2022-03-27-21-44-47.opus>":                 filed("", named(export.FileVoice, "00000037-AUDIO-2022-03-27-21-44-47.opus", "00000037-AUDIO-2022-03-27-21-44-47.opus", false)),
		"\u200e<attached: 00000042-TR.vcf>":                                         filed("", named(export.FileContact, "00000042-TR.vcf", "00000042-TR.vcf", false)),
		"2015-08-04-PHOTO-00004762.jpg <\u200eattached>":                            filed("", named(export.FilePhoto, "2015-08-04-PHOTO-00004762.jpg", "2015-08-04-PHOTO-00004762.jpg", true)),
		"\u200eimage omitted":                                                       filed("", photo()),
		"Which one? \u200eimage omitted":                                            filed("Which one?", photo()),
		"\u200eBild weggelassen":                                                    filed("", photo()),
		"Report.pdf • \u200e2 pages \u200edocument omitted":                         filed("", export.File{Kind: export.FileDocument, Name: "Report.pdf", State: export.FileNotExported}),
		"تقرير.pdf • \u200fصفحتان ٢ \u200fلم يتم إدراج المستند":                     filed("", export.File{Kind: export.FileDocument, Name: "تقرير.pdf", State: export.FileNotExported}),
		"Skýrsla.pdf • \u200e2 síður \u200eskjali sleppt":                           filed("", export.File{Kind: export.FileDocument, Name: "Skýrsla.pdf", State: export.FileNotExported}),
		"\u200evideo note omitted":                                                  filed("", export.File{Kind: export.FileVideo, State: export.FileNotExported}),
		"\u200eWaiting for this message. This may take a while.":                    export.Unknown{Kind: "waiting"},
		"\u200eYou received a view once message. For added privacy, open it there.": export.Unknown{Kind: "view-once"},
	} {
		check(t, p, body, want)
	}
	if p.typed != 0 {
		t.Errorf("%d are said to be typed", p.typed)
	}
}

func TestMediaOfAndroid(t *testing.T) {
	const img = "IMG-20220323-WA0002.jpg"
	p := reading(filesNamed(img, "holiday plan.pdf"), e2ee, "<Media omitted>")
	for body, want := range map[string]export.Content{
		img + " (file attached)":                                filed("", named(export.FilePhoto, img, img, true)),
		"\u200e" + img + " (file attached)\nthe lake\n\nat six": filed("the lake\n\nat six", named(export.FilePhoto, img, img, true)),
		img + " (eitthvað annað)":                               filed("", named(export.FilePhoto, img, img, true)),
		"holiday plan.pdf (liitetiedosto?)":                     filed("", named(export.FileDocument, "holiday plan.pdf", "holiday plan.pdf", true)),
		"PTT-20220323-WA0000.opus (file attached)":              filed("", named(export.FileVoice, "PTT-20220323-WA0000.opus", "PTT-20220323-WA0000.opus", false)),
		"Ada.vcf (file attached)":                               filed("", named(export.FileContact, "Ada.vcf", "Ada.vcf", false)),
		"report (1).pdf (file attached)":                        filed("", named(export.FileDocument, "report (1).pdf", "report (1).pdf", false)),
		"<Media omitted>":                                       filed("", export.File{Kind: export.FileDocument, State: export.FileNotExported}),
		"<media omitted>\nSome file.txt":                        filed("Some file.txt", export.File{Kind: export.FileDocument, State: export.FileNotExported}),
		"<View once voice message omitted>":                     filed("", export.File{Kind: export.FileAudio, State: export.FileNotExported}),
		"<image omitted>":                                       filed("", photo()),
		"null":                                                  export.Unknown{Kind: "null"},
		"This message was deleted":                              export.Deleted{By: export.DeletedBySender},
		"You deleted this message.":                             export.Deleted{By: export.DeletedBySender},
		"You deleted this message as admin":                     export.Deleted{By: export.DeletedByAdmin},
		"This message was deleted by admin Ann.":                export.Deleted{By: export.DeletedByAdmin},
		"live location shared":                                  export.Place{},
	} {
		check(t, p, body, want)
	}
	if p.typed != 12 {
		t.Errorf("%d are said to be typed", p.typed)
	}
	if p.absent[export.FileDocument] != 2 || p.absent[export.FileAudio] != 1 || p.absent[export.FilePhoto] != 1 {
		t.Errorf("absent: %v", p.absent)
	}
}

// What people type stays what they typed.
func TestTextsStayTexts(t *testing.T) {
	bodies := []string{
		"", "k", "ok", "<3", "<333 >", "<html>", "<b>bold</b>", "</div>", "<br />", "<script async>", "<grin>", "x < y > z", "->", "<->",
		"<insert joke here>", "null and void", "nullable", "NULL", "isNull(x)", "f(x)", "main (argc, argv)", "config.yaml (see above)",
		"haha (yes)", "image", "the image omitted here", "image omitted, sorry", "Media omitted", "attached: see below",
		"<attached: nothing>", "POLL:", "POLL:\nWho?", "TODO:\nmilk\nBREAD: two (2)", "Note:\nfirst\nthen (2 votes)",
		"Location: the park", "https://maps.google.com/?q=1.5,2.5", "here it is: https://maps.google.com/?q=1.5,2.5",
		"Location: https://maps.google.com/?q=lat,lng", "Location: https://maps.google.com/?q=91,2",
		"Voice call", "Video call tonight?", "Voice call, please", "a missed voice call", "Sprachanruf, 5 min",
		"\u200ehello from the keyboard", "שלום \u200e!", "ok\u200e", "She said \"This message was deleted\"",
		"This message was edited", "see <This message was edited> there", "<This message was edited>",
		"https://foursquare.com/v/4e89af95e5fa82ad4c0aa03b", "family 👨\u200d👩\u200d👧 ㅋㅋ ﬁ café",
		"Bild weggelassen", "billede udeladt", "Diese Nachricht wurde gelöscht", "line one\nline two (three)\n<four>",
		strings.Repeat("<", 5000) + ">", strings.Repeat("a (", 5000) + ")", strings.Repeat("\u200e", 5000), strings.Repeat("X: (1 y)\n", 900),
	}
	p := reading(filesNamed("notes.md"), e2ee, "<Media omitted>")
	for _, b := range bodies {
		check(t, p, b, export.Text{Body: b})
	}
	if p.typed != 0 || len(p.absent) != 0 {
		t.Errorf("typed %d, absent %v", p.typed, p.absent)
	}
	bodies = append(bodies, "look\n\u200e[04/03/2016, 08:57:00] Emma: \u200eimage omitted\nodd", "so\n\u200e<attached: "+photoName+">\nodd")
	q := reading(noFiles(), "\u200eimage omitted", e2ee) // an iPhone's file
	for _, b := range append(bodies, "null", "This message was deleted", "image omitted", "Missed voice call", "live location shared") {
		check(t, q, b, export.Text{Body: b})
	}
}

// In a language that the table lacks, what stands in angle brackets again and
// again is the app's word for a file.
func TestOmittedInAnUnlistedLanguage(t *testing.T) {
	const icelandic, georgian = "<Efni sleppt>", "<მედია გამოტოვებულია>"
	p := reading(noFiles(), icelandic, "hæ", icelandic)
	check(t, p, icelandic+"\nmynd", filed("mynd", export.File{Kind: export.FileDocument, State: export.FileNotExported}))
	p = reading(noFiles(), georgian)
	check(t, p, georgian, filed("", export.File{Kind: export.FileDocument, State: export.FileNotExported}))
	p = reading(noFiles(), icelandic)
	check(t, p, icelandic, export.Text{Body: icelandic})
	p = reading(noFiles(), icelandic, icelandic, "<Media omitted>")
	check(t, p, icelandic, export.Text{Body: icelandic})
}

// On Android, nothing marks the word; again and again it is the app's.
func TestEditedInAnUnlistedLanguage(t *testing.T) {
	const said = "в пять <Сообщение изменено>"
	p := reading(noFiles(), said, "в шесть <Сообщение изменено>", "в семь <Сообщение изменено>", "<Без медиафайлов>")
	if c, edited := p.content(said); !edited || !reflect.DeepEqual(c, export.Text{Body: "в пять"}) {
		t.Errorf("edited %v, %#v", edited, c)
	}
	p = reading(noFiles(), said, "в шесть <Сообщение изменено>", "<Без медиафайлов>")
	check(t, p, said, export.Text{Body: said})
	const typed = "yes <it was edited>"
	p = reading(noFiles(), typed, typed, typed, e2ee)
	check(t, p, typed, export.Text{Body: typed})
}

func TestEdited(t *testing.T) {
	p := reading(filesNamed(photoName), "\u200e<attached: "+photoName+">")
	for body, want := range map[string]export.Content{
		"see you \u200e<This message was edited>":                       export.Text{Body: "see you"},
		"two\n\nlines  <This message was edited>":                       export.Text{Body: "two\n\nlines "},
		"bis gleich <Diese Nachricht wurde bearbeitet>":                 export.Text{Body: "bis gleich"},
		"bis gleich \u200e<Diese Nachricht wurde bearbeitet.>":          export.Text{Body: "bis gleich"},
		"sjáumst \u200e<Þessum skilaboðum var breytt>":                  export.Text{Body: "sjáumst"},
		"1 < 2 <This message was edited>":                               export.Text{Body: "1 < 2"},
		"\u200e<attached: " + photoName + "> <This message was edited>": withPlain(filed("", named(export.FilePhoto, photoName, photoName, true)), "\u200e<attached: "+photoName+">"),
		"Look \u200e<attached: " + photoName + "> <Mensagem editada>":   withPlain(filed("Look", named(export.FilePhoto, photoName, photoName, true)), "Look \u200e<attached: "+photoName+">"),
		"\u200e<attached: " + photoName + ">\nLook <Mensagem editada>":  withPlain(filed("Look", named(export.FilePhoto, photoName, photoName, true)), "\u200e<attached: "+photoName+">\nLook"),
		"IMG-20220323-WA0002.jpg (file attached)\nA <Mensagem editada>": withPlain(filed("A", named(export.FilePhoto, "IMG-20220323-WA0002.jpg", "IMG-20220323-WA0002.jpg", false)), "IMG-20220323-WA0002.jpg (file attached)\nA"),
	} {
		got, edited := p.content(body)
		if m, ok := got.(export.Media); ok {
			m.Plain = trimMarks(m.Plain)
			got = m
		}
		if !edited || !reflect.DeepEqual(got, want) {
			t.Errorf("%q: edited %v,\n%#v, want\n%#v", body, edited, got, want)
		}
	}
}

func TestPolls(t *testing.T) {
	p := reading(noFiles(), e2ee)
	answers := func(q string, o ...export.PollOption) export.Poll { return export.Poll{Question: q, Options: o} }
	for body, want := range map[string]export.Content{
		"\u200ePOLL:\nWhich day?\n\u200eOPTION: Friday (\u200e3 votes)\n\u200eOPTION: Saturday (late) (\u200e1 vote)\n": answers("Which day?", export.PollOption{Text: "Friday", Votes: 3}, export.PollOption{Text: "Saturday (late)", Votes: 1}),
		"\u200ePOLL:\n\u200eWhich day?\nOPTION: a: b (0 votes)":                                                         answers("Which day?", export.PollOption{Text: "a: b"}),
		"POLL:\nTwo\nlines?\nOPTION: yes (12 votes)\nOPTION: no (2 votes)":                                              answers("Two\nlines?", export.PollOption{Text: "yes", Votes: 12}, export.PollOption{Text: "no", Votes: 2}),
		"ENCUESTA:\n¿Cuándo?\nOPCIÓN: el lunes (1 voto)":                                                                answers("¿Cuándo?", export.PollOption{Text: "el lunes", Votes: 1}),
		"\u200fاستطلاع:\nمتى؟\n\u200fخيار: الجمعة (\u200f٣ أصوات)":                                                      answers("متى؟", export.PollOption{Text: "الجمعة", Votes: 3}),
	} {
		check(t, p, body, want)
	}
}

func TestPlaces(t *testing.T) {
	p := reading(noFiles(), e2ee)
	const square = "https://foursquare.com/v/4e89af95e5fa82ad4c0aa03b"
	for body, want := range map[string]export.Content{
		"\u200eLocation: https://maps.google.com/?q=51.5021456,-0.127397": export.Place{Lat: 51.5021456, Lng: -0.127397, HasPoint: true},
		"location: https://maps.google.com/?q=-51.5,12":                   export.Place{Lat: -51.5, Lng: 12, HasPoint: true},
		"\u200eStaðsetning: https://maps.google.com/?q=64.1,-21.9":        export.Place{Lat: 64.1, Lng: -21.9, HasPoint: true},
		"Lake Café (12 Shore Rd (rear), Exeter): " + square:               export.Place{Name: "Lake Café", Address: "12 Shore Rd (rear), Exeter"},
		"Lake Café\n12 Shore Rd\nExeter\n" + square:                       export.Place{Name: "Lake Café", Address: "12 Shore Rd\nExeter"},
		"Lake Café\n" + square:                                            export.Place{Name: "Lake Café"},
		"Lake Café: " + square:                                            export.Place{Name: "Lake Café"},
		"Pier (Exeter): https://maps.google.com/?q=50.7,-3.5":             export.Place{Name: "Pier", Address: "Exeter", Lat: 50.7, Lng: -3.5, HasPoint: true},
	} {
		check(t, p, body, want)
	}
}

func TestCalls(t *testing.T) {
	voice := func(out export.CallOutcome, d time.Duration) export.Call {
		return export.Call{Kind: export.CallVoice, Outcome: out, Duration: d}
	}
	video := func(out export.CallOutcome, d time.Duration) export.Call {
		return export.Call{Kind: export.CallVideo, Outcome: out, Duration: d}
	}
	p := reading(noFiles(), e2ee)
	for body, want := range map[string]export.Content{
		"Missed voice call":                                      voice(export.CallMissed, 0),
		"Missed video call":                                      video(export.CallMissed, 0),
		"Missed group video call":                                video(export.CallMissed, 0),
		"\u200eMissed voice call, \u200eTap to call back":        voice(export.CallMissed, 0),
		"\u200eSilenced voice call, \u200eFocus mode":            voice(export.CallMissed, 0),
		"\u200eVoice call, \u200e5 min":                          voice(export.CallEnded, 5*time.Minute),
		"\u200eVideo call, \u200e45 sec":                         video(export.CallEnded, 45*time.Second),
		"\u200eVoice call, \u200e\u200e28 min • \u200e4 joined":  voice(export.CallEnded, 28*time.Minute),
		"\u200eVoice call, \u200e1 hr 5 min":                     voice(export.CallEnded, 65*time.Minute),
		"\u200eVideo call, \u200eNo answer":                      video(export.CallMissed, 0),
		"\u200eVoice call, \u200eAnswered on other device":       voice(export.CallUnknown, 0),
		"\u200eVoice call":                                       voice(export.CallUnknown, 0),
		"\u200eSprachanruf, \u200e5 Min.":                        voice(export.CallEnded, 5*time.Minute),
		"\u200eВидеозвонок, \u200e1 ч 2 мин":                     video(export.CallEnded, 62*time.Minute),
		"\u200eVerpasster Videoanruf, \u200eFür Rückruf tippen.": video(export.CallMissed, 0),
	} {
		check(t, p, body, want)
	}
}

func BenchmarkContent(b *testing.B) {
	p := reading(noFiles(), e2ee)
	for name, bodies := range map[string][]string{
		"text": {
			"ok see you at eight then", "haha 😂😂", "Did you bring the keys?", "I’ll be there in five minutes, the train is late again", "네 알겠습니다",
			"das wäre schön, aber ich habe am Freitag keine Zeit", "yes", "Помнишь, как мы ездили туда в прошлом году?", "42",
		},
		"omitted":  {"<Media omitted>"},
		"marked":   {"\u200eimage omitted"},
		"attached": {"IMG-20220323-WA0002.jpg (file attached)"},
		"named":    {"\u200e<attached: " + photoName + ">"},
	} {
		b.Run(name, func(b *testing.B) {
			n := 0
			for _, s := range bodies {
				n += len(s)
			}
			b.SetBytes(int64(n))
			b.ReportAllocs()
			for b.Loop() {
				for _, s := range bodies {
					p.content(s)
				}
			}
		})
	}
}

func FuzzContent(f *testing.F) {
	for _, s := range []string{"\u200e<attached: a.jpg>", "a.vcf (file attached)", "<Media omitted>\nx", "POLL:\nq\nOPTION: a (1 vote)", "x <This message was edited>", "Voice call, \u200e5 min", "Ann added Bea and Cy"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, body string) {
		p := reading(filesNamed("a.jpg"), body, e2ee)
		c, edited := p.content(body)
		if c == nil {
			t.Fatal("nil")
		}
		if text, ok := c.(export.Text); ok && !edited && text.Body != body {
			t.Fatalf("%q became %q", body, text.Body)
		}
		if w := noMarks(c.Words()); !strings.Contains(noMarks(body), w) {
			t.Fatalf("%q is not in %q", w, body)
		}
		p.systemPayload(body)
		if n := p.notice(body); n.content == nil || n.content.Words() != body {
			t.Fatalf("a notice of %q says %#v", body, n.content)
		}
	})
}

// However long and odd a body is, it is read in time that grows with its length.
func TestLongBodies(t *testing.T) {
	const n = 1 << 18
	for _, piece := range []string{"\u200e", "<", ">", "\u200e<", " • \u200e", "a (", "X: a (1 v)\n", "POLL:\n", "a: ", "\n", "http://", " added ", ", ", "1 min ", "0", "\u2068", "é"} {
		for _, ends := range [][2]string{{"", ""}, {"\u200e", ">"}, {"<", ">"}, {"POLL:\nq\n", ")"}, {"Voice call, ", ""}, {"a", " \u200eimage omitted"}} {
			body := ends[0] + strings.Repeat(piece, n/len(piece)) + ends[1]
			p := reading(filesNamed(photoName), body)
			start := time.Now()
			p.content(body)
			p.systemPayload(body)
			p.notice(body)
			if took := time.Since(start); took > 3*time.Second {
				t.Errorf("%q, %q again and again, %q: %v", ends[0], piece, ends[1], took)
			}
		}
	}
}
