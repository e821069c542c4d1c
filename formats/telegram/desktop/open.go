package desktop

import (
	"bufio"
	"io"
	"path"

	"exile/formats"
)

// decoded returns a text in UTF-8, without a byte order mark. Telegram Desktop writes no
// other; editors may save it as UTF-16, which its mark tells. Bytes that are no UTF-8
// come as they are.
func decoded(r io.Reader) *formats.Decoder {
	in := bufio.NewReaderSize(r, mendBlock)
	head, _ := in.Peek(len("\xef\xbb\xbf")) // an error comes back from the first read
	encoding, _ := formats.ByteOrderMark(head)
	return formats.NewDecoder(in, encoding, formats.TrustText)
}

// within returns how a file is called in what is told of it: by its path within the
// input.
func within(root formats.Root, name string) string {
	if root.Kind == formats.RootFile {
		return name
	}
	return path.Join(root.Name, name)
}
