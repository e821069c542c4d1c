package kakaodb

import (
	"strconv"
	"strings"

	"exile/export"
	"exile/formats/appdb"
)

// What a feed tells of. Source: node-kakao.
const (
	feedLocalLeave  = -1
	feedInvite      = 1
	feedLeave       = 2
	feedSecretLeave = 3
	feedOpenJoin    = 4
	feedLinkDeleted = 5
	feedKicked      = 6
	feedRich        = 10
	feedManager     = 11
	feedNoManager   = 12
	feedHidden      = 13
	feedDeleted     = 14
	feedHandedOver  = 15
	feedTeam        = 18
)

// maxNamed is how many people one feed may name.
const maxNamed = 10_000

// feed is a notice. The database holds no sentence, the app makes it from the
// names: here it is the one that the Korean app writes into text exports.
func (h *history) feed(r *row) (export.Content, error) {
	o := parseObject(r.text)
	kind, ok := o.number("feedType")
	if !ok {
		return export.Notice{Kind: export.NoticeOther, Plain: r.text}, nil
	}
	actor, err := h.named(o.object("inviter"), o.object("prevHost"))
	if err != nil {
		return nil, err
	}
	people, err := h.named(append([]object{o.object("member"), o.object("newHost")}, o.objects("members")...)...)
	if err != nil {
		return nil, err
	}
	n := export.Notice{Kind: export.NoticeOther, Plain: o.text("text")}
	say := func(k export.NoticeKind, plain string) {
		n.Kind = k
		if n.Plain == "" {
			n.Plain = plain
		}
	}
	who := strings.Join(people.names, "님, ")
	acts := true // the people named do it themselves
	switch kind {
	case feedInvite:
		acts = false
		plain := who + "님을 초대했습니다."
		if len(actor.names) > 0 {
			plain = actor.names[0] + "님이 " + plain
		}
		say(export.NoticeInvite, plain)
	case feedLocalLeave, feedLeave, feedSecretLeave:
		say(export.NoticeLeave, who+"님이 나갔습니다.")
	case feedOpenJoin:
		say(export.NoticeJoin, who+"님이 들어왔습니다.")
	case feedKicked:
		acts = false
		say(export.NoticeRemove, who+"님을 내보냈습니다.")
	case feedManager:
		say(export.NoticeManager, who+"님이 부방장이 되었습니다.")
	case feedNoManager:
		say(export.NoticeManager, who+"님이 부방장에서 해제되었습니다.")
	case feedHandedOver:
		say(export.NoticeHost, who+"님이 방장이 되었습니다.")
	case feedHidden:
		return export.Deleted{By: export.DeletedByAdmin, Plain: n.Plain}, nil
	case feedDeleted:
		say(export.NoticeOther, "메시지가 삭제되었습니다.")
	case feedLinkDeleted:
		say(export.NoticeSetting, "오픈채팅 링크가 삭제되었습니다.")
	case feedRich, feedTeam:
	default:
		if n.Plain == "" {
			n.Plain = r.text
		}
		return export.Unknown{Kind: "feed " + strconv.FormatInt(kind, 10), Plain: n.Plain}, nil
	}
	n.Actor = actor.first()
	n.People = people.refs
	if acts && len(people.refs) == 1 {
		n.Actor, n.People = people.refs[0], nil
	}
	return n, nil
}

// cast are people whom a feed names.
type cast struct {
	refs  []export.PersonRef
	names []string
}

func (c *cast) first() export.PersonRef {
	if len(c.refs) == 0 {
		return 0
	}
	return c.refs[0]
}

// named declares people as a feed names them: {"userId": 1, "nickName": "…"}.
func (h *history) named(list ...object) (cast, error) {
	var c cast
	for _, o := range list {
		id, ok := o.number("userId")
		if !ok || len(c.refs) == maxNamed {
			continue
		}
		nick := o.text("nickName")
		ref, err := h.people.ref(id, nick)
		if err != nil {
			return c, err
		}
		if nick == "" {
			nick = h.people.name(id)
		}
		c.refs = append(c.refs, ref)
		c.names = append(c.names, nick)
	}
	return c, nil
}

// learnFeeds takes the names of people from feeds where no table has any: those
// who left are nobody's friends. The rows are read once more afterwards.
func (h *history) learnFeeds() error {
	if !h.messages.Has(h.typ) {
		return nil
	}
	feeds := appdb.Query{Columns: h.columns, Where: appdb.Quoted(h.typ) + " = 0", Order: h.order}
	return h.messages.Each(h.ctx, feeds, func(values []any) error {
		r, err := h.parse(values)
		if err != nil {
			return nil //nolint:nilerr // told of when its turn comes
		}
		o := parseObject(r.text)
		for _, p := range append([]object{o.object("inviter"), o.object("prevHost"), o.object("member"), o.object("newHost")}, o.objects("members")...) {
			id, ok := p.number("userId")
			if k := h.people.known[id]; ok && (k == nil || len(k.names) == 0) {
				h.people.learn(id, []string{p.text("nickName")}, nil)
			}
		}
		return nil
	})
}
