//go:build cgo

package serve

import (
	"net/http"

	"exile/cmd/internal/lang"
	"exile/convert"
	"exile/export/store"
)

// room is a line of the checklist.
type room struct {
	Ref            int64
	Title          string
	App            string
	Last, Exported string
	Missing        int64
	Advice         []string
}

func (s *Server) roomsPage(w http.ResponseWriter, r *request) error {
	var rooms []room
	err := s.archive.read(r.Context(), func(st *store.Store) error {
		all, err := convert.Checklist(r.Context(), st, s.opt.Now())
		for i := range all {
			c := &all[i]
			line := room{
				Ref: int64(c.Chat.Ref), Title: r.titleOf(&c.Chat), App: r.formatTitle(c.Chat.App),
				Last: dayText(c.Last), Exported: dayText(c.Exported), Missing: c.Lacks(),
			}
			for _, d := range c.Advice {
				line.Advice = append(line.Advice, r.lang.Say(adviceOf(d.Do), lang.V{"n": d.N}))
			}
			rooms = append(rooms, line)
		}
		return err
	})
	if err != nil {
		return err
	}
	return r.page(w, "rooms", "rooms", rooms)
}

// adviceOf says what to do, without naming a command.
func adviceOf(do convert.Todo) lang.Text {
	if do == convert.TodoExport {
		return lang.Window["ExportAgain"]
	}
	return lang.Advice(string(do))
}
