package desktop

import (
	"errors"
	"strconv"
	"strings"

	"exile/formats"
)

// writePeople writes a table of everybody whom result.json names, for tools that
// ask who is who: their name there, their id, phone number and the like, how many
// messages they wrote, and whether they are "me". It is RFC 4180 in UTF-8, and begins
// with the byte order mark without which Excel takes it for another encoding: people
// open this table, tools read result.json.
func writePeople(out formats.Output, d *directory) error {
	b := []byte("\uFEFFname,from_id,handle,messages,self\r\n")
	for _, u := range d.order {
		if !u.shown {
			continue
		}
		b = append(appendField(b, guarded(u.name)), ',')
		b = append(appendField(b, u.id), ',')
		b = append(appendField(b, guarded(strings.Join(u.handles, "; "))), ',')
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

// guarded puts an apostrophe before what a spreadsheet would take for a formula.
func guarded(s string) string {
	if s != "" && strings.IndexByte("=+-@\t\r", s[0]) >= 0 {
		return "'" + s
	}
	return s
}

// appendField writes a field of CSV.
func appendField(b []byte, s string) []byte {
	s = strings.ToValidUTF8(s, "\uFFFD")
	if !strings.ContainsAny(s, "\",\r\n") {
		return append(b, s...)
	}
	b = append(b, '"')
	b = append(b, strings.ReplaceAll(s, `"`, `""`)...)
	return append(b, '"')
}
