package telegramtest

import (
	"context"
	"encoding/binary"
	"errors"
	"math"
	"net"
	"sync"
	"time"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/crypto"
	"github.com/gotd/td/exchange"
	"github.com/gotd/td/mt"
	"github.com/gotd/td/proto"
	"github.com/gotd/td/proto/codec"
	"github.com/gotd/td/transport"
)

// conn is one connection of a client.
type conn struct {
	server *Server
	net    net.Conn
	wire   transport.Conn
	cipher crypto.Cipher
	ids    *proto.MessageIDGen

	mu      sync.Mutex // of what follows, and of writing
	login   *login
	session int64
	greeted bool
	inited  bool // initConnection came
	offset  int
	app     int
	deaf    bool // invokeWithoutUpdates
}

// errCut ends a connection.
var errCut = errors.New("cut")

// cut ends a connection as a network does: without a farewell.
func (c *conn) cut() {
	if t, ok := c.net.(*net.TCPConn); ok {
		_ = t.SetLinger(0)
	}
	_ = c.net.Close()
}

// single is a listener of one connection: gotd detects the transport by a listener.
type single struct{ net.Conn }

func (s single) Accept() (net.Conn, error) { return s.Conn, nil }
func (s single) Addr() net.Addr            { return s.LocalAddr() }

// again gives the first message, which was read to see what it is, a second time.
type again struct {
	transport.Conn
	first []byte
}

func (a *again) Recv(ctx context.Context, b *bin.Buffer) error {
	if a.first == nil {
		return a.Conn.Recv(ctx, b)
	}
	b.ResetTo(a.first)
	a.first = nil
	return nil
}

// serve speaks with the client until one of the two has enough.
func (c *conn) serve() {
	defer c.cut()
	w, err := transport.Listen(single{c.net}).Accept()
	if err != nil {
		return
	}
	c.wire = w
	c.cipher = crypto.NewServerCipher(crypto.DefaultRand())
	c.ids = proto.NewMessageIDGen(time.Now)
	for {
		if c.next() != nil {
			return
		}
	}
}

// next reads and answers one message of the transport.
func (c *conn) next() error {
	ctx := context.Background()
	b := new(bin.Buffer)
	if err := c.wire.Recv(ctx, b); err != nil {
		return err
	}
	var id [8]byte
	if err := b.PeekN(id[:], len(id)); err != nil {
		return err
	}
	if id == [8]byte{} {
		r, err := exchange.NewExchanger(&again{c.wire, b.Copy()}, dc).Server(exchange.PrivateKey{RSA: c.server.key}).Run(ctx)
		if err != nil {
			return err
		}
		c.server.world.meet(r.Key)
		return nil
	}
	l := c.server.world.login(id)
	if l == nil {
		b.Reset()
		b.PutInt32(-codec.CodeAuthKeyNotFound)
		return c.wire.Send(ctx, b)
	}
	m, err := c.cipher.DecryptFromBuffer(l.key, b)
	if err != nil {
		return err
	}
	if err := c.greet(l, m); err != nil {
		return err
	}
	return c.message(m.MessageID, m.Data())
}

// greet makes the session known at its first message.
func (c *conn) greet(l *login, m *crypto.EncryptedMessageData) error {
	c.mu.Lock()
	known := c.greeted && c.session == m.SessionID
	c.login, c.session, c.greeted = l, m.SessionID, true
	c.mu.Unlock()
	if known {
		return nil
	}
	return c.send(proto.MessageFromServer, &mt.NewSessionCreated{
		FirstMsgID: m.MessageID,
		UniqueID:   number(),
		ServerSalt: int64(binary.LittleEndian.Uint64(l.key.ID[:])),
	})
}

// hears reports whether updates of a login go to this connection.
func (c *conn) hears(l *login) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.login == l && c.inited && !c.deaf
}

// message does what one message of MTProto asks for.
func (c *conn) message(id int64, data []byte) error {
	b := &bin.Buffer{Buf: data}
	kind, err := b.PeekID()
	if err != nil {
		return err
	}
	switch kind {
	case mt.PingRequestTypeID:
		var r mt.PingRequest
		return errors.Join(r.Decode(b), c.send(proto.MessageServerResponse, &mt.Pong{MsgID: id, PingID: r.PingID}))
	case mt.PingDelayDisconnectRequestTypeID:
		var r mt.PingDelayDisconnectRequest
		if err := r.Decode(b); err != nil {
			return err
		}
		return c.send(proto.MessageServerResponse, &mt.Pong{MsgID: id, PingID: r.PingID})
	case mt.GetFutureSaltsRequestTypeID:
		return c.send(proto.MessageServerResponse, &mt.FutureSalts{
			ReqMsgID: id, Now: int(time.Now().Unix()),
			Salts: []mt.FutureSalt{{ValidSince: 1, ValidUntil: math.MaxInt32, Salt: 10}},
		})
	case mt.RPCDropAnswerRequestTypeID:
		return c.result(id, &mt.RPCAnswerDroppedRunning{})
	case mt.MsgsAckTypeID, mt.HTTPWaitRequestTypeID:
		return nil
	case proto.GZIPTypeID:
		var z proto.GZIP
		if err := z.Decode(b); err != nil {
			return err
		}
		return c.message(id, z.Data)
	case proto.MessageContainerTypeID:
		var all proto.MessageContainer
		if err := all.Decode(b); err != nil {
			return err
		}
		for _, m := range all.Messages {
			if err := c.message(m.ID, m.Body); err != nil {
				return err
			}
		}
		return nil
	}
	return c.rpc(id, data)
}

// rpc does one call of Telegram's. One that comes again because its answer did not,
// under the same number, is answered again and not done again.
func (c *conn) rpc(id int64, data []byte) error {
	if old, ok := c.server.world.answered(c.login, id); ok {
		return c.result(id, raw(old))
	}
	cl := &call{world: c.server.world, conn: c, login: c.login, offset: NoOffset}
	in, err := cl.unwrap(&bin.Buffer{Buf: data})
	if err != nil {
		return c.fail(id, err)
	}
	answer, what := cl.run(in, func() error {
		return c.send(proto.MessageFromServer, &mt.MsgsAck{MsgIDs: []int64{id}})
	})
	if what == ackAndCut {
		_ = c.net.Close() // with a farewell: a reset could overtake the acknowledgement
	}
	if what != do {
		return errCut
	}
	c.server.world.remember(c.login, id, answer)
	return c.result(id, raw(answer))
}

// raw is something encoded already.
type raw []byte

func (r raw) Encode(b *bin.Buffer) error {
	b.Put(r)
	return nil
}

func (c *conn) fail(id int64, err error) error { return c.result(id, rpcError(err)) }

func (c *conn) result(id int64, answer bin.Encoder) error {
	var b bin.Buffer
	if err := answer.Encode(&b); err != nil {
		return err
	}
	return c.send(proto.MessageServerResponse, &proto.Result{RequestMessageID: id, Result: b.Raw()})
}

// push sends an update.
func (c *conn) push(l *login, data []byte) {
	if c.hears(l) {
		_ = c.send(proto.MessageFromServer, raw(data)) // a client that is gone hears nothing
	}
}

func (c *conn) send(kind proto.MessageType, m bin.Encoder) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	var b bin.Buffer
	if err := m.Encode(&b); err != nil {
		return err
	}
	data := crypto.EncryptedMessageData{
		SessionID:              c.session,
		MessageDataLen:         int32(b.Len()),
		MessageDataWithPadding: b.Copy(),
		MessageID:              c.ids.New(kind),
	}
	if err := c.cipher.Encrypt(c.login.key, data, &b); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	return c.wire.Send(ctx, &b)
}
