package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"exile/cmd/internal/console"
	"exile/cmd/internal/lang"
	"exile/convert/handover"
	"exile/convert/telegram"
	"exile/crypto"
)

// calls are those that a delivery makes, with what can be refused.
var calls = []telegram.Call{
	"messages.checkHistoryImport", "messages.checkHistoryImportPeer", "upload.saveFilePart", "upload.saveBigFilePart",
	"messages.initHistoryImport", "messages.uploadImportedMedia", "messages.startHistoryImport",
	"channels.createChannel", "messages.migrateChat", "messages.getHistory", "channels.deleteMessages", "channels.deleteChannel",
	"auth.sendCode", "auth.signIn", "",
}

// speaking returns a program that speaks a language and writes to a buffer.
func speaking(l lang.Lang, errs *bytes.Buffer) *app {
	a := newApp(world{
		args: []string{"--lang=" + string(l)}, stdout: &bytes.Buffer{}, stderr: errs, system: "linux",
		getenv: func(string) string { return "" }, home: func() (string, error) { return "/home/minjun", nil },
	})
	a.planPath = "a.plan.json"
	return a
}

// Whatever Telegram refuses, at whatever call: one sentence, what to do, how matters
// stand, and a status that tells whether trying again can help.
func TestEveryTroubleAtEveryCall(t *testing.T) {
	for _, l := range []lang.Lang{lang.KO, lang.EN} {
		for _, trouble := range telegram.Troubles() {
			for _, call := range calls {
				var errs bytes.Buffer
				a := speaking(l, &errs)
				err := fmt.Errorf("push: %w", &telegram.CallError{
					Call: call, Trouble: trouble, Code: "SOME_CODE", Status: 400, Wait: 70 * time.Minute, Err: errors.New("rpc error"),
				})
				got := a.report(newRoot(a), err)
				lines := strings.Split(strings.TrimSpace(errs.String()), "\n")
				where := fmt.Sprintf("%s %s %s", l, trouble, call)
				if want := wantStatus(trouble); got != want {
					t.Errorf("%s: status %d, want %d", where, got, want)
				}
				if len(lines) < 3 || len(lines) > 4 {
					t.Errorf("%s: %q", where, lines)
				}
				if strings.ContainsAny(errs.String(), "{}") || strings.Contains(errs.String(), "rpc error") {
					t.Errorf("%s: %q", where, errs.String())
				}
				if strings.ContainsFunc(errs.String(), isHangul) != (l == lang.KO) {
					t.Errorf("%s is not in its language: %q", where, errs.String())
				}
			}
		}
	}
}

// Of a start of which nobody knows whether it happened nothing is said but that: who is
// told that nothing is in the chat delivers it again.
func TestUnknownPromisesNothing(t *testing.T) {
	claims := []string{"Nothing of this import", "들어가지 않았습니다", "nothing twice", "두 번 시작하지"}
	for _, l := range []lang.Lang{lang.KO, lang.EN} {
		for _, trouble := range telegram.Troubles() {
			for _, c := range []struct {
				err  error
				open bool
			}{
				{&telegram.UnknownError{Part: "_chat.txt", Err: &telegram.CallError{Call: telegram.CallStart, Trouble: trouble, Code: "SOME_CODE", Status: 500}}, true},
				{&telegram.CallError{Call: telegram.CallStart, Trouble: trouble, Code: "SOME_CODE", Status: 500}, slices.Contains([]telegram.Trouble{
					telegram.TroubleServer, telegram.TroubleOther, telegram.TroubleLost, telegram.TroubleImportID,
				}, trouble)},
			} {
				var errs bytes.Buffer
				a := speaking(l, &errs)
				a.report(newRoot(a), c.err)
				claimed := slices.ContainsFunc(claims, func(s string) bool { return strings.Contains(errs.String(), s) })
				if claimed == c.open {
					t.Errorf("%s %s, open %v: %q", l, trouble, c.open, errs.String())
				}
			}
		}
	}
}

func isHangul(r rune) bool { return unicode.Is(unicode.Hangul, r) }

// wantStatus is by what the person can do: nothing but wait, change something first,
// or sign in.
func wantStatus(t telegram.Trouble) console.Status {
	for status, troubles := range map[console.Status][]telegram.Trouble{
		console.Temporary: {telegram.TroubleActive, telegram.TroubleFlood, telegram.TroubleServer, telegram.TroubleLost, telegram.TroubleImportID, telegram.TroubleUpload},
		console.Secret:    {telegram.TroubleUnauthorized, telegram.TroubleCode, telegram.TroubleCodeExpired, telegram.TroublePassword},
		console.Failed:    {telegram.TroubleOther},
	} {
		if slices.Contains(troubles, t) {
			return status
		}
	}
	return console.Refused
}

// How long to wait is told where Telegram said it.
func TestWaitIsTold(t *testing.T) {
	for _, trouble := range []telegram.Trouble{telegram.TroubleActive, telegram.TroubleFlood} {
		var errs bytes.Buffer
		a := speaking(lang.EN, &errs)
		a.report(newRoot(a), &telegram.CallError{Call: "messages.initHistoryImport", Trouble: trouble, Wait: 70 * time.Minute})
		if !strings.Contains(errs.String(), "1 hour 10 minutes") {
			t.Errorf("%s: %q", trouble, errs.String())
		}
	}
}

// The other errors have their words and statuses too.
func TestExplain(t *testing.T) {
	private := telegram.Candidate{Peer: telegram.Peer{Title: "지우"}, Refused: telegram.RefusedNotMutual}
	for _, c := range []struct {
		err  error
		want console.Status
		says string
	}{
		{telegram.ErrBusy, console.Temporary, "Another exile-telegram is at work."},
		{telegram.ErrNotSignedIn, console.Secret, "Nobody is signed in"},
		{telegram.ErrNoAccount, console.Refused, "no account at Telegram"},
		{telegram.ErrCodeWay, console.Refused, "only its own apps can do"},
		{telegram.ErrQRExpired, console.Temporary, "Nobody has scanned the code."},
		{about(telegram.ErrNotPrivate, "/tmp/my x"), console.Refused, "chmod 700 '/tmp/my x'"},
		{&telegram.KeepError{Name: "session.age", Path: "/tmp/x/session.age", Err: telegram.ErrDamaged}, console.Damaged, "“/tmp/x/session.age” is damaged"},
		{&telegram.KeepError{Name: "session.age", Path: "/tmp/x/session.age", Err: telegram.ErrOtherKey}, console.Damaged, "logout --here"},
		{&telegram.KeepError{Name: "key.age", Path: "/tmp/x/key.age", Err: telegram.ErrDamaged}, console.Damaged, "nothing in “/tmp/x” can be opened"},
		{&telegram.KeepError{Name: "key.age", Path: "/tmp/x/key.age", Err: crypto.ErrWorkFactor}, console.Damaged, "move the whole folder away"},
		{&telegram.KeepError{Name: "secret.age", Path: "/tmp/x/secret.age", Err: telegram.ErrGone}, console.Damaged, "move the whole folder “/tmp/x” away"},
		{telegram.ErrProxy, console.Usage, "ALL_PROXY"},
		{telegram.ErrOffset, console.Refused, "offset from UTC"},
		{about(telegram.ErrNoChat, "우리"), console.NotFound, "There is no chat “우리”"},
		{about(&telegram.ManyChatsError{Candidates: []telegram.Candidate{{Peer: telegram.Peer{ID: 7, Kind: telegram.PeerUser}}, {Peer: telegram.Peer{ID: 8}}}}, "우리"), console.NotFound, "7 (private), 8"},
		{&telegram.RefusedError{Candidate: private}, console.Refused, "No import into “지우” is allowed: you and they must both"},
		{&telegram.FitError{Title: "산책", Group: true}, console.Refused, "is a group's history"},
		{&telegram.FitError{Title: "산책"}, console.Refused, "--as-group"},
		{&telegram.TooLargeError{Name: "a.mp4", Title: "산책", Size: 3 << 30, Limit: 2 << 30}, console.Refused, "“a.mp4” in “산책” has 3.2 GB; Telegram takes 2.1 GB."},
		{&telegram.TooLargeError{Name: "a.mp4", Title: "산책", Size: 3 << 30, Limit: 2 << 30, Others: 2}, console.Refused, "and 2 other files are too large as well"},
		{&telegram.TooLargeError{Name: "_chat.txt", Title: "산책", Size: 3 << 30, Limit: 2 << 30, Text: true}, console.Refused, "Plan it in parts: --part 10000."},
		{&telegram.EmptyFileError{Title: "산책", Name: "a.jpg"}, console.Refused, "“a.jpg” in “산책” is empty"},
		{&telegram.MoreSeeError{Title: "산책", Target: telegram.Peer{Title: "우리"}, Confirmed: 2, Now: 40}, console.Refused, "in “우리” now than you confirmed: 40 instead of 2"},
		{telegram.ErrTakenBack, console.Refused, "was taken back"},
		{about(telegram.ErrForgedPlan, "x"), console.Damaged, "Plan it anew"},
		{&telegram.BeforeError{Title: "산책", Part: "_chat.txt"}, console.Refused, "delivered into this chat before"},
		{&telegram.UnknownError{Title: "산책", Part: "_chat.txt"}, console.Temporary, "push a.plan.json --retry-unknown"},
		{&telegram.LostImportError{Part: "_chat.txt"}, console.Temporary, "Push again: `exile telegram push a.plan.json`"},
		{&telegram.UnknownError{Part: "_chat.txt"}, console.Temporary, "they would then be there twice"},
		{telegram.ErrEmptyPlan, console.Refused, "nothing to deliver"},
		{telegram.ErrOneChat, console.Usage, "several chats are to be delivered"},
		{telegram.ErrNoHead, console.Damaged, "no chat of exile's"},
		{telegram.ErrOtherAccount, console.Refused, "another account"},
		{telegram.ErrOtherOffset, console.Refused, "not what was planned"},
		{telegram.ErrChangedBundle, console.Refused, "not what was planned"},
		{about(telegram.ErrBadPlan, "x"), console.Damaged, "“x” is no plan"},
		{about(telegram.ErrPlanVersion, "x"), console.Damaged, "another version"},
		{&fs.PathError{Op: "read", Path: "/tmp/x/ab.journal", Err: telegram.ErrForeignJournal}, console.Damaged, "“/tmp/x/ab.journal”"},
		{&fs.PathError{Op: "read", Path: "/tmp/x/ab.journal", Err: telegram.ErrDamagedJournal}, console.Damaged, "then move the file out of the folder"},
		{&fs.PathError{Op: "read", Path: "/tmp/x/ab.journal", Err: telegram.ErrJournalVersion}, console.Damaged, "“/tmp/x/ab.journal”, the journal of a delivery, is of another version"},
		{&fs.PathError{Op: "read", Path: "/tmp/x/pace.json", Err: telegram.ErrDamagedPace}, console.Damaged, "“/tmp/x/pace.json”"},
		{about(telegram.ErrForged, "x"), console.Damaged, "Nothing was deleted"},
		{about(telegram.ErrBadReceipt, "x"), console.Damaged, "“x” is no receipt"},
		{telegram.ErrForeignReceipt, console.Refused, "another account"},
		{telegram.ErrHistory, console.Failed, "It failed"},
		{handover.ErrCut, console.Damaged, "was cut off"},
		{handover.ErrForm, console.Damaged, "no chat of exile's"},
		{handover.ErrVersion, console.Failed, "different versions"},
		{about(crypto.ErrWrongKey, "/tmp/x"), console.Secret, "does not open the session"},
		{context.Canceled, console.Cancelled, "Cancelled."},
		{errors.Join(&telegram.CallError{Trouble: telegram.TroubleLost, Call: "messages.startHistoryImport", Err: context.Canceled}), console.Cancelled, "Cancelled."},
		{errors.New("read a\x1b[31m: boom"), console.Failed, "It failed: push: read a [31m: boom"},
	} {
		var errs bytes.Buffer
		a := speaking(lang.EN, &errs)
		if got := a.report(newRoot(a), fmt.Errorf("push: %w", c.err)); got != c.want || !strings.Contains(errs.String(), c.says) {
			t.Errorf("%v: status %d, %q", c.err, got, errs.String())
		}
		if strings.ContainsAny(errs.String(), "{}") {
			t.Errorf("%v: %q", c.err, errs.String())
		}
	}
}

// What a plan can tell, why to wait, and how far a part can be: all have words of
// their own.
func TestEverythingHasWords(t *testing.T) {
	a := speaking(lang.EN, &bytes.Buffer{})
	seen := map[string]string{}
	words := func(of, said string) {
		if said == "" || said == of || strings.ContainsAny(said, "{}") {
			t.Errorf("%s: %q", of, said)
		}
		if other, ok := seen[said]; ok && other != of {
			t.Errorf("%s and %s are told alike: %q", of, other, said)
		}
		seen[said] = of
	}
	for code := range remarks {
		words(string(code), a.remark(&telegram.Remark{Code: code, Count: 3, Name: "x"}))
	}
	for _, code := range []telegram.RemarkCode{
		telegram.RemarkAsFile, telegram.RemarkVoiceAudio, telegram.RemarkAnimated, telegram.RemarkLong, telegram.RemarkDates,
		telegram.RemarkParts, telegram.RemarkBusyChat, telegram.RemarkOthers, telegram.RemarkBefore, telegram.RemarkAgain, telegram.RemarkUpgrade,
		telegram.RemarkUnchecked, telegram.RemarkLarge, telegram.RemarkMany,
	} {
		if _, ok := remarks[code]; !ok {
			t.Errorf("%s has no sentence", code)
		}
	}
	for _, why := range []telegram.WaitReason{
		telegram.WaitFlood, telegram.WaitImport, telegram.WaitPace, telegram.WaitPeerPace, telegram.WaitAfterError, telegram.WaitAppear, telegram.WaitServer,
	} {
		words(string(why), a.reason(why))
	}
	for _, o := range []telegram.Outcome{
		telegram.OutcomeNone, telegram.OutcomeText, telegram.OutcomeInit, telegram.OutcomeStarting,
		telegram.OutcomeStarted, telegram.OutcomeSeen, telegram.OutcomeFailed, telegram.OutcomeUnknown,
	} {
		words("outcome "+string(o), a.outcome(o))
	}
	for _, r := range []telegram.Refusal{
		telegram.RefusedSelf, telegram.RefusedNotMutual, telegram.RefusedBlocked, telegram.RefusedBot,
		telegram.RefusedDeleted, telegram.RefusedChannel, telegram.RefusedNotAdmin, telegram.RefusedLeft,
	} {
		words("refusal "+string(r), a.refusal(r))
	}
	for _, s := range []telegram.PushStage{
		telegram.StageCheck, telegram.StageGroup, telegram.StageText, telegram.StageMedia, telegram.StageStart, telegram.StageAppear, telegram.StageDone,
	} {
		words("stage "+string(s), (&pushing{app: a}).stage(s))
	}
}

func TestSpan(t *testing.T) {
	a := speaking(lang.KO, &bytes.Buffer{})
	for d, want := range map[time.Duration]string{
		0: "0초", time.Second: "1초", 90 * time.Second: "1분 30초", time.Hour: "1시간", 70 * time.Minute: "1시간 10분",
		25 * time.Hour: "1일 1시간", 48 * time.Hour: "2일",
	} {
		if got := a.span(d); got != want {
			t.Errorf("%v: %q, want %q", d, got, want)
		}
	}
}

// A file that is named after a chat can be made on every system.
func TestFileName(t *testing.T) {
	for in, want := range map[string]string{
		"가족 여행":                  "가족 여행",
		"a/b\\c:d*e?":            "a_b_c_d_e_",
		"..":                     "chat",
		"  ":                     "chat",
		"x\ny":                   "x y",
		strings.Repeat("가", 100): strings.Repeat("가", 40),
		"evil\u202egnp.":         "evilgnp",
	} {
		if got := fileName(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
