//go:build cgo

package main

import (
	"os"
	"path/filepath"
	"testing"
)

// What a checklist says depends on the day, and on nothing else: the newest export
// of the store decides, chats with something to do come first, and what is fine is
// only counted.
func TestRooms(t *testing.T) {
	dir := t.TempDir()
	st := filepath.Join(dir, "my.exile")
	phone := "\ufeff수아 님과 카카오톡 대화\r\n저장한 날짜 : 2026년 11월 1일 오후 3:19\r\n\r\n\r\n2026년 10월 31일 오후 3:17\r\n" +
		"2026년 10월 31일 오후 3:17, 수아 : 응\r\n"
	pc := "오래된 모임 님과 카카오톡 대화\r\n저장한 날짜 : 2026-08-23 09:00:00\r\n\r\n" +
		"--------------- 2026년 8월 21일 금요일 ---------------\r\n[수아] [오후 3:17] 사진\r\n[지호] [오후 3:18] 응\r\n"
	for name, text := range map[string]string{"a/KakaoTalkChats.txt": phone, "b/KakaoTalk_20260823.txt": pc} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, in := range []string{filepath.Join(dir, "a"), filepath.Join(dir, "b")} {
		if got := runHere(t.Context(), t, nil, "add", in, "--store", st); got.status != statusDone {
			t.Fatalf("status %d: %s", got.status, got.err)
		}
	}
	for code, want := range map[string]string{
		"en": `
No.  Title        Last message  Exported    With     Missing
  2  오래된 모임  2026-08-21    2026-08-23  Windows        1
     → Exported last 90 days ago: export it again and ` + "`exile add`" + ` that.
     → 1 photo, video or recording is missing, and there is only an export of a
       computer: those never have any. Export it from the phone with media.
  1  수아         2026-10-31    2026-11-01  Android

Nothing to do for 1 chat.
`,
		"ko": `
번호  제목         마지막 메시지  내보낸 날   기기        빠진 파일
   2  오래된 모임  2026-08-21     2026-08-23  윈도우 PC           1
     → 마지막으로 내보낸 지 90일 지났습니다. 다시 내보내 ` + "`exile add`" + `로 담아
       주세요.
     → 사진·동영상·음성 1개가 빠졌습니다. 컴퓨터에서 내보낸 것에는 사진이
       들어가지 않으니, 휴대폰에서 미디어를 포함해 내보내 주세요.
   1  수아         2026-10-31     2026-11-01  안드로이드

할 일이 없는 대화: 1개
`,
	} {
		got := runHere(t.Context(), t, nil, "rooms", "--store", st, "--lang", code)
		if got.status != statusDone || "\n"+got.out != want {
			t.Errorf("status %d: %s\ngot:%s\nwant:%s", got.status, got.err, "\n"+got.out, want)
		}
	}
}
