package linedb

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"exile/formats"
	"exile/formats/appdb"
)

// maxList is the longest list of contacts that is read, in bytes.
const maxList = 64 << 20

// isContacts reports whether a file is the list of contacts that lies beside a backup
// of Android: contacts_<date>.csv.
func isContacts(name string) bool {
	base := strings.ToLower(path.Base(name))
	return strings.HasPrefix(base, "contacts") && path.Ext(base) == ".csv"
}

// contactLists reads the lists of contacts beside the database: mid,profile_name.
func (h *history) contactLists() error {
	for i, root := range h.in.Roots {
		for _, e := range root.Files {
			if root.Kind == formats.RootMedia || !isContacts(e.Name) || appdb.PlaceOf(h.in, i, e.Name) != h.file.place(h.in) || e.Size > maxList {
				continue
			}
			if err := h.contactList(root, e.Name); err != nil {
				return err
			}
		}
	}
	return nil
}

// patience is how many people are read between two looks at the context.
const patience = 500

func (h *history) contactList(root formats.Root, name string) error {
	raw, err := root.Head(name, maxList)
	if err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))))
	r.FieldsPerRecord, r.LazyQuotes, r.ReuseRecord = -1, true, true
	for n := 0; ; n++ {
		if n%patience == 0 && h.ctx.Err() != nil {
			return h.ctx.Err()
		}
		fields, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil || n == 0 && (len(fields) < 2 || fields[0] != "mid") {
			return nil //nolint:nilerr // another's list, or one that ends within quotes: names are a help, no more
		}
		if n > 0 && len(fields) >= 2 {
			h.people.learn(appdb.Text(strings.Clone(fields[0])), appdb.Text(strings.Clone(fields[1])))
		}
	}
}
