package line

import "exile/export"

var english = locale{
	tag: "en",
	titles: []titleForm{
		{"Chat history with ", "", export.ChatDirect},
		{"Chat history in ", "", export.ChatGroup},
		{"Chat with ", "", export.ChatDirect},
		{"Chat in ", "", export.ChatGroup},
	},
	files: []titleForm{
		{"Chat history with ", "", export.ChatDirect},
		{"Chat history in ", "", export.ChatGroup},
		{"Chat with ", "", export.ChatDirect},
		{"Chat in ", "", export.ChatGroup},
	},
	saved: []string{"Saved on:", "Save date:"},
	days: [7][]string{
		{"Sun", "Sunday"}, {"Mon", "Monday"}, {"Tue", "Tuesday"}, {"Wed", "Wednesday"}, {"Thu", "Thursday"}, {"Fri", "Friday"}, {"Sat", "Saturday"},
	},
	marks: []word{
		{"[Photo]", photo},
		{"[Video]", video},
		{"[Sticker]", sticker},
		{"[Voice message]", voice},
		{"[File]", file},
		{"[Location]", place},
		{"[null]", place},
		{"[Contact]", contact},
		{"[Album]", album},
		{"[Notes]", note},
		{"[Gift]", gift},
		{"[Poll]", poll},
	},
	bare: []word{{"Photos", photo}, {"Videos", video}, {"Stickers", sticker}, {"Audio", voice}},
	calls: []callWord{
		{"Call time", export.CallEnded, false},
		{"Missed call", export.CallMissed, false},
		{"No answer", export.CallMissed, false},
		{"Canceled", export.CallCancelled, false},
	},
	self:   []string{"You"},
	unsent: []string{"{X} unsent a message.", "Message unsent."},
	feeds: []feed{
		newFeed(export.NoticeTitle, "{X} changed the group name to {Z}"),
		newFeed(export.NoticeInvite, "{X} added {Y} to the group"),
		newFeed(export.NoticeJoin, "{X} joined the group"),
		newFeed(export.NoticeLeave, "{X} left the group"),
		newFeed(export.NoticeOther, "{X} made an announcement"),
	},
	nobody: []string{"Unknown"},
}
