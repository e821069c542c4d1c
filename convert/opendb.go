//go:build cgo

package convert

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"

	"exile/crypto"
	"exile/export"
	"exile/export/store"
	"exile/formats"
)

// errUnfinished says that a database was copied in the middle of a change.
var errUnfinished = errors.New("a change to it was under way when it was copied: close the app and copy it again, with its -journal")

// openDB opens databases of inputs. The original is only read, as a file: SQLite
// gets a copy in a sealed scratch file in dir ("": the system's folder for
// temporary files), into which the log was written that lay beside it. So nothing
// of it lies in the clear, and whatever becomes of the program nothing stays. What
// SQLite cannot keep in memory goes to scratch files too. What a log lost, or that
// one is missing, goes to tell, once for each database.
func openDB(dir string, tell func(export.Problem) error) func(context.Context, formats.Root, string) (*sql.DB, error) {
	scratch := &crypto.Scratch{Dir: dir}
	told := map[export.Source]bool{}
	return func(ctx context.Context, root formats.Root, name string) (*sql.DB, error) {
		db, err := openCopy(ctx, scratch, root, name, func(p export.Problem) error {
			if told[p.From] {
				return nil
			}
			told[p.From] = true
			return tell(p)
		})
		if err != nil {
			return nil, fmt.Errorf("open the database %s: %w", name, err)
		}
		return db, nil
	}
}

func openCopy(ctx context.Context, scratch *crypto.Scratch, root formats.Root, name string, tell func(export.Problem) error) (*sql.DB, error) {
	f, err := copyDatabase(ctx, scratch, root, name, tell)
	if err != nil {
		return nil, err
	}
	return store.OpenForeign(foreign{name, f, scratch}, formats.DamagedDB(name))
}

// copyDatabase makes the copy, complete and in a state of its own.
func copyDatabase(
	ctx context.Context, scratch *crypto.Scratch, root formats.Root, name string, tell func(export.Problem) error,
) (*crypto.ScratchFile, error) {
	file, err := root.FS.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	head := make([]byte, 100)
	if n, err := io.ReadFull(file, head); err != nil || string(head[:len(sqliteMagic)]) != sqliteMagic {
		return nil, errors.Join(errNoDatabase, notEnd(err), cutShort(n))
	}
	block := int(binary.BigEndian.Uint16(head[16:]))
	if block == 1 || !isPageSize(block) {
		block = 1 << 16
	}
	f, err := scratch.Create(max(block, 4096))
	if err != nil {
		return nil, err
	}
	lost, err := fill(ctx, f, head, file, root, name)
	if err == nil && lost != nil {
		err = tell(*lost)
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

func cutShort(n int) error {
	if n > 0 && n < 100 {
		return io.ErrUnexpectedEOF
	}
	return nil
}

// fill makes the copy. The problem, if any, is what its log lacks.
func fill(ctx context.Context, f *crypto.ScratchFile, head []byte, rest io.Reader, root formats.Root, name string) (*export.Problem, error) {
	if _, err := f.Write(head); err != nil {
		return nil, err
	}
	if _, err := io.Copy(f, &ctxReader{ctx: ctx, r: rest}); err != nil {
		return nil, err
	}
	if err := checkJournal(root, name+"-journal"); err != nil {
		return nil, err
	}
	lost, err := fillLog(ctx, f, head, root, name)
	if err != nil {
		return nil, err
	}
	if root.Has(name + "-shm") { // the index of the log, of which SQLite makes a new one; kept with the others
		shm, err := root.FS.Open(name + "-shm")
		if err != nil {
			return nil, err
		}
		if err := shm.Close(); err != nil {
			return nil, err
		}
	}
	if err := checkWhole(f, name); err != nil {
		return nil, err
	}
	_, err = f.WriteAt([]byte{1, 1}, 18) // there is no log any more
	return lost, err
}

// checkWhole refuses a database that is shorter than its header says, where that
// counts (sqlite.org/fileformat2.html, section 1.3.8). SQLite itself overlooks that a
// part of the last page is missing.
func checkWhole(db pages, name string) error {
	size, err := pageSizeOf(db)
	if err != nil {
		return err
	}
	head := make([]byte, 100)
	if _, err := db.ReadAt(head, 0); err != nil {
		return fmt.Errorf("read its header: %w", err)
	}
	n := int64(binary.BigEndian.Uint32(head[28:]))
	if string(head[24:28]) == string(head[92:96]) && n*int64(size) > db.Size() {
		return formats.DamagedDB(name)
	}
	return nil
}

// fillLog writes the log into the copy. A database that keeps one and has none
// beside it may have been closed, or copied without.
func fillLog(ctx context.Context, f *crypto.ScratchFile, head []byte, root formats.Root, name string) (*export.Problem, error) {
	log := name + "-wal"
	p := &export.Problem{Name: path.Base(log), From: export.Source{Input: root.Name, File: name}}
	if !root.Has(log) {
		if head[18] != 2 && head[19] != 2 {
			return nil, nil //nolint:nilnil // nothing is lost
		}
		p.Code, p.Text = export.MissingLog, "the database keeps a log, and none lies beside it: the newest rows may be missing"
		return p, nil
	}
	torn, err := applyLog(ctx, f, func() (io.ReadCloser, error) { return root.FS.Open(log) })
	if torn == nil || err != nil {
		return nil, err
	}
	p.Code, p.Text, p.From.File = export.DamagedFile, torn.String(), log
	return p, nil
}

// checkJournal refuses a database whose rollback journal is not empty: SQLite would
// take back what it holds.
func checkJournal(root formats.Root, name string) error {
	if !root.Has(name) {
		return nil
	}
	head, err := root.Head(name, 12)
	if err != nil {
		return err
	}
	if len(head) == 12 && string(head[:8]) == "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" && string(head[8:]) != "\x00\x00\x00\x00" {
		return errUnfinished
	}
	return nil
}

// foreign is the copy, as the store's file system takes it.
type foreign struct {
	name    string
	f       *crypto.ScratchFile
	scratch *crypto.Scratch
}

// Name returns the name in the input.
func (d foreign) Name() string { return d.name }

// Database returns the copy.
func (d foreign) Database() store.PageFile { return readOnly{checked{d.f}} }

// Open finds nothing: there is nothing but the database.
func (d foreign) Open(name string) (store.VaultFile, error) {
	return nil, fmt.Errorf("open %s: %w", name, fs.ErrNotExist)
}

// Create makes a file for what SQLite cannot keep in memory.
func (d foreign) Create(block int) (store.ScratchFile, error) {
	f, err := d.scratch.Create(block)
	if err != nil {
		return nil, err
	}
	return temporaryFile{checked{f}, f}, nil
}

// Put keeps nothing.
func (d foreign) Put(string, store.ScratchFile) error { return store.ErrReadOnly }

// Mark has nothing to remember.
func (d foreign) Mark() {}

// Revert has nothing to undo.
func (d foreign) Revert() {}

// Close gives the copy up.
func (d foreign) Close() error { return d.f.Close() }
