package lang

import "strings"

// Reason returns in words why a file was not read, given in English as convert says
// it, with what may follow; ok is false for words it does not know.
func Reason(english string) (Text, bool) {
	for _, t := range reasons {
		if strings.HasPrefix(english, t.EN) {
			return t, true
		}
	}
	return Text{}, false
}

var reasons = []Text{
	{EN: "the zip is damaged or cut", KO: "zip이 손상되었거나 중간에 잘렸습니다"},
	{EN: "the zip unpacks to far more than it holds", KO: "zip을 풀면 지나치게 커집니다"},
	{EN: "a name in the zip points outside of it", KO: "zip 안에 바깥을 가리키는 이름이 있습니다"},
	{EN: "two names in the zip mean the same file", KO: "zip 안에 같은 이름이 두 번 나옵니다"},
	{EN: "the zip is protected by a password", KO: "zip에 비밀번호가 걸려 있습니다"},
	{EN: "there are too many files in it", KO: "안에 든 파일이 너무 많습니다"},
	{EN: "a zip in a zip: not opened", KO: "zip 안의 zip이라 열지 않았습니다"},
	{EN: "more than 1000 zips in one folder: not opened", KO: "한 폴더에 zip이 1,000개를 넘어 열지 않았습니다"},
	{EN: "its name has characters that not every system allows: left out", KO: "이름에 쓸 수 없는 글자가 있어 뺐습니다"},
	{EN: "another file has the same name but for capital letters: left out", KO: "대소문자만 다른 같은 이름의 파일이 있어 뺐습니다"},
}
