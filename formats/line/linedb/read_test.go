//go:build cgo

package linedb_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"exile/export"
	"exile/formats"
	"exile/formats/appdb/appdbtest"
	"exile/formats/formattest"
	"exile/formats/line/linedb"
	"exile/formats/line/linedb/linedbtest"
)

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
			in := formattest.Input("backup", append(appdbtest.Files(t, "naver_line_backup.db", h.WriteReduced), c.files...)...)
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
