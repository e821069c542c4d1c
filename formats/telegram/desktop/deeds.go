package desktop

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"exile/export"
)

// calls are those between people, and the rooms of groups.
func (d *deed) calls(action string) bool {
	switch action {
	case "phone_call", "conference_call":
		d.phone(action)
	case "group_call":
		c := &export.Call{Kind: export.CallRoom, Outcome: export.CallStarted, Duration: seconds(d.rec.take("duration"))}
		c.Plain = d.who + " started voice chat"
		if d.head.channel() {
			c.Plain = "Voice chat"
		}
		if c.Duration > 0 {
			c.Outcome = export.CallEnded
			c.Plain += inSeconds(c.Duration)
		}
		d.call = c
	case "invite_to_group_call":
		d.say(export.NoticeOther, d.who+" invited "+d.members()+" to the voice chat")
	case "group_call_scheduled":
		at := d.moment(d.rec.take("schedule_date"), "02.01.2006 15:04:05")
		d.by(export.NoticeOther, "Voice chat scheduled for "+at, " scheduled a voice chat for "+at)
	default:
		return false
	}
	return true
}

func inSeconds(d time.Duration) string { return fmt.Sprintf(" (%d seconds)", d/time.Second) }

// phone reads a call. Whether it went out or came in, and with that whether one that
// nobody took was cancelled or missed, follows from who called.
func (d *deed) phone(action string) {
	c := &export.Call{Kind: export.CallVoice, Duration: seconds(d.rec.take("duration_seconds"))}
	reason := d.rec.take("discard_reason").text()
	if action == "conference_call" {
		missed, active := d.rec.take("is_missed").isTrue(), d.rec.take("is_active").isTrue()
		switch {
		case missed:
			reason = "missed"
		case active:
			c.Outcome = export.CallStarted
		default:
			reason = "hangup"
		}
	}
	out := d.actor != nil && d.actor.self
	c.Plain = "Incoming"
	if out {
		c.Plain = "Outgoing"
	}
	switch {
	case reason == "missed" && out:
		c.Outcome, c.Plain = export.CallCancelled, "Cancelled"
	case reason == "missed":
		c.Outcome, c.Plain = export.CallMissed, "Missed"
	case reason == "busy":
		c.Outcome = export.CallDeclined
		if !out {
			c.Plain = "Declined"
		}
	case reason != "", c.Duration > 0:
		c.Outcome = export.CallEnded
	}
	if c.Duration > 0 {
		c.Plain += inSeconds(c.Duration)
	}
	d.call = c
}

// moment writes a time that stands as seconds since 1970, in the zone of the message.
func (d *deed) moment(unix value, layout string) string {
	n := unix.count()
	if n == 0 || n > lastSecond-maxOffset {
		return ""
	}
	zone := d.zone()
	if !d.msg.Time.T.IsZero() {
		zone = d.msg.Time.T.Location()
	}
	return time.Unix(n, 0).In(zone).Format(layout)
}

// lasting writes a length of time in days, hours, minutes or seconds.
func lasting(n int64) string {
	for _, unit := range []struct {
		length int64
		one    string
	}{{86400, "day"}, {3600, "hour"}, {60, "minute"}} {
		if n == 86400 {
			return "24 hours"
		}
		if n%unit.length == 0 {
			return fmt.Sprintf("%d %s", n/unit.length, plural(n/unit.length, unit.one, unit.one+"s"))
		}
	}
	return fmt.Sprintf("%d seconds", n)
}

// lists is about messages that stay, lists of tasks, polls and games.
func (d *deed) lists(action string) bool {
	switch action {
	case "pin_message":
		d.answers("message_id")
		d.say(export.NoticeOther, d.who+" pinned this message")
	case "clear_history":
		d.say(export.NoticeOther, "History cleared")
	case "take_screenshot":
		d.say(export.NoticeOther, d.who+" took a screenshot")
	case "score_in_game":
		d.answers("game_message_id")
		d.say(export.NoticeOther, d.who+" scored "+d.rec.take("score").text()+" in this game")
	case "todo_completions":
		d.completions()
	case "todo_append_tasks":
		tasks := d.tasks("items", d.rec.take("items"))
		for i := range tasks {
			tasks[i] = `"` + tasks[i] + `"`
		}
		d.say(export.NoticeOther, d.who+" added tasks: "+strings.Join(tasks, ", "))
	case "poll_append_answer":
		d.say(export.NoticeOther, d.who+` added "`+d.rec.take("option").text()+`" to the poll.`)
	case "poll_delete_answer":
		d.say(export.NoticeOther, d.who+` removed "`+d.rec.take("option").text()+`" from the poll.`)
	case "proximity_reached":
		from := d.peer(d.rec.fromID, d.rec.from)
		to := d.peer(d.rec.take("to_id"), d.rec.take("to"))
		d.say(export.NoticeOther, from+" is now within "+distance(d.rec.take("distance").count())+" from "+to)
	case "suggest_birthday":
		day, month, year := d.rec.take("day").small(), d.rec.take("month").small(), d.rec.take("year").text()
		date := strconv.Itoa(day)
		if month >= 1 && month <= 12 {
			date += " " + time.Month(month).String()
		}
		d.say(export.NoticeOther, d.who+" suggests to add a date of birth: "+joined(" ", date, year))
	default:
		return false
	}
	return true
}

func distance(meters int64) string {
	switch {
	case meters >= 1000:
		return strconv.FormatFloat(float64(10*(meters/10))/1000, 'f', -1, 64) + " km"
	case meters == 1:
		return "1 meter"
	}
	return strconv.FormatInt(meters, 10) + " meters"
}

func (d *deed) completions() {
	done, undone := d.numbers("completed"), d.numbers("incompleted")
	var parts []string
	if len(done) > 0 {
		parts = append(parts, listed(done)+" as done")
	}
	if len(undone) > 0 {
		parts = append(parts, listed(undone)+" as not done yet")
	}
	d.say(export.NoticeOther, d.who+" marked "+strings.Join(parts, " and ")+" in this todo list.")
}

// numbers reads a field that is a list of numbers or names.
func (d *deed) numbers(field string) []string {
	var all []string
	for c := unwrapped(d.rec.take(field)).elements(); ; {
		n, ok := c.element()
		if !ok {
			return all
		}
		if len(all) == maxOptions {
			d.miss(field)
			continue
		}
		all = append(all, n.text())
	}
}

// bots is about what people allow to programs and send to them.
func (d *deed) bots(action string) bool {
	switch action {
	case "allow_sending_messages":
		if app := d.rec.take("reason_app_name").text(); app != "" {
			d.rec.take("reason_app_id")
			d.say(export.NoticeOther, "You allowed this bot to message you when you opened "+app)
			break
		}
		d.say(export.NoticeOther, "You allowed this bot to message you when you logged in on "+d.rec.take("reason_domain").text())
	case "attach_menu_bot_allowed":
		d.say(export.NoticeOther, "You allowed this bot to message you when you added it in the attachment menu.")
	case "web_app_bot_allowed":
		d.say(export.NoticeOther, "You allowed this bot to message you in his web-app.")
	case "send_webview_data":
		d.say(export.NoticeOther, "You have just successfully transferred data from the «"+d.rec.body.text()+"» button to the bot")
	case "send_passport_values":
		d.say(export.NoticeOther, "You have sent the following documents: "+listed(d.documents("values")))
	case "requested_phone_number":
		d.say(export.NoticeOther, d.who+" requested your phone number")
	case "requested_peer":
		d.say(export.NoticeOther, joined(" ", "requested:", listed(d.numbers("peers")), d.rec.take("peer_id").text()))
	case "managed_bot_created":
		d.say(export.NoticeOther, d.who+" created a bot "+d.named(d.rec.take("bot")))
	default:
		return false
	}
	return true
}

// documents names the kinds of documents that somebody sent.
func (d *deed) documents(field string) []string {
	all := d.numbers(field)
	for i, s := range all {
		s = strings.ReplaceAll(s, "_", " ")
		if s != "" {
			all[i] = strings.ToUpper(s[:1]) + s[1:]
		}
	}
	return all
}
