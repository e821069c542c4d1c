package lang

// Looks returns what a file looks like, given in English as convert says it;
// ok is false for words it does not know.
func Looks(english string) (Text, bool) {
	for _, t := range looks {
		if t.EN == english {
			return t, true
		}
	}
	return Text{}, false
}

var looks = []Text{
	{EN: "a JPEG picture", KO: "JPEG 사진"},
	{EN: "a PNG picture", KO: "PNG 그림"},
	{EN: "a GIF picture", KO: "GIF 그림"},
	{EN: "a WebP picture", KO: "WebP 그림"},
	{EN: "a HEIC picture", KO: "HEIC 사진"},
	{EN: "a video or voice file", KO: "동영상이나 음성 파일"},
	{EN: "a voice file", KO: "음성 파일"},
	{EN: "an MP3 file", KO: "MP3 파일"},
	{EN: "a sound file", KO: "소리 파일"},
	{EN: "a video", KO: "동영상"},
	{EN: "a PDF document", KO: "PDF 문서"},
	{EN: "a SQLite database", KO: "SQLite 데이터베이스"},
	{EN: "a file sealed by age", KO: "age로 잠긴 파일"},
	{EN: "a gzip archive: unpack it first", KO: "먼저 풀어야 하는 gzip 압축 파일"},
	{EN: "a 7z archive: unpack it first", KO: "먼저 풀어야 하는 7z 압축 파일"},
	{EN: "a RAR archive: unpack it first", KO: "먼저 풀어야 하는 RAR 압축 파일"},
	{EN: "an EGG archive: unpack it first", KO: "먼저 풀어야 하는 EGG 압축 파일"},
	{EN: "an ALZ archive: unpack it first", KO: "먼저 풀어야 하는 ALZ 압축 파일"},
	{EN: "a tar archive: unpack it first", KO: "먼저 풀어야 하는 tar 압축 파일"},
	{EN: "an old Office document", KO: "예전 오피스 문서"},
	{EN: "a Windows program", KO: "윈도 프로그램"},
	{EN: "a program", KO: "프로그램"},
	{EN: "a JSON file", KO: "JSON 파일"},
	{EN: "a web page", KO: "웹 페이지"},
	{EN: "an XML file", KO: "XML 파일"},
	{EN: "a text file", KO: "텍스트 파일"},
}
