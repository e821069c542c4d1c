// Package telegramtest is a Telegram server for tests: it runs in the same process,
// listens on loopback alone, and knows as much of the protocol as an import takes.
package telegramtest

import (
	_ "github.com/gotd/td/tgtest"
	_ "github.com/gotd/td/tgtest/cluster"
)
