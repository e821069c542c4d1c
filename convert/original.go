//go:build cgo

package convert

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"

	"exile/export"
	"exile/export/store"
)

// ErrNotKept says that a store has nothing, or not all, of an input as it was read:
// it was left out when the store was sealed, or somebody had it forgotten.
var ErrNotKept = errors.New("the store does not keep it as it was read") // exit status 4

// OriginalError names the file of an input that a store cannot give back. It wraps
// ErrDamaged of store where its bytes are not those that were read.
type OriginalError struct {
	Root, Path string
	Err        error
}

func (e *OriginalError) Error() string { return fmt.Sprintf("%s of %s: %v", e.Path, e.Root, e.Err) }

// Unwrap returns why.
func (e *OriginalError) Unwrap() error { return e.Err }

// OriginalOptions are the settings of WriteOriginal.
type OriginalOptions struct {
	Force  bool                    // replace what CheckTarget allows to
	Inputs []string                // paths that must not be replaced
	Step   func(done, total int64) // told of the bytes written; nil: nobody looks
}

// Restored is what WriteOriginal wrote. Its JSON form is stable.
type Restored struct {
	Path    string     `json:"path"`
	Files   int64      `json:"files"`
	Bytes   int64      `json:"bytes"`
	Renamed []Renamed  `json:"renamed,omitempty"`
	Gone    []KeptFile `json:"not_kept,omitempty"` // what was read once and is not in the store any more
	Unused  []KeptFile `json:"not_used,omitempty"` // what no format used, as far as it was told by name: it never was in the store
}

// KeptFile names a file of an input.
type KeptFile struct {
	Root string `json:"root"`
	Path string `json:"path"`
}

// Renamed is a file whose name not every system can hold.
type Renamed struct {
	KeptFile
	To string `json:"to"` // below the folder that was written
}

// WriteOriginal writes an input of a store as it was read, byte for byte: one file
// becomes out itself, what a folder or zip held a folder with its tree. Of several
// roots each has a folder of its own, but for bare files. What nothing of was read
// is not kept and does not come back. Every file is held against its SHA-256 while it is
// written; out appears when all is whole, or not at all. What is not kept any more is in
// Gone; where that is everything, the error wraps ErrNotKept. Other errors: those of
// CheckTarget, ErrBusy, *OriginalError.
func WriteOriginal(
	ctx context.Context, st *store.Store, source *store.Source, out string, opt OriginalOptions,
) (done *Restored, err error) {
	kept, err := keptFiles(ctx, st, source)
	if err != nil {
		return nil, err
	}
	if len(kept.entries) == 0 {
		return nil, fmt.Errorf("write what was added as source %d: %w", source.ID, ErrNotKept)
	}
	if err := CheckTarget(out, opt.Force, opt.Inputs); err != nil {
		return nil, err
	}
	place, err := NewPlace(out)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err = errors.Join(err, place.Discard()); err != nil {
			done = nil
		}
	}()
	if err := CheckTarget(out, opt.Force, opt.Inputs); err != nil { // the place may have put back an older one
		return nil, err
	}
	r := &restoring{ctx: ctx, kept: kept, progress: newProgress(opt.Step), done: &Restored{Path: out}}
	if err := r.write(place.Out()); err != nil {
		return r.done, fmt.Errorf("write what was added as source %d: %w", source.ID, err)
	}
	return r.done, place.Commit(opt.Force)
}

// restoring is one run of WriteOriginal.
type restoring struct {
	ctx      context.Context //nolint:containedctx // of one call
	kept     *keptSource
	out      output
	progress *progress
	done     *Restored
}

func (r *restoring) write(path string) (err error) {
	plan, err := layOut(r.kept.all())
	if err != nil {
		return err
	}
	if r.out, err = plan.output(path); err != nil {
		return withoutPath(err)
	}
	for i := range r.kept.entries {
		r.progress.expect(r.kept.entries[i].Size)
	}
	r.done.Gone, r.done.Unused = r.kept.gone, r.kept.unused()
	for i := range r.kept.entries {
		o := &r.kept.entries[i]
		if err = r.file(o, plan.names[KeptFile{o.Root, o.Path}]); err != nil {
			break
		}
	}
	switch {
	case err == nil && r.done.Files == 0:
		err = ErrNotKept
	case err == nil:
		r.done.Renamed = plan.renamed(r.done.Gone)
	}
	if ended := r.out.finish(); err == nil {
		err = ended
	}
	return err
}

// file writes one file. One whose bytes are not there is noted and left out.
func (r *restoring) file(o *store.Original, name string) error {
	src, err := r.kept.open(r.ctx, o)
	if errors.Is(err, store.ErrNoBytes) {
		r.done.Gone = append(r.done.Gone, KeptFile{o.Root, o.Path})
		return nil
	}
	if err != nil {
		return damagedOriginal(r.ctx, o, err)
	}
	defer src.Close() //nolint:errcheck // opened for reading
	dst, err := r.out.Create(name)
	if err != nil {
		return err
	}
	n, err := r.copy(dst, src, o)
	if err = errors.Join(err, dst.Close()); err != nil {
		return err
	}
	r.done.Files++
	r.done.Bytes += n
	return nil
}

// copy writes the bytes and holds them against the sum. More than were read it
// does not write.
func (r *restoring) copy(dst io.Writer, src io.Reader, o *store.Original) (int64, error) {
	h := sha256.New()
	from := &witnessed{r: &ctxReader{ctx: r.ctx, r: src}}
	n, err := io.Copy(io.MultiWriter(dst, h, &progressWriter{p: r.progress, w: io.Discard}), io.LimitReader(from, o.Size+1))
	switch {
	case from.err != nil:
		return n, damagedOriginal(r.ctx, o, from.err)
	case err != nil:
		return n, err
	case n != o.Size || hex.EncodeToString(h.Sum(nil)) != o.SHA256:
		return n, &OriginalError{o.Root, o.Path, errOtherSum()}
	}
	return n, nil
}

// damagedOriginal is the error of bytes that cannot be read.
func damagedOriginal(ctx context.Context, o *store.Original, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if !errors.Is(err, store.ErrDamaged) {
		err = fmt.Errorf("%w: it cannot be read: %w", store.ErrDamaged, err)
	}
	return &OriginalError{o.Root, o.Path, err}
}

// witnessed remembers the error of what is read, which io.Copy does not tell from
// that of what is written.
type witnessed struct {
	r   io.Reader
	err error
}

// Read reads on.
func (w *witnessed) Read(p []byte) (int, error) {
	n, err := w.r.Read(p)
	if err != nil && err != io.EOF {
		w.err = err
	}
	return n, err
}

// keptSource is what a store has of an input.
type keptSource struct {
	st      *store.Store
	source  *store.Source
	entries []store.Original // by root and path
	gone    []KeptFile       // texts that were read and have no entry
}

// keptFiles lists what a store has of an input. The profiles name what was read:
// of what is missing among the entries nothing else may tell.
func keptFiles(ctx context.Context, st *store.Store, source *store.Source) (*keptSource, error) {
	entries, err := st.Originals(ctx, source.ID)
	if err != nil {
		return nil, err
	}
	k := &keptSource{st: st, source: source, entries: entries}
	known := make(map[KeptFile]bool, len(entries))
	for i := range entries {
		known[KeptFile{entries[i].Root, entries[i].Path}] = true
	}
	for i := range source.Profiles {
		f := KeptFile{source.Profiles[i].From.Input, source.Profiles[i].From.File}
		if f.Path != "" && !known[f] {
			known[f] = true
			k.gone = append(k.gone, f)
		}
	}
	return k, nil
}

// unused names what was in the input and no format used.
func (k *keptSource) unused() []KeptFile {
	known := make(map[KeptFile]bool, len(k.entries))
	for _, f := range k.all() {
		known[f] = true
	}
	var list []KeptFile
	for i := range k.source.Problems {
		p := &k.source.Problems[i]
		if f := (KeptFile{p.From.Input, p.From.File}); p.Code == export.UnclaimedFile && f.Path != "" && !known[f] {
			list = append(list, f)
		}
	}
	return list
}

// all names every file that there was, as far as is known.
func (k *keptSource) all() []KeptFile {
	list := make([]KeptFile, 0, len(k.entries)+len(k.gone))
	for i := range k.entries {
		list = append(list, KeptFile{k.entries[i].Root, k.entries[i].Path})
	}
	return append(list, k.gone...)
}

// open opens a file. ErrNoBytes of store: it is not there.
func (k *keptSource) open(ctx context.Context, o *store.Original) (io.ReadCloser, error) {
	if !o.Media {
		return k.st.OpenOriginal(o.SHA256)
	}
	return k.st.View().OpenFile(ctx, &export.File{SHA256: o.SHA256, State: export.FilePresent})
}
