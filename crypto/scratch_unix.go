//go:build !windows

package crypto

import "errors"

// createNameless makes a file and takes its name away at once: from then on
// nobody can open it, and its bytes go when the program ends, however it ends.
func createNameless(d Disk, path string) (DiskFile, error) {
	f, err := d.Create(path)
	if err != nil {
		return nil, err
	}
	if err := d.Remove(path); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}
