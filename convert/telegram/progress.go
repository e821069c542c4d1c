package telegram

import (
	"sync"

	"exile/convert/handover"
)

// progress tells how far a push is, one call at a time.
type progress struct {
	tell func(PushProgress) // may be nil

	mu  sync.Mutex
	now PushProgress
}

func newProgress(p *Plan, tell func(PushProgress)) *progress {
	g := &progress{tell: tell}
	for d := range p.Deliveries {
		for i := range p.Deliveries[d].Chat.Parts {
			a := amountOf(&p.Deliveries[d].Chat.Parts[i])
			g.now.AllOf.Files += a.Files
			g.now.AllOf.Bytes += a.Bytes
		}
	}
	return g
}

// amountOf is how much there is of a part.
func amountOf(p *handover.Part) Amount {
	a := Amount{Files: int64(len(p.Files)), Bytes: p.Size}
	for i := range p.Files {
		a.Bytes += p.Files[i].Size
	}
	return a
}

// begin turns to a part.
func (g *progress) begin(id PartID, d *Delivery) {
	g.change(func(n *PushProgress) {
		n.Title, n.Delivery, n.Part, n.Parts = d.Chat.Title, id.Delivery, id.Part, len(d.Chat.Parts)
		n.Stage, n.Of, n.Done = StageCheck, amountOf(&d.Chat.Parts[id.Part]), Amount{}
	})
}

func (g *progress) stage(s PushStage) { g.change(func(n *PushProgress) { n.Stage = s }) }

func (g *progress) bytes(b int64) {
	g.change(func(n *PushProgress) {
		n.Done.Bytes += b
		n.AllDone.Bytes += b
	})
}

func (g *progress) file() {
	g.change(func(n *PushProgress) {
		n.Done.Files++
		n.AllDone.Files++
	})
}

// finish counts what is left of a part, which needed no upload.
func (g *progress) finish() {
	g.change(func(n *PushProgress) {
		n.AllDone.Files += n.Of.Files - n.Done.Files
		n.AllDone.Bytes += n.Of.Bytes - n.Done.Bytes
		n.Stage, n.Done = StageDone, n.Of
	})
}

func (g *progress) change(f func(*PushProgress)) {
	g.mu.Lock()
	defer g.mu.Unlock()
	f(&g.now)
	if g.tell != nil {
		g.tell(g.now)
	}
}
