package whatsapptest

import (
	"bufio"
	"io"
	"strings"

	"exile/formats/formattest"
)

// Write writes the text of an export.
func (v Variant) Write(w io.Writer, c *formattest.Chat) error {
	out := bufio.NewWriterSize(w, 1<<16)
	if v.bom {
		out.WriteString("\ufeff")
	}
	mark := words(v.Lang).mark
	var last int64
	stamp := ""
	for s := range v.says(c, nil) {
		if unix := s.at.Unix(); stamp == "" || unix != last {
			last, stamp = unix, v.stamp.format(s.at)
		}
		if s.marked {
			out.WriteString(mark)
		}
		out.WriteString(stamp)
		if s.author != "" {
			out.WriteString(s.author)
			out.WriteString(": ")
		}
		text := s.text
		if v.within != "" {
			text = strings.ReplaceAll(text, "\n", v.within)
		}
		out.WriteString(text)
		if v.ending == "" {
			out.WriteString("\n")
			continue
		}
		out.WriteString(v.ending)
	}
	return out.Flush()
}
