package crypto

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"filippo.io/age/armor"
	"filippo.io/age/plugin"
)

func utf16LE(s string) string {
	b := []byte{0xff, 0xfe}
	for _, r := range s {
		b = append(b, byte(r), byte(r>>8))
	}
	return string(b)
}

func TestIdentityFiles(t *testing.T) {
	a, b := newKey(t, false), newKey(t, true)
	hardware := plugin.EncodeIdentity("yubikey", []byte("0123456789"))
	keygen := "# created: 2026-11-21T10:00:00Z\n# public key: " + a.Recipient.Name + "\n" + a.Identity + "\n"
	for _, tt := range []struct {
		name, in string
		ids      int
		to       []string
		err      error
		reason   string
	}{
		{"age-keygen's", keygen, 1, []string{a.Recipient.Name}, nil, ""},
		{"without the last newline", strings.TrimSpace(keygen), 1, []string{a.Recipient.Name}, nil, ""},
		{"Windows's newlines", strings.ReplaceAll(keygen, "\n", "\r\n"), 1, []string{a.Recipient.Name}, nil, ""},
		{"with a mark of byte order", "\ufeff" + keygen, 1, []string{a.Recipient.Name}, nil, ""},
		{"PowerShell's", utf16LE(keygen), 1, []string{a.Recipient.Name}, nil, ""},
		{"a Korean comment", "# 엄마의 열쇠\n" + keygen, 1, []string{a.Recipient.Name}, nil, ""},
		{"several", keygen + "\n" + b.Identity, 2, []string{a.Recipient.Name, b.Recipient.Name}, nil, ""},
		{"typed in small letters", "  " + strings.ToLower(a.Identity), 1, []string{a.Recipient.Name}, nil, ""},
		{"typed with the gaps of a sheet", "AGE-SECRET-KEY-1 " + gaps(a.Identity[16:]), 1, []string{a.Recipient.Name}, nil, ""},
		{"typed in either", a.Identity[:30] + " " + strings.ToLower(a.Identity[30:]), 1, []string{a.Recipient.Name}, nil, ""},
		{"post-quantum, typed with gaps", gaps(b.Identity), 1, []string{b.Recipient.Name}, nil, ""},
		{"a plugin's", hardware + "\n" + keygen, 2, []string{a.Recipient.Name}, nil, ""},
		{"empty", "", 0, nil, ErrNoKeys, ""},
		{"comments alone", "# " + a.Identity, 0, nil, ErrNoKeys, ""},
		{"a public key", "#\n" + a.Recipient.Name, 0, nil, ErrBadKey, "line 2: it is not a key: it holds a public key"},
		{"ssh", "-----BEGIN OPENSSH PRIVATE KEY-----\n", 0, nil, ErrBadKey, "ssh"},
		{"cut", a.Identity[:len(a.Identity)-1], 0, nil, ErrMistyped, "checksum"},
		{"post-quantum cut", b.Identity[:40], 0, nil, ErrMistyped, "checksum"},
		{"a wrong letter", "AGE-SECRET-KEY-1 " + gaps(otherAt(a.Identity[16:], 30)), 0, nil, ErrMistyped, "checksum"},
		{"a wrong character", a.Identity[:30] + "!" + a.Identity[31:], 0, nil, ErrMistyped, "does not belong"},
		{"a wrong beginning", "AGE-SECRET-KEY-L" + a.Identity[16:], 0, nil, ErrMistyped, "begins with"},
		{"a plugin's cut", hardware[:len(hardware)-2], 0, nil, ErrBadKey, "checksum"},
		{"words", "hunter2 is my passphrase", 0, nil, ErrBadKey, "begins with"},
		{"a picture", "\x89PNG\r\n\x1a\n\x00\x00\x00", 0, nil, ErrBadKey, "not text"},
		{"too large", keygen + strings.Repeat("#", maxKeyFile), 0, nil, ErrBadKey, "larger"},
		{"sealed to a key", string(sealTo(t, keygen, a.Recipient)), 0, nil, ErrBadKey, "sealed to a key"},
		{"sealed, cut", string(sealTo(t, keygen, a.Recipient)[:80]), 0, nil, ErrBadKey, "damaged"},
	} {
		ids, to, err := ParseIdentities(t.Context(), strings.NewReader(tt.in), mustNotAsk(t), testWork)
		var names []string
		for _, r := range to {
			names = append(names, r.Name)
		}
		if !errors.Is(err, tt.err) || len(ids) != tt.ids || !slices.Equal(names, tt.to) {
			t.Errorf("%s: %d identities, recipients %v, %v", tt.name, len(ids), names, err)
		}
		if errors.Is(err, ErrMistyped) && (tt.err != ErrMistyped || !errors.Is(err, ErrBadKey)) { //nolint:errorlint // the one of the table
			t.Errorf("%s: %v", tt.name, err)
		}
		if err != nil && (!strings.Contains(err.Error(), tt.reason) || leaks(err.Error(), a.Identity) ||
			leaks(err.Error(), b.Identity) || strings.Contains(err.Error(), "hunter2")) {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}

// gaps puts a space behind every five letters, as a recovery sheet does.
func gaps(s string) string {
	var b strings.Builder
	for i, r := range s {
		if i > 0 && i%5 == 0 {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// otherAt puts another letter of bech32 in a place.
func otherAt(s string, at int) string {
	letter := "Q"
	if s[at] == 'Q' {
		letter = "P"
	}
	return s[:at] + letter + s[at+1:]
}

func mustNotAsk(t *testing.T) Ask {
	t.Helper()
	return func(context.Context, bool) (string, error) {
		t.Error("a passphrase was asked for")
		return "", ErrWrongKey
	}
}

func TestLockedIdentityFiles(t *testing.T) {
	k := newKey(t, false)
	text := "# public key: " + k.Recipient.Name + "\n" + k.Identity + "\n"
	pass, err := PassphraseRecipient("열려라 참깨", testWork)
	if err != nil {
		t.Fatal(err)
	}
	var locked bytes.Buffer
	if err := LockKey(&locked, text, "열려라 참깨", testWork); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(locked.String(), armor.Header+"\n") || leaks(locked.String(), k.Identity) {
		t.Errorf("the locked file is\n%s", &locked)
	}
	file := sealTo(t, "안녕", k.Recipient)
	for name, in := range map[string][]byte{
		"ours":             locked.Bytes(),
		"binary":           sealTo(t, text, pass),
		"mailed":           []byte("\r\n" + strings.ReplaceAll(locked.String(), "\n", "\r\n") + "\r\n\r\n"),
		"with a mark":      append([]byte("\ufeff"), locked.Bytes()...),
		"Windows's inside": sealTo(t, "\ufeff"+strings.ReplaceAll(text, "\n", "\r\n"), pass),
	} {
		var asked []bool
		answers := []string{"열려라 콩", "", "열려라 참깨"}
		ids, to, err := ParseIdentities(t.Context(), bytes.NewReader(in), func(_ context.Context, again bool) (string, error) {
			asked = append(asked, again)
			return answers[len(asked)-1], nil
		}, testWork)
		if err != nil || len(to) != 1 || to[0].Name != k.Recipient.Name {
			t.Errorf("%s: recipients %v, %v", name, to, err)
			continue
		}
		if !slices.Equal(asked, []bool{false, true, true}) {
			t.Errorf("%s: asked %v", name, asked)
		}
		if err := opens(t, file, "안녕", ids...); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestLockedFilesThatStayLocked(t *testing.T) {
	k := newKey(t, false)
	var b bytes.Buffer
	if err := LockKey(&b, k.Identity, "open sesame", testWork+1); err != nil {
		t.Fatal(err)
	}
	locked := b.Bytes()
	broken := bytes.Clone(locked)
	broken[len(broken)-60] ^= 1
	pass, err := PassphraseRecipient("open sesame", testWork)
	if err != nil {
		t.Fatal(err)
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	right := func(context.Context, bool) (string, error) { return "open sesame", nil }
	enough := errors.New("enough")
	for _, tt := range []struct {
		name string
		ctx  context.Context //nolint:containedctx // a table
		in   []byte
		ask  Ask
		work int
		want error
	}{
		{"nobody to ask", t.Context(), locked, nil, 0, ErrWrongKey},
		{"given up", t.Context(), locked, func(_ context.Context, again bool) (string, error) {
			if again {
				return "", enough
			}
			return "open sesam", nil
		}, 0, enough},
		{"too much work", t.Context(), locked, mustNotAsk(t), testWork, ErrWorkFactor},
		{"just not too much", t.Context(), locked, right, testWork + 1, nil},
		{"damaged", t.Context(), broken, right, 0, ErrBadKey},
		{"stopped", stopped, locked, mustNotAsk(t), 0, context.Canceled},
		{"nothing in it", t.Context(), sealTo(t, "# none\n", pass), right, 0, ErrNoKeys},
		{"a public key in it", t.Context(), sealTo(t, k.Recipient.Name, pass), right, 0, ErrBadKey},
		{"locked twice", t.Context(), sealTo(t, string(locked), pass), right, 0, ErrBadKey},
		{"one long comment in it", t.Context(), sealTo(t, strings.Repeat("#", maxKeyFile-1000), pass), right, 0, ErrNoKeys},
	} {
		_, _, err := ParseIdentities(tt.ctx, bytes.NewReader(tt.in), tt.ask, tt.work)
		if !errors.Is(err, tt.want) {
			t.Errorf("%s: got %v, want %v", tt.name, err, tt.want)
		}
		if err != nil && leaks(err.Error(), k.Identity) {
			t.Errorf("%s: the error tells the key", tt.name)
		}
	}
}

func TestLockKeyTakesKeysAlone(t *testing.T) {
	k := newKey(t, false)
	var b bytes.Buffer
	for name, err := range map[string]error{
		"a public key":  LockKey(&b, k.Recipient.Name, "open sesame", testWork),
		"no key":        LockKey(&b, "# none", "open sesame", testWork),
		"no passphrase": LockKey(&b, k.Identity, "", testWork),
		"no such work":  LockKey(&b, k.Identity, "open sesame", 31),
	} {
		if err == nil || b.Len() > 0 || leaks(err.Error(), k.Identity) {
			t.Errorf("%s: %v, %d bytes written", name, err, b.Len())
		}
	}
}
