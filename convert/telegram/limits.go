package telegram

import "exile/convert/handover"

// The limits of uploads (core.telegram.org/api/files; the photos' are TDLib's).
const (
	pieceSize     = 512 << 10 // the largest piece; all but the last have it
	maxPieces     = 4000      // of one file
	maxPiecesPaid = 8000      // from an account with Premium
	smallFile     = 10 << 20  // larger ones go by upload.saveBigFilePart, without an MD5
	maxPhoto      = 10 << 20  // bytes
	maxPhotoSides = 10_000    // width and height together, in pixels
	maxPhotoRatio = 20        // of the longer side to the shorter
	maxSticker    = 512 << 10 // bytes
)

// maxTextLines is the longest text that was reported to be taken in one import, in
// messages (MessageOverImport). No limit is documented; what is too large comes back
// as IMPORT_FILE_INVALID or as a timeout.
const maxTextLines = 300_000

// maxTitle is the longest title of a group, in characters.
const maxTitle = 128

// fileLimit returns the size of the largest file that an account can send.
func fileLimit(a *Account) int64 {
	if a.Premium {
		return maxPiecesPaid * pieceSize
	}
	return maxPieces * pieceSize
}

// checkSizes finds a text or a file of a size that Telegram does not take: the first,
// and how many others there are. None can be left out here, for the text names them.
// Errors: *TooLargeError, *EmptyFileError.
func checkSizes(a *Account, c *handover.Chat) error {
	limit := fileLimit(a)
	var large *TooLargeError
	for i := range c.Parts {
		p := &c.Parts[i]
		if p.Size > limit {
			return &TooLargeError{Title: c.Title, Name: p.Name, Size: p.Size, Limit: limit, Text: true}
		}
		for j := range p.Files {
			switch f := &p.Files[j]; {
			case f.Size == 0:
				return &EmptyFileError{Title: c.Title, Name: f.Name}
			case f.Size > limit && large == nil:
				large = &TooLargeError{Title: c.Title, Name: f.Name, Size: f.Size, Limit: limit}
			case f.Size > limit:
				large.Others++
			}
		}
	}
	if large != nil {
		return large
	}
	return nil
}

// photoFits reports whether a picture's size is one that Telegram takes as a photo.
// Sides that are not known are no hindrance.
func photoFits(size int64, width, height int) bool {
	if size > maxPhoto {
		return false
	}
	if width <= 0 || height <= 0 {
		return true
	}
	long, short := max(width, height), min(width, height)
	return width <= maxPhotoSides && height <= maxPhotoSides && width+height <= maxPhotoSides &&
		long <= maxPhotoRatio*short
}
