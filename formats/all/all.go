// Package all lists every format. It is the one place that knows them.
package all

import (
	"exile/formats"
	"exile/formats/csv"
	"exile/formats/html"
	"exile/formats/jsonl"
	"exile/formats/kakaotalk"
	"exile/formats/kakaotalk/kakaodb"
	"exile/formats/line"
	"exile/formats/line/linedb"
	"exile/formats/markdown"
	"exile/formats/telegram"
	"exile/formats/telegram/desktop"
	"exile/formats/txt"
	"exile/formats/whatsapp"
)

// Formats returns the table of formats, in the order in which they are shown.
func Formats() formats.Table {
	return formats.Table{
		kakaotalk.Format(),
		kakaodb.Format(),
		whatsapp.Format(),
		line.Format(),
		linedb.Format(),
		telegram.Format(),
		desktop.Format(),
		jsonl.Format(),
		html.Format(),
		markdown.Format(),
		csv.Format(),
		txt.Format(),
	}
}
