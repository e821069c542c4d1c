package export

// Source says where in an input an event stands.
type Source struct {
	Input  string // the root's name as the person gave it, e.g. "KakaoTalk_Chats_2026-02-08.zip"
	File   string // the file's path within that root; equal to Input for a bare file
	Record int64  // 1-based ordinal of the record (row, element) where lines mean nothing; else 0
	Line   int    // 1-based number of the first line; lines end with LF; 0 where lines mean nothing
	Lines  int    // how many lines are covered
	Offset int64  // of the first byte, in the decoded text
	Length int64  // in bytes of the decoded text, line endings included
}

// Profile is what a reader found out about one file before it read it. It is
// shown by exile inspect and changes nothing.
type Profile struct {
	Variant  string   // the app's platform and form, e.g. "android"
	Locale   string   // language of the app that wrote it, BCP 47, e.g. "ko"; empty: unknown
	Clock    string   // "12h", "24h" or "12h and 24h"; empty: no time was seen
	Zone     string   // the time zone used, e.g. "Asia/Seoul"
	Encoding string   // e.g. "UTF-8 with BOM"
	Newlines Newlines // which newline rule the file follows
	Dates    string   // the shape of its dates, e.g. "2006년 1월 2일 오후 3:04"
	Unknown  []string // marker candidates that no rule knows, most frequent first
	From     Source
}

// Newlines says how a text file tells where a message ends.
type Newlines string

// The newline rules.
const (
	NewlinesRecord Newlines = "crlf-ends-record" // a bare LF is a line within a message
	NewlinesLine   Newlines = "each-line"        // each line tells for itself whether it begins a message
)
