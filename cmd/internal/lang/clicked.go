package lang

// PressEnter stands below the error of a run that was started by a double click: the
// console closes with it.
var PressEnter = Text{
	EN: "Press Enter to close this window. ",
	KO: "Enter를 누르면 이 창이 닫힙니다. ",
}
