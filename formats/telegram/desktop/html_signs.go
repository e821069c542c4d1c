package desktop

import "exile/export"

// signs reads what people put under a message. Newer pages name some of them.
func (r *reading) signs(n *node) ([]export.Reaction, error) {
	var all []export.Reaction
	for k := n.first; k != nil && len(all) < maxReactions; k = k.next {
		if !k.has("reaction") {
			continue
		}
		sign := r.signOf(k)
		people := k.child("userpics")
		shown, named := 0, 0
		if people != nil {
			for pic := people.first; pic != nil && len(all) < maxReactions; pic = pic.next {
				if !pic.has("userpic") {
					continue
				}
				shown++
				ref, err := r.person(pic.child("initials").hint())
				if err != nil {
					return nil, err
				}
				if ref != 0 {
					named++
					all = append(all, export.Reaction{Sign: sign, By: ref, Count: 1})
				}
			}
		}
		if count := max(smallOf(k.child("count").words()), shown) - named; count > 0 {
			all = append(all, export.Reaction{Sign: sign, Count: count})
		}
	}
	return all, nil
}

func (n *node) hint() string {
	if n == nil {
		return ""
	}
	return n.title
}

func (r *reading) signOf(n *node) string {
	e := n.child("emoji")
	if e != nil {
		for k := e.first; k != nil; k = k.next {
			if k.tag != "a" {
				continue
			}
			if file := r.linked(k.href); file != "" {
				r.files.aside(file)
				return file
			}
			return "custom_emoji"
		}
	}
	return e.words()
}

func smallOf(s string) int {
	n := 0
	for _, c := range []byte(s) {
		if c-'0' > 9 || n > 1<<24 {
			return 0
		}
		n = n*10 + int(c-'0')
	}
	return n
}
