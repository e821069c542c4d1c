// Package formattest is the conformance suite of the formats: what every reader
// and every writer promises, tested in one place.
//
// A reader's test is three lines, [Run]; a writer's, [RunWriter]. Golden files
// are neutral JSON Lines as package export encodes them; go test -update
// rewrites them, and whoever runs it reads the difference.
//
// [Generate] makes synthetic chats of any size with known truth, for whatever
// is tested beyond fixtures: round trips, merging, benchmarks.
package formattest
