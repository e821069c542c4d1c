package linedb

import "exile/formats/appdb"

// limits are the columns whose values may be long.
func limits() appdb.Limits {
	text, part := appdb.Limit{Bytes: appdb.MaxText}, appdb.Limit{Bytes: appdb.MaxPart}
	return appdb.Limits{
		"content": text, "ZTEXT": text,
		"parameter": part, "chunks": part, "ZCONTENTMETADATA": part,
	}
}
