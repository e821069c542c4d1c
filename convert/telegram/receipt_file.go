package telegram

import (
	"bytes"
	"crypto/hmac"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
)

// The errors of receipts.
var (
	// ErrBadReceipt says that bytes are no receipt.
	ErrBadReceipt = errors.New("not a receipt of exile")
	// ErrReceiptVersion says that a receipt is of another version.
	ErrReceiptVersion = errors.New("the receipt is of another version of exile")
	// ErrForged says that a receipt was made by another courier, or changed since.
	ErrForged = errors.New("the receipt is not this courier's own, or was changed")
	// ErrForeignReceipt says that a receipt is of another account.
	ErrForeignReceipt = errors.New("the receipt is of another account")
)

// maxReceipt is more than a receipt has, in bytes: a message takes about 8.
const maxReceipt = 256 << 20

// Good reports whether everything arrived as it was sent. Messages that stand at the
// day of the import are no fault, nor are imported ones of somebody else's.
func (r *Receipt) Good() bool {
	for i := range r.Deliveries {
		if !r.Deliveries[i].Good() {
			return false
		}
	}
	return true
}

// Good reports whether everything arrived in this chat as it was sent.
func (r *Received) Good() bool {
	return r.Pending == 0 && r.Shift == 0 &&
		r.Missing+r.Doubled+r.Changed+r.Clipped+r.Unbound+r.Empty+r.Moved+r.Swapped+r.Misnamed+r.Disordered == 0
}

// Seal puts the MAC on a receipt. Verify has done so.
func (r *Receipt) Seal(k *Keep) error {
	mac, err := r.mac(k)
	r.MAC = mac
	return err
}

// mac returns the MAC over the JSON of all else.
func (r *Receipt) mac(k *Keep) (string, error) {
	bare := *r
	bare.MAC = ""
	data, err := json.Marshal(&bare)
	if err != nil {
		return "", err
	}
	return k.MAC("receipt", string(data)), nil
}

// Write writes a receipt as JSON, on one line.
func (r *Receipt) Write(w io.Writer) error {
	data, err := json.Marshal(r)
	if err != nil {
		return err
	}
	_, err = w.Write(append(data, '\n'))
	return err
}

// ReadReceipt reads a receipt as Write wrote it, and makes sure that it is of this
// courier's own and was not changed.
// Errors: ErrBadReceipt, also for one with a field too many; ErrReceiptVersion,
// ErrForged; or what r said.
func ReadReceipt(r io.Reader, k *Keep) (*Receipt, error) {
	receipt, err := readReceipt(r)
	if err != nil {
		return nil, err
	}
	mac, err := receipt.mac(k)
	if err != nil {
		return nil, err
	}
	if !hmac.Equal([]byte(mac), []byte(receipt.MAC)) {
		return nil, ErrForged
	}
	return receipt, nil
}

// readReceipt reads a receipt without asking whose it is.
func readReceipt(r io.Reader) (*Receipt, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxReceipt+1))
	if err != nil {
		return nil, fmt.Errorf("read the receipt: %w", err)
	}
	if len(data) > maxReceipt {
		return nil, fmt.Errorf("%w: it is too large", ErrBadReceipt)
	}
	var v struct {
		Version int `json:"version"`
	}
	if err := json.Unmarshal(data, &v); err != nil || v.Version == 0 {
		return nil, ErrBadReceipt
	}
	if v.Version != ReceiptVersion {
		return nil, fmt.Errorf("%w: %d", ErrReceiptVersion, v.Version)
	}
	var receipt Receipt
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&receipt); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBadReceipt, err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%w: something stands after it", ErrBadReceipt)
	}
	if !isPlanID(receipt.Plan) {
		return nil, fmt.Errorf("%w: it names no plan", ErrBadReceipt)
	}
	return &receipt, nil
}

// receiptEnd is behind a plan's ID in the name of its receipt's file.
const receiptEnd = ".receipt"

// SaveReceipt keeps what Status tells of a receipt in the courier's folder: its counts,
// and neither a name nor a number of anybody or of any message. It replaces that of an
// earlier verification of the plan.
func SaveReceipt(k *Keep, r *Receipt) error {
	if !isPlanID(r.Plan) {
		return fmt.Errorf("%w: it names no plan", ErrBadReceipt)
	}
	var b bytes.Buffer
	if err := r.counts().Write(&b); err != nil {
		return err
	}
	return k.save(r.Plan+receiptEnd, b.Bytes())
}

// counts returns a receipt without all that tells of whom it is.
func (r *Receipt) counts() *Receipt {
	bare := &Receipt{Version: r.Version, Plan: r.Plan, Read: r.Read, Deliveries: slices.Clone(r.Deliveries)}
	for i := range bare.Deliveries {
		d := &bare.Deliveries[i]
		d.Title, d.Target, d.Sides, d.Hash = "", Peer{}, nil, ""
		d.Messages, d.Doubles, d.Notices = nil, nil, nil
	}
	return bare
}
