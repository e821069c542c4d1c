package desktop

import (
	"bufio"
	"bytes"
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"exile/formats"
)

const (
	headSize = 64 << 10
	maxHeads = 500 // files looked into that are not called as Telegram Desktop calls its own
)

// source is one export of an input.
type source struct {
	root  int
	name  string // of its result.json, or of its first page
	dir   string // in which it lies
	html  bool   // it is pages of HTML
	score formats.Score

	encoding formats.Encoding // of a JSON file
}

// Detect looks at the heads of JSON files, and at the names of pages.
func (reader) Detect(in formats.Input) formats.Match {
	all, unseen, _ := find(in) // Read tells the error
	if len(all) == 0 {
		return formats.Match{Why: limited(unseen, formats.Text{
			EN: "no file is a result.json or a messages.html of Telegram Desktop",
			KO: "텔레그램 데스크톱에서 내보낸 result.json이나 messages.html이 없습니다",
		})}
	}
	m := formats.Match{Why: limited(unseen, why(all))}
	for _, s := range all {
		m.Score = max(m.Score, s.score)
		m.Files = append(m.Files, claims(in, s)...)
	}
	slices.SortFunc(m.Files, func(a, b formats.Claim) int {
		return cmp.Or(cmp.Compare(a.Root, b.Root), strings.Compare(a.Name, b.Name))
	})
	m.Files = slices.Compact(m.Files)
	return m
}

func why(all []source) formats.Text {
	name := path.Base(all[0].name)
	t := formats.Text{
		EN: fmt.Sprintf("«%s» is an export of Telegram Desktop", name),
		KO: fmt.Sprintf("«%s»은(는) 텔레그램 데스크톱에서 내보낸 파일입니다", name),
	}
	if len(all) > 1 {
		t = formats.Text{
			EN: fmt.Sprintf("%d exports of Telegram Desktop", len(all)),
			KO: fmt.Sprintf("텔레그램 데스크톱에서 내보낸 대화 묶음 %d개", len(all)),
		}
	}
	return t
}

// limited adds to a sentence how many files were not looked into.
func limited(unseen int, t formats.Text) formats.Text {
	if unseen == 0 {
		return t
	}
	return formats.Text{
		EN: fmt.Sprintf("%s; %d further files of other names were not looked into", t.EN, unseen),
		KO: fmt.Sprintf("%s. 이름이 다른 파일 %d개는 살펴보지 않았습니다", t.KO, unseen),
	}
}

// claims lists the file of an export and what lies beside it for it.
func claims(in formats.Input, s source) []formats.Claim {
	list := []formats.Claim{{Root: s.root, Name: s.name}}
	if in.Roots[s.root].Kind == formats.RootFile {
		return list
	}
	l := newLibrary(in, s)
	for _, e := range l.entries() {
		if rel, ok := l.relative(e.Name); ok && belongs(rel) {
			list = append(list, formats.Claim{Root: s.root, Name: e.Name})
		}
	}
	return list
}

// find lists the exports of an input, in order of root and name. Where JSON and HTML
// of one export lie in the same folder, the JSON is read: it says more. unseen is how
// many files were not looked into. The error is the first of those files whose
// beginning could not be read.
func find(in formats.Input) (all []source, unseen int, failed error) {
	taken := map[place]bool{}
	looked := 0
	for i, root := range in.Roots {
		if root.Kind == formats.RootMedia {
			continue
		}
		for _, e := range root.Files {
			name := nameOf(root, e.Name)
			if name == nameOther {
				continue
			}
			if name != nameOwn {
				if looked == maxHeads {
					unseen++
					continue
				}
				looked++
			}
			s, err := look(root, e.Name)
			if err != nil && name != nameOdd { // else it need not be of this format
				failed = cmp.Or(failed, err)
			}
			if s.score > formats.No {
				s.root = i
				taken[place{i, s.dir}] = true
				all = append(all, s)
			}
		}
	}
	all = withoutCopies(in, all)
	pages, more := htmlExports(in, taken)
	all = append(all, pages...)
	slices.SortStableFunc(all, func(a, b source) int {
		return cmp.Or(cmp.Compare(a.root, b.root), strings.Compare(a.name, b.name))
	})
	return all, unseen + more, failed
}

// look looks at the head of a file. What is no export has no score.
func look(root formats.Root, name string) (source, error) {
	head, err := root.Head(name, headSize)
	if err != nil {
		return source{}, fmt.Errorf("read %s: %w", within(root, name), err)
	}
	encoding, _ := formats.ByteOrderMark(head)
	if encoding == formats.UTF8BOM {
		encoding = formats.UTF8
	}
	return source{name: name, dir: path.Dir(name), score: sniff(head), encoding: encoding}, nil
}

// What the name of a file says of whether it is a result.json.
const (
	nameOther = iota // it is none
	nameOdd          // it may be one that was saved under another name
	nameJSON
	nameOwn // as Telegram Desktop calls it
)

func nameOf(root formats.Root, name string) int {
	base := strings.ToLower(path.Base(name))
	ext := path.Ext(base)
	switch {
	case base == "result.json":
		return nameOwn
	case ext == ".json":
		return nameJSON
	case ext == ".jsonl", ext == ".html", ext == ".htm":
		return nameOther
	case root.Kind == formats.RootFile, ext == "", strings.Contains(base, ".json"):
		return nameOdd
	}
	return nameOther
}

// place is a folder of an input.
type place struct {
	root int
	dir  string
}

// maxBlank is how much white space may stand before an export.
const maxBlank = 1 << 10

// sniff says how surely a head is that of a result.json. It may end anywhere.
func sniff(head []byte) formats.Score {
	text := bufio.NewReader(decoded(bytes.NewReader(head)))
	begin, _ := text.Peek(maxBlank) // fewer where the head is shorter
	if !bytes.HasPrefix(bytes.TrimLeft(begin, " \t\r\n"), []byte("{")) {
		return formats.No
	}
	dec := jsontext.NewDecoder(newMended(text), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	s := signs{dec: dec}
	s.object(0)
	return s.score()
}

// signs are what a head shows of an export.
type signs struct {
	dec      *jsontext.Decoder
	kind     bool // a type of chat
	messages bool // a list of messages
	chats    bool // "chats" or "left_chats" is an object
	owner    bool // "personal_information" is an object with "user_id"
	message  int  // members of the first message that Telegram Desktop writes
	foreign  bool // the first message has none of the types
	ended    bool
}

func (s *signs) score() formats.Score {
	switch {
	case s.foreign:
		return formats.No
	case s.kind && s.messages, s.owner:
		return formats.Certain
	case s.messages && s.message >= 4:
		return formats.Likely
	case s.messages && s.kind, s.chats && s.message > 0:
		return formats.Likely
	}
	return formats.No
}

// object reads members down to those of the first message.
func (s *signs) object(depth int) {
	if _, err := s.dec.ReadToken(); err != nil {
		s.ended = true
	}
	for !s.ended {
		t, err := s.dec.ReadToken()
		if err != nil || t.Kind() == jsontext.KindEndObject {
			s.ended = s.ended || err != nil
			return
		}
		s.member(t.String(), depth)
	}
}

func (s *signs) member(name string, depth int) {
	kind := s.dec.PeekKind()
	switch {
	case name == "messages" && kind == jsontext.KindBeginArray && !s.messages && depth <= 2:
		s.messages = true
		s.first(func() { s.ofMessage() })
	case depth == 0 && (name == "chats" || name == "left_chats") && kind == jsontext.KindBeginObject:
		s.chats = true
		s.object(1)
	case depth == 1 && name == "list" && kind == jsontext.KindBeginArray:
		s.first(func() { s.object(2) })
	case depth != 1 && name == "type":
		v := s.value()
		s.kind = s.kind || isKind(v.text())
	case depth == 0 && name == "personal_information":
		_, ok := s.value().get("user_id").number()
		s.owner = s.owner || ok
	default:
		if s.dec.SkipValue() != nil {
			s.ended = true
		}
	}
}

// first looks at the first element of an array, if that is an object, and at no more.
func (s *signs) first(look func()) {
	if _, err := s.dec.ReadToken(); err != nil {
		s.ended = true
		return
	}
	if s.dec.PeekKind() == jsontext.KindBeginObject {
		look()
	}
	s.rest()
}

// rest passes over what is left of an array.
func (s *signs) rest() {
	for !s.ended && s.dec.PeekKind() != jsontext.KindEndArray {
		if s.dec.SkipValue() != nil {
			s.ended = true
		}
	}
	if !s.ended {
		_, err := s.dec.ReadToken()
		s.ended = err != nil
	}
}

func (s *signs) ofMessage() {
	v := s.value()
	for c := v.members(); ; {
		name, member, ok := c.member()
		if !ok {
			return
		}
		switch string(name) {
		case "type":
			switch member.text() {
			case "message", "service", "unsupported":
				s.message++
			default:
				s.foreign = true
			}
		case "id", "date", "date_unixtime", "from", "from_id", "actor", "actor_id", "text", "text_entities":
			s.message++
		case "sender_name", "timestamp_ms": // Instagram's and Messenger's
			s.foreign = true
		}
	}
}

func (s *signs) value() value {
	v, err := s.dec.ReadValue()
	if err != nil {
		s.ended = true
		return nil
	}
	return value(v)
}
