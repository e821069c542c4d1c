package linedb

import (
	"strings"

	"exile/export"
)

// message emits a row as a message.
func (h *history) message(r *row) error {
	chat, err := h.chat(r.room)
	if err != nil {
		return err
	}
	m := &export.Message{
		SourceKey: r.sourceKey(), Chat: chat, Time: r.time, Seq: h.source.Record, From: h.source,
	}
	if m.Content, err = h.content(r); err != nil {
		return err
	}
	if r.shape != shapeEvent && r.shape != shapeTold {
		if m.Sender, err = h.sender(r); err != nil {
			return err
		}
		m.ReplyTo, m.Forward = r.relation()
	}
	if m.Reactions, err = h.under(r.id); err != nil {
		return err
	}
	if err := h.emit(m); err != nil {
		return err
	}
	return h.check(m, r)
}

func (h *history) sender(r *row) (export.PersonRef, error) {
	if r.mine {
		return h.people.owner(h.self)
	}
	return h.person(r.from)
}

// relation says which message this one answers, or that it was forwarded.
func (r *row) relation() (*export.Reply, *export.Forward) {
	id := r.params.text("message_relation_server_message_id")
	switch strings.ToLower(r.params.text("message_relation_type_code", "message_relation_type")) {
	case "", "reply", "3":
		if id != "" && id != "0" && id != r.id {
			return &export.Reply{Key: id}, nil
		}
	case "forward", "0":
		return nil, &export.Forward{}
	}
	return nil, nil
}

// check reports what the reader of a message should know about it.
func (h *history) check(m *export.Message, r *row) error {
	if r.shape == shapeSealed {
		return h.emit(&export.Problem{
			Code: export.UnreadLine, Text: "the app never decrypted it on this phone", From: m.From,
		})
	}
	c, ok := m.Content.(export.Media)
	if !ok {
		return nil
	}
	for i := range c.Files {
		var code export.Code
		switch c.Files[i].State {
		case export.FileMissing:
			code = export.MissingFile
		case export.FileNotExported:
			code = export.NotExported
		case export.FileExpired, export.FilePresent:
			continue
		}
		if err := h.emit(&export.Problem{Code: code, Name: c.Files[i].Name, From: m.From}); err != nil {
			return err
		}
	}
	return nil
}
