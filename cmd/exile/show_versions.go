//go:build cgo

package main

import (
	"context"
	"strings"

	"exile/cmd/internal/lang"
	"exile/convert"
	"exile/export"
	"exile/export/store"
)

// states are what single exports tell of the messages of a chat, apart from what they
// say now.
type states struct {
	*chatLog
	older  map[export.MessageID][]store.Version
	seen   *store.Seen
	inputs map[int64]string // of the sources
	source map[int64]int64  // of the exports
}

// readStates reads them.
func (l *chatLog) readStates(ctx context.Context, st *store.Store, chat export.ChatRef) (*states, error) {
	s := &states{chatLog: l, source: map[int64]int64{}}
	var err error
	if s.older, err = convert.Versions(ctx, st.View(), chat); err != nil {
		return nil, err
	}
	if s.seen, err = st.View().Seen(ctx, chat); err != nil {
		return nil, err
	}
	if s.inputs, err = inputsOf(ctx, st); err != nil {
		return nil, err
	}
	exports, err := st.View().Exports(ctx)
	for i := range exports {
		s.source[exports[i].ID] = exports[i].Source
	}
	return s, err
}

// of tells the older states of a message, a line each at least, and whether only one
// export of several tells of it.
func (s *states) of(m *export.Message) string {
	var b strings.Builder
	if alone := s.seen.Alone(m.ID); alone != 0 {
		s.note(&b, s.say(lang.OnlyIn, lang.V{"name": s.inputOf(s.inputs[s.source[alone]])}))
	}
	for _, v := range s.older[m.ID] {
		head := s.say(lang.OlderState, lang.V{"name": s.inputOf(s.inputs[v.Source])})
		s.note(&b, head+" "+strings.ReplaceAll(s.body(v.Told.Content), "\n", " ⏎ "))
	}
	return b.String()
}

// note writes a line below a message.
func (s *states) note(b *strings.Builder, line string) {
	b.WriteString("         ↳ " + clean(line) + "\n")
}
