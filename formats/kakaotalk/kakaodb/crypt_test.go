package kakaodb

import (
	"strings"
	"testing"

	"exile/formats/kakaotalk/kakaodb/kakaodbtest"
)

// The values that are publicly known: those of jiru/kakaodecrypt's tests for
// Android, and for iOS two that were made with other code.
func TestKnownValues(t *testing.T) {
	for _, v := range []struct {
		user, enc    int64
		sealed, want string
	}{
		{216658451, 17, "UHVw8VBhUhdbIFTlvdBXdA==", "Hey friends!"},
		{240440409, 22, "pBO6rG5DQmOOfRwyoV6nqw==", "ㄱㅇㄷ"},
		{195847548, 24, "IICZJO/83CXZWZhNmiWmHg==", "It's ok"},
		{283456151, 26, "gYKexDBLvO7OwDqjD58LlQ==", "i have lasers"},
		{77289285161409090, 26, "6ooWLeWv/zcVSNsm8X44SOqc/Yg9u2wYe9HolLxmLOw=", "끙끙거리면서"},
		{749346, 27, "rB5tNoqR5OWeuvC4OC3shQ==", "ㅋㅋ"},
		{3569453, 29, "8lcerV0hiB3p/oo44pgBZQ==", "ㅇㅋ"},
		{6760637124146206193, 30, "sF1bOvuVAJVY7BWQ0m17Xg==", "Hi"},
		{387216304, 31, "RcrN4TWyfEL0p6O+yWtOpw==", "홍"},
	} {
		got, err := androidCiphers().open(v.user, v.enc, v.sealed)
		if err != nil || got != v.want {
			t.Errorf("android, person %d, enc %d: %q, %v; want %q", v.user, v.enc, got, err, v.want)
		}
		if made := kakaodbtest.Android(v.user, int(v.enc), v.want); made != v.sealed {
			t.Errorf("the test's own encryptor made %s of %q, want %s", made, v.want, v.sealed)
		}
	}
	for _, v := range []struct {
		user         int64
		sealed, want string
	}{
		{1234, "xxA30qRjX9mENddyW1swsw==", "안녕 hello"},
		{216658451, "deRJfGkpaKYE//AfGFR9Vg==", "Hey friends!"},
	} {
		got, err := iosCiphers().open(v.user, 0, v.sealed)
		if err != nil || got != v.want {
			t.Errorf("ios, person %d: %q, %v; want %q", v.user, got, err, v.want)
		}
		if made := kakaodbtest.IOS(v.user, v.want); made != v.sealed {
			t.Errorf("the test's own encryptor made %s of %q, want %s", made, v.want, v.sealed)
		}
	}
}

// What one of the two encryptions made, every prefix, long texts and numbers that
// are no person's included, the reader opens.
func TestEveryPrefix(t *testing.T) {
	c := androidCiphers()
	if len(c.prefixes) != 32 {
		t.Fatalf("%d prefixes, want 32", len(c.prefixes))
	}
	for enc := range 32 {
		for _, user := range []int64{-7, 0, 1, 216658451, 6760637124146206193} {
			for _, text := range []string{"", "a", "정확히 16바이트", strings.Repeat("긴 글 ", 5000)} {
				got, err := c.open(user, int64(enc), kakaodbtest.Android(user, enc, text))
				if err != nil || got != text {
					t.Fatalf("enc %d, person %d: %d bytes came back as %d, %v", enc, user, len(text), len(got), err)
				}
			}
		}
	}
}

func TestNotDecrypted(t *testing.T) {
	c := androidCiphers()
	for _, same := range []string{"", "{}", " ", `{"feedType":2}`, "..."} {
		if got, err := c.open(1, 31, same); err != nil || got != same {
			t.Errorf("%q came back as %q, %v: it is no ciphertext", same, got, err)
		}
	}
	sealed := kakaodbtest.Android(387216304, 31, "홍")
	for what, bad := range map[string]string{
		"no base64":     "안녕 hello",
		"cut":           sealed[:len(sealed)-4],
		"another block": "AAAA" + sealed[4:],
		"a short text":  "abcd",
		"broken JSON":   `{"a":`,
	} {
		if got, err := c.open(387216304, 31, bad); err == nil {
			t.Errorf("%s was decrypted as %q", what, got)
		}
	}
	for _, enc := range []int64{-1, 32, 1 << 40} {
		if got, err := c.open(387216304, enc, sealed); err == nil {
			t.Errorf("enc %d, which nobody knows, gave %q", enc, got)
		}
	}
	if got, err := c.open(387216305, 31, sealed); err == nil {
		t.Errorf("somebody else's number gave %q", got)
	}
}

// The key cache does not grow with the people in a database.
func TestFewKeys(t *testing.T) {
	c := androidCiphers()
	for user := range int64(maxKeys + 10) {
		if _, err := c.key(c.salt(user+1, 31)); err != nil {
			t.Fatal(err)
		}
	}
	if len(c.keys) > maxKeys {
		t.Errorf("%d keys are kept", len(c.keys))
	}
}
