#!/usr/bin/env bash
# Runs the Windows build under wine: packaging/test-windows.sh OUT [EXILE]
#
# OUT is what build.sh made, with windows-amd64 in it. EXILE is the same made for this
# computer, by default that of linux-amd64 in OUT: what both make of the example must be
# the same, byte by byte. Uses wine, unzip and curl; ends with status 77 where wine is not
# there or does not run. Wine is not Windows: that consoles, Explorer and antivirus do as hoped is not shown.
set -euo pipefail

say() { printf '%s\n' "$*" >&2; }
fail() { say "test-windows.sh: $*"; exit 1; }
untested() { say "test-windows.sh: THE WINDOWS BUILD IS UNTESTED: $*"; exit 77; }

[ $# = 1 ] || [ $# = 2 ] || fail "usage: packaging/test-windows.sh OUT [EXILE]"
out=$(cd "$1" && pwd)
linux=$(realpath -e "${2:-/}")
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
example=$(cd "$here/../examples/kakaotalk" && pwd)
command -v wine >/dev/null || untested "no wine here (Debian: apt-get install wine wine64)"

dir=$(mktemp -d)
export WINEPREFIX=$dir/prefix WINEDEBUG=-all WINEDLLOVERRIDES='mscoree,mshtml=' LC_ALL=C.UTF-8
trap 'wineserver -k 2>/dev/null || :; wineserver -w 2>/dev/null || :; rm -rf "$dir"' EXIT
cd "$dir"
unzip -q "$out"/exile-*-windows-amd64.zip -d windows
exe=$(echo "$dir"/windows/exile-*/exile.exe)
if [ $# = 1 ]; then
	tar -xzf "$out"/exile-*-linux-amd64.tar.gz
	linux=$(echo "$dir"/exile-*-linux-amd64/exile)
fi

windows() { wine "$exe" "$@" </dev/null 2>errors | tr -d '\r'; }
linux() { "$linux" "$@"; }
{ wine wineboot -i && wine cmd /c ver; } >/dev/null 2>errors || untested "wine does not run here: $(tail -n 1 errors)"

# Wine before 8.12 lacks what Go asks of Windows when it starts.
if ! windows version >/dev/null && grep -q bcryptprimitives errors; then
	say "this wine is old: wine8.c helps it"
	x86_64-w64-mingw32-gcc -O1 -shared -o "$WINEPREFIX/drive_c/windows/system32/bcryptprimitives.dll" "$here/wine8.c" -ladvapi32
fi

# prints WORD COMMAND… runs it and wants WORD in what it prints.
prints() {
	local word=$1
	shift
	: >errors
	"$@" >printed 2>>errors || fail "$*: status $?: $(cat printed errors)"
	grep -qF -- "$word" printed errors || { cat printed errors >&2; fail "$*: no $word"; }
}
expect() { prints "$@" && say "ok: ${*:2:4}"; }

expect 'windows/amd64' windows version
expect '대화 기록을 꺼내' windows --lang ko --help
expect '대화 기록을 꺼내' env LC_ALL=ko_KR.UTF-8 wine "$exe" --help

mkdir '내보낸 대화'
cp -R "$example" '내보낸 대화/카카오톡'
for to in telegram telegram-json jsonl html markdown csv txt; do
	for who in windows linux; do
		mkdir -p "made/$who/$to"
		args=(convert '내보낸 대화/카카오톡' --to "$to" -o "made/$who/$to/결과" --tz Asia/Seoul --lang ko)
		"$who" "${args[@]}" >printed 2>errors || [ $? = 3 ] || fail "$who ${args[*]}: $(cat printed errors)"
	done
	diff -r "made/windows/$to" "made/linux/$to" || fail "$to: Windows and Linux do not write the same"
	say "ok: convert --to $to: $(find "made/windows/$to" -type f | wc -l) files as on Linux"
done

store=보관소.exile
expect '' windows add '내보낸 대화/카카오톡' --store $store --tz Asia/Seoul
expect '강릉' windows list --store $store --lang ko
expect '안녕' windows search 안녕 --store $store
printf 'correct horse battery staple\r\n' >passphrase
expect '' windows seal $store --passphrase-file passphrase --new-key
for who in windows linux; do
	expect '' "$who" verify history.exile.age --passphrase-file passphrase
	expect '강릉' "$who" list --store history.exile.age --passphrase-file passphrase
done

# The second program, where it was built: what it does without a connection.
if [ -e "${exe%.exe}-telegram.exe" ]; then
	expect 'windows/amd64' wine "${exe%.exe}-telegram.exe" version
	expect 'No delivery was begun' windows telegram status --lang en
	expect '보낸 대화가 없습니다' windows telegram status --lang ko
fi

# A double click: the program has a console to itself and no arguments. What opens pages
# here keeps the one that it was to open. This wine's code page has no Korean letters, as
# that of a Windows in English has none.
mkdir browser
cat >browser/xdg-open <<EOF
#!/usr/bin/env bash
path=\${1#file://}
cp "\$(printf %b "\${path//%/\\\\x}")" "$dir/coming" && mv "$dir/coming" "$dir/page"
EOF
chmod +x browser/xdg-open
wine reg add 'HKCU\Software\Wine\Drivers' /v Graphics /d null /f >/dev/null 2>&1 # needs no screen
wine reg add 'HKCR\.html' /ve /d htmlfile /f >/dev/null 2>&1
wineserver -k && wineserver -w
EXILE_STATE='C:\서연 exile' PATH=$dir/browser:$PATH wine start /unix "$exe" </dev/null >printed 2>errors || fail "the double click: $(cat printed errors)"
for _ in {1..120}; do [ -e page ] || sleep 0.5; done
[ -e page ] || fail "a double click opens no browser"
address=$(grep -o 'http://127[^"]*' page | head -n 1)
window=${address%enter/*}
ask() { curl -sS --max-time 20 -b cookies "$@"; }
prints '' ask -f -c cookies "$address"
prints '403' curl -sS -o /dev/null -w '%{http_code}' "$address"
prints '끝내기' ask -fL -H 'Accept-Language: ko' "$window"
prints 'End exile' ask -fL -H 'Accept-Language: en' "$window"
prints 'exile has ended' ask -f -X POST -H "Origin: $(cut -d/ -f1-3 <<<"$window")" -H 'X-Exile: 1' "${window}quit"
ended() { [ -z "$(ls "$WINEPREFIX/drive_c/서연 exile/window")" ] && ! ask "$window" >/dev/null 2>&1; }
for _ in {1..20}; do ended || sleep 0.5; done
ended || fail "it does not end, or leaves the file that lets a browser in"
say "ok: a double click opens the window, once, and it ends"
say "the Windows build does under wine what the Linux build does"
