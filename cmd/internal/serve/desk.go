//go:build cgo

package serve

// deskRoutes are the addresses of what one does with what is kept, beside reading it.
func (s *Server) deskRoutes() {
	searches := &lastSearch{}
	s.get("search", searches.page)
	s.post("search", searches.search)
	s.onLock = append(s.onLock, func() { searches.set(sought{}) })
	s.get("media", s.mediaPage)
	s.get("people", s.peoplePage)
	s.getQuiet("people/counted", s.peopleCounted)
	s.post("people/rename", s.renamePerson)
	s.post("people/me", s.sayMe)
	s.post("people/join", s.joinPeople)
	s.post("people/part", s.partPeople)
	s.get("sources", s.sourcesPage)
	s.post("sources/{id}/ask", s.askUndo)
	s.get("sources/{id}/undo", s.undoPage)
	s.post("sources/{id}/undo", s.undo)
	s.onLock = append(s.onLock, s.forgetUndo)
	s.get("rooms", s.roomsPage)
}
