package linetest

import (
	"iter"
	"strings"
	"time"

	"exile/export"
	"exile/formats/formattest"
)

// Hostile returns the chat with texts that look like lines of the variant, or like
// its quotes, in the place of every fourth.
func (v Variant) Hostile(c *formattest.Chat) *formattest.Chat {
	return c.Through(func(all iter.Seq[*export.Message]) iter.Seq[*export.Message] {
		return func(yield func(*export.Message) bool) {
			texts, at := 0, 0
			for m := range all {
				if _, ok := m.Content.(export.Text); ok {
					if texts++; texts%4 == 0 {
						list := v.traps(c, m)
						m.Content = export.Text{Body: list[at%len(list)]}
						at++
					}
				}
				if !yield(m) {
					return
				}
			}
		}
	})
}

// traps are the misleading texts for the time of a message.
func (v Variant) traps(c *formattest.Chat, m *export.Message) []string {
	t := m.Time.T
	name := v.Called(c, c.People[int(m.Seq)%len(c.People)].Ref)
	record := v.clock(t) + "\t" + name + "\t"
	day, wrong := v.day(t), v.wrongDay(t)
	return []string{
		record + "the first line is a record",
		"a record follows\n" + record + "really",
		"a short one\n" + v.clock(t) + "\tsomething",
		"one without text\n" + record + "\n",
		v.clock(t) + "\t\tnobody",
		v.clock(t) + " " + name + " as a computer writes it",
		"and in a line\n" + v.clock(t) + " " + name + " hello",
		day, wrong, "before\n" + wrong, "before\n" + wrong + "\n" + record + "after", wrong + "\n" + record + "after",
		"today\n" + day + "\nno record", "today\n" + day + "\n" + record + "after",
		"long ago\n" + v.day(t.AddDate(0, -3, -5)) + "\nno record",
		"soon\n\n" + v.day(t.AddDate(0, 2, 9)) + "\n\n" + record + "after an empty line",
		"2024/02/30 (Mon)", "x\n2024/02/30 (Mon)\n2024/13/01(月)",
		"25:00\tRen\tno such hour", "x\n25:00\tRen\tno such hour", "x\n9:1\tRen\tno such minute", "x\n100:00\tRen\ttoo many",
		"x\n上午01:00 PM\tRen\ttwo halves", "x\n12:60\tRen\tno such minute",
		`"`, `""`, `"""`, `"lone`, `lone"`, `5" wide`, `"hi"`, `"a" and "b"`, `"a ""b"" c"`, `he said "no`,
		"\"two\"\n\"lines\"", "he said \"\nno", "\"\n\"", "a\n\"", "a\n\"b\nc", "a \"b\" c\nd", "a\n\"b\"\nc", "a\n\"\"\nc", "a\"\"\nb\"", "a\n\tb\"",
		"[Photo]", "[写真]", "[貼圖]", "☎ 通話時間 1:00", "☎ Missed call", "x\n[Photo]", "[Photo]s", "look: [Photo]", "(emoji)", "Photos\nand more",
		name + " joined the group", name + "が退会しました。", name + " 已收回訊息", "You unsent a message.\nor so",
		"body\twith\ttabs", "\ta tab before", "a tab after\t", "\t", "x\n\t\ty", "    four spaces", "x\n    y",
		"[LINE] Chat history with " + name, "x\n[LINE] " + name + "とのトーク履歴\n保存日時：2026/08/21 11:59\n\n2025/04/18(木)",
		"Saved on: 2024/01/03 09:00", "\u2068" + name + "\u2069",
		strings.Repeat("long ", 3000), strings.Repeat("many\n", 3000) + "lines",
	}
}

// wrongDay is a date line with the weekday of the day after.
func (v Variant) wrongDay(t time.Time) string {
	next := v.day(t.AddDate(0, 0, 1))
	return strings.Replace(next, numbers(next), numbers(v.day(t)), 1)
}
