//go:build cgo

package main

// detach does nothing here.
func detach() {}
