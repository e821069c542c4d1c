//go:build cgo

package serve

import (
	"context"
	"errors"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"runtime"

	"exile/cmd/internal/lang"
	"exile/cmd/internal/remains"
	"exile/convert"
	"exile/crypto"
	"exile/export/store"
)

// sealedPlain is what became of a plain store that was sealed.
type sealedPlain struct {
	Plain   string   // its folder
	Removed bool     // it is gone
	Left    []string // what lay in its folder and was not sealed
	Exports []string // the names of what was added to it, which may be elsewhere still
	Apps    []string // where the messengers keep their own data
}

// dataOfApps is where messengers keep their data on this computer.
func dataOfApps() []string {
	home, err := os.UserHomeDir()
	if err != nil {
		home = ""
	}
	var list []string
	for _, place := range remains.Places(runtime.GOOS, home, os.Getenv) {
		if _, err := os.Stat(place.Path); err == nil {
			list = append(list, place.Path)
		}
	}
	return list
}

// seal seals the plain store into a new archive. With remove the plain store goes, once the
// archive has been read back whole, and the window is on the archive from then on; else it
// stays on the plain one, which is the one that other runs take too.
//
// Errors: troubles, those of convert.Seal.
func (a *archive) seal(ctx context.Context, opt createOptions, remove bool) (*created, error) {
	turned, err := a.take(ctx, a.turn)
	if err != nil {
		return nil, err
	}
	defer turned()
	if a.state() != plainStore {
		return nil, store.ErrNoStore
	}
	defer a.hold(plainStore)()
	dir, path := a.at(), a.s.opt.NewSealed
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return nil, troubled(http.StatusConflict, "StoreThere", lang.V{"name": filepath.Base(path)})
	}
	st, err := store.Open(dir, store.ReadOnly)
	if err != nil {
		return nil, a.about(err)
	}
	defer st.Close() //nolint:errcheck // nothing was written
	became := &sealedPlain{Plain: dir, Apps: dataOfApps()}
	if became.Exports, err = st.Inputs(ctx); err != nil {
		return nil, a.about(err)
	}
	l, err := a.newLock(ctx, path, opt)
	if err != nil {
		return nil, err
	}
	if remove {
		a.standBack()
	}
	report, err := convert.Seal(ctx, st, path, convert.SealOptions{
		SealedOptions: a.s.opt.Sealed, To: l.to, ReadBack: remove, Remove: remove, Step: opt.step,
	})
	if err != nil {
		a.goOn()
		return nil, errors.Join(&fs.PathError{Op: "seal", Path: path, Err: err}, l.discard(path))
	}
	a.unremembered(report.Unremembered)
	became.Removed, became.Left = report.Removed, report.Left
	return a.sealed(ctx, dir, l, opt, report, became)
}

// sealed goes over to an archive that was made of the plain store, if that is gone.
func (a *archive) sealed(
	ctx context.Context, dir string, l *lock, opt createOptions, report *convert.SealReport, became *sealedPlain,
) (*created, error) {
	if err := report.Unremoved; err != nil {
		a.tell(lang.NotRemoved, lang.V{"name": dir, "why": err.Error()})
	}
	var c *created
	var err error
	if hasDatabase(dir) {
		a.goOn()
		if c, err = a.describe(report.Path, report.ID, l, opt); err == nil {
			err = l.key.Settle(crypto.OS{})
		}
	} else {
		c, err = a.settle(ctx, report.Path, l, opt)
	}
	if err != nil {
		return nil, err
	}
	c.Sealed = became
	a.mu.Lock()
	a.made = c
	a.mu.Unlock()
	return c, nil
}

// goOn lets those read on who waited.
func (a *archive) goOn() {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.swap != nil {
		close(a.swap)
		a.swap = nil
	}
}
