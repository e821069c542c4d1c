//go:build cgo

package serve

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"exile/cmd/internal/keyfile"
	"exile/convert"
	"exile/crypto"
	"exile/export/store"
	"exile/formats/formattest"
)

// BenchmarkChat asks for pages of a chat of a million messages.
func BenchmarkChat(b *testing.B) {
	for _, sealed := range []bool{false, true} {
		w := million(b, sealed)
		for name, address := range map[string]string{
			"list": "chats", "end": "chat/1", "start": "chat/1?at=start", "middle": "chat/1?at=%d", "before": "chat/1/part?before=%d", "after": "chat/1/part?after=%d",
			"months": "chat/1/dates", "days": "chat/1/dates?month=2018-05",
		} {
			b.Run(fmt.Sprintf("%s/sealed=%v", name, sealed), func(b *testing.B) {
				w.t = b
				for i := 0; b.Loop(); i++ {
					to := address
					if strings.Contains(to, "%d") {
						to = fmt.Sprintf(to, 1+i*7919%1_000_000) // anywhere, and elsewhere each time
					}
					w.page(to)
				}
			})
		}
	}
}

// million is a window on a chat of a million messages.
func million(b *testing.B, sealed bool) *window {
	b.Helper()
	h := formattest.Generate(formattest.Plan{Messages: 1_000_000, People: 12}).History()
	if !sealed {
		return openWindow(b, Options{Store: stored(b, h)})
	}
	dir := b.TempDir()
	opt := Options{
		Store:  filepath.Join(dir, "chats.exile.age"),
		Sealed: convert.SealedOptions{Cache: 64 << 20, Pins: crypto.Pins{Dir: filepath.Join(dir, "state")}},
	}
	key, err := crypto.GenerateKey(false)
	if err == nil {
		err = keyfile.WriteFile(strings.TrimSuffix(opt.Store, ".age")+".key", []byte(key.Identity+"\n"))
	}
	if err != nil {
		b.Fatal(err)
	}
	s, err := convert.NewSealed(opt.Store, opt.Sealed)
	if err != nil {
		b.Fatal(err)
	}
	st, err := s.Store(store.ReadWrite)
	if err != nil {
		b.Fatal(err)
	}
	fill(b, st, h)
	if _, err := s.Save(b.Context(), []crypto.Recipient{key.Recipient}, nil); err != nil {
		b.Fatal(err)
	}
	w := openWindow(b, opt)
	if err := w.archive.unlock(b.Context(), "", nil); err != nil {
		b.Fatal(err)
	}
	return w
}
