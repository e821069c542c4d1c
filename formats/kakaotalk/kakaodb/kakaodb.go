package kakaodb

import (
	"fmt"
	"strconv"

	"exile/formats"
)

const (
	app         = "kakaotalk"
	optionOwner = "owner"
)

// Format returns the format of KakaoTalk's databases.
func Format() formats.Format {
	return formats.Format{
		Name:  "kakaotalk-db",
		Title: formats.Text{EN: "KakaoTalk databases", KO: "카카오톡 데이터베이스"},
		Help: formats.Text{
			EN: "the app's own databases, with replies and seconds: KakaoTalk.db and KakaoTalk2.db of Android, Message.sqlite and Talk.sqlite of iPhone, the Mac's once decrypted",
			KO: "앱이 쓰는 데이터베이스(답장과 초 단위 시각 포함): 안드로이드 KakaoTalk.db·KakaoTalk2.db, 아이폰 Message.sqlite·Talk.sqlite, 암호가 풀린 맥 데이터베이스",
		},
		Reader: reader{},
		ReaderOptions: []formats.Option{{
			Name: optionOwner,
			Kind: formats.OptionText,
			Help: formats.Text{
				EN: "the number of the person whose phone it was, if it cannot be found out",
				KO: "휴대폰 주인의 사용자 번호(자동으로 찾지 못할 때)",
			},
			Example: "123456789",
			Check:   func(v string) error { _, err := parseOwner(v); return err },
		}},
	}
}

// parseOwner reads the value of the option; 0 where none was given.
func parseOwner(v string) (int64, error) {
	if v == "" {
		return 0, nil
	}
	n, err := strconv.ParseInt(v, 10, 64)
	if err != nil || n <= 0 {
		return 0, fmt.Errorf("option --%s: %q is no number of a person", optionOwner, v)
	}
	return n, nil
}

// reader reads every database of the format; it has no state.
type reader struct{}
