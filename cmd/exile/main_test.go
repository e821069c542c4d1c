//go:build cgo

package main

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"filippo.io/age"
	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/unicode"

	"exile/crypto"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"exile":                    func() { detach(); main() },
		"age-plugin-" + pluginName: pluginMain,
		courierName:                standIn,
	})
}

// Each script tells one behaviour, headed by its reason.
func TestScripts(t *testing.T) {
	example, err := filepath.Abs("../../examples/kakaotalk")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                filepath.Join("testdata", "script"),
		RequireUniqueNames: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("EXAMPLE", example)
			env.Setenv("TZ", "Asia/Seoul")
			env.Setenv("LC_ALL", "en_US.UTF-8")
			env.Setenv("HOME", env.WorkDir)
			for _, name := range []string{"XDG_DATA_HOME", "XDG_CACHE_HOME", "LocalAppData"} {
				env.Setenv(name, filepath.Join(env.WorkDir, "home"))
			}
			env.Setenv("EXILE_STATE", filepath.Join(env.WorkDir, "state"))
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"status": cmdStatus,
			"kakao":  cmdKakao,
			"zip":    cmdZip,
			"first":  cmdFirst,

			"makefiles": cmdMakeFiles,

			"key":      cmdKey,
			"typed":    cmdTyped,
			"spoil":    cmdSpoil,
			"flip":     cmdFlip,
			"sealtext": cmdSealText,

			"photo":   cmdPhoto,
			"kakaodb": cmdKakaoDB,

			"breakbyte": cmdBreakByte,
			"publickey": cmdPublicKey,
			"plugins":   cmdPlugins,
			"encode":    cmdEncode,
		},
	})
}

// cmdStatus runs a program and checks its exit status, as in: status 6 exile list.
func cmdStatus(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status N command…")
	}
	got := 0
	var exit *exec.ExitError
	switch err := ts.Exec(args[1], args[2:]...); {
	case errors.As(err, &exit):
		got = exit.ExitCode()
	case err != nil:
		ts.Fatalf("%v", err)
	}
	if want := args[0]; strconv.Itoa(got) != want {
		ts.Fatalf("status %d, want %s", got, want)
	}
}

// cmdKakao gives files the bytes that Android writes: a mark, and CRLF where a
// line ends with ¶. \e stands for the escape character, \< for U+202E.
func cmdKakao(ts *testscript.TestScript, _ bool, args []string) {
	for _, name := range args {
		s := strings.NewReplacer("¶\n", "\r\n", `\e`, "\x1b", `\<`, "\u202e").Replace(ts.ReadFile(name))
		ts.Check(os.WriteFile(ts.MkAbs(name), []byte("\ufeff"+s), 0o600))
	}
}

// cmdMakeFiles makes files that are nothing; its usage is makefiles FOLDER N.
func cmdMakeFiles(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	for i := range n {
		name := fmt.Sprintf("f%02d.dat", i)
		ts.Check(os.WriteFile(ts.MkAbs(filepath.Join(args[0], name)), []byte("x"), 0o600))
	}
}

// cmdFirst copies the first photo of a folder; its usage is first FOLDER FILE.
func cmdFirst(ts *testscript.TestScript, _ bool, args []string) {
	photos, err := filepath.Glob(filepath.Join(args[0], "*.jpg"))
	ts.Check(err)
	data, err := os.ReadFile(photos[0])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), data, 0o600))
}

// cmdBreakByte puts a byte that is no UTF-8 in the place of an @.
func cmdBreakByte(ts *testscript.TestScript, _ bool, args []string) {
	s := strings.Replace(ts.ReadFile(args[0]), "@", "\xff", 1)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(s), 0o600))
}

// cmdEncode rewrites files as spreadsheets save them; its usage is encode
// bom|utf16|cp949 FILE….
func cmdEncode(ts *testscript.TestScript, _ bool, args []string) {
	encodings := map[string]encoding.Encoding{
		"bom":   unicode.UTF8BOM,
		"utf16": unicode.UTF16(unicode.LittleEndian, unicode.UseBOM),
		"cp949": korean.EUCKR,
	}
	for _, name := range args[1:] {
		data, err := encodings[args[0]].NewEncoder().String(ts.ReadFile(name))
		ts.Check(err)
		ts.Check(os.WriteFile(ts.MkAbs(name), []byte(data), 0o600))
	}
}

// cmdKey makes a key file NAME.txt, with its public key in $NAME; its usage is
// key NAME….
func cmdKey(ts *testscript.TestScript, _ bool, args []string) {
	for _, name := range args {
		key, err := crypto.GenerateKey(false)
		ts.Check(err)
		ts.Check(os.WriteFile(ts.MkAbs(name+".txt"), []byte(key.Identity+"\n"), 0o600))
		ts.Setenv(name, key.Recipient.Name)
	}
}

// cmdSpoil cuts the files of a folder that remember archives; its usage is
// spoil FOLDER.
func cmdSpoil(ts *testscript.TestScript, _ bool, args []string) {
	pins, err := filepath.Glob(filepath.Join(ts.MkAbs(args[0]), "*.json"))
	ts.Check(err)
	for _, pin := range pins {
		if !strings.HasPrefix(filepath.Base(pin), "place-") {
			ts.Check(os.Truncate(pin, 10))
		}
	}
}

// cmdTyped writes a key file as if its key had been typed from paper; its usage is
// typed gaps|wrong FILE OUT.
func cmdTyped(ts *testscript.TestScript, _ bool, args []string) {
	const head = "AGE-SECRET-KEY-1"
	rest := strings.TrimPrefix(strings.TrimSpace(ts.ReadFile(args[1])), head)
	typed := head
	for len(rest) > 5 {
		typed, rest = typed+" "+rest[:5], rest[5:]
	}
	typed = strings.ToLower(typed) + " " + rest
	if args[0] == "wrong" {
		typed = strings.Replace(typed, rest, strings.Map(func(r rune) rune {
			if r == 'Q' {
				return 'P'
			}
			return 'Q'
		}, rest), 1)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), []byte(typed+"\n"), 0o600))
}

// cmdSealText makes an age file of a few words; its usage is sealtext FILE KEY.
func cmdSealText(ts *testscript.TestScript, _ bool, args []string) {
	to, err := age.ParseX25519Recipient(args[1])
	ts.Check(err)
	var b bytes.Buffer
	w, err := age.Encrypt(&b, to)
	ts.Check(err)
	_, err = w.Write([]byte("hello\n"))
	ts.Check(err)
	ts.Check(w.Close())
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), b.Bytes(), 0o600))
}

// cmdFlip flips a bit of a byte; its usage is flip FILE PERCENT, where the byte
// stands that far into the file. flip FILE @BYTE puts another letter there.
func cmdFlip(ts *testscript.TestScript, _ bool, args []string) {
	data := []byte(ts.ReadFile(args[0]))
	number, exact := strings.CutPrefix(args[1], "@")
	at, err := strconv.Atoi(number)
	ts.Check(err)
	switch {
	case !exact:
		data[len(data)*at/100] ^= 0x10
	case data[at] == 'A':
		data[at] = 'B'
	default:
		data[at] = 'A'
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), data, 0o600))
}

// cmdPublicKey puts the public key that a command printed into a variable.
func cmdPublicKey(ts *testscript.TestScript, _ bool, args []string) {
	ts.Setenv(args[1], strings.TrimSpace(ts.ReadFile(args[0])))
}

// cmdPhoto removes or changes the first file of a store's media; its usage is
// photo STORE gone|changed.
func cmdPhoto(ts *testscript.TestScript, _ bool, args []string) {
	photos, err := filepath.Glob(filepath.Join(ts.MkAbs(args[0]), "media", "*", "*"))
	ts.Check(err)
	if args[1] == "gone" {
		ts.Check(os.Remove(photos[0]))
		return
	}
	data, err := os.ReadFile(photos[0])
	ts.Check(err)
	data[len(data)/2] ^= 1
	ts.Check(os.Chmod(photos[0], 0o600))
	ts.Check(os.WriteFile(photos[0], data, 0o600))
}

// cmdZip makes a zip; its usage is zip KIND ZIP [FILE]….
func cmdZip(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) < 2 {
		ts.Fatalf("usage: zip folder|cut|bomb|dotdot OUT [FILE]…")
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	put := func(name string, data []byte) {
		f, err := w.Create(name)
		ts.Check(err)
		_, err = f.Write(data)
		ts.Check(err)
	}
	for _, name := range args[2:] {
		put(name, []byte(ts.ReadFile(name)))
	}
	switch args[0] {
	case "bomb":
		put("KakaoTalkChats.txt", make([]byte, 200<<20))
	case "dotdot":
		put("../evil.txt", []byte("x"))
	}
	ts.Check(w.Close())
	data := b.Bytes()
	if args[0] == "cut" {
		data = data[:len(data)*2/3]
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), data, 0o600))
}
