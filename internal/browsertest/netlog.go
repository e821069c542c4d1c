package browsertest

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
)

// netLog is the log that Chromium writes of its network, as far as it is read here.
type netLog struct {
	Constants struct {
		Events  map[string]int `json:"logEventTypes"`
		Sources map[string]int `json:"logSourceType"`
	} `json:"constants"`
	Events []struct {
		Type   int `json:"type"`
		Source struct {
			Type int `json:"type"`
		} `json:"source"`
		Params struct {
			URL       string `json:"url"`
			Host      string `json:"host"`
			Initiator string `json:"initiator"`
			Kind      string `json:"request_type"`
			For       string `json:"network_anonymization_key"`
		} `json:"params"`
	} `json:"events"`
}

// nowhere is the host that stands in the log in place of every name that must not be looked up.
const nowhere = "~notfound"

// requests returns what the pages of a browser asked of the network: addresses, and names to be looked up. What
// the browser wanted for itself, and did not get, is not among it, nor are files on the disk.
func requests(path string) (addresses, names []string, err error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, nil, err
	}
	var log netLog
	if err := json.Unmarshal(data, &log); err != nil {
		return nil, nil, fmt.Errorf("read the log of the network: %w", err)
	}
	request, ok := log.Constants.Events["URL_REQUEST_START_JOB"]
	lookup, ok2 := log.Constants.Events["HOST_RESOLVER_MANAGER_REQUEST"]
	ahead, ok3 := log.Constants.Sources["NETWORK_SERVICE_HOST_RESOLVER"] // what pages hint at; else there is a request too
	if !ok || !ok2 || !ok3 {
		return nil, nil, fmt.Errorf("the log of the network in %s has other events than this reads", path)
	}
	for _, e := range log.Events {
		own := e.Params.Initiator == "not an origin" && e.Params.Kind == "other"
		switch {
		case e.Type == request && e.Params.URL != "" && !own:
			addresses = append(addresses, e.Params.URL)
		case e.Type == lookup && e.Source.Type == ahead && strings.Contains(e.Params.Host, nowhere):
			names = append(names, e.Params.For)
		}
	}
	slices.Sort(addresses)
	return slices.Compact(addresses), names, nil
}
