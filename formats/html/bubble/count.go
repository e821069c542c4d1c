package bubble

import (
	"bytes"

	"exile/formats"
)

// What begins each message, notice and file in the bytes of a page. Texts cannot hold
// them, for they have no < of their own.
const (
	markMessage = `<article class="m`
	markNotice  = `<article class="s`
	markFile    = `<figure class="f`
)

// Count returns how many messages, notices and files stand in HTML that a layout appended. It
// counts what is there, whatever was meant to be.
func Count(html []byte) formats.Tally {
	return formats.Tally{
		Messages: int64(bytes.Count(html, []byte(markMessage))),
		Notices:  int64(bytes.Count(html, []byte(markNotice))),
		Files:    int64(bytes.Count(html, []byte(markFile))),
	}
}
