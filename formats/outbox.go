package formats

import (
	"reflect"

	"exile/export"
)

// Outbox emits what a reader reads, and holds texts back for a moment. Nearly all
// messages are texts, and to make an export.Content of one takes an allocation:
// that costs as much as the rest of a short message. The contents of those held
// back are made together.
//
// What an Outbox is given is emitted in order. Flush must be called at the end,
// whether reading failed or not.
type Outbox struct {
	emit  Emit
	err   error // of emit: nothing more is emitted
	n     int   // how many are held
	held  [outboxSize]*export.Message
	texts [outboxSize]export.Text
}

// Bounds on what is held: texts may be as long as a record.
const (
	outboxSize = 32
	outboxText = 4 << 10 // bytes
)

// NewOutbox returns an Outbox for what goes to emit.
func NewOutbox(emit Emit) *Outbox { return &Outbox{emit: emit} }

// Text emits a message whose content is a text, now or later.
func (o *Outbox) Text(m *export.Message, body string) error {
	if len(body) > outboxText {
		m.Content = export.Text{Body: body}
		return o.Emit(m)
	}
	o.held[o.n], o.texts[o.n].Body = m, body
	if o.n++; o.n < outboxSize {
		return nil
	}
	return o.Flush()
}

// Emit emits what is held, and then e.
func (o *Outbox) Emit(e export.Event) error {
	if err := o.Flush(); err != nil {
		return err
	}
	o.err = o.emit(e)
	return o.err
}

// Flush emits what is held. The error is that of emit, also of an earlier call.
func (o *Outbox) Flush() error {
	held := o.held[:o.n]
	if o.n = 0; len(held) == 0 || o.err != nil {
		return o.err
	}
	const few = 4 // for which it does not pay
	if len(held) <= few {
		for i, m := range held {
			m.Content = o.texts[i]
		}
	} else {
		boxed := reflect.ValueOf(o.texts) // a copy, whose elements an interface holds without one more
		for i, m := range held {
			m.Content, _ = boxed.Index(i).Interface().(export.Content) //nolint:modernize // reflect.TypeAssert takes twice as long
		}
	}
	for _, m := range held {
		if o.err = o.emit(m); o.err != nil {
			return o.err
		}
	}
	return nil
}
