//go:build cgo

package store

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/klauspost/compress/zstd"

	"exile/export"
)

// rich fills a store with messages, notices, a photo and an original, and returns
// the places of these two.
func rich(t *testing.T, s *Store) (photo, original string) {
	t.Helper()
	b := begin(t, s)
	sum, _, err := b.AddMedia(reader("photo"))
	if err != nil {
		t.Fatal(err)
	}
	o, err := b.AddOriginal(Original{Root: "a.zip", Path: "chat.txt"}, reader(strings.Repeat("words\n", 50_000)))
	if err != nil {
		t.Fatal(err)
	}
	files := []export.File{
		{Kind: export.FilePhoto, State: export.FilePresent, SHA256: sum},
		{Kind: export.FilePhoto, State: export.FileMissing, SHA256: strings.Repeat("ab", 32)}, // the source had it no more
	}
	events := append(cast8(),
		&export.Message{Chat: 1, Sender: 1, Seq: 1, Content: export.Media{Files: files}, From: from},
		&export.Message{Chat: 1, Sender: 1, Seq: 2, Content: export.Notice{Kind: export.NoticeJoin, Actor: 1}, From: from},
		&export.Message{Chat: 1, Sender: 1, Seq: 3, Content: export.Text{Body: "from nowhere"}},
		&export.Message{Chat: 1, Seq: 4, Content: export.Notice{Kind: export.NoticeOther}},
	)
	if err := b.Add(events); err != nil {
		t.Fatal(err)
	}
	if err := batches(1000, b.Add); err != nil {
		t.Fatal(err)
	}
	commit(t, b, Source{Input: "a.zip", Ledger: export.Ledger{Messages: 1002, Notices: 2}})
	return mediaPlace(sum), originalPlace(o.SHA256)
}

func verify(t *testing.T, s *Store) *Check {
	t.Helper()
	last, end := int64(-1), int64(0)
	check, err := s.Verify(t.Context(), func(done, total int64) {
		if done < last || done > total {
			t.Errorf("%d of %d bytes after %d", done, total, last)
		}
		last, end = done, total
	})
	if err != nil {
		t.Fatal(err)
	}
	if last != end && len(check.Changed) == 0 {
		t.Errorf("it ended with %d of %d bytes", last, end)
	}
	return check
}

func TestVerifyGood(t *testing.T) {
	s := newStore(t)
	rich(t, s)
	put(t, s, Source{Ledger: export.Ledger{Messages: 1}}, append(people1(), say(1, 1, "more"))...)
	w := openFake(t, sealed(t, s), ReadOnly)
	for _, s := range []*Store{s, w} {
		c := verify(t, s)
		if !c.OK() || c.Messages != 1003 || c.Notices != 2 || c.Media != 1 || c.Originals != 1 || c.Bytes < 10 || len(c.Stray) > 0 {
			t.Errorf("%+v", c)
		}
	}
}

// TestVerifyFiles damages the files of a folder and of a vault in the same ways.
func TestVerifyFiles(t *testing.T) {
	pack := func(text string) []byte {
		var b bytes.Buffer
		if _, err := compress(&b, strings.NewReader(text)); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	words := strings.Repeat("words\n", 50_000)
	for _, test := range []struct {
		name             string
		photo            []byte // nil: removed
		original         []byte
		missing, changed int
	}{
		{"both gone", nil, nil, 2, 0},
		{"another photo", []byte("photO"), pack(words), 0, 1},
		{"a cut photo", []byte("phot"), pack(words), 0, 1},
		{"a longer photo", []byte("photo "), pack(words), 0, 1},
		{"an empty photo", []byte{}, pack(words), 0, 1},
		{"another original", []byte("photo"), pack("Words\n" + words[6:]), 0, 1},
		{"a longer original", []byte("photo"), pack(words + "x"), 0, 1},
		{"a bomb", []byte("photo"), pack(words + strings.Repeat("\x00", 100<<20)), 0, 1},
		{"a shorter original", []byte("photo"), pack(words[1:]), 0, 1},
		{"a cut original", []byte("photo"), pack(words)[:20], 0, 1},
		{"no zstd", []byte("photo"), []byte("words"), 0, 1},
		{"something behind it", []byte("photo"), append(pack(words), "more"...), 0, 1},
		{"packed otherwise", []byte("photo"), repack(t, words), 0, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := newStore(t)
			photo, original := rich(t, s)
			v := sealed(t, s)
			for name, data := range map[string][]byte{photo: test.photo, original: test.original} {
				path := filepath.Join(s.Dir(), filepath.FromSlash(name))
				if data == nil {
					delete(v.files, name)
					if err := os.Remove(path); err != nil {
						t.Fatal(err)
					}
					continue
				}
				v.files[name] = data
				write(t, path, string(data))
			}
			for _, s := range []*Store{s, openFake(t, v, ReadOnly)} {
				c := verify(t, s)
				if len(c.Missing) != test.missing || len(c.Changed) != test.changed || len(c.Faults) > 0 || c.OK() != (test.missing+test.changed == 0) {
					t.Errorf("%+v", c)
				}
			}
		})
	}
}

// repack packs an original in another way: that is no fault.
func repack(t *testing.T, text string) []byte {
	t.Helper()
	z, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression))
	if err != nil {
		t.Fatal(err)
	}
	return z.EncodeAll([]byte(text), nil)
}

func TestVerifyStray(t *testing.T) {
	s := newStore(t)
	photo, _ := rich(t, s)
	names := []string{"media/zz/thing", "note.txt", photo + ".old"}
	for _, name := range names {
		write(t, filepath.Join(s.Dir(), filepath.FromSlash(name)), "x")
	}
	write(t, filepath.Join(s.Dir(), incomingName, "batch", "1"), "x")
	c := verify(t, s)
	slices.Sort(names)
	if !c.OK() || !slices.Equal(c.Stray, names) {
		t.Errorf("%+v", c)
	}
}

// TestVerifyRows changes rows behind the store's back.
func TestVerifyRows(t *testing.T) {
	for _, test := range []struct{ name, statement, want string }{
		{"nothing", "SELECT 1", ""},
		{"a message less", "DELETE FROM messages WHERE id = 500", "witnesses"},
		{"the last message less", "DELETE FROM messages WHERE id = 1004", "witnesses"},
		{"a message without a document less", "DELETE FROM messages WHERE document IS NULL AND kind = 1", "witnesses"},
		{"a message that nobody saw", "INSERT INTO messages SELECT 5000, chat, sender, time, clock, seq, kind, text, document, place FROM messages WHERE id = 500", "witnesses"},
		{"a message more", "INSERT INTO messages SELECT 5000, chat, sender, time, clock, seq, kind, text, NULL, place FROM messages WHERE id = 500", "seen in no export"},
		{"runs over each other", "INSERT INTO witnesses SELECT export, max(first_record) + 1, 1, count, document, place, clock, 0 FROM witnesses GROUP BY export", "or has it twice"},
		{"a run of nothing", "UPDATE witnesses SET count = -1000000", "ledger of source 1"},
		{"a run of another chat", "UPDATE messages SET chat = 2 WHERE id = 500", "exports of another chat"},
		{"another ledger", `UPDATE sources SET ledger = json_set(ledger, '$.messages', 900)`, "ledger of source 1"},
		{"no ledger", `UPDATE sources SET ledger = '{'`, "ledgers: the store is damaged: source 1"},
		{"nobody", "UPDATE messages SET sender = 99 WHERE id = 7", "references: row 7 of messages refers to nothing in people"},
		{"a notice turned text", "UPDATE messages SET kind = 1 WHERE id = 2", "are notices"},
		{"another index", "DROP INDEX keys_by_key; CREATE INDEX keys_by_key ON keys (message)", `schema: the store is damaged: index "keys_by_key"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := newStore(t)
			rich(t, s)
			c, err := dial(filepath.Join(s.Dir(), dbName), dialOptions{mode: "rw"})
			if err != nil {
				t.Fatal(err)
			}
			if err := errors.Join(c.exec(t.Context(), test.statement), c.close()); err != nil {
				t.Fatal(err)
			}
			check := verify(t, s)
			if test.want == "" && len(check.Faults) > 0 || test.want != "" && !strings.Contains(strings.Join(check.Faults, "\n"), test.want) {
				t.Errorf("%+v", check)
			}
		})
	}
}

// TestVerifyDamage flips a bit in one page after the other: none is overlooked
// but where it changes nothing that SQLite knows to be wrong.
func TestVerifyDamage(t *testing.T) {
	s := newStore(t)
	rich(t, s)
	v := sealed(t, s)
	// A vault notices by itself, and its pages come as errors.
	for page := range int64(len(v.db.data) / pageSize) {
		w, err := OpenVault(&damaged{Vault: v, page: page}, ReadOnly)
		if err != nil {
			if !errors.Is(err, ErrDamaged) {
				t.Errorf("page %d: open: %v", page, err)
			}
			continue
		}
		c := verify(t, w)
		if c.OK() || !strings.Contains(strings.Join(c.Faults, "\n"), fmt.Sprint("chunk ", page)) {
			t.Errorf("page %d: %+v", page, c)
		}
		closeQuietly(t, w)
	}
}

// TestVerifyBrokenDisk has each read of Verify fail in turn. That is no fault of
// the store, and not to be taken for one; damage is.
func TestVerifyBrokenDisk(t *testing.T) {
	s := newStore(t)
	rich(t, s)
	v := sealed(t, s)
	try := func(n int, cause error) (c *Check, failed bool, err error) {
		w, err := OpenVault(v, ReadOnly)
		if err != nil {
			t.Fatal(err)
		}
		defer closeStore(t, w)
		v.failRead, v.readError = v.reads+n, cause
		c, err = w.Verify(t.Context(), nil)
		failed = v.reads >= v.failRead
		v.failRead = 0
		return c, failed, err
	}
	for n := 1; ; n++ {
		_, failed, err := try(n, syscall.EIO)
		if !failed {
			if err != nil || n < 20 {
				t.Errorf("after %d reads: %v", n, err)
			}
			break
		}
		if !errors.Is(err, syscall.EIO) {
			t.Errorf("read %d: %v", n, err)
		}
		if c, _, err := try(n, fmt.Errorf("%w: chunk 3", ErrDamaged)); err != nil || c.OK() {
			t.Errorf("read %d: %+v, %v", n, c, err)
		}
	}
}

// damaged is a vault with a page that cannot be read.
type damaged struct {
	Vault
	page int64
}

func (d *damaged) Database() PageFile { return damagedFile{d.Vault.Database(), d.page} }

type damagedFile struct {
	PageFile
	page int64
}

func (d damagedFile) ReadAt(p []byte, off int64) (int, error) {
	if off <= d.page*pageSize && d.page*pageSize < off+int64(len(p)) || off/pageSize == d.page {
		return 0, fmt.Errorf("%w: chunk %d", ErrDamaged, d.page)
	}
	return d.PageFile.ReadAt(p, off)
}
