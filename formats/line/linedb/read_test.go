//go:build cgo

package linedb_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	_ "github.com/mattn/go-sqlite3"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
	"exile/formats/line/linedb"
	"exile/formats/line/linedb/linedbtest"
)

// database writes a database with its log, and returns both files: most rows lie in
// the log.
func database(tb testing.TB, name string, write func(linedbtest.Exec) error) []formattest.File {
	tb.Helper()
	file := filepath.Join(tb.TempDir(), path.Base(name))
	if err := linedbtest.Make(tb.Context(), file, tb.TempDir(), write); err != nil {
		tb.Fatal(err)
	}
	var files []formattest.File
	for _, side := range []string{"", "-wal"} {
		data, err := os.ReadFile(file + side)
		if err != nil {
			tb.Fatal(err)
		}
		files = append(files, formattest.File{Name: name + side, Data: data})
	}
	return files
}

// open is a ReadOptions.OpenDB by means of SQLite itself.
func open(tb testing.TB) func(context.Context, formats.Root, string) (*sql.DB, error) {
	tb.Helper()
	return func(_ context.Context, root formats.Root, name string) (*sql.DB, error) {
		dir := tb.TempDir()
		for _, side := range []string{"", "-wal"} {
			data, err := fs.ReadFile(root.FS, name+side)
			if errors.Is(err, fs.ErrNotExist) {
				continue
			}
			if err != nil {
				return nil, err
			}
			if err := os.WriteFile(filepath.Join(dir, "db"+side), data, 0o600); err != nil {
				return nil, err
			}
		}
		db, err := sql.Open("sqlite3", "file:"+filepath.Join(dir, "db"))
		if err == nil {
			db.SetMaxOpenConns(1) // as of convert: a query within a query would wait for ever
		}
		return db, err
	}
}

const messages = "Library/PrivateStore/P_" + linedbtest.Me + "/Messages/"

func android(tb testing.TB, h linedbtest.History, more ...formattest.File) formats.Input {
	tb.Helper()
	return formattest.Input("phone", append(database(tb, "databases/naver_line", h.WriteAndroid), more...)...)
}

// ios makes the databases of an iPhone in a folder.
func ios(tb testing.TB, h linedbtest.History, dir string, more ...formattest.File) formats.Input {
	tb.Helper()
	return formattest.Input("backup", append(iosFiles(tb, h, dir), more...)...)
}

func iosFiles(tb testing.TB, h linedbtest.History, dir string) []formattest.File {
	tb.Helper()
	var groups, ext []formattest.File
	line := database(tb, dir+"Line.sqlite", func(line linedbtest.Exec) error {
		groups = database(tb, dir+"UnifiedGroup.sqlite", func(groups linedbtest.Exec) error {
			ext = database(tb, dir+"MessageExt.sqlite", func(ext linedbtest.Exec) error { return h.WriteIOS(line, groups, ext) })
			return nil
		})
		return nil
	})
	return slices.Concat(line, groups, ext)
}

func named(name string) formattest.File {
	return formattest.File{Name: name, Data: []byte(linedbtest.PhotoBytes)}
}

// read reads an input and holds the events against what every reader promises.
func read(tb testing.TB, in formats.Input, opt formats.ReadOptions) []export.Event {
	tb.Helper()
	opt.OpenDB = open(tb)
	r := linedb.Format().Reader
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
	left     map[string]int
	unread   []string
	owners   int
}

func sortOut(tb testing.TB, events []export.Event) told {
	tb.Helper()
	w := told{
		chats: map[export.ChatRef]*export.Chat{}, people: map[export.PersonRef]*export.Person{},
		messages: map[string]*export.Message{}, problems: map[export.Code]int{}, left: map[string]int{},
	}
	for _, e := range events {
		switch e := e.(type) {
		case *export.Chat:
			w.chats[e.Ref] = e
		case *export.Person:
			w.people[e.Ref] = e
			if e.Self {
				w.owners++
			}
		case *export.Message:
			if w.messages[e.SourceKey] != nil {
				tb.Errorf("message %s came twice", e.SourceKey)
			}
			w.messages[e.SourceKey] = e
			w.order = append(w.order, e.SourceKey)
		case *export.Problem:
			w.problems[e.Code] += e.Times()
			if e.Code == export.OnlyInOriginal {
				w.left[e.Name] = e.Times()
			}
		case *export.Unread:
			w.unread = append(w.unread, e.Text)
		case *export.Mark, *export.Profile:
		}
	}
	return w
}

func (w told) who(r export.PersonRef) string {
	switch p := w.people[r]; {
	case p == nil:
		return "-"
	case p.Self:
		return "me"
	default:
		return p.Name()
	}
}

// line is a message as a person would tell of it.
func (w told) line(m *export.Message) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s | %s | %s | %s | %s", w.chats[m.Chat].Title, m.Time.T.Format("15:04:05.000"), w.who(m.Sender), export.KindOf(m.Content), m.Content.Words())
	switch c := m.Content.(type) {
	case export.Text:
		for _, s := range c.Spans {
			fmt.Fprintf(&b, " %s=%s", s.Kind, c.Body[s.Start:s.End])
		}
	case export.Media:
		for _, f := range c.Files {
			fmt.Fprintf(&b, " [%s %q %q %d %dx%d %v %s %s]", f.Kind, f.Name, f.SourceKey, f.Size, f.Width, f.Height, f.Duration, f.State, f.Path)
		}
	case export.Notice:
		fmt.Fprintf(&b, " (%s by %s", c.Kind, w.who(c.Actor))
		for _, p := range c.People {
			b.WriteString(", " + w.who(p))
		}
		b.WriteString(")")
	case export.Call:
		fmt.Fprintf(&b, " (%s %s %s)", c.Kind, c.Outcome, c.Duration)
	case export.Place:
		fmt.Fprintf(&b, " (%s, %s, %.6f, %.6f)", c.Name, c.Address, c.Lat, c.Lng)
	case export.Card:
		fmt.Fprintf(&b, " (%s: %s, %s, %s)", c.Kind, c.Title, c.Text, c.URL)
	case export.Unknown:
		b.WriteString(" " + c.Kind)
	case export.Deleted:
		b.WriteString(" by " + string(c.By))
	case export.Poll:
	}
	if m.ReplyTo != nil {
		b.WriteString(" re " + m.ReplyTo.Key)
	}
	if m.Forward != nil {
		b.WriteString(" forwarded")
	}
	for _, r := range m.Reactions {
		fmt.Fprintf(&b, " {%s %s}", r.Sign, w.who(r.By))
	}
	return b.String()
}

func sameLines(tb testing.TB, w told, want []string) {
	tb.Helper()
	var got []string
	for _, k := range w.order {
		got = append(got, k+" | "+w.line(w.messages[k]))
	}
	if d := cmp.Diff(want, got); d != "" {
		tb.Errorf("-want +got:\n%s", d)
	}
}

// example is what there is to tell of linedbtest.Example, read on Android.
func example() []string {
	return []string{
		"700100 | 등산 모임 | 09:00:00.123 | - | notice | 서연 invited 지우, 하루 🌱 to the group (invite by me, 지우, 하루 🌱)",
		"700101 | 등산 모임 | 09:00:01.123 | 하루 🌱 | text | 🎉 @지우 반가워 mention=@지우 {😱 하루 🌱} {custom 지우}",
		`700102 | 등산 모임 | 09:00:02.123 | 지우 | media |  [photo "" "" 19 0x0 0s present files/chats/` + linedbtest.Group + `/messages/14]`,
		`700103 | 등산 모임 | 09:00:02.124 | 지우 | media |  [photo "" "" 78 0x0 0s missing ]`,
		"700104 | 등산 모임 | 09:00:03.123 | me | place |  (서울역, 서울특별시 중구, 37.554648, 126.972559)",
		"700105 | 등산 모임 | 09:00:04.123 | 하루 🌱 | card |  (contact: 가온, , )",
		"700106 | 등산 모임 | 09:00:05.123 | 하루 🌱 | card | 쿠폰이 도착했어요 (link: 쿠폰이 도착했어요, , )",
		"700107 | 등산 모임 | 09:00:06.123 | 하루 🌱 | card |  (post: 설악산, , line://album/1)",
		`700108 | 등산 모임 | 09:00:07.123 | 하루 🌱 | media |  [video "" "" 99 0x0 3.5s missing ]`,
		"700109 | 등산 모임 | 09:00:08.123 | 하루 🌱 | unknown | 새 기능 4242",
		"700110 | 등산 모임 | 09:00:09.123 | - | notice | 하루 🌱 changed the group name to 산으로 (title by 하루 🌱)",
		"700111 | 등산 모임 | 09:00:10.123 | - | notice | 하루 🌱 removed 지우 from the group (remove by 하루 🌱, 지우)",
		"700112 | 등산 모임 | 09:00:11.123 | me | call |  (voice ended 1m28.657s)",
		"700113 | 등산 모임 | 09:00:12.123 | - | notice | 지우 left the group (leave by 지우)",
		"700114 | 등산 모임 | 09:00:13.123 | - | unknown |  Z_QQ",
		"700115 | 등산 모임 | 09:00:14.123 | 하루 🌱 | card | 봄날 (link: , 어느 가수, https://music.example/1)",
		"700200 | 하루 🌱, " + linedbtest.Gone + " | 09:00:00.123 | " + linedbtest.Gone + " | text | 안녕히 계세요",
		"700201 | 하루 🌱, " + linedbtest.Gone + " | 09:00:01.123 | 하루 🌱 | text | 전달한 말 forwarded",
		"700001 | 지우 | 09:00:00.123 | me | text | 내일 시간 돼? {❤️ 지우}",
		"700002 | 지우 | 09:01:01.123 | 지우 | text | 응, 몇 시?\n둘째 줄 re 700001 {👍 me}",
		`700003 | 지우 | 09:01:05.123 | me | media |  [photo "" "obj3" 19 640x480 0s missing ]`,
		"700004 | 지우 | 09:01:06.123 | 지우 | deleted |  by sender",
		`700005 | 지우 | 09:01:10.123 | 지우 | media |  [file "지도 최종.pdf" "obj5" 5 0x0 0s missing ]`,
		"700006 | 지우 | 09:01:30.123 | me | call |  (video ended 1m5s)",
		"700007 | 지우 | 09:01:31.123 | 지우 | call |  (voice missed 0s)",
		`700008 | 지우 | 09:01:32.123 | me | media |  [sticker "" "11/222" 0 0x0 0s not-exported ]`,
		`700009 | 지우 | 09:01:33.123 | 지우 | media |  [voice "voice_9.aac" "" 19 0x0 4.2s present chats_backup/voice_9.aac]`,
		"700010 | 지우 | 09:01:34.123 | 지우 | unknown |  1",
		"local-11 | 지우 | 09:01:35.123 | me | text | 보내지 못한 말",
	}
}

func TestAndroid(t *testing.T) {
	photo := named("files/chats/" + linedbtest.Group + "/messages/14")
	in := android(t, linedbtest.Example(), photo, named("chats_backup/voice_9.aac"), named("chats/"+linedbtest.Group+"/messages/3"),
		named("chats/"+linedbtest.Jiwoo+"/messages/3.thumb"))
	w := sortOut(t, read(t, in, formats.ReadOptions{Self: "서연"}))
	sameLines(t, w, example())
	want := map[string]int{
		"read_count": 1, "GID": 2, "FLEX_JSON": 1, "reaction_time_millis": 5, "reactions to messages that are not there": 1,
	}
	if d := cmp.Diff(want, w.left); d != "" {
		t.Errorf("what stays in the original, -want +got:\n%s", d)
	}
	if w.problems[export.UnreadLine] != 1 || w.problems[export.MissingFile] != 4 || w.problems[export.NotExported] != 1 {
		t.Errorf("problems %v", w.problems)
	}
	me := w.people[w.messages["700001"].Sender]
	if !me.Self || me.SourceKey != linedbtest.Me || me.Name() != "서연" {
		t.Errorf("the owner is %+v", me)
	}
	kinds := map[string]export.ChatKind{}
	for _, c := range w.chats {
		kinds[c.SourceKey] = c.Kind
		if c.App != "line" {
			t.Errorf("%s is of %q", c.SourceKey, c.App)
		}
	}
	if d := cmp.Diff(map[string]export.ChatKind{linedbtest.Jiwoo: "direct", linedbtest.Group: "group", linedbtest.Few: "group"}, kinds); d != "" {
		t.Errorf("the rooms, -want +got:\n%s", d)
	}
}

func TestIOS(t *testing.T) {
	photo := messages + "Message Attachments/" + linedbtest.Group + "/700102.jpg"
	voice := "Message Attachments/" + linedbtest.Jiwoo + "/700009.m4a" // above the folder of the databases
	in := ios(t, linedbtest.Example(), messages, named(photo), named(voice), named(messages+"Message Thumbnails/"+linedbtest.Group+"/700103.jpg"))
	w := sortOut(t, read(t, in, formats.ReadOptions{}))
	want := example()
	for i, s := range want {
		s = strings.Replace(s, `[photo "" "" 19 0x0 0s present files/chats/`+linedbtest.Group+`/messages/14]`, `[photo "700102.jpg" "" 19 0x0 0s present `+photo+`]`, 1)
		s = strings.Replace(s, `[voice "voice_9.aac" "" 19 0x0 4.2s present chats_backup/voice_9.aac]`, `[voice "700009.m4a" "" 19 0x0 4.2s present `+voice+`]`, 1)
		s = strings.Replace(s, `"" "" 78 0x0`, `"" "" 0 0x0`, 1) // iOS tells the size in the attachment, or nowhere
		s = strings.Replace(s, `"obj3" 19 640x480`, `"obj3" 0 0x0`, 1)
		s = strings.Replace(s, "place |  (서울역, 서울특별시 중구,", "place | 서울역 서울특별시 중구 (, ,", 1)
		s = strings.Replace(s, "deleted |  by sender", "unknown |  4242", 1) // what iOS makes of it is not known
		s = strings.Replace(s, "unknown |  1", "unknown |  106", 1)
		s = strings.Replace(s, "하루 🌱, "+linedbtest.Gone, "하루 🌱", 1)             // is in no table
		s = strings.Replace(s, "| "+linedbtest.Gone+" | text", "| - | text", 1) // and so is who sent it
		want[i] = s
	}
	// rooms come in the order of their rows
	want = slices.Concat(want[18:], want[:18])
	sameLines(t, w, want)
	if d := cmp.Diff(map[string]int{
		"ZTHUMBNAIL": 3, "GID": 2, "FLEX_JSON": 1, "ZCREATEDAT": 5, "reactions to messages that are not there": 1,
	}, w.left); d != "" {
		t.Errorf("what stays in the original, -want +got:\n%s", d)
	}
	if me := w.people[w.messages["700001"].Sender]; !me.Self || me.SourceKey != linedbtest.Me || me.Name() != "서연" {
		t.Errorf("the owner is %+v", me)
	}
}

// What the phone does not give out is done without: names of groups, reactions, files.
func TestMissingSides(t *testing.T) {
	files := iosFiles(t, linedbtest.Example(), "")
	in := formattest.Input("backup", files[:2]...) // no P_<mid> either
	w := sortOut(t, read(t, in, formats.ReadOptions{}))
	if len(w.messages) != 29 {
		t.Errorf("%d messages", len(w.messages))
	}
	if m := w.messages["700101"]; len(m.Reactions) != 0 || w.chats[m.Chat].Title != "서연, 지우, 하루 🌱" {
		t.Errorf("the group came as %+v", w.chats[m.Chat])
	}
	if me := w.people[w.messages["700001"].Sender]; !me.Self || me.SourceKey != "" || me.Name() != "" || w.owners != 1 {
		t.Errorf("the owner is %+v, one of %d", me, w.owners)
	}
	if f := w.messages["700003"].Content.(export.Media).Files[0]; f.State != export.FileNotExported {
		t.Errorf("where no file came along, one is %s", f.State)
	}
	if f := w.messages["700005"].Content.(export.Media).Files[0]; f.State != export.FileMissing {
		t.Errorf("a file with a name is %s", f.State)
	}
}

// The smallest backups have neither groups nor contacts; names lie in a list.
func TestReducedBackup(t *testing.T) {
	h := linedbtest.Example()
	list := formattest.File{Name: "contacts_20260101.csv", Data: []byte("\xef\xbb\xbfmid,profile_name\n" + linedbtest.Jiwoo + ",\"지우, 친구\"\n" + linedbtest.Haru + ",하루\n")}
	for name, c := range map[string]struct {
		files  []formattest.File
		jiwoo  string
		claims int
	}{
		"with a list":    {[]formattest.File{list}, "지우, 친구", 3},
		"without":        {nil, linedbtest.Jiwoo, 2},
		"another folder": {[]formattest.File{{Name: "other/contacts_1.csv", Data: list.Data}}, linedbtest.Jiwoo, 2},
		"another's list": {[]formattest.File{{Name: "contacts.csv", Data: []byte("Name,Phone\n" + linedbtest.Jiwoo + ",x\n")}}, linedbtest.Jiwoo, 3},
		"a broken list":  {[]formattest.File{{Name: "contacts.csv", Data: []byte("mid,profile_name\n" + linedbtest.Jiwoo + ",\"지우\n\xff")}}, linedbtest.Jiwoo, 3},
	} {
		t.Run(name, func(t *testing.T) {
			in := formattest.Input("backup", append(database(t, "naver_line_backup.db", h.WriteReduced), c.files...)...)
			if m := linedb.Format().Reader.Detect(in); m.Score != formats.Certain || len(m.Files) != c.claims {
				t.Errorf("score %d, %d files", m.Score, len(m.Files))
			}
			w := sortOut(t, read(t, in, formats.ReadOptions{}))
			m := w.messages["700002"]
			if got := w.people[m.Sender].Name(); got != c.jiwoo || m.ReplyTo == nil || len(m.Reactions) != 1 {
				t.Errorf("written by %q: %s", got, w.line(m))
			}
			if got := w.chats[w.messages["700101"].Chat].Title; got != "등산 모임" {
				t.Errorf("the group is %q", got)
			}
		})
	}
}

// A zone that the person names is what times are shown in; the instant stays.
func TestZone(t *testing.T) {
	in := android(t, linedbtest.Example())
	for want, zone := range map[string]*time.Location{"2026-01-01T00:00:00.123Z": time.UTC, "2026-01-01T09:00:00.123+09:00": nil} {
		w := sortOut(t, read(t, in, formats.ReadOptions{Zone: zone}))
		at := w.messages["700001"].Time
		if got := at.T.Format("2006-01-02T15:04:05.000Z07:00"); got != want || at.Zone != export.ZoneStated || at.Precision != time.Millisecond {
			t.Errorf("it is %s, %+v", got, at)
		}
	}
}

// Who reacts in a chat of two and is not the other is the owner; where two people do,
// nobody is.
func TestOwnerByReaction(t *testing.T) {
	for what, c := range map[string]struct {
		by   []string
		self string
	}{
		"one": {[]string{linedbtest.Me, linedbtest.Me}, linedbtest.Me}, "nobody": {[]string{linedbtest.Jiwoo}, ""},
		"two": {[]string{linedbtest.Me, linedbtest.Haru}, ""},
	} {
		h := linedbtest.Example()
		h.Reactions = nil
		for _, by := range c.by {
			h.Reactions = append(h.Reactions, linedbtest.Reaction{ID: 700002, Room: linedbtest.Jiwoo, By: by, Word: "fun"})
		}
		w := sortOut(t, read(t, android(t, h), formats.ReadOptions{}))
		if got := w.people[w.messages["700001"].Sender]; got.SourceKey != c.self || !got.Self {
			t.Errorf("%s: the owner is %+v", what, got)
		}
	}
}
