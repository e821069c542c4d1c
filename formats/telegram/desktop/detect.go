package desktop

import (
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
	maxHeads = 500 // files looked into
)

// source is one export of an input.
type source struct {
	root  int
	name  string // of its result.json, or of its first page
	dir   string // in which it lies
	html  bool   // it is pages of HTML
	score formats.Score
}

// Detect looks at the heads of JSON files, and at the names of pages.
func (reader) Detect(in formats.Input) formats.Match {
	all, _ := find(in) // Read tells the error
	if len(all) == 0 {
		return formats.Match{Why: formats.Text{
			EN: "no file is a result.json or a messages.html of Telegram Desktop",
			KO: "텔레그램 데스크톱에서 내보낸 result.json이나 messages.html이 없습니다",
		}}
	}
	m := formats.Match{Why: why(all)}
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

// claims lists the file of an export and what lies beside it for it.
func claims(in formats.Input, s source) []formats.Claim {
	list := []formats.Claim{{Root: s.root, Name: s.name}}
	if in.Roots[s.root].Kind == formats.RootFile {
		return list
	}
	l := library{in: in, root: s.root, dir: s.dir}
	for _, e := range l.entries() {
		if rel, ok := l.relative(e.Name); ok && belongs(rel) {
			list = append(list, formats.Claim{Root: s.root, Name: e.Name})
		}
	}
	return list
}

// find lists the exports of an input, in order of root and name. Where JSON and HTML
// of one export lie in the same folder, the JSON is read: it says more. The error is
// the first of those files whose beginning could not be read.
func find(in formats.Input) (all []source, failed error) {
	left := maxHeads
	taken := map[place]bool{}
	for i, root := range in.Roots {
		if root.Kind == formats.RootMedia {
			continue
		}
		for _, e := range root.Files {
			if left == 0 || !strings.EqualFold(path.Ext(e.Name), ".json") {
				continue
			}
			left--
			head, err := root.Head(e.Name, headSize)
			if err != nil {
				failed = cmp.Or(failed, fmt.Errorf("read %s: %w", e.Name, err))
				continue
			}
			if score := sniff(head); score > formats.No {
				s := source{root: i, name: e.Name, dir: path.Dir(e.Name), score: score}
				taken[place{i, s.dir}] = true
				all = append(all, s)
			}
		}
	}
	all = append(all, htmlExports(in, taken)...)
	slices.SortStableFunc(all, func(a, b source) int {
		return cmp.Or(cmp.Compare(a.root, b.root), strings.Compare(a.name, b.name))
	})
	return all, failed
}

// place is a folder of an input.
type place struct {
	root int
	dir  string
}

// sniff says how surely a head is that of a result.json. It may end anywhere.
func sniff(head []byte) formats.Score {
	begin := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")
	if !bytes.HasPrefix(begin, []byte("{")) {
		return formats.No
	}
	dec := jsontext.NewDecoder(newMended(bytes.NewReader(head)), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
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
