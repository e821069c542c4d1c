package telegram

import (
	"golang.org/x/text/unicode/norm"
)

// knowSenders finds out whose the messages that came are: an account's, by the plan,
// or a written name's. Names that the plan matches to one account are one side.
func (v *verdict) knowSenders() {
	written := make(map[string]int32, len(v.names))
	seen := make(map[string]int32, len(v.names))
	v.side = make([]int32, len(v.names))
	for i, name := range v.names {
		v.side[i] = int32(i)
		written[name] = v.side[i]
		seen[seenName(name)] = v.side[i]
	}
	accounts := map[int64]int32{}
	for i := range v.planned {
		m := &v.planned[i]
		at, known := written[m.Name]
		if !known || m.Contact == 0 || m.State != Matched && m.State != MatchedSelf {
			continue
		}
		if other, taken := accounts[m.Contact]; taken {
			v.side[at] = other
			continue
		}
		accounts[m.Contact] = at
	}
	v.whose = nowhere(len(v.came.senders))
	for i, s := range v.came.senders {
		at, known := accounts[s.account]
		if s.account == 0 {
			if at, known = written[s.name]; !known {
				at, known = seen[seenName(s.name)]
			}
			if known {
				at = v.side[at]
			}
		}
		if known {
			v.whose[i] = at
		}
	}
}

// learnSenders finds out who the accounts are that the plan does not name: Telegram may
// know a name by a contact that was saved since, or by one that this account cannot
// see. It goes by what they say, and reports whether it learned of any.
func (v *verdict) learnSenders() bool {
	type guess struct{ sender, side int32 }
	said := map[guess]int64{}
	all := make([]int64, len(v.came.senders))
	unknown := func(a *arrived) (key, bool) {
		k, ok := v.cameNameless(a)
		return k, ok && v.whose[a.sender] == none && v.came.senders[a.sender].account != 0
	}
	v.meet(v.sentNameless, unknown, func(s, c int32) {
		who := v.came.all[c].sender
		said[guess{who, v.side[v.sent[s].sender]}]++
		all[who]++
	})
	learned := false
	for g, n := range said {
		if n*2 > all[g.sender] { // at most one side has more than half
			v.whose[g.sender] = g.side
			learned = true
		}
	}
	return learned
}

// account returns whose a name was to be, by the plan; 0: nobody's.
func (q *question) account(name string) int64 {
	for i := range q.planned {
		if m := &q.planned[i]; m.Name == name && (m.State == Matched || m.State == MatchedSelf) {
			return m.Contact
		}
	}
	return 0
}

func seenName(name string) string {
	return norm.NFC.String(string(appendSeen(nil, []byte(name))))
}
