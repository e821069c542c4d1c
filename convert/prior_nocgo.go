//go:build !cgo

package convert

// prior is what a store knows of an input: without SQLite there is none.
type prior struct{}

func (*prior) retells() bool { return false }
