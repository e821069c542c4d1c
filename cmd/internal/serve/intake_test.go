//go:build cgo

package serve

import (
	"io"
	"net/http"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"exile/formats/formattest"
	"exile/formats/kakaotalk/kakaotest"
)

// What a newcomer does: they drop a folder, see what it is, say who they are, keep it, and
// read it. In both languages.
func TestDropToChat(t *testing.T) {
	for _, l := range []string{"ko", "en"} {
		t.Run(l, func(t *testing.T) {
			w := newDrop(t)
			w.opt.Lang = ""
			w.lang = l
			word := func(ko, en string) string {
				if l == "ko" {
					return ko
				}
				return en
			}
			says(t, w.get("add"), word("아무것도 이 컴퓨터 밖으로 나가지 않습니다.", "Nothing leaves this computer."), word("카카오톡에서 대화 꺼내기", "KakaoTalk"))
			files := export1(t, kakaotest.Android[len(kakaotest.Android)-1], formattest.Plan{Seed: 3, Messages: 200, Media: true}, "KakaoTalk_Chats")
			at := w.takes(files...)
			page := w.get(at)
			if !strings.Contains(page, "<h1><bdi>우리 동네 산책 모임</bdi></h1>") {
				t.Error("the chat is not called by its title")
			}
			says(t, page, "KakaoTalk_Chats", word("카카오톡", "KakaoTalk"), word("이렇게 본 까닭", "We think so because"), word("이전 메시지 보기", "Show earlier messages"), word("어떻게 할까요?", "What would you like to do with it?"))
			for _, m := range regexp.MustCompile(`src="([^"]*/file/[^"]*)"`).FindAllStringSubmatch(page, -1) {
				resp := w.send(http.MethodGet, "http://"+w.host+m[1], nil)
				data, _ := io.ReadAll(resp.Body)
				_ = resp.Body.Close()
				if resp.StatusCode != http.StatusOK || len(data) == 0 || resp.Header.Get("Content-Security-Policy") != filePolicy {
					t.Errorf("%s: %d, %d bytes", m[1], resp.StatusCode, len(data))
				}
			}
			names := regexp.MustCompile(`name="me" value="([^"]*)"`).FindAllStringSubmatch(page, -1)
			if len(names) < 2 {
				t.Fatalf("the people are %q", names)
			}
			me := names[1][1]
			r := w.posts(at+"/me", url.Values{"app": {"kakaotalk"}, "me": {me}})
			if r.Swap != "#look" || !strings.Contains(r.HTML, `class="m me`) {
				t.Errorf("answer %+v", r)
			}
			says(t, r.HTML, word("본인은 "+me+" 님입니다.", "You are "+me+"."))
			to := w.arrives(w.posts(at+"/keep", url.Values{"keep": {"plain"}}))
			if to != "made" {
				t.Fatalf("kept, and then %s", to)
			}
			if status, _ := w.ask(http.MethodGet, at, nil); status != http.StatusSeeOther {
				t.Errorf("what was kept is still there: %d", status)
			}
			chat := w.get("chat/1")
			if !strings.Contains(chat, `class="m me`) {
				t.Error("nobody is me in the store")
			}
			sources := w.get("sources")
			says(t, sources, "KakaoTalk_Chats")

			// The same once more is known, another chat leads to itself.
			at = w.takes(files...)
			says(t, w.get(w.arrives(w.posts(at+"/keep", nil))), word("이미 들어 있어", "was there already"))
			at = w.takes(dropped{"KakaoTalkChats.txt", talkOf("민준", "서연", 50)})
			if to := w.arrives(w.posts(at+"/keep", nil)); !regexp.MustCompile(`^chat/\d+$`).MatchString(to) {
				t.Errorf("a new chat leads to %s", to)
			}
			if n := len(w.intakes.all); n != 0 {
				t.Errorf("%d intakes are left", n)
			}
		})
	}
}

// What reaches further back is joined to the chat that is there, and the person is told.
func TestKeepJoins(t *testing.T) {
	w := newDrop(t)
	at := w.takes(dropped{"KakaoTalkChats.txt", talkOf("민준", "서연", 40)})
	w.arrives(w.posts(at+"/keep", url.Values{"keep": {"plain"}}))
	at = w.takes(dropped{"KakaoTalkChats.txt", talkOf("민준", "서연", 60)})
	to := w.arrives(w.posts(at+"/keep", nil))
	says(t, w.get(to), "Joined to chats that were there", "20 new messages", "민준")
	if r := w.posts(at+"/keep", nil); r.Error == "" {
		t.Errorf("kept twice: %+v", r)
	}
}

// Who is me is guessed: in a chat of two by its title, in several by who is in all of them.
func TestGuess(t *testing.T) {
	w := newDrop(t)
	one := w.get(w.takes(dropped{"KakaoTalkChats.txt", talkOf("지우", "하은", 40)}))
	says(t, one, "We think it is 하은: the chat is named after the other person.")
	if !strings.Contains(one, `value="하은" checked`) || strings.Contains(one, `value="지우" checked`) {
		t.Error("하은 is not chosen")
	}
	// Left so, it is so; and it may be left open.
	at := w.takes(
		dropped{"g/WhatsApp Chat - Family/_chat.txt", "[2024-02-15, 10:00:00] Ann: hello\n[2024-02-16, 10:00:00] Bo: hi\n[2024-02-16, 10:00:10] Dan: are you there?\n"},
		dropped{"g/WhatsApp Chat - Work/_chat.txt", "[2024-02-15, 11:00:00] Ann: good day\n[2024-02-16, 10:00:00] Cho: hi\n[2024-02-16, 10:00:10] Eve: hi\n"},
	)
	page := w.get(at)
	says(t, page, "We think it is Ann, who is in more of these chats than anybody.", "If you leave it so, exile takes Ann to be you.")
	if !strings.Contains(page, `class="m me`) {
		t.Error("the preview does not show it")
	}
	w.arrives(w.posts(at+"/me", url.Values{"app": {"whatsapp"}, "me": {""}}))
	page = w.get(at)
	says(t, page, "!We think it is Ann")
	if strings.Contains(page, `class="m me`) {
		t.Error("somebody is me")
	}
	w.posts(at+"/drop", nil)
	several := w.get(w.takes(
		dropped{"all/a/KakaoTalkChats.txt", talkOf("민준", "서연", 40)},
		dropped{"all/b/KakaoTalkChats.txt", talkOf("지우", "서연", 30)},
	))
	says(t, several, "We think it is 서연, who is in more of these chats than anybody.", "2 chats with 70 messages.")
	if !strings.Contains(several, "<table>") {
		t.Error("there is no table of the chats")
	}
}

// A chat and its photos that are dropped side by side belong together, as in a folder.
func TestLooseFiles(t *testing.T) {
	w := newDrop(t)
	var loose []dropped
	files := export1(t, kakaotest.Android[len(kakaotest.Android)-1], formattest.Plan{Seed: 5, Messages: 300, Media: true}, "")
	for _, f := range files {
		loose = append(loose, dropped{filepath.Base(f.path), f.body})
	}
	if len(loose) < 3 {
		t.Fatalf("%d files", len(loose))
	}
	page := w.get(w.takes(loose...))
	found := regexp.MustCompile(`(\d+) photos and files are named: (\d+) are here`).FindStringSubmatch(textOf(page))
	if found == nil || found[2] == "0" {
		t.Errorf("found %q in %s", found, textOf(page))
	}
	says(t, page, "!is no exported chat")
}

// Whatever is wrong with a file is said of that file, and what else was dropped is read.
func TestWrongFiles(t *testing.T) {
	w := newDrop(t)
	whole := zipOf(t, dropped{"talk.txt", "x"})
	for what, tt := range map[string]struct {
		file dropped
		want string
	}{
		"a photo":        {dropped{"me.jpg", "\xff\xd8\xff\xe0 photo"}, "“me.jpg” is no exported chat: it looks like a JPEG picture."},
		"a PDF":          {dropped{"letter.pdf", "%PDF-1.7"}, "it looks like a PDF document"},
		"a sealed file":  {dropped{"old.age", "age-encryption.org/v1\n"}, "a file sealed by age"},
		"an empty file":  {dropped{"KakaoTalkChats.txt", ""}, "failed"},
		"a cut zip":      {dropped{"a.zip", whole[:len(whole)-20]}, "failed"},
		"a zip bomb":     {dropped{"a.zip", zipOf(t, dropped{"zeros", strings.Repeat("\x00", 200<<20)})}, "failed"},
		"a way out":      {dropped{"a.zip", zipOf(t, dropped{"../talk.txt", "x"})}, "failed"},
		"an empty zip":   {dropped{"a.zip", zipOf(t)}, "holds no exported chat"},
		"a strange text": {dropped{"diary.txt", "Dear diary,\nnothing today.\n"}, "it looks like a text file"},
	} {
		t.Run(what, func(t *testing.T) {
			page := w.get(w.takes(tt.file))
			if tt.want != "failed" {
				says(t, page, tt.want)
			}
			if !strings.Contains(page, `class="box notread"`) {
				t.Error("nothing is said")
			}
			both := w.get(w.takes(tt.file, dropped{"room/KakaoTalkChats.txt", talkOf("민준", "서연", 30)}))
			if !strings.Contains(both, `class="box notread"`) {
				t.Error("nothing is said of it beside another")
			}
			says(t, both, "1 chat with 30 messages.")
			for _, in := range w.intakes.list() {
				if r := w.posts("intake/"+in.id+"/drop", nil); r.Go != w.base+"add" {
					t.Errorf("thrown away: %+v", r)
				}
			}
		})
	}
}

// An intake that two formats could read asks which; the zone and the order of dates can be said.
func TestReread(t *testing.T) {
	w := newDrop(t)
	at := w.takes(dropped{"KakaoTalkChats.txt", talkOf("민준", "서연", 30)})
	says(t, w.get(at), "The times or dates are wrong?", "Time zone of the device that exported")
	w.posts(at+"/me", url.Values{"app": {"kakaotalk"}, "me": {"서연"}})
	if to := w.arrives(w.posts(at+"/reread", url.Values{"zone": {"America/New_York"}})); to != at {
		t.Errorf("it leads to %s", to)
	}
	page := w.get(at)
	says(t, page, "Time zone: America/New_York", "You are 서연.")
	if !strings.Contains(page, `datetime="2024-03-04T13:00-05:00"`) {
		t.Error("the times are as before")
	}
	for _, bad := range []url.Values{{"zone": {"Nowhere/Land"}}, {"zone": {"Local"}}, {"zone": {"../etc"}}, {"order": {"ymd"}}, {"name": {"x"}, "from": {"no"}}} {
		if r := w.posts(at+"/reread", bad); r.Error == "" {
			t.Errorf("%v: %+v", bad, r)
		}
	}
	// Dates that fit both ways: the person says which number is the day.
	both := "[01/02/2024, 10:00:00] Ann: hello\n[02/02/2024, 10:00:00] Bo: hi\n[03/02/2024, 10:01:00] Ann: there\n"
	at = w.takes(dropped{"WhatsApp Chat with Bo.txt", both})
	says(t, w.get(at), "the day comes first")
	for _, one := range []struct{ order, want string }{{"dmy", "From 1 February 2024 to 3 February 2024."}, {"mdy", "From 2 January 2024 to 2 March 2024."}} {
		form := rereadForm(t, w.get(at))
		form.Set("order", one.order) // and the rest as it stands there
		w.arrives(w.posts(at+"/reread", form))
		says(t, w.get(at), one.want)
	}
	w.arrives(w.posts(at+"/keep", url.Values{"keep": {"plain"}}))
	says(t, w.get("chat/1"), "2 March 2024")
}

// rereadForm is what a browser sends of the form that says how to read, if nothing is changed in it.
func rereadForm(t *testing.T, page string) url.Values {
	t.Helper()
	form := url.Values{}
	_, rest, _ := strings.Cut(page, `/reread"`)
	rest, _, _ = strings.Cut(rest, "</form>")
	for _, m := range regexp.MustCompile(`<input id="zone" name="(zone)" value="([^"]*)"|name="(order)" value="([^"]*)" checked`).FindAllStringSubmatch(rest, -1) {
		form.Set(m[1]+m[3], m[2]+m[4])
	}
	if len(form) != 2 {
		t.Fatalf("the form is %v in %s", form, rest)
	}
	return form
}

// Where two formats claim files of one folder, the person chooses one.
func TestChooseFormat(t *testing.T) {
	w := newDrop(t)
	at := w.takes(dropped{"all/KakaoTalkChats.txt", talkOf("민준", "서연", 30)},
		dropped{"all/WhatsApp Chat with Bo.txt", "[2024-02-15, 10:00:00] Ann: hello\n[2024-02-16, 10:00:00] Bo: hi\n"})
	page := w.get(at)
	says(t, page, "“all” holds exports of several kinds", "Read it as")
	if !strings.Contains(page, `<option value="whatsapp">`) {
		t.Fatal("WhatsApp is no choice")
	}
	w.arrives(w.posts(at+"/reread", url.Values{"name": {"all"}, "from": {"whatsapp"}}))
	says(t, w.get(at), "1 chat with 2 messages.", "all : WhatsApp")
}

// Only so many are open at a time, and each is found by its own number alone.
func TestIntakesEnd(t *testing.T) {
	w := newDrop(t)
	file := dropped{"KakaoTalkChats.txt", talkOf("민준", "서연", 5)}
	var all []string
	for range maxIntakes {
		all = append(all, w.takes(file))
	}
	if r := w.uploads(file); r.Error == "" {
		t.Errorf("one too many: %+v", r)
	}
	for _, at := range all {
		w.posts(at+"/drop", nil)
		if status, _ := w.ask(http.MethodGet, at, nil); status != http.StatusNotFound {
			t.Errorf("thrown away, and %d", status)
		}
	}
	at := w.takes(file)
	if err := w.intakes.close(); err != nil {
		t.Fatal(err)
	}
	if status, _ := w.ask(http.MethodGet, at, nil); status != http.StatusNotFound {
		t.Errorf("at the end: %d", status)
	}
	for _, at := range []string{"intake/x", "intake/x/part", "intake/x/file/1/0", "intake/x/kept", "guide/overview", "guide/x"} {
		if status, _ := w.ask(http.MethodGet, at, nil); status != http.StatusNotFound {
			t.Errorf("%s: %d", at, status)
		}
	}
}

// Each guide is a page with its steps.
func TestGuides(t *testing.T) {
	w := newDrop(t)
	for _, topic := range []string{"kakaotalk", "whatsapp", "line", "telegram"} {
		page := w.get("guide/" + topic)
		if strings.Count(page, "<li>") < 10 || strings.Count(page, "<h2>") < 3 || strings.Contains(page, "<p>#") {
			t.Errorf("%s: %s", topic, page)
		}
	}
}

// Without being kept, it becomes a bundle, a page or a table, and the one who was chosen is me.
func TestMakeOfIntake(t *testing.T) {
	w := newDrop(t)
	at := w.takes(dropped{"KakaoTalkChats.txt", talkOf("민준", "서연", 40)})
	page := w.get(at)
	for _, to := range []string{"telegram", "html", "csv"} {
		if !strings.Contains(page, `class="do made-`+to+`"`) || !strings.Contains(page, `name="to" value="`+to+`"`) {
			t.Errorf("%s cannot be chosen", to)
		}
		made := w.arrives(w.posts(at+"/make", url.Values{"to": {to}, "of": {"민준", "서연"}, "as": {"민준 김", "서연"}}))
		if !strings.HasPrefix(made, "made/") {
			t.Fatalf("%s: arrived at %s", to, made)
		}
		shown := w.get(made)
		link := regexp.MustCompile(`href="(/[^"]*download/[^"]*)"`).FindStringSubmatch(shown)
		if link == nil {
			t.Fatalf("%s: nothing to download: %s", to, textOf(shown))
		}
		if status, body := w.ask(http.MethodGet, "http://"+w.host+link[1], nil); status != http.StatusOK || len(body) < 100 {
			t.Errorf("%s: %d, %d bytes", to, status, len(body))
		}
	}
	if w.archive.state() != noStore {
		t.Error("a store was made")
	}
	if r := w.posts(at+"/make", url.Values{"to": {"nothing"}}); r.Error == "" {
		t.Errorf("no format: %+v", r)
	}
}

// What was handed over while a sealed archive was open goes with its lock; it is kept sealed
// before, and nothing may come while it is locked.
func TestIntakeLocked(t *testing.T) {
	dear(t)
	d := newDesk(t, nil)
	file := dropped{"KakaoTalkChats.txt", talkOf("민준", "서연", 40)}
	const words = "여섯 마리 고래가 헤엄친다 저녁"
	at := d.takes(file)
	if to := d.arrives(d.posts(at+"/keep", url.Values{"keep": {"passphrase"}, "passphrase": {words}, "again": {words}})); to != "made" {
		t.Fatalf("kept, and then %s", to)
	}
	d.is(openStore)
	at = d.takes(dropped{"KakaoTalkChats.txt", talkOf("지우", "하은", 40)})
	again := d.arrives(d.posts(at+"/keep", nil))
	if !strings.HasPrefix(again, "chat/") {
		t.Errorf("kept, and then %s", again)
	}
	at = d.takes(file)
	if left := len(d.intakes.list()); left != 1 {
		t.Fatalf("%d are open", left)
	}
	d.archive.lock()
	d.is(lockedStore)
	if left := len(d.intakes.list()); left != 0 {
		t.Errorf("%d are open", left)
	}
	for _, page := range []string{"add", at} {
		if resp := d.send(http.MethodGet, page, nil); resp.StatusCode != http.StatusSeeOther && resp.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %d", page, resp.StatusCode)
		}
	}
	if r := d.uploads(file); r.Go != d.base+"unlock" {
		t.Errorf("an upload: %+v", r)
	}
	if r := d.posts("upload/room", url.Values{"files": {"1"}, "bytes": {"1"}}); r.Go != d.base+"unlock" {
		t.Errorf("a question: %+v", r)
	}
}

// A file of the preview is had in pieces, as a player asks for it; from a zip too.
func TestIntakeFileRanges(t *testing.T) {
	w := newDrop(t)
	files := export1(t, kakaotest.Android[len(kakaotest.Android)-1], formattest.Plan{Seed: 3, Messages: 300, Media: true}, "")
	at := w.takes(dropped{"KakaoTalk.zip", zipOf(t, files...)})
	link := regexp.MustCompile(`(?:src|href)="([^"]*/file/[^"]*)"`).FindStringSubmatch(w.get(at))
	if link == nil {
		t.Fatal("the preview has no file")
	}
	whole := w.get("http://" + w.host + link[1])
	status, part := w.ask(http.MethodGet, "http://"+w.host+link[1], nil, "Range", "bytes=3-7")
	if status != http.StatusPartialContent || len(whole) < 8 || part != whole[3:8] {
		t.Errorf("%d, %q of %q", status, part, whole)
	}
	w.posts(at+"/drop", nil)
	if status, _ := w.ask(http.MethodGet, "http://"+w.host+link[1], nil); status != http.StatusNotFound {
		t.Errorf("thrown away, and %d", status)
	}
}
