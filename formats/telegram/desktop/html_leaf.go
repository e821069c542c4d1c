package desktop

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/net/html"

	"exile/formats"
)

// leaf reads a page piece by piece. It holds no more of it than one.
type leaf struct {
	z     *html.Tokenizer
	name  string
	in    *watchedReader
	raw   []byte // of the part at hand
	nodes arena
	stack []*node
	tag   bool   // ahead is the next token
	ahead node   // a tag that was read and begins the next part
	begin []byte // of ahead, as it stands there
}

// watchedReader remembers the error of the disk, which a tokenizer does not tell from
// its own.
type watchedReader struct {
	io.Reader
	err error
}

func (w *watchedReader) Read(p []byte) (int, error) {
	n, err := w.Reader.Read(p)
	if err != nil && err != io.EOF {
		w.err = err
	}
	return n, err
}

// eachPart reads a page and gives it to do, piece by piece; what a part holds is good
// until do returns. It returns how many bytes are no UTF-8.
func eachPart(ctx context.Context, root formats.Root, name string, do func(part) error) (bad int64, err error) {
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	f, err := root.FS.Open(name)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	in := bufio.NewReaderSize(f, mendBlock)
	head, _ := in.Peek(len("\xef\xbb\xbf")) // an error comes back below
	encoding, _ := formats.ByteOrderMark(head)
	dec := formats.NewDecoder(in, encoding, formats.CountBad)
	l := &leaf{name: within(root, name), in: &watchedReader{Reader: formats.NewDecoder(dec, formats.UTF8, formats.RepairBad)}}
	l.z = html.NewTokenizer(l.in)
	l.z.SetMaxBuf(maxPiece)
	for n := 1; ; n++ {
		p, err := l.next()
		if errors.Is(err, io.EOF) {
			return dec.Bad(), nil
		}
		if err != nil {
			return dec.Bad(), err
		}
		if n%200 == 0 && ctx.Err() != nil {
			return dec.Bad(), ctx.Err()
		}
		if err := do(p); err != nil {
			return dec.Bad(), err
		}
	}
}

// next returns the next part, and io.EOF at the end of the page.
func (l *leaf) next() (part, error) {
	for {
		if l.tag {
			l.tag = false
			l.raw = append(l.raw[:0], l.begin...)
			l.nodes.reset()
			return l.whole(l.nodes.put(l.ahead))
		}
		kind, err := l.token()
		if err != nil {
			return part{}, err
		}
		switch kind {
		case html.TextToken:
			if raw := l.z.Raw(); len(bytes.TrimSpace(raw)) > 0 {
				l.raw = append(l.raw[:0], raw...)
				return part{raw: l.raw}, nil
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			p, ok, err := l.start(kind)
			if ok || err != nil {
				return p, err
			}
		case html.EndTagToken, html.CommentToken, html.DoctypeToken, html.ErrorToken:
		}
	}
}

// token moves to the next token.
func (l *leaf) token() (html.TokenType, error) {
	kind := l.z.Next()
	if kind != html.ErrorToken {
		return kind, nil
	}
	switch err := l.z.Err(); {
	case l.in.err != nil:
		return kind, fmt.Errorf("read %s: %w", l.name, l.in.err)
	case errors.Is(err, io.EOF):
		return kind, io.EOF
	}
	return kind, l.tooLong()
}

func (l *leaf) tooLong() error {
	return &formats.ExplainedError{
		Name: l.name,
		What: formats.Text{
			EN: "“{name}” holds a tag or a text of more than 2 MiB, or a message of more than 16 MiB, which no export of Telegram has.",
			KO: "‘{name}’ 파일에 2 MiB보다 큰 태그나 글, 또는 16 MiB보다 큰 메시지가 들어 있습니다. 텔레그램에서 내보낸 파일에는 이런 것이 없습니다.",
		},
		Hint: copyAgain(),
	}
}

// start reads the element that begins with the token at hand. The page's own frame is
// gone into and is no part.
func (l *leaf) start(kind html.TokenType) (part, bool, error) {
	l.raw = append(l.raw[:0], l.z.Raw()...)
	l.nodes.reset()
	root := l.nodes.put(l.read())
	switch {
	case root.tag == "title" || root.tag == "script" || root.tag == "style":
		return part{}, false, l.skip(root.tag)
	case isFrame(root):
		return part{}, false, nil
	case kind == html.SelfClosingTagToken || isVoid(root.tag):
		return part{raw: l.raw}, true, nil
	}
	p, err := l.whole(root)
	return p, true, err
}

// read takes the tag at hand apart.
func (l *leaf) read() node {
	name, more := l.z.TagName()
	n := node{tag: l.nodes.word(name)}
	for more {
		var key, value []byte
		key, value, more = l.z.TagAttr()
		switch string(key) {
		case "class":
			n.class = l.nodes.word(value)
		case "id":
			n.id = string(value)
		case "title":
			n.title = string(value)
		case "href":
			n.href = string(value)
		case "src":
			n.href = string(value)
		case "onclick":
			n.click = l.nodes.word(value)
		}
	}
	return n
}

// skip passes over an element of the page's head.
func (l *leaf) skip(tag string) error {
	for {
		kind, err := l.token()
		if err != nil {
			return err
		}
		if kind == html.EndTagToken {
			if name, _ := l.z.TagName(); string(name) == tag {
				return nil
			}
		}
	}
}

// whole reads what stands in an element, to its end or to where the next message begins.
// One of too many parts comes back without them.
func (l *leaf) whole(root *node) (part, error) {
	l.stack = append(l.stack[:0], root)
	whole := true
	for open := 1; open > 0 && !l.tag; {
		kind, err := l.token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return part{}, err
		}
		at := len(l.raw)
		l.raw = append(l.raw, l.z.Raw()...)
		if len(l.raw) > maxElement {
			return part{}, l.tooLong()
		}
		whole = whole && l.nodes.used < maxNodes && len(l.stack) <= maxDepth
		switch kind {
		case html.TextToken:
			if whole {
				l.add(node{text: unescaped(l.raw[at:])})
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			open += l.open(root, kind == html.SelfClosingTagToken, whole, at)
		case html.EndTagToken:
			name, _ := l.z.TagName()
			if string(name) == root.tag {
				open--
			}
			l.close(name)
		case html.CommentToken, html.DoctypeToken, html.ErrorToken:
		}
	}
	if !whole {
		return part{raw: l.raw}, nil
	}
	return part{node: root, raw: l.raw}, nil
}

// open takes in a tag within an element. It returns 1 for one that has to be closed
// before the element is. One that begins a message ends the element.
func (l *leaf) open(root *node, closed, whole bool, at int) int {
	n := l.read()
	if isMessage(&n) {
		l.begin = append(l.begin[:0], l.raw[at:]...)
		l.raw = l.raw[:at]
		l.tag, l.ahead = true, n
		return 0
	}
	deeper := 0
	if n.tag == root.tag {
		deeper = 1
	}
	if whole {
		if p := l.add(n); !closed && !isVoid(n.tag) {
			l.stack = append(l.stack, p)
		}
	}
	return deeper
}

// add puts a node behind the others of the element that is open.
func (l *leaf) add(n node) *node {
	p, up := l.nodes.put(n), l.stack[len(l.stack)-1]
	if up.last == nil {
		up.first, up.last = p, p
		return p
	}
	up.last.next, up.last = p, p
	return p
}

// close ends the innermost element of a tag, and those within it that were not ended.
func (l *leaf) close(tag []byte) {
	for i := len(l.stack) - 1; i > 0; i-- {
		if l.stack[i].tag == string(tag) {
			l.stack = l.stack[:i]
			return
		}
	}
}

// unescaped returns a text as it is read. Telegram Desktop writes control characters
// with digits beyond F: &#x0K; is that of code 10.
func unescaped(raw []byte) string {
	if bytes.IndexByte(raw, '&') < 0 {
		return string(raw)
	}
	var out strings.Builder
	rest := string(raw)
	for {
		i := strings.Index(rest, "&#x")
		if i < 0 {
			break
		}
		out.WriteString(html.UnescapeString(rest[:i]))
		rest = rest[i:]
		if len(rest) >= 6 && (rest[3] == '0' || rest[3] == '1') && rest[4] >= 'K' && rest[4] <= 'P' && rest[5] == ';' {
			out.WriteByte((rest[3]-'0')<<4 | (rest[4] - 'A'))
			rest = rest[6:]
			continue
		}
		end := strings.IndexByte(rest, ';') + 1
		if end == 0 || end > 10 {
			end = len("&#x")
		}
		out.WriteString(html.UnescapeString(rest[:end]))
		rest = rest[end:]
	}
	if out.Len() == 0 {
		return html.UnescapeString(rest)
	}
	out.WriteString(html.UnescapeString(rest))
	return out.String()
}
