package lang

// The help of serve, and what it says.
var (
	HelpServe = Help{
		Short: Text{EN: "Open the window: everything in your browser, without a terminal", KO: "창을 엽니다. 터미널 없이 브라우저에서 모두 할 수 있습니다"},
		Long: Text{
			EN: `Open a window in your browser: drop exports on it, look at them, keep them, make
bundles for Telegram, pages and tables, read and search what you have kept.

It is not a web site. It runs on this computer, for you alone, at an address
that nobody can guess and that answers no other computer, and it connects to
nothing. It ends when you end it in the window or here with Ctrl-C. A sealed
archive is locked again after 15 minutes in which nobody does anything.`,
			KO: `브라우저에 창을 엽니다. 내보낸 대화를 끌어다 놓고, 살펴보고, 보관하고,
텔레그램용 묶음이나 웹페이지, 표로 만들고, 보관한 대화를 읽고 찾을 수 있습니다.

웹사이트가 아닙니다. 이 컴퓨터에서 나만을 위해 움직이며, 아무도 짐작할 수 없는
주소를 쓰고, 다른 컴퓨터에는 응답하지 않으며, 어디에도 연결하지 않습니다.
창에서 끝내거나 여기서 Ctrl-C를 누르면 끝납니다. 봉인 파일은 15분 동안
아무것도 하지 않으면 다시 잠깁니다.`,
		},
	}
	FlagNoOpen = Text{EN: "print the address instead of opening the browser; it lets one browser in, once", KO: "브라우저를 여는 대신 주소를 표시합니다. 브라우저 하나에서 한 번만 열립니다"}

	ServeOpening = Text{EN: "The window opens in your browser. Ctrl-C, or “End exile” in the window, ends it.", KO: "브라우저에 창이 열립니다. Ctrl-C를 누르거나 창에서 ‘끝내기’를 누르면 끝납니다."}
	ServeAddress = Text{EN: "Open this address in a browser of this computer. It works once. Ctrl-C ends the window.", KO: "이 주소를 이 컴퓨터의 브라우저에서 여세요. 한 번만 열립니다. Ctrl-C를 누르면 끝납니다."}
	SlowBrowser  = Text{EN: "If no window has opened, open this address yourself, within ten minutes:", KO: "창이 열리지 않았다면 이 주소를 10분 안에 직접 열어 주세요."}
	NoBrowser    = Text{EN: "No browser could be opened ({why}). Open this address yourself, within ten minutes:", KO: "브라우저를 열지 못했습니다({why}). 이 주소를 10분 안에 직접 열어 주세요."}
)
