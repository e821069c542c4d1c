package crypto

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"filippo.io/age"
	"filippo.io/age/armor"
	"filippo.io/age/plugin"
)

// testWork is a work factor that costs nothing.
const testWork = 4

func newKey(t *testing.T, pq bool) Key {
	t.Helper()
	k, err := GenerateKey(pq)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// sealTo seals text with age's own writer.
func sealTo(t *testing.T, text string, to ...age.Recipient) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := age.Encrypt(&b, to...)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func armored(t *testing.T, file []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := armor.NewWriter(&b)
	if _, err := w.Write(file); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// opens reports whether the identities open a file, by both paths.
func opens(t *testing.T, file []byte, want string, ids ...Identity) error {
	t.Helper()
	r, size, err := openPayload(bytes.NewReader(file), int64(len(file)), ids)
	if err == nil {
		got, readErr := io.ReadAll(io.NewSectionReader(r, 0, size))
		if readErr != nil || string(got) != want {
			t.Errorf("read at any place: %q, %v; want %q", got, readErr, want)
		}
	}
	got, streamErr := readStream(bytes.NewReader(file), ids)
	if sentinel(err) != sentinel(streamErr) { //nolint:errorlint // sentinel unwraps
		t.Errorf("at any place %v, as a stream %v", err, streamErr)
	}
	if err == nil && string(got) != want {
		t.Errorf("read as a stream: %q; want %q", got, want)
	}
	return err
}

// leaks reports whether eight characters in a row of a secret stand in a text.
func leaks(text, secret string) bool {
	const prefixes = "AGE-SECRET-KEY-1 AGE-SECRET-KEY-PQ-1"
	for i := 0; i+8 <= len(secret); i++ {
		part := secret[i : i+8]
		if !strings.Contains(prefixes, part) && strings.Contains(strings.ToUpper(text), strings.ToUpper(part)) {
			return true
		}
	}
	return false
}

func TestGeneratedKeysOpenWhatTheySeal(t *testing.T) {
	for _, pq := range []bool{false, true} {
		k, other := newKey(t, pq), newKey(t, pq)
		prefix := map[bool]string{false: "age1", true: "age1pq1"}[pq]
		if !strings.HasPrefix(k.Recipient.Name, prefix) || k.Identity == other.Identity {
			t.Fatalf("%v: %s", pq, k.Recipient.Name)
		}
		to, err := ParseRecipient(" " + k.Recipient.Name + "\r\n")
		if err != nil || to.Name != k.Recipient.Name {
			t.Fatalf("parsed %q, %v", to.Name, err)
		}
		ids, tos, err := ParseIdentities(t.Context(), strings.NewReader(k.Identity), nil, 0)
		if err != nil || len(ids) != 1 || len(tos) != 1 || tos[0].Name != k.Recipient.Name {
			t.Fatalf("identities %v, recipients %v, %v", len(ids), tos, err)
		}
		file := sealTo(t, "편지", to)
		if err := opens(t, file, "편지", ids...); err != nil {
			t.Error(err)
		}
		wrong, _, err := ParseIdentities(t.Context(), strings.NewReader(other.Identity), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		if err := opens(t, file, "", wrong...); !errors.Is(err, ErrWrongKey) {
			t.Errorf("another key: %v", err)
		}
		if err := opens(t, file, ""); !errors.Is(err, ErrWrongKey) {
			t.Errorf("no key: %v", err)
		}
	}
}

// Recipients that must not be mixed are told apart by labels, which would be lost
// if Recipient did not hand them on.
func TestRecipientsThatDoNotMix(t *testing.T) {
	pass, err := PassphraseRecipient("a long passphrase", testWork)
	if err != nil {
		t.Fatal(err)
	}
	classic, pq := newKey(t, false).Recipient, newKey(t, true).Recipient
	for name, to := range map[string][]age.Recipient{
		"classic and post-quantum": {classic, pq},
		"passphrase and key":       {pass, classic},
		"two passphrases":          {pass, pass},
	} {
		if _, err := age.Encrypt(io.Discard, to...); err == nil {
			t.Errorf("%s: sealed", name)
		}
	}
	if _, err := age.Encrypt(io.Discard, classic, newKey(t, false).Recipient); err != nil {
		t.Errorf("two keys: %v", err)
	}
}

func TestWhatIsNoRecipient(t *testing.T) {
	secret, secretPQ := newKey(t, false).Identity, newKey(t, true).Identity
	public := newKey(t, false).Recipient.Name
	for _, tt := range []struct{ in, reason string }{
		{"", "empty"},
		{"  ", "empty"},
		{secret, "secret key"},
		{strings.ToLower(secret), "secret key"},
		{" " + secret + "\n", "secret key"},
		{secretPQ, "secret key"},
		{plugin.EncodeIdentity("yubikey", []byte("0123456789")), "secret key"},
		{"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPk3 me@home", "ssh"},
		{"correct horse battery staple", "begins with age1"},
		{"passphrase", "begins with age1"},
		{public[:len(public)-1], "checksum"},
		{public + "q", "checksum"},
		{public[:20], "checksum"},
		{strings.ToUpper(public), "begins with age1"},
		{"age1", "cut short"},
		{"age1pq1" + public[4:], "checksum"},
		{"age1yubikey1qqqqqqqq", "checksum"},
		{public + " " + public, "cut short"},
	} {
		_, err := ParseRecipient(tt.in)
		if !errors.Is(err, ErrBadKey) || !strings.Contains(err.Error(), tt.reason) {
			t.Errorf("%q: got %v, want %q", tt.in, err, tt.reason)
		}
		if err != nil && len(tt.in) > 8 && leaks(err.Error(), tt.in) {
			t.Errorf("the error repeats what was given: %v", err)
		}
	}
}

// Whatever single character is mistyped, left out or swapped with the next: no
// other key comes of it.
func TestMistypedRecipients(t *testing.T) {
	name := newKey(t, false).Recipient.Name
	try := func(s string) {
		if _, err := ParseRecipient(s); s != name && !errors.Is(err, ErrBadKey) {
			t.Errorf("%s taken for %s: %v", s, name, err)
		}
	}
	for i := range name {
		try(name[:i] + name[i+1:])
		if i > 0 {
			try(name[:i-1] + name[i:i+1] + name[i-1:i] + name[i+1:])
		}
		for _, c := range "qpzry9x8gf2tvdw0s3jn54khce6mua7l1bio-" {
			try(name[:i] + string(c) + name[i+1:])
		}
	}
}

func TestFileOfRecipients(t *testing.T) {
	a, b := newKey(t, false), newKey(t, true)
	text := "\ufeff# 가족\r\n" + a.Recipient.Name + "\r\n\r\n  " + b.Recipient.Name + "  # no"
	if _, err := ParseRecipients(strings.NewReader(text)); !errors.Is(err, ErrBadKey) || !strings.Contains(err.Error(), "line 4") {
		t.Errorf("a comment behind a key: %v", err)
	}
	got, err := ParseRecipients(strings.NewReader(strings.TrimSuffix(text, "# no")))
	if err != nil || len(got) != 2 || got[0].Name != a.Recipient.Name || got[1].Name != b.Recipient.Name {
		t.Errorf("got %v, %v", got, err)
	}
	for name, in := range map[string]string{
		"nothing":   "# nobody\n",
		"a secret":  "# me\n" + a.Identity + "\n",
		"too long":  strings.Repeat("#\n", maxKeyFile),
		"an ageing": string(sealTo(t, "x", a.Recipient)),
	} {
		if _, err := ParseRecipients(strings.NewReader(in)); !errors.Is(err, ErrBadKey) || leaks(err.Error(), a.Identity) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Mixed tells before anything is written what age would refuse.
func TestMixed(t *testing.T) {
	var classic, pq [2]Recipient
	for i := range classic {
		for all, kind := range map[*[2]Recipient]bool{&classic: false, &pq: true} {
			key, err := GenerateKey(kind)
			if err != nil {
				t.Fatal(err)
			}
			if all[i], err = ParseRecipient(key.Recipient.Name); err != nil {
				t.Fatal(err)
			}
		}
	}
	if Mixed(classic[:]) || Mixed(pq[:]) || Mixed(nil) {
		t.Error("recipients of one kind are said to be mixed")
	}
	if !Mixed([]Recipient{classic[0], pq[0]}) {
		t.Error("recipients of both kinds are not said to be mixed")
	}
}
