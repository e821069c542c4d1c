package kakaotalk

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
	"exile/formats/kakaotalk/kakaotest"
)

func TestStampOf(t *testing.T) {
	for name, want := range map[string]string{
		"20260208_151913.jpg":                          "2026-02-08 15:19:13",
		"20260208_151913_2.jpeg":                       "2026-02-08 15:19:13 #2000",
		"20260208_151913 (1).pdf":                      "2026-02-08 15:19:13 #1",
		"KakaoTalk_20260112_021759145.jpg":             "2026-01-12 02:17:59.145",
		"KakaoTalk_20260112_021759145_01.jpg":          "2026-01-12 02:17:59.145 #1000",
		"KakaoTalk_20260112_021759145_01 (2).jpg":      "2026-01-12 02:17:59.145 #1002",
		"KakaoTalk_20260112_021759.mp4":                "2026-01-12 02:17:59",
		"KakaoTalk_Photo_2026-01-12-02-17-59.jpeg":     "2026-01-12 02:17:59",
		"KakaoTalk_Photo_2026-01-12-02-17-59-12.jpeg":  "2026-01-12 02:17:59 #12000",
		"KakaoTalk_Photo_2026-01-12-02-17-59 003.jpeg": "2026-01-12 02:17:59 #3000",
		"KakaoTalk_Video_2026-01-12-02-17-59.mp4":      "2026-01-12 02:17:59",
		"20260230_151913.jpg":                          "",
		"20260208_251913.jpg":                          "",
		"20260208151913.jpg":                           "",
		"20260208_151913145.jpg":                       "",
		"20260208_1519.jpg":                            "",
		"20260208_151913_x.jpg":                        "",
		"20260208_151913_.jpg":                         "",
		"20260208_151913_-1.jpg":                       "",
		"IMG_20260208_151913.jpg":                      "",
		"KakaoTalk_Photo_휴가.jpg":                       "",
		"KakaoTalk_.jpg":                               "",
		"KakaoTalk_Photo_.jpg":                         "",
		".jpg":                                         "",
		"":                                             "",
	} {
		s, ok := stampOf(name)
		got := ""
		if ok {
			got = time.Unix(s.second, int64(s.milli)*1e6).UTC().Format("2006-01-02 15:04:05.999")
			if s.number > 0 {
				got += fmt.Sprintf(" #%d", s.number)
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// pairing is what a chat-level test reads.
type pairing struct {
	files    []string // of each file of each medium: its path, "-" where there is none
	byTime   int
	problems map[export.Code]int
	left     []string

	contested []string
}

func readPairs(t *testing.T, in formats.Input) pairing {
	t.Helper()
	p := pairing{problems: map[export.Code]int{}}
	var events []export.Event
	for e, err := range formats.Events(t.Context(), reader{}, in, formats.ReadOptions{}) {
		if err != nil {
			t.Fatal(err)
		}
		events = append(events, e)
		switch e := e.(type) {
		case *export.Message:
			media, _ := e.Content.(export.Media)
			for _, f := range media.Files {
				shown := "-"
				if f.State == export.FilePresent {
					shown = f.Path
				}
				if f.ByTime {
					p.byTime++
				}
				p.files = append(p.files, shown)
			}
		case *export.Problem:
			p.problems[e.Code] += e.Times()
			if e.Code == export.ContestedFile {
				p.contested = append(p.contested, e.Name)
			}
			if e.Code == export.UnclaimedFile {
				p.left = append(p.left, e.Name)
			}
		case *export.Chat, *export.Person, *export.Mark, *export.Profile, *export.Unread:
		}
	}
	formattest.Promises(t, in, events)
	formattest.Accounting(t, in, events)
	return p
}

// files makes a file system of texts and of media that have any bytes.
func filesOf(texts map[string]string, media ...string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, text := range texts {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	for _, name := range media {
		fsys[name] = &fstest.MapFile{Data: formattest.FileBytes(name)}
	}
	return fsys
}

func inputOf(t *testing.T, roots ...formats.Root) formats.Input {
	t.Helper()
	return formats.Input{Roots: roots}
}

func rootAs(t *testing.T, name string, kind formats.RootKind, fsys fstest.MapFS) formats.Root {
	t.Helper()
	root, err := formats.NewRoot(name, kind, fsys)
	if err != nil {
		t.Fatal(err)
	}
	return root
}

// csvOf makes a CSV of rows "15:04:05 text".
func csvOf(rows ...string) string {
	var text strings.Builder
	text.WriteString(csvTop)
	for _, row := range rows {
		at, said, _ := strings.Cut(row, " ")
		fmt.Fprintf(&text, "2026-02-08 %s,\"가람\",\"%s\"\n", at, said)
	}
	return text.String()
}

func TestPairs(t *testing.T) {
	for _, x := range []struct {
		what  string
		text  string
		media []string
		want  string
		left  string
	}{
		{"in order", csvOf("10:00:00 사진", "10:00:10 사진"), []string{"20260208_100012.jpg", "20260208_100003.png"}, "20260208_100003.png 20260208_100012.jpg", ""},
		{"an album", csvOf("10:00:00 사진 3장"), []string{"20260208_100001.jpg", "20260208_100001_1.jpg", "20260208_100001_2.jpg"}, "20260208_100001.jpg 20260208_100001_1.jpg 20260208_100001_2.jpg", ""},
		{"ten of a second", csvOf("10:00:00 사진 11장"), []string{
			"20260208_100001.jpg", "20260208_100001_1.jpg", "20260208_100001_2.jpg", "20260208_100001_3.jpg", "20260208_100001_4.jpg", "20260208_100001_5.jpg",
			"20260208_100001_6.jpg", "20260208_100001_7.jpg", "20260208_100001_8.jpg", "20260208_100001_9.jpg", "20260208_100001_10.jpg",
		}, "20260208_100001.jpg 20260208_100001_1.jpg 20260208_100001_2.jpg 20260208_100001_3.jpg 20260208_100001_4.jpg 20260208_100001_5.jpg " +
			"20260208_100001_6.jpg 20260208_100001_7.jpg 20260208_100001_8.jpg 20260208_100001_9.jpg 20260208_100001_10.jpg", ""},
		{"one of an album is missing", csvOf("10:00:00 사진 3장"), []string{"20260208_100001.jpg", "20260208_100002.jpg"}, "20260208_100001.jpg 20260208_100002.jpg -", ""},
		{"one too many", csvOf("10:00:00 사진"), []string{"20260208_100001.jpg", "20260208_100002.jpg"}, "20260208_100001.jpg", "20260208_100002.jpg"},
		{"too late", csvOf("10:00:00 사진"), []string{"20260208_100101.jpg"}, "-", "20260208_100101.jpg"},
		{"just in time", csvOf("10:00:00 사진"), []string{"20260208_100100.jpg"}, "20260208_100100.jpg", ""},
		{"a little early", csvOf("10:00:00 사진"), []string{"20260208_095959.jpg"}, "20260208_095959.jpg", ""},
		{
			"kinds apart", csvOf("10:00:00 동영상", "10:00:01 사진", "10:00:02 음성메시지", "10:00:03 이모티콘"),
			[]string{"20260208_100000.jpg", "20260208_100001.mp4", "20260208_100002.m4a", "20260208_100003.webp"},
			"20260208_100001.mp4 20260208_100000.jpg 20260208_100002.m4a -", "20260208_100003.webp",
		},
		{"a document", csvOf("10:00:00 파일: 보고서.pdf", "10:00:00 파일: 보고서.hwp"), []string{"20260208_100001.pdf"}, "20260208_100001.pdf -", ""},
		{"a document by name", csvOf("10:00:00 파일: 보고서.pdf", "10:00:01 파일: 보고서.pdf"), []string{"보고서 (1).pdf", "보고서.pdf"}, "보고서.pdf 보고서 (1).pdf", ""},
		{"only a copy", csvOf("10:00:00 파일: 보고서.pdf"), []string{"보고서 (3).pdf"}, "보고서 (3).pdf", ""},
		{"decomposed", csvOf("10:00:00 파일: 한아.pdf"), []string{"\u1112\u1161\u11ab\u110b\u1161.pdf"}, "\u1112\u1161\u11ab\u110b\u1161.pdf", ""},
		{"a name that is a time", csvOf("10:00:00 파일: 20260208_100001.pdf", "10:00:00 파일: 보고서.pdf"), []string{"20260208_100001.pdf"}, "20260208_100001.pdf -", ""},
		{"the nearest", csvOf("10:00:00 사진", "10:00:50 사진"), []string{"20260208_100049.jpg"}, "- 20260208_100049.jpg", ""},
		{"more before nearest", csvOf("10:00:00 사진", "10:00:50 사진"), []string{"20260208_100049.jpg", "20260208_100051.jpg"}, "20260208_100049.jpg 20260208_100051.jpg", ""},
	} {
		in := inputOf(t, rootAs(t, "x", formats.RootFolder, filesOf(map[string]string{"방.csv": x.text}, x.media...)))
		p := readPairs(t, in)
		if got := strings.Join(p.files, " "); got != x.want {
			t.Errorf("%s: %s, want %s", x.what, got, x.want)
		}
		if got := strings.Join(p.left, " "); got != x.left {
			t.Errorf("%s: left over %q, want %q", x.what, got, x.left)
		}
		if p.problems[export.PairedByTime] != p.byTime {
			t.Errorf("%s: %d of %d told", x.what, p.problems[export.PairedByTime], p.byTime)
		}
	}
}

// Photos that somebody saved on a computer are found in a folder of their own, for
// every platform, and what is of other rooms stays there untold: there may be a
// great deal of it.
func TestPairsGiven(t *testing.T) {
	media := rootAs(t, "받은 파일", formats.RootMedia, filesOf(nil,
		"KakaoTalk_20260208_100012145.jpg", "2월/KakaoTalk_20260208_100012145_01.jpg", "KakaoTalk_20200101_000000000.jpg", "IMG_1.jpg", "보고서.pdf",
	))
	const want = "KakaoTalk_20260208_100012145.jpg 2월/KakaoTalk_20260208_100012145_01.jpg 보고서.pdf"
	for name, text := range map[string]string{
		"방.csv": csvOf("10:00:10 사진 2장", "10:00:11 파일: 보고서.pdf"),
		"windows.txt": "산책 님과 카카오톡 대화\r\n저장한 날짜 : 2026-02-08 11:00:00\r\n\r\n--------------- 2026년 2월 8일 일요일 ---------------\r\n" +
			"[가람] [오전 10:00] 사진 2장\r\n[가람] [오전 10:00] 파일: 보고서.pdf\r\n",
		"KakaoTalkChats.txt": "\ufeff산책 님과 카카오톡 대화\r\n저장한 날짜 : 2026년 2월 8일 오전 11:00\n\n\r\n2026년 2월 8일 오전 10:00\r\n" +
			"2026년 2월 8일 오전 10:00, 가람 : 사진 2장\r\n2026년 2월 8일 오전 10:00, 가람 : 파일: 보고서.pdf\r\n",
	} {
		in := inputOf(t, memRoot(t, name, text), media)
		p := readPairs(t, in)
		if got := strings.Join(p.files, " "); got != want || p.byTime != 2 || len(p.left) > 0 {
			t.Errorf("%s: %s, %d by time, left %q", name, got, p.byTime, p.left)
		}
		m := (reader{}).Detect(in)
		for _, f := range media.Files {
			claimed := slices.Contains(m.Files, formats.Claim{Root: 1, Name: f.Name})
			if claimed != (f.Name != "IMG_1.jpg") {
				t.Errorf("%s: %s is claimed: %v", name, f.Name, claimed)
			}
		}
	}
}

// What could be of two rooms is nobody's, and told once.
func TestPairsContested(t *testing.T) {
	texts := map[string]string{
		"가.csv": csvOf("10:00:00 사진", "11:00:00 사진", "12:00:00 사진"),
		"나.csv": csvOf("10:00:30 사진", "12:05:00 사진"),
	}
	media := []string{"20260208_100015.jpg", "20260208_110001.jpg", "20260208_120501.jpg", "20260208_150000.jpg"}
	in := inputOf(t, rootAs(t, "x", formats.RootFolder, filesOf(texts, media...)))
	p := readPairs(t, in)
	if got := strings.Join(p.files, " "); got != "- 20260208_110001.jpg - - 20260208_120501.jpg" {
		t.Errorf("beside: %s", got)
	}
	if got := strings.Join(p.left, " "); got != "20260208_150000.jpg" {
		t.Errorf("beside: left over %s", got)
	}
	if got := strings.Join(p.contested, " "); got != "20260208_100015.jpg" {
		t.Errorf("beside: contested %s", got)
	}
	in = inputOf(t, rootAs(t, "x", formats.RootFolder, filesOf(texts)), rootAs(t, "y", formats.RootMedia, filesOf(nil, media...)))
	if got := strings.Join(readPairs(t, in).files, " "); got != "- 20260208_110001.jpg - - 20260208_120501.jpg" {
		t.Errorf("given: %s", got)
	}
	// Folders of their own are not shared.
	apart := filesOf(map[string]string{"a/가.csv": texts["가.csv"], "b/나.csv": texts["나.csv"]}, "a/20260208_100015.jpg", "b/20260208_100015.jpg")
	p = readPairs(t, inputOf(t, rootAs(t, "x", formats.RootFolder, apart)))
	if got := strings.Join(p.files, " "); got != "a/20260208_100015.jpg - - b/20260208_100015.jpg -" || len(p.left) > 0 {
		t.Errorf("apart: %s, left over %s", got, p.left)
	}
}

// Whatever an iPhone's folder has lost or somebody has added: no file is in two
// messages, files keep their order, a message whose file came along and that is
// far from others has it, and what is left on either side is told.
func TestPairsOfGeneratedChats(t *testing.T) {
	i := slices.IndexFunc(kakaotest.IOS, func(v kakaotest.Variant) bool { return v.Media })
	v := kakaotest.IOS[i]
	for seed := range uint64(10) {
		c := formattest.Generate(formattest.Plan{Seed: seed, Messages: 1500, Media: true, Seconds: seed%2 == 0})
		fsys, err := v.FS(c)
		if err != nil {
			t.Fatal(err)
		}
		random := rand.New(rand.NewPCG(seed, 7))
		media := 0
		for _, name := range slices.Sorted(func(yield func(string) bool) {
			for name := range fsys {
				if !yield(name) {
					return
				}
			}
		}) {
			stamp, ok := stampOf(name)
			if !ok {
				continue
			}
			media++
			switch random.IntN(6) {
			case 0:
				delete(fsys, name)
				media--
			case 1:
				at := time.Unix(stamp.second+random.Int64N(7200)-3600, 0).UTC().Format("20060102_150405") + "_7.jpg"
				if fsys[at] == nil {
					fsys[at] = &fstest.MapFile{Data: []byte(at)}
					media++
				}
			}
		}
		p := readPairs(t, rootOf(t, fsys))
		alone(t, v, c, fsys, p.files)
		used := slices.DeleteFunc(p.files, func(f string) bool { return f == "-" })
		seen := map[string]bool{}
		last := map[string]fileStamp{}
		for _, f := range used {
			if seen[f] {
				t.Fatalf("seed %d: %s is in two messages", seed, f)
			}
			seen[f] = true
			stamp, _ := stampOf(f)
			if kind := kindOfFile(f); stamp.compare(last[kind]) < 0 {
				t.Fatalf("seed %d: %s comes after a later one", seed, f)
			} else {
				last[kind] = stamp
			}
		}
		if len(used)+len(p.left) != media || len(used) < media/2 || len(used) != p.problems[export.PairedByTime] {
			t.Errorf("seed %d: of %d files %d are used, %d left over, %d told", seed, media, len(used), len(p.left), p.problems[export.PairedByTime])
		}
	}
}

// truePlace is a place for a file in a message, and the file that belongs there.
type truePlace struct {
	kind, path string // path: "" where no file came along
	at         int64
}

// alone checks the messages that one file alone can belong to and that are alone
// in its reach.
func alone(t *testing.T, v kakaotest.Variant, c *formattest.Chat, fsys fstest.MapFS, files []string) {
	t.Helper()
	var places []truePlace
	for m := range v.Messages(c) {
		media, _ := m.Content.(export.Media)
		for i := range media.Files {
			f := &media.Files[i]
			kind := kindOfPlace(f)
			if f.Path != "" {
				kind = kindOfFile(f.Path)
			}
			places = append(places, truePlace{kind, f.Path, wall(m.Time.T)})
		}
	}
	if len(places) != len(files) {
		t.Fatalf("%d places for files, want %d", len(files), len(places))
	}
	const reach = 60 + 2*pairWithin // of one file
	seen := 0
	for i, p := range places {
		if p.path == "" || fsys[p.path] == nil {
			continue
		}
		near := 0
		for _, o := range places {
			if o.kind == p.kind && max(o.at-p.at, p.at-o.at) <= reach {
				near++
			}
		}
		for name := range fsys {
			if s, ok := stampOf(name); ok && name != p.path && kindOfFile(name) == p.kind && s.second >= p.at-pairWithin && s.second < p.at+60+pairWithin {
				near++
			}
		}
		if near > 1 {
			continue
		}
		if seen++; files[i] != p.path {
			t.Errorf("a message alone has %s, not %s", files[i], p.path)
		}
	}
	if seen < 10 {
		t.Errorf("only %d messages are alone", seen)
	}
}
