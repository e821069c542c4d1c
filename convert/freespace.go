package convert

// FreeSpace tells how many bytes this user may still write on the disk of a folder;
// false where that is not known.
func FreeSpace(dir string) (int64, bool) { return freeSpace(dir) }
