package desktop

import (
	"errors"
	"strconv"
	"strings"

	"exile/formats"
)

// writePeople writes a table of everybody whom result.json names, for tools that
// ask who is who: their name there, their id, phone number and the like, how many
// messages they wrote, and whether they are "me". It is RFC 4180 in UTF-8.
func writePeople(out formats.Output, d *directory) error {
	b := []byte("name,from_id,handle,messages,self\r\n")
	for _, u := range d.order {
		if !u.shown {
			continue
		}
		b = append(appendField(b, u.name), ',')
		b = append(appendField(b, u.id), ',')
		b = append(appendField(b, strings.Join(u.handles, "; ")), ',')
		b = append(strconv.AppendInt(b, u.messages, 10), ',')
		b = strconv.AppendBool(b, u.self)
		b = append(b, '\r', '\n')
	}
	f, err := out.Create(peopleName)
	if err != nil {
		return err
	}
	_, err = f.Write(b)
	return errors.Join(err, f.Close())
}

// appendField writes a field of CSV. What a spreadsheet would take for a formula
// gets an apostrophe before it, which spreadsheets do not show.
func appendField(b []byte, s string) []byte {
	s = strings.ToValidUTF8(s, "\uFFFD")
	if s != "" && strings.IndexByte("=+-@\t\r\n", s[0]) >= 0 {
		s = "'" + s
	}
	if !strings.ContainsAny(s, "\",\r\n") {
		return append(b, s...)
	}
	b = append(b, '"')
	b = append(b, strings.ReplaceAll(s, `"`, `""`)...)
	return append(b, '"')
}
