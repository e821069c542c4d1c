//go:build cgo

package kakaodb_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"exile/export"
	"exile/formats"
	"exile/formats/appdb/appdbtest"
	"exile/formats/formattest"
	"exile/formats/kakaotalk/kakaodb"
	"exile/formats/kakaotalk/kakaodb/kakaodbtest"
)

func TestDetect(t *testing.T) {
	h := kakaodbtest.Example()
	locked := bytes.Repeat([]byte{0x5a, 0x11}, 4096)
	name := strings.Repeat("0a1b2c", 13)
	renamed := android(t, h)
	other := appdbtest.Files(t, "a.db", func(exec kakaodbtest.Exec) error { return exec(`CREATE TABLE messages (chat_logs, message)`) })
	named := appdbtest.Files(t, "KakaoTalk.db", func(exec kakaodbtest.Exec) error { return exec(`CREATE TABLE messages (a)`) })
	for what, c := range map[string]struct {
		in    formats.Input
		score formats.Score
		files int
	}{
		"a phone's folder":        {renamed, formats.Certain, 4},
		"a phone's backup":        {ios(t, h), formats.Certain, 4},
		"a Mac's":                 {mac(t, h), formats.Certain, 2},
		"Windows":                 {formattest.Input("chatLogs_123.edb", formattest.File{Name: "chatLogs_123.edb", Data: locked}), formats.Likely, 1},
		"the Mac's, encrypted":    {formattest.Input(name, formattest.File{Name: name, Data: locked}), formats.Likely, 1},
		"the same with .db":       {formattest.Input(name+".db", formattest.File{Name: name + ".db", Data: locked}), formats.Likely, 1},
		"somebody else's":         {formattest.Input("a", other...), formats.No, 0},
		"the name alone":          {formattest.Input("a", named...), formats.Likely, 2},
		"a text of that name":     {formattest.Input("KakaoTalk.db", formattest.File{Name: "KakaoTalk.db", Data: []byte("CREATE TABLE chat_logs (chat_id)")}), formats.Likely, 1},
		"a text of another name":  {formattest.Input("a.db", formattest.File{Name: "a.db", Data: []byte("CREATE TABLE chat_logs (chat_id)")}), formats.No, 0},
		"a database without name": {formattest.Input("-", formattest.File{Name: "-", Data: whole(t, h)}), formats.Certain, 1},
	} {
		m := kakaodb.Format().Reader.Detect(c.in)
		if m.Score != c.score || len(m.Files) != c.files || (m.Score > formats.No) != (m.Why.EN != "" && m.Why.KO != "") {
			t.Errorf("%s: score %d, %d files (%q); want %d, %d", what, m.Score, len(m.Files), m.Why.EN, c.score, c.files)
		}
	}
}

// whole is a database without a log.
func whole(tb testing.TB, h kakaodbtest.History) []byte {
	tb.Helper()
	files := appdbtest.Files(tb, "x.db", func(exec kakaodbtest.Exec) error {
		if err := h.WriteMac(exec); err != nil {
			return err
		}
		return exec("PRAGMA wal_checkpoint(TRUNCATE)")
	})
	return files[0].Data
}

func TestDetectsNothing(t *testing.T) {
	for what, in := range map[string]formats.Input{
		"no root":         {},
		"an empty folder": formattest.Input("folder"),
		"an empty file":   formattest.Input("a.db", formattest.File{Name: "a.db"}),
		"the magic alone": formattest.Input("a.db", formattest.File{Name: "a.db", Data: []byte("SQLite format 3\x00")}),
		"zeros":           formattest.Input("a.db", formattest.File{Name: "a.db", Data: make([]byte, 1<<16)}),
		"a short .edb":    formattest.Input("mail.edb", formattest.File{Name: "mail.edb", Data: make([]byte, 1<<16)}),
	} {
		if m := kakaodb.Format().Reader.Detect(in); m.Score != formats.No {
			t.Errorf("%s is taken for it, because %q", what, m.Why.EN)
		}
	}
}

// What is recognised and not read comes with an explanation in both languages.
func TestExplained(t *testing.T) {
	h := kakaodbtest.Example()
	locked := bytes.Repeat([]byte{0x5a, 0x11}, 4096)
	name := strings.Repeat("0a1b2c", 13)
	var people, talk []formattest.File
	appdbtest.Files(t, "KakaoTalk.db", func(chats kakaodbtest.Exec) error {
		people = appdbtest.Files(t, "KakaoTalk2.db", func(people kakaodbtest.Exec) error { return h.WriteAndroid(chats, people, true) })
		return nil
	})
	appdbtest.Files(t, "Message.sqlite", func(messages kakaodbtest.Exec) error {
		talk = appdbtest.Files(t, "Talk.sqlite", func(talk kakaodbtest.Exec) error { return h.WriteIOS(messages, talk) })
		return nil
	})
	for what, c := range map[string]struct {
		in   formats.Input
		says string
	}{
		"Windows":       {formattest.Input("a", formattest.File{Name: "chatLogs_-123.edb", Data: locked}), "Windows"},
		"Mac":           {formattest.Input("a", formattest.File{Name: name, Data: locked}), "Mac"},
		"friends alone": {formattest.Input("a", people...), "friends"},
		"rooms alone":   {formattest.Input("a", talk...), "rooms"},
	} {
		err := kakaodb.Format().Reader.Read(t.Context(), c.in, formats.ReadOptions{OpenDB: appdbtest.Open(t)}, func(export.Event) error { return nil })
		e, ok := errors.AsType[*formats.ExplainedError](err)
		if !ok {
			t.Errorf("%s gave %v", what, err)
			continue
		}
		if !strings.Contains(e.What.EN, c.says) || e.What.KO == "" || e.Hint.EN == "" || e.Hint.KO == "" || e.Name == "" {
			t.Errorf("%s is explained as %+v", what, e)
		}
	}
}

// Databases that cannot be read as they are say so, so that they do not stand in the
// way of exports beside them; those that are read say nothing of the kind.
func TestUnreadableNeeds(t *testing.T) {
	locked := bytes.Repeat([]byte{0x5a, 0x11}, 4096)
	text := formattest.File{Name: "Talk.TXT", Data: []byte("a text")}
	edb := formattest.File{Name: "users/chatLogs_1.edb", Data: locked}
	for what, c := range map[string]struct {
		in    formats.Input
		score formats.Score
		needs int
	}{
		"a room of Windows":        {formattest.Input("a", edb), formats.Likely, 1},
		"with a text":              {formattest.Input("a", edb, text), formats.Likely, 1},
		"the Mac's with a text":    {formattest.Input("a", formattest.File{Name: strings.Repeat("0a1b2c", 13), Data: locked}, text), formats.Likely, 1},
		"a damaged one and a text": {formattest.Input("a", formattest.File{Name: "KakaoTalk.db", Data: locked}, text), formats.Likely, 1},
		"with one that is read":    {android(t, kakaodbtest.Example(), edb, text), formats.Certain, 0},
	} {
		if m := kakaodb.Format().Reader.Detect(c.in); m.Score != c.score || len(m.Needs) != c.needs {
			t.Errorf("%s: score %d, needs %q", what, m.Score, m.Needs)
		}
	}
}

// Rooms of Windows are known by their names, also when they were downloaded twice,
// and by the folder that they lie in.
func TestWindowsNames(t *testing.T) {
	locked := bytes.Repeat([]byte{0x5a, 0x11}, 4096)
	for name, want := range map[string]formats.Score{
		"a/chatLogs_123.edb": formats.Likely, "a/chatLogs_123 (1).edb": formats.Likely, "a/CHATLOGS_x.EDB": formats.Likely,
		"Kakao/KakaoTalk/users/1/chatListInfo.edb": formats.Likely, "mail.edb": formats.No, "a/Windows.edb": formats.No,
		"KakaoTalk.edb": formats.No, "a/chatLogs_123.txt": formats.No,
	} {
		if m := kakaodb.Format().Reader.Detect(formattest.Input("a", formattest.File{Name: name, Data: locked})); m.Score != want {
			t.Errorf("%s: score %d", name, m.Score)
		}
	}
	in := formattest.Input("KakaoTalk", formattest.File{Name: "users/multiProfile.edb", Data: locked})
	if m := kakaodb.Format().Reader.Detect(in); m.Score != formats.Likely {
		t.Errorf("below a folder that was given: score %d", m.Score)
	}
}

// A database without its log, or with a damaged beginning, is explained too; beside
// one that is read it is told of.
func TestExplainedDamage(t *testing.T) {
	h := kakaodbtest.Example()
	phone := android(t, h).Roots[0]
	young := appdbtest.Files(t, "KakaoTalk.db", func(exec kakaodbtest.Exec) error { return exec(plainLogs) })
	other := appdbtest.Files(t, "KakaoTalk.db", func(exec kakaodbtest.Exec) error { return exec(`CREATE TABLE messages (a)`) })
	broken := bytes.Clone(whole(t, h))
	copy(broken, "garbage")
	fractions := bytes.Clone(whole(t, h))
	fractions[21] = 0
	for what, c := range map[string]struct {
		files []formattest.File
		says  string
		told  bool
	}{
		"no log":               {young[:1], "no table", true},
		"an empty log":         {[]formattest.File{young[0], {Name: "KakaoTalk.db-wal"}}, "no table", true},
		"a log's header alone": {[]formattest.File{young[0], {Name: "KakaoTalk.db-wal", Data: young[1].Data[:32]}}, "no table", true},
		"a log of something":   {[]formattest.File{young[0], {Name: "KakaoTalk.db-wal", Data: bytes.Repeat([]byte("x"), 9000)}}, "no table", true},
		"other tables":         {other, "no table", true},
		"no header":            {[]formattest.File{{Name: "KakaoTalk.db", Data: bytes.Repeat([]byte("x"), 9000)}}, "SQLite", true},
		"nothing":              {[]formattest.File{{Name: "KakaoTalk.db"}}, "SQLite", true},
		"any name":             {[]formattest.File{{Name: "copy.db", Data: broken}}, "SQLite", true},
		"a header changed":     {[]formattest.File{{Name: "copy.db", Data: fractions}}, "SQLite", true},
		"no friends' header":   {[]formattest.File{{Name: "KakaoTalk2.db", Data: bytes.Repeat([]byte("x"), 9000)}}, "SQLite", true},
		"a room of Windows":    {[]formattest.File{{Name: "chatLogs_1.edb", Data: broken}}, "Windows", false},
	} {
		in := formattest.Input("a", c.files...)
		if m := kakaodb.Format().Reader.Detect(in); m.Score != formats.Likely {
			t.Errorf("%s: score %d", what, m.Score)
		}
		err := kakaodb.Format().Reader.Read(t.Context(), in, formats.ReadOptions{OpenDB: appdbtest.Open(t)}, func(export.Event) error { return nil })
		e, ok := errors.AsType[*formats.ExplainedError](err)
		if !ok || !strings.Contains(e.What.EN, c.says) || e.What.KO == "" || e.Hint.EN == "" || e.Hint.KO == "" {
			t.Errorf("%s gave %v, %+v", what, err, e)
			continue
		}
		in.Roots = append(in.Roots, phone)
		w := sortOut(t, read2(t, in))
		if len(w.messages) != 16 || (w.problems[export.DamagedFile] == 1) != c.told {
			t.Errorf("%s beside a phone's: %d messages, problems %v", what, len(w.messages), w.problems)
		}
	}
}

// A locked file beside a database that is read does not get in its way.
func TestLockedBeside(t *testing.T) {
	in := android(t, kakaodbtest.Example(), formattest.File{Name: "pc/chatLogs_5.edb", Data: bytes.Repeat([]byte{1, 2}, 1000)})
	if w := sortOut(t, read(t, in, formats.ReadOptions{})); len(w.messages) != 16 {
		t.Errorf("%d messages", len(w.messages))
	}
}

// Two phones in one folder are read one after the other, each with its own list of
// friends.
func TestTwoPhones(t *testing.T) {
	h := kakaodbtest.Example()
	a := android(t, h).Roots[0]
	b := ios(t, h).Roots[0]
	in := formats.Input{Roots: []formats.Root{a, b}}
	var messages, chats int
	for _, e := range read2(t, in) {
		if _, ok := e.(*export.Message); ok {
			messages++
		}
		if _, ok := e.(*export.Chat); ok {
			chats++
		}
	}
	if messages != 32 || chats != 4 {
		t.Errorf("%d messages in %d chats", messages, chats)
	}
}

// Two Android phones in one folder: the friends of each are encrypted for its owner.
func TestFriendsOfTwo(t *testing.T) {
	a := android(t, kakaodbtest.Example()).Roots[0]
	b := android(t, kakaodbtest.History{
		Owner:    999,
		Friends:  []kakaodbtest.Friend{{ID: 1000, Name: "민재"}},
		Rooms:    []kakaodbtest.Room{{ID: 3, Type: "DirectChat", Members: []int64{1000}}},
		Messages: []kakaodbtest.Message{{ID: 1, Room: 3, User: 1000, Kind: 1, Time: 1767225600, Text: "안녕"}},
	}).Roots[0]
	w := sortOut(t, read2(t, formats.Input{Roots: []formats.Root{a, b}}))
	if name := w.people[w.messages["1"].Sender].Name(); name != "민재" {
		t.Errorf("the second phone's friend is called %q", name)
	}
	if name := w.people[w.messages["102"].Sender].Name(); name != "지우" {
		t.Errorf("the first phone's friend is called %q", name)
	}
}

func read2(tb testing.TB, in formats.Input) []export.Event {
	tb.Helper()
	events := formattest.Read(tb, kakaodb.Format().Reader, in, formats.ReadOptions{OpenDB: appdbtest.Open(tb)})
	formattest.Promises(tb, in, events)
	return events
}

func TestNoSQLite(t *testing.T) {
	in := android(t, kakaodbtest.Example())
	err := kakaodb.Format().Reader.Read(t.Context(), in, formats.ReadOptions{}, func(export.Event) error { return nil })
	if !errors.Is(err, formats.ErrNoDB) {
		t.Errorf("without SQLite it gave %v", err)
	}
	err = kakaodb.Format().Reader.Read(t.Context(), formattest.Input("empty"), formats.ReadOptions{}, func(export.Event) error { return nil })
	if !errors.Is(err, formats.ErrNoExport) {
		t.Errorf("nothing gave %v", err)
	}
}

func TestOwnerOption(t *testing.T) {
	o := kakaodb.Format().ReaderOptions
	i := slices.IndexFunc(o, func(o formats.Option) bool { return o.Name == "owner" })
	if i < 0 || o[i].Check(o[i].Example) != nil || o[i].Check("me") == nil || o[i].Check("-3") == nil || o[i].Check("") != nil {
		t.Error("the option takes what it should not, or the other way round")
	}
}
