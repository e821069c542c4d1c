//go:build cgo

package main

import (
	"context"
	"os"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"exile/formats/kakaotalk/kakaodb/kakaodbtest"
)

// cmdKakaoDB makes the databases of a phone or a Mac, or files that only look like
// them: kakaodb android|later|ios|mac|locked PATH. What is later is the same phone's,
// with one more message.
func cmdKakaoDB(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: kakaodb android|later|ios|mac|locked path")
	}
	path := ts.MkAbs(args[1])
	work := path + ".work"
	ts.Check(os.MkdirAll(work, 0o700))
	h := kakaodbtest.Example()
	switch args[0] {
	case "later":
		last := h.Messages[0]
		last.ID, last.Time, last.Text = 199, last.Time+86400, "하루 뒤"
		h.Messages = append(h.Messages, last)
		fallthrough
	case "android":
		ts.Check(os.MkdirAll(path, 0o700))
		ts.Check(h.MakeAndroid(context.Background(), path, work))
	case "ios":
		ts.Check(os.MkdirAll(path, 0o700))
		ts.Check(h.MakeIOS(context.Background(), path, work))
	case "mac":
		ts.Check(h.MakeMac(context.Background(), path, work))
	case "locked":
		ts.Check(os.WriteFile(path, []byte(strings.Repeat("\x9d\x01 no header ", 1000)), 0o600))
	default:
		ts.Fatalf("no such databases: %s", args[0])
	}
	ts.Check(os.RemoveAll(work))
}
