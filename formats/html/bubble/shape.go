package bubble

// Shape is what a browser makes of a file of a kind.
type Shape int

// The shapes of files.
const (
	Active Shape = iota // it may run something, or nobody knows
	Inert               // a program of its own opens it
	Picture
	Video
	Audio
)

// ShapeOf knows files by their extension in small letters, with its dot, as browsers do where there is no server. What
// is not listed is Active. The second result is its MIME type.
func ShapeOf(ext string) (Shape, string) {
	switch ext {
	case ".jpg":
		return Picture, "image/jpeg"
	case ".png", ".gif", ".webp", ".avif", ".bmp":
		return Picture, "image/" + ext[1:]
	case ".mp4", ".m4v":
		return Video, "video/mp4"
	case ".mov":
		return Video, "video/quicktime"
	case ".webm":
		return Video, "video/webm"
	case ".mp3":
		return Audio, "audio/mpeg"
	case ".m4a":
		return Audio, "audio/mp4"
	case ".ogg", ".oga", ".opus":
		return Audio, "audio/ogg"
	case ".aac", ".wav", ".flac":
		return Audio, "audio/" + ext[1:]
	case ".heic", ".heif", ".tif", ".tiff", ".avi", ".mkv", ".3gp", ".wmv", ".amr", ".wma", ".caf",
		".mpg", ".mpeg", ".flv", ".psd", ".ai", ".dwg", ".alz", ".egg", ".tgz", ".bz2", ".xz", ".hwt", ".cell", ".show",
		".pdf", ".txt", ".csv", ".vcf", ".ics", ".zip", ".7z", ".rar", ".tar", ".gz", ".bin", ".doc", ".docx",
		".xls", ".xlsx", ".ppt", ".pptx", ".hwp", ".hwpx", ".odt", ".ods", ".odp", ".rtf", ".pages", ".numbers", ".key", ".epub":
		return Inert, "application/octet-stream"
	}
	return Active, "application/octet-stream"
}
