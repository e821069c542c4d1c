//go:build cgo

package main

import (
	"strconv"
	"strings"

	"exile/cmd/internal/lang"
	"exile/convert"
	"exile/export"
)

// maxTold is how many joined chats, and how many that were kept apart, a summary
// names unless everything is asked for.
const maxTold = 20

// tellJoined tells which chats of an input were there already, and which may have
// been.
func (a *app) tellJoined(in *convert.InReport) {
	for i := range a.first(len(in.Joined)) {
		a.tellOneJoined(&in.Joined[i])
	}
	a.tellMore(len(in.Joined))
	for i := range a.first(len(in.Apart)) {
		a.tellApart(in.Source, &in.Apart[i])
	}
	a.tellMore(len(in.Apart))
}

func (a *app) first(n int) int {
	if a.verbose {
		return n
	}
	return min(n, maxTold)
}

func (a *app) tellMore(n int) {
	if more := n - a.first(n); more > 0 {
		a.tell("         " + a.say(lang.MoreRooms, lang.V{"n": more}))
	}
}

func (a *app) tellOneJoined(j *convert.Joined) {
	line := lang.LineJoined
	if j.Chat == 0 {
		line = lang.LineJoinedHere
	}
	a.tell(a.say(line, lang.V{
		"title": a.shortTitle(j.Title), "chat": number64(j.Chat), "new": j.New, "refined": j.Refined, "here": j.OnlyHere, "before": j.OnlyBefore,
		"why": a.joinReason(j.Why, lang.V{"equal": j.Equal, "into": a.shortTitle(j.Into)}),
	}))
	if len(j.Bridged) == 0 {
		return
	}
	var chats []string
	for _, c := range j.Bridged {
		chats = append(chats, number64(c))
	}
	a.tell(a.say(lang.LineBridged, lang.V{"chat": number64(j.Chat), "chats": strings.Join(chats, ", ")}))
}

func (a *app) tellApart(source int64, p *convert.Apart) {
	v := lang.V{
		"title": a.shortTitle(p.Title), "of": a.shortTitle(p.Of), "chat": number64(p.Chat), "other": number64(p.Other),
		"why": a.joinReason(p.Why, lang.V{"overlap": p.Overlap, "equal": p.Equal}),
	}
	v["source"] = strconv.FormatInt(source, 10)
	line, here := lang.LineApart, lang.LineApartHere
	switch p.Why { //nolint:exhaustive // the others differ in their reason alone
	case convert.WhyShifted:
		line, here = lang.LineShifted, lang.LineShiftedHere
		way := lang.ToLater
		if p.Shift < 0 {
			way = lang.ToEarlier
		}
		v["way"] = a.say(way, lang.V{"shift": a.shift(p.Shift)})
	case convert.WhySwapped:
		line, here = lang.LineSwapped, lang.LineSwappedHere
	}
	if p.Chat == 0 {
		line = here
	}
	a.tell(a.say(line, v))
}

// shift is by how much times differ, in whichever direction.
func (a *app) shift(minutes int64) string {
	minutes = max(minutes, -minutes)
	var parts []string
	if h := minutes / 60; h > 0 {
		parts = append(parts, a.say(lang.Hours, lang.V{"n": h}))
	}
	if m := minutes % 60; m > 0 {
		parts = append(parts, a.say(lang.Minutes, lang.V{"n": m}))
	}
	return strings.Join(parts, " ")
}

func (a *app) joinReason(why convert.Why, v lang.V) string {
	t, ok := lang.JoinReason(string(why))
	if !ok {
		return clean(string(why))
	}
	return a.say(t, v)
}

func (a *app) shortTitle(title string) string {
	return short(a.titleOf(&export.Chat{Title: title}), greatestName)
}

// number64 is the number of a chat, without commas: it is to be typed.
func number64(ref export.ChatRef) string { return strconv.FormatInt(int64(ref), 10) }

// severalChats says that --chat fits several chats of the store.
func severalChats(e *convert.SeveralChatsError) error {
	var numbers []string
	for _, c := range e.Chats {
		numbers = append(numbers, number64(c))
	}
	return &told{statusNotFound, lang.SeveralChats, lang.V{"name": clean(e.Title), "numbers": strings.Join(numbers, ", ")}}
}
