package linedb

import (
	"path"

	"exile/formats"
)

func both(en, ko string) formats.Text { return formats.Text{EN: en, KO: ko} }

// explained is the error for files that are recognised and not read; nil for those
// that are.
func explained(f file) error {
	e := &formats.ExplainedError{Name: path.Base(f.name)}
	switch f.role {
	case locked:
		e.What, e.Hint = whatLocked, hintExport
	case iosGroups, iosReactions, iosFiles:
		e.What, e.Hint = whatSide, hintSide
	case damaged:
		e.What, e.Hint = whatDamaged, hintCopy
	case androidMessages, iosMessages: // its table of messages is not there
		e.What, e.Hint = whatEmpty, hintLog
	case none:
		return formats.ErrNoExport
	}
	return e
}
