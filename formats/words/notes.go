package words

import "exile/formats"

// Label names a word that stands beside people's own in notes and pages. Some
// have verbs of package fmt; the comment beside the label tells which.
type Label int

// The labels.
const (
	LabelForwarded Label = iota // heads where a message comes from
	LabelReply                  // heads what a message answers
	LabelEarlier                // what is answered, where the source does not show it
	LabelReactions              // heads the signs under a message
	LabelEdited                 // of a message that was changed
	LabelBefore                 // heads an older state of a message
	LabelMe                     // beside the name of the one whose export it is
	LabelChats                  // heads the list of all chats
	LabelPeople                 // heads the list of a chat's people
	LabelNotes                  // heads the list of a chat's notes
	LabelUndated                // of messages whose day is not known
	LabelNoTime                 // in place of a time that is not known
	LabelMessages               // %d

	labelCount
)

var labels = [labelCount]formats.Text{
	LabelForwarded: {EN: "forwarded", KO: "전달"},
	LabelReply:     {EN: "reply to", KO: "답장"},
	LabelEarlier:   {EN: "an earlier message", KO: "이전 메시지"},
	LabelReactions: {EN: "reactions", KO: "반응"},
	LabelEdited:    {EN: "edited", KO: "수정됨"},
	LabelBefore:    {EN: "before the edit", KO: "수정 전"},
	LabelMe:        {EN: "me", KO: "나"},
	LabelChats:     {EN: "Chats", KO: "대화 목록"},
	LabelPeople:    {EN: "People", KO: "참여자"},
	LabelNotes:     {EN: "Notes", KO: "노트"},
	LabelUndated:   {EN: "Undated", KO: "날짜 없음"},
	LabelNoTime:    {EN: "time unknown", KO: "시각 모름"},
	LabelMessages:  {EN: "messages: %d", KO: "메시지 %d개"},
}

// In returns the label in a language; any but "ko" is English.
func (l Label) In(lang string) string {
	if l < 0 || l >= labelCount {
		return ""
	}
	return labels[l].In(lang)
}
