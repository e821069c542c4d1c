//go:build cgo

package convert

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"

	"exile/export"
	"exile/export/store"
	"exile/formats"
)

// keeper puts what a reader finds, and the bytes it finds it in, into a batch.
// add is called from one goroutine and original from another; finish and digest
// when both are done.
type keeper struct {
	ctx       context.Context //nolint:containedctx // lives within one call of Add
	r         *reading
	batch     *store.Batch
	media     map[fileKey]stored // by add
	originals map[fileKey]stored // by original
	only      *share             // what of the input is kept now; nil: all
}

type stored struct {
	sum  string
	size int64
}

func newKeeper(ctx context.Context, r *reading, batch *store.Batch) *keeper {
	return &keeper{ctx: ctx, r: r, batch: batch, media: map[fileKey]stored{}, originals: map[fileKey]stored{}}
}

func (k *keeper) add(events []export.Event) error {
	if k.only != nil {
		events = slices.DeleteFunc(events, func(e export.Event) bool { return !k.only.takes(e) })
	}
	if k.r.opt.KeepMedia {
		for _, e := range events {
			if err := k.addFiles(e); err != nil {
				return err
			}
		}
	}
	return k.batch.Add(events)
}

func (k *keeper) addFiles(e export.Event) error {
	m, ok := e.(*export.Message)
	if !ok {
		return nil
	}
	media, ok := m.Content.(export.Media)
	if !ok {
		return nil
	}
	for i := range media.Files {
		f := &media.Files[i]
		if k.r.was != nil {
			if err := k.r.was.media(k.ctx, k.batch, f); err != nil {
				return err
			}
			continue
		}
		if f.State != export.FilePresent {
			continue
		}
		s, err := k.addMedia(fileKey{f.Root - k.r.base, f.Path})
		if err != nil {
			return err
		}
		f.SHA256, f.Size = s.sum, s.size
	}
	return nil
}

// addMedia stores a media file once, however many messages name it.
func (k *keeper) addMedia(key fileKey) (stored, error) {
	if s, ok := k.media[key]; ok {
		return s, nil
	}
	f, err := k.r.in.Roots[key.root].FS.Open(key.name)
	if err != nil {
		return stored{}, err
	}
	defer f.Close()
	sum, size, err := k.batch.AddMedia(&ctxReader{ctx: k.ctx, r: f})
	if err != nil {
		return stored{}, fmt.Errorf("%s: %w", key.name, err)
	}
	k.media[key] = stored{sum, size}
	if !k.r.isMedia(key) {
		k.r.done.Add(size)
	}
	return stored{sum, size}, nil
}

// raw is where the texts that the reader opens go; nil: they are not kept.
func (k *keeper) raw() originalFunc {
	if !k.r.opt.KeepOriginals {
		return nil
	}
	return k.original
}

func (k *keeper) original(key fileKey, r io.Reader) error {
	o, err := k.batch.AddOriginal(store.Original{Root: k.r.in.Roots[key.root].Name, Path: key.name}, r)
	if err != nil {
		return err
	}
	k.originals[key] = stored{o.SHA256, o.Size}
	return nil
}

// finish keeps the claimed files that nobody asked for (a photo that no message
// names is still somebody's photo, but one of a folder that was given as media may
// be of another room), and the list of what lay in a container.
func (k *keeper) finish() error {
	if k.r.was != nil {
		return k.r.was.originals(k.ctx, k.batch)
	}
	for _, key := range k.r.claims() {
		if k.sum(key) != "" || k.r.isMedia(key) || !k.r.opt.KeepMedia {
			continue
		}
		if _, err := k.addMedia(key); err != nil {
			return err
		}
	}
	if !k.r.opt.KeepOriginals {
		return nil
	}
	if err := k.hashRest(); err != nil {
		return err
	}
	for _, key := range k.r.claims() {
		root := k.r.in.Roots[key.root]
		s, ok := k.media[key]
		if !ok || root.Kind == formats.RootFile || !k.r.opt.KeepMedia {
			continue
		}
		k.batch.AddEntry(store.Original{Root: root.Name, Path: key.name, SHA256: s.sum, Size: s.size, Media: true})
	}
	return nil
}

// hashRest hashes what is not kept and is part of the digest.
func (k *keeper) hashRest() error {
	for key := range k.r.digested() {
		if k.sum(key) != "" {
			continue
		}
		sum, err := k.r.hash(k.ctx, key)
		if err != nil {
			return err
		}
		k.media[key] = stored{sum: sum}
	}
	return nil
}

func (k *keeper) sum(key fileKey) string {
	return cmp.Or(k.originals[key].sum, k.media[key].sum)
}

// digest is what the input is known by; "" where a file was not hashed.
func (k *keeper) digest() string {
	if k.r.was != nil {
		return k.r.was.source.SHA256
	}
	sums := map[fileKey]string{}
	for key := range k.r.digested() {
		sums[key] = k.sum(key)
		if sums[key] == "" {
			return ""
		}
	}
	return digest(sums)
}

// claims returns the claimed files in a fixed order.
func (r *reading) claims() []fileKey {
	keys := make([]fileKey, 0, len(r.claimed))
	for key := range r.claimed {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, func(a, b fileKey) int {
		return cmp.Or(cmp.Compare(a.root, b.root), cmp.Compare(a.name, b.name))
	})
	return keys
}
