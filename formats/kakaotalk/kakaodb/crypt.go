package kakaodb

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/pbkdf2"
	"crypto/sha1"
	"encoding/base64"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"
)

// What the apps encrypt with is the same for everybody but for the number of a
// person, which stands in the clear beside it. Sources: jiru/kakaodecrypt for
// Android, iLEAPP (kakaoTalk.py) for iOS.

const (
	secret = "\x16\x08\x09\x6f\x02\x17\x2b\x08\x21\x21\x0a\x10\x03\x03\x07\x06" //nolint:gosec // a constant of the app, the same for everybody
	vector = "\x0f\x08\x01\x00\x19\x47\x25\xdc\x15\xf5\x17\xe0\xe1\x15\x0c\x35"

	saltSize   = 16
	keySize    = 32
	iterations = 2

	maxKeys = 4096 // of people, kept at a time
)

// prefixes stand before the number of a person in the salt, by the number "enc".
const prefixes = ",,12,24,18,30,36,12,48,7,35,40,17,23,29," +
	"isabel,kale,sulli,van,merry,kyle,james,maddux,tony,hayden,paul,elijah,dorothy,sally,bran,extr.ursra,veil"

var errCipher = errors.New("it cannot be decrypted")

// ciphers decrypts cells and keeps the keys of the people that it has met.
type ciphers struct {
	prefixes []string
	derive   func(salt []byte) ([]byte, error)
	keys     map[string]cipher.Block // by salt
}

// androidCiphers are those of KakaoTalk.db and KakaoTalk2.db.
func androidCiphers() *ciphers {
	return &ciphers{prefixes: strings.Split(prefixes, ","), derive: androidKey}
}

// iosCiphers are those of Message.sqlite and Talk.sqlite, which know one "enc".
func iosCiphers() *ciphers {
	return &ciphers{prefixes: []string{""}, derive: iosKey}
}

// open decrypts a cell that belongs to a person. A cell without any character of
// base64 is no ciphertext and comes back as it is; so does a JSON object.
func (c *ciphers) open(user int64, enc int64, cell string) (string, error) {
	if !strings.ContainsFunc(cell, isBase64) || strings.HasPrefix(cell, "{") && json.Valid([]byte(cell)) {
		return cell, nil
	}
	if enc < 0 || enc >= int64(len(c.prefixes)) {
		return "", errCipher
	}
	text, err := base64.StdEncoding.DecodeString(cell) // it heeds no line ends
	if err != nil || len(text) == 0 || len(text)%aes.BlockSize != 0 {
		return "", errCipher
	}
	key, err := c.key(c.salt(user, enc))
	if err != nil {
		return "", err
	}
	cipher.NewCBCDecrypter(key, []byte(vector)).CryptBlocks(text, text)
	pad := int(text[len(text)-1])
	if pad < 1 || pad > aes.BlockSize {
		return "", errCipher
	}
	for _, b := range text[len(text)-pad:] {
		if int(b) != pad {
			return "", errCipher
		}
	}
	text = text[:len(text)-pad]
	if !utf8.Valid(text) {
		return "", errCipher
	}
	return string(text), nil
}

func isBase64(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '+' || r == '/'
}

// salt is the person's number behind its prefix, cut or filled with zeros.
func (c *ciphers) salt(user, enc int64) string {
	var salt [saltSize]byte
	if user > 0 || len(c.prefixes) == 1 {
		copy(salt[:], c.prefixes[enc]+strconv.FormatInt(user, 10))
	}
	return string(salt[:])
}

func (c *ciphers) key(salt string) (cipher.Block, error) {
	if key, ok := c.keys[salt]; ok {
		return key, nil
	}
	raw, err := c.derive([]byte(salt))
	if err != nil {
		return nil, err
	}
	key, err := aes.NewCipher(raw)
	if err != nil {
		return nil, err
	}
	if c.keys == nil || len(c.keys) >= maxKeys {
		c.keys = map[string]cipher.Block{}
	}
	c.keys[salt] = key
	return key, nil
}

func iosKey(salt []byte) ([]byte, error) {
	return pbkdf2.Key(sha1.New, secret, salt, iterations, keySize)
}

// androidKey is the key derivation of PKCS #12 (RFC 7292, B.2) for a key (id 1)
// with SHA-1.
func androidKey(salt []byte) ([]byte, error) {
	const block = sha1.BlockSize
	d := make([]byte, block)
	for i := range d {
		d[i] = 1
	}
	password := make([]byte, 0, 2*len(secret)+2)
	for i := range len(secret) {
		password = append(password, 0, secret[i])
	}
	password = append(password, 0, 0)
	in := append(repeated(salt, block), repeated(password, block)...)
	var key []byte
	for {
		sum := sha1.Sum(append(append([]byte{}, d...), in...))
		for range iterations - 1 {
			sum = sha1.Sum(sum[:])
		}
		key = append(key, sum[:]...)
		if len(key) >= keySize {
			return key[:keySize], nil
		}
		b := repeated(sum[:], block)[:block]
		for at := 0; at < len(in); at += block {
			addOne(in[at:at+block], b)
		}
	}
}

// repeated repeats p until it fills whole blocks.
func repeated(p []byte, block int) []byte {
	out := make([]byte, (len(p)+block-1)/block*block)
	for i := range out {
		out[i] = p[i%len(p)]
	}
	return out
}

// addOne adds b and 1 to a, as numbers whose highest byte comes first.
func addOne(a, b []byte) {
	carry := 1
	for i := len(a) - 1; i >= 0; i-- {
		carry += int(a[i]) + int(b[i])
		a[i] = byte(carry)
		carry >>= 8
	}
}
