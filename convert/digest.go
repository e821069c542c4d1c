package convert

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"path"
	"slices"
)

// digest is the SHA-256 over the sorted lines "SHA-256 base name" of files: the
// same for one export as a folder, as a zip and under another folder's name.
func digest(sums map[fileKey]string) string {
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

// hashAll hashes every file that the format claims.
func (r *reading) hashAll(ctx context.Context) (map[fileKey]string, error) {
	sums := make(map[fileKey]string, len(r.claimed))
	for k := range r.claimed {
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
