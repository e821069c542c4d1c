package whatsapp

import "slices"

// An iPhone gives the app's words an author: the chat, or whoever did what they
// say. People begin texts with a mark, too, so what no rule knows is a guess.

// appTitle is the first author of the app's words who did not do what they say;
// nil where there is none.
func (r *room) appTitle() *author {
	const most = 64 // that names are looked for in what they say
	tries := 0
	for i, a := range r.p.authors.order {
		if !a.is || a.seen&r.bits == 0 || len(a.said) == 0 {
			continue
		}
		tries++
		if slices.ContainsFunc(a.said, func(s string) bool {
			return r.says.systemPayload(s) && !acts(a.name, s) &&
				(r.says.surely(s, a.name) || i == 0 || isSentence(s) || tries <= most && a.wrote&r.bits == 0 && r.namesSomebody(s))
		}) {
			return a
		}
	}
	return nil
}

// isApp reports whether all that is known to stand behind a name is the app's. So it
// is of the title where two others write: then it is a group, which writes nothing.
func (r *room) isApp(a *author) bool {
	first := a == r.p.authors.order[0]
	for _, s := range a.said {
		if !r.says.systemPayload(s) {
			return false
		}
		if titled := a == r.title && (r.crowd || first || r.likely(s)); !titled && !r.says.surely(s, a.name) {
			return false
		}
		first = false
	}
	return true
}

// writers counts the names behind which there is something that is not the app's for
// sure.
func (r *room) writers() int {
	n := 0
	for _, a := range r.p.authors.order {
		if a.is && a.wrote&r.bits != 0 {
			n++
		}
	}
	return n
}

// likely reports whether words behind the title, which no rule knows, look like the
// app's: they are a sentence, or name somebody.
func (r *room) likely(body string) bool { return isSentence(body) || r.namesSomebody(body) }

// namesSomebody reports whether the name of one who writes in the chat stands in
// words.
func (r *room) namesSomebody(words string) bool {
	const most = 256 // names tried
	for _, a := range r.p.authors.order[:min(len(r.p.authors.order), most)] {
		if a.wrote&r.bits != 0 && acts(a.name, words) {
			return true
		}
	}
	return false
}
