package telegramtest

import (
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/subtle"
	"math/big"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
)

// prime is the one that Telegram uses; clients check that it is one.
const prime = "c71caeb9c6b1c9048e6c522f70f13f73980d40238e3e21c14934d037563d930f" +
	"48198a0aa7c14058229493d22530f4dbfa336f6e0ac925139543aed44cce7c37" +
	"20fd51f69458705ac68cd4fe6b6b13abdc9746512969328454f18faf8c595f64" +
	"2477fe96bb2a941d5bcd1d4ac8cc49880708fa9b378e3c4f3a9060bee67cf9a4" +
	"a4a695811051907e162753b56b0f6b410dba74d8a84b2a14b3144e0ef1284754" +
	"fd17ed950d5965b4b9dd46582db1178d169c6bc465b0d6ff9ca3928fef5b9ae4" +
	"e418fc15e83ebea0f87fa9ff5eed70050ded2849f47bf959d956850ce929851f" +
	"0d8115f635b105ee2e4e15d04b2454bf6f4fadf034b10403119cd8e3b92fcc5b"

// generator goes with the prime.
const generator = 3

// verifier is what a server keeps of a password.
type verifier struct {
	salt1, salt2 []byte
	v            *big.Int
}

// challenge is the server's half of one check.
type challenge struct {
	b, pub *big.Int
}

// SetPassword changes the password of the second factor; "" turns it off.
func (w *World) SetPassword(password string) {
	defer w.lock()()
	w.password, w.secret = password, nil
}

// verify makes what a server keeps. See https://core.telegram.org/api/srp.
func verify(password string) *verifier {
	s := &verifier{salt1: make([]byte, 16), salt2: make([]byte, 16)}
	_, _ = rand.Read(s.salt1) // never fails
	_, _ = rand.Read(s.salt2)
	salted := func(data, salt []byte) []byte { return hash(salt, data, salt) }
	first := salted(salted([]byte(password), s.salt1), s.salt2)
	slow, err := pbkdf2.Key(sha512.New, string(first), s.salt1, 100_000, 64)
	if err != nil {
		return nil // only for keys longer than any hash gives
	}
	x := new(big.Int).SetBytes(salted(slow, s.salt2))
	s.v = new(big.Int).Exp(big.NewInt(generator), x, modulus())
	return s
}

func modulus() *big.Int {
	p, _ := new(big.Int).SetString(prime, 16)
	return p
}

func hash(parts ...[]byte) []byte {
	h := sha256.New()
	for _, p := range parts {
		h.Write(p)
	}
	return h.Sum(nil)
}

// wide is a number in 2,048 bits.
func wide(n *big.Int) []byte { return n.FillBytes(make([]byte, 256)) }

func getPassword(c *call, _ *tg.AccountGetPasswordRequest) (bin.Encoder, error) {
	w := c.world
	if !c.login.in && !c.login.half {
		return nil, unregistered()
	}
	out := &tg.AccountPassword{
		NewAlgo: &tg.PasswordKdfAlgoUnknown{}, NewSecureAlgo: &tg.SecurePasswordKdfAlgoUnknown{},
		SecureRandom: hash(),
	}
	if w.password == "" {
		return out, nil
	}
	if w.secret == nil {
		w.secret = verify(w.password)
	}
	p := modulus()
	b, err := rand.Int(rand.Reader, p)
	if err != nil {
		return nil, err
	}
	k := new(big.Int).SetBytes(hash(wide(p), wide(big.NewInt(generator))))
	pub := new(big.Int).Exp(big.NewInt(generator), b, p)
	pub.Add(pub, k.Mul(k, w.secret.v)).Mod(pub, p)
	id := number()
	w.srps[id] = &challenge{b: b, pub: pub}
	out.HasPassword, out.Hint, out.SRPID, out.SRPB = true, Hint, id, wide(pub)
	out.CurrentAlgo = &tg.PasswordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow{
		Salt1: w.secret.salt1, Salt2: w.secret.salt2, G: generator, P: wide(p),
	}
	return out, nil
}

func checkPassword(c *call, r *tg.AuthCheckPasswordRequest) (bin.Encoder, error) {
	w := c.world
	if !c.login.half {
		return nil, unregistered()
	}
	in, ok := r.Password.(*tg.InputCheckPasswordSRP)
	if !ok || w.secret == nil {
		return nil, refused("PASSWORD_HASH_INVALID")
	}
	ch := w.srps[in.SRPID]
	delete(w.srps, in.SRPID) // each is good for one try
	if ch == nil {
		return nil, refused("SRP_ID_INVALID")
	}
	if !ch.check(w.secret, in) {
		return nil, refused("PASSWORD_HASH_INVALID")
	}
	return c.entered(), nil
}

// check reports whether a client knows the password.
func (ch *challenge) check(s *verifier, in *tg.InputCheckPasswordSRP) bool {
	p, a := modulus(), new(big.Int).SetBytes(in.A)
	if len(in.A) != 256 || a.Sign() == 0 || a.Cmp(p) >= 0 {
		return false
	}
	u := new(big.Int).SetBytes(hash(wide(a), wide(ch.pub)))
	t := new(big.Int).Exp(s.v, u, p)
	t.Mul(t, a).Mod(t, p).Exp(t, ch.b, p)
	proof := hash(wide(p))
	subtle.XORBytes(proof, proof, hash(wide(big.NewInt(generator))))
	want := hash(proof, hash(s.salt1), hash(s.salt2), wide(a), wide(ch.pub), hash(wide(t)))
	return subtle.ConstantTimeCompare(want, in.M1) == 1
}
