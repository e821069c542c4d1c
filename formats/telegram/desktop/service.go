package desktop

import (
	"strings"

	"exile/export"
)

// deed is a service message that is being read: what happened in a chat.
type deed struct {
	*reading
	rec    *record
	msg    *export.Message
	actor  *person
	name   string // the actor's; "": not said
	who    string // that in a sentence
	said   string // words that stand in the message
	notice export.Notice
	call   *export.Call // what it is instead of a notice
	err    error
}

// deleted is what stands for somebody without a name in the sentences of Telegram
// Desktop's pages.
const deleted = "Deleted Account"

// service reads a service message. The JSON has no words for it: Plain is the
// sentence that the pages of the same program have.
func (r *reading) service(m *export.Message, rec *record) error {
	d := &deed{reading: r, rec: rec, msg: m}
	id, name := rec.take("actor_id"), rec.take("actor")
	d.actor = r.peers.known(id)
	if d.actor == nil && name.isString() {
		d.actor = r.peers.named(name.text())
	}
	d.name, d.who = name.text(), orDeleted(name)
	if id.null() && name == nil {
		d.who = r.head.title() // who posts in a channel is the channel
	}
	d.notice.Kind = export.NoticeOther
	action := rec.take("action").text()
	if action != "send_webview_data" { // whose text is the name of a button
		var spans []export.Span
		d.said, spans = r.words(rec.body, rec.entities) // Telegram Desktop writes none, other programs do
		r.plain(spans)
	}
	d.find(action)
	actor, err := r.peers.ref(d.actor)
	if err == nil {
		err = d.err
	}
	if err != nil {
		return err
	}
	if d.call != nil {
		if d.said != "" {
			d.call.Plain = d.said
		}
		m.Sender, m.Content = actor, *d.call
		return nil
	}
	if d.said != "" {
		d.notice.Plain = d.said
	}
	d.notice.Actor = actor
	m.Content = d.notice
	return nil
}

func orDeleted(name value) string {
	if s := name.text(); s != "" {
		return s
	}
	return deleted
}

// find finds the sentence of an action.
func (d *deed) find(action string) {
	if d.membership(action) || d.settings(action) || d.calls(action) || d.lists(action) || d.bots(action) || d.money(action) {
		return
	}
	if s := d.rec.take("information_text").text(); s != "" {
		d.say(export.NoticeOther, s)
		return
	}
	if action == "" && d.said != "" {
		return
	}
	d.miss("action: " + action)
	d.say(export.NoticeOther, d.who+": "+strings.ReplaceAll(action, "_", " "))
}

func (d *deed) miss(name string) { d.tally.miss(name) }

func (d *deed) say(kind export.NoticeKind, plain string) {
	d.notice.Kind, d.notice.Plain = kind, plain
}

// by says one sentence in channels, which name nobody, and another elsewhere.
func (d *deed) by(kind export.NoticeKind, inChannel, elsewhere string) {
	if d.head.channel() {
		d.say(kind, inChannel)
		return
	}
	d.say(kind, d.who+elsewhere)
}

// answers takes note of the message that an action is about.
func (d *deed) answers(name string) {
	d.rec.reply = d.rec.take(name)
	d.reply(d.msg, d.rec)
}

// named takes note of somebody whom an action names, and returns the name.
func (d *deed) named(name value) string {
	if !name.isString() {
		return deleted
	}
	d.adds(d.peers.named(name.text()))
	return name.text()
}

// peer is named for somebody who has an id.
func (d *deed) peer(id, name value) string {
	p := d.peers.known(id)
	if p == nil {
		return d.named(name)
	}
	if len(p.names) == 0 && p.ref == 0 {
		p.called(name.text())
	}
	d.adds(p)
	if s := name.text(); s != "" {
		return s
	}
	if s := p.name(); s != "" {
		return s
	}
	return deleted
}

func (d *deed) adds(p *person) {
	ref, err := d.peers.ref(p)
	if err != nil {
		d.err = err
		return
	}
	if ref != 0 {
		d.notice.People = append(d.notice.People, ref)
	}
}

const maxNamed = 10_000 // people in one notice

// members takes note of the people of "members", and returns their names as a list.
func (d *deed) members() string {
	var names []string
	for c := d.rec.take("members").elements(); d.err == nil; {
		name, ok := c.element()
		if !ok {
			break
		}
		if len(names) == maxNamed {
			d.miss("members")
			continue
		}
		names = append(names, d.named(name))
	}
	return listed(names)
}

// listed writes "a, b and c".
func listed(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}

// moved is about people whom the actor let in or put out; kind is what it is if they are
// not the actor alone. A name that several have is the actor's where it stands alone
// beside it: nobody is invited or removed by themselves.
func (d *deed) moved(kind, alone export.NoticeKind, did string) {
	c := d.rec.take("members").elements()
	first, ok := c.element()
	_, more := c.element()
	if ok && !more && d.actor != nil && d.name != "" && first.text() == d.name {
		d.say(alone, d.who+did+d.who)
		return
	}
	d.say(kind, d.who+did+d.members())
	if d.actor != nil && len(d.notice.People) == 1 && d.notice.People[0] == d.actor.ref {
		d.notice.Kind, d.notice.People = alone, nil
	}
}

// membership is about who is in a chat.
func (d *deed) membership(action string) bool {
	switch action {
	case "create_group":
		title, with := d.rec.take("title").text(), d.members()
		if with != "" {
			with = " with members " + with
		}
		d.say(export.NoticeOther, d.who+" created group «"+title+"»"+with)
	case "create_channel":
		d.say(export.NoticeOther, "Channel «"+d.rec.take("title").text()+"» created")
	case "invite_members":
		d.moved(export.NoticeInvite, export.NoticeJoin, " invited ")
	case "remove_members":
		d.moved(export.NoticeRemove, export.NoticeLeave, " removed ")
	case "join_group_by_link":
		d.say(export.NoticeJoin, d.who+" joined group by link from "+orDeleted(d.rec.take("inviter")))
	case "join_group_by_request":
		d.say(export.NoticeJoin, d.who+" joined group by request")
	case "join_group_via_community":
		d.say(export.NoticeJoin, d.who+" joined group via a community")
	case "joined_telegram":
		d.say(export.NoticeOther, d.who+" joined Telegram")
	case "new_creator_pending":
		d.say(export.NoticeHost, d.named(d.rec.take("new_creator"))+" will become the new main admin in 7 days if "+d.who+" does not return")
	case "change_creator":
		d.say(export.NoticeHost, d.who+" made "+d.named(d.rec.take("new_creator"))+" the new main admin of the group")
	default:
		return false
	}
	return true
}

// settings is about what a chat is like.
func (d *deed) settings(action string) bool {
	switch action {
	case "edit_group_title":
		title := d.rec.take("title").text()
		d.by(export.NoticeTitle, "Channel title changed to «"+title+"»", " changed group title to «"+title+"»")
	case "edit_group_photo":
		d.picture()
		d.by(export.NoticeSetting, "Channel photo changed", " changed group photo")
	case "delete_group_photo":
		d.by(export.NoticeSetting, "Channel photo removed", " removed group photo")
	case "suggest_profile_photo":
		d.picture()
		d.say(export.NoticeOther, d.who+" suggests to use this photo")
	case "migrate_to_supergroup":
		d.say(export.NoticeSetting, d.who+" converted this group to a supergroup")
	case "migrate_from_group":
		d.say(export.NoticeSetting, d.who+" converted a basic group to this supergroup «"+d.rec.take("title").text()+"»")
	case "set_messages_ttl":
		period := d.rec.take("period").count()
		if period == 0 {
			d.by(export.NoticeSetting, "New messages will not auto-delete", " has set messages not to auto-delete")
			break
		}
		span := lasting(period)
		d.by(export.NoticeSetting, "New messages will auto-delete in "+span, " has set messages to auto-delete in "+span)
	case "edit_chat_theme":
		sign := d.rec.take("emoticon").text()
		if sign == "" {
			d.by(export.NoticeSetting, "Channel theme was disabled", " disabled chat theme")
			break
		}
		d.by(export.NoticeSetting, "Channel theme was changed to "+sign, " changed chat theme to "+sign)
	case "set_chat_wallpaper":
		d.say(export.NoticeSetting, d.who+" set a new background for this chat")
	case "set_same_chat_wallpaper":
		d.answers("message_id")
		d.say(export.NoticeSetting, d.who+" set the same background for this chat")
	case "no_forwards_toggle":
		if d.rec.take("new_value").isTrue() {
			d.say(export.NoticeSetting, d.who+" disabled sharing in this chat")
			break
		}
		d.say(export.NoticeSetting, d.who+" enabled sharing in this chat")
	case "no_forwards_request":
		d.say(export.NoticeSetting, d.who+" requested to enable sharing in this chat")
	default:
		return d.topics(action)
	}
	return true
}

func (d *deed) topics(action string) bool {
	switch action {
	case "topic_created":
		d.say(export.NoticeOther, d.who+" created topic «"+d.rec.take("title").text()+"»")
	case "topic_edit":
		var parts []string
		if title := d.rec.take("new_title").text(); title != "" {
			parts = append(parts, "title to «"+title+"»")
		}
		if icon := d.rec.take("new_icon_emoji_id").text(); icon != "" {
			parts = append(parts, "icon to «"+icon+"»")
		}
		d.say(export.NoticeTitle, d.who+" changed topic "+strings.Join(parts, ","))
	default:
		return false
	}
	return true
}

// picture takes note of the file of a notice, which has no place for one.
func (d *deed) picture() {
	if where := d.rec.take("photo").text(); !placeholder(where) && where != "" {
		d.files.aside(where)
		d.miss("photo")
	}
	d.rec.take("photo_file_size")
	d.rec.take("width")
	d.rec.take("height")
}
