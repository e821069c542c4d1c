package crypto

import (
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

func TestJudge(t *testing.T) {
	for _, tt := range []struct {
		want Weakness
		list []string
	}{
		{TooShort, []string{
			"", "a", "          ", "secret", "pA5$w0rd!", "gimbap", "a b c d e f g", "Zm9vYmFy!",
			"비밀번호", "김치찌개", "김밥천국", "가나다", "우리집a", "ㅋㅋㅋㅋㅋㅋㅋㅋㅋ", "漢江水", "😀😃😄",
		}},
		{TooPlain, []string{
			"password123", "Password1234!", "passwordpassword", "qwertyuiop", "QWERTYUIOP", "poiuytrewq", "1234567890", "0987654321",
			"12345678901234567890", "aaaaaaaaaa", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "abcdefghijkl", "abababababab", "1qaz2wsx3edc", "qwerasdfzxcv",
			"asdfghjkl;'", "!@#$%^&*()", "iloveyou123", "letmein12345", "1111111111", "abc123abc123", "xyxyxyxyxyxyxyxyxyxy", "welcome2026",
			"비밀번호123", "비밀번호비밀번호", "안녕하세요", "안녕하세요123", "사랑해요사랑해요사랑해요", "가나다라마바사", "대한민국만세", "우리가족사랑해",
			"ㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋ", "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ", "ㅁㄴㅇㄹㅎㅗㅓㅏㅣ123", "dkssudgktpdy", "dkssudgktpdy1!", "qlalfqjsgh12", "tkfkdgodytkfkdgody",
			"eogksalsrnr", norm.NFD.String("비밀번호비밀번호"), "가가가가가가가가",
		}},
		{Strong, []string{
			"correct horse battery staple", "tr0ub4dor&3", "gimbap with extra cheese", "my cat eats 7 fish",
			"보라색 코끼리가 김밥을", "할머니네 마당의 감나무", "고래가춤을춘다", norm.NFD.String("고래가춤을춘다"),
			"rhforkcnadmfcnsek", "사과나무 plus 3", "7가지 나물과 비빔밥", "Zm9vYmFyYmF6cXV4", "password is what my dog barked at", "漢江水流東海",
		}},
		{Untypable, []string{"\x1b[A", "correct horse\tbattery staple", "고래가\x7f춤을춘다", "correct horse battery\x00", "고래가춤을춘\xeb\x8b"}},
	} {
		for _, p := range tt.list {
			if got := Judge(p); got != tt.want {
				t.Errorf("%q: judged %d, want %d (length %d, left %q)", p, got, tt.want,
					weigh([]rune(p)), string(plainParts(unit([]rune(strings.ToLower(p))))))
			}
		}
	}
}

func TestKoreanOnLatinKeys(t *testing.T) {
	for hangul, keys := range map[string]string{
		"안녕하세요": "dkssudgktpdy", "비밀번호": "qlalfqjsgh", "값": "rkqt", "왜": "dho", "뷁": "qnpfr",
		"쓰레기": "tmfprl", "의": "dml", "abc": "abc", "": "",
	} {
		if got := onLatinKeys(hangul); got != keys {
			t.Errorf("%s: %s, want %s", hangul, got, keys)
		}
	}
}

// The list is matched in small letters and NFC, and one line must not spoil it.
func TestListOfUsualWords(t *testing.T) {
	seen := map[string]bool{}
	for _, w := range usualWords() {
		if w != strings.ToLower(norm.NFC.String(w)) || seen[w] || len(w) < 3 || strings.ContainsAny(w, "# ") {
			t.Errorf("%q", w)
		}
		seen[w] = true
	}
	if len(seen) < 100 {
		t.Errorf("%d words", len(seen))
	}
}
