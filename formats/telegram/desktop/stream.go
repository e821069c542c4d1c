package desktop

import (
	"bytes"
	"context"
	"fmt"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"

	"exile/formats"
)

// visitor is told what stands in a result.json, in the order of the file. Values
// are good until the call returns. Its errors come back unchanged.
type visitor interface {
	self(v value) error    // personal_information
	contact(v value) error // an element of contacts.list
	begin(h head) error    // of a chat, before its messages
	message(v value, record int64) error
	end(h head) error                 // of a chat: what stood behind its messages is known now
	aside(name string, v value)       // an element of another list; nil: another member of the whole
	left(v value, record int64) error // what stands where chats or messages should, and is none
}

// head is what a chat says of itself. Telegram Desktop writes it before the
// messages, other programs also behind.
type head struct {
	ordinal int // of the chat in the file, from 0
	name    string
	named   bool // there is a name that is not null
	kind    string
	id      int64
}

// take takes a member of a chat, and reports whether it is one of a head.
func (h *head) take(name []byte, v value) bool {
	switch string(name) {
	case "name":
		h.name, h.named = v.text(), v.isString()
	case "type":
		h.kind = v.text()
	case "id":
		h.id, _ = v.number()
	default:
		return false
	}
	return true
}

// walker reads one file value by value: it holds no more of it than one message.
type walker struct {
	ctx    context.Context //nolint:containedctx // lives within one call of walk
	name   string          // of the file within the input, for errors
	mended *mended
	dec    *jsontext.Decoder
	v      visitor
	chats  int
	record int64 // elements of lists of messages, and what is none where chats or messages should be
	bad    *int  // bytes that were not UTF-8, runs of them counted as one; may be nil
}

// walk reads a file. Whoever gives bad gets messages in UTF-8, and is told how much in
// the file is not; else they come as they are.
func walk(ctx context.Context, root formats.Root, name string, v visitor, bad *int) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	f, err := root.FS.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	text := decoded(f)
	m := newMended(text)
	w := &walker{ctx: ctx, name: within(root, name), mended: m, v: v, bad: bad}
	w.dec = jsontext.NewDecoder(m, jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	if w.dec.PeekKind() != jsontext.KindBeginObject {
		_, err := w.value()
		if err == nil {
			err = fmt.Errorf("read %s: %w", w.name, formats.ErrNoExport)
		}
		return err
	}
	if err := w.top(); err != nil {
		return err
	}
	if bad != nil {
		*bad += int(text.Bad())
	}
	return w.rest()
}

// top reads the object that is the whole file: a chat, or what holds all.
func (w *walker) top() error {
	h := head{}
	begun := false
	err := w.members(func(name []byte, kind jsontext.Kind) error {
		switch string(name) {
		case "messages":
			if kind != jsontext.KindBeginArray {
				return w.notList(kind)
			}
			again := begun
			begun = true
			return w.messages(&h, again)
		case "chats", "left_chats":
			return w.allChats(string(name), kind)
		case "contacts":
			_, err := w.list(kind, func() error { return w.give(w.v.contact) })
			return err
		case "personal_information":
			return w.give(w.v.self)
		case "about":
			return w.skip()
		case "name", "type", "id":
			v, err := w.value()
			h.take(name, v)
			return err
		}
		return w.aside(string(name), kind)
	})
	if err != nil || !begun {
		return err
	}
	return w.v.end(h)
}

// allChats reads the lists of chats. What stands in the place of one is kept.
func (w *walker) allChats(name string, kind jsontext.Kind) error {
	if kind == jsontext.KindBeginArray {
		return w.elements(w.chat)
	}
	if kind != jsontext.KindBeginObject {
		return w.notList(kind)
	}
	return w.members(func(member []byte, kind jsontext.Kind) error {
		switch {
		case string(member) == "list" && kind == jsontext.KindBeginArray:
			return w.elements(w.chat)
		case string(member) == "list":
			return w.notList(kind)
		case string(member) != "about":
			w.v.aside(name+"."+string(member), nil)
		}
		return w.skip()
	})
}

// notList passes over a list that is not there, and gives on what is none.
func (w *walker) notList(kind jsontext.Kind) error {
	if kind == jsontext.KindNull {
		return w.skip()
	}
	return w.stray()
}

// stray gives on what stands where chats or messages should.
func (w *walker) stray() error {
	return w.give(func(v value) error {
		w.record++
		return w.v.left(v, w.record)
	})
}

// chat reads an element of a list of chats.
func (w *walker) chat() error {
	if err := w.ctx.Err(); err != nil {
		return err
	}
	if w.dec.PeekKind() != jsontext.KindBeginObject {
		return w.stray()
	}
	if w.chats >= maxChats {
		return w.tooMany()
	}
	h := head{ordinal: w.chats}
	begun := false
	err := w.members(func(name []byte, kind jsontext.Kind) error {
		if string(name) == "messages" && kind == jsontext.KindBeginArray {
			again := begun
			begun = true
			return w.messages(&h, again)
		}
		if string(name) == "messages" {
			return w.notList(kind)
		}
		v, err := w.value()
		if err == nil && !h.take(name, v) {
			w.v.aside("chats."+string(name), nil)
		}
		return err
	})
	if err == nil && !begun {
		w.chats++
		err = w.v.begin(h)
	}
	if err != nil {
		return err
	}
	return w.v.end(h)
}

// messages reads the messages of a chat; again: it is a second list of them.
func (w *walker) messages(h *head, again bool) error {
	if !again {
		h.ordinal = w.chats
		w.chats++
		if err := w.v.begin(*h); err != nil {
			return err
		}
	}
	return w.elements(func() error {
		if w.record%256 == 0 {
			if err := w.ctx.Err(); err != nil {
				return err
			}
		}
		v, err := w.raw()
		if err != nil {
			return err
		}
		if w.bad != nil {
			v = w.valid(v)
		}
		w.record++
		return w.v.message(v, w.record)
	})
}

// aside reads what is neither a chat nor a person.
func (w *walker) aside(name string, kind jsontext.Kind) error {
	listed, err := w.list(kind, func() error {
		return w.give(func(v value) error {
			w.v.aside(name, v)
			return nil
		})
	})
	if err == nil && !listed {
		w.v.aside(name, nil)
	}
	return err
}

// list reads the elements of a list: an array, or the array "list" of an object. What
// is neither is passed over.
func (w *walker) list(kind jsontext.Kind, element func() error) (listed bool, err error) {
	if kind == jsontext.KindBeginArray {
		return true, w.elements(element)
	}
	if kind == jsontext.KindBeginObject {
		err = w.members(func(name []byte, kind jsontext.Kind) error {
			if string(name) == "list" && kind == jsontext.KindBeginArray {
				listed = true
				return w.elements(element)
			}
			return w.skip()
		})
		return listed, err
	}
	return false, w.skip()
}

// members calls do before each value of an object, which do reads.
func (w *walker) members(do func(name []byte, kind jsontext.Kind) error) error {
	if _, err := w.token(); err != nil {
		return err
	}
	for {
		t, err := w.token()
		if err != nil || t.Kind() == jsontext.KindEndObject {
			return err
		}
		name := []byte(t.String())
		if err := do(name, w.dec.PeekKind()); err != nil {
			return err
		}
	}
}

// elements calls do before each element of an array, which do reads.
func (w *walker) elements(do func() error) error {
	if _, err := w.token(); err != nil {
		return err
	}
	for {
		w.mended.allow()
		if w.dec.PeekKind() == jsontext.KindEndArray {
			_, err := w.token()
			return err
		}
		if err := do(); err != nil { // do reads a value in any case, and meets what is none
			return err
		}
	}
}

// skip passes over one value without holding it.
func (w *walker) skip() error {
	for depth := 0; ; {
		t, err := w.token()
		if err != nil {
			return err
		}
		if k := t.Kind(); k == jsontext.KindBeginObject || k == jsontext.KindBeginArray {
			depth++
		} else if k == jsontext.KindEndObject || k == jsontext.KindEndArray {
			depth--
		}
		if depth <= 0 {
			return nil
		}
	}
}

func (w *walker) give(to func(value) error) error {
	v, err := w.value()
	if err != nil {
		return err
	}
	return to(v)
}

// value reads one value.
func (w *walker) value() (value, error) {
	v, err := w.raw()
	return w.valid(v), err
}

// raw is value without a look at whether it is UTF-8.
func (w *walker) raw() (value, error) {
	w.mended.allow()
	v, err := w.dec.ReadValue()
	if err != nil {
		return nil, w.failed(err)
	}
	return value(v), nil
}

func (w *walker) valid(v value) value {
	if utf8.Valid(v) {
		return v
	}
	fixed := bytes.ToValidUTF8(v, []byte("\uFFFD"))
	if w.bad != nil {
		*w.bad += max(bytes.Count(fixed, []byte("\uFFFD"))-bytes.Count(v, []byte("\uFFFD")), 1)
	}
	return fixed
}

func (w *walker) token() (jsontext.Token, error) {
	w.mended.allow()
	t, err := w.dec.ReadToken()
	if err != nil {
		return t, w.failed(err)
	}
	return t, nil
}
