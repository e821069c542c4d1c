//go:build cgo

package store

import "database/sql/driver"

// deleteNames takes titles and names that go out of the names of files and of
// other things of the sources that told of it. A source of which something is left
// has a name nevertheless: that of its format.
func (f *forgetting) deleteNames() error {
	if len(f.words) == 0 {
		return nil
	}
	for _, t := range []struct{ read, write string }{
		{"SELECT id, '', '', input, why, asked FROM sources WHERE id", `UPDATE sources SET input = iif(?4 = '' AND input <> '', format, ?4),
why = CASE ?5 WHEN why THEN ?5 ELSE '' END, asked = CASE ?6 WHEN asked THEN ?6 ELSE '{}' END WHERE id = ?1 AND ?2 = ?3`},
		{"SELECT id, '', '', input, file, '' FROM documents WHERE source", "UPDATE documents SET input = ?4, file = ?5 WHERE id = ?1 AND ?2 = ?3 AND ?6 = ''"},
		{"SELECT id, '', '', why, '', '' FROM exports WHERE why <> '' AND source", "UPDATE exports SET why = '{}' WHERE id = ?1 AND ?2 = ?3 AND ?4 <> why AND ?5 = ?6"},
		{"SELECT source, position, '', input, file, '' FROM profiles WHERE source", "UPDATE profiles SET input = ?4, file = ?5 WHERE source = ?1 AND position = ?2 AND ?3 = ?6"},
		{"SELECT source, position, '', input, file, '' FROM problems WHERE source", "UPDATE problems SET input = ?4, file = ?5 WHERE source = ?1 AND position = ?2 AND ?3 = ?6"},
		{"SELECT source, root, path, root, path, '' FROM originals WHERE source", "DELETE FROM originals WHERE source = ?1 AND root = ?2 AND path = ?3 AND (?4 <> root OR ?5 <> path) AND ?6 = ''"},
	} {
		if err := f.rename(t.read, t.write); err != nil {
			return err
		}
	}
	return nil
}

// rename takes the names that go out of rows: three columns by which a row is known,
// and three that may have a name. write is given all six of a row that has one.
func (f *forgetting) rename(read, write string) error {
	var list [][]driver.Value
	err := f.each(read+" IN (SELECT value FROM json_each(?))", func(row []driver.Value) error {
		now := append([]driver.Value(nil), row[:3]...)
		changed := false
		for _, v := range row[3:] {
			s := f.without(text(v), true)
			changed = changed || s != text(v)
			now = append(now, s)
		}
		if changed {
			list = append(list, now)
		}
		return nil
	}, f.tellers())
	for i := 0; i < len(list) && err == nil; i++ {
		err = f.exec(write, list[i]...)
	}
	return err
}
