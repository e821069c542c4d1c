package telegram_test

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"exile/convert/telegram"
)

// journalOf pushes a bundle and returns its plan and its journal.
func (r *rig) journalOf(t *testing.T, b *bundle) (*telegram.Plan, []byte) {
	t.Helper()
	p := planOf(t, r.keep, r.opt, b, telegram.Want{})
	if _, err := pushOf(t, r.keep, r.opt, p, b, telegram.PushOptions{NoPace: true}); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(telegram.JournalPath(r.keep.Dir(), p.ID))
	if err != nil {
		t.Fatal(err)
	}
	return p, data
}

// Cut off anywhere, a journal tells what stood in it before, and goes on from there;
// changed anywhere before its last line, it is damaged and nothing else.
func TestJournalDamage(t *testing.T) {
	r := newRig(t)
	_, data := r.journalOf(t, smallBundle(1))
	last := 0
	for n := range len(data) + 1 {
		s, whole, err := telegram.ReadState(data[:n])
		if err != nil || int(whole) < last || int(whole) > n {
			t.Fatalf("cut off after %d bytes: %d are whole, %v", n, whole, err)
		}
		if (s == nil) != (whole == 0) {
			t.Fatalf("cut off after %d bytes: %v", n, s)
		}
		last = int(whole)
	}
	end := bytes.LastIndexByte(data[:len(data)-1], '\n')
	for n := range end {
		changed := bytes.Clone(data)
		changed[n] ^= 1
		if _, _, err := telegram.ReadState(changed); !errors.Is(err, telegram.ErrDamagedJournal) {
			t.Fatalf("byte %d changed: %v", n, err)
		}
	}
	if _, _, err := telegram.ReadState(append(bytes.Repeat([]byte("x"), 100_000), data...)); !errors.Is(err, telegram.ErrDamagedJournal) {
		t.Errorf("a long line: %v", err)
	}
}

// A journal names nobody: neither the person into whose chat was delivered, nor the
// username.
func TestJournalNames(t *testing.T) {
	r := newRig(t)
	var id int64
	for _, c := range r.contacts(t) {
		id = c.ID
	}
	r.world.Handle(id, "seoyeon_lee")
	b := private()
	p := planOf(t, r.keep, r.opt, b, telegram.Want{To: "Seo-yeon Lee"})
	out, err := pushOf(t, r.keep, r.opt, p, b, telegram.PushOptions{})
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(telegram.JournalPath(r.keep.Dir(), p.ID))
	if err != nil || len(data) == 0 {
		t.Fatal(err)
	}
	for _, secret := range []string{"Seo-yeon", "Lee", "seoyeon"} {
		if strings.Contains(string(data), secret) {
			t.Errorf("it holds %q", secret)
		}
	}
	if got := out.Parts[0].Target; got != p.Deliveries[0].Target {
		t.Errorf("told is %+v", got)
	}
	if again, err := pushOf(t, r.keep, r.opt, p, b, telegram.PushOptions{}); err != nil || again.Parts[0].Target != out.Parts[0].Target {
		t.Errorf("and again %+v, %v", again, err)
	}
}

func (r *rig) contacts(t *testing.T) (all []telegram.Contact) {
	t.Helper()
	err := within(t, r.keep, r.opt, func(ctx context.Context, c *telegram.Client) (err error) {
		all, err = c.Contacts(ctx)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// A journal says nothing of what people wrote, and does not show what was delivered
// to whoever has the text itself.
func TestJournalTells(t *testing.T) {
	r := newRig(t)
	b := smallBundle(1)
	p, data := r.journalOf(t, b)
	for _, secret := range []string{"번째 말", "Seo-yeon", "Minjun", "PHOTO", p.Deliveries[0].Chat.Parts[0].SHA256, "+8210"} {
		if strings.Contains(string(data), secret) {
			t.Errorf("it holds %q", secret)
		}
	}
	path := telegram.JournalPath(r.keep.Dir(), p.ID)
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	s, err := telegram.ReadJournal(path)
	if err != nil {
		t.Fatal(err)
	}
	part := s.Part(0, 0)
	if part.Outcome != telegram.OutcomeSeen || part.Files[0] != telegram.AsPhoto || part.Files[1] != telegram.AsVoice || part.Called.IsZero() {
		t.Errorf("%+v", part)
	}
	if peer, made := s.Target(0); peer.ID != r.world.Chats()[0].ID || !made {
		t.Errorf("%+v, %v", peer, made)
	}
	if _, err := telegram.ReadJournal(filepath.Join(r.keep.Dir(), "none.journal")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("none: %v", err)
	}
}

// A push whose journal ends within a line goes on; one whose journal is damaged does
// not begin, nor does any other, for nobody knows what that one delivered: the error names
// the file, and with that moved away others go on. Where the journal was over, what it
// delivered stands in its last line.
func TestJournalPush(t *testing.T) {
	r := newRig(t)
	b := smallBundle(1)
	p, data := r.journalOf(t, b)
	path := telegram.JournalPath(r.keep.Dir(), p.ID)
	lines := bytes.SplitAfter(data, []byte("\n"))
	seen := lines[len(lines)-2]
	if err := os.WriteFile(path, data[:len(data)-len(seen)/2], 0o600); err != nil {
		t.Fatal(err)
	}
	r.arrived(t, b, r.pushUntilDone(t, p, b, 1))
	if after, err := os.ReadFile(path); err != nil || bytes.Count(after, []byte("\n")) != len(lines)-1 {
		t.Errorf("%d lines, %v", bytes.Count(after, []byte("\n")), err)
	}
	if !bytes.Contains(seen, []byte(`"is":"over"`)) {
		t.Fatalf("the last line is %s", seen)
	}
	damaged := func(data []byte) {
		changed := bytes.Clone(data)
		changed[len(changed)/2] ^= 1
		if err := os.WriteFile(path, changed, 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := pushOf(t, r.keep, r.opt, p, b, telegram.PushOptions{})
		if file, ok := errors.AsType[*fs.PathError](err); !ok || file.Path != path || !errors.Is(err, telegram.ErrDamagedJournal) {
			t.Errorf("its own: %v", err)
		}
	}
	damaged(data)
	if q, err := r.plan(t, b, telegram.Want{}); err != nil || !tells(q, telegram.RemarkBefore) {
		t.Errorf("it was over: %v", err)
	}
	damaged(data[:len(data)-len(seen)])
	_, err := r.plan(t, smallBundle(2), telegram.Want{})
	if file, ok := errors.AsType[*fs.PathError](err); !ok || file.Path != path || !errors.Is(err, telegram.ErrDamagedJournal) {
		t.Errorf("another: %v", err)
	}
	if err := os.Rename(path, path+".damaged"); err != nil {
		t.Fatal(err)
	}
	if _, err := r.plan(t, smallBundle(2), telegram.Want{}); err != nil {
		t.Errorf("another, with the file moved away: %v", err)
	}
}

// FuzzJournal reads whatever has the form of a journal: no line makes an import that
// was started one that may begin anew, and what is read once is read the same again.
func FuzzJournal(f *testing.F) {
	head, at := journalHead, journalAt
	f.Add(strings.Join([]string{
		head, at + `"is":"making","clock":"2026-11-21T00:00:00Z"}`, at + `"is":"peer","peer":{"kind":"supergroup","id":5,"title":"t"},"made":true}`, at + `"is":"text"}`,
		at + `"is":"init","import":7}`, at + `"is":"sending","file":1}`, at + `"is":"file","file":1,"form":"photo"}`,
		at + `"is":"starting","text":"t","to":"o","mark":{"top":1,"count":1,"imported":0}}`, at + `"is":"unknown"}`,
		at + `"is":"starting","text":"t","to":"o"}`, at + `"is":"unstarted"}`, at + `"is":"started"}`, at + `"is":"seen"}`,
	}, "\n"))
	f.Add(strings.Join([]string{head, at + `"is":"text"}`, at + `"is":"init","import":7}`, at + `"is":"failed","trouble":"admin"}`, at + `"is":"lost"}`}, "\n"))
	f.Add("")
	f.Fuzz(checkJournal)
}

// The same, with lines in any order.
func TestJournalOrder(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 3))
	kinds := []string{
		`"is":"making","clock":"2026-11-21T00:00:00Z"`, `"is":"making"`, `"is":"over"`, `"is":"over","over":{}`, `"is":"peer","peer":{"kind":"user","id":5,"title":"t"}`, `"is":"text"`, `"is":"init","import":7`, `"is":"sending","file":1`,
		`"is":"file","file":1,"form":"photo"`, `"is":"starting","text":"t","to":"o","mark":{"top":1,"count":1,"imported":0}`,
		`"is":"starting","text":"t","to":"o"`, `"is":"unstarted"`, `"is":"started"`, `"is":"seen"`, `"is":"unknown"`, `"is":"lost"`,
		`"is":"failed","trouble":"admin"`,
	}
	longest := 0
	for range 200 {
		good := journalHead
		for range 60 { // lines that do not fit are left out
			next := good + "\n" + journalAt + kinds[rnd.IntN(len(kinds))] + "}"
			if _, _, err := telegram.ReadState(sealed(next)); err == nil {
				good = next
			}
		}
		longest = max(longest, strings.Count(good, "\n"))
		checkJournal(t, good)
	}
	if longest < 10 {
		t.Errorf("no journal had more than %d lines", longest)
	}
}

const (
	journalHead = `{"version":1,"plan":"000102030405060708090a0b0c0d0e0f","bound":"b","made":"2026-11-21T00:00:00Z"}`
	journalAt   = `{"at":"2026-11-21T00:00:00Z","d":0,`
)

// sealed ends the lines of a journal.
func sealed(text string) (data []byte) {
	for line := range strings.SplitSeq(text, "\n") {
		if line != "" {
			data = append(data, telegram.SealLine([]byte(line))...)
		}
	}
	return data
}

// checkJournal reads a journal after each of its lines.
func checkJournal(t *testing.T, text string) {
	t.Helper()
	started := map[telegram.PartID]bool{}
	lines := strings.Split(text, "\n")
	for n := range lines {
		data := sealed(strings.Join(lines[:n+1], "\n"))
		s, whole, err := telegram.ReadState(data)
		if err != nil {
			if s != nil {
				t.Fatal("a state and an error")
			}
			return
		}
		if int(whole) != len(data) {
			t.Fatalf("%d of %d bytes are whole", whole, len(data))
		}
		again, _, err := telegram.ReadState(append(bytes.Clone(data), "torn"...))
		if err != nil || !reflect.DeepEqual(s, again) {
			t.Fatalf("a torn line changes it: %v", err)
		}
		if s == nil {
			continue
		}
		for id, p := range s.Parts {
			if started[id] && !p.Outcome.Over() {
				t.Fatalf("part %v was started and is %q now", id, p.Outcome)
			}
			started[id] = p.Outcome.Over()
		}
	}
}
