//go:build cgo

package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"exile/cmd/internal/keyfile"
	"exile/cmd/internal/lang"
	"exile/convert"
	"exile/crypto"
	"exile/export/store"
	"exile/formats"
)

// addTarget is the store that add writes, in a folder or in a sealed archive.
type addTarget struct {
	*store.Store
	path   string
	fresh  bool // made by this run
	sealed *convert.Sealed

	// Of a sealed archive: to whom it will be sealed (none: those of before), and the
	// key file made for it.
	to    []crypto.Recipient
	key   *keyfile.New
	named bool // the recipients were named, which is a reason to seal anew
}

// targetPath is where the store lies or will lie.
func (d *addition) targetPath() (path string, sealed bool, err error) {
	if d.drop {
		path, err = d.dropPath()
		return path, true, err
	}
	if path, err = d.storeDir(); err != nil {
		return "", false, err
	}
	usual := d.store == "" && d.getenv("EXILE_STORE") == ""
	_, gone := os.Lstat(path)
	v := lang.V{"name": clean(path), "store": clean(path)}
	switch {
	case isFile(path):
		return path, true, nil
	case gone == nil && d.seal && hasDatabase(path):
		return "", false, d.misused(lang.SealPlainStore, v)
	case gone == nil && d.seal:
		return "", false, &told{statusRefused, lang.StoreTaken, v}
	case d.seal && usual:
		return path + sealedSuffix, true, nil
	case d.seal && !strings.HasSuffix(path, sealedSuffix):
		return "", false, d.misused(lang.SealedName, v)
	case d.seal:
		return path, true, nil
	case gone != nil && strings.HasSuffix(path, sealedSuffix):
		return "", false, d.misused(lang.NeedsSeal, v)
	case d.to.given():
		v["name"] = "-r, -R, -p, --new-key"
		return "", false, d.misused(lang.OnlyWithSealed, v)
	}
	return path, false, nil
}

// openTarget opens the store for writing, or makes it. More is how many bytes are
// to be added at most.
func (d *addition) openTarget(ctx context.Context, path string, sealed bool, more int64) (*addTarget, error) {
	t := &addTarget{path: path, named: d.to.given()}
	var err error
	switch {
	case !sealed:
		t.Store, t.fresh, err = d.openOrCreate(ctx, path)
	case isFile(path):
		err = d.openArchive(ctx, t, more)
	default:
		err = d.newArchive(ctx, t, more)
	}
	if err != nil {
		return nil, err
	}
	return t, nil
}

func (d *addition) openArchive(ctx context.Context, t *addTarget, more int64) (err error) {
	if t.sealed, err = d.openForWriting(ctx, t.path, t.named); err != nil {
		return err
	}
	err = d.announce(t, more)
	if err == nil && t.named {
		t.to, t.key, err = d.recipients(ctx, &d.to, t.path)
	} else if err == nil {
		_, err = d.sameRecipients(t.sealed, t.path) // before the work; Save takes them
	}
	if err == nil {
		t.Store, err = t.sealed.Store(store.ReadWrite)
	}
	if err != nil {
		return about(errors.Join(err, t.discard()), t.path)
	}
	return nil
}

// announce says, before the work, how much will be written anew, and refuses what
// the disk cannot hold; it makes room in memory for comparing what is there with what
// comes. How much is new among that is not known yet; before the archive is written
// that is looked at again.
func (d *addition) announce(t *addTarget, more int64) error {
	size, free := t.sealed.Cost()
	d.limitMemory(marksOf(more, size))
	if size += more; free >= 0 && size > free {
		return tooFull(t.path, size, free)
	}
	if t.sealed.Archive() != nil {
		d.tell(d.say(lang.WillRewrite, lang.V{"name": clean(t.path), "size": bytesOf(size)}))
	}
	return nil
}

// sizeOf is how many bytes inputs hold, unpacked. Folders of media do not count: they
// may hold those of all rooms.
func sizeOf(ins []*convert.Input) int64 {
	var n int64
	for _, in := range ins {
		for i := range in.Roots {
			if in.Roots[i].Kind == formats.RootMedia {
				continue
			}
			for _, f := range in.Roots[i].Files {
				n += f.Size
			}
		}
	}
	return n
}

func (d *addition) newArchive(ctx context.Context, t *addTarget, more int64) (err error) {
	t.fresh = true
	if err := os.MkdirAll(filepath.Dir(filepath.Clean(t.path)), 0o700); err != nil {
		return about(err, t.path)
	}
	t.sealed, err = convert.NewSealed(t.path, d.sealedOptions())
	if errors.Is(err, convert.ErrExists) {
		return &told{statusRefused, lang.StoreTaken, lang.V{"name": clean(t.path)}}
	}
	if err != nil {
		return notArchive(err, t.path)
	}
	if err = d.announce(t, more); err == nil {
		t.to, t.key, err = d.recipients(ctx, &d.to, t.path)
	}
	if err == nil {
		t.Store, err = t.sealed.Store(store.ReadWrite)
	}
	if err != nil {
		return about(errors.Join(err, t.discard()), t.path)
	}
	return nil
}

// discard gives up what was added to an archive, and the key made for it.
func (t *addTarget) discard() error { return errors.Join(t.sealed.Close(), t.key.Discard()) }

// finish ends the adding: a sealed archive is written anew. What was added
// before an input failed stays, unless the run was cancelled.
func (d *addition) finish(ctx context.Context, t *addTarget, added bool, failed error) error {
	if t.sealed == nil {
		err := errors.Join(failed, about(t.Close(), t.path))
		if failed != nil && t.fresh {
			tidy(t.path)
		}
		return err
	}
	if ctx.Err() != nil || !added && (failed != nil || !t.named) {
		return errors.Join(failed, t.discard())
	}
	report, err := d.save(ctx, t.sealed, t.path, t.to, t.key)
	if err != nil {
		return errors.Join(failed, err, t.sealed.Close())
	}
	d.sealed, d.key = report, t.key
	if failed != nil { // then the rest is not told
		d.tellMadeKey(t.key)
	}
	return errors.Join(failed, d.writeSheet(&d.to, t.key, t.path, report.ID))
}
