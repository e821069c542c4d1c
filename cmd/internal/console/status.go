package console

import "exile/cmd/internal/lang"

// Status is what a process tells whoever started it. The numbers are part of the
// interface and never change; both programs mean the same by them.
type Status int

// The statuses.
const (
	Done      Status = 0
	Failed    Status = 1
	Usage     Status = 2
	Lost      Status = 3
	NotFound  Status = 4
	Temporary Status = 5
	Refused   Status = 6
	NoStore   Status = 10
	Locked    Status = 11
	Secret    Status = 12
	Damaged   Status = 13
	Cancelled Status = 130
)

// Meaning is a status and what it means.
type Meaning struct {
	Code  Status
	Means lang.Text
}
