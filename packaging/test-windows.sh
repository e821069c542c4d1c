#!/usr/bin/env bash
# Runs the Windows build under wine: packaging/test-windows.sh OUT
#
# OUT is what build.sh made, with windows-amd64 and linux-amd64 in it: what both make of
# the example must be the same, byte by byte. Ends with status 77 where there is no wine.
# Wine is not Windows: that consoles, Explorer and antivirus do as hoped is not shown.
set -euo pipefail

say() { printf '%s\n' "$*" >&2; }
fail() { say "test-windows.sh: $*"; exit 1; }

[ $# = 1 ] || fail "usage: packaging/test-windows.sh OUT"
out=$(cd "$1" && pwd)
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
example=$(cd "$here/../examples/kakaotalk" && pwd)
if ! command -v wine >/dev/null; then
	say "test-windows.sh: no wine here (Debian: apt-get install wine wine64): THE WINDOWS BUILD IS UNTESTED"
	exit 77
fi

dir=$(mktemp -d)
export WINEPREFIX=$dir/prefix WINEDEBUG=-all WINEDLLOVERRIDES='mscoree,mshtml=' LC_ALL=C.UTF-8
trap 'wineserver -k 2>/dev/null || :; wineserver -w 2>/dev/null || :; rm -rf "$dir"' EXIT
cd "$dir"
unzip -q "$out"/exile-*-windows-amd64.zip -d windows
tar -xzf "$out"/exile-*-linux-amd64.tar.gz
exe=$(echo "$dir"/windows/exile-*/exile.exe)
linux=$(echo "$dir"/exile-*-linux-amd64/exile)

windows() { wine "$exe" "$@" </dev/null 2>errors | tr -d '\r'; }
wine wineboot -i >/dev/null 2>&1

# Wine before 8.12 lacks what Go asks of Windows when it starts.
if ! windows version >/dev/null && grep -q bcryptprimitives errors; then
	say "this wine is old: wine8.c helps it"
	x86_64-w64-mingw32-gcc -O1 -shared -o "$WINEPREFIX/drive_c/windows/system32/bcryptprimitives.dll" "$here/wine8.c" -ladvapi32
fi

# expect WORD COMMAND… runs it and wants WORD in what it prints.
expect() {
	local word=$1
	shift
	"$@" >printed 2>>errors || fail "$*: status $?: $(cat printed errors)"
	grep -qF -- "$word" printed errors || { cat printed errors >&2; fail "$*: no $word"; }
	say "ok: ${*:1:4}"
}

expect 'windows/amd64' windows version
expect '대화 기록을 꺼내' windows --lang ko --help
expect '대화 기록을 꺼내' env LC_ALL=ko_KR.UTF-8 wine "$exe" --help

mkdir '내보낸 대화'
cp -R "$example" '내보낸 대화/카카오톡'
for to in telegram telegram-json jsonl html markdown csv txt; do
	for who in windows "$linux"; do
		mkdir -p "made/${who##*/}/$to"
		args=(convert '내보낸 대화/카카오톡' --to "$to" -o "made/${who##*/}/$to/결과" --tz Asia/Seoul --lang ko)
		"$who" "${args[@]}" >printed 2>errors || [ $? = 3 ] || fail "$who ${args[*]}: $(cat printed errors)"
	done
	diff -r "made/windows/$to" "made/exile/$to" || fail "$to: Windows and Linux do not write the same"
	say "ok: convert --to $to: $(find "made/windows/$to" -type f | wc -l) files as on Linux"
done

store=보관소.exile
expect '' windows add '내보낸 대화/카카오톡' --store $store --tz Asia/Seoul
expect '강릉' windows list --store $store --lang ko
expect '' windows search 안녕 --store $store
printf 'correct horse battery staple\r\n' >passphrase
expect '' windows seal $store --passphrase-file passphrase --new-key
for who in windows "$linux"; do
	expect '' "$who" verify history.exile.age --passphrase-file passphrase
	expect '강릉' "$who" list --store history.exile.age --passphrase-file passphrase
done
say "the Windows build does under wine what the Linux build does"
