package telegram

import (
	"context"
	"errors"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gotd/td/tgerr"
)

// Call is the name of one of Telegram's methods: "messages.initHistoryImport".
type Call string

// The calls of an import, in their order.
const (
	CallCheckImport Call = "messages.checkHistoryImport"
	CallCheckPeer   Call = "messages.checkHistoryImportPeer"
	CallInit        Call = "messages.initHistoryImport"
	CallMedia       Call = "messages.uploadImportedMedia"
	CallStart       Call = "messages.startHistoryImport"
)

// CallError is a call that Telegram refused, or that came to nothing.
type CallError struct {
	Call    Call          // "" if it is about the connection
	Trouble Trouble       // what is to be told
	Code    string        // as Telegram sent it: "CHAT_ADMIN_REQUIRED"; "" if it sent nothing
	Status  int           // as Telegram sent it: 400, 406, 420, 500, -503; 0 if it sent nothing
	Wait    time.Duration // for how long Telegram will not do it, with TroubleActive and TroubleFlood
	Err     error
}

func (e *CallError) Error() string {
	var said string
	switch {
	case e.Code != "":
		said = e.Code + " (" + strconv.Itoa(e.Status) + ")"
	case e.Err != nil:
		said = e.Err.Error()
	default:
		said = string(e.Trouble)
	}
	if e.Call == "" {
		return "Telegram: " + said
	}
	return string(e.Call) + ": " + said
}

// Unwrap returns what the library said.
func (e *CallError) Unwrap() error { return e.Err }

// Trouble is one thing that a person must be told differently from the others.
type Trouble string

// The troubles. Those of the import are from the tables of core.telegram.org and
// of Telegram's own apps.
const (
	// The text.
	TroubleFormat     Trouble = "format"         // the text is not recognised
	TroubleFormatDate Trouble = "format-date"    // its dates are not
	TroubleFormatLang Trouble = "format-lang"    // its language is not
	TroubleTextSize   Trouble = "text-too-large" // it is too large

	// The chat.
	TroubleAdmin     Trouble = "admin"      // the account may not change the group's info
	TroublePeer      Trouble = "peer"       // there is no such chat any more, or the account is not in it
	TroublePeerType  Trouble = "peer-type"  // a private history into a group, or the other way round
	TroubleNotMutual Trouble = "not-mutual" // the two have not saved each other
	TroubleBlocked   Trouble = "blocked"    // one has blocked the other
	TroubleActive    Trouble = "active"     // an import into this chat is under way; see Wait

	// The import.
	TroubleImportID Trouble = "import-id" // Telegram does not know this import, or not any more
	TroubleMedia    Trouble = "media"     // a file is not taken
	TroubleUpload   Trouble = "upload"    // a file did not arrive whole
	TroubleLost     Trouble = "lost"      // the connection broke while it was done: whether it was, nobody knows

	// The account.
	TroubleFlood        Trouble = "flood"        // too much in too short a time; see Wait
	TroubleLimit        Trouble = "limit"        // a limit of the account: groups, or what it is allowed at all
	TroubleUnauthorized Trouble = "unauthorized" // the session is not valid any more

	// Signing in.
	TroublePhone       Trouble = "phone"        // not a phone number, or one without an account
	TroublePhoneBanned Trouble = "phone-banned" // Telegram has banned it
	TroubleCode        Trouble = "code"         // the code is wrong
	TroubleCodeExpired Trouble = "code-expired" // it is too old
	TroublePassword    Trouble = "password"     // the second password is wrong
	TroubleApp         Trouble = "app"          // api_id and api_hash do not fit

	// The rest.
	TroubleServer Trouble = "server" // the server cannot be reached, or has a trouble of its own
	TroubleOther  Trouble = "other"  // what nobody told us about
)

// Troubles lists them all.
func Troubles() []Trouble {
	return []Trouble{
		TroubleFormat, TroubleFormatDate, TroubleFormatLang, TroubleTextSize,
		TroubleAdmin, TroublePeer, TroublePeerType, TroubleNotMutual, TroubleBlocked, TroubleActive,
		TroubleImportID, TroubleMedia, TroubleUpload, TroubleLost,
		TroubleFlood, TroubleLimit, TroubleUnauthorized,
		TroublePhone, TroublePhoneBanned, TroubleCode, TroubleCodeExpired, TroublePassword, TroubleApp,
		TroubleServer, TroubleOther,
	}
}

// Final reports whether something must change before it can succeed. If not, the
// same may simply be tried again later. What nobody knows is not final.
func (t Trouble) Final() bool {
	switch t {
	case TroubleActive, TroubleImportID, TroubleUpload, TroubleLost, TroubleFlood, TroubleServer,
		TroubleCode, TroubleCodeExpired, TroublePassword, TroubleOther:
		return false
	case TroubleFormat, TroubleFormatDate, TroubleFormatLang, TroubleTextSize,
		TroubleAdmin, TroublePeer, TroublePeerType, TroubleNotMutual, TroubleBlocked,
		TroubleMedia, TroubleLimit, TroubleUnauthorized, TroublePhone, TroublePhoneBanned, TroubleApp:
		return true
	}
	return false
}

// troubleOf returns the trouble of an error; "" if it has none.
func troubleOf(err error) Trouble {
	if e, ok := errors.AsType[*CallError](err); ok {
		return e.Trouble
	}
	return ""
}

// ErrUnreachable says that the server could not be reached for longer than is worth
// waiting. It comes in a CallError with TroubleServer.
var ErrUnreachable = errors.New("the server of Telegram cannot be reached")

// callError gives an error of the library's its trouble. The end of the run stays
// what it is.
func callError(ctx context.Context, call Call, err error) error {
	if err == nil {
		return nil
	}
	if e, ok := errors.AsType[*CallError](err); ok { // a call that was made for another
		return e
	}
	if e, ok := tgerr.As(err); ok {
		trouble, wait := classify(call, e)
		return &CallError{Call: call, Trouble: trouble, Code: e.Message, Status: e.Code, Wait: wait, Err: err}
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return &CallError{Call: call, Trouble: TroubleServer, Err: err}
}

// exact are the messages that mean the same whatever the call.
func exact(message string) Trouble {
	switch message {
	case "IMPORT_FORMAT_DATE_INVALID":
		return TroubleFormatDate
	case "IMPORT_FILE_INVALID":
		return TroubleTextSize
	case "CHAT_ADMIN_REQUIRED", "CHAT_WRITE_FORBIDDEN", "RIGHT_FORBIDDEN":
		return TroubleAdmin
	case "PEER_ID_INVALID", "CHANNEL_INVALID", "CHANNEL_PRIVATE", "CHAT_ID_INVALID", "USER_ID_INVALID",
		"CHAT_FORBIDDEN", "INPUT_USER_DEACTIVATED", "USERNAME_INVALID", "USERNAME_NOT_OCCUPIED":
		return TroublePeer
	case "IMPORT_PEER_TYPE_INVALID":
		return TroublePeerType
	case "USER_NOT_MUTUAL_CONTACT":
		return TroubleNotMutual
	case "USER_IS_BLOCKED", "YOU_BLOCKED_USER":
		return TroubleBlocked
	case "IMPORT_ID_INVALID":
		return TroubleImportID
	case "MEDIA_INVALID", "MEDIA_EMPTY", "MEDIA_TYPE_INVALID", "PHOTO_INVALID", "PHOTO_EXT_INVALID", "PHOTO_INVALID_DIMENSIONS",
		"PHOTO_SAVE_FILE_INVALID", "IMAGE_PROCESS_FAILED", "FILE_REFERENCE_INVALID", "VIDEO_CONTENT_TYPE_INVALID",
		"FILE_PART_EMPTY": // nothing is in it
		return TroubleMedia
	case "IMPORT_UPLOAD_FAILED", "MD5_CHECKSUM_INVALID", "FILE_ID_INVALID", "FILE_PARTS_INVALID":
		return TroubleUpload
	case "CHANNELS_TOO_MUCH", "CHANNELS_ADMIN_PUBLIC_TOO_MUCH", "USER_CHANNELS_TOO_MUCH", "USER_RESTRICTED", "CHAT_RESTRICTED", "PEER_FLOOD",
		"FROZEN_METHOD_INVALID", "FROZEN_PARTICIPANT_MISSING":
		return TroubleLimit
	case "PHONE_NUMBER_INVALID", "PHONE_NUMBER_UNOCCUPIED":
		return TroublePhone
	case "PHONE_NUMBER_BANNED":
		return TroublePhoneBanned
	case "PHONE_CODE_INVALID", "PHONE_CODE_EMPTY":
		return TroubleCode
	case "PHONE_CODE_EXPIRED", "PHONE_CODE_HASH_EMPTY", "AUTH_TOKEN_EXPIRED", "AUTH_TOKEN_INVALID":
		return TroubleCodeExpired
	case "PASSWORD_HASH_INVALID":
		return TroublePassword
	case "API_ID_INVALID", "API_ID_PUBLISHED_FLOOD":
		return TroubleApp
	case "PHONE_NUMBER_FLOOD", "PHONE_PASSWORD_FLOOD":
		return TroubleFlood
	case "USER_DEACTIVATED", "USER_DEACTIVATED_BAN", "AUTH_KEY_UNREGISTERED", "AUTH_KEY_INVALID", "AUTH_KEY_DUPLICATED",
		"SESSION_REVOKED", "SESSION_EXPIRED", "ACTIVE_USER_REQUIRED":
		return TroubleUnauthorized
	}
	return ""
}

// classify tells what an error of Telegram's means, and for how long it will not
// do what it was asked.
func classify(call Call, e *tgerr.Error) (Trouble, time.Duration) {
	if wait, ok := activeWait(e.Message); ok {
		return TroubleActive, wait
	}
	if wait, ok := floodWait(e); ok {
		return TroubleFlood, wait
	}
	if t := exact(e.Message); t != "" {
		return t, 0
	}
	importing := slices.Contains(importCalls(), call)
	switch {
	case strings.Contains(e.Message, "IMPORT_LANG_NOT_FOUND"): // as Telegram's app for Android looks for it
		return TroubleFormatLang, 0
	case strings.HasPrefix(e.Message, "IMPORT_FORMAT"):
		return TroubleFormat, 0
	case importing && strings.Contains(e.Message, "PEER_TYPE"), importing && e.Message == "CHAT_INVALID_TYPE":
		return TroublePeerType, 0
	case strings.HasPrefix(e.Message, "FILE_EM"): // FILE_EMPTY, which Telegram misspells
		return TroubleMedia, 0
	case strings.HasPrefix(e.Message, "FILE_PART"): // FILE_PART_3_MISSING …
		return TroubleUpload, 0
	case e.Code == 420:
		return TroubleFlood, 0
	case e.Code == 401:
		return TroubleUnauthorized, 0
	case e.Code >= 500, e.Code < 0, strings.EqualFold(e.Message, "timeout"):
		return TroubleServer, 0
	}
	return TroubleOther, 0
}

// importCalls are those of an import.
func importCalls() []Call {
	return []Call{CallCheckImport, CallCheckPeer, CallInit, CallMedia, CallStart}
}

// activeWait reads PREVIOUS_CHAT_IMPORT_ACTIVE_WAIT_5MIN. The library reads numbers
// that stand alone and does not find this one.
func activeWait(message string) (time.Duration, bool) {
	m := regexp.MustCompile(`^PREVIOUS_CHAT_IMPORT_ACTIVE_WAIT(?:_(\d{1,6})(MIN|SEC)?)?$`).FindStringSubmatch(message)
	switch {
	case m == nil && strings.HasPrefix(message, "PREVIOUS_CHAT_IMPORT_ACTIVE"), m != nil && m[1] == "":
		return activeDefault, true
	case m == nil:
		return 0, false
	}
	n, err := strconv.Atoi(m[1])
	if err != nil {
		return activeDefault, true
	}
	unit := time.Minute
	if m[2] == "SEC" {
		unit = time.Second
	}
	return max(time.Duration(n)*unit, time.Second), true
}

// activeDefault is how long an import into the chat is taken to go on where
// Telegram does not say: what stands in its documentation.
const activeDefault = 5 * time.Minute

// floodWait reads FLOOD_WAIT_n and FLOOD_PREMIUM_WAIT_n, in seconds.
func floodWait(e *tgerr.Error) (time.Duration, bool) {
	if !e.IsOneOf("FLOOD_WAIT", "FLOOD_PREMIUM_WAIT") {
		return 0, false
	}
	return max(time.Duration(e.Argument)*time.Second, time.Second), true
}
