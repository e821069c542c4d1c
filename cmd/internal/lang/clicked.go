package lang

// PressEnter stands below the error of a run that was started by a double click: the
// console closes with it.
var PressEnter = Text{
	EN: "Press Enter to close this window. ",
	KO: "Enter를 누르면 이 창이 닫힙니다. ",
}

// CourierClicked is what the courier says to a double click on it.
var CourierClicked = Text{
	EN: "This program works for exile. To open the window, double-click exile.exe instead.\n",
	KO: "이 프로그램은 exile이 대신 실행합니다. 창을 여시려면 exile.exe를 더블 클릭해 주세요.\n",
}
