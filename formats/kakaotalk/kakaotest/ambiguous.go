package kakaotest

import (
	"iter"
	"regexp"
	"slices"
	"strings"
	"time"

	"exile/export"
	"exile/formats/formattest"
)

// Ambiguous reports whether the rendering of a message of the chat leaves it open
// what it is. That is so where a line after its first could by itself be a record,
// a date line or a notice of the same variant; where lines end alike within and
// after messages, as on Windows and in files that something rewrote. In a CSV it
// is a text that equals a notice. Content whose words are derived is ambiguous too.
//
// What the neighbours add (a notice without a time after a message of several
// lines, a photo without a file near one that has it) only Messages knows.
func (v Variant) Ambiguous(c *formattest.Chat, m *export.Message) bool {
	return v.ambiguous(c, m, v.lines())
}

func (v Variant) ambiguous(c *formattest.Chat, m *export.Message, own *regexp.Regexp) bool {
	s := v.say(c, m)
	if s.content == nil {
		return false
	}
	_, text := m.Content.(export.Text)
	if !text {
		_, notice := m.Content.(export.Notice)
		return v.lang == "ja" && (v.app == mac || !notice)
	}
	if v.app == mac {
		return own.MatchString(s.text)
	}
	if !strings.Contains(s.text, "\n") || v.app != windows && v.rewritten == "" {
		return false
	}
	return slices.ContainsFunc(strings.Split(s.text, "\n")[1:], own.MatchString)
}

// lines matches what could be a line of the variant by itself, and of a CSV what
// could be a notice.
func (v Variant) lines() *regexp.Regexp {
	// A time of which every number and word differs from the next.
	t := time.Date(2026, 11, 25, 21, 48, 36, 0, time.UTC)
	var all []string
	switch v.app {
	case windows:
		all = append(all, `\[.*\] \[`+shape(v.date(t))+`\] .*`)
		switch v.lang {
		case "en": // on a Korean system too
			all = append(all, sentences("ko", "en").String())
		case "ko":
			all = append(all, sentences("ko").String())
		}
	case android:
		all = append(all, shape(v.date(t))+`, .*`, `[0-9a-f]{64}\.\w{3,4}`)
	case ios:
		for _, date := range v.family() {
			all = append(all, shape(date(t))+`(, .*( : |님|\.)|: ).*`)
		}
	case mac:
		return sentences("ko", "en")
	}
	all = append(all, shape(v.day(t)))
	return regexp.MustCompile(`^(` + strings.Join(all, `|`) + `)$`)
}

// family are the forms of date that one file of an iPhone may have.
func (v Variant) family() []func(time.Time) string {
	switch {
	case v.clock:
		return []func(time.Time) string{koreanClock, unpadded("")}
	case v.lang == "ko":
		return []func(time.Time) string{koreanPoints, unpadded("2006. 1. 2. ")}
	case v.lang == "en":
		return []func(time.Time) string{layout("Jan 2, 2006, 3:04 PM"), unpadded("Jan 2, 2006 "), unpadded("Jan 2, 2006 at ")}
	}
	return []func(time.Time) string{v.date}
}

// shape matches every date of the form of one.
func shape(date string) string {
	date = regexp.QuoteMeta(date)
	date = regexp.MustCompile(`\pL+`).ReplaceAllString(date, `\pL+`)
	return regexp.MustCompile(`[0-9]+`).ReplaceAllString(date, `[0-9]{1,4}`)
}

// sentences matches the notices of languages, in the wording of every app.
func sentences(languages ...string) *regexp.Regexp {
	var all []string
	for _, l := range languages {
		all = append(all, map[string]string{
			"ko": `.*님이 들어왔습니다\.( ?타인, .*)?|.*님이 나갔습니다\.|.*님을 초대(했|하였)습니다\.|.*님을 내?보냈습니다\.|` +
				`.*님이 부?방장이 되었습니다\.|관리자만 말하기 기능이 (활성화|해제)되었습니다\.|메시지가 삭제되었습니다\.|` +
				`(채팅방 )?관리자가 메시지를 가렸습니다\.|운영정책을 위반한 메시지로 .*|운영정책 보기`,
			"en": `.* joined this chatroom\.|.* left( this chatroom)?\.|.* invited .*\.|.* has been removed from this chatroom\.|` +
				`The message has been deleted\.`,
		}[l])
	}
	return regexp.MustCompile(`^(` + strings.Join(all, `|`) + `)$`)
}

// verdict says whether a rendering can be read in one way only.
type verdict uint8

const (
	clear   verdict = iota
	open            // it cannot
	carried         // it cannot because of the message before it, which is open itself
)

// judged yields messages with their verdicts.
func (v Variant) judged(c *formattest.Chat, all iter.Seq[*export.Message]) iter.Seq2[*export.Message, verdict] {
	return func(yield func(*export.Message, verdict) bool) {
		near, own := v.fileless(all), v.lines()
		var last *export.Message
		judge := clear
		for m := range all {
			if v.say(c, m).content == nil {
				continue
			}
			if last != nil {
				next := v.follow(c, last, m, &judge)
				if !yield(last, judge) {
					return
				}
				judge = next
			}
			last = m
			if v.ambiguous(c, m, own) || near.has(m) {
				judge = open
			}
		}
		if last != nil {
			yield(last, judge)
		}
	}
}

// follow returns what a message makes of the next one on Windows, and may make
// it open itself.
func (v Variant) follow(c *formattest.Chat, m, next *export.Message, judge *verdict) verdict {
	if v.app != windows {
		return clear
	}
	s := v.say(c, m)
	if m.Time.T.YearDay() != next.Time.T.YearDay() || m.Time.T.Year() != next.Time.T.Year() {
		if !v.blank && s.by != 0 && strings.HasSuffix(s.text, "\n") {
			*judge = open // or it ends with the line before the date line
		}
		return clear
	}
	if after := v.say(c, next); after.timed {
		return clear
	}
	if s.by != 0 && strings.Contains(s.text, "\n") {
		*judge = open
		return carried
	}
	if !s.timed && *judge == carried {
		return carried
	}
	return clear
}
