package convert

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"exile/formats"
)

// digest is the SHA-256 of an input: of one file its own, whatever it is called; of
// several that over the sorted lines "SHA-256 base name", the same for one export as a
// folder, as a zip and under another folder's name.
func digest(sums map[fileKey]string) string {
	if len(sums) == 1 {
		for _, sum := range sums {
			return sum
		}
	}
	lines := make([]string, 0, len(sums))
	for k, sum := range sums {
		lines = append(lines, sum+" "+path.Base(k.name)+"\n")
	}
	slices.Sort(lines)
	h := sha256.New()
	for _, l := range lines {
		_, _ = io.WriteString(h, l) // a hash takes everything
	}
	return hex.EncodeToString(h.Sum(nil))
}

// digested lists the files that an input is known by: those that the format claims,
// of folders of media only what messages name, and whatever else they name.
func (r *reading) digested() map[fileKey]bool {
	keys := make(map[fileKey]bool, len(r.claimed))
	for k := range r.claimed {
		if !r.isMedia(k) && !r.silent(k) {
			keys[k] = true
		}
	}
	for k := range r.named {
		keys[k] = true
	}
	return keys
}

// silent reports whether a file beside a database says nothing: the index of the log,
// which SQLite makes anew, or a log that is empty. They come and go.
func (r *reading) silent(k fileKey) bool {
	root := &r.in.Roots[k.root]
	for _, s := range sidecars() {
		if db, ok := strings.CutSuffix(k.name, s); ok && root.Has(db) {
			f, _ := root.Entry(k.name)
			return s == "-shm" || f.Size == 0
		}
	}
	return false
}

// hasOthers reports whether the input has files that the format does not claim and
// that messages may name.
func (r *reading) hasOthers() bool {
	for i := range r.in.Roots {
		root := &r.in.Roots[i]
		if root.Kind == formats.RootMedia {
			return true
		}
		for _, f := range root.Files {
			if _, claimed := r.claimed[fileKey{i, f.Name}]; !claimed && !isLitter(f.Name) {
				return true
			}
		}
	}
	return false
}

// hashAll hashes the files that an input is known by, before it is read.
func (r *reading) hashAll(ctx context.Context) (map[fileKey]string, error) {
	sums := make(map[fileKey]string, len(r.claimed))
	for k := range r.digested() {
		sum, err := r.hash(ctx, k)
		if err != nil {
			return nil, err
		}
		sums[k] = sum
	}
	return sums, nil
}

func (r *reading) hash(ctx context.Context, k fileKey) (string, error) {
	f, err := r.in.Roots[k.root].FS.Open(k.name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, &ctxReader{ctx: ctx, r: f}); err != nil {
		return "", fmt.Errorf("%s: %w", k.name, err)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
