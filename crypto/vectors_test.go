package crypto

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"slices"
	"strings"
	"testing"

	agetest "c2sp.org/CCTV/age"
)

// vectorCounts are the files of c2sp.org/CCTV/age at the commit in go.mod, by
// what they expect. All of them are opened in each of the ways.
var vectorCounts = map[string]int{
	"success": 26, "header failure": 62, "armor failure": 26,
	"payload failure": 19, "no match": 13, "HMAC failure": 1,
}

// refusedEarly are vectors that end otherwise here than others of their kind.
// What is no age file by its first line is told as that, not as damage; a work
// factor that is merely too high can be allowed.
var refusedEarly = map[string]error{
	"armor_garbage_leading":  ErrNotSealed,
	"armor_lowercase":        ErrNotSealed,
	"armor_wrong_type":       ErrNotSealed,
	"armor_whitespace_begin": ErrNotSealed,
	"empty":                  ErrNotSealed,
	"header_crlf":            ErrNotSealed,
	"version_unsupported":    ErrNotSealed,
	"scrypt_work_factor_23":  ErrWorkFactor,
}

type vector struct {
	name, expect string
	payload      string // SHA-256 of what comes out, in hex; of what came before the failure
	ids          []string
	passphrases  []string
	armored      bool
	file         []byte
}

func readVector(t *testing.T, name string) vector {
	t.Helper()
	data, err := fs.ReadFile(agetest.Vectors, name)
	if err != nil {
		t.Fatal(err)
	}
	v := vector{name: name}
	head, body, ok := bytes.Cut(data, []byte("\n\n"))
	if !ok {
		t.Fatal("the vector has no header")
	}
	v.file = body
	for line := range strings.Lines(string(head)) {
		key, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), ": ")
		switch key {
		case "expect":
			v.expect = value
		case "payload":
			v.payload = value
		case "identity":
			v.ids = append(v.ids, value)
		case "passphrase":
			v.passphrases = append(v.passphrases, value)
		case "armored":
			v.armored = true
		case "compressed":
			r, err := zlib.NewReader(bytes.NewReader(v.file))
			if err != nil {
				t.Fatal(err)
			}
			if v.file, err = io.ReadAll(r); err != nil {
				t.Fatal(err)
			}
		case "comment", "file key":
		default:
			t.Fatalf("the vector says %q, which is not known here", key)
		}
	}
	return v
}

// identities reads the vector's keys by our own code.
func (v vector) identities(t *testing.T) []Identity {
	t.Helper()
	var ids []Identity
	if len(v.ids) > 0 {
		got, _, err := ParseIdentities(t.Context(), strings.NewReader(strings.Join(v.ids, "\n")), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ids = got
	}
	for _, p := range v.passphrases {
		ids = append(ids, PassphraseIdentity(p, 0))
	}
	return ids
}

func (v vector) wanted() error {
	if err, ok := refusedEarly[v.name]; ok {
		return err
	}
	switch v.expect {
	case "success":
		return nil
	case "no match":
		return ErrWrongKey
	}
	return ErrDamaged
}

func sentinel(err error) error {
	for _, s := range []error{ErrNotSealed, ErrArmored, ErrWrongKey, ErrWorkFactor, ErrDamaged} {
		if errors.Is(err, s) {
			return s
		}
	}
	return err
}

func TestVectorsAsStream(t *testing.T) {
	eachVector(t, func(t *testing.T, v vector) {
		t.Helper()
		got, err := readStream(bytes.NewReader(v.file), v.identities(t))
		check(t, v, err, v.wanted())
		if v.payload != "" && sumOf(got) != v.payload {
			t.Errorf("%d bytes came out, and they are not the right ones", len(got))
		}
		if v.payload == "" && len(got) > 0 {
			t.Errorf("%d bytes came out of a file that must give none", len(got))
		}
	})
}

func TestVectorsAtAnyPlace(t *testing.T) {
	eachVector(t, func(t *testing.T, v vector) {
		t.Helper()
		want := v.wanted()
		if v.armored && !errors.Is(want, ErrNotSealed) {
			want = ErrArmored
		}
		r, size, err := openPayload(bytes.NewReader(v.file), int64(len(v.file)), v.identities(t))
		var got []byte
		if err == nil {
			got, err = io.ReadAll(io.NewSectionReader(r, 0, size))
		}
		check(t, v, err, want)
		if err != nil {
			// The last chunk is read first, so no byte more may come out than of
			// the stream, but fewer may.
			stream, _ := readStream(bytes.NewReader(v.file), v.identities(t))
			if !bytes.HasPrefix(stream, got) {
				t.Errorf("%d bytes came out that are not in the stream", len(got))
			}
			return
		}
		if int64(len(got)) != size || sumOf(got) != v.payload {
			t.Errorf("%d bytes of %d came out, and they are not the right ones", len(got), size)
		}
		backwards(t, r, got)
	})
}

// The vectors hold no archive, so that none opens; but what is wrong with each
// must be told by Open as it is by the paths above.
func TestVectorsAsArchives(t *testing.T) {
	eachVector(t, func(t *testing.T, v vector) {
		t.Helper()
		want := v.wanted()
		switch {
		case v.armored && !errors.Is(want, ErrNotSealed):
			want = ErrArmored
		case want == nil:
			want = ErrDamaged
		}
		_, err := Open(bytes.NewReader(v.file), int64(len(v.file)), OpenOptions{Identities: v.identities(t)})
		check(t, v, err, want)
	})
}

// backwards reads once more, from the end to the beginning in odd pieces.
func backwards(t *testing.T, r io.ReaderAt, want []byte) {
	t.Helper()
	const step = 9973
	for end := len(want); end > 0; end -= step {
		start := max(0, end-step)
		p := make([]byte, end-start)
		if _, err := io.ReadFull(io.NewSectionReader(r, int64(start), int64(len(p))), p); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(p, want[start:end]) {
			t.Fatalf("the bytes from %d to %d differ", start, end)
		}
	}
}

func readStream(r io.Reader, ids []Identity) ([]byte, error) {
	p, err := openStream(r, ids)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(p)
}

func check(t *testing.T, v vector, err, want error) {
	t.Helper()
	if got := sentinel(err); got != want { //nolint:errorlint // sentinel unwraps
		t.Errorf("%s: got %v, want %v", v.expect, err, want)
	}
}

func sumOf(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// eachVector runs all of them and fails if one is missing or new.
func eachVector(t *testing.T, f func(*testing.T, vector)) {
	t.Helper()
	files, err := fs.ReadDir(agetest.Vectors, ".")
	if err != nil {
		t.Fatal(err)
	}
	ran := map[string]int{}
	var names []string
	for _, file := range files {
		t.Run(file.Name(), func(t *testing.T) {
			v := readVector(t, file.Name())
			f(t, v)
			ran[v.expect]++
			names = append(names, v.name)
		})
	}
	all := 0
	for expect, want := range vectorCounts {
		all += want
		if ran[expect] != want {
			t.Errorf("%s: %d vectors were opened, want %d", expect, ran[expect], want)
		}
	}
	if len(names) != all || all != 147 {
		t.Errorf("%d vectors were opened, want %d", len(names), all)
	}
	for name := range refusedEarly {
		if !slices.Contains(names, name) {
			t.Errorf("there is no vector %s", name)
		}
	}
}
