package telegram

import (
	"bytes"
	"crypto/hmac"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
)

// maxPlan is more than a plan has, in bytes: a file takes about 200.
const maxPlan = 64 << 20

// ReadPlan reads a plan as Write wrote it.
// Errors: ErrBadPlan, also for one with a field too many; ErrPlanVersion; or what r said.
func ReadPlan(r io.Reader) (*Plan, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxPlan+1))
	if err != nil {
		return nil, fmt.Errorf("read the plan: %w", err)
	}
	if len(data) > maxPlan {
		return nil, fmt.Errorf("%w: it is too large", ErrBadPlan)
	}
	var v struct {
		Version int `json:"version"`
	}
	if err := json.Unmarshal(data, &v); err != nil || v.Version == 0 {
		return nil, ErrBadPlan
	}
	if v.Version != PlanVersion {
		return nil, fmt.Errorf("%w: %d", ErrPlanVersion, v.Version)
	}
	var p Plan
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&p); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBadPlan, err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%w: something stands after it", ErrBadPlan)
	}
	if err := p.check(); err != nil {
		return nil, err
	}
	return &p, nil
}

// Write writes a plan as JSON.
func (p *Plan) Write(w io.Writer) error {
	data, err := json.MarshalIndent(p, "", "  ")
	if err != nil {
		return err
	}
	_, err = w.Write(append(data, '\n'))
	return err
}

// Seal writes the MAC. What JSON does not keep as it is (a character that is none) is
// made what it will be when the plan is read.
func (p *Plan) seal(k *Keep) error {
	p.MAC = ""
	data, err := json.Marshal(p)
	if err != nil {
		return err
	}
	var read Plan
	if err := json.Unmarshal(data, &read); err != nil {
		return err
	}
	p.MAC, err = read.mac(k)
	return err
}

// genuine makes sure that a plan is as it was confirmed, and was made with this folder.
// Errors: ErrForgedPlan, ErrNotSignedIn where the folder is locked.
func (p *Plan) genuine(k *Keep) error {
	mac, err := p.mac(k)
	if err == nil && !hmac.Equal([]byte(mac), []byte(p.MAC)) {
		err = ErrForgedPlan
	}
	return err
}

func (p *Plan) mac(k *Keep) (string, error) {
	q := *p
	q.MAC = ""
	data, err := json.Marshal(&q)
	if err != nil {
		return "", err
	}
	mac := k.MAC("plan", string(data))
	if mac == "" {
		return "", ErrNotSignedIn
	}
	return mac, nil
}

// check looks for what no plan of exile's has.
func (p *Plan) check() error {
	bad := func(what string, i int) error { return fmt.Errorf("%w: delivery %d: %s", ErrBadPlan, i+1, what) }
	switch {
	case !isPlanID(p.ID):
		return fmt.Errorf("%w: it has no ID", ErrBadPlan)
	case p.Account.ID == 0:
		return fmt.Errorf("%w: it names no account", ErrBadPlan)
	case len(p.Deliveries) == 0:
		return fmt.Errorf("%w: %w", ErrBadPlan, ErrEmptyPlan)
	}
	if err := p.Request.Check(); err != nil {
		return fmt.Errorf("%w: %w", ErrBadPlan, err)
	}
	for i := range p.Deliveries {
		d := &p.Deliveries[i]
		switch {
		case len(d.Chat.Parts) == 0:
			return bad("no parts", i)
		case !d.NewGroup && d.Target.ID == 0, d.NewGroup && (d.Target.ID != 0 || d.Target.Title == ""):
			return bad("no target", i)
		case d.Chat.Group != (d.Target.Kind != PeerUser):
			return bad("its target is of another kind", i)
		}
		if !slices.Contains([]PeerKind{PeerUser, PeerBasic, PeerSupergroup}, d.Target.Kind) {
			return bad("no such kind of target", i)
		}
		if err := checkParts(&p.Account, d); err != nil {
			return bad(err.Error(), i)
		}
	}
	return nil
}

func checkParts(a *Account, d *Delivery) error {
	if err := checkSizes(a, &d.Chat); err != nil {
		return err
	}
	for i := range d.Chat.Parts {
		part := &d.Chat.Parts[i]
		if part.Name == "" || part.Size <= 0 || len(part.SHA256) != 64 || part.Head != "" {
			return errors.New("a part that is none")
		}
		for j := range part.Files {
			if f := &part.Files[j]; f.Name == "" || f.Size <= 0 {
				return errors.New("a file that is none")
			}
		}
	}
	return nil
}

// isPlanID reports whether an ID is one that plans have: 32 hexadecimal digits. It
// becomes the name of a file.
func isPlanID(id string) bool {
	b, err := hex.DecodeString(id)
	return err == nil && len(b) == 16 && hex.EncodeToString(b) == id
}
