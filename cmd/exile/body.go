//go:build cgo

package main

import (
	"strings"

	"exile/export"
	"exile/formats/words"
)

// body is what a message says, for a terminal: its words, and media in square
// brackets, those that are not there with the reason.
func (l *chatLog) body(c export.Content) string {
	m, ok := c.(export.Media)
	if !ok {
		return words.Of(string(l.lang), c)
	}
	var parts []string
	here := m
	here.Files = nil
	for i := range m.Files {
		if m.Files[i].State == export.FilePresent {
			here.Files = append(here.Files, m.Files[i])
		}
	}
	if len(here.Files) > 0 {
		parts = append(parts, "["+words.Files(string(l.lang), here)+"]")
	}
	if missing := words.Missing(string(l.lang), m); missing != "" {
		parts = append(parts, missing)
	}
	if m.Caption != "" {
		parts = append(parts, m.Caption)
	}
	if len(parts) == 0 {
		return words.Of(string(l.lang), c)
	}
	return strings.Join(parts, "\n")
}
