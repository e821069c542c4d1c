package sheet

import (
	_ "embed" // the page
	"html/template"
	"io"
	"regexp"
	"strings"
	"time"

	"exile/cmd/internal/lang"
)

//go:embed sheet.html
var page string

// Sheet is what a recovery sheet tells.
type Sheet struct {
	Lang      lang.Lang
	Archive   string    // the file's name, without its folder
	ID        string    // of the archive
	Sealed    time.Time // only its day is told
	Key       string    // "AGE-SECRET-KEY-1…"
	Recipient string    // "age1…", the public part
}

// Write writes the sheet as HTML.
func Write(w io.Writer, s Sheet) error {
	code, err := drawQR(s.Key)
	if err != nil {
		return err
	}
	name, store := shellWord(s.Archive), shellWord(storeName(s.Archive))
	t, err := template.New("sheet").Funcs(template.FuncMap{
		"say": func(t lang.Text) string {
			other := s.Lang.Say(lang.Window["OtherKey"], nil)
			return s.Lang.Say(t, lang.V{"archive": s.Archive, "store": storeName(s.Archive), "other": other})
		},
	}).Parse(page)
	if err != nil {
		return err
	}
	return t.Execute(w, map[string]any{
		"Sheet":  s,
		"Text":   lang.SheetTexts,
		"Date":   s.Sealed.Format(s.Lang.Say(lang.SheetDate, nil)),
		"Groups": keyGroups(s.Key),
		"ID":     groups(s.ID, 4),
		"QR":     code,
		"List":   "exile list --store " + name + " -i key.txt",
		"Open":   "exile open " + name + " -i key.txt",
		"Age":    "age -d -i key.txt -o history.zip " + name,
		"Unzip":  "unzip history.zip -d " + store,
	})
}

// keyGroups cuts a key into what an eye can hold: what stands up to its last
// hyphen, the 1 behind that, and then five characters at a time.
func keyGroups(key string) []string {
	i := strings.LastIndexByte(key, '-') + len("-1")
	if i <= 1 || i > len(key) {
		return groups(key, 5)
	}
	return append([]string{key[:i]}, groups(key[i:], 5)...)
}

func groups(s string, n int) []string {
	var list []string
	for len(s) > n {
		list, s = append(list, s[:n]), s[n:]
	}
	return append(list, s)
}

// storeName is what the opened store is called.
func storeName(archive string) string {
	return strings.TrimSuffix(strings.TrimSuffix(archive, ".age"), ".exile") + ".exile"
}

var plainWord = regexp.MustCompile(`^[\pL\pN_][\pL\pN._-]*$`)

// shellWord writes a file's name as it is typed on a command line.
func shellWord(name string) string {
	if plainWord.MatchString(name) {
		return name
	}
	if strings.HasPrefix(name, "-") {
		name = "./" + name
	}
	return `"` + name + `"`
}
