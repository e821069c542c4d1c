package linedbtest

import "exile/formats/appdb/appdbtest"

// Exec runs a statement on a database, as sql.DB.Exec does.
type Exec = appdbtest.Exec
