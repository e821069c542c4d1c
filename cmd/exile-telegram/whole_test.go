//go:build linux

package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"exile/cmd/internal/console"
	"exile/cmd/internal/lang"
	"exile/convert/telegram/telegramtest"
	"exile/formats/formattest"
)

// Both programs together, as a person has them: out of an export of KakaoTalk's into
// a store, from there into a Telegram, read back, and taken back.
func TestWhole(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds exile")
	}
	bin := bench(t)
	for _, c := range []struct {
		name string
		test func(d *desk)
	}{
		{"a new group", newGroup},
		{"out of a sealed archive into a group that is there", sealedIntoGroup},
		{"into a contact", intoContact},
		{"in English", func(d *desk) { d.printed(lang.EN) }},
		{"in Korean", func(d *desk) { d.printed(lang.KO) }},
		{"the courier is killed", courierKilled},
		{"exile is killed", exileKilled},
		{"Ctrl-C", interrupted},
		{"it connects to nothing else", connectsToNothingElse},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			c.test(newDesk(t, bin))
		})
	}
}

// newGroup is the way that the guide recommends, with all that is asked on the way.
func newGroup(d *desk) {
	d.world.SetPassword(telegramtest.Password)
	d.env = slices.DeleteFunc(d.env, func(pair string) bool {
		return strings.HasPrefix(pair, "EXILE_TELEGRAM_API") || strings.HasPrefix(pair, "EXILE_TELEGRAM_PASSPHRASE")
	})
	k := walk(d.t)
	d.keeps(k)
	const secret = "말 여덟 개의 암호"

	s := d.sit("telegram", "login")
	s.asked(lang.AskAppID, strconv.Itoa(telegramtest.AppID))
	s.asked(lang.AskAppHash, telegramtest.AppHash)
	s.asked(lang.AskCourierNew, secret)
	s.asked(lang.AskCourierRepeat, secret)
	s.asked(lang.AskPhone, telegramtest.Phone)
	s.asked(lang.AskCode, telegramtest.Code)
	s.asked(lang.AskCloud, telegramtest.Password)
	s.leave(console.Done)
	for _, hidden := range []string{telegramtest.AppHash, secret, telegramtest.Code + "\r", telegramtest.Password} {
		if strings.Contains(s.shown(), hidden) {
			d.t.Errorf("the screen shows %q", hidden)
		}
	}

	s = d.sit("telegram", "plan", "산책 친구들", "--me", minjun, "--as", minjun+"=Minjun Kim", "-o", "walk.plan.json")
	s.asked(lang.AskCourier, secret)
	for _, want := range []lang.Text{lang.BecomesSelf, lang.BecomesContact, lang.BecomesNone, lang.BecomesNever, lang.SeenAlone} {
		s.wait(lang.EN.Say(want, nil))
	}
	s.asked(lang.AskPlan, "y")
	s.leave(console.Done)
	if n := len(d.world.Imports()) + len(d.world.Chats()); n > 0 {
		d.t.Errorf("a plan made %d imports and chats", n)
	}

	before := len(d.world.Offsets())
	s = d.sit("telegram", "push", "walk.plan.json")
	s.asked(lang.AskCourier, secret)
	s.wait(lang.EN.Say(lang.ArrivedGood, lang.V{"title": "산책 친구들", "n": 16, "files": 8}))
	s.leave(console.Done)
	group := d.chat("산책 친구들")
	if group.Role != telegramtest.Creator || len(group.People) > 0 || !group.ForImport {
		d.t.Errorf("the new group is %+v", group)
	}
	d.holds(group.ID, k)
	const offset = 9 * 60 * 60
	for _, got := range append(slices.Clone(d.world.Offsets()[before:]), d.world.Imports()[0].Offset) {
		if got != offset {
			d.t.Errorf("a connection of push said that the clock is %d s from UTC, want %d", got, offset)
		}
	}

	// Pushed again, nothing comes twice.
	s = d.sit("telegram", "push", "walk.plan.json")
	s.asked(lang.AskCourier, secret)
	s.leave(console.Done)
	d.holds(group.ID, k)

	s = d.sit("telegram", "verify", "walk.plan.json")
	s.asked(lang.AskCourier, secret)
	s.leave(console.Done)
	d.privately("walk.plan.json", "walk.receipt.json", "walk.receipt.txt")
	if got := d.must("telegram", "status").out; !strings.Contains(got, lang.EN.Say(lang.StandsReceipt, nil)) {
		d.t.Errorf("status says %q", got)
	}

	receipt, err := os.ReadFile(filepath.Join(d.dir, "walk.receipt.json"))
	if err != nil {
		d.t.Fatal(err)
	}
	altered := strings.Replace(string(receipt), `"messages":[2,`, `"messages":[1,2,`, 1)
	if altered == string(receipt) {
		d.t.Fatalf("the receipt is not as this test knows it: %s", receipt)
	}
	if err := os.WriteFile(filepath.Join(d.dir, "altered.json"), []byte(altered), 0o600); err != nil {
		d.t.Fatal(err)
	}
	s = d.sit("telegram", "undo", "altered.json")
	s.asked(lang.AskCourier, secret)
	s.leave(console.Damaged)
	s = d.sit("telegram", "undo", "walk.receipt.json")
	s.asked(lang.AskCourier, secret)
	s.asked(lang.AskTakeBack, "")
	s.leave(console.Cancelled)
	d.holds(group.ID, k)
	s = d.sit("telegram", "undo", "walk.receipt.json")
	s.asked(lang.AskCourier, secret)
	s.asked(lang.AskTakeBack, "y")
	s.leave(console.Done)
	if left := stands(d.world, group.ID); len(left) > 0 || !d.gone(group.ID) {
		d.t.Errorf("undone, and %d messages are left", len(left))
	}
}

// privately fails unless files are there that nobody else can read, without a word
// of what people wrote.
func (d *desk) privately(names ...string) {
	d.t.Helper()
	for _, name := range names {
		path := filepath.Join(d.dir, name)
		info, err := os.Stat(path)
		if err != nil {
			d.t.Fatal(err)
		}
		if info.Mode().Perm() != 0o600 {
			d.t.Errorf("%s: %v", name, info.Mode())
		}
		b, err := os.ReadFile(path)
		if err != nil {
			d.t.Fatal(err)
		}
		for _, word := range []string{"안녕하세요 👋🏽", "떠난 사람", "그럼 그때"} {
			if strings.Contains(string(b), word) {
				d.t.Errorf("%s tells what was written", name)
			}
		}
	}
}

func (d *desk) gone(chat int64) bool {
	for _, c := range d.world.Chats() {
		if c.ID == chat {
			return c.Gone
		}
	}
	return false
}

// A sealed archive is opened by exile and never by the courier. In a group where
// people write already, undo leaves what they wrote.
func sealedIntoGroup(d *desk) {
	d.login()
	k := walk(d.t)
	d.keeps(k)
	d.must("keygen", "-o", "key.txt")
	key, err := os.ReadFile(filepath.Join(d.dir, "key.txt"))
	if err != nil {
		d.t.Fatal(err)
	}
	public := regexp.MustCompile(`age1[a-z0-9]+`).FindString(string(key))
	d.must("seal", "-r", public, "-o", "archive.exile.age")
	archive := []string{"--store", "archive.exile.age", "-i", "key.txt"}
	with := func(args ...string) []string { return append(args, archive...) }

	group := d.world.Group("우리 모임", telegramtest.AdminInfo)
	d.world.Join(group, d.jiwoo)
	d.world.Crowd(group, 3)
	d.world.Say(group, d.jiwoo, "여기로 옮기자")

	got := d.must(with("telegram", "plan", "산책 친구들", "--to", "우리 모임", "--me", minjun, "--as", minjun+"=Minjun Kim", "-o", "p.plan.json", "--yes")...)
	if strings.Contains(got.out, lang.EN.Say(lang.SeenAlone, nil)) {
		d.t.Errorf("the plan does not tell who will see it:\n%s", got.out)
	}
	d.must(with("telegram", "push", "p.plan.json")...)
	d.holds(group, k)
	d.must(with("telegram", "verify", "p.plan.json")...)
	d.world.Say(group, d.jiwoo, "잘 왔다")
	d.must("telegram", "undo", "p.receipt.json", "--yes")
	if left := stands(d.world, group); len(left) > 0 {
		d.t.Errorf("%d messages are left", len(left))
	}
	said := slices.DeleteFunc(d.world.History(group), func(m telegramtest.Message) bool { return m.Service })
	if len(said) != 2 || said[0].Text != "여기로 옮기자" || said[1].Text != "잘 왔다" {
		d.t.Errorf("what people wrote there is now %v", said)
	}
}

// A chat of two, from an iPhone, goes into the chat with a mutual contact, and the times stay what
// they were although this computer and the plan are elsewhere.
func intoContact(d *desk) {
	d.env = append(d.env, "TZ=America/New_York")
	d.login()
	d.keeps(walk(d.t)) // in which somebody has the same name
	k := two(d.t)
	d.keeps(k)
	d.world.Say(d.jiwoo, d.jiwoo, "텔레그램에서도 안녕")
	d.must("telegram", "plan", jiwoo, "--to", jiwoo, "--me", minjun, "--as", minjun+"=Minjun Kim", "--telegram-offset", "+05:30", "-o", "p.plan.json", "--yes")
	d.privately("p.plan.json")
	if plan, err := os.ReadFile(filepath.Join(d.dir, "p.plan.json")); err != nil || strings.Contains(string(plan), `"problem"`) {
		d.t.Errorf("%v, and something is wrong with whose the names become: %s", err, plan)
	}
	d.must("telegram", "push", "p.plan.json")
	d.holds(d.jiwoo, k)
	if got := d.world.Imports()[0].Offset; got != 5*3600+30*60 {
		d.t.Errorf("the import was begun %d s from UTC", got)
	}
	d.must("telegram", "undo", "p.receipt.json", "--yes")
	if left := d.world.History(d.jiwoo); len(left) != 1 || left[0].Imported {
		d.t.Errorf("left is %v", left)
	}
}

// printed is all that a person reads on the way, for people to look at.
func (d *desk) printed(l lang.Lang) {
	d.login()
	d.keeps(walk(d.t))
	var all strings.Builder
	for _, args := range [][]string{
		{"plan", "산책 친구들", "--me", minjun, "--as", minjun + "=Minjun Kim", "-o", "walk.plan.json", "--yes"},
		{"push", "walk.plan.json", "--dry-run"},
		{"push", "walk.plan.json"},
		{"verify", "walk.plan.json"},
		{"undo", "walk.receipt.json", "--yes"},
	} {
		got := d.must(append([]string{"telegram", "--lang", string(l)}, args...)...)
		all.WriteString("$ exile telegram " + strings.Join(args, " ") + "\n" + got.out + "--\n" + got.err + "\n")
	}
	formattest.Golden(d.t, "whole."+string(l)+".txt", []byte(still(all.String())))
}

// still takes out of what is printed what is new each time.
func still(s string) string {
	for _, r := range []struct{ is, put string }{
		{`\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2})?([+-]\d{2}:\d{2}|Z)?`, "TIME"},
		{`[0-9a-f]{32,64}`, "HASH"},
	} {
		s = regexp.MustCompile(r.is).ReplaceAllString(s, r.put)
	}
	return s
}
