//go:build cgo

package main

import "exile/cmd/internal/lang"

// status is what the process tells whoever started it. The numbers are part of
// the interface and never change.
type status int

const (
	statusDone      status = 0
	statusFailed    status = 1
	statusUsage     status = 2
	statusLost      status = 3
	statusNotFound  status = 4
	statusTemporary status = 5
	statusRefused   status = 6
	statusNoStore   status = 10
	statusLocked    status = 11
	statusSecret    status = 12
	statusDamaged   status = 13
	statusCancelled status = 130
)

// statuses is the list in the help and in the README.
var statuses = []struct {
	code  status
	means lang.Text
}{
	{statusDone, lang.StatusDone},
	{statusFailed, lang.StatusFailed},
	{statusUsage, lang.StatusUsage},
	{statusLost, lang.StatusLost},
	{statusNotFound, lang.StatusNotFound},
	{statusTemporary, lang.StatusTemporary},
	{statusRefused, lang.StatusRefused},
	{statusNoStore, lang.StatusNoStore},
	{statusLocked, lang.StatusLocked},
	{statusSecret, lang.StatusSecret},
	{statusDamaged, lang.StatusDamaged},
	{statusCancelled, lang.StatusCancelled},
}
