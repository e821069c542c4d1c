package kakaotest

import (
	"iter"
	"strings"
	"time"

	"exile/export"
	"exile/formats/formattest"
)

// WithoutAmbiguous returns the chat with a harmless text in the place of every
// message that is ambiguous or makes the next one so: reading it must give all.
func (v Variant) WithoutAmbiguous(c *formattest.Chat) *formattest.Chat {
	return c.Through(func(all iter.Seq[*export.Message]) iter.Seq[*export.Message] {
		return func(yield func(*export.Message) bool) {
			for m, judge := range v.judged(c, all) {
				if judge == open {
					m.Content = export.Text{Body: "다들 괜찮아요?"}
					m.Sender = max(m.Sender, 1)
				}
				if !yield(m) {
					return
				}
			}
		}
	})
}

// Pasted returns the chat with lines of the variant's own form at the end of
// every ninth text: records of now and of yesterday, date lines, notices of
// people who are there and of some who are not. It is what a form is measured
// with that cannot tell them.
func (v Variant) Pasted(c *formattest.Chat) *formattest.Chat {
	return c.Through(func(all iter.Seq[*export.Message]) iter.Seq[*export.Message] {
		return func(yield func(*export.Message) bool) {
			texts := 0
			for m := range all {
				if t, ok := m.Content.(export.Text); ok {
					if texts++; texts%9 == 0 {
						t.Body += "\n" + v.paste(c, m, texts/9)
						m.Content = t
					}
				}
				if !yield(m) {
					return
				}
			}
		}
	})
}

func (v Variant) paste(c *formattest.Chat, m *export.Message, n int) string {
	name := c.People[n%len(c.People)].Name()
	record := func(at time.Time) string {
		switch v.app {
		case windows:
			return "[" + name + "] [" + v.date(at) + "] 붙여 넣은 글"
		case mac:
			return v.date(at) + `,"` + name + `","붙여 넣은 글"`
		case android, ios:
		}
		return v.date(at) + ", " + name + " : 붙여 넣은 글"
	}
	notice := export.Notice{Kind: export.NoticeLeave, Actor: c.People[n%len(c.People)].Ref}
	now, yesterday := m.Time.T, m.Time.T.AddDate(0, 0, -1)
	day := record
	if v.day != nil {
		day = v.day
	}
	switch n % 8 {
	case 0:
		return record(now)
	case 1:
		return record(now.Add(time.Minute))
	case 2:
		return record(now.Add(-2 * time.Hour))
	case 3:
		return day(now)
	case 4:
		return day(yesterday) + "\n" + record(yesterday)
	case 5:
		return v.sentence(c, notice)
	case 6:
		return "없는사람" + strings.TrimPrefix(v.sentence(c, notice), v.Called(c, notice.Actor))
	}
	return record(now) + "\n그리고 또 한 줄"
}
