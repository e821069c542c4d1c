package telegram_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"exile/convert/telegram"
)

// Every row of core.telegram.org's tables for the calls of an import, what
// Telegram's app for Android looks for besides, and what can come of any call: each
// is a trouble of its own, and nothing that is known is "other".
func TestTroubles(t *testing.T) {
	const (
		check = telegram.CallCheckImport
		peer  = telegram.CallCheckPeer
		begin = telegram.CallInit
		media = telegram.CallMedia
		start = telegram.CallStart
	)
	all := []telegram.Call{check, peer, begin, media, start}
	tests := []struct {
		calls   []telegram.Call
		status  int
		message string
		want    telegram.Trouble
		wait    time.Duration
		final   bool
	}{
		{[]telegram.Call{check, begin}, 400, "IMPORT_FORMAT_UNRECOGNIZED", telegram.TroubleFormat, 0, true},
		{[]telegram.Call{begin}, 400, "IMPORT_FORMAT_DATE_INVALID", telegram.TroubleFormatDate, 0, true},
		{[]telegram.Call{check, begin}, 400, "IMPORT_FORMAT_SOMETHING_NEW", telegram.TroubleFormat, 0, true},
		{[]telegram.Call{check, begin}, 400, "IMPORT_LANG_NOT_FOUND", telegram.TroubleFormatLang, 0, true},
		{[]telegram.Call{begin}, 400, "IMPORT_FILE_INVALID", telegram.TroubleTextSize, 0, true},
		{all, 400, "CHAT_ADMIN_REQUIRED", telegram.TroubleAdmin, 0, true},
		{all, 400, "PEER_ID_INVALID", telegram.TroublePeer, 0, true},
		{all, 400, "CHANNEL_PRIVATE", telegram.TroublePeer, 0, true},
		{all, 400, "CHANNEL_INVALID", telegram.TroublePeer, 0, true},
		{[]telegram.Call{peer, begin}, 400, "IMPORT_PEER_TYPE_INVALID", telegram.TroublePeerType, 0, true},
		{[]telegram.Call{peer, begin}, 400, "USER_NOT_MUTUAL_CONTACT", telegram.TroubleNotMutual, 0, true},
		{[]telegram.Call{peer, begin}, 400, "USER_IS_BLOCKED", telegram.TroubleBlocked, 0, true},
		{[]telegram.Call{begin}, 406, "PREVIOUS_CHAT_IMPORT_ACTIVE_WAIT_5MIN", telegram.TroubleActive, 5 * time.Minute, false},
		{[]telegram.Call{begin}, 406, "PREVIOUS_CHAT_IMPORT_ACTIVE_WAIT_120MIN", telegram.TroubleActive, 2 * time.Hour, false},
		{[]telegram.Call{begin}, 406, "PREVIOUS_CHAT_IMPORT_ACTIVE_WAIT_0MIN", telegram.TroubleActive, time.Second, false},
		{[]telegram.Call{begin}, 406, "PREVIOUS_CHAT_IMPORT_ACTIVE_WAIT_SOON", telegram.TroubleActive, 5 * time.Minute, false},
		{[]telegram.Call{begin}, 406, "PREVIOUS_CHAT_IMPORT_ACTIVE_WAIT_99999999999999999999MIN", telegram.TroubleActive, 5 * time.Minute, false},
		{[]telegram.Call{media, start}, 400, "IMPORT_ID_INVALID", telegram.TroubleImportID, 0, false},
		{[]telegram.Call{media}, 400, "MEDIA_INVALID", telegram.TroubleMedia, 0, true},
		{[]telegram.Call{media}, 400, "PHOTO_INVALID_DIMENSIONS", telegram.TroubleMedia, 0, true},
		{[]telegram.Call{begin, media}, 400, "FILE_PART_3_MISSING", telegram.TroubleUpload, 0, false},
		{[]telegram.Call{begin, media, "upload.saveFilePart"}, 400, "FILE_PART_EMPTY", telegram.TroubleMedia, 0, true},
		{[]telegram.Call{begin, media}, 400, "FILE_EMPTY", telegram.TroubleMedia, 0, true},
		{[]telegram.Call{begin, media}, 400, "MD5_CHECKSUM_INVALID", telegram.TroubleUpload, 0, false},
		{all, 400, "IMPORT_UPLOAD_FAILED", telegram.TroubleUpload, 0, false},
		{[]telegram.Call{begin}, 500, "Timeout", telegram.TroubleServer, 0, false},
		{[]telegram.Call{begin}, -503, "Timeout", telegram.TroubleServer, 0, false},
		{all, 500, "RPC_CALL_FAIL", telegram.TroubleServer, 0, false},
		{all, 500, "WORKER_BUSY_TOO_LONG_RETRY", telegram.TroubleServer, 0, false},
		{all, 420, "FLOOD_WAIT_30", telegram.TroubleFlood, 30 * time.Second, false},
		{all, 420, "FLOOD_WAIT_0", telegram.TroubleFlood, time.Second, false},
		{all, 420, "FLOOD_PREMIUM_WAIT_7", telegram.TroubleFlood, 7 * time.Second, false},
		{all, 420, "FROZEN_METHOD_INVALID", telegram.TroubleLimit, 0, true},
		{all, 401, "AUTH_KEY_UNREGISTERED", telegram.TroubleUnauthorized, 0, true},
		{all, 401, "SESSION_REVOKED", telegram.TroubleUnauthorized, 0, true},
		{all, 401, "USER_DEACTIVATED", telegram.TroubleUnauthorized, 0, true},
		{all, 401, "USER_DEACTIVATED_BAN", telegram.TroubleUnauthorized, 0, true},
		{all, 401, "ANYTHING_ELSE", telegram.TroubleUnauthorized, 0, true},
		{all, 406, "AUTH_KEY_DUPLICATED", telegram.TroubleUnauthorized, 0, true},
		{all, 400, "WHAT_NOBODY_KNOWS", telegram.TroubleOther, 0, false},
		{[]telegram.Call{"channels.createChannel"}, 400, "CHANNELS_TOO_MUCH", telegram.TroubleLimit, 0, true},
		{[]telegram.Call{"channels.createChannel"}, 400, "USER_RESTRICTED", telegram.TroubleLimit, 0, true},
		{[]telegram.Call{"auth.sendCode"}, 406, "PHONE_NUMBER_INVALID", telegram.TroublePhone, 0, true},
		{[]telegram.Call{"auth.sendCode"}, 400, "PHONE_NUMBER_BANNED", telegram.TroublePhoneBanned, 0, true},
		{[]telegram.Call{"auth.sendCode"}, 400, "API_ID_INVALID", telegram.TroubleApp, 0, true},
		{[]telegram.Call{"auth.sendCode"}, 400, "PHONE_PASSWORD_FLOOD", telegram.TroubleFlood, 0, false},
		{[]telegram.Call{"auth.signIn"}, 400, "PHONE_CODE_INVALID", telegram.TroubleCode, 0, false},
		{[]telegram.Call{"auth.signIn"}, 400, "PHONE_CODE_EXPIRED", telegram.TroubleCodeExpired, 0, false},
		{[]telegram.Call{"auth.checkPassword"}, 400, "PASSWORD_HASH_INVALID", telegram.TroublePassword, 0, false},
	}
	for _, tt := range tests {
		for _, call := range tt.calls {
			got, wait := telegram.Classify(call, tt.status, tt.message)
			if got != tt.want || wait != tt.wait || got.Final() != tt.final {
				t.Errorf("%s: %s: %s, %s, final %v", call, tt.message, got, wait, got.Final())
			}
		}
	}
	for _, tt := range tests {
		if !slices.Contains(telegram.Troubles(), tt.want) {
			t.Errorf("%s is not listed", tt.want)
		}
	}
}

// The error tells the call and what Telegram said, in one line.
func TestCallErrorText(t *testing.T) {
	e := &telegram.CallError{Call: telegram.CallInit, Trouble: telegram.TroubleAdmin, Code: "CHAT_ADMIN_REQUIRED", Status: 400}
	if got := e.Error(); got != "messages.initHistoryImport: CHAT_ADMIN_REQUIRED (400)" {
		t.Error(got)
	}
	e = &telegram.CallError{Trouble: telegram.TroubleServer, Err: telegram.ErrUnreachable}
	if got := e.Error(); strings.Contains(got, "\n") || !strings.Contains(got, "reached") {
		t.Error(got)
	}
}
