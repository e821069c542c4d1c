//go:build cgo

package store

import (
	"cmp"
	"context"
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"exile/export"
)

// Source is an input that was added to a store, and what was found in it.
type Source struct {
	ID       int64
	Input    string // base name as the person gave it
	Format   string // the format's name
	Why      string // why it was taken for that format
	SHA256   string // of the input as a whole; empty: not taken
	Size     int64  // bytes of the files that were read
	Added    time.Time
	Zone     string // of the wall clock, e.g. "Asia/Seoul"
	Asked    Asked
	Ledger   export.Ledger
	Profiles []export.Profile
	Problems []export.Problem
}

// Asked is how a person asked for an input to be read, so that it can be read in
// the same way again.
type Asked struct {
	Zone   string            `json:"zone,omitempty"`   // --tz, e.g. "Asia/Seoul"
	Chat   string            `json:"chat,omitempty"`   // the title given
	Self   string            `json:"self,omitempty"`   // whose export it is
	From   string            `json:"from,omitempty"`   // the format named
	Values map[string]string `json:"values,omitempty"` // the format's options
}

// Original is a file of an input, kept as it was read.
type Original struct {
	Root   string // the name of the root that held it
	Path   string // within that root, slash-separated
	SHA256 string // of the bytes, in lower-case hex
	Size   int64  // in bytes, uncompressed
	Media  bool   // the bytes are among the media, never twice
}

// writeSource writes what Commit was told of the input.
func (b *Batch) writeSource(src Source) error {
	if src.SHA256 != "" && !b.fresh {
		n, err := b.c.number(b.ctx, "SELECT id FROM sources WHERE sha256 = ? AND sha256 <> ''", src.SHA256)
		if err != nil {
			return err
		}
		if n != 0 {
			return ErrKnown
		}
	}
	ledger, err := json.Marshal(src.Ledger)
	if err != nil {
		return err
	}
	asked, err := json.Marshal(src.Asked)
	if err != nil {
		return err
	}
	err = b.c.exec(b.ctx, `INSERT INTO sources (id, input, format, why, sha256, size, added, zone, asked, ledger)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, b.source, src.Input, src.Format, src.Why, src.SHA256, src.Size,
		src.Added.Format(time.RFC3339Nano), src.Zone, string(asked), string(ledger))
	for i := 0; i < len(src.Profiles) && err == nil; i++ {
		err = b.writeProfile(int64(i), &src.Profiles[i])
	}
	for i := 0; i < len(src.Problems) && err == nil; i++ {
		p := &src.Problems[i]
		err = b.tables.problems.add(b.source, int64(i), string(p.Code), p.Name, int64(p.Count), p.Text,
			p.From.Input, p.From.File, p.From.Record, int64(p.From.Line), int64(p.From.Lines))
	}
	if err != nil {
		return err
	}
	return b.writeOriginals()
}

func (b *Batch) writeProfile(position int64, p *export.Profile) error {
	unknown, err := json.Marshal(p.Unknown)
	if err != nil {
		return err
	}
	return b.tables.profiles.add(b.source, position, p.Variant, p.Locale, p.Clock, p.Zone, p.Encoding,
		string(p.Newlines), p.Dates, string(unknown), p.From.Input, p.From.File)
}

func (b *Batch) writeOriginals() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	// They come from several goroutines: the same input gives the same order.
	slices.SortFunc(b.entries, func(x, y Original) int {
		return cmp.Or(cmp.Compare(x.Root, y.Root), cmp.Compare(x.Path, y.Path))
	})
	for _, o := range b.entries {
		if err := b.tables.originals.add(b.source, o.Root, o.Path, o.SHA256, o.Size, flag(o.Media)); err != nil {
			return err
		}
	}
	return nil
}

const sourceColumns = `SELECT id, input, format, why, sha256, size, added, zone, asked, ledger FROM sources `

func scanSource(row []driver.Value) (Source, error) {
	s := Source{
		ID: integer(row[0]), Input: text(row[1]), Format: text(row[2]), Why: text(row[3]),
		SHA256: text(row[4]), Size: integer(row[5]), Zone: text(row[7]),
	}
	var err error
	if s.Added, err = time.Parse(time.RFC3339Nano, text(row[6])); err != nil {
		return s, fmt.Errorf("%w: source %d: %w", ErrDamaged, s.ID, err)
	}
	if err := json.Unmarshal([]byte(text(row[8])), &s.Asked); err != nil {
		return s, fmt.Errorf("%w: source %d: %w", ErrDamaged, s.ID, err)
	}
	if err := json.Unmarshal([]byte(text(row[9])), &s.Ledger); err != nil {
		return s, fmt.Errorf("%w: source %d: %w", ErrDamaged, s.ID, err)
	}
	return s, nil
}

// Known returns the input with that SHA-256, without profiles and problems, and
// whether there is one.
func (s *Store) Known(sum string) (Source, bool, error) {
	var src Source
	if s.isUnborn() || sum == "" {
		return src, false, nil
	}
	err := s.query(context.Background(), sourceColumns+"WHERE sha256 = ? AND sha256 <> ''", []driver.Value{sum},
		func(row []driver.Value) (err error) {
			src, err = scanSource(row)
			return err
		})
	return src, err == nil && src.ID != 0, err
}

// HasSize reports whether there is an input of that size, so that it is worth
// taking the digest of another one.
func (s *Store) HasSize(total int64) (bool, error) {
	if s.isUnborn() {
		return false, nil
	}
	var n int64
	err := s.read(func(c *conn) (err error) {
		n, err = c.number(context.Background(), "SELECT EXISTS (SELECT 1 FROM sources WHERE size = ?)", total)
		return err
	})
	return n != 0, err
}

// Inputs returns the names of what was added and not forgotten, each once.
func (s *Store) Inputs(ctx context.Context) ([]string, error) {
	sources, err := s.Sources(ctx)
	var names []string
	for i := range sources {
		if name := sources[i].Input; name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names, err
}

// Sources returns all inputs in the order in which they were added.
func (s *Store) Sources(ctx context.Context) ([]Source, error) {
	if s.isUnborn() {
		return nil, nil
	}
	var list []Source
	err := s.read(func(c *conn) error {
		err := c.each(ctx, sourceColumns+"ORDER BY id", nil, func(row []driver.Value) error {
			src, err := scanSource(row)
			list = append(list, src)
			return err
		})
		if err != nil {
			return err
		}
		for i := range list {
			if err := list[i].fill(ctx, c); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read sources: %w", err)
	}
	return list, nil
}

// fill reads the profiles and problems.
func (s *Source) fill(ctx context.Context, c *conn) error {
	err := c.each(ctx, `SELECT variant, locale, clock, zone, encoding, newlines, dates, unknown, input, file
FROM profiles WHERE source = ? ORDER BY position`, []driver.Value{s.ID}, func(row []driver.Value) error {
		p := export.Profile{
			Variant: text(row[0]), Locale: text(row[1]), Clock: text(row[2]), Zone: text(row[3]),
			Encoding: text(row[4]), Newlines: export.Newlines(text(row[5])), Dates: text(row[6]),
			From: export.Source{Input: text(row[8]), File: text(row[9])},
		}
		if err := json.Unmarshal([]byte(text(row[7])), &p.Unknown); err != nil {
			return fmt.Errorf("%w: a profile: %w", ErrDamaged, err)
		}
		s.Profiles = append(s.Profiles, p)
		return nil
	})
	if err != nil {
		return err
	}
	return c.each(ctx, `SELECT code, name, count, text, input, file, record, line, lines
FROM problems WHERE source = ? ORDER BY position`, []driver.Value{s.ID}, func(row []driver.Value) error {
		s.Problems = append(s.Problems, export.Problem{
			Code: export.Code(text(row[0])), Name: text(row[1]), Count: int(integer(row[2])), Text: text(row[3]),
			From: export.Source{
				Input: text(row[4]), File: text(row[5]), Record: integer(row[6]),
				Line: int(integer(row[7])), Lines: int(integer(row[8])),
			},
		})
		return nil
	})
}

// Originals returns the kept files of an input, by root and path.
func (s *Store) Originals(ctx context.Context, source int64) ([]Original, error) {
	var list []Original
	err := s.query(ctx, `SELECT root, path, sha256, size, media FROM originals WHERE source = ? ORDER BY root, path`,
		[]driver.Value{source}, func(row []driver.Value) error {
			list = append(list, Original{text(row[0]), text(row[1]), text(row[2]), integer(row[3]), integer(row[4]) != 0})
			return nil
		})
	if err != nil {
		return nil, fmt.Errorf("read originals: %w", err)
	}
	return list, nil
}

// Rooms returns the chats of the store. It may be called while a batch is open, of
// which it tells nothing.
func (s *Store) Rooms(ctx context.Context) ([]export.Chat, error) {
	s.mu.Lock()
	unborn, writing, chats := s.unborn, s.writing, slices.Clone(s.before)
	s.mu.Unlock()
	switch {
	case unborn:
		return nil, nil
	case writing:
		return chats, nil
	}
	return s.View().Chats(ctx)
}
