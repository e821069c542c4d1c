package handover

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// maxOffset is further from UTC than any place on earth, in seconds.
const maxOffset = 15 * 3600

// HeadLines is how many lines of a text its head has at most.
const HeadLines = 100

// minObject is less than the smallest object of a manifest takes, in bytes.
const minObject = 20

// readManifest reads the JSON of a manifest and checks it.
func readManifest(s *source, r io.Reader) (*Manifest, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxManifest+1))
	switch {
	case err != nil:
		return nil, s.cut(err)
	case len(data) > maxManifest:
		return nil, ErrTooLarge
	case objects(data) > len(data)/minObject+1: // they take more memory than bytes
		return nil, ErrForm
	}
	var v struct {
		Version int `json:"version"`
	}
	if err := json.Unmarshal(data, &v); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrForm, err)
	}
	if v.Version != Version {
		return nil, fmt.Errorf("%w: %d", ErrVersion, v.Version)
	}
	var m Manifest
	if err := strict(data, &m); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrForm, err)
	}
	return &m, m.check()
}

// strict decodes JSON that has no fields but those known, and nothing after it.
func strict(data []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		return err
	}
	if _, err := d.Token(); err != io.EOF {
		return errors.New("something stands after it")
	}
	return nil
}

// objects counts the objects of a JSON text.
func objects(data []byte) int {
	n, quoted := 0, false
	for i := 0; i < len(data); i++ {
		switch c := data[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case c == '{' && !quoted:
			n++
		}
	}
	return n
}

// check looks for what no manifest of exile's has.
func (m *Manifest) check() error {
	switch {
	case m.Version != Version:
		return fmt.Errorf("%w: %d", ErrVersion, m.Version)
	case m.Depth < Manifests || m.Depth > Files:
		return fmt.Errorf("%w: no such depth", ErrForm)
	}
	if err := m.Request.Check(); err != nil {
		return err
	}
	for i := range m.Chats {
		if err := m.Chats[i].check(); err != nil {
			return fmt.Errorf("%w: chat %d: %w", ErrForm, i+1, err)
		}
	}
	return nil
}

// Check looks for what no request of exile's has. The error wraps [ErrForm].
func (r *Request) Check() error {
	switch {
	case r.Offset < -maxOffset || r.Offset > maxOffset:
		return fmt.Errorf("%w: no such offset from UTC", ErrForm)
	case r.Lang != "ko" && r.Lang != "en":
		return fmt.Errorf("%w: no such language", ErrForm)
	}
	return nil
}

func (c *Chat) check() error {
	for i := range c.People {
		if p := &c.People[i]; !plain(p.Name) || p.Messages < 0 {
			return errors.New("a person without a name or with less than no messages")
		}
	}
	for i := range c.Parts {
		if err := c.Parts[i].check(); err != nil {
			return fmt.Errorf("part %d: %w", i+1, err)
		}
	}
	return nil
}

func (p *Part) check() error {
	switch {
	case !fileName(p.Name):
		return errors.New("a name that is none")
	case p.Size < 0 || p.Messages < 0 || p.Notices < 0 || p.Long < 0:
		return errors.New("a count below zero")
	case !isSHA256(p.SHA256):
		return errors.New("no SHA-256")
	case strings.Count(p.Head, "\n") > HeadLines:
		return errors.New("a head of too many lines")
	}
	names := make(map[string]bool, len(p.Files))
	for i := range p.Files {
		f := &p.Files[i]
		if err := f.check(); err != nil {
			return fmt.Errorf("file %d: %w", i+1, err)
		}
		if names[f.Name] {
			return fmt.Errorf("file %d: a second one of that name", i+1)
		}
		names[f.Name] = true
	}
	return nil
}

func (f *File) check() error {
	switch {
	case !fileName(f.Name):
		return errors.New("a name that is none")
	case f.Size <= 0: // Telegram takes none that is empty
		return errors.New("nothing is in it")
	case f.Width < 0 || f.Height < 0 || f.Duration < 0 || f.Duration > MaxDuration:
		return errors.New("a size or duration that is none")
	case f.SHA256 != "" && !isSHA256(f.SHA256):
		return errors.New("no SHA-256")
	}
	return nil
}

// fileName reports whether a name is one of a file and no path.
func fileName(s string) bool {
	return plain(s) && len(s) <= 255 && s != "." && s != ".." && !strings.ContainsAny(s, `/\`)
}

// plain reports whether a text is one line of UTF-8 that says something.
func plain(s string) bool {
	return s != "" && utf8.ValidString(s) && !strings.ContainsAny(s, "\r\n\x00")
}

func isSHA256(s string) bool {
	b, err := hex.DecodeString(s)
	return err == nil && len(b) == 32 && strings.ToLower(s) == s
}
