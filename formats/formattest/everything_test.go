package formattest

import (
	"errors"
	"io"
	"io/fs"
	"testing"
	"time"

	"exile/export"
)

func TestEverythingIsInEverything(t *testing.T) {
	have := map[any]bool{}
	h := Everything()
	for _, list := range messages(t, h) {
		for _, m := range list {
			have[export.KindOf(m.Content)] = true
			have[m.Time.Precision] = true
			have[m.Time.Zone] = true
			switch c := m.Content.(type) {
			case export.Media:
				for i := range c.Files {
					have[[2]string{string(c.Files[i].Kind), string(c.Files[i].State)}] = true
					opens(t, h, &c.Files[i])
				}
			case export.Call:
				have[c.Kind], have[c.Outcome] = true, true
			case export.Card:
				have[c.Kind] = true
			case export.Notice:
				have[c.Kind] = true
			case export.Deleted:
				have[c.By] = true
			case export.Text, export.Poll, export.Place, export.Unknown:
			}
			have["reply"] = have["reply"] || m.ReplyTo != nil
			have["forward"] = have["forward"] || m.Forward != nil
			have["reaction"] = have["reaction"] || len(m.Reactions) > 0
			have["edit"] = have["edit"] || len(m.Edits) > 0
			have["inferred"] = have["inferred"] || m.Time.Inferred
		}
	}
	want := []any{
		export.KindText, export.KindMedia, export.KindCall, export.KindPoll, export.KindPlace, export.KindCard,
		export.KindNotice, export.KindDeleted, export.KindUnknown,
		time.Duration(0), time.Millisecond, time.Second, time.Minute, time.Hour, 24 * time.Hour,
		export.ZoneUnknown, export.ZoneAssumed, export.ZoneStated,
		export.CallVoice, export.CallVideo, export.CallLive, export.CallRoom,
		export.CallUnknown, export.CallStarted, export.CallEnded, export.CallMissed, export.CallCancelled, export.CallDeclined,
		export.CardLink, export.CardSchedule, export.NoticeJoin, export.NoticeOther, export.NoticeWarning,
		export.DeletedByUnknown, export.DeletedBySender, export.DeletedByAdmin,
		"reply", "forward", "reaction", "edit", "inferred",
	}
	for _, kind := range []export.FileKind{
		export.FilePhoto, export.FileVideo, export.FileVoice, export.FileAudio, export.FileSticker, export.FileContact, export.FileDocument,
	} {
		for _, state := range []export.FileState{export.FilePresent, export.FileMissing, export.FileNotExported, export.FileExpired} {
			want = append(want, [2]string{string(kind), string(state)})
		}
	}
	for _, w := range want {
		if !have[w] {
			t.Errorf("there is no %v (%T)", w, w)
		}
	}
}

func opens(t *testing.T, h *History, f *export.File) {
	t.Helper()
	r, err := h.OpenFile(t.Context(), f)
	if f.State != export.FilePresent {
		if !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("a file that is %s opens with %v", f.State, err)
		}
		return
	}
	if err != nil {
		t.Error(err)
		return
	}
	defer r.Close()
	if n, err := io.Copy(io.Discard, r); n != f.Size || err != nil {
		t.Errorf("%q has %d bytes, want %d: %v", f.Name, n, f.Size, err)
	}
}

func TestHistorySelects(t *testing.T) {
	c := Generate(Plan{Messages: 500})
	all := collect(c.Messages())
	h := NewHistory(collect(c.Events()), nil)
	mid := all[250].Time.T
	for name, r := range map[string]export.Range{
		"all":    {},
		"after":  {After: mid},
		"before": {Before: mid},
		"sender": {Sender: 2},
		"first":  {Limit: 7},
		"last":   {Limit: 7, Last: true},
		"mixed":  {After: mid, Sender: 1, Limit: 3, Last: true},
	} {
		var want []*export.Message
		for _, m := range all {
			if !m.Time.T.Before(r.After) && (r.Before.IsZero() || m.Time.T.Before(r.Before)) && (r.Sender == 0 || r.Sender == m.Sender) {
				want = append(want, m)
			}
		}
		if r.Limit > 0 && r.Last {
			want = want[len(want)-r.Limit:]
		} else if r.Limit > 0 {
			want = want[:r.Limit]
		}
		mustEqual(t, name+", in memory", want, asked(t, h, r))
		mustEqual(t, name+", generated", want, asked(t, c.History(), r))
	}
}

// A message belongs to whoever receives it, so a change must not come back.
func TestHistoryGivesMessagesAway(t *testing.T) {
	h := Everything()
	before := JSONLines(flat(messages(t, h)))
	for _, list := range messages(t, h) {
		for _, m := range list {
			m.Seq = 0
			if m.ReplyTo != nil {
				m.ReplyTo.Quote = "changed"
			}
			for i := range m.Reactions {
				m.Reactions[i].Count = 99
			}
			switch c := m.Content.(type) {
			case export.Media:
				for i := range c.Files {
					c.Files[i].Name = "changed"
				}
			case export.Notice:
				for i := range c.People {
					c.People[i] = 99
				}
			case export.Poll:
				for i := range c.Options {
					c.Options[i].Text = "changed"
				}
			case export.Text:
				for i := range c.Spans {
					c.Spans[i].Start = 99
				}
			case export.Call, export.Place, export.Card, export.Deleted, export.Unknown:
			}
		}
	}
	if d := firstDifference(before, JSONLines(flat(messages(t, h)))); d != "" {
		t.Error(d)
	}
}

func TestOutputTakesSafeNamesOnly(t *testing.T) {
	for name, want := range map[string]bool{
		"a.txt": true, "폴더/사진 1.jpg": true, "a/b/c": true, "WhatsApp Chat - 가족.zip": true, "COM10.txt": true, "console": true,
		"": false, ".": false, "..": false, "../a": false, "/a": false, "a//b": false, "a\\b": false, "a:b": false, "a?": false,
		"a ": false, "a.": false, "a /b": false, "con": false, "NUL.txt": false, "x/Com1.tar.gz": false, "a\nb": false, "a\u202eb": false, "a\x7f": false,
	} {
		if _, err := new(Output).Create(name); (err == nil) != want {
			t.Errorf("create %q: %v", name, err)
		}
	}
	var out Output
	if _, err := out.Create("A.txt"); err != nil {
		t.Error(err)
	}
	if _, err := out.Create("a.TXT"); !errors.Is(err, fs.ErrExist) {
		t.Errorf("the same name in other letters: %v", err)
	}
}
