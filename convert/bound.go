package convert

import "exile/crypto"

// The bytes that a sealed archive takes besides those of its files, as upper
// bounds.
const (
	entryHead    = 400     // of a file in the zip, twice, and in the manifest, without its name
	archiveHead  = 8 << 10 // of the ends of the zip, and of the manifest's head
	recipientMax = 4 << 10 // of a recipient: a stanza in the header of age, a name in the manifest
	sealedChunk  = 64 << 10
	sealedTag    = 16
)

// archiveBound is the length that an archive of such files cannot exceed, in
// bytes: it is known before any is written.
type archiveBound struct{ zip int64 }

func (b *archiveBound) add(name string, size int64) {
	b.zip += size + entryHead + 3*int64(len(name))
}

func (b *archiveBound) total(recipients int) int64 {
	to := int64(max(recipients, 1)) * recipientMax
	n := crypto.PaddedLength(b.zip + archiveHead + to)
	return n + (n/sealedChunk+2)*sealedTag + to
}
