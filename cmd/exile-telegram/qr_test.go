package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"exile/cmd/internal/console"
	"exile/convert/telegram/telegramtest"
)

// A phone that scans what the terminal shows signs in: the code is read back from
// the very letters that are drawn.
func TestLoginByQR(t *testing.T) {
	w := telegramtest.NewWorld()
	w.SetPassword("")
	server := telegramtest.Start(t, w)
	dir := t.TempDir()
	passphrase, screen := filepath.Join(dir, "passphrase"), filepath.Join(dir, "screen")
	for _, name := range []string{passphrase, screen} {
		if err := os.WriteFile(name, []byte("말 여덟 개의 암호"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	env := map[string]string{
		"EXILE_TELEGRAM_DIR": filepath.Join(dir, "state"), "EXILE_TELEGRAM_PASSPHRASE_FILE": passphrase,
		"EXILE_TELEGRAM_API_ID": "17349", "EXILE_TELEGRAM_API_HASH": telegramtest.AppHash,
	}
	var out, errs bytes.Buffer
	ended := make(chan console.Status, 1)
	go func() {
		ended <- execute(t.Context(), world{
			args: []string{"login", "--qr"}, stdin: strings.NewReader(""), stdout: &out, stderr: &errs,
			getenv: func(name string) string { return env[name] }, system: "linux",
			server: server.Telegram(), work: 10,
			tty: func() (*os.File, *os.File, error) {
				r, err := os.Open(os.DevNull)
				if err != nil {
					return nil, nil, err
				}
				f, err := os.OpenFile(screen, os.O_APPEND|os.O_WRONLY, 0)
				return r, f, err
			},
		})
	}()
	url := ""
	for late := time.Now().Add(time.Minute); url == ""; time.Sleep(20 * time.Millisecond) {
		shown, err := os.ReadFile(screen)
		if err != nil || time.Now().After(late) {
			t.Fatalf("no code was shown: %v", err)
		}
		url = scan(string(shown))
	}
	if err := w.AcceptLogin(url); err != nil {
		t.Fatalf("%q: %v", url, err)
	}
	if got := <-ended; got != console.Done || !strings.Contains(out.String(), "Signed in as Minjun Kim") {
		t.Errorf("status %d: %s%s", got, out.String(), errs.String())
	}
}

// scan reads the code that a screen shows, as a phone does, without mending errors;
// "" if there is none yet.
func scan(screen string) string {
	rows := modulesOf(screen)
	if len(rows) == 0 {
		return ""
	}
	c := code{rows, len(rows)}
	bits := c.data()
	if len(bits) < 12 || number(bits[:4]) != 4 { // a row of bytes
		return ""
	}
	n := number(bits[4:12])
	if len(bits) < 12+8*n {
		return ""
	}
	text := make([]byte, n)
	for i := range text {
		text[i] = byte(number(bits[12+8*i : 20+8*i]))
	}
	return string(text)
}

// modulesOf reads the half blocks, takes the quiet zone off, and sees to it that there
// was one.
func modulesOf(screen string) [][]bool {
	var rows [][]bool
	for line := range strings.Lines(screen) {
		drawn, ok := strings.CutPrefix(strings.TrimSuffix(line, "\n"), "\x1b[38;5;16;48;5;231m")
		drawn, whole := strings.CutSuffix(drawn, "\x1b[0m")
		if !ok || !whole {
			continue
		}
		var upper, lower []bool
		for _, r := range drawn {
			upper = append(upper, r == '█' || r == '▀')
			lower = append(lower, r == '█' || r == '▄')
		}
		rows = append(rows, upper, lower)
	}
	if len(rows) == 0 || len(rows[0]) > len(rows) {
		return nil // it is not whole yet
	}
	size := len(rows[0]) - 2*quiet
	var inner [][]bool
	for y, row := range rows {
		for x, black := range row {
			if inside := x >= quiet && x < quiet+size && y >= quiet && y < quiet+size; black && !inside {
				return nil
			}
		}
		if y >= quiet && y < quiet+size {
			inner = append(inner, row[quiet:quiet+size])
		}
	}
	return inner
}

// code is a QR code of version 2 to 5 with the least of error correction: one block of
// data.
type code struct {
	black [][]bool
	size  int
}

// data reads the bits in their order, unmasked.
func (c code) data() []bool {
	mask := 0
	for _, x := range []int{2, 3, 4} { // beside the finder pattern, itself masked with 101
		mask = mask<<1 | bit(c.black[8][x])
	}
	mask ^= 0b101
	var bits []bool
	for right, up := c.size-1, true; right > 0; right, up = right-2, !up {
		if right == 6 { // the timing pattern
			right--
		}
		for i := range c.size {
			y := i
			if up {
				y = c.size - 1 - i
			}
			for _, x := range []int{right, right - 1} {
				if !c.reserved(x, y) {
					bits = append(bits, c.black[y][x] != masked(mask, x, y))
				}
			}
		}
	}
	return bits
}

// reserved reports whether a module is of a pattern and no data.
func (c code) reserved(x, y int) bool {
	n := c.size
	alignment := n - 7
	return x < 9 && y < 9 || x < 9 && y >= n-8 || x >= n-8 && y < 9 || x == 6 || y == 6 ||
		max(x, alignment)-min(x, alignment) <= 2 && max(y, alignment)-min(y, alignment) <= 2
}

// masked reports whether a mask turns a module over.
func masked(mask, x, y int) bool {
	switch mask {
	case 0:
		return (x+y)%2 == 0
	case 1:
		return y%2 == 0
	case 2:
		return x%3 == 0
	case 3:
		return (x+y)%3 == 0
	case 4:
		return (y/2+x/3)%2 == 0
	case 5:
		return x*y%2+x*y%3 == 0
	case 6:
		return (x*y%2+x*y%3)%2 == 0
	}
	return ((x+y)%2+x*y%3)%2 == 0
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

func number(bits []bool) (n int) {
	for _, b := range bits {
		n = n<<1 | bit(b)
	}
	return n
}
