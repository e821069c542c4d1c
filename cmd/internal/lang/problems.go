package lang

import "exile/export"

// About is what there is to say about one kind of problem: a sentence with the
// count {n}, and what the person can do.
type About struct {
	Code             export.Code
	Sentence, Remedy Text
}

// Problem returns the sentences for a code; ok is false for an unknown code.
func Problem(c export.Code) (About, bool) {
	for _, list := range [][]About{lost, absent, assumed, notes} {
		for _, a := range list {
			if a.Code == c {
				return a, true
			}
		}
	}
	return About{}, false
}

// ClassTitle returns the heading under which problems of a class are told.
func ClassTitle(c export.Class) Text {
	switch c {
	case export.ClassLost:
		return Text{EN: "Lost", KO: "옮기지 못함"}
	case export.ClassAbsent:
		return Text{EN: "Not in the export", KO: "내보낸 파일에 없음"}
	case export.ClassAssumed:
		return Text{EN: "Assumed", KO: "이렇게 보고 처리함"}
	case export.ClassNote:
	}
	return Text{EN: "Note", KO: "참고"}
}
