package kakaodb

import "exile/formats/appdb"

// limits are the columns whose values may be long. The message of a feed, which is type
// 0 everywhere, is JSON.
func limits() appdb.Limits {
	part := appdb.Limit{Bytes: appdb.MaxPart}
	return appdb.Limits{
		"message":    {Bytes: appdb.MaxText, Except: appdb.Except{Column: "type", Is: 0, Bytes: appdb.MaxPart}},
		"attachment": part, "supplement": part, "v": part, "members": part, "private_meta": part,
	}
}
