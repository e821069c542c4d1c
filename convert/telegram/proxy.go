package telegram

import (
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/gotd/td/telegram/dcs"
	"golang.org/x/net/proxy"
)

// ErrProxy says that a proxy cannot be used. Its URL never stands in the error: it
// may hold a password.
var ErrProxy = errors.New("the proxy is not a SOCKS5 proxy: socks5://HOST:PORT")

// ProxyOf returns the proxy of an environment for Options: ALL_PROXY, else all_proxy,
// which other programs heed as well. Nothing would tell whoever has set that one alone
// that it was gone past.
func ProxyOf(getenv func(string) string) string {
	return or(getenv("ALL_PROXY"), getenv("all_proxy"))
}

// proxyDialer dials through a proxy. proxy.FromEnvironment would quietly go past one
// that it does not understand.
func proxyDialer(address string) (dcs.DialFunc, error) {
	if !strings.Contains(address, "://") {
		address = "socks5://" + address
	}
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return nil, ErrProxy
	}
	if u.Port() == "" {
		u.Host += ":1080"
	}
	d, err := proxy.FromURL(u, proxy.Direct)
	if err != nil {
		return nil, ErrProxy
	}
	through, ok := d.(proxy.ContextDialer)
	if !ok {
		return nil, fmt.Errorf("%w: it cannot be called off", ErrProxy)
	}
	return through.DialContext, nil
}
