package crypto

import (
	"errors"

	"golang.org/x/sys/windows"
)

// createNameless makes a file that the system removes when its last handle goes,
// however the program ends: Windows takes no name from an open file. Go opens
// files so that others may not remove or rename them meanwhile.
func createNameless(d Disk, path string) (DiskFile, error) {
	if _, ok := d.(OS); ok {
		return createFile(path, windows.FILE_FLAG_DELETE_ON_CLOSE)
	}
	f, err := d.Create(path)
	if err != nil {
		return nil, err
	}
	return &removedLater{DiskFile: f, disk: d, path: path}, nil
}

// removedLater is the same on a disk that knows no such flag.
type removedLater struct {
	DiskFile
	disk Disk
	path string
}

func (f *removedLater) Close() error {
	return errors.Join(f.DiskFile.Close(), f.disk.Remove(f.path))
}
