//go:build cgo

package main

import (
	"strings"
)

// roff is a manual page in the making, in the macros of man(7). They are written
// here, and not by cobra's generator: that one knows English headings alone,
// dates its pages, and brings a Markdown parser and a YAML writer along.
type roff struct{ b strings.Builder }

// title begins a page. date is of the form 2026-02-08, or empty.
func (r *roff) title(name, date, source, manual string) {
	r.b.WriteString(`'\" -*- coding: UTF-8 -*-` + "\n")
	r.macro("TH", strings.ToUpper(name), "1", date, source, manual)
	r.b.WriteString(".nh\n.ad l\n") // Korean has no hyphens, and spaces that are stretched tear it apart
}

// macro writes a request with its arguments.
func (r *roff) macro(name string, args ...string) {
	r.b.WriteString("." + name)
	for _, arg := range args {
		r.b.WriteString(` "` + strings.ReplaceAll(escaped(arg), `"`, `\(dq`) + `"`)
	}
	r.b.WriteString("\n")
}

// paragraphs writes a text as help pages have it: an empty line between
// paragraphs, and two spaces before a command.
func (r *roff) paragraphs(text string) {
	const begin, end = ".PP\n.RS 4\n.nf\n", ".fi\n.RE\n"
	example, gap := false, false
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		command, isCommand := strings.CutPrefix(line, "  ")
		if example && !isCommand {
			r.b.WriteString(end)
			gap = true
		}
		switch {
		case isCommand:
			if !example {
				r.b.WriteString(begin)
			}
			r.b.WriteString(guarded(bold(command)) + "\n")
		case line == "":
			gap = true
		default:
			if gap {
				r.b.WriteString(".PP\n")
			}
			r.b.WriteString(guarded(emphasised(line)) + "\n")
			gap = false
		}
		example = isCommand
	}
	if example {
		r.b.WriteString(end)
	}
}

// item writes an entry of a list. head is roff already.
func (r *roff) item(head, text string) {
	r.b.WriteString(".TP\n" + guarded(head) + "\n" + guarded(emphasised(text)) + "\n")
}

func bold(s string) string   { return `\fB` + escaped(s) + `\fR` }
func italic(s string) string { return `\fI` + escaped(s) + `\fR` }

// emphasised escapes a text, and sets in bold what stands between backquotes.
func emphasised(s string) string {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(s, "`")
		inner, after, closed := strings.Cut(rest, "`")
		if !ok || !closed {
			b.WriteString(escaped(s))
			return b.String()
		}
		b.WriteString(escaped(before) + bold(inner))
		s = after
	}
}

// escaped keeps what roff would take for its own, or would draw as something
// that cannot be copied into a shell.
func escaped(s string) string {
	return strings.NewReplacer(`\`, `\e`, "-", `\-`, "'", `\(aq`, "`", `\(ga`, "^", `\(ha`, "~", `\(ti`).Replace(s)
}

// guarded keeps a line that begins with a dot from being a request.
func guarded(line string) string {
	if strings.HasPrefix(line, ".") {
		return `\&` + line
	}
	return line
}
