package kakaotest

import (
	"iter"
	"path"
	"slices"
	"strconv"
	"time"

	"exile/export"
	"exile/formats/formattest"
)

// stamped reports whether media files lie beside the text under the times at
// which they came, as on an iPhone.
func (v Variant) stamped() bool { return v.Media && v.app == ios }

// comes reports whether a file comes along in an export whose files are stamped:
// photos, videos and, of documents, those in PDF.
func comes(f *export.File) bool {
	switch f.Kind {
	case export.FilePhoto, export.FileVideo:
		return f.State == export.FilePresent
	case export.FileDocument:
		return path.Ext(f.Name) == ".pdf"
	case export.FileVoice, export.FileAudio, export.FileSticker, export.FileContact:
	}
	return false
}

// stamps returns the names of the files of each message, by its Seq, "" for one
// that does not come along: 20260208_151913.jpg, and where several came in one
// second 20260208_151913_1.jpg and so on. They are 0 to 20 seconds later than the
// message and keep its order. The result is nil for other exports.
func (v Variant) stamps(c *formattest.Chat) map[int64][]string {
	if !v.stamped() {
		return nil
	}
	all := map[int64][]string{}
	var last time.Time
	same := 0
	for m := range c.Messages() {
		media, ok := m.Content.(export.Media)
		if !ok {
			continue
		}
		at := m.Time.T.Add(time.Duration(m.Seq*7%21) * time.Second)
		if at.Before(last) {
			at = last
		}
		for i := range media.Files {
			name := ""
			if f := &media.Files[i]; comes(f) {
				if same++; !at.Equal(last) {
					same = 0
				}
				last = at
				name = at.Format("20060102_150405")
				if same > 0 {
					name += "_" + strconv.Itoa(same)
				}
				name += path.Ext(f.Name)
			}
			all[m.Seq] = append(all[m.Seq], name)
		}
	}
	return all
}

// paired returns media with the files that belong to them.
func paired(m export.Media, names []string) export.Media {
	m.Files = slices.Clone(m.Files)
	for i := range m.Files {
		f := &m.Files[i]
		if names[i] == "" {
			continue
		}
		f.State, f.ByTime, f.Path = export.FilePresent, true, names[i]
		f.Size = int64(len(formattest.FileBytes(names[i])))
		if f.Name == "" {
			f.Name = names[i]
		}
	}
	return m
}

// absent are the times of messages some of whose photos or videos do not come
// along. Near them no reader can tell which file is whose. Other files are named,
// or none of their kind comes along.
type absent map[export.FileKind][]time.Time

const nearby = 2 * time.Minute

func (v Variant) fileless(all iter.Seq[*export.Message]) absent {
	if !v.stamped() {
		return nil
	}
	times := absent{}
	for m := range all {
		media, ok := m.Content.(export.Media)
		if !ok {
			continue
		}
		for i := range media.Files {
			f := &media.Files[i]
			if pictures := f.Kind == export.FilePhoto || f.Kind == export.FileVideo; pictures && !comes(f) {
				times[f.Kind] = append(times[f.Kind], m.Time.T)
			}
		}
	}
	return times
}

func (a absent) has(m *export.Message) bool {
	media, ok := m.Content.(export.Media)
	if !ok || len(a) == 0 {
		return false
	}
	times := a[media.Files[0].Kind]
	i, _ := slices.BinarySearchFunc(times, m.Time.T.Add(-nearby), time.Time.Compare)
	return i < len(times) && !times[i].After(m.Time.T.Add(nearby))
}
