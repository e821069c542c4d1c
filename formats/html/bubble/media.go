package bubble

import (
	"exile/export"
	"exile/formats/words"
)

// media appends the files of a message: those that are there, and in place of the others their names.
func (l *Layout) media(dst []byte, m *export.Message, x export.Media) []byte {
	present := 0
	for i := range x.Files {
		if l.shown(&x.Files[i]) {
			present++
		}
	}
	if present > 1 {
		dst = append(dst, `<div class="album">`...)
	}
	for i := range x.Files {
		if f := &x.Files[i]; l.shown(f) {
			dst = l.figure(dst, m, f, l.opt.File(m, i))
		}
	}
	if present > 1 {
		dst = append(dst, "</div>"...)
	}
	dst = l.absent(dst, m, x)
	if !Blank(x.Caption) {
		dst = l.text(dst, x.Caption, x.Spans)
	}
	if len(x.Files) == 0 && Blank(x.Caption) || len(x.Files) == 0 && x.Plain != "" {
		dst = said(dst, "x", words.Of(l.lang, x))
	}
	return dst
}

// shown reports whether a file is more than its name here.
func (l *Layout) shown(f *export.File) bool {
	return f.State == export.FilePresent && l.opt.File != nil
}

// absent names the files that are not there: each alone where they have names, else together.
func (l *Layout) absent(dst []byte, m *export.Message, x export.Media) []byte {
	var unnamed []export.File
	for i := range x.Files {
		f := &x.Files[i]
		switch {
		case l.shown(f):
		case f.State == export.FilePresent:
			dst = said(dst, "x", "["+l.called(f)+"]")
		case f.Name == "":
			unnamed = append(unnamed, *f)
		default:
			dst = said(dst, "x", words.Missing(l.lang, export.Media{Files: x.Files[i : i+1]}))
			dst = l.remedy(dst, m, f)
		}
	}
	if len(unnamed) > 0 {
		dst = said(dst, "x", words.Missing(l.lang, export.Media{Files: unnamed}))
		dst = l.remedy(dst, m, &unnamed[0])
	}
	return dst
}

// remedy appends how to come by a file.
func (l *Layout) remedy(dst []byte, m *export.Message, f *export.File) []byte {
	if l.opt.Remedy == nil {
		return dst
	}
	how := l.opt.Remedy(m, f)
	if how == "" {
		return dst
	}
	dst = append(append(append(dst, `<details class="lack"><summary>`...), l.say.Remedy...), "</summary><p>"...)
	return append(AppendText(dst, how), "</p></details>"...)
}
