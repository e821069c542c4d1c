package telegram

import (
	"bytes"
	"time"

	"exile/convert/handover"
)

// ReadState reads a journal from memory.
func ReadState(data []byte) (*State, int64, error) { return readState(bytes.NewReader(data)) }

// SealLine ends a line of a journal.
func SealLine(line []byte) []byte { return seal(bytes.Clone(line)) }

// FormByBytes is the form of a file whose first bytes are known.
func FormByBytes(f *handover.File, head []byte) Form { return formOf(f, head) }

// GroupTitle is the title of a group that is made for a chat.
func GroupTitle(title, app string) string { return groupTitle(title, app) }

// PaceStart is the start of an import, as it is remembered.
type PaceStart struct {
	Account, Chat string
	At            time.Time
	Failed        bool
}

// NextImport is when the next import may begin.
func NextImport(all []PaceStart, account, chat string, now time.Time) (time.Time, WaitReason) {
	var p pace
	for _, s := range all {
		p.Starts = append(p.Starts, paced(s))
	}
	return p.next(account, chat, now)
}

// EstimateOf is how long a plan takes where nothing was imported before.
func EstimateOf(k *Keep, p *Plan, now time.Time) Estimate { return estimate(k, p, &pace{}, now) }

// UploadTime is how long an upload is thought to take.
func UploadTime(files, bytes int64) time.Duration { return uploadTime(files, bytes) }

// SealPlan makes a plan that was changed one that was confirmed so.
func SealPlan(k *Keep, p *Plan) error { return p.seal(k) }

// AnnounceText writes that a part's text is about to be announced.
func (j *Journal) AnnounceText(d, part int) error { return j.announce(line(lineText, PartID{d, part})) }
