package telegramtest

import (
	"crypto/rsa"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"net"
	"os"
	"strconv"

	"exile/convert/telegram"
)

// connection is how a process that a test starts finds the server.
type connection struct {
	Address string `json:"address"`
	Key     string `json:"key"` // PEM, PKCS #1
	DC      int    `json:"dc"`
}

// WriteConnection writes a file from which ReadConnection, in another process, learns
// where the server is.
func (s *Server) WriteConnection(path string) error {
	key := pem.EncodeToMemory(&pem.Block{Type: "RSA PUBLIC KEY", Bytes: x509.MarshalPKCS1PublicKey(&s.key.PublicKey)})
	b, err := json.Marshal(connection{Address: net.JoinHostPort("127.0.0.1", strconv.Itoa(s.port)), Key: string(key), DC: dc})
	if err != nil {
		return err
	}
	return os.WriteFile(path, b, 0o600)
}

// ReadConnection reads what WriteConnection wrote.
func ReadConnection(path string) (telegram.Server, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return telegram.Server{}, err
	}
	var c connection
	if err := json.Unmarshal(b, &c); err != nil {
		return telegram.Server{}, fmt.Errorf("read %s: %w", path, err)
	}
	key, port, err := c.parse()
	if err != nil {
		return telegram.Server{}, fmt.Errorf("read %s: %w", path, err)
	}
	return server("127.0.0.1", port, key), nil
}

func (c connection) parse() (*rsa.PublicKey, int, error) {
	block, _ := pem.Decode([]byte(c.Key))
	if block == nil {
		return nil, 0, errors.New("no key")
	}
	key, err := x509.ParsePKCS1PublicKey(block.Bytes)
	if err != nil {
		return nil, 0, err
	}
	_, port, err := net.SplitHostPort(c.Address)
	if err != nil {
		return nil, 0, err
	}
	n, err := strconv.Atoi(port)
	return key, n, err
}
