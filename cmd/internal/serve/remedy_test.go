//go:build cgo

package serve

import (
	"strings"
	"testing"

	"exile/formats/formattest"
	"exile/formats/kakaotalk/kakaotest"
)

// A chat without messages says that it has none, and a list in which nothing is left says so on top of it.
func TestNothingThere(t *testing.T) {
	w := openWindow(t, Options{Store: stored(t, formattest.Everything())})
	w.lang = "ko"
	page := w.get("chat/6")
	says(t, page, "메시지가 없습니다.")
	if list, none := strings.Index(page, `id="rooms"`), strings.Index(page, `id="nothing"`); none < 0 || none > list {
		t.Error("what is told of the list stands behind it")
	}
	says(t, w.get("chat/1"), "!메시지가 없습니다.")
}

// Who has forgotten a passphrase hears what opens the archive, and how to begin anew.
func TestForgottenPassphrase(t *testing.T) {
	for way, want := range map[way]string{keepByKey: "복구 안내지에 적힌 키", keepByPassphrase: "이 봉인 파일은 암호로만 열립니다."} {
		d := newDesk(t, nil)
		d.lang = "ko"
		if _, err := d.archive.create(t.Context(), createOptions{way: way, passphrase: passphrase, lang: "ko"}, adding(t.Context())); err != nil {
			t.Fatal(err)
		}
		d.post("lock", nil)
		says(t, d.get("unlock"), "암호를 잊으셨나요?", want, "다른 폴더로 옮긴 뒤", d.sealed())
	}
}

// How many of the files came along is told in words that fit: all, some, or none.
func TestFilesFound(t *testing.T) {
	android := kakaotest.Android[len(kakaotest.Android)-1]
	some := export1(t, android, formattest.Plan{Seed: 3, Messages: 200, Media: true}, "방")
	var text []dropped
	for _, f := range some {
		if strings.HasSuffix(f.path, ".txt") {
			text = append(text, f)
		}
	}
	photo := strings.Repeat("ab", 32) + ".jpg"
	whole := []dropped{
		{"방/KakaoTalkChats.txt", "민준 님과 카카오톡 대화\n저장한 날짜 : 2024년 3월 5일 오후 9:00\n\n\n2024년 3월 4일 오후 1:00\n2024년 3월 4일 오후 1:00, 민준 : " + photo + "\n2024년 3월 4일 오후 1:01, 서연 : 봤어\n"},
		{"방/" + photo, "\xff\xd8\xff photo"},
	}
	for want, files := range map[string][]dropped{"개는 빠져 있습니다.": some, "파일은 들어 있지 않습니다.": text, "사진과 파일 1개가 모두 함께 들어 있습니다.": whole} {
		w := newDrop(t)
		w.opt.Lang = "ko"
		page := w.get(w.takes(files...))
		says(t, page, want)
		if found := strings.Count(page, "사진과 파일 "); found != 1 {
			t.Errorf("%s: it is told %d times", want, found)
		}
	}
}
