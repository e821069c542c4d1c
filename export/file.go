package export

import "time"

// File is a media file that a message names. Its bytes never travel in the
// stream: Path says where they are within the input, and a History opens it.
type File struct {
	SourceKey string
	Kind      FileKind
	Name      string // as the source calls it; may be empty where it only says "photo"
	Type      string // MIME type; empty: unknown
	Size      int64  // in bytes; 0: unknown
	Width     int    // of a picture or video, in pixels; 0: unknown
	Height    int
	Duration  time.Duration // of a video or sound; 0: unknown
	SHA256    string        // lower-case hex; empty: not read yet
	State     FileState
	ByTime    bool   // the source does not name the file: it was matched to the message by time
	Root      int    // index of the input's root that holds Path
	Path      string // within that root; empty unless State is FilePresent
}

// FileKind says what a file is to the people of a chat.
type FileKind string

// The kinds of files.
const (
	FilePhoto    FileKind = "photo"
	FileVideo    FileKind = "video"
	FileVoice    FileKind = "voice"
	FileAudio    FileKind = "audio"
	FileSticker  FileKind = "sticker"
	FileContact  FileKind = "contact"
	FileDocument FileKind = "file"
)

// FileState says whether a file's bytes came along.
type FileState string

// The states of files.
const (
	FilePresent     FileState = "present"
	FileMissing     FileState = "missing"      // named, but not in the export
	FileNotExported FileState = "not-exported" // the export says only that there was one
	FileExpired     FileState = "expired"      // the app no longer had it
)
