//go:build cgo

package kakaodb_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	_ "github.com/mattn/go-sqlite3"

	"exile/export"
	"exile/formats"
	"exile/formats/appdb/appdbtest"
	"exile/formats/formattest"
	"exile/formats/kakaotalk/kakaodb"
	"exile/formats/kakaotalk/kakaodb/kakaodbtest"
)

func android(tb testing.TB, h kakaodbtest.History, more ...formattest.File) formats.Input {
	tb.Helper()
	var files []formattest.File
	chats := appdbtest.Files(tb, "databases/KakaoTalk.db", func(chats kakaodbtest.Exec) error {
		files = appdbtest.Files(tb, "databases/KakaoTalk2.db", func(people kakaodbtest.Exec) error {
			return h.WriteAndroid(chats, people, true)
		})
		return nil
	})
	return formattest.Input("phone", slices.Concat(chats, files, more)...)
}

func ios(tb testing.TB, h kakaodbtest.History, more ...formattest.File) formats.Input {
	tb.Helper()
	var files []formattest.File
	messages := appdbtest.Files(tb, "PrivateDocuments/Message.sqlite", func(messages kakaodbtest.Exec) error {
		files = appdbtest.Files(tb, "PrivateDocuments/Talk.sqlite", func(talk kakaodbtest.Exec) error {
			return h.WriteIOS(messages, talk)
		})
		return nil
	})
	return formattest.Input("backup", slices.Concat(messages, files, more)...)
}

func mac(tb testing.TB, h kakaodbtest.History, more ...formattest.File) formats.Input {
	tb.Helper()
	files := appdbtest.Files(tb, "decrypted.db", h.WriteMac)
	return formattest.Input("mac", append(files, more...)...)
}

func photo(name string) formattest.File {
	return formattest.File{Name: name, Data: []byte(kakaodbtest.PhotoBytes)}
}

// read reads an input and holds the events against what every reader promises.
func read(tb testing.TB, in formats.Input, opt formats.ReadOptions) []export.Event {
	tb.Helper()
	opt.OpenDB = appdbtest.Open(tb)
	r := kakaodb.Format().Reader
	events := formattest.Read(tb, r, in, opt)
	formattest.Accounting(tb, in, events)
	formattest.Promises(tb, in, events)
	if d := cmp.Diff(formattest.JSONLines(events), formattest.JSONLines(formattest.Read(tb, r, in, opt))); d != "" {
		tb.Errorf("a second read is not equal: %s", d)
	}
	return events
}

// told is what a reader told, in a form that can be looked at.
type told struct {
	chats    map[export.ChatRef]*export.Chat
	people   map[export.PersonRef]*export.Person
	messages map[string]*export.Message
	order    []string
	problems map[export.Code]int
	unread   []string
}

func sortOut(tb testing.TB, events []export.Event) told {
	tb.Helper()
	w := told{
		chats: map[export.ChatRef]*export.Chat{}, people: map[export.PersonRef]*export.Person{},
		messages: map[string]*export.Message{}, problems: map[export.Code]int{},
	}
	for _, e := range events {
		switch e := e.(type) {
		case *export.Chat:
			w.chats[e.Ref] = e
		case *export.Person:
			w.people[e.Ref] = e
		case *export.Message:
			if w.messages[e.SourceKey] != nil {
				tb.Errorf("message %s came twice", e.SourceKey)
			}
			w.messages[e.SourceKey] = e
			w.order = append(w.order, e.SourceKey)
		case *export.Problem:
			w.problems[e.Code] += e.Times()
		case *export.Unread:
			w.unread = append(w.unread, e.Text)
		case *export.Mark, *export.Profile:
		}
	}
	return w
}

// line is a message as a person would tell of it.
func (w told) line(m *export.Message) string {
	var b strings.Builder
	who := func(r export.PersonRef) string {
		if r == 0 {
			return "-"
		}
		return w.people[r].Name()
	}
	fmt.Fprintf(&b, "%s | %s | %s | %s | %s", w.chats[m.Chat].Title, m.Time.T.Format("15:04:05"), who(m.Sender), export.KindOf(m.Content), m.Content.Words())
	switch c := m.Content.(type) {
	case export.Text:
		for _, s := range c.Spans {
			fmt.Fprintf(&b, " %s=%s", s.Kind, c.Body[s.Start:s.End])
		}
	case export.Media:
		for _, f := range c.Files {
			fmt.Fprintf(&b, " [%s %s %d %s %s]", f.Kind, f.Name, f.Size, f.State, f.Path)
		}
	case export.Notice:
		fmt.Fprintf(&b, " (%s by %s", c.Kind, who(c.Actor))
		for _, p := range c.People {
			b.WriteString(", " + who(p))
		}
		b.WriteString(")")
	case export.Place:
		fmt.Fprintf(&b, " %s %v,%v", c.Address, c.Lat, c.Lng)
	case export.Call:
		fmt.Fprintf(&b, " %s %s %v", c.Kind, c.Outcome, c.Duration)
	case export.Unknown:
		b.WriteString(" " + c.Kind)
	case export.Poll, export.Card, export.Deleted:
	}
	if m.ReplyTo != nil {
		fmt.Fprintf(&b, " ↩%s %q", m.ReplyTo.Key, m.ReplyTo.Quote)
	}
	for _, r := range m.Reactions {
		fmt.Fprintf(&b, " +%s by %s", r.Sign, who(r.By))
	}
	return b.String()
}

func (w told) lines() []string {
	var all []string
	for _, k := range w.order {
		all = append(all, w.line(w.messages[k]))
	}
	return all
}

// example is what the example says, on every platform, in the order of rooms and
// times; %s stands for the path of the photo.
func example(photo, group, comment, reactions string) string {
	return strings.Trim(fmt.Sprintf(`
등산 모임 | 09:00:00 | - | notice | 서연님이 지우님, 하루님을 초대했습니다. (invite by 서연, 지우, 하루 🌱)
등산 모임 | 09:00:01 | 하루 🌱 | text | @지우 @서연 반가워 🎉
둘째 줄 mention=@지우 mention=@서연
등산 모임 | 09:00:02 | 지우 | media | 사진 2장 [photo 1.jpg 19 present %[1]s] [photo 2.jpg 77 missing ]
등산 모임 | 09:00:03 | 서연 | place | 지도: 서울역 서울특별시 중구 37.55,126.97
등산 모임 | 09:00:04 | 하루 🌱 | text | 댓글이에요%[3]s
등산 모임 | 09:00:05 | 하루 🌱 | media | 동영상 [video clip.mp4 99 missing ]
등산 모임 | 09:00:06 | 하루 🌱 | media | 이모티콘 [sticker (하트) 0 missing ]
등산 모임 | 09:00:07 | 하루 🌱 | unknown | 새 기능 4242
등산 모임 | 09:00:08 | 가온 | text | 안녕히 계세요
등산 모임 | 09:00:09 | - | notice | 가온님이 나갔습니다. (leave by 가온)
%[2]s | 09:00:07 | 서연 | text | 내일 시간 돼?
%[2]s | 09:01:01 | 지우 | text | 응, 몇 시? ↩101 "내일 시간 돼?"
%[2]s | 09:01:05 | 서연 | media | 사진 [photo cat.jpg 19 present %[1]s]%[4]s
%[2]s | 09:01:06 | 지우 | deleted | 
%[2]s | 09:01:10 | 지우 | media | 파일: 지도.pdf [file 지도.pdf 5 expired ]
%[2]s | 09:01:30 | 서연 | call | 페이스톡 1:05 video ended 1m5s`, photo, group, comment, reactions), "\n")
}

func sameLines(tb testing.TB, w told, want string) {
	tb.Helper()
	if d := cmp.Diff(strings.Split(want, "\n"), strings.Split(strings.Join(w.lines(), "\n"), "\n")); d != "" {
		tb.Errorf("what was written and what was read (-want +got):\n%s", d)
	}
}

const reactions = " +type 1 by 지우 +👍 by 하루 🌱"

func TestAndroid(t *testing.T) {
	in := android(t, kakaodbtest.Example(), photo("media/cat.jpg"))
	w := sortOut(t, read(t, in, formats.ReadOptions{}))
	sameLines(t, w, example("media/cat.jpg", "지우", ` ↩202 ""`, reactions))
	me, other := w.people[w.messages["101"].Sender], w.people[w.messages["102"].Sender]
	if !me.Self || other.Self || me.SourceKey != "216658451" || me.KnownBy != export.ByKey {
		t.Errorf("the owner came as %+v, the other as %+v", me, other)
	}
	if !slices.Equal(other.Handles, []string{"+82 10-0000-0001"}) {
		t.Errorf("the phone number came as %q", other.Handles)
	}
	pair, group := w.chats[w.messages["101"].Chat], w.chats[w.messages["201"].Chat]
	if pair.Kind != export.ChatDirect || group.Kind != export.ChatGroup || group.SourceKey != "-42" || len(group.Members) != 2 {
		t.Errorf("the rooms came as %+v and %+v", pair, group)
	}
	m := w.messages["101"]
	if m.Time.Precision != time.Second || m.Time.Zone != export.ZoneStated || m.Time.T.Format(time.RFC3339) != "2026-01-01T09:00:07+09:00" {
		t.Errorf("the time came as %+v", m.Time)
	}
	want := map[export.Code]int{export.MissingFile: 3, export.Expired: 1}
	if d := cmp.Diff(want, w.problems); d != "" {
		t.Errorf("problems (-want +got):\n%s", d)
	}
}

func TestIOS(t *testing.T) {
	h := kakaodbtest.Example()
	in := ios(t, h, photo("PrivateDocuments/chat/18011/AbCdEfGhIjKlMnOpQr"))
	w := sortOut(t, read(t, in, formats.ReadOptions{Values: map[string]string{"owner": "216658451"}}))
	sameLines(t, w, example("PrivateDocuments/chat/18011/AbCdEfGhIjKlMnOpQr", "지우", "", ""))
	if jiwoo := w.people[w.messages["102"].Sender]; !slices.Equal(jiwoo.Handles, []string{"+82 10-0000-0001"}) {
		t.Errorf("the phone number came as %q", jiwoo.Handles)
	}
	if !w.people[w.messages["101"].Sender].Self || len(w.problems) != 2 {
		t.Errorf("with --owner the owner is not known, or problems are %v", w.problems)
	}
	w = sortOut(t, read(t, in, formats.ReadOptions{}))
	if w.problems[export.UnknownSelf] != 1 {
		t.Errorf("problems %v: two people write in both rooms, and nothing says whose they are", w.problems)
	}
	h.Messages = append(h.Messages, kakaodbtest.Message{ID: 301, Room: 5, User: kakaodbtest.Me, Kind: 1, Time: 1767225600, Text: "메모"})
	w = sortOut(t, read(t, ios(t, h), formats.ReadOptions{}))
	if me := w.people[w.messages["101"].Sender]; !me.Self || w.problems[export.AssumedSelf] != 1 {
		t.Errorf("the one who writes in all rooms is not taken for the owner: %+v, %v", me, w.problems)
	}
	w = sortOut(t, read(t, in, formats.ReadOptions{Self: "서연"}))
	if !w.people[w.messages["101"].Sender].Self {
		t.Errorf("with the owner's name the owner is not known")
	}
}

// A photo whose bytes on the phone are not those that were sent is found by the key
// in its name, and its thumbnail is not taken for it.
func TestIOSByName(t *testing.T) {
	h := kakaodbtest.Example()
	other := formattest.File{Name: "PrivateDocuments/chat/18011/AbCdEfGhIjKlMnOpQr", Data: []byte("packed otherwise")}
	thumb := formattest.File{Name: "PrivateDocuments/chat/18011/_th_AbCdEfGhIjKlMnOpQr", Data: []byte("small")}
	for _, c := range []struct {
		files []formattest.File
		want  export.FileState
	}{
		{[]formattest.File{other, thumb}, export.FilePresent},
		{[]formattest.File{thumb}, export.FileMissing},
		{[]formattest.File{{Name: "PrivateDocuments/chat/999/AbCdEfGhIjKlMnOpQr", Data: other.Data}}, export.FileMissing},
	} {
		w := sortOut(t, read(t, ios(t, h, c.files...), formats.ReadOptions{}))
		f := w.messages["103"].Content.(export.Media).Files[0]
		if f.State != c.want || f.State == export.FilePresent && f.Path != other.Name {
			t.Errorf("with %s beside it the photo is %s at %q, want %s", c.files[0].Name, f.State, f.Path, c.want)
		}
	}
}

// The key may be in an address of the attachment, and be a part of the name only.
func TestIOSByAddress(t *testing.T) {
	const dir = "PrivateDocuments/chat/18011/"
	for _, c := range []struct{ attachment, name string }{
		{`{"url":"https://example.invalid/dna/AbCdEfGhIjKlMnOp/i.jpg"}`, "AbCdEfGhIjKlMnOp"},
		{`{"k":"","thumbnailUrl":"https://example.invalid/x?t=AbCdEfGh-jKlMnOp_r"}`, "17-AbCdEfGh-jKlMnOp_r-9"},
		{`{"key":"AbCdEfGhIjKlMnOpQr"}`, "123AbCdEfGhIjKlMnOpQr.bin"},
		{`{"key":"AbCdEfGhIjKlMnO"}`, ""}, // 15
		{`{"key":"AbCdEfGhIjKlMnOp"}`, ""},
	} {
		h := kakaodbtest.Example()
		h.Messages[2].Attachment = c.attachment
		files := []formattest.File{{Name: dir + "AbCdEfGhIjKlMn-other", Data: []byte("x")}}
		if c.name != "" {
			files = append(files, formattest.File{Name: dir + c.name, Data: []byte("y")})
		} else {
			files = append(files, formattest.File{Name: dir + "AbCdEfGhIjKlMnO", Data: []byte("y")})
		}
		w := sortOut(t, read(t, ios(t, h, files...), formats.ReadOptions{}))
		f := w.messages["103"].Content.(export.Media).Files[0]
		if c.name == "" && f.State != export.FileMissing || c.name != "" && f.Path != dir+c.name {
			t.Errorf("with %s the photo is %s at %q", c.attachment, f.State, f.Path)
		}
	}
	h := kakaodbtest.Example()
	h.Messages[2].Kind = 27
	h.Messages[2].Attachment = `{"kl":["1","2"],"imageUrls":["https://x.invalid/1234567890abcdef","https://x.invalid/fedcba0987654321"]}`
	in := ios(t, h, formattest.File{Name: dir + "fedcba0987654321", Data: []byte("2")}, formattest.File{Name: dir + "1234567890abcdef", Data: []byte("1")})
	w := sortOut(t, read(t, in, formats.ReadOptions{}))
	if f := w.messages["103"].Content.(export.Media).Files; len(f) != 2 || f[0].Path != dir+"1234567890abcdef" || f[1].Path != dir+"fedcba0987654321" {
		t.Errorf("the photos of one message are %+v", f)
	}
}

func TestMac(t *testing.T) {
	in := mac(t, kakaodbtest.Example(), photo("받은 파일/고양이.jpg"))
	w := sortOut(t, read(t, in, formats.ReadOptions{}))
	sameLines(t, w, example("받은 파일/고양이.jpg", "지우", "", reactions))
	if !w.people[w.messages["101"].Sender].Self {
		t.Error("the owner is not known")
	}
}
