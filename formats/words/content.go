package words

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"exile/export"
)

// Of returns c as words: what the source showed, and where it showed nothing a
// description in the given language. Of a Text it is the body, byte for byte,
// which may be empty; of everything else it is never empty.
func Of(lang string, c export.Content) string {
	if c == nil {
		return In(lang, SomeMessage)
	}
	if t, ok := c.(export.Text); ok {
		return t.Body
	}
	if w := c.Words(); strings.TrimSpace(w) != "" {
		return w
	}
	switch c := c.(type) {
	case export.Text: // returned above
	case export.Media:
		return media(lang, c)
	case export.Call:
		return call(lang, c)
	case export.Poll:
		return poll(lang, c)
	case export.Place:
		return place(lang, c)
	case export.Card:
		return card(lang, c)
	case export.Deleted:
		if c.By == export.DeletedByAdmin {
			return In(lang, HiddenMessage)
		}
		return In(lang, DeletedMessage)
	case export.Notice:
		return In(lang, SomeNotice)
	case export.Unknown:
		if kind := clean(c.Kind); kind != "" {
			return fmt.Sprintf(In(lang, SomeMessageOf), kind)
		}
	}
	return In(lang, SomeMessage)
}

func media(lang string, c export.Media) string {
	if absent := Missing(lang, c); absent != "" {
		return absent
	}
	if what := Files(lang, c); what != "" {
		return "[" + what + "]"
	}
	return In(lang, SomeMessage)
}

func call(lang string, c export.Call) string {
	kind := VoiceCall
	switch c.Kind {
	case export.CallVideo:
		kind = VideoCall
	case export.CallLive:
		kind = LiveTalk
	case export.CallRoom:
		kind = VoiceRoom
	case export.CallVoice:
	}
	s := "[" + In(lang, kind)
	switch c.Outcome {
	case export.CallStarted:
		s += " " + In(lang, CallStarted)
	case export.CallEnded:
		s += " " + In(lang, CallEnded)
	case export.CallMissed:
		s += " " + In(lang, CallMissed)
	case export.CallCancelled:
		s += " " + In(lang, CallCancelled)
	case export.CallDeclined:
		s += " " + In(lang, CallDeclined)
	case export.CallUnknown:
	}
	if c.Duration > 0 {
		s += " " + clock(c.Duration)
	}
	return s + "]"
}

// clock writes a duration as phones do: 0:17, 1:02:03.
func clock(d time.Duration) string {
	sec := int(d / time.Second)
	if sec >= 3600 {
		return fmt.Sprintf("%d:%02d:%02d", sec/3600, sec/60%60, sec%60)
	}
	return fmt.Sprintf("%d:%02d", sec/60, sec%60)
}

func poll(lang string, c export.Poll) string {
	head := Poll
	if c.Closed {
		head = PollClosed
	}
	lines := []string{headed(lang, head, c.Question)}
	for _, o := range c.Options {
		line := "- " + o.Text
		if o.Votes > 0 {
			line += " (" + fmt.Sprintf(In(lang, PollVotes), o.Votes) + ")"
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func place(lang string, c export.Place) string {
	s := headed(lang, Place, c.Name, c.Address)
	if c.HasPoint {
		s += " (" + strconv.FormatFloat(c.Lat, 'f', -1, 64) + ", " + strconv.FormatFloat(c.Lng, 'f', -1, 64) + ")"
	}
	return s
}

func card(lang string, c export.Card) string {
	head := CardLink
	switch c.Kind {
	case export.CardContact:
		head = CardContact
	case export.CardProfile:
		head = CardProfile
	case export.CardSearch:
		head = CardSearch
	case export.CardMoney:
		head = CardMoney
	case export.CardGift:
		head = CardGift
	case export.CardPost:
		head = CardPost
	case export.CardSchedule:
		head = CardSchedule
	case export.CardLink:
	}
	return joined("\n", headed(lang, head, c.Title), c.Text, c.URL)
}

// headed joins a bracketed heading and what is not empty of the rest.
func headed(lang string, head Key, rest ...string) string {
	return joined(" ", append([]string{"[" + In(lang, head) + "]"}, rest...)...)
}

func joined(sep string, parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), sep)
}
