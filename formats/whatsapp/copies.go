package whatsapp

import (
	"crypto/sha256"
	"io"
	"path"
	"strconv"
	"strings"

	"exile/formats"
)

// withoutCopies leaves out texts that were saved twice: those that are called
// "name (1).txt" and equal another byte by byte. Only such are read. It returns
// both the others and the copies.
func withoutCopies(in formats.Input, texts []text) (kept, copies []text) {
	sizes := map[int64]int{}
	copied := false
	for _, t := range texts {
		sizes[t.size]++
		copied = copied || isCopy(in, t)
	}
	if !copied {
		return texts, nil
	}
	type key struct {
		size int64
		sum  [sha256.Size]byte
	}
	first := map[key]bool{} // of those that are no copies
	sums := make([]key, len(texts))
	for i, t := range texts {
		if sizes[t.size] < 2 {
			continue
		}
		sum, err := sumOf(in, t)
		if err != nil {
			continue
		}
		sums[i] = key{t.size, sum}
		if !isCopy(in, t) {
			first[sums[i]] = true
		}
	}
	for i, t := range texts {
		if sums[i].size > 0 && isCopy(in, t) {
			if first[sums[i]] {
				copies = append(copies, t)
				continue
			}
			first[sums[i]] = true
		}
		kept = append(kept, t)
	}
	return kept, copies
}

// isCopy reports whether the name of a text, or of what holds it, says that it
// was saved a second time.
func isCopy(in formats.Input, t text) bool {
	for _, name := range []string{path.Base(t.name), path.Base(path.Dir(t.name)), path.Base(in.Roots[t.root].Name)} {
		if _, n := cutCopy(stem(name)); n > 0 {
			return true
		}
	}
	return false
}

// stem is a name without the extension of a text or a zip.
func stem(name string) string {
	if ext := path.Ext(name); strings.EqualFold(ext, ".txt") || strings.EqualFold(ext, ".zip") {
		return name[:len(name)-len(ext)]
	}
	return name
}

// cutCopy cuts " (1)" off a name without its extension.
func cutCopy(stem string) (string, int) {
	i := strings.LastIndexByte(stem, '(')
	if i <= 0 || !strings.HasSuffix(stem, ")") {
		return stem, 0
	}
	digits := stem[i+1 : len(stem)-1]
	n, err := strconv.Atoi(digits)
	if err != nil || n < 1 || n > 999 || digits[0] == '+' {
		return stem, 0
	}
	return strings.TrimRight(stem[:i], " _"), n
}

func sumOf(in formats.Input, t text) (sum [sha256.Size]byte, err error) {
	f, err := in.Roots[t.root].FS.Open(t.name)
	if err != nil {
		return sum, err
	}
	defer f.Close()
	h := sha256.New()
	if _, err = io.Copy(h, f); err == nil {
		h.Sum(sum[:0])
	}
	return sum, err
}
