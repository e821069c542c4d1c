//go:build cgo

package main

import (
	"exile/cmd/internal/console"
	"exile/cmd/internal/lang"
)

// status is what the process tells whoever started it.
type status = console.Status

const (
	statusDone      = console.Done
	statusFailed    = console.Failed
	statusUsage     = console.Usage
	statusLost      = console.Lost
	statusNotFound  = console.NotFound
	statusTemporary = console.Temporary
	statusRefused   = console.Refused
	statusNoStore   = console.NoStore
	statusLocked    = console.Locked
	statusSecret    = console.Secret
	statusDamaged   = console.Damaged
	statusCancelled = console.Cancelled
)

// statuses is the list in the help and in the README.
var statuses = []console.Meaning{
	{Code: statusDone, Means: lang.StatusDone},
	{Code: statusFailed, Means: lang.StatusFailed},
	{Code: statusUsage, Means: lang.StatusUsage},
	{Code: statusLost, Means: lang.StatusLost},
	{Code: statusNotFound, Means: lang.StatusNotFound},
	{Code: statusTemporary, Means: lang.StatusTemporary},
	{Code: statusRefused, Means: lang.StatusRefused},
	{Code: statusNoStore, Means: lang.StatusNoStore},
	{Code: statusLocked, Means: lang.StatusLocked},
	{Code: statusSecret, Means: lang.StatusSecret},
	{Code: statusDamaged, Means: lang.StatusDamaged},
	{Code: statusCancelled, Means: lang.StatusCancelled},
}
