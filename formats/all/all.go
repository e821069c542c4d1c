// Package all lists every format. It is the one place that knows them.
package all

import (
	"exile/formats"
	"exile/formats/jsonl"
	"exile/formats/kakaotalk"
	"exile/formats/kakaotalk/kakaodb"
	"exile/formats/telegram"
)

// Formats returns the table of formats, in the order in which they are shown.
func Formats() formats.Table {
	return formats.Table{
		kakaotalk.Format(),
		kakaodb.Format(),
		telegram.Format(),
		jsonl.Format(),
	}
}
