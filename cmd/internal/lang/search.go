package lang

import "exile/export/query"

// HelpSearch is the help page of search.
var HelpSearch = Help{
	Use:   Text{EN: "QUERY…", KO: "검색어…"},
	Short: Text{EN: "Find messages in your store", KO: "보관소에서 메시지를 찾습니다"},
	Long: Text{
		EN: `Find messages that have all the words, anywhere in what you see of them: texts,
captions, names of files, cards, places and polls. A word is found inside other
words too, whatever its case. Quote what has spaces.

  "see you"              these words in this order
  from:NAME  in:CHAT     of this person; in this chat, by number or title
  has:photo              or has:video, has:file, has:voice, has:link
  after:DAY  before:DAY  DAY is 2026-02-08, 2026-02 or 2026; both include it
  -WORD  -from:NAME …    not this

Words that begin with one minus are not taken for flags here. Only what a
message says now is looked at; ` + "`exile show --versions`" + ` shows what it said
before. A large store gets an index (search.db) by its first search; it can be
deleted at any time.`,
		KO: `적은 말이 모두 들어 있는 메시지를 찾습니다. 본문과 사진 설명, 파일 이름, 카드,
장소, 투표처럼 눈에 보이는 글을 모두 살펴봅니다. 낱말 가운데 있어도 찾고, 영어
대소문자는 가리지 않습니다. 띄어쓰기가 있으면 따옴표로 묶어 주세요.

  "이따 봐"               이 말을 이 순서 그대로
  from:이름  in:대화      이 사람이 쓴 것, 이 대화에 있는 것(번호나 제목)
  has:photo               사진. video(동영상), file, voice(음성), link도 됩니다
  after:날짜 before:날짜  2026-02-08, 2026-02, 2026. 둘 다 그날을 포함합니다
  -낱말  -from:이름 …     이런 것은 빼고

여기서는 빼기 기호 하나로 시작하는 말을 옵션으로 보지 않습니다. 메시지의 지금
내용만 찾으며, 고치거나 삭제하기 전의 내용은 ` + "`exile show --versions`" + `로 볼 수
있습니다. 큰 보관소는 처음 검색할 때 색인(search.db)을 만들며, 색인은 언제든
지워도 됩니다.`,
	},
}

// What the flags of search are for.
var (
	FlagSearchLimit   = Text{EN: "at most `N` messages; 0 is all", KO: "많아야 `N`개. 0이면 모두 보여 줍니다"}
	FlagSearchOldest  = Text{EN: "the oldest first", KO: "오래된 것부터 보여 줍니다"}
	FlagSearchContext = Text{EN: "also `N` messages before and after each", KO: "앞뒤 메시지도 `N`개씩 보여 줍니다"}
)

// What search says.
var (
	NothingFound  = Text{EN: "Nothing was found.", KO: "찾은 메시지가 없습니다."}
	MoreFound     = Text{EN: "{n} more {n|message|messages}; --limit {limit} shows more, --limit 0 all.", KO: "{n}개가 더 있습니다. --limit {limit}{limit|으로|로} 더, --limit 0으로 모두 볼 수 있습니다."}
	ManyMoreFound = Text{EN: "More than {n} more messages; --limit {limit} shows more, --limit 0 all.", KO: "{n}개가 넘게 더 있습니다. --limit {limit}{limit|으로|로} 더, --limit 0으로 모두 볼 수 있습니다."}
	StageSearch   = Text{EN: "Making the index", KO: "색인을 만드는 중"}
)

// What is said of a query that was not understood.
var (
	NeedsQuery     = Text{EN: "Say what to look for.", KO: "무엇을 찾을지 적어 주세요."}
	QueryExample   = Text{EN: "For example: exile search 'from:NAME \"see you\" -photo'", KO: "예: exile search 'from:이름 \"이따 봐\" -사진'"}
	QueryOpenQuote = Text{EN: "A quotation mark is not closed.", KO: "닫히지 않은 따옴표가 있습니다."}
	QueryNoValue   = Text{EN: "{name}: needs something behind it.", KO: "{name}: 뒤에 무엇인지 적어 주세요."}
	QueryEmpty     = Text{EN: "There is nothing between the quotation marks.", KO: "따옴표 사이가 비어 있습니다."}
	QueryHas       = Text{EN: "Nothing can be found by has:{value}; there are: {values}.", KO: "has:{value}{value|으로|로}는 찾을 수 없습니다. 쓸 수 있는 것: {values}."}
	QueryNotDate   = Text{EN: "{name}: cannot be excluded; use the other bound.", KO: "{name}:에는 빼기를 쓸 수 없습니다. 반대쪽 날짜를 정해 주세요."}
	QueryTwice     = Text{EN: "{name}: was given twice.", KO: "{name}:{name|을|를} 두 번 썼습니다. 한 번만 적어 주세요."}
	QueryPeriod    = Text{EN: "before: is earlier than after:, so nothing can be found.", KO: "before:가 after:보다 앞선 날이어서 찾을 것이 없습니다."}
	QueryTooMuch   = Text{EN: "That is too much to look for at once.", KO: "한 번에 찾기에는 너무 깁니다."}
)

// QueryTrouble is what about a query was not understood: {name} is the condition, {value} what
// was behind it, {values} what may be behind "has:".
func QueryTrouble(why query.Why) Text {
	switch why {
	case query.NoTerms:
		return NeedsQuery
	case query.OpenQuote:
		return QueryOpenQuote
	case query.NoValue:
		return QueryNoValue
	case query.EmptyTerm:
		return QueryEmpty
	case query.UnknownHas:
		return QueryHas
	case query.BadDate:
		return BadDay
	case query.NotNegated:
		return QueryNotDate
	case query.TwiceDated:
		return QueryTwice
	case query.EmptyPeriod:
		return QueryPeriod
	case query.TooMuch:
	}
	return QueryTooMuch
}
