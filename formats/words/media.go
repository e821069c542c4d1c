package words

import (
	"fmt"
	"strings"

	"exile/export"
)

// Missing returns what stands in place of those files of c that have no bytes:
// "[사진 3장 – 내보낸 파일에 없음]", "[3 photos – not in the export]". A file alone is
// called by its name where it has one that means something. Where all files are
// present Missing returns "".
func Missing(lang string, c export.Media) string {
	return AbsentFiles(lang, c.Files, func(f *export.File) bool { return f.State != export.FilePresent }, reason(c))
}

// AbsentFiles is like Missing for the files that pick chooses, with a reason of
// the caller's choice.
func AbsentFiles(lang string, files []export.File, pick func(*export.File) bool, why Key) string {
	what := list(lang, files, pick)
	if what == "" {
		return ""
	}
	return fmt.Sprintf(In(lang, Absent), what, In(lang, why))
}

// Files says what the files of c are, present or not: "사진 2장, 동영상".
func Files(lang string, c export.Media) string {
	return list(lang, c.Files, func(*export.File) bool { return true })
}

// Kind says what one file of a kind is: "음성 메시지".
func Kind(lang string, k export.FileKind) string { return In(lang, nounOf(k).one) }

// reason is Expired where that is so of every absent file.
func reason(c export.Media) Key {
	why := NotExported
	for i := range c.Files {
		switch c.Files[i].State {
		case export.FileExpired:
			why = Expired
		case export.FileMissing, export.FileNotExported:
			return NotExported
		case export.FilePresent:
		}
	}
	return why
}

// list names the chosen files by kind, in the order in which kinds first occur.
func list(lang string, files []export.File, pick func(*export.File) bool) string {
	var order []noun
	count := map[noun]int{}
	name := ""
	for i := range files {
		f := &files[i]
		if !pick(f) {
			continue
		}
		n := nounOf(f.Kind)
		if count[n] == 0 {
			order = append(order, n)
		}
		count[n]++
		name = clean(f.Name)
	}
	parts := make([]string, len(order))
	for i, n := range order {
		parts[i] = In(lang, n.one)
		if count[n] > 1 {
			parts[i] = fmt.Sprintf(In(lang, n.many), count[n])
		}
	}
	if len(order) == 1 && count[order[0]] == 1 && telling(name) {
		parts[0] += " " + name
	}
	return strings.Join(parts, ", ")
}

// telling reports whether a file's name says something to a person: long runs
// of hexadecimal digits are keys of the source.
func telling(name string) bool {
	stem, _, _ := strings.Cut(name, ".")
	return stem != "" && (len(stem) < 32 || strings.Trim(stem, "0123456789abcdefABCDEF-_") != "")
}

type noun struct{ one, many Key }

func nounOf(k export.FileKind) noun {
	switch k {
	case export.FilePhoto:
		return noun{Photo, Photos}
	case export.FileVideo:
		return noun{Video, Videos}
	case export.FileVoice:
		return noun{Voice, Voices}
	case export.FileAudio:
		return noun{Audio, Audios}
	case export.FileSticker:
		return noun{Sticker, Stickers}
	case export.FileContact:
		return noun{Contact, Contacts}
	case export.FileDocument:
	}
	return noun{Document, Documents}
}
