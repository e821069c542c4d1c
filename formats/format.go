package formats

// Format is one language that apps write or accept. Reader or Writer may be nil.
type Format struct {
	Name   string // as in --from and --to: "kakaotalk"
	Title  Text   // as people call it: "KakaoTalk"
	Help   Text   // one line: what it reads or writes
	Reader Reader
	Writer Writer

	// ReaderOptions and WriterOptions are settings of this format alone.
	ReaderOptions, WriterOptions []Option
}

// Text is a sentence for people in both languages.
type Text struct{ EN, KO string }

// In returns the text in a language, "ko" or "en".
func (t Text) In(lang string) string {
	if lang == "ko" {
		return t.KO
	}
	return t.EN
}

// Option is one setting that a format declares; the command line makes a flag
// of it. Options of two formats may share a name if they share kind and help.
type Option struct {
	Name    string     // the flag's name, without dashes
	Kind    OptionKind // how its value is checked
	Default string
	Values  []string // the allowed values of an OptionChoice
	Help    Text
	Example string // of an OptionText or OptionList: values that Check takes, for whoever gave another

	// Check reports what is wrong with the value of an OptionText, or with one of
	// an OptionList, before any work is done; nil: every value will do. The format
	// checks again.
	Check func(value string) error
}

// OptionKind says how the value of an option is written.
type OptionKind string

// The kinds of options.
const (
	OptionText   OptionKind = "text"
	OptionList   OptionKind = "list" // several texts, one a line: the flag may be given several times
	OptionBool   OptionKind = "bool" // "true" or "false"
	OptionChoice OptionKind = "choice"
)

// Table is the list of formats a program knows, in order of preference.
type Table []Format

// Find returns the format of that name.
func (t Table) Find(name string) (Format, bool) {
	for _, f := range t {
		if f.Name == name {
			return f, true
		}
	}
	return Format{}, false
}
