//go:build cgo

package main

import "exile/cmd/internal/console"

// Text that is fit for a terminal, as both programs print it.

func clean(s string) string { return console.Clean(s) }

func short(s string, width int) string { return console.Short(s, width) }

func table(rows [][]string, right ...int) string { return console.Table(rows, right...) }

func wrap(text string, width, indent int) string { return console.Wrap(text, width, indent) }

// helpWidth is how wide help pages are at most, in columns.
const helpWidth = console.HelpWidth

func columns(w any) int { return console.Columns(w) }

func isTerminal(f any) bool { return console.IsTerminal(f) }
