package telegramtest

import (
	"fmt"
	"slices"
	"time"
	"unicode/utf16"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"
)

const (
	maxText   = 4096 // UTF-16 units of a message
	fewer     = 100  // messages: in a chat of fewer, imported ones stand at their own dates
	maxImport = 1 << 30
)

func addImports(all methods) {
	on(all, checkHistoryImport)
	on(all, checkHistoryImportPeer)
	on(all, initHistoryImport)
	on(all, uploadImportedMedia)
	on(all, startHistoryImport)
}

func checkHistoryImport(c *call, r *tg.MessagesCheckHistoryImportRequest) (bin.Encoder, error) {
	t, err := readHead(r.ImportHead, c.world.months)
	if err != nil {
		return nil, refused("IMPORT_FORMAT_UNRECOGNIZED")
	}
	out := &tg.MessagesHistoryImportParsed{Pm: t.isPrivate(), Group: t.isGroup()}
	if t.title != "" {
		out.SetTitle(t.title)
	}
	return out, nil
}

func checkHistoryImportPeer(c *call, r *tg.MessagesCheckHistoryImportPeerRequest) (bin.Encoder, error) {
	id, _, err := c.importPeer(r.Peer)
	if err != nil {
		return nil, err
	}
	return &tg.MessagesCheckedHistoryImportPeer{
		ConfirmText: fmt.Sprintf("Are you sure you want to import messages into the chat with %s?", c.world.title(id)),
	}, nil
}

// importPeer finds the chat of an import, and whether it is a group.
func (c *call) importPeer(in tg.InputPeerClass) (int64, bool, error) {
	w := c.world
	id, err := w.peer(in)
	if err != nil {
		return 0, false, refused("PEER_ID_INVALID")
	}
	c.peer = id
	if p := w.people[id]; p != nil {
		switch {
		case p == w.self || p.bot || p.gone:
			return 0, false, refused("PEER_ID_INVALID")
		case p.blocked:
			return 0, false, refused("USER_IS_BLOCKED")
		case !p.mutual:
			return 0, false, refused("USER_NOT_MUTUAL_CONTACT")
		}
		return id, false, nil
	}
	g := w.groups[id]
	if g.Kind != Supergroup {
		return 0, false, refused("PEER_ID_INVALID")
	}
	if g.Role != Creator && g.Role != AdminInfo {
		return 0, false, refused("CHAT_ADMIN_REQUIRED")
	}
	return id, true, nil
}

func initHistoryImport(c *call, r *tg.MessagesInitHistoryImportRequest) (bin.Encoder, error) {
	w := c.world
	id, group, err := c.importPeer(r.Peer)
	if err != nil {
		return nil, err
	}
	w.settle(-1)
	for _, im := range w.imports {
		if im.Peer == id && im.State == Started {
			return nil, tgerr.New(406, fmt.Sprintf("PREVIOUS_CHAT_IMPORT_ACTIVE_WAIT_%dMIN", w.busy))
		}
	}
	f, err := w.file(r.File)
	if err != nil {
		return nil, err
	}
	if f.size > maxImport || f.data == nil {
		return nil, refused("IMPORT_FILE_INVALID")
	}
	t, err := readText(f.data, w.months)
	if err != nil {
		return nil, err
	}
	if t.isGroup() && !group || t.isPrivate() && group {
		return nil, refused("IMPORT_PEER_TYPE_INVALID")
	}
	c.detail = fmt.Sprintf("%d media", r.MediaCount)
	if r.MediaCount != len(t.files) {
		return nil, refused("IMPORT_FILE_INVALID")
	}
	for _, im := range w.imports {
		if im.Peer == id && im.State == Begun {
			im.State = Replaced
			delete(w.texts, im.ID)
		}
	}
	im := &Import{ID: number(), Peer: id, State: Begun, Text: f.data, MediaCount: r.MediaCount, Offset: c.offset, Begun: w.clock()}
	w.imports[im.ID], w.texts[im.ID] = im, t
	w.order = append(w.order, im.ID)
	return &tg.MessagesHistoryImport{ID: im.ID}, nil
}

// begun finds an import that waits for its media or its start.
func (c *call) begun(peer tg.InputPeerClass, id int64) (*Import, error) {
	chat, _, err := c.importPeer(peer)
	if err != nil {
		return nil, err
	}
	im := c.world.imports[id]
	if im == nil || im.Peer != chat || im.State != Begun {
		return nil, refused("IMPORT_ID_INVALID")
	}
	return im, nil
}

func uploadImportedMedia(c *call, r *tg.MessagesUploadImportedMediaRequest) (bin.Encoder, error) {
	c.detail = r.FileName
	im, err := c.begun(r.Peer, r.ImportID)
	if err != nil {
		return nil, err
	}
	m, err := c.world.media(r.Media)
	if err != nil {
		return nil, err
	}
	m.Name, m.Sent = r.FileName, 1
	i := slices.IndexFunc(im.Media, func(o Media) bool { return o.Name == r.FileName })
	if i >= 0 {
		m.Sent += im.Media[i].Sent
		im.Media[i] = *m
		return m.answer(im.Begun), nil
	}
	if len(im.Media) == im.MediaCount {
		return nil, refused("MEDIA_INVALID")
	}
	im.Media = append(im.Media, *m)
	return m.answer(im.Begun), nil
}

func startHistoryImport(c *call, r *tg.MessagesStartHistoryImportRequest) (bin.Encoder, error) {
	w := c.world
	if w.again(r.ImportID) {
		return yes(), nil
	}
	im, err := c.begun(r.Peer, r.ImportID)
	if err != nil {
		return nil, err
	}
	if len(im.Media) != im.MediaCount {
		return nil, refused("IMPORT_ID_INVALID")
	}
	im.State, im.Started = Started, w.clock()
	im.today = len(w.box[im.Peer]) >= fewer
	return yes(), nil
}

// again runs an import that was started before once more, where that is how it goes.
func (w *World) again(id int64) bool {
	im := w.imports[id]
	if im == nil || !w.twice || im.State != Started && im.State != Done {
		return false
	}
	t, err := readText(im.Text, w.months)
	if err != nil {
		return false
	}
	one := *im
	one.ID, one.State, one.Started, one.Messages, one.next = number(), Started, w.clock(), nil, 0
	w.imports[one.ID], w.texts[one.ID] = &one, t
	w.order = append(w.order, one.ID)
	return true
}

// settle lets messages appear that are due: at most as many as given, or all.
func (w *World) settle(most int) {
	for _, id := range w.order {
		im := w.imports[id]
		if im.State != Started || w.clock().Before(im.Started.Add(w.delay)) {
			continue
		}
		if w.trickle >= 0 && (most < 0 || most > w.trickle) {
			most = 0
		}
		t := w.texts[id]
		for ; im.next < len(t.entries) && most != 0; im.next++ {
			if n := w.materialise(im, t.entries[im.next]); n != 0 {
				im.Messages = append(im.Messages, n)
				most--
			}
		}
		if im.next == len(t.entries) {
			im.State = Done
			delete(w.texts, id)
		}
	}
}

// read lets messages appear because somebody reads a history.
func (w *World) read() { w.settle(w.trickle) }

// materialise makes a message of an entry and returns its number, or 0 if it makes none.
func (w *World) materialise(im *Import, e entry) int {
	if e.notice && !w.notices || !visible(e.text) {
		return 0
	}
	offset := im.Offset
	if offset == NoOffset {
		offset = 0
	}
	m := &Message{
		Peer: im.Peer, From: w.self.id, Text: clip(e.text), Imported: true, Import: im.ID,
		Original: e.when.Add(-time.Duration(offset) * time.Second), Name: e.author,
	}
	m.Date = m.Original
	if im.today {
		m.Date = w.clock()
	}
	if p := w.named(e.author); p != nil {
		m.Author = p.id
	}
	i := slices.IndexFunc(im.Media, func(o Media) bool { return e.file != "" && o.Name == e.file })
	if i >= 0 {
		media := im.Media[i]
		m.Text, m.Media = "", &media
		if media.tgs {
			m.Media = nil
		}
	}
	return w.add(m)
}

// clip cuts a text as long as no message may be.
func clip(s string) string {
	n := 0
	for i, r := range s {
		n += utf16.RuneLen(r)
		if n > maxText {
			return s[:i]
		}
	}
	return s
}
