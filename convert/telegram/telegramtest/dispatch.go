package telegramtest

import (
	"errors"
	"fmt"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/mt"
	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"
)

// call is one call while it is done.
type call struct {
	world  *World
	conn   *conn
	login  *login
	offset int
	peer   int64
	detail string
}

// method is one that the server knows.
type method struct {
	name string
	open bool // it needs no sign-in
	do   func(c *call, in *bin.Buffer) (bin.Encoder, error)
}

// methods are all that the server knows, by their numbers.
type methods map[uint32]method

// request is a method's arguments.
type request[T any] interface {
	*T
	bin.Decoder
	TypeID() uint32
	TypeName() string
}

// on adds a method.
func on[T any, P request[T]](all methods, do func(c *call, r P) (bin.Encoder, error)) {
	r := P(new(T))
	all[r.TypeID()] = method{name: r.TypeName(), do: func(c *call, in *bin.Buffer) (bin.Encoder, error) {
		r := P(new(T))
		if err := r.Decode(in); err != nil {
			return nil, tgerr.New(400, "INPUT_FETCH_ERROR")
		}
		if in.Len() != 0 {
			return nil, tgerr.New(400, "INPUT_FETCH_ERROR")
		}
		return do(c, r)
	}}
}

// open adds a method that needs no sign-in.
func open[T any, P request[T]](all methods, do func(c *call, r P) (bin.Encoder, error)) {
	on(all, do)
	id := P(new(T)).TypeID()
	m := all[id]
	m.open = true
	all[id] = m
}

// known returns all methods.
func known() methods {
	all := make(methods)
	addAuth(all)
	addPeople(all)
	addChats(all)
	addDialogs(all)
	addHistory(all)
	addUploads(all)
	addImports(all)
	return all
}

// peek finds out what is wrapped.
type peek struct{}

func (peek) Decode(*bin.Buffer) error { return nil }
func (peek) Encode(*bin.Buffer) error { return errors.New("peek has nothing to encode") }

// unwrap takes invokeWithLayer, initConnection and invokeWithoutUpdates off a call,
// and notes what they say of the connection.
func (c *call) unwrap(b *bin.Buffer) (*bin.Buffer, error) {
	for {
		id, err := b.PeekID()
		if err != nil {
			return nil, err
		}
		switch id {
		case tg.InvokeWithLayerRequestTypeID:
			r := tg.InvokeWithLayerRequest{Query: peek{}}
			if err := r.Decode(b); err != nil {
				return nil, err
			}
			if r.Layer != tg.Layer {
				return nil, tgerr.New(400, "CONNECTION_LAYER_INVALID")
			}
		case tg.InitConnectionRequestTypeID:
			r := tg.InitConnectionRequest{Query: peek{}}
			if err := r.Decode(b); err != nil {
				return nil, err
			}
			c.init(&r)
		case tg.InvokeWithoutUpdatesRequestTypeID:
			r := tg.InvokeWithoutUpdatesRequest{Query: peek{}}
			if err := r.Decode(b); err != nil {
				return nil, err
			}
			c.conn.mu.Lock()
			c.conn.deaf = true
			c.conn.mu.Unlock()
		default:
			return b, nil
		}
	}
}

// init notes what a connection is.
func (c *call) init(r *tg.InitConnectionRequest) {
	offset := NoOffset
	if o, ok := r.Params.(*tg.JSONObject); ok {
		for _, v := range o.Value {
			if n, ok := v.Value.(*tg.JSONNumber); ok && v.Key == "tz_offset" {
				offset = int(n.Value)
			}
		}
	}
	c.conn.mu.Lock()
	c.conn.inited, c.conn.offset, c.conn.app = true, offset, r.APIID
	c.conn.mu.Unlock()
	c.world.connected(offset)
}

func (w *World) connected(offset int) {
	defer w.lock()()
	w.offsets = append(w.offsets, offset)
}

// run does a call and returns its answer, encoded.
func (c *call) run(in *bin.Buffer, ack func() error) ([]byte, act) {
	c.conn.mu.Lock()
	inited := c.conn.inited
	c.offset = c.conn.offset
	c.conn.mu.Unlock()
	id, err := in.PeekID()
	if err != nil {
		return nil, cutBefore
	}
	m, ok := c.conn.server.methods[id]
	if !ok {
		m.name = fmt.Sprintf("%#x", id)
	}
	if !inited {
		return encoded(tgerr.New(400, "CONNECTION_NOT_INITED")), do
	}
	c.world.tell(m.name, in)
	what, refusal := c.world.begin(m.name)
	if what == cutBefore {
		c.world.end(c, m.name, nil, what)
		return nil, what
	}
	if what == ackAndCut || c.world.acking() {
		if err := ack(); err != nil {
			return nil, cutBefore
		}
	}
	answer, failed := c.world.do(c, m, in, refusal)
	c.world.end(c, m.name, failed, what)
	if what == refuse {
		what = do
	}
	return answer, what
}

// tell tells who watches.
func (w *World) tell(name string, in *bin.Buffer) {
	w.mu.Lock()
	told := w.watch
	w.mu.Unlock()
	if told == nil {
		return
	}
	var media tg.MessagesUploadImportedMediaRequest
	if media.Decode(&bin.Buffer{Buf: in.Raw()}) != nil {
		media.FileName = ""
	}
	told(name, media.FileName)
}

func (w *World) begin(name string) (act, *tgerr.Error) {
	defer w.lock()()
	return w.fate(name)
}

func (w *World) acking() bool {
	defer w.lock()()
	return w.acks
}

// do does a call while nobody else does one.
func (w *World) do(c *call, m method, in *bin.Buffer, refusal *tgerr.Error) ([]byte, error) {
	if refusal != nil {
		return encoded(refusal), refusal
	}
	if m.do == nil {
		err := tgerr.New(400, "INPUT_METHOD_INVALID")
		return encoded(err), err
	}
	defer w.lock()()
	if !m.open && !c.login.in {
		err := unregistered()
		return encoded(err), err
	}
	out, err := m.do(c, in)
	if err != nil {
		return encoded(err), err
	}
	var b bin.Buffer
	if err := out.Encode(&b); err != nil {
		return encoded(fmt.Errorf("encode: %w", err)), err
	}
	return b.Raw(), nil
}

// end notes a call that was done.
func (w *World) end(c *call, name string, failed error, what act) {
	defer w.lock()()
	n := Call{
		Method: name, At: w.clock(), Peer: c.peer, Detail: c.detail,
		Done: failed == nil && what != cutBefore, Lost: what != do && what != refuse,
	}
	if failed != nil {
		n.Err = failed.Error()
		if t, ok := errors.AsType[*tgerr.Error](failed); ok {
			n.Err = t.Message
		}
	}
	w.calls = append(w.calls, n)
}

// rpcError is what is answered for an error. One that is no error of Telegram's is a
// mistake of this package's.
func rpcError(err error) bin.Encoder {
	if t, ok := errors.AsType[*tgerr.Error](err); ok {
		return &mt.RPCError{ErrorCode: t.Code, ErrorMessage: t.Message}
	}
	return &mt.RPCError{ErrorCode: 500, ErrorMessage: "TELEGRAMTEST " + err.Error()}
}

func encoded(err error) []byte {
	var b bin.Buffer
	_ = rpcError(err).Encode(&b) // two fields that are always there
	return b.Raw()
}

// unregistered is the answer to those who are not signed in.
func unregistered() error { return tgerr.New(401, "AUTH_KEY_UNREGISTERED") }

// refused is an error of Telegram's about the request.
func refused(message string) error { return tgerr.New(400, message) }

// yes is the answer true.
func yes() bin.Encoder { return &tg.BoolTrue{} }
