package telegramtest

import (
	"crypto/rand"
	"encoding/binary"
	"slices"
	"sync"
	"time"
)

// What the account of a new World is.
const (
	SelfID   int64 = 10
	First          = "Minjun"
	Last           = "Kim"
	Phone          = "+821000000001"
	Code           = "12345"
	Password       = "비밀번호 2fa" //nolint:gosec // nobody's
	Hint           = "the usual"
	AppID          = 17349 // any app is accepted unless World.App says otherwise
	AppHash        = "0123456789abcdef0123456789abcdef"
)

// NoOffset is in Offsets for a connection that gave no tz_offset.
const NoOffset = -1 << 31

// World is an account with its contacts, chats, histories, uploads and imports. It
// is safe for several goroutines.
type World struct {
	mu       sync.Mutex
	logins   map[[8]byte]*login
	servers  []*Server
	appID    int
	appHash  string
	clock    func() time.Time
	self     *person
	people   map[int64]*person
	groups   map[int64]*group
	box      map[int64][]*Message // by chat, in the order of their numbers
	lastID   int                  // of people's and basic groups' messages
	lastPeer int64
	code     string
	codes    map[string]bool // the hashes of codes that are out; false: expired
	password string          // of the second factor; "": there is none
	secret   *verifier       // of the password, once it is needed
	srps     map[int64]*challenge
	tokens   map[string]*token
	files    map[int64]*upload
	imports  map[int64]*Import
	order    []int64 // of imports
	texts    map[int64]*transcript
	offsets  []int
	calls    []Call
	faults   []*fault
	cuts     *cutter
	acks     bool
	keep     bool
	notices  bool
	months   bool
	delay    time.Duration
	trickle  int
	busy     int
	twice    bool
	watch    func(method, detail string)
}

// NewWorld returns a World with the account alone.
func NewWorld() *World {
	w := &World{
		logins:  make(map[[8]byte]*login),
		clock:   time.Now,
		people:  make(map[int64]*person),
		groups:  make(map[int64]*group),
		box:     make(map[int64][]*Message),
		code:    Code,
		codes:   make(map[string]bool),
		srps:    make(map[int64]*challenge),
		tokens:  make(map[string]*token),
		files:   make(map[int64]*upload),
		imports: make(map[int64]*Import),
		texts:   make(map[int64]*transcript),
		busy:    1,
		trickle: -1,
	}
	w.lastPeer = 1000
	w.self = &person{id: SelfID, access: number(), first: First, last: Last, phone: Phone}
	w.people[SelfID] = w.self
	w.password = Password
	return w
}

// number returns a random positive number.
func number() int64 {
	var b [8]byte
	_, _ = rand.Read(b[:]) // never fails
	return int64(binary.LittleEndian.Uint64(b[:])>>1) | 1
}

func (w *World) lock() func() {
	w.mu.Lock()
	return w.mu.Unlock
}

// SetClock makes now the World's time. It is the system's otherwise.
func (w *World) SetClock(now func() time.Time) {
	defer w.lock()()
	w.clock = now
}

// App lets only clients of this app in.
func (w *World) App(id int, hash string) {
	defer w.lock()()
	w.appID, w.appHash = id, hash
}

// Delay makes the messages of an import appear only that long after its start.
func (w *World) Delay(appear time.Duration) {
	defer w.lock()()
	w.delay = appear
}

// StartsTwice makes a second start of an import run it once more, as Telegram's own
// servers may. Otherwise, and at first, it is refused.
func (w *World) StartsTwice(twice bool) {
	defer w.lock()()
	w.twice = twice
}

// Watch has a function told of each call that reaches a server, before it is done: its
// name, and the name of the file that it is about. It may be told of several at once, and
// may call the World.
func (w *World) Watch(told func(method, detail string)) {
	defer w.lock()()
	w.watch = told
}

// Trickle makes only n further messages of all started imports appear each time a
// history is read; of none, with 0. Negative, as at first, means all.
func (w *World) Trickle(n int) {
	defer w.lock()()
	w.trickle = n
}

// BusyMinutes is what initHistoryImport tells to wait while an import into the same
// chat has been started and has not all appeared. It is 1 at first.
func (w *World) BusyMinutes(n int) {
	defer w.lock()()
	w.busy = n
}

// KeepBytes keeps the bytes of media that are uploaded from now on. Their size and
// hash are always kept.
func (w *World) KeepBytes(keep bool) {
	defer w.lock()()
	w.keep = keep
}

// KeepNotices makes lines without an author arrive, as messages of nobody.
func (w *World) KeepNotices(keep bool) {
	defer w.lock()()
	w.notices = keep
}

// MonthFirst makes a text whose first 100 lines do not show which number is the day
// be read with the month first.
func (w *World) MonthFirst(first bool) {
	defer w.lock()()
	w.months = first
}

// Ack makes the server acknowledge every call before it does it. A client of gotd's
// repeats an unacknowledged call by itself when its connection is cut, and an
// acknowledged one not. See LoseAnswer for single ones.
func (w *World) Ack(always bool) {
	defer w.lock()()
	w.acks = always
}

// Offsets returns the tz_offset of each connection so far, in seconds east of UTC.
func (w *World) Offsets() []int {
	defer w.lock()()
	return slices.Clone(w.offsets)
}

// Imports returns all imports in the order in which they were begun.
func (w *World) Imports() []Import {
	defer w.lock()()
	w.settle(-1)
	var all []Import
	for _, id := range w.order {
		im := *w.imports[id]
		im.Media = slices.Clone(im.Media)
		im.Messages = slices.Clone(im.Messages)
		all = append(all, im)
	}
	return all
}

// History returns the messages of a chat, the oldest first, as everybody in it sees
// them. The account's own deletions without revoke do not count.
func (w *World) History(peer int64) []Message {
	defer w.lock()()
	w.settle(-1)
	var all []Message
	for _, m := range w.box[peer] {
		all = append(all, *m)
	}
	return all
}
