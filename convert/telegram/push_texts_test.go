package telegram_test

import (
	"bytes"
	"context"
	"io"
	"os"
	"slices"
	"testing"

	"exile/convert/handover"
	"exile/convert/telegram"
	"exile/convert/telegram/telegramtest"
)

// keptTexts are the texts that were handed over.
type keptTexts struct {
	at    []handover.Place
	texts []*keptText
	fail  bool
}

type keptText struct {
	bytes.Buffer
	closed, fail bool
}

func (k *keptText) Write(p []byte) (int, error) {
	if k.fail {
		return 0, io.ErrShortWrite
	}
	return k.Buffer.Write(p)
}

func (k *keptText) Close() error {
	k.closed = true
	return nil
}

func (k *keptTexts) open(at handover.Place) (io.WriteCloser, error) {
	k.at = append(k.at, at)
	k.texts = append(k.texts, &keptText{fail: k.fail})
	return k.texts[len(k.texts)-1], nil
}

// All texts of a bundle are handed over, in order and whole, in a first push, in one that
// goes on and in one that has nothing to do; who does not take them does not stop it.
func TestPushTexts(t *testing.T) {
	r := newRig(t)
	b := twoChats(1)
	p := planOf(t, r.keep, r.opt, b, telegram.Want{})
	push := func(name string, wrong bool) {
		t.Helper()
		kept := &keptTexts{}
		_, err := pushOf(t, r.keep, r.opt, p, b, telegram.PushOptions{NoPace: true, Texts: kept.open})
		if (err != nil) != wrong {
			t.Fatalf("%s: %v", name, err)
		}
		want := []handover.Place{{Chat: 0, Part: 0, File: -1}, {Chat: 0, Part: 1, File: -1}, {Chat: 1, Part: 0, File: -1}}
		if !slices.Equal(kept.at, want) {
			t.Fatalf("%s: %v", name, kept.at)
		}
		for i, at := range kept.at {
			if got := kept.texts[i]; !got.closed || !bytes.Equal(got.Bytes(), b.bytes[at]) {
				t.Errorf("%s: text %d has %d bytes, closed %v", name, i, got.Len(), got.closed)
			}
		}
	}
	r.world.Fail("messages.initHistoryImport", 1, 400, "IMPORT_FORMAT_DATE_INVALID")
	push("one chat fails", true)
	push("it goes on", false)
	push("nothing to do", false)

	b = twoChats(2)
	p = planOf(t, r.keep, r.opt, b, telegram.Want{})
	kept := &keptTexts{fail: true}
	out, err := pushOf(t, r.keep, r.opt, p, b, telegram.PushOptions{NoPace: true, Texts: kept.open})
	if err != nil || len(kept.at) != 1 {
		t.Errorf("%v, %v", err, kept.at)
	}
	r.arrived(t, b, out)
}

// A journal that is over is not read whole for other plans, and says the same.
func TestJournalOver(t *testing.T) {
	r := newRig(t)
	r.world.Group("모임", telegramtest.Creator)
	b := smallBundle(1)
	want := telegram.Want{To: "모임"}
	p := planOf(t, r.keep, r.opt, b, want)
	if _, err := pushOf(t, r.keep, r.opt, p, b, telegram.PushOptions{}); err != nil {
		t.Fatal(err)
	}
	path := telegram.JournalPath(r.keep.Dir(), p.ID)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	lines := bytes.SplitAfter(bytes.TrimSuffix(data, []byte("\n")), []byte("\n"))
	for name, short := range map[string][]byte{
		"whole": data, "the last line alone": append(bytes.Clone(lines[len(lines)-1]), '\n'), "without it": bytes.Join(lines[:len(lines)-1], nil),
	} {
		if err := os.WriteFile(path, short, 0o600); err != nil {
			t.Fatal(err)
		}
		err := within(t, r.keep, r.opt, func(ctx context.Context, c *telegram.Client) error {
			_, err := c.Plan(ctx, &b.m, want)
			return err
		})
		if !isBefore(err, p.ID) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
