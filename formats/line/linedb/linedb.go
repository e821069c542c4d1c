package linedb

import "exile/formats"

const app = "line"

// Format returns the format of LINE's databases.
func Format() formats.Format {
	return formats.Format{
		Name:  "line-db",
		Title: formats.Text{EN: "LINE (database)", KO: "라인(데이터베이스)"},
		Help: formats.Text{
			EN: "the app's own databases, with replies, reactions and seconds: naver_line of Android and its backups, Line.sqlite of iPhone",
			KO: "앱이 쓰는 데이터베이스(답장·리액션·초 단위 시각 포함): 안드로이드 naver_line과 그 백업, 아이폰 Line.sqlite",
		},
		Reader: reader{},
	}
}

// reader reads every database of the format; it has no state.
type reader struct{}
