// Package disktest has a disk that fails when it is told to, and remembers what
// was asked of it. It is for tests.
package disktest

import (
	"errors"
	"sync"

	"exile/crypto"
)

// Op is a kind of operation.
type Op string

// The operations. Any stands for each that changes something: all but Close.
const (
	Create   Op = "create"
	Write    Op = "write" // Write and WriteAt
	Truncate Op = "truncate"
	Sync     Op = "sync"
	Rename   Op = "rename"
	Link     Op = "link"
	Remove   Op = "remove"
	SyncDir  Op = "sync folder"
	Close    Op = "close"
	Any      Op = "any"
)

// ErrPower is the error of everything after the power was cut.
var ErrPower = errors.New("the power is off")

// Disk is a disk that fails. Its methods may be called from several goroutines.
type Disk struct {
	Under crypto.Disk // nil: crypto.OS

	mu     sync.Mutex
	counts map[Op]int
	faults []fault
	dark   bool
	files  []*File
}

// fault is what is to happen.
type fault struct {
	op    Op
	n     int // as counted from the beginning
	ever  bool
	torn  bool
	power bool
	err   error
}

// Fail makes the n-th operation of a kind from now (1: the next) fail with err,
// and do nothing.
func (d *Disk) Fail(op Op, n int, err error) { d.add(fault{op: op, n: n, err: err}) }

// FailFrom makes the n-th and all later operations of a kind fail with err: a
// full disk, one that was pulled out.
func (d *Disk) FailFrom(op Op, n int, err error) { d.add(fault{op: op, n: n, err: err, ever: true}) }

// Tear makes the n-th write from now write half of its bytes and fail with err.
func (d *Disk) Tear(n int, err error) { d.add(fault{op: Write, n: n, err: err, torn: true}) }

// CutPower makes the n-th operation of a kind from now the last: a write writes
// half of its bytes, anything else is not done, and from then on everything but
// Close fails with ErrPower. What was written before is kept, synced or not.
func (d *Disk) CutPower(op Op, n int) {
	d.add(fault{op: op, n: n, err: ErrPower, torn: true, power: true})
}

func (d *Disk) add(f fault) {
	d.mu.Lock()
	defer d.mu.Unlock()
	f.n += d.counts[f.op]
	d.faults = append(d.faults, f)
}

// Heal takes back what is still to happen.
func (d *Disk) Heal() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.faults, d.dark = nil, false
}

// Count tells how many operations of a kind were asked for, those that failed
// too.
func (d *Disk) Count(op Op) int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.counts[op]
}

// Files returns the files that were made, in order.
func (d *Disk) Files() []*File {
	d.mu.Lock()
	defer d.mu.Unlock()
	return append([]*File(nil), d.files...)
}

// step counts an operation and says whether it is to fail, and then whether half
// of it is to be done.
func (d *Disk) step(op Op) (half bool, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.counts == nil {
		d.counts = map[Op]int{}
	}
	d.counts[op]++
	if op != Close {
		d.counts[Any]++
		if d.dark {
			return false, ErrPower
		}
	}
	for _, f := range d.faults {
		if f.op != op && (f.op != Any || op == Close) {
			continue
		}
		if now := d.counts[f.op]; now == f.n || f.ever && now > f.n {
			d.dark = d.dark || f.power
			return f.torn, f.err
		}
	}
	return false, nil
}

func (d *Disk) under() crypto.Disk {
	if d.Under == nil {
		return crypto.OS{}
	}
	return d.Under
}

// Create makes a file.
func (d *Disk) Create(path string) (crypto.DiskFile, error) {
	if _, err := d.step(Create); err != nil {
		return nil, err
	}
	under, err := d.under().Create(path)
	if err != nil {
		return nil, err
	}
	f := &File{Path: path, Under: under, disk: d}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.files = append(d.files, f)
	return f, nil
}

// Rename renames a file.
func (d *Disk) Rename(from, to string) error {
	if _, err := d.step(Rename); err != nil {
		return err
	}
	return d.under().Rename(from, to)
}

// Link gives a file a second name.
func (d *Disk) Link(from, to string) error {
	if _, err := d.step(Link); err != nil {
		return err
	}
	return d.under().Link(from, to)
}

// Remove removes a file.
func (d *Disk) Remove(path string) error {
	if _, err := d.step(Remove); err != nil {
		return err
	}
	return d.under().Remove(path)
}

// SyncDir syncs a folder.
func (d *Disk) SyncDir(dir string) error {
	if _, err := d.step(SyncDir); err != nil {
		return err
	}
	return d.under().SyncDir(dir)
}

// File is a file of a Disk. What is done to Under is not counted and never fails.
type File struct {
	Path  string
	Under crypto.DiskFile
	disk  *Disk
}

// Write writes at the end of what was written.
func (f *File) Write(p []byte) (int, error) { return f.write(p, f.Under.Write) }

// WriteAt writes at a place.
func (f *File) WriteAt(p []byte, off int64) (int, error) {
	return f.write(p, func(p []byte) (int, error) { return f.Under.WriteAt(p, off) })
}

func (f *File) write(p []byte, write func(p []byte) (int, error)) (int, error) {
	half, err := f.disk.step(Write)
	switch {
	case err == nil:
		return write(p)
	case half:
		n, e := write(p[:len(p)/2])
		return n, errors.Join(err, e)
	}
	return 0, err
}

// ReadAt reads; it fails only when the power is off.
func (f *File) ReadAt(p []byte, off int64) (int, error) {
	f.disk.mu.Lock()
	dark := f.disk.dark
	f.disk.mu.Unlock()
	if dark {
		return 0, ErrPower
	}
	return f.Under.ReadAt(p, off)
}

// Truncate cuts or lengthens the file.
func (f *File) Truncate(size int64) error {
	if _, err := f.disk.step(Truncate); err != nil {
		return err
	}
	return f.Under.Truncate(size)
}

// Sync waits until the bytes are on the disk.
func (f *File) Sync() error {
	if _, err := f.disk.step(Sync); err != nil {
		return err
	}
	return f.Under.Sync()
}

// Close closes the file, also where it fails.
func (f *File) Close() error {
	_, err := f.disk.step(Close)
	return errors.Join(err, f.Under.Close())
}
