//go:build cgo

package convert

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"exile/crypto"
	"exile/export/store"
)

// databaseName is the database among the files of a store.
const databaseName = "chats.db"

// base is what a vault lies over and what is never changed: an archive, the
// snapshot of a folder, or nothing. Its errors about bytes wrap ErrDamaged of
// store.
type base interface {
	// names lists the files, but for the database, by name.
	names() []string
	// size returns the length of a file in bytes, and whether it is there.
	size(name string) (int64, bool)
	// open opens a file; fs.ErrNotExist.
	open(name string) (store.VaultFile, error)
	// copy writes a file to w, whole. After an error what went to w is not to be
	// trusted.
	copy(ctx context.Context, w io.Writer, name string) error
}

// nothing is the base of an archive that is not there yet.
type nothing struct{}

func (nothing) names() []string           { return nil }
func (nothing) size(string) (int64, bool) { return 0, false }

func (nothing) open(string) (store.VaultFile, error)          { return nil, fs.ErrNotExist }
func (nothing) copy(context.Context, io.Writer, string) error { return fs.ErrNotExist }

// archiveBase is a sealed archive. Its tags say that bytes are those that were
// sealed; copy holds them against the manifest too.
type archiveBase struct {
	a     *crypto.Archive
	sizes map[string]int64
	list  []string
}

// newArchiveBase refuses an archive with files that no store has, or whose
// manifest does not have the name of a media file for its sum.
func newArchiveBase(a *crypto.Archive) (*archiveBase, error) {
	b := &archiveBase{a: a, sizes: map[string]int64{}}
	for _, e := range a.Manifest().Entries {
		sum, media, ok := placeOf(e.Name)
		switch {
		case e.Name == databaseName:
		case !ok:
			return nil, fmt.Errorf("%w: no store has a file %q", store.ErrDamaged, e.Name)
		case media && sum != e.SHA256:
			return nil, fmt.Errorf("%w: %s has another sum in the manifest", store.ErrDamaged, e.Name)
		default:
			b.list = append(b.list, e.Name)
		}
		b.sizes[e.Name] = e.Size
	}
	if _, ok := b.sizes[databaseName]; !ok {
		return nil, fmt.Errorf("%w: there is no %s in it", store.ErrDamaged, databaseName)
	}
	return b, nil
}

func (b *archiveBase) names() []string { return b.list }

func (b *archiveBase) size(name string) (int64, bool) {
	n, ok := b.sizes[name]
	return n, ok
}

func (b *archiveBase) open(name string) (store.VaultFile, error) {
	f, err := b.a.Open(name)
	if errors.Is(err, crypto.ErrNoEntry) {
		return nil, fs.ErrNotExist
	}
	if err != nil {
		return nil, damaged(err)
	}
	return checked{f}, nil
}

func (b *archiveBase) copy(ctx context.Context, w io.Writer, name string) error {
	return damaged(b.a.Copy(ctx, w, name))
}

// snapshotBase is the snapshot of a store in a folder.
type snapshotBase struct {
	s     *store.Snapshot
	sizes map[string]int64
	list  []string
}

func newSnapshotBase(s *store.Snapshot) *snapshotBase {
	b := &snapshotBase{s: s, sizes: map[string]int64{}}
	for _, f := range s.Files() {
		b.sizes[f.Name] = f.Size
		if f.Name != databaseName {
			b.list = append(b.list, f.Name)
		}
	}
	return b
}

func (b *snapshotBase) names() []string { return b.list }

func (b *snapshotBase) size(name string) (int64, bool) {
	n, ok := b.sizes[name]
	return n, ok
}

func (b *snapshotBase) open(name string) (store.VaultFile, error) { return b.s.Open(name) }

func (b *snapshotBase) copy(ctx context.Context, w io.Writer, name string) error {
	f, err := b.s.Open(name)
	if err != nil {
		return err
	}
	n, err := io.Copy(w, &ctxReader{ctx: ctx, r: f})
	if err == nil && n != b.sizes[name] {
		err = fmt.Errorf("%w: it changed while it was read", io.ErrUnexpectedEOF)
	}
	return errors.Join(err, f.Close())
}

// placeOf takes apart the name of a file in a store that is not the database.
func placeOf(name string) (sum string, media, ok bool) {
	if rest, found := strings.CutPrefix(name, "media/"); found && len(rest) > 3 {
		sum = rest[3:]
		return sum, true, isLowerSum(sum) && rest[:3] == sum[:2]+"/"
	}
	rest, found := strings.CutPrefix(name, "originals/")
	sum, packed := strings.CutSuffix(rest, ".zst")
	return sum, false, found && packed && isLowerSum(sum)
}

// isLowerSum reports whether s is a SHA-256 as a store writes it.
func isLowerSum(s string) bool { return len(s) == 64 && isLowerHex(s) }

func isLowerHex(s string) bool { return strings.Trim(s, "0123456789abcdef") == "" }

// damaged makes an error of the lock one that says that the store is damaged,
// where that is what it means.
func damaged(err error) error {
	if errors.Is(err, crypto.ErrDamaged) && !errors.Is(err, store.ErrDamaged) {
		return fmt.Errorf("%w: %w", store.ErrDamaged, err)
	}
	return err
}

// sealedBytes are bytes that the lock gives.
type sealedBytes interface {
	io.ReadSeekCloser
	io.ReaderAt
	Size() int64
}

// checked is a file that the lock gives, with errors that a store knows.
type checked struct{ sealedBytes }

// Read reads on.
func (c checked) Read(p []byte) (int, error) {
	n, err := c.sealedBytes.Read(p)
	return n, damaged(err)
}

// ReadAt reads at a place.
func (c checked) ReadAt(p []byte, off int64) (int, error) {
	n, err := c.sealedBytes.ReadAt(p, off)
	return n, damaged(err)
}
