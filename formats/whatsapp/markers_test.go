package whatsapp

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"exile/export"
)

const photoName = "00000035-PHOTO-2022-03-27-21-41-55.jpg"

// rows are the lines of markers.tsv: kind, language, phrase.
func rows(tb testing.TB) [][3]string {
	tb.Helper()
	var all [][3]string
	for line := range strings.Lines(markersTSV) {
		cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(cells) != 3 {
			tb.Fatalf("a line of %d cells: %q", len(cells), line)
		}
		all = append(all, [3]string(cells))
	}
	return all
}

func TestMarkersAreSortedAndUnique(t *testing.T) {
	all := rows(t)
	if len(all) < 900 {
		t.Fatalf("%d markers", len(all))
	}
	if !slices.IsSortedFunc(all, func(a, b [3]string) int { return slices.Compare(a[:], b[:]) }) {
		t.Error("markers.tsv is not sorted")
	}
	seen := map[[3]string]bool{}
	kinds := map[[2]string]string{}
	for _, r := range all {
		key := [3]string{r[0], r[1], phraseKey(r[2])}
		if seen[key] {
			t.Errorf("twice: %v", r)
		}
		seen[key] = true
		if r[2] != strings.TrimSpace(r[2]) || strings.ContainsAny(r[2], "<>\\%"+allMarks) {
			t.Errorf("not a plain phrase: %v", r)
		}
		if k := markerKind(r[0]); k.bare() || k.omitted() {
			if other, ok := kinds[[2]string{r[1], key[2]}]; ok && other != r[0] {
				t.Errorf("%q in %s is %s and %s", r[2], r[1], other, r[0])
			}
			kinds[[2]string{r[1], key[2]}] = r[0]
		}
	}
	table := phrases()
	if len(table.langs) > 64 {
		t.Errorf("%d languages do not fit a langSet", len(table.langs))
	}
}

// What people write in a word or two must not be what the app writes, or their
// messages would be lost in every chat of that language.
func TestMarkersAreNoOrdinaryWords(t *testing.T) {
	ordinary := strings.Fields(`ok no yes si oui non ja nein да нет はい 네 아니 是 好 null image video audio gif sticker photo media file
		Bild Datei Medien Anhang imagen archivo fichier foto vídeo documento contact location deleted edited call anruf llamada
		чат файл фото видео 전화 사진 이미지 画像 ビデオ 图片 视频 صورة فيديو תמונה סרטון`)
	table := phrases()
	for _, word := range ordinary {
		for _, s := range table.senses[phraseKey(word)] {
			if s.kind.bare() || s.kind.omitted() {
				t.Errorf("%q is a marker: %s", word, s.kind)
			}
		}
		p := newPayloads(noFiles(), newMarkers())
		if c, edited := p.content(word); word != bodyNull && (export.KindOf(c) != export.KindText || edited) {
			t.Errorf("%q is read as %#v", word, c)
		}
	}
	for _, r := range rows(t) {
		k := markerKind(r[0])
		if !k.bare() && !k.omitted() {
			continue
		}
		first, _ := utf8.DecodeRuneInString(r[2])
		gaps := cased(first) && !strings.ContainsFunc(r[2], func(r rune) bool { return !cased(r) })
		if gaps && !strings.Contains(r[2], " ") || utf8.RuneCountInString(r[2]) < 4 {
			t.Errorf("a single word is a marker: %v", r)
		}
	}
}

// speaking returns what a file of that language taught.
func speaking(lang string) *markers {
	m := newMarkers()
	table := phrases()
	for i, n := range table.notices {
		if at := slices.Index(table.langs, lang); table.encrypted[i].langs == 1<<at {
			m.learn(n + ". Tap to learn more.")
			return m
		}
	}
	return m
}

func TestEveryMarkerInAFileOfItsLanguage(t *testing.T) {
	for _, r := range rows(t) {
		kind, lang, phrase := markerKind(r[0]), r[1], r[2]
		for _, form := range formsOf(kind, phrase) {
			m := speaking(lang)
			m.learn(form.body)
			p := newPayloads(noFiles(), m)
			if kind == markEncrypted {
				if n, ok := p.notice(form.body).content.(export.Notice); !ok || n.Plain != form.body {
					t.Errorf("%s %s: %q is no notice", kind, lang, form.body)
				}
				if tag := m.tag(); baseOf(tag) != baseOf(lang) {
					t.Errorf("%s: %q makes the file %q", lang, form.body, tag)
				}
				continue
			}
			c, edited := p.content(form.body)
			if got := export.KindOf(c); got != form.kind || edited != (kind == markEdited) {
				t.Errorf("%s %s: %q is read as %s %#v", kind, lang, form.body, got, c)
			}
			if media, ok := c.(export.Media); ok && kind.omitted() && media.Files[0] != missing(kind, "", "", "").Files[0] {
				t.Errorf("%s %s: %q is %#v", kind, lang, form.body, media.Files)
			}
			if isMarked(form.body) && p.typed > 0 {
				t.Errorf("%s: %q is said to be typed", lang, form.body)
			}
		}
	}
}

type wording struct {
	body string
	kind export.Kind
}

// formsOf writes a phrase as the apps do.
func formsOf(kind markerKind, phrase string) []wording {
	switch {
	case kind.bare():
		k := map[markerKind]export.Kind{
			markDeleted: export.KindDeleted, markDeletedByMe: export.KindDeleted, markMissedVoice: export.KindCall,
			markMissedVideo: export.KindCall, markLive: export.KindPlace,
		}[kind]
		return []wording{{phrase, k}, {phrase + ".", k}, {"\u200e" + phrase, k}, {"\u200f" + phrase + ".", k}}
	case kind == markMedia:
		return []wording{{"<" + phrase + ">", export.KindMedia}, {"<" + phrase + ">\ncaption", export.KindMedia}}
	case kind.omitted(): // a document: TestEveryDocumentMarker
		return []wording{{"\u200e" + phrase, export.KindMedia}, {"\u200f" + phrase, export.KindMedia}, {"<\u200e" + phrase + ">", export.KindMedia}}
	case kind == markAttached:
		return []wording{{"\u200e<" + phrase + ": " + photoName + ">", export.KindMedia}, {"<" + phrase + ": " + photoName + ">", export.KindMedia}}
	case kind == markFile:
		return []wording{{"Ada.vcf (" + phrase + ")", export.KindMedia}, {"\u200eIMG-20220323-WA0002.jpg (" + phrase + ")\ncaption", export.KindMedia}}
	case kind == markEdited:
		return []wording{{"see you <" + phrase + ">", export.KindText}, {"see you \u200e<" + phrase + ">", export.KindText}, {"see you <" + phrase + ".>", export.KindText}}
	case kind == markPoll:
		return []wording{{"\u200e" + phrase + ":\nWhen?\n\u200eX: Friday (\u200e2 y)", export.KindPoll}, {phrase + ":\nWhen?\nX: Friday (2 y)", export.KindPoll}}
	case kind == markOption:
		return []wording{{"\u200eX:\nWhen?\n\u200e" + phrase + ": Friday (\u200e2 y)", export.KindPoll}}
	case kind == markLocation:
		return []wording{{phrase + ": https://maps.google.com/?q=52.5,13.4", export.KindPlace}, {"\u200e" + phrase + ": https://maps.google.com/?q=-52.5,-13.4", export.KindPlace}}
	}
	return []wording{{phrase + ".", ""}, {"\u200e" + phrase + ". \u200eTap to learn more.", ""}}
}

// A document that was not exported has its name before the words.
func TestEveryDocumentMarker(t *testing.T) {
	for _, r := range rows(t) {
		if markerKind(r[0]) != markDocument {
			continue
		}
		for body, name := range map[string]string{
			"Plan B.pdf • \u200e2 pages \u200e" + r[2]: "Plan B.pdf", "notes.txt \u200e" + r[2]: "notes.txt", "\u200e" + r[2]: "",
		} {
			p := newPayloads(noFiles(), speaking(r[1]))
			c, _ := p.content(body)
			m, ok := c.(export.Media)
			if !ok || m.Files[0].Name != name || m.Caption != "" || m.Files[0].State != export.FileNotExported || p.absent[export.FileDocument] != 1 {
				t.Errorf("%s: %q is read as %#v", r[1], body, c)
			}
		}
	}
}

// A bare phrase is a marker in a file of its own language alone.
func TestBarePhrasesOfOtherLanguages(t *testing.T) {
	table := phrases()
	n := 0
	for _, r := range rows(t) {
		k := markerKind(r[0])
		if !k.bare() && (!k.omitted() || k == markMedia) {
			continue
		}
		other := "en"
		if r[1] == "en" {
			other = "de"
		}
		s := table.senses[phraseKey(r[2])]
		if slices.ContainsFunc(s, func(s sense) bool {
			return s.langs&table.kinds[markPoll] != 0 && s.langs&table.english() != 0 && other == "en"
		}) {
			continue // the same words in English
		}
		n++
		p := newPayloads(noFiles(), speaking(other))
		if c, _ := p.content(r[2]); export.KindOf(c) != export.KindText {
			t.Errorf("%q, typed in a file in %s, is read as %#v", r[2], other, c)
		}
		// iOS marks all that it writes: in its files no bare phrase is the app's.
		m := speaking(r[1])
		m.learn("\u200e<attached: " + photoName + ">")
		p = newPayloads(noFiles(), m)
		if c, _ := p.content(r[2]); export.KindOf(c) != export.KindText {
			t.Errorf("%q, typed on an iPhone, is read as %#v", r[2], c)
		}
	}
	if n < 400 {
		t.Errorf("only %d phrases", n)
	}
}

func TestLanguageOfAFile(t *testing.T) {
	for _, test := range []struct {
		lang   string
		bodies []string
	}{
		{"", []string{"hello", "null", "<3", "https://example.org"}},
		{"en", []string{"<Media omitted>", "Bild weggelassen", "billede udeladt"}},
		{"de", []string{"\u200eBild weggelassen", "This message was deleted"}},
		{"ru", []string{"Данное сообщение удалено"}},
		{"pt-BR", []string{"\u200efigurinha omitida", "\u200edocumento omitido"}},
		{"tr", []string{"IMG-20220323-WA0002.jpg (dosya ekli)"}},
		{"ko", []string{"\u200e<첨부됨: " + photoName + ">"}},
		{"ja", []string{"\u200eメッセージと通話はエンドツーエンド暗号化されています。チャットの参加者以外は、たとえWhatsAppでも読んだり聞いたりすることはできません。"}},
		{"es", []string{"vale \u200e<Se editó este mensaje.>"}},
		{"", []string{"\u200esticker omis"}}, // French or Romanian
		{"zh-HK", []string{"\u200e圖片已略去"}},
	} {
		m := newMarkers()
		for _, b := range test.bodies {
			m.learn(b)
		}
		if got := m.tag(); got != test.lang {
			t.Errorf("%q: the file is in %q, want %q", test.bodies, got, test.lang)
		}
	}
}

func TestMine(t *testing.T) {
	m := newMarkers()
	for body, want := range map[string]bool{
		"\u200eYou deleted this message.": true, "You deleted this message": true, "You deleted this message as admin": true,
		"\u200eThis message was deleted.": false, "Mensagem apagada": false, "hello": false,
	} {
		if got := m.mine(body); got != want {
			t.Errorf("%q: %v", body, got)
		}
	}
}

// TestMayHave: what tells words from phrases never denies a phrase, however it is
// written.
func TestMayHave(t *testing.T) {
	table := phrases()
	for key := range table.senses {
		for _, s := range []string{key, strings.ToUpper(key), markLTR + key + ".", " " + key + "。", "\t" + key + "\t"} {
			if len(table.senses[phraseKey(s)]) > 0 && !table.mayHave(s) {
				t.Errorf("%q is denied", s)
			}
		}
	}
}
