package desktop

import "strings"

// bubble is a message as a page shows it.
type bubble struct {
	id     string
	joined bool   // it has no name, for the one before is from the same person
	colour string // of the sender's picture, which tells apart people of one name
	date   string
	name   string
	via    string // the bot through which it was sent

	forwarded  bool
	origin     string // who wrote it first
	named      bool   // origin stands there; else it is as of the message before
	originDate string

	reply, media, text, buttons, signature, reactions *node

	strange []string // what else there is
}

// read takes an element apart. It reports false for one that is no message.
func (b *bubble) read(n *node) bool {
	*b = bubble{id: strings.TrimPrefix(n.id, "message"), joined: n.has("joined"), strange: b.strange[:0]}
	body := n.child("body")
	if body == nil {
		return false
	}
	if pic := n.child("userpic_wrap").child("userpic"); pic != nil {
		b.colour = pic.class
	}
	b.parts(body)
	return b.date != "" || b.text != nil || b.media != nil
}

func (b *bubble) parts(body *node) {
	for k := body.first; k != nil; k = k.next {
		switch {
		case k.tag == "":
			if strings.Trim(k.text, " \n") != "" {
				b.strange = append(b.strange, "text")
			}
		case k.has("forwarded") && k.has("body"):
			if b.forwarded {
				b.strange = append(b.strange, "forwarded")
				continue
			}
			b.forwarded = true
			b.parts(k)
		case k.has("userpic_wrap"):
		case k.has("from_name"):
			b.from(k)
		case k.has("date"):
			b.date = k.title
		case k.has("reply_to"):
			b.once(&b.reply, k)
		case k.has("media_wrap"):
			b.once(&b.media, k)
		case k.has("text"):
			b.once(&b.text, k)
		case k.has("bot_buttons_table"):
			b.once(&b.buttons, k)
		case k.has("signature"):
			b.once(&b.signature, k)
		case k.has("reactions"):
			b.once(&b.reactions, k)
		default:
			b.strange = append(b.strange, strings.TrimSpace(k.tag+" "+k.class))
		}
	}
}

// once keeps a part; a second one of its kind is strange.
func (b *bubble) once(where **node, part *node) {
	if *where != nil {
		b.strange = append(b.strange, part.class)
		return
	}
	*where = part
}

// from reads a name: the sender's, or within what is forwarded that of who wrote it
// first, with the time.
func (b *bubble) from(n *node) {
	var out strings.Builder
	date := ""
	for k := n.first; k != nil; k = k.next {
		if k.has("date") {
			date = k.title
			continue
		}
		k.write(&out)
	}
	name, via := withoutBot(strings.Trim(out.String(), " \n"))
	if via != "" {
		b.via = via
	}
	if b.forwarded {
		b.origin, b.originDate, b.named = name, date, true
		return
	}
	b.name = name
}

// withoutBot parts a name from the bot through which a message was sent: "Ana  via @gif".
func withoutBot(s string) (name, bot string) {
	i := strings.LastIndex(s, " via @")
	if i < 0 {
		return s, ""
	}
	bot = s[i+len(" via @"):]
	for _, c := range []byte(bot) {
		if c != '_' && c-'0' > 9 && c|0x20-'a' > 25 {
			return s, ""
		}
	}
	return strings.TrimRight(s[:i], " "), bot
}

// imported reports whether a message carries the date of when it was first sent as its
// own: it was imported into a chat that was new. What is forwarded is later than what it
// forwards.
func (b *bubble) imported() bool {
	return b.forwarded && b.named && b.date != "" && b.originDate == b.date
}

// answered returns the key of the message that a link leads to; "" for none.
func answered(n *node) string {
	if n == nil {
		return ""
	}
	for k := n.first; k != nil; k = k.next {
		if _, key, ok := strings.Cut(k.href, "#go_to_message"); ok && k.tag == "a" && len(key) <= maxKey {
			return key
		}
	}
	return ""
}
