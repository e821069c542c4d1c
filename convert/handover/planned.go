package handover

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
)

// PlanVersion is the one of plans.
const PlanVersion = 1

// Planned is what exile reads of a plan, which the courier has written: of what the
// bundle was made, and what was in it.
type Planned struct {
	Request Request
	Chats   []Chat // without the heads of their parts
}

// ReadPlanned reads a plan. What the courier alone needs is left to it. An error
// wraps [ErrForm], [ErrVersion] or [ErrTooLarge], or is one of reading r.
func ReadPlanned(r io.Reader) (*Planned, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxPlan+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("read the plan: %w", err)
	case len(data) > maxPlan:
		return nil, fmt.Errorf("read the plan: %w", ErrTooLarge)
	}
	p, err := parsePlanned(data)
	if err != nil {
		return nil, fmt.Errorf("read the plan: %w", err)
	}
	return p, nil
}

// maxPlan is the most that a plan may take, in bytes.
const maxPlan = 2 * maxManifest

func parsePlanned(data []byte) (*Planned, error) {
	var raw struct {
		Version    int             `json:"version"`
		Request    json.RawMessage `json:"request"`
		Deliveries []struct {
			Chat json.RawMessage `json:"chat"`
		} `json:"deliveries"`
	}
	if objects(data) > len(data)/minObject+1 {
		return nil, ErrForm
	}
	err := json.Unmarshal(data, &raw)
	switch {
	case err != nil:
		return nil, fmt.Errorf("%w: %w", ErrForm, err)
	case raw.Version != PlanVersion:
		return nil, fmt.Errorf("%w: %d", ErrVersion, raw.Version)
	case len(raw.Deliveries) == 0:
		return nil, fmt.Errorf("%w: nothing is to be delivered", ErrForm)
	}
	p := &Planned{Chats: make([]Chat, len(raw.Deliveries))}
	if err := strict(raw.Request, &p.Request); err != nil {
		return nil, fmt.Errorf("%w: request: %w", ErrForm, err)
	}
	if err := p.Request.Check(); err != nil {
		return nil, err
	}
	for i := range raw.Deliveries {
		err := strict(raw.Deliveries[i].Chat, &p.Chats[i])
		if err == nil {
			err = p.Chats[i].check()
		}
		if err != nil {
			return nil, fmt.Errorf("%w: chat %d: %w", ErrForm, i+1, err)
		}
	}
	return p, nil
}

// Same reports whether a bundle is the one that was planned: the same chats with the
// same texts, which name the same files.
func (p *Planned) Same(m *Manifest) bool {
	return slices.EqualFunc(p.Chats, m.Chats, func(a, b Chat) bool {
		return a.ID == b.ID && a.Group == b.Group && slices.EqualFunc(a.Parts, b.Parts, samePart)
	})
}

func samePart(a, b Part) bool {
	return a.SHA256 == b.SHA256 && a.Size == b.Size && slices.EqualFunc(a.Files, b.Files, func(x, y File) bool {
		return x.Name == y.Name && x.Size == y.Size && x.SHA256 == y.SHA256
	})
}
