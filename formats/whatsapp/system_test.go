package whatsapp

import (
	"reflect"
	"strings"
	"testing"

	"exile/export"
)

// What people sent is not taken for the app's word, whatever the language.
func TestSystemPayloads(t *testing.T) {
	p := reading(noFiles(), "\u200eimage omitted")
	for body, want := range map[string]bool{
		"\u200eMessages and calls are end-to-end encrypted.":                   true,
		"\u200eAnn created group “Lake”":                                       true,
		"\u200e\u200eYour security code with Ann changed. \u200eTap to learn.": true,
		"\u200eАнна создала группу":                                            true,
		"\u200fAnn":                                                true,
		"Ann added you":                                            false,
		"hello":                                                    false,
		"\u200eimage omitted":                                      false,
		"\u200eBild weggelassen":                                   false,
		"\u200e<attached: " + photoName + ">":                      false,
		"\u200eThis message was deleted.":                          false,
		"\u200eVoice call, \u200e5 min":                            false,
		"\u200eMissed voice call, \u200eTap to call back":          false,
		"\u200eLocation: https://maps.google.com/?q=51.5,-0.1":     false,
		"\u200ePOLL:\nWhen?\n\u200eOPTION: Friday (\u200e3 votes)": false,
		"\u200eWaiting for this message. This may take a while.":   false,
		"\u200ehello \u200e<This message was edited>":              false,
		"\u200etwo\nlines":                                         false,
		"\u200ehttps://example.org":                                false,
		"\u200e":                                                   false,
		"\u200elive location shared":                               false,
	} {
		if got := p.systemPayload(body); got != want {
			t.Errorf("%q: %v", body, got)
		}
	}
	if p.typed != 0 || len(p.absent) != 0 {
		t.Error("asking counts")
	}
}

func TestNotices(t *testing.T) {
	p := reading(noFiles(), e2ee)
	p.isName = func(n string) bool { return n == "Ann and Bea" || n == "Max added sugar" }
	for _, test := range []struct {
		text   string
		kind   export.NoticeKind
		actor  string
		people []string
		by, to bool
	}{
		{e2ee, export.NoticeOther, "", nil, false, false},
		{"Ann created group \"Lake: Friday\"", export.NoticeOther, "Ann", nil, false, false},
		{"You created group “Lake”", export.NoticeOther, "", nil, true, false},
		{"\u200eAnn added you", export.NoticeInvite, "Ann", nil, false, true},
		{"You added Bea", export.NoticeInvite, "", []string{"Bea"}, true, false},
		{"Ann added Bea, Cy and \u202a+49 170 5550123\u202c", export.NoticeInvite, "Ann", []string{"Bea", "Cy", "+49 170 5550123"}, false, false},
		{"Cy added Ann and Bea", export.NoticeInvite, "Cy", []string{"Ann and Bea"}, false, false},
		{"Max added sugar added Cy", export.NoticeInvite, "Max added sugar", []string{"Cy"}, false, false},
		{"Bea was added", export.NoticeInvite, "", []string{"Bea"}, false, false},
		{"You were added", export.NoticeInvite, "", nil, false, true},
		{"Bea joined using this group's invite link", export.NoticeJoin, "Bea", nil, false, false},
		{"Bea joined using this group’s invite link", export.NoticeJoin, "Bea", nil, false, false},
		{"Bea left", export.NoticeLeave, "Bea", nil, false, false},
		{"Bea left Tom left", export.NoticeLeave, "Bea left Tom", nil, false, false},
		{"You left", export.NoticeLeave, "", nil, true, false},
		{"Ann removed Bea", export.NoticeRemove, "Ann", []string{"Bea"}, false, false},
		{"Bea was removed", export.NoticeRemove, "", []string{"Bea"}, false, false},
		{"You're now an admin", export.NoticeManager, "", nil, false, true},
		{"Bea is no longer an admin", export.NoticeManager, "", []string{"Bea"}, false, false},
		{"Ann changed the subject from \"A\" to \"Plans: Friday\"", export.NoticeTitle, "Ann", nil, false, false},
		{"Ann changed the subject to “B left”", export.NoticeTitle, "Ann", nil, false, false},
		{"Ann changed this group's icon", export.NoticeSetting, "Ann", nil, false, false},
		{"Ann changed this group's settings to allow only admins to send messages to this group", export.NoticeSetting, "Ann", nil, false, false},
		{"You turned on disappearing messages. New messages will disappear from this chat 24 hours after they're sent.", export.NoticeSetting, "", nil, true, false},
		{"Bea changed their phone number to a new number. Tap to message or add the new number.", export.NoticeOther, "Bea", nil, false, false},
		{"Your security code with Ann and Bea changed. Tap to learn more.", export.NoticeOther, "", []string{"Ann and Bea"}, false, false},
		{"\u200e\u200eYour security code with Bea changed. \u200eTap to learn more.", export.NoticeOther, "", []string{"Bea"}, false, false},
		{"Анна вышла", export.NoticeOther, "", nil, false, false},
		{"", export.NoticeOther, "", nil, false, false},
	} {
		got := p.notice(test.text)
		want := said{export.Notice{Kind: test.kind, Plain: test.text}, test.actor, test.people, test.by, test.to}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%q is\n%#v, want\n%#v", test.text, got, want)
		}
	}
	for text, want := range map[string]export.Content{
		"Missed voice call":                       export.Call{Kind: export.CallVoice, Outcome: export.CallMissed},
		"Missed video call from Bea at 10:03":     export.Call{Kind: export.CallVideo, Outcome: export.CallMissed},
		"This message was deleted":                export.Deleted{By: export.DeletedBySender},
		"Ann added " + strings.Repeat("a, ", 9e4): export.Notice{Kind: export.NoticeOther},
	} {
		if got := p.notice(text); !reflect.DeepEqual(got.content, withPlain(want, text)) {
			t.Errorf("%.40q is %#v", text, got.content)
		}
	}
	if got := p.notice("Missed video call from Bea at 10:03"); got.actor != "Bea" {
		t.Errorf("the caller is %q", got.actor)
	}
	if p.typed != 0 {
		t.Errorf("%d lines of the app are said to be typed", p.typed)
	}
}
