package convert_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"iter"
	"maps"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"exile/convert"
	"exile/convert/handover"
	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
	"exile/formats/telegram"
)

func bundleOptions(values map[string]string) convert.OutOptions {
	return convert.OutOptions{Write: formats.WriteOptions{Lang: "ko", Offset: 9 * time.Hour, Values: values}}
}

// handedOver makes a stream of a history and reads it back: the manifest, and what
// came, by "chat/part/name".
func handedOver(t *testing.T, h formats.History, depth handover.Depth, opt convert.OutOptions) (*handover.Manifest, map[string][]byte) {
	t.Helper()
	e := &convert.Engine{}
	m, report, err := e.Manifest(t.Context(), h, telegram.Format(), opt)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range report.Problems {
		if p.Code == export.Unbalanced {
			t.Fatalf("the account does not balance: %s", p.Text)
		}
	}
	m.Depth, m.Request.Lang = depth, "ko"
	var stream bytes.Buffer
	if err := e.HandOver(t.Context(), h, telegram.Format(), m, &stream, opt); err != nil {
		t.Fatal(err)
	}
	r, err := handover.NewReader(&stream)
	if err != nil {
		t.Fatal(err)
	}
	came := map[string][]byte{}
	for {
		item, err := r.Next()
		if errors.Is(err, io.EOF) {
			return r.Manifest(), came
		}
		if err != nil {
			t.Fatal(err)
		}
		part := &r.Manifest().Chats[item.Chat].Parts[item.Part]
		name := part.Name
		if item.File >= 0 {
			name = part.Files[item.File].Name
		}
		key := strings.TrimSuffix(part.Name, ".txt") + "/" + name
		if came[key] != nil {
			key += "'"
		}
		if came[key], err = io.ReadAll(item); err != nil {
			t.Fatal(err)
		}
	}
}

// What is handed over is what the Android bundle of the same chat holds, file for
// file and byte for byte.
func TestABundleIsHandedOverAsItIsWritten(t *testing.T) {
	for name, values := range map[string]map[string]string{
		"whole": nil, "in parts": {"part": "7"}, "as groups": {"as-group": "true"},
	} {
		t.Run(name, func(t *testing.T) {
			opt := bundleOptions(values)
			m, came := handedOver(t, formattest.Everything(), handover.Files, opt)
			written := bundleOptions(map[string]string{"for": "android"})
			maps.Copy(written.Write.Values, values)
			out := filepath.Join(t.TempDir(), "out")
			if _, err := (&convert.Engine{}).Write(t.Context(), formattest.Everything(), telegram.Format(), out, written); err != nil {
				t.Fatal(err)
			}
			want := map[string][]byte{}
			err := filepath.WalkDir(out, func(p string, d os.DirEntry, err error) error {
				folder := filepath.Base(filepath.Dir(p))
				if err != nil || d.IsDir() || !strings.HasPrefix(folder, "WhatsApp Chat with ") {
					return err
				}
				key := folder + "/" + filepath.Base(p)
				if want[key] != nil {
					key += "'"
				}
				want[key], err = os.ReadFile(p)
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(slices.Sorted(maps.Keys(want)), slices.Sorted(maps.Keys(came))); diff != "" {
				t.Error(diff)
			}
			for key := range want {
				if !bytes.Equal(want[key], came[key]) && !bytes.Equal(want[key], came[strings.TrimSuffix(key, "'")]) {
					t.Errorf("%s differs", key)
				}
			}
			mustDescribe(t, m, came)
		})
	}
}

// mustDescribe checks a manifest against what came.
func mustDescribe(t *testing.T, m *handover.Manifest, came map[string][]byte) {
	t.Helper()
	if len(m.Chats) == 0 {
		t.Fatal("no chat")
	}
	for i := range m.Chats {
		c := &m.Chats[i]
		var authored, people int64
		for j := range c.Parts {
			p := &c.Parts[j]
			authored += p.Messages
			text := string(came[strings.TrimSuffix(p.Name, ".txt")+"/"+p.Name])
			lines := strings.SplitAfter(text, "\n")
			if head := strings.Join(lines[:min(len(lines), 100)], ""); len(c.Parts) == 1 && c.Title != "" && p.Head != head && int64(len(text)) == p.Size {
				t.Errorf("%s: the head is %d bytes, want %d", c.Title, len(p.Head), len(head))
			}
			if c.Group != strings.Contains(p.Head, `exile created group "`) {
				t.Errorf("%s: group: %t, and the head says otherwise", c.Title, c.Group)
			}
			if p.First.After(p.Last) {
				t.Errorf("%s: from %s to %s", c.Title, p.First, p.Last)
			}
			if first := p.First.Format("[02/01/2006, 15:04:05] "); !strings.HasPrefix(p.Head, first) {
				t.Errorf("%s: begins at %s, and the text with %q", c.Title, first, p.Head[:24])
			}
		}
		for _, p := range c.People {
			people += p.Messages
		}
		if authored != people {
			t.Errorf("%s: %d messages, and by person %d", c.Title, authored, people)
		}
	}
}

func TestAManifestTellsPeopleAsTheyAreWritten(t *testing.T) {
	h := formattest.NewHistory([]export.Event{
		&export.Chat{Ref: 4, App: "kakaotalk", Kind: export.ChatGroup, Title: "등산 모임", Members: []export.PersonRef{1, 2, 3, 4, 5}},
		&export.Person{Ref: 1, Names: []string{"서연"}, Self: true}, &export.Person{Ref: 2, Names: []string{"민준 : 총무"}},
		&export.Person{Ref: 3, Names: []string{"(알 수 없음)"}}, &export.Person{Ref: 4, Names: []string{"(알 수 없음)"}, SourceKey: "2"},
		&export.Person{Ref: 5, Names: []string{"지호"}},
		wrote(1, 1, "가자"), wrote(2, 2, "응"), wrote(3, 3, "나도"), wrote(4, 4, "나도"), wrote(5, 1, "좋아"), wrote(6, 5, strings.Repeat("😀", 2049)),
		&export.Message{Chat: 4, Seq: 7, Time: minute(7), Content: export.Notice{Plain: "지호님이 나갔습니다."}},
	}, nil)
	opt := bundleOptions(nil)
	opt.Write.Self, opt.Write.Names = "Seoyeon Kim", map[string]string{"서연": "Seoyeon Kim", "지호": "지호 (형)"}
	m, _ := handedOver(t, h, handover.Manifests, opt)
	c := m.Chats[0]
	want := []handover.Person{
		{Name: "Seoyeon Kim", Self: true, Messages: 2},
		{Name: "민준 :총무", Messages: 1},
		{Name: "(알 수 없음)", Nameless: true, Messages: 1},
		{Name: "(알 수 없음) (2)", Nameless: true, Messages: 1},
		{Name: "지호 (형)", Messages: 1},
	}
	if diff := cmp.Diff(want, c.People); diff != "" {
		t.Error(diff)
	}
	p := c.Parts[0]
	if c.ID != (handover.ChatID{Number: 4, Title: "등산 모임"}) || !c.Group || p.Messages != 6 || p.Notices != 2 || p.Long != 1 || p.DayShown {
		t.Errorf("%+v, %+v", c.ID, p)
	}
	if !p.First.Equal(minute(1).T) || !p.Last.Equal(minute(7).T) {
		t.Errorf("from %s to %s", p.First, p.Last)
	}
}

func minute(n int) export.Time {
	return export.Time{T: time.Date(2024, 3, 4, 10, n, 0, 0, time.FixedZone("", 9*3600)), Precision: time.Second}
}

func wrote(n int64, by export.PersonRef, body string) *export.Message {
	return &export.Message{Chat: 4, Seq: n, Sender: by, Time: minute(int(n)), Content: export.Text{Body: body}}
}

// Losses are told of the chat that has them, and what the courier judges itself is not.
func TestLossesAreToldByChat(t *testing.T) {
	reply := wrote(1, 1, "응")
	reply.ReplyTo, reply.Reactions = &export.Reply{}, []export.Reaction{{Sign: "👍", Count: 3}}
	png := &export.Message{Chat: 5, Seq: 2, Sender: 1, Time: minute(2), Content: export.Media{Files: []export.File{
		{Kind: export.FilePhoto, Name: "a.png", Path: "a.png", State: export.FilePresent},
	}}}
	h := formattest.NewHistory([]export.Event{
		&export.Chat{Ref: 4, Kind: export.ChatGroup, Title: "하나"}, &export.Chat{Ref: 5, Kind: export.ChatGroup, Title: "둘"},
		&export.Person{Ref: 1, Names: []string{"서연"}, Self: true}, reply, png,
	}, map[string][]byte{"a.png": []byte("png")})
	m, _ := handedOver(t, h, handover.Files, bundleOptions(nil))
	want := [][]export.Code{{export.LossyReply, export.LossyReaction}, nil}
	for i, c := range m.Chats {
		var got []export.Code
		for _, p := range c.Problems {
			got = append(got, p.Code)
		}
		if !slices.Equal(got, want[i]) {
			t.Errorf("%s: %v, want %v", c.Title, c.Problems, want[i])
		}
	}
	f := m.Chats[1].Parts[0].Files[0]
	if s := sha256.Sum256([]byte("png")); f.Size != 3 || f.SHA256 != hex.EncodeToString(s[:]) || path.Ext(f.Name) != ".png" {
		t.Errorf("a file whose size was not known: %+v", f)
	}
}

// A history that changes between the two looks is no bundle.
func TestAChangedHistoryIsNotHandedOver(t *testing.T) {
	events := []export.Event{&export.Chat{Ref: 4, Title: "하나"}, &export.Person{Ref: 1, Names: []string{"서연"}}, wrote(1, 1, "하나")}
	e, opt := &convert.Engine{}, bundleOptions(nil)
	m, _, err := e.Manifest(t.Context(), formattest.NewHistory(events, nil), telegram.Format(), opt)
	if err != nil {
		t.Fatal(err)
	}
	m.Depth, m.Request.Lang = handover.Texts, "ko"
	for name, body := range map[string]string{"another word": "둘둘", "longer": "하나 둘", "shorter": "하"} {
		events[2] = wrote(1, 1, body)
		err := e.HandOver(t.Context(), formattest.NewHistory(events, nil), telegram.Format(), m, io.Discard, opt)
		if !errors.Is(err, handover.ErrChanged) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestOnly(t *testing.T) {
	photo := export.File{Kind: export.FilePhoto, Name: "a.jpg", State: export.FilePresent}
	video := export.File{Kind: export.FileVideo, Name: "a.mp4", State: export.FileMissing}
	events := []export.Event{
		&export.Chat{Ref: 4, Title: "하나"}, &export.Person{Ref: 1, Names: []string{"서연"}}, &export.Person{Ref: 2, Names: []string{"민준"}},
		wrote(1, 1, "글"), wrote(2, 2, "글"),
		&export.Message{Chat: 4, Seq: 3, Sender: 1, Time: minute(3), Content: export.Media{Files: []export.File{photo, video}, Caption: "둘"}},
		&export.Message{Chat: 4, Seq: 4, Sender: 2, Time: minute(4), Content: export.Media{Files: []export.File{video}}},
		&export.Message{Chat: 4, Seq: 5, Time: minute(5), Content: export.Notice{Plain: "나갔습니다"}},
		&export.Message{Chat: 4, Seq: 6, Sender: 1, Time: minute(6), Content: export.Deleted{}},
	}
	for name, c := range map[string]struct {
		only convert.Only
		r    export.Range
		want []int64
	}{
		"everything":        {want: []int64{1, 2, 3, 4, 5, 6}},
		"one person":        {only: convert.Only{People: []export.PersonRef{1}}, want: []int64{1, 3, 6}},
		"texts":             {only: convert.Only{Kinds: []convert.Kind{convert.KindText}}, want: []int64{1, 2}},
		"photos":            {only: convert.Only{Kinds: []convert.Kind{convert.KindPhoto}}, want: []int64{3}},
		"videos of one":     {only: convert.Only{People: []export.PersonRef{2}, Kinds: []convert.Kind{convert.KindVideo}}, want: []int64{4}},
		"notices":           {only: convert.Only{Kinds: []convert.Kind{convert.KindNotice}}, want: []int64{5}},
		"the last two left": {only: convert.Only{People: []export.PersonRef{1}}, r: export.Range{Limit: 2, Last: true}, want: []int64{3, 6}},
	} {
		var got []int64
		for m, err := range c.only.Of(formattest.NewHistory(events, nil)).Messages(t.Context(), 4, c.r) {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, m.Seq)
			if media, ok := m.Content.(export.Media); ok && name == "photos" && (len(media.Files) != 1 || media.Caption != "둘") {
				t.Errorf("%s: %+v", name, media)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

// A long chat with large media passes through: what is kept is the manifest.
func TestHandingOverTakesLittleMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("a bundle of 250 MB")
	}
	chat := formattest.Generate(formattest.Plan{Messages: 10_000, People: 12, Media: true})
	h := &large{History: chat.History(), size: 200 << 20}
	e, opt := &convert.Engine{}, bundleOptions(nil)
	peak := heapPeak(t, func() {
		m, _, err := e.Manifest(t.Context(), h, telegram.Format(), opt)
		if err != nil {
			t.Fatal(err)
		}
		m.Depth, m.Request.Lang = handover.Files, "ko"
		r, w := io.Pipe()
		go func() { w.CloseWithError(e.HandOver(t.Context(), h, telegram.Format(), m, w, opt)) }()
		s, err := handover.NewReader(r)
		items := 0
		for ; err == nil; items++ {
			_, err = s.Next()
		}
		if !errors.Is(err, io.EOF) || items < 500 {
			t.Fatalf("%d items, %v", items, err)
		}
	})
	if peak > 40<<20 {
		t.Errorf("the heap grew to %d MiB", peak>>20)
	}
}

// large is a history with one video of that size, about which it knows nothing.
type large struct {
	formats.History
	size int64
}

func (l *large) Messages(ctx context.Context, chat export.ChatRef, r export.Range) iter.Seq2[*export.Message, error] {
	return func(yield func(*export.Message, error) bool) {
		done := false
		for m, err := range l.History.Messages(ctx, chat, r) {
			if media, ok := m.Content.(export.Media); ok && !done && media.Files[0].State == export.FilePresent {
				media.Files[0] = export.File{Kind: export.FileVideo, Name: "large.mp4", Path: "large.mp4", State: export.FilePresent}
				m.Content, done = media, true
			}
			if !yield(m, err) {
				return
			}
		}
	}
}

func (l *large) OpenFile(ctx context.Context, f *export.File) (io.ReadSeekCloser, error) {
	if f.Name != "large.mp4" {
		return l.History.OpenFile(ctx, f)
	}
	return nopCloser{io.NewSectionReader(zeros{}, 0, l.size)}, nil
}

type zeros struct{}

func (zeros) ReadAt(p []byte, _ int64) (int, error) { clear(p); return len(p), nil }

type nopCloser struct{ io.ReadSeeker }

func (nopCloser) Close() error { return nil }

// heapPeak returns how much the heap held at most while do ran.
func heapPeak(t *testing.T, do func()) uint64 {
	t.Helper()
	runtime.GC()
	stop, peak := make(chan struct{}), make(chan uint64)
	go func() {
		var most uint64
		for tick := time.NewTicker(5 * time.Millisecond); ; {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			most = max(most, m.HeapAlloc)
			select {
			case <-stop:
				tick.Stop()
				peak <- most
				return
			case <-tick.C:
			}
		}
	}()
	do()
	close(stop)
	return <-peak
}

func BenchmarkHandOver(b *testing.B) {
	chat := formattest.Generate(formattest.Plan{Messages: 10_000, People: 12, Media: true})
	e, opt := &convert.Engine{}, bundleOptions(nil)
	for b.Loop() {
		m, _, err := e.Manifest(b.Context(), chat.History(), telegram.Format(), opt)
		if err != nil {
			b.Fatal(err)
		}
		m.Depth, m.Request.Lang = handover.Files, "ko"
		if err := e.HandOver(b.Context(), chat.History(), telegram.Format(), m, io.Discard, opt); err != nil {
			b.Fatal(err)
		}
	}
}
