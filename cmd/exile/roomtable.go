//go:build cgo

package main

import (
	"slices"
	"strings"
	"time"

	"github.com/rivo/uniseg"

	"exile/cmd/internal/lang"
	"exile/convert"
)

const (
	maxRooms     = 60 // chats that a table lists unless everything is asked for
	tableWidth   = 80 // columns that a table should not exceed
	leastTitle   = 16
	greatestName = 40
)

// roomColumn is a column of the table of chats.
type roomColumn struct {
	head  lang.Text
	right bool // its cells are numbers
	cell  func(a *app, c *convert.ChatCount) string
	where func(all []convert.ChatCount) bool // where it says something; nil: always
}

// roomColumns are what is told of each chat beside its title.
var roomColumns = []roomColumn{
	{lang.ColVariant, false, (*app).variantOf, severalVariants},
	{lang.ColParts, true, number(partsOf), where(func(c *convert.ChatCount) bool { return c.Parts > 1 })},
	{lang.ColMessages, true, number(messagesOf), nil},
	{lang.ColPeople, true, number(peopleOf), nil},
	{lang.ColMedia, true, mediaOf, where(func(c *convert.ChatCount) bool { return c.Files > 0 })},
	{lang.ColUnread, true, number(unreadOf), where(func(c *convert.ChatCount) bool { return c.Unread > 0 })},
	{lang.ColFirst, false, firstDay, nil},
	{lang.ColLast, false, lastDay, nil},
}

func partsOf(c *convert.ChatCount) int64    { return c.Parts }
func messagesOf(c *convert.ChatCount) int64 { return c.Messages }
func peopleOf(c *convert.ChatCount) int64   { return c.People }
func unreadOf(c *convert.ChatCount) int64   { return c.Unread }

func number(of func(*convert.ChatCount) int64) func(*app, *convert.ChatCount) string {
	return func(_ *app, c *convert.ChatCount) string { return lang.Number(of(c)) }
}

// where is a column that says something if any chat is so.
func where(is func(*convert.ChatCount) bool) func([]convert.ChatCount) bool {
	return func(all []convert.ChatCount) bool {
		for i := range all {
			if is(&all[i]) {
				return true
			}
		}
		return false
	}
}

func severalVariants(all []convert.ChatCount) bool {
	return where(func(c *convert.ChatCount) bool { return c.Variant != all[0].Variant })(all)
}

// variantOf leaves out that files came along: the column of media tells that.
func (a *app) variantOf(c *convert.ChatCount) string {
	platform, _, _ := strings.Cut(c.Variant, " with ")
	return short(clean(a.trait(platform)), greatestName)
}

// mediaOf is how many files are there, of how many that are named.
func mediaOf(_ *app, c *convert.ChatCount) string {
	if c.Files == 0 {
		return ""
	}
	return lang.Number(c.Found) + "/" + lang.Number(c.Files)
}

func firstDay(_ *app, c *convert.ChatCount) string { return dateOf(c.First) }
func lastDay(_ *app, c *convert.ChatCount) string  { return dateOf(c.Last) }

func dateOf(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

// roomTable lists what was found of each chat, in the order of reading.
func (a *app) roomTable(all []convert.ChatCount) string {
	shown := all
	if !a.verbose && len(all) > maxRooms {
		shown = all[:maxRooms]
	}
	head, right := []string{a.say(lang.ColTitle, nil)}, []int{}
	var columns []roomColumn
	for _, c := range roomColumns {
		if c.where == nil || c.where(shown) {
			columns = append(columns, c)
			if c.right {
				right = append(right, len(head))
			}
			head = append(head, a.say(c.head, nil))
		}
	}
	files := filesOfTwins(shown)
	if len(files) > 0 {
		head = append(head, a.say(lang.ColFile, nil))
	}
	rows := [][]string{head}
	for i := range shown {
		row := []string{a.roomTitle(&shown[i])}
		for _, c := range columns {
			row = append(row, c.cell(a, &shown[i]))
		}
		if len(files) > 0 {
			row = append(row, short(clean(files[i]), greatestName))
		}
		rows = append(rows, row)
	}
	clipTitles(rows)
	text := strings.TrimRight(table(rows, right...), "\n")
	if more := len(all) - len(shown); more > 0 {
		text += "\n" + a.say(lang.MoreRooms, lang.V{"n": more})
	}
	return text
}

// filesOfTwins names the files of chats whose titles are the same, by their place in
// the list, with the inputs where these differ.
func filesOfTwins(all []convert.ChatCount) map[int]string {
	byTitle := map[string][]int{}
	for i := range all {
		byTitle[all[i].Title] = append(byTitle[all[i].Title], i)
	}
	files := map[int]string{}
	for _, twins := range byTitle {
		first := &all[twins[0]]
		differ := func(of func(*convert.ChatCount) string) bool {
			return slices.ContainsFunc(twins, func(i int) bool { return of(&all[i]) != of(first) })
		}
		file := func(c *convert.ChatCount) string { return c.File }
		input := func(c *convert.ChatCount) string { return c.Input }
		for _, i := range twins {
			c := &all[i]
			switch {
			case differ(input) && differ(file) && c.Input != c.File:
				files[i] = c.Input + "/" + c.File
			case differ(input):
				files[i] = c.Input
			case differ(file):
				files[i] = c.File
			}
		}
	}
	return files
}

func (a *app) roomTitle(c *convert.ChatCount) string {
	if t := strings.TrimSpace(clean(c.Title)); t != "" {
		return t
	}
	return a.say(lang.Untitled, nil)
}

// clipTitles cuts the first cells so that the rows fit on a terminal.
func clipTitles(rows [][]string) {
	rest := 0
	for i := 1; i < len(rows[0]); i++ {
		widest := 0
		for _, row := range rows {
			widest = max(widest, uniseg.StringWidth(row[i]))
		}
		rest += widest + 2
	}
	width := min(max(tableWidth-rest-2, leastTitle), greatestName)
	for _, row := range rows {
		row[0] = short(row[0], width)
	}
}

// tellRooms prints the table of an account with more than one chat.
func (a *app) tellRooms(all []convert.ChatCount) {
	if len(all) > 1 {
		a.tell(a.roomTable(all))
	}
}
