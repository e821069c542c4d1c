//go:build cgo

package store

import (
	"database/sql/driver"
	"encoding/json"
	"maps"
	"slices"
	"time"
)

// tellers lists the sources that told of what goes, as JSON.
func (f *forgetting) tellers() string {
	list, err := json.Marshal(slices.Sorted(maps.Keys(f.told)))
	if err != nil { // numbers always can be written
		return "[]"
	}
	return string(list)
}

// deleteOriginals drops the originals in which something of it stood. A source's
// originals that are documents of nothing but what stays, stay; of all others
// nobody knows what is in them.
func (f *forgetting) deleteOriginals() error {
	for _, id := range slices.Sorted(maps.Keys(f.told)) {
		if err := f.deleteOriginalsOf(id, f.told[id]); err != nil {
			return err
		}
	}
	return nil
}

func (f *forgetting) deleteOriginalsOf(source int64, t *teller) error {
	var err error
	var n int64
	if n, err = f.c.number(f.ctx, "SELECT count(*) FROM lostsource WHERE id = ?", source); err != nil {
		return err
	}
	t.lost = n > 0
	stay := map[document]bool{}
	err = f.each(`SELECT DISTINCT d.id, d.input, d.file FROM exports e JOIN witnesses w ON w.export = e.id
JOIN documents d ON d.id = w.document WHERE e.source = ?`, func(row []driver.Value) error {
		if !t.all && !f.spoiled[originOf{source, integer(row[0])}] {
			stay[document{text(row[1]), text(row[2])}] = true
		}
		return nil
	}, source)
	if err != nil {
		return err
	}
	var drop []Original
	err = f.each("SELECT root, path, sha256, size FROM originals WHERE source = ? AND media = 0", func(row []driver.Value) error {
		o := Original{Root: text(row[0]), Path: text(row[1]), SHA256: text(row[2]), Size: integer(row[3])}
		if !stay[document{o.Root, o.Path}] || f.names(o.Root) || f.names(o.Path) {
			drop = append(drop, o)
		}
		return nil
	}, source)
	for i := 0; i < len(drop) && err == nil; i++ {
		err = f.exec("DELETE FROM originals WHERE source = ? AND root = ? AND path = ?", source, drop[i].Root, drop[i].Path)
	}
	t.originals = int64(len(drop))
	f.did.Originals = append(f.did.Originals, drop...)
	return err
}

// deleteSources deletes what else there is of the sources that told of it: of those
// of which nothing is left all but a row without a name, of the others what could
// have its words.
func (f *forgetting) deleteSources() error {
	told := f.tellers()
	const documents = "SELECT id FROM documents WHERE source IN (SELECT id FROM lostsource)"
	for _, query := range []string{
		`DELETE FROM originals WHERE media = 1 AND sha256 IN (SELECT sha256 FROM lostmedia)
AND NOT EXISTS (SELECT 1 FROM files WHERE sha256 = originals.sha256 AND sha256 <> '')`,
		"DELETE FROM originals WHERE source IN (SELECT id FROM lostsource)",
		"DELETE FROM profiles WHERE source IN (SELECT id FROM lostsource)",
		"DELETE FROM problems WHERE source IN (SELECT id FROM lostsource)",
		"DELETE FROM unread WHERE document IS NULL OR document IN (" + documents + ")",
		"DELETE FROM documents WHERE source IN (SELECT id FROM lostsource)",
		"UPDATE sources SET input = '', why = '', asked = '{}' WHERE id IN (SELECT id FROM lostsource)",
	} {
		if err := f.exec(query); err != nil {
			return err
		}
	}
	for _, query := range []string{
		"UPDATE profiles SET unknown = '[]' WHERE source IN (SELECT value FROM json_each(?))",
		"UPDATE problems SET name = '', text = '' WHERE source IN (SELECT value FROM json_each(?))",
		"DELETE FROM unread WHERE document IN (SELECT id FROM documents WHERE source IN (SELECT value FROM json_each(?)))",
		`DELETE FROM documents WHERE source IN (SELECT value FROM json_each(?))
AND id NOT IN (SELECT document FROM witnesses WHERE document IS NOT NULL)
AND id NOT IN (SELECT document FROM messages WHERE document IS NOT NULL)
AND id NOT IN (SELECT document FROM exports WHERE document IS NOT NULL)
AND id NOT IN (SELECT document FROM chats WHERE document IS NOT NULL)`,
	} {
		if err := f.exec(query, told); err != nil {
			return err
		}
	}
	return nil
}

// note notes what was forgotten of each source, in numbers: also where that is but a
// name or a quote.
func (f *forgetting) note() error {
	for _, id := range slices.Sorted(maps.Keys(f.told)) {
		t := f.told[id]
		f.did.Sources = append(f.did.Sources, Forgetful{id, t.input, t.records, t.originals, t.lost})
		err := f.exec(`INSERT INTO forgotten (source, position, at, what, records, originals)
VALUES (?1, (SELECT count(*) FROM forgotten WHERE source = ?1), ?2, ?3, ?4, ?5)`,
			id, f.what.Now.Format(time.RFC3339), f.kind, t.records, t.originals)
		if err != nil {
			return err
		}
	}
	return nil
}
