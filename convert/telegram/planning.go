package telegram

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"strings"
	"time"
	"unicode"

	td "github.com/gotd/td/telegram"
	"golang.org/x/text/unicode/norm"

	"exile/convert/handover"
	"exile/export"
)

// Want says where a bundle is to go.
type Want struct {
	To       string // an existing chat, as Find takes it; with one chat alone
	NewGroup string // the title of a group to be made; with one chat alone. "": the chat's own
	Again    bool   // although it was delivered there before
}

// busyChat is about how many messages a chat may have for an import to be put among
// them by its own dates (chat-history-manager).
const busyChat = 100

// Plan finds out whether and how a bundle can be delivered. It asks Telegram and
// writes nothing there. Each chat goes into a fresh group with this account alone in
// it, titled as the chat is, unless something else is wanted.
// Errors: ErrEmptyPlan, ErrOneChat, ErrNoHead, ErrOffset, ErrNoChat, *ManyChatsError,
// *RefusedError, *FitError, *TooLargeError, *EmptyFileError, *BeforeError, *CallError;
// of a file of the courier's folder *fs.PathError.
func (c *Client) Plan(ctx context.Context, m *handover.Manifest, want Want) (*Plan, error) {
	if err := checkWant(m, want); err != nil {
		return nil, err
	}
	self, err := c.Self(ctx)
	if err != nil {
		return nil, err
	}
	contacts, err := c.Contacts(ctx)
	if err != nil {
		return nil, err
	}
	before, err := readDelivered(c.keep, "")
	if err != nil {
		return nil, err
	}
	past, err := readPace(c.keep)
	if err != nil {
		return nil, err
	}
	now := c.clock.Now().UTC()
	p := &Plan{Version: PlanVersion, ID: newPlanID(), Made: now, Account: self, Request: m.Request, Again: want.Again}
	pl := &planner{c: c, plan: p, want: want, contacts: contacts, before: before, past: past}
	for i := range m.Chats {
		d, err := pl.delivery(ctx, &m.Chats[i])
		if err != nil {
			return nil, err
		}
		p.Deliveries = append(p.Deliveries, *d)
	}
	p.Estimate = estimate(c.keep, p, past, now)
	return p, p.seal(c.keep)
}

func checkWant(m *handover.Manifest, want Want) error {
	parts := 0
	for i := range m.Chats {
		if len(m.Chats[i].Parts) == 0 {
			return ErrEmptyPlan
		}
		parts += len(m.Chats[i].Parts)
	}
	switch offset := time.Duration(m.Request.Offset) * time.Second; {
	case parts == 0:
		return ErrEmptyPlan
	case !sends(td.TimezoneParams(time.FixedZone("", m.Request.Offset)), offset):
		return fmt.Errorf("%w: %s", ErrOffset, offset)
	case len(m.Chats) > 1 && (want.To != "" || want.NewGroup != ""), want.To != "" && want.NewGroup != "":
		return ErrOneChat
	}
	return nil
}

// newPlanID returns 16 random bytes, hexadecimal.
func newPlanID() string {
	var b [16]byte
	rand.Read(b[:]) // never fails
	return hex.EncodeToString(b[:])
}

// planner makes the deliveries of a plan.
type planner struct {
	c        *Client
	plan     *Plan
	want     Want
	contacts []Contact
	before   deliveredBefore
	past     *pace
}

func (pl *planner) delivery(ctx context.Context, chat *handover.Chat) (*Delivery, error) {
	if err := checkSizes(&pl.plan.Account, chat); err != nil {
		return nil, err
	}
	d := &Delivery{Chat: *chat, Seen: 1}
	d.Chat.Parts = make([]handover.Part, len(chat.Parts))
	for i := range chat.Parts {
		d.Chat.Parts[i] = chat.Parts[i]
		d.Chat.Parts[i].Head = ""
	}
	if err := pl.target(ctx, d); err != nil {
		return nil, err
	}
	if err := pl.heads(ctx, d, chat); err != nil {
		return nil, err
	}
	if err := pl.ask(ctx, d); err != nil {
		return nil, err
	}
	d.Names = MatchNames(chat.People, pl.plan.Account, pl.contacts)
	forms := tallyForms(&d.Chat)
	d.Sent = forms.sent()
	d.tell(forms)
	return d, pl.delivered(d)
}

// target finds the chat to deliver into, or the title of a group to make.
func (pl *planner) target(ctx context.Context, d *Delivery) error {
	if pl.want.To == "" {
		if !d.Chat.Group { // its text would be refused there
			return &FitError{Title: d.Chat.Title}
		}
		d.NewGroup = true
		d.Target = Peer{Kind: PeerSupergroup, Title: groupTitle(or(pl.want.NewGroup, d.Chat.Title), d.Chat.App)}
		return nil
	}
	found, err := pl.c.Find(ctx, pl.want.To)
	if err != nil {
		return err
	}
	if found.Refused != "" {
		return &RefusedError{Candidate: found}
	}
	d.Target = found.Peer
	if d.Chat.Group == (found.Kind == PeerUser) {
		return &FitError{Title: d.Chat.Title, Group: d.Chat.Group}
	}
	d.Seen = 2
	if found.Kind != PeerUser {
		d.Seen = max(found.Members, 1)
	}
	return nil
}

// heads asks Telegram what it takes the texts for.
func (pl *planner) heads(ctx context.Context, d *Delivery, chat *handover.Chat) error {
	for i := range chat.Parts {
		part := &chat.Parts[i]
		if part.Head == "" {
			return fmt.Errorf("%w: %s", ErrNoHead, part.Name)
		}
		got, err := pl.c.api.MessagesCheckHistoryImport(ctx, part.Head)
		if err != nil {
			return err
		}
		title, _ := got.GetTitle()
		parsed := Parsed{Private: got.GetPm(), Group: got.GetGroup(), Title: title}
		if i == 0 {
			d.Parsed = parsed
		}
		// Neither says that Telegram does not tell: then it takes either.
		if parsed.Private != parsed.Group && parsed.Group == (d.Target.Kind == PeerUser) {
			return &FitError{Title: d.Chat.Title, Group: parsed.Group}
		}
	}
	return nil
}

// ask asks about a chat that is there already.
func (pl *planner) ask(ctx context.Context, d *Delivery) error {
	switch {
	case d.NewGroup:
		d.told(RemarkUnchecked, 1)
		return nil
	case d.Target.Kind == PeerBasic: // only what it will become can be asked about
		d.told(RemarkUpgrade, 1)
		d.told(RemarkUnchecked, 1)
	default:
		got, err := pl.c.api.MessagesCheckHistoryImportPeer(ctx, d.Target.input())
		if err != nil {
			return err
		}
		d.Confirm = got.ConfirmText
	}
	there, err := pl.c.extent(ctx, d.Target)
	if err != nil {
		return err
	}
	if there.count >= busyChat {
		d.told(RemarkBusyChat, there.count)
	}
	if d.Seen > 1 {
		d.told(RemarkOthers, int64(d.Seen-1))
	}
	of, in := paceOf(pl.c.keep, pl.plan.Account.ID, d.Target)
	if n := pl.past.into(of, in) + len(d.Chat.Parts); n > importsInChat {
		d.told(RemarkMany, int64(n))
	}
	return nil
}

// delivered looks whether the very texts were delivered before.
func (pl *planner) delivered(d *Delivery) error {
	for i := range d.Chat.Parts {
		part := &d.Chat.Parts[i]
		account := pl.plan.Account.ID
		other, here := pl.before.to[toHash(pl.c.keep, account, d.Target, part.SHA256)]
		_, anywhere := pl.before.texts[textHash(pl.c.keep, account, part.SHA256)]
		switch {
		case d.Target.ID != 0 && here && !pl.want.Again:
			return &BeforeError{Title: d.Chat.Title, Part: part.Name, Plan: other}
		case d.Target.ID != 0 && here:
			d.Told = append(d.Told, Remark{Code: RemarkAgain, Count: 1, Name: part.Name})
		case anywhere:
			d.Told = append(d.Told, Remark{Code: RemarkBefore, Count: 1, Name: part.Name})
		}
	}
	return nil
}

func (d *Delivery) told(code RemarkCode, count int64) {
	if count > 0 {
		d.Told = append(d.Told, Remark{Code: code, Count: count})
	}
}

// tell adds what the bundle itself tells.
func (d *Delivery) tell(forms *formTally) {
	for i := range d.Chat.Problems {
		p := &d.Chat.Problems[i]
		if p.Class() != export.ClassNote {
			d.Told = append(d.Told, Remark{Code: RemarkLoss, Count: int64(p.Times()), Name: p.Name, Loss: p.Code})
		}
	}
	d.told(RemarkAsFile, forms.plain)
	d.told(RemarkVoiceAudio, forms.voiceAudio)
	d.told(RemarkAnimated, forms.animated)
	var long int64
	for i := range d.Chat.Parts {
		p := &d.Chat.Parts[i]
		long += p.Long
		if !p.DayShown {
			d.Told = append(d.Told, Remark{Code: RemarkDates, Count: 1, Name: p.Name})
		}
		if p.Messages+p.Notices > maxTextLines {
			d.Told = append(d.Told, Remark{Code: RemarkLarge, Count: p.Messages + p.Notices, Name: p.Name})
		}
	}
	d.told(RemarkLong, long)
	if n := len(d.Chat.Parts); n > 1 {
		d.told(RemarkParts, int64(n))
		if d.NewGroup && n > importsInChat {
			d.told(RemarkMany, int64(n))
		}
	}
}

// formTally counts how files go.
type formTally struct {
	files, bytes                map[Form]int64
	plain, voiceAudio, animated int64
}

func tallyForms(c *handover.Chat) *formTally {
	t := &formTally{files: map[Form]int64{}, bytes: map[Form]int64{}}
	for i := range c.Parts {
		for j := range c.Parts[i].Files {
			t.add(&c.Parts[i].Files[j])
		}
	}
	return t
}

func (t *formTally) add(f *handover.File) {
	form := FormOf(f)
	t.files[form]++
	t.bytes[form] += f.Size
	switch {
	case isAnimated(f):
		t.animated++
	case f.Kind == export.FileVoice && form == AsAudio:
		t.voiceAudio++
	case form == AsDocument && (f.Kind == export.FilePhoto || f.Kind == export.FileVideo || f.Kind == export.FileVoice || f.Kind == export.FileSticker):
		t.plain++
	}
}

// sent returns the counts in the order of the forms' declaration.
func (t *formTally) sent() []Sent {
	var all []Sent
	for _, f := range allForms() {
		if n := t.files[f]; n > 0 {
			all = append(all, Sent{As: f, Files: n, Bytes: t.bytes[f]})
		}
	}
	return all
}

// groupTitle makes a title of a chat's that Telegram takes: one line, of at most
// maxTitle characters.
func groupTitle(title, app string) string {
	title = strings.Join(strings.FieldsFunc(norm.NFC.String(strings.ToValidUTF8(title, "\ufffd")), func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r)
	}), " ")
	if title == "" {
		title = or(app, "exile")
	}
	if r := []rune(title); len(r) > maxTitle {
		title = strings.TrimSpace(string(r[:maxTitle-1])) + "…"
	}
	return title
}
