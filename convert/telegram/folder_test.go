package telegram_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"exile/convert/telegram"
	"exile/convert/telegram/telegramtest"
	"exile/export"
)

// After signing in, planning, pushing, proving and keeping the proof, no file of the
// state folder tells whose account it is of and whose chat was delivered.
func TestFolderNamesNobody(t *testing.T) {
	for name, group := range map[string]bool{"a private chat": false, "a group that was there": true} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t)
			friend := r.world.Contact("Haneul", "Bom", true)
			r.world.Handle(friend, "haneul_bom")
			r.world.Number(friend, "+821055557777")
			r.world.Handle(telegramtest.SelfID, "minjun_k")
			b, to := newBundle(), "Haneul Bom"
			b.chat("봄이와 나", group)
			if group {
				to = "산행 동무들"
				r.world.Group(to, telegramtest.Creator)
			} else {
				b.m.Chats[0].Kind = export.ChatDirect
			}
			b.part(time.Date(2024, 1, 15, 0, 0, 0, 0, time.UTC),
				said{who: "Minjun Kim", text: "오늘 비밀이야"}, said{who: "Haneul Bom", text: "알았어"},
				attach("Haneul Bom", "00000003-봄나들이.pdf", export.FileDocument, noise(1, "%PDF-1.7\n", 1000)))
			p := planOf(t, r.keep, r.opt, b, telegram.Want{To: to})
			if _, err := pushOf(t, r.keep, r.opt, p, b, telegram.PushOptions{NoPace: true}); err != nil {
				t.Fatal(err)
			}
			err := within(t, r.keep, r.opt, func(ctx context.Context, c *telegram.Client) error {
				s, err := telegram.ReadJournal(telegram.JournalPath(r.keep.Dir(), p.ID))
				if err != nil {
					return err
				}
				proof, err := c.Verify(ctx, p, s, b.reader(t))
				if err != nil {
					return err
				}
				if !proof.Good() {
					t.Errorf("not all arrived: %+v", proof.Deliveries)
				}
				return telegram.SaveReceipt(r.keep, proof)
			})
			if err != nil {
				t.Fatal(err)
			}
			names := []string{
				"Minjun", "Kim", "Haneul", "Bom", "haneul_bom", "minjun_k", "821000000001", "1055557777", telegramtest.Phone,
				"봄이", "산행", "비밀", "봄나들이", testApp().Hash,
			}
			searched := searchFolder(t, r.keep.Dir(), names)
			if searched < 5 { // key, secret, session, journal, receipt: and the pace
				t.Errorf("only %d files were there", searched)
			}
			for _, want := range []string{p.ID + ".journal", p.ID + ".receipt", "session.age"} {
				if _, err := os.Stat(filepath.Join(r.keep.Dir(), want)); err != nil {
					t.Error(err)
				}
			}
			var plan bytes.Buffer
			if err := p.Write(&plan); err != nil {
				t.Fatal(err)
			}
			for _, phone := range []string{"821000000001", "1055557777"} {
				if strings.Contains(plan.String(), phone) {
					t.Errorf("the plan holds %s", phone)
				}
			}
		})
	}
}

// searchFolder looks for words in the names and bytes of all files, as they are and
// as JSON may write them.
func searchFolder(t *testing.T, dir string, words []string) (files int) {
	t.Helper()
	for name, data := range filesOf(t, dir) {
		files++
		plain := name + "\n" + string(data)
		for _, word := range words {
			if strings.Contains(plain, word) || strings.Contains(plain, asciiJSON(word)) {
				t.Errorf("%s holds %q", name, word)
			}
		}
	}
	return files
}

// asciiJSON is a text as JSON of nothing but ASCII has it.
func asciiJSON(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r < 0x80 {
			b.WriteRune(r)
			continue
		}
		b.WriteString(`\u` + strings.ToLower(hex4(r)))
	}
	return b.String()
}

func hex4(r rune) string {
	const digits = "0123456789abcdef"
	return string([]byte{digits[r>>12&15], digits[r>>8&15], digits[r>>4&15], digits[r&15]})
}
