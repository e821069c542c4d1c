package telegram

import (
	"strconv"
	"time"
)

// The speed that others reported.
const (
	// perFile is what a file takes, whatever its size: 16,000 files with 130,000
	// messages took 6 hours (wnelumbo).
	perFile = 6 * time.Hour / 16_000
	// perSecond is how many bytes a second go up: what a home's connection and
	// Telegram's answers allow together. A guess on the careful side.
	perSecond = 1 << 20
)

// uploadTime is how long an upload is thought to take.
func uploadTime(files, bytes int64) time.Duration {
	return max(time.Duration(files)*perFile, time.Duration(float64(bytes)/perSecond*float64(time.Second)))
}

// estimate says how long the push of a plan will take, begun now, with what was
// imported before.
func estimate(k *Keep, p *Plan, before *pace, now time.Time) Estimate {
	var e Estimate
	past, at := before.clone(), now
	for d := range p.Deliveries {
		target := p.Deliveries[d].Target
		of, chat := paceOf(k, p.Account.ID, target)
		if target.ID == 0 {
			chat = "new " + strconv.Itoa(d)
		}
		for i := range p.Deliveries[d].Chat.Parts {
			part := &p.Deliveries[d].Chat.Parts[i]
			files, bytes := int64(len(part.Files)), part.Size
			for j := range part.Files {
				bytes += part.Files[j].Size
			}
			past.forget(at)
			begin, _ := past.next(of, chat, at)
			upload := uploadTime(files, bytes)
			e.Imports++
			e.Files += files
			e.Bytes += bytes
			e.Upload += upload
			e.Waits += begin.Sub(at)
			at = begin.Add(upload)
			past.Starts = append(past.Starts, paced{Account: of, Chat: chat, At: at})
		}
	}
	return e
}
