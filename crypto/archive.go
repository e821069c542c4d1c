package crypto

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"sync"
)

// OpenOptions are the settings of Open.
type OpenOptions struct {
	Identities []Identity
	Cache      int64 // bytes of decrypted chunks kept in memory; 0: 64 MiB
}

// Archive is an open sealed archive. Its methods may be called from several
// goroutines.
type Archive struct {
	plain    io.ReaderAt // the zip
	size     int64
	cache    *cache
	manifest *Manifest
	sum      string         // of the manifest's bytes
	records  []record       // all entries in their order, padding and manifest too
	index    map[string]int // without those two
	end      ending
	pieces   sync.Pool // of *[]byte, pieceSize long, see each
}

// maxHeader bounds the age header, in bytes: some thousand recipients.
const maxHeader = 1 << 20

// Open opens an archive of size bytes. Header, length, last chunk, the whole
// profile of the zip's directory and the manifest are checked; a chunk in
// between is checked when it is read. r is read ahead in the background, so for
// a moment after the last call too; whoever has closed it by then loses nothing.
// Errors: ErrNotSealed, ErrArmored, ErrWrongKey, ErrWorkFactor, ErrDamaged,
// ErrNoArchive, ErrNewer.
func Open(r io.ReaderAt, size int64, opt OpenOptions) (*Archive, error) {
	if err := checkHeader(r, size); err != nil {
		return nil, err
	}
	plain, n, err := openPayload(r, size, opt.Identities)
	if err != nil {
		return nil, err
	}
	return openPlain(plain, n, opt.Cache)
}

// checkHeader looks for the last line of an age header where it must be at the
// latest, before age reads the whole header into memory. All else age checks.
func checkHeader(r io.ReaderAt, size int64) error {
	for _, n := range []int64{4096, maxHeader} {
		b := make([]byte, min(n, max(size, 0)))
		if _, err := r.ReadAt(b, 0); err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		if size <= n || !bytes.HasPrefix(b, []byte(ageIntro)) || bytes.Contains(b, []byte("\n--- ")) {
			return nil
		}
	}
	return fmt.Errorf("%w: its header has more than %d bytes", ErrDamaged, maxHeader)
}

// openPlain opens the zip.
func openPlain(plain io.ReaderAt, size, cached int64) (*Archive, error) {
	a := &Archive{plain: plain, size: size, cache: newCache(plain, size, cached)}
	a.pieces.New = func() any { b := make([]byte, pieceSize); return &b }
	tail := make([]byte, min(size, end64Len+endLen))
	if err := readFull(plain, tail, size-int64(len(tail))); err != nil {
		return nil, err
	}
	var err error
	if a.end, err = parseEnding(tail, size); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNoArchive, err) // the chunk is as somebody sealed it
	}
	last, err := a.findManifest()
	if err != nil {
		return nil, err
	}
	if err := a.readManifest(last); err != nil {
		return nil, err
	}
	if err := a.layOut(last); err != nil {
		return nil, err
	}
	if err := a.readDirectory(func(r *record, crc uint32) { r.crc = crc }); err != nil {
		return nil, err
	}
	if padme(size) != size {
		return nil, fmt.Errorf("%w: %d bytes are not a padded length", ErrDamaged, size)
	}
	return a, nil
}

// findManifest reads the last entry of the directory, which is in one of two
// forms: with and without the fields of zip64.
func (a *Archive) findManifest() (record, error) {
	short := int64(centralLen + len(ManifestName))
	for _, n := range []int64{short, short + extra64Len} {
		if n > a.end.size {
			break
		}
		b := make([]byte, n)
		if err := readFull(a.plain, b, a.end.at+a.end.size-n); err != nil {
			return record{}, err
		}
		r := record{name: ManifestName, crc: binary.LittleEndian.Uint32(b[16:]), size: int64(binary.LittleEndian.Uint32(b[24:]))}
		if n > short {
			r.size = int64(binary.LittleEndian.Uint64(b[short+4:]))
		}
		if r.size < 0 || r.size > maxManifest || r.size > a.end.at {
			continue
		}
		r.at = a.end.at - (r.end() - r.at)
		if r.at >= 0 && bytes.Equal(b, r.appendCentral(nil)) {
			return r, nil
		}
	}
	return record{}, fmt.Errorf("%w: %w: its last entry is not %s as it must be", ErrNoArchive, ErrDamaged, ManifestName)
}

// readManifest reads the manifest with its headers.
func (a *Archive) readManifest(r record) error {
	b := make([]byte, r.end()-r.at)
	if err := readFull(a.plain, b, r.at); err != nil {
		return err
	}
	text := b[r.data()-r.at:][:r.size]
	if !bytes.HasPrefix(b, r.appendLocal(nil)) {
		return fmt.Errorf("%w: the local header of %s", ErrDamaged, r.name)
	}
	if !bytes.HasSuffix(b, r.appendDescriptor(nil)) {
		return fmt.Errorf("%w: the data descriptor of %s", ErrDamaged, r.name)
	}
	if crc32.ChecksumIEEE(text) != r.crc {
		return fmt.Errorf("%w: the CRC-32 of %s", ErrDamaged, r.name)
	}
	var err error
	if a.manifest, err = parseManifest(string(text), int(a.end.count)-2); err != nil {
		return err
	}
	sum := sha256.Sum256(text)
	a.sum = hex.EncodeToString(sum[:])
	a.index, err = a.manifest.index()
	return err
}

// layOut computes where everything must lie if the manifest is right. What is
// left between the last entry and the manifest is the padding.
func (a *Archive) layOut(last record) error {
	a.records = make([]record, 0, a.end.count)
	at := int64(0)
	for _, e := range a.manifest.Entries {
		r := record{name: e.Name, size: e.Size, at: at}
		if e.Size > last.at || r.end() > last.at {
			return fmt.Errorf("%w: %s does not fit", ErrDamaged, e.Name)
		}
		a.records = append(a.records, r)
		at = r.end()
	}
	pad := record{name: PaddingName, at: at}
	pad.size = last.at - pad.end()
	if pad.big() {
		pad.size -= descriptor64Len - descriptorLen
	}
	if pad.size < 0 || pad.end() != last.at {
		return fmt.Errorf("%w: there is no place for the padding", ErrDamaged)
	}
	a.records = append(a.records, pad, last)
	return nil
}

// readDirectory compares the directory with what it must be, byte for byte. take,
// unless nil, is told the CRC-32 of each entry first, which nothing else tells;
// once the archive is open its records do not change any more.
func (a *Archive) readDirectory(take func(r *record, crc uint32)) error {
	b := bufio.NewReaderSize(io.NewSectionReader(a.plain, a.end.at, a.end.size), pieceSize)
	var want []byte
	for i := range a.records {
		r := &a.records[i]
		got, err := b.Peek(int(r.centralLen()))
		if err != nil && err != io.EOF {
			return err
		}
		if take != nil && len(got) > 20 {
			take(r, binary.LittleEndian.Uint32(got[16:]))
		}
		if want = r.appendCentral(want[:0]); !bytes.Equal(got, want) {
			return fmt.Errorf("%w: entry %d of the directory is not %s as it must be", ErrDamaged, i, r.name)
		}
		if _, err := b.Discard(len(got)); err != nil {
			return err
		}
	}
	if _, err := b.Peek(1); err != io.EOF {
		return fmt.Errorf("%w: its directory is too long", ErrDamaged)
	}
	return nil
}

// Manifest returns the manifest; it is not to be changed.
func (a *Archive) Manifest() *Manifest { return a.manifest }

// ManifestSum returns the SHA-256 of the manifest's bytes in hex.
func (a *Archive) ManifestSum() string { return a.sum }

// Size returns the length of what is sealed, padding included, in bytes.
func (a *Archive) Size() int64 { return a.size }

// Open opens an entry for reading at any place, through the cache. Its local
// header is checked; its hash is not (see Copy). Errors: ErrNoEntry, ErrDamaged.
func (a *Archive) Open(name string) (*File, error) {
	i, ok := a.index[name]
	if !ok {
		return nil, fmt.Errorf("%s: %w", name, ErrNoEntry)
	}
	r := &a.records[i]
	for _, h := range []struct {
		what string
		at   int64
		want []byte
	}{
		{"local header", r.at, r.appendLocal(nil)},
		{"data descriptor", r.data() + r.size, r.appendDescriptor(nil)},
	} {
		got := make([]byte, len(h.want))
		if err := readFull(a.cache, got, h.at); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		if !bytes.Equal(got, h.want) {
			return nil, fmt.Errorf("%w: the %s of %s", ErrDamaged, h.what, name)
		}
	}
	return &File{io.NewSectionReader(a.cache, r.data(), r.size)}, nil
}

// File is an open entry of an archive; it is an io.ReadSeekCloser and io.ReaderAt.
type File struct{ *io.SectionReader }

// Close does nothing: an entry holds nothing open.
func (f *File) Close() error { return nil }
