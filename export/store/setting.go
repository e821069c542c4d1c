//go:build cgo

package store

import (
	"context"
	"fmt"
)

// Setting returns what the person once decided under a key; empty where nothing.
func (s *Store) Setting(ctx context.Context, key string) (string, error) {
	if s.isUnborn() {
		return "", nil
	}
	var value string
	err := s.read(func(c *conn) error {
		v, err := c.one(ctx, "SELECT value FROM settings WHERE key = ?", key)
		value = text(v)
		return err
	})
	if err != nil {
		return "", fmt.Errorf("read setting %s: %w", key, err)
	}
	return value, nil
}

// SetSetting remembers a decision; an empty value forgets it.
func (s *Store) SetSetting(ctx context.Context, key, value string) error {
	err := s.write(ctx, func(c *conn) error {
		if value == "" {
			return c.exec(ctx, "DELETE FROM settings WHERE key = ?", key)
		}
		return c.exec(ctx, "INSERT INTO settings (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2", key, value)
	})
	if err != nil {
		return fmt.Errorf("write setting %s: %w", key, err)
	}
	return nil
}
