package kakaodbtest

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha1"
	"encoding/base64"
	"encoding/hex"
	"math/big"
	"strconv"
	"strings"
)

// The encryptor is written by the standards (RFC 7292, RFC 8018), not after the
// reader: what one of them has wrong the other does not share.

const (
	passwordHex = "1608096f02172b0821210a1003030706" //nolint:gosec // the same for everybody
	ivHex       = "0f080100194725dc15f517e0e1150c35"
)

// Android encrypts a cell of KakaoTalk.db.
func Android(user int64, enc int, text string) string {
	names := strings.Fields("- - 12 24 18 30 36 12 48 7 35 40 17 23 29 isabel kale sulli van merry kyle james maddux tony hayden paul elijah dorothy sally bran extr.ursra veil")
	salt := make([]byte, 16)
	if user > 0 {
		copy(salt, strings.TrimPrefix(names[enc], "-")+strconv.FormatInt(user, 10))
	}
	return seal(pkcs12(salt), text)
}

// IOS encrypts a cell of Message.sqlite.
func IOS(user int64, text string) string {
	salt := make([]byte, 16)
	copy(salt, strconv.FormatInt(user, 10))
	return seal(pbkdf2(salt), text)
}

func seal(key []byte, text string) string {
	pad := 16 - len(text)%16
	p := append([]byte(text), bytes.Repeat([]byte{byte(pad)}, pad)...)
	block, _ := aes.NewCipher(key) // the key has the right length
	cipher.NewCBCEncrypter(block, unhex(ivHex)).CryptBlocks(p, p)
	return base64.StdEncoding.EncodeToString(p)
}

func unhex(s string) []byte {
	b, _ := hex.DecodeString(s) // a constant
	return b
}

// pkcs12 is RFC 7292, B.2, for 32 bytes of key material with two iterations.
func pkcs12(salt []byte) []byte {
	var password []byte
	for _, b := range unhex(passwordHex) {
		password = append(password, 0, b)
	}
	password = append(password, 0, 0)
	s, p := bytes.Repeat(salt, 4), bytes.Repeat(password, 2)[:64]
	d := bytes.Repeat([]byte{1}, 64)
	a1 := twice(d, s, p)
	b := append(append(append([]byte{}, a1...), a1...), append(append([]byte{}, a1...), a1[:4]...)...)
	one := new(big.Int).Add(new(big.Int).SetBytes(b), big.NewInt(1))
	plus := func(part []byte) []byte {
		n := new(big.Int).Add(new(big.Int).SetBytes(part), one)
		n.Mod(n, new(big.Int).Lsh(big.NewInt(1), 512))
		return n.FillBytes(make([]byte, 64))
	}
	return append(a1, twice(d, plus(s), plus(p))[:12]...)
}

func twice(parts ...[]byte) []byte {
	h := sha1.Sum(bytes.Join(parts, nil))
	h = sha1.Sum(h[:])
	return h[:]
}

// pbkdf2 is RFC 8018, 5.2, for 32 bytes with HMAC-SHA-1 and two iterations.
func pbkdf2(salt []byte) []byte {
	var key []byte
	for i := byte(1); i <= 2; i++ {
		u := mac(append(append([]byte{}, salt...), 0, 0, 0, i))
		v := mac(u)
		for k := range u {
			u[k] ^= v[k]
		}
		key = append(key, u...)
	}
	return key[:32]
}

func mac(p []byte) []byte {
	h := hmac.New(sha1.New, unhex(passwordHex))
	h.Write(p)
	return h.Sum(nil)
}
