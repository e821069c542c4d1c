package handover_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"exile/convert/handover"
	"exile/export"
)

// bundle is a manifest with its texts and files, in order.
type bundle struct {
	m     handover.Manifest
	bytes [][]byte
	at    []handover.Place
}

func newBundle(depth handover.Depth, sizes ...[]int) *bundle {
	b := &bundle{m: handover.Manifest{
		Version: handover.Version, Depth: depth,
		Request: handover.Request{
			Chats: []handover.ChatID{{Number: 4, Title: "등산 모임"}}, Lang: "ko", Offset: 9 * 3600,
			Names: map[string]string{"서연": "Seoyeon Kim"}, After: time.Date(2024, 3, 1, 0, 0, 0, 0, time.UTC),
		},
	}}
	random := rand.New(rand.NewPCG(7, 7))
	for i, chat := range sizes {
		c := handover.Chat{
			ID: handover.ChatID{Number: int64(i + 1), Title: "등산 모임"}, Title: "등산 모임", App: "kakaotalk", Kind: export.ChatGroup,
			Group: true, People: []handover.Person{{Name: "Seoyeon Kim", Messages: 3}},
		}
		for j, n := range chat {
			text := b.add(random, 100*(j+1), handover.Place{Chat: i, Part: j, File: handover.TextOf})
			p := handover.Part{Name: "WhatsApp Chat.txt", Size: int64(len(text)), SHA256: sum(text), Head: "[13/03/2024, 10:00:00] a: b\n", Messages: 3}
			for k := range n {
				data := b.add(random, 1000*k+1, handover.Place{Chat: i, Part: j, File: k})
				p.Files = append(p.Files, handover.File{
					Name: fmt.Sprintf("%08d-PHOTO.jpg", k), Kind: export.FilePhoto, Size: int64(len(data)), SHA256: sum(data),
				})
			}
			c.Parts = append(c.Parts, p)
		}
		b.m.Chats = append(b.m.Chats, c)
	}
	return b
}

func (b *bundle) add(random *rand.Rand, size int, at handover.Place) []byte {
	data := make([]byte, size)
	for i := range data {
		data[i] = "\r\n--a\x00:"[random.IntN(7)]
	}
	if b.m.Depth == handover.Files || b.m.Depth == handover.Texts && at.File == handover.TextOf {
		b.bytes, b.at = append(b.bytes, data), append(b.at, at)
	}
	return data
}

func sum(data []byte) string {
	s := sha256.Sum256(data)
	return hex.EncodeToString(s[:])
}

func (b *bundle) stream(tb testing.TB) []byte {
	tb.Helper()
	var out bytes.Buffer
	w, err := handover.NewWriter(&out, &b.m)
	if err != nil {
		tb.Fatal(err)
	}
	for _, data := range b.bytes {
		f, err := w.Create()
		if err == nil {
			_, err = f.Write(data)
		}
		if err == nil {
			err = f.Close()
		}
		if err != nil {
			tb.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		tb.Fatal(err)
	}
	return out.Bytes()
}

// readAll reads a stream to its end.
func readAll(r io.Reader) (m *handover.Manifest, at []handover.Place, all [][]byte, err error) {
	s, err := handover.NewReader(r)
	if err != nil {
		return nil, nil, nil, err
	}
	for {
		item, err := s.Next()
		if errors.Is(err, io.EOF) {
			return s.Manifest(), at, all, nil
		}
		if err != nil {
			return s.Manifest(), at, all, err
		}
		data, err := io.ReadAll(item)
		if err != nil {
			return s.Manifest(), at, all, err
		}
		at, all = append(at, item.Place), append(all, data)
	}
}

func TestRoundTrip(t *testing.T) {
	for _, depth := range []handover.Depth{handover.Manifests, handover.Texts, handover.Files} {
		for _, sizes := range [][][]int{nil, {{}}, {{0}}, {{3}}, {{2, 0, 4}, {}, {1}}} {
			b := newBundle(depth, sizes...)
			stream := b.stream(t)
			for name, r := range map[string]io.Reader{
				"at once": bytes.NewReader(stream), "byte by byte": iotest.OneByteReader(bytes.NewReader(stream)),
				"data with EOF": iotest.DataErrReader(bytes.NewReader(stream)),
			} {
				m, at, all, err := readAll(r)
				if err != nil {
					t.Fatalf("depth %d, %v, %s: %v", depth, sizes, name, err)
				}
				want, _ := json.Marshal(&b.m)
				if got, _ := json.Marshal(m); !bytes.Equal(got, want) {
					t.Errorf("depth %d, %v: the manifest came as\n%s\nand was\n%s", depth, sizes, got, want)
				}
				if !reflect.DeepEqual(at, b.at) || len(all) != len(b.bytes) {
					t.Fatalf("depth %d, %v, %s: places %v, want %v", depth, sizes, name, at, b.at)
				}
				for i := range all {
					if !bytes.Equal(all[i], b.bytes[i]) {
						t.Errorf("depth %d, %v, %s: %v came differently", depth, sizes, name, at[i])
					}
				}
			}
		}
	}
}

// Whoever goes on from a part that is done reads nothing of what stands before it.
func TestItemsMayBeLeftUnread(t *testing.T) {
	b := newBundle(handover.Files, []int{3, 2})
	s, err := handover.NewReader(bytes.NewReader(b.stream(t)))
	if err != nil {
		t.Fatal(err)
	}
	for n := 0; ; n++ {
		item, err := s.Next()
		if errors.Is(err, io.EOF) && n == len(b.at) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if n%2 == 0 {
			if _, err := io.CopyN(io.Discard, item, 1); err != nil && !errors.Is(err, io.EOF) {
				t.Fatal(err)
			}
		}
	}
	if _, err := s.Next(); !errors.Is(err, io.EOF) {
		t.Errorf("after the end: %v", err)
	}
}

// A stream that is cut anywhere is told as one, and never taken for a whole.
func TestCutAtEveryPlace(t *testing.T) {
	stream := newBundle(handover.Files, []int{2, 0}, []int{1}).stream(t)
	for n := range len(stream) - len("\r\n") { // the last line needs no ending
		_, _, _, err := readAll(bytes.NewReader(stream[:n]))
		if !errors.Is(err, handover.ErrCut) {
			t.Fatalf("cut after %d bytes of %d: %v", n, len(stream), err)
		}
	}
}

// An error of reading is told as itself.
func TestAFailureOfThePipeIsNoCut(t *testing.T) {
	stream, bad := newBundle(handover.Files, []int{2}).stream(t), errors.New("the pipe burst")
	for n := 0; n < len(stream)-4; n += 7 {
		_, _, _, err := readAll(io.MultiReader(bytes.NewReader(stream[:n]), iotest.ErrReader(bad)))
		if !errors.Is(err, bad) {
			t.Fatalf("after %d bytes: %v", n, err)
		}
	}
}

func TestChangedBytesAreSeen(t *testing.T) {
	b := newBundle(handover.Files, []int{1, 1})
	b.m.Chats[0].Parts[0].Files[0].Size, b.bytes[1] = 12, []byte("twelve bytes")
	b.m.Chats[0].Parts[0].Files[0].SHA256 = sum(b.bytes[1])
	whole := b.stream(t)
	for name, with := range map[string]string{"another byte": "Twelve bytes", "larger": "twelve bytes!", "smaller": "twelve byte", "empty": ""} {
		changed := bytes.Replace(whole, []byte("twelve bytes"), []byte(with), 1)
		if _, _, _, err := readAll(bytes.NewReader(changed)); !errors.Is(err, handover.ErrChanged) {
			t.Errorf("%s: %v", name, err)
		}
		s, err := handover.NewReader(bytes.NewReader(changed))
		for err == nil { // although nobody reads the items
			_, err = s.Next()
		}
		if !errors.Is(err, handover.ErrChanged) {
			t.Errorf("%s, unread: %v", name, err)
		}
	}
}

func TestWhatIsNoStream(t *testing.T) {
	whole := string(newBundle(handover.Files, []int{1}).stream(t))
	file := "Content-Disposition: " + `inline; name="file"`
	for name, c := range map[string]struct {
		stream string
		want   error
	}{
		"nothing":                {"", handover.ErrCut},
		"a zip":                  {"PK\x03\x04" + strings.Repeat("\n", 9), handover.ErrForm},
		"an endless line":        {strings.Repeat("a", 1<<20), handover.ErrForm},
		"no boundary":            {"MIME-Version: 1.0\r\nContent-Type: multipart/mixed\r\n\r\n", handover.ErrForm},
		"another type":           {strings.Replace(whole, "multipart/mixed", "multipart/form-data", 1), handover.ErrForm},
		"another version":        {strings.Replace(whole, `{"version":1,`, `{"version":2,`, 1), handover.ErrVersion},
		"an unknown field":       {strings.Replace(whole, `{"version":1,`, `{"version":1,"store":"/home/a",`, 1), handover.ErrForm},
		"a path for a name":      {strings.Replace(whole, `"name":"00000000-`, `"name":"../00000000-`, 1), handover.ErrForm},
		"a size below zero":      {strings.Replace(whole, `"size":1,`, `"size":-1,`, 1), handover.ErrForm},
		"an empty file":          {strings.Replace(whole, `"size":1,`, `"size":0,`, 1), handover.ErrForm},
		"a sound of years":       {strings.Replace(whole, `"size":1,`, `"size":1,"duration":3600000000000001,`, 1), handover.ErrForm},
		"a file in place of":     {strings.Replace(whole, `inline; name="text"`, `inline; name="file"`, 1), handover.ErrForm},
		"one file too many":      {strings.Replace(whole, `name="end"`, `name="file"`, 1), handover.ErrForm},
		"a further header":       {strings.Replace(whole, file, file+"\r\nX-Note: a", 1), handover.ErrForm},
		"something in the end":   {strings.Replace(whole, "name=\"end\"\r\n\r\n", "name=\"end\"\r\n\r\na", 1), handover.ErrForm},
		"a manifest of nothings": {strings.Replace(whole, `"chats":[{`, `"chats":[`+strings.Repeat("{},", 5000)+"{", 1), handover.ErrForm},
	} {
		if c.stream == whole {
			t.Fatalf("%s: nothing was changed", name)
		}
		if _, _, _, err := readAll(strings.NewReader(c.stream)); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

func TestAWriterKeepsToItsManifest(t *testing.T) {
	b := newBundle(handover.Files, []int{1})
	b.m.Chats[0].Parts[0].Files[0].Size = 3
	b.m.Chats[0].Parts[0].Files[0].SHA256 = ""
	for name, files := range map[string][]string{
		"fewer": {}, "another text": {strings.Repeat("a", 100)}, "a short file": {string(b.bytes[0]), "ab"},
		"a long file": {string(b.bytes[0]), "abcd"}, "one more": {string(b.bytes[0]), "abc", ""},
	} {
		var out bytes.Buffer
		w, err := handover.NewWriter(&out, &b.m)
		if err != nil {
			t.Fatal(err)
		}
		for _, data := range files {
			var f io.WriteCloser
			if f, err = w.Create(); err != nil {
				break
			}
			if _, err = io.WriteString(f, data); err != nil {
				break
			}
			if err = f.Close(); err != nil {
				break
			}
		}
		if name == "fewer" {
			err = w.Close()
		}
		if !errors.Is(err, handover.ErrChanged) {
			t.Errorf("%s: %v", name, err)
		}
		if _, _, _, err := readAll(&out); err == nil {
			t.Errorf("%s: and the stream reads as a whole one", name)
		}
	}
}

// A file of 200 MB passes through without being held.
func TestMemoryIsFlat(t *testing.T) {
	const size = 200 << 20
	b := newBundle(handover.Files, []int{1})
	b.m.Chats[0].Parts[0].Files[0].Size = size
	b.m.Chats[0].Parts[0].Files[0].SHA256 = ""
	r, pipe := io.Pipe()
	go func() {
		w, err := handover.NewWriter(pipe, &b.m)
		var f io.WriteCloser
		block := make([]byte, 1<<20)
		if err == nil {
			f, err = w.Create()
		}
		if err == nil {
			_, err = f.Write(b.bytes[0])
		}
		if err == nil {
			err = f.Close()
		}
		if err == nil {
			f, err = w.Create()
		}
		for n := 0; n < size && err == nil; n += len(block) {
			_, err = f.Write(block)
		}
		if err == nil {
			err = errors.Join(f.Close(), w.Close())
		}
		pipe.CloseWithError(err)
	}()
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	s, err := handover.NewReader(r)
	for err == nil {
		var item *handover.Item
		if item, err = s.Next(); err == nil {
			_, err = io.Copy(io.Discard, item)
		}
	}
	if !errors.Is(err, io.EOF) {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	if got := after.TotalAlloc - before.TotalAlloc; got > 16<<20 {
		t.Errorf("%d MiB were taken for a file of %d MiB", got>>20, size>>20)
	}
}

func FuzzReader(f *testing.F) {
	for _, b := range []*bundle{
		newBundle(handover.Manifests, []int{1}), newBundle(handover.Texts, []int{2, 1}), newBundle(handover.Files, []int{2}, []int{1}),
	} {
		stream := b.stream(f)
		f.Add(stream)
		f.Add(stream[:len(stream)/2])
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		m, at, all, err := readAll(bytes.NewReader(data))
		if err != nil {
			return
		}
		again := bundle{m: *m, bytes: all, at: at}
		_, at2, all2, err := readAll(bytes.NewReader(again.stream(t)))
		if err != nil || !reflect.DeepEqual(at, at2) || !reflect.DeepEqual(all, all2) {
			t.Errorf("what was read writes differently: %v", err)
		}
	})
}

func BenchmarkStream(b *testing.B) {
	const size = 64 << 20
	data := make([]byte, size)
	for i := range data {
		data[i] = byte(i * i >> 8)
	}
	m := newBundle(handover.Files, []int{1})
	m.m.Chats[0].Parts[0].Files[0].Size, m.m.Chats[0].Parts[0].Files[0].SHA256 = size, sum(data)
	m.bytes[1] = data
	stream := m.stream(b)
	b.SetBytes(int64(len(stream)))
	for b.Loop() {
		s, err := handover.NewReader(bytes.NewReader(stream))
		for err == nil {
			_, err = s.Next()
		}
		if !errors.Is(err, io.EOF) {
			b.Fatal(err)
		}
	}
}
