package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"exile/cmd/internal/console"
	"exile/cmd/internal/lang"
	"exile/convert/telegram"
)

// sizeOf says a number of bytes as people do.
func sizeOf(n int64) string {
	const step = 1000
	units := []string{"B", "kB", "MB", "GB", "TB"}
	f, i := float64(n), 0
	for f >= step && i < len(units)-1 {
		f, i = f/step, i+1
	}
	if i == 0 || f >= 100 {
		return fmt.Sprintf("%.0f %s", f, units[i])
	}
	return fmt.Sprintf("%.1f %s", f, units[i])
}

// span says a time in its two largest units: "1 hour 10 minutes".
func (a *app) span(d time.Duration) string {
	units := []struct {
		is   time.Duration
		text lang.Text
	}{
		{24 * time.Hour, lang.SpanDays},
		{time.Hour, lang.SpanHours},
		{time.Minute, lang.SpanMinutes},
		{time.Second, lang.SpanSeconds},
	}
	for i, u := range units {
		if d < u.is && i < len(units)-1 {
			continue
		}
		large := a.say(u.text, lang.V{"n": int64(d / u.is)})
		if i == len(units)-1 || d%u.is < units[i+1].is {
			return large
		}
		small := a.say(units[i+1].text, lang.V{"n": int64(d % u.is / units[i+1].is)})
		return a.say(lang.SpanBoth, lang.V{"large": large, "small": small})
	}
	return ""
}

// zoneOf says an offset from UTC: UTC+09:00.
func zoneOf(seconds int) string {
	sign := '+'
	if seconds < 0 {
		sign, seconds = '-', -seconds
	}
	return fmt.Sprintf("UTC%c%02d:%02d", sign, seconds/3600, seconds/60%60)
}

// titleOf is a chat's title, fit for a terminal.
func titleOf(p *telegram.Peer) string { return console.Short(console.Clean(p.Title), 60) }

// kindOf says what a chat of Telegram's is.
func (a *app) kindOf(k telegram.PeerKind) string {
	switch k {
	case telegram.PeerUser:
		return a.say(lang.PeerIsUser, nil)
	case telegram.PeerBasic:
		return a.say(lang.PeerIsBasic, nil)
	case telegram.PeerSupergroup:
		return a.say(lang.PeerIsSupergroup, nil)
	case telegram.PeerChannel:
		return a.say(lang.PeerIsChannel, nil)
	}
	return console.Clean(string(k))
}

// refusal says why no import into a chat is allowed.
func (a *app) refusal(r telegram.Refusal) string {
	switch r {
	case telegram.RefusedSelf:
		return a.say(lang.RefusedIsSelf, nil)
	case telegram.RefusedNotMutual:
		return a.say(lang.RefusedIsMutual, nil)
	case telegram.RefusedBlocked:
		return a.say(lang.RefusedIsBlocked, nil)
	case telegram.RefusedBot:
		return a.say(lang.RefusedIsBot, nil)
	case telegram.RefusedDeleted:
		return a.say(lang.RefusedIsDeleted, nil)
	case telegram.RefusedChannel:
		return a.say(lang.RefusedIsChannel, nil)
	case telegram.RefusedNotAdmin:
		return a.say(lang.RefusedIsNotAdmin, nil)
	case telegram.RefusedLeft:
		return a.say(lang.RefusedIsLeft, nil)
	}
	return a.say(lang.RefusedIsOther, nil)
}

// candidates lists chats of one title by their numbers.
func (a *app) candidates(all []telegram.Candidate) string {
	var list []string
	for i := range all {
		list = append(list, strconv.FormatInt(all[i].ID, 10)+" ("+a.kindOf(all[i].Kind)+")")
	}
	return strings.Join(list, ", ")
}

// accountName says who an account is.
func accountName(who *telegram.Account) string {
	name := console.Clean(who.Name)
	var more []string
	if who.Handle != "" {
		more = append(more, "@"+console.Clean(who.Handle))
	}
	if who.Phone != "" {
		more = append(more, "+"+strings.TrimPrefix(console.Clean(who.Phone), "+"))
	}
	if len(more) == 0 {
		return name
	}
	return name + " (" + strings.Join(more, ", ") + ")"
}
