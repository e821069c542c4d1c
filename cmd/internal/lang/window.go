package lang

import "maps"

// Window holds what the window says (exile serve), by the names under which its templates
// ask for it.
var Window = windowWords(windowBase, windowChat, windowKeys, windowIntake, windowJobs, windowDesk, windowSearch)

func windowWords(parts ...map[string]Text) map[string]Text {
	all := map[string]Text{}
	for _, part := range parts {
		maps.Copy(all, part)
	}
	return all
}

// windowBase is what stands around every page.
var windowBase = map[string]Text{
	"Chats":          {EN: "Chats", KO: "대화"},
	"Search":         {EN: "Search", KO: "찾기"},
	"Media":          {EN: "Photos and files", KO: "사진·파일"},
	"People":         {EN: "People", KO: "사람"},
	"Sources":        {EN: "Exports added", KO: "넣은 것"},
	"Rooms":          {EN: "Checklist", KO: "점검표"},
	"Add":            {EN: "Add chats", KO: "대화 넣기"},
	"Lock":           {EN: "Lock", KO: "잠그기"},
	"Quit":           {EN: "End exile", KO: "끝내기"},
	"QuitSure":       {EN: "End exile? What you have kept stays. What was dropped here and not kept, and files that you made and have not downloaded, go.", KO: "exile을 끝낼까요? 보관한 것은 그대로 남습니다. 놓기만 하고 보관하지 않은 대화와, 만들고 내려받지 않은 파일은 없어집니다."},
	"Ended":          {EN: "exile has ended. You can close this tab.", KO: "exile을 끝냈습니다. 이 탭을 닫으셔도 됩니다."},
	"Menu":           {EN: "Parts of the window", KO: "메뉴"},
	"SkipTo":         {EN: "To the page", KO: "본문으로"},
	"Yes":            {EN: "Yes", KO: "예"},
	"No":             {EN: "No", KO: "아니요"},
	"Close":          {EN: "Close", KO: "닫기"},
	"NoScript":       {EN: "This window needs JavaScript. It runs on this computer alone; please allow it for this page.", KO: "이 창에는 자바스크립트가 필요합니다. 모두 이 컴퓨터 안에서만 움직이니, 이 페이지에서 허용해 주세요."},
	"NoServer":       {EN: "exile does not answer. If it has ended, start it again and use the window that opens then.", KO: "exile이 응답하지 않습니다. 꺼졌다면 다시 켜고, 새로 열리는 창을 써 주세요."},
	"Offline":        {EN: "Everything stays on this computer. Nothing is uploaded.", KO: "모든 것은 이 컴퓨터 안에만 있습니다. 어디에도 올리지 않습니다."},
	"Trouble":        {EN: "That did not work", KO: "문제가 생겼습니다"},
	"Back":           {EN: "Back", KO: "뒤로"},
	"BadRequest":     {EN: "That was not understood.", KO: "요청을 처리하지 못했습니다."},
	"BadRequestHint": {EN: "Please go back and try again.", KO: "뒤로 가서 다시 해 보세요."},
	"Broken":         {EN: "exile made a mistake here. Your store is as it was.", KO: "exile이 여기서 잘못했습니다. 보관소는 그대로입니다."},
	"BrokenHint":     {EN: "Please go on with something else. If it happens again, the command line may do it.", KO: "다른 일을 계속하셔도 됩니다. 다시 생기면 명령줄에서 해 보세요."},
	"NoSuchPage":     {EN: "There is nothing here.", KO: "여기에는 아무것도 없습니다."},
	"NoSuchPageHint": {EN: "Please choose something from the menu.", KO: "메뉴에서 골라 주세요."},
}
