package whatsapp

import "strings"

// ios reports whether an iPhone writes headers of this shape.
func (sh *shape) ios() bool { return sh.frame != dashed && sh.frame != enDashed }

// platform is the app that writes headers of this shape.
func (sh *shape) platform() string {
	if sh.ios() {
		return "ios"
	}
	return "android"
}

// layout shows the shape of a file's headers as package time would write it:
// "[2.1.2006 klo 15.04.05]".
func (w *seen) layout() string {
	sh := &w.shape
	var b strings.Builder
	if sh.frame == bracketed {
		b.WriteByte('[')
	}
	if sh.timeFirst {
		w.layTime(&b)
		w.layJoint(&b)
		w.layDate(&b)
	} else {
		w.layDate(&b)
		w.layJoint(&b)
		w.layTime(&b)
	}
	switch sh.frame {
	case bracketed:
		b.WriteByte(']')
	case dashed:
		b.WriteString(" -")
	case enDashed:
		b.WriteString(" –")
	case coloned:
		b.WriteByte(':')
	case bare:
	}
	return b.String()
}

func (w *seen) layDate(b *strings.Builder) {
	sep := string(w.shape.sep)
	if w.shape.gap {
		sep += " "
	}
	for i, part := range w.order {
		if i > 0 {
			b.WriteString(sep)
		}
		b.WriteString(w.layNumber(i, part))
	}
	if w.shape.dot {
		b.WriteByte('.')
	}
	if w.shape.era == 'B' {
		b.WriteString(" BE")
	}
}

func (w *seen) layNumber(i int, part rune) string {
	padded := w.pads[i][single] == 0 && (w.pads[i][zeroed] > 0 || w.dates.zeroed)
	switch {
	case part == 'y' && w.shape.era == 'J':
		return "R6"
	case part == 'y' && w.shape.year != yearOpen:
		return "2006"
	case part == 'y':
		return "06"
	case part == 'm' && padded:
		return "01"
	case part == 'm':
		return "1"
	case padded:
		return "02"
	}
	return "2"
}

func (w *seen) layJoint(b *strings.Builder) {
	switch w.shape.comma {
	case ',':
		b.WriteByte(',')
	case 'a':
		b.WriteString("\u060c")
	}
	b.WriteByte(' ')
	if word := strings.TrimRight(string(w.shape.word[:]), "\x00"); word != "" {
		b.WriteString(word + " ")
	}
}

func (w *seen) layTime(b *strings.Builder) {
	sh := &w.shape
	switch padded := w.pads[hourPad][zeroed] > 0 && w.pads[hourPad][single] == 0; {
	case sh.half == halfBefore:
		b.WriteString("PM3")
	case sh.half == clock24:
		b.WriteString("15")
	case padded:
		b.WriteString("03")
	default:
		b.WriteString("3")
	}
	b.WriteString(string(sh.colon) + "04")
	if sh.seconds {
		b.WriteString(string(sh.colon) + "05")
	}
	if sh.half == halfAfter {
		b.WriteString(" PM")
	}
}
