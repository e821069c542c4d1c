//go:build cgo

package convert_test

import (
	"fmt"
	"iter"
	"strconv"
	"strings"
	"time"

	"exile/export"
	"exile/formats/formattest"
)

// said is a chat of which every message is given: minutes, name and words.
func said(title string, lines ...string) *formattest.Chat {
	c := formattest.Generate(formattest.Plan{Seed: 1, Messages: len(lines), Title: title, Direct: true})
	c.People = nil
	refs := map[string]export.PersonRef{}
	var all []*export.Message
	for i, line := range lines {
		head, body, _ := strings.Cut(line, ": ")
		minute, name, _ := strings.Cut(head, " ")
		n, err := strconv.Atoi(minute)
		if err != nil {
			panic(err) // of a line in this file
		}
		if refs[name] == 0 {
			refs[name] = export.PersonRef(len(refs) + 1)
			c.People = append(c.People, export.Person{Ref: refs[name], Names: []string{name}, Self: name == "나", KnownBy: export.ByName})
		}
		all = append(all, &export.Message{
			Chat: 1, Seq: int64(i + 1), Sender: refs[name], Content: export.Text{Body: body},
			Time: export.Time{T: c.Plan.Start.Add(time.Duration(n) * time.Minute), Precision: time.Minute, Zone: export.ZoneAssumed},
		})
	}
	c.Info.Saved = all[len(all)-1].Time.T.Add(time.Hour)
	return c.Through(func(iter.Seq[*export.Message]) iter.Seq[*export.Message] {
		return func(yield func(*export.Message) bool) {
			for _, m := range all {
				own := *m
				if !yield(&own) {
					return
				}
			}
		}
	})
}

// classroom is thirty notices of a teacher, a few of which a parent answers.
func classroom(title, parent string, after int) *formattest.Chat {
	var lines []string
	for i := range 30 {
		lines = append(lines, fmt.Sprintf("%d 선생님: %d번째 알림, 내일은 색종이와 풀을 가져오세요", i*3000, i))
		if i%6 == after%6 {
			lines = append(lines, fmt.Sprintf("%d %s: 네 감사합니다", i*3000+after, parent))
		}
	}
	return said(title, lines...)
}
