#!/usr/bin/env bash
# Tries the Linux files that build.sh made: packaging/test-linux.sh OUT
#
# Checksums, contents of deb, rpm and tar.gz, and that exile runs out of them, in an empty
# root without any library. Uses what is there of lintian, desktop-file-validate,
# rpm and qemu-aarch64-static, and says what it has not tried.
set -euo pipefail

say() { printf '%s\n' "$*" >&2; }
fail() { say "test-linux.sh: $*"; exit 1; }
has() { command -v "$1" >/dev/null || { say "NOT TRIED, there is no $1: $2"; return 1; }; }

[ $# = 1 ] || fail "usage: packaging/test-linux.sh OUT"
out=$(cd "$1" && pwd)
example=$(cd "$(dirname "${BASH_SOURCE[0]}")/../examples/kakaotalk" && pwd)
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

(cd "$out" && sha256sum --quiet -c SHA256SUMS)
[ "$(find "$out" -type f ! -name SHA256SUMS | wc -l)" = "$(wc -l <"$out/SHA256SUMS")" ] || fail "SHA256SUMS does not name every file"
say "ok: checksums"

# runs EXILE ROOT [QEMU] does what a person would, with nothing of this system in reach.
runs() {
	local root=$2 program=/${1#"$2"/} qemu=${3:-}
	mkdir -p "$root/tmp" "$root/root"
	cp -R "$example" "$root/tmp/chat"
	if [ -n "$qemu" ]; then
		within() { (cd "$root/tmp" && HOME=$root/root "$qemu" "$root$program" "$@"); }
	elif [ "$(id -u)" = 0 ]; then
		within() { HOME=/root chroot "$root" "$program" "$@"; }
	else
		within() { (cd "$root/tmp" && HOME=$root/root "$root$program" "$@"); }
	fi
	within version | grep -qE '^exile [0-9]+\.[0-9]+\.[0-9]+.*linux/' || fail "$1: $(within version)"
	local at=/tmp
	[ -z "$qemu" ] && [ "$(id -u)" = 0 ] || at=.
	within add "$at/chat" --quiet --tz Asia/Seoul --store "$at/보관소.exile" || [ $? = 3 ] || fail "$1 add"
	within search 강릉 --store "$at/보관소.exile" | grep -q 강릉 || fail "$1 search"
	within verify --quiet --store "$at/보관소.exile" || fail "$1 verify"
	program+=-telegram
	if [ -e "$root$program" ]; then
		within version | grep -qE '^exile-telegram [0-9].*linux/' || fail "$program: $(within version)"
	fi
	say "ok: runs: ${1#"$dir"/}"
}

# whole ROOT says whether a package holds what it should.
whole() {
	local file
	for file in bin/exile share/man/man1/exile.1.gz share/man/man1/exile-convert.1.gz share/man/ko/man1/exile.1.gz \
		share/applications/exile.desktop share/icons/hicolor/scalable/apps/exile.svg share/doc/exile/copyright \
		share/doc/exile/docs/install.ko.md share/bash-completion/completions/exile share/zsh/vendor-completions/_exile \
		share/fish/vendor_completions.d/exile.fish; do
		[ -s "$1/usr/$file" ] || fail "${1##*/} lacks $file"
	done
	grep -q 'SQLite .*(blessing)' "$1/usr/share/doc/exile/copyright" || fail "the licences are not whole"
	say "ok: ${1##*/} holds everything"
}

for package in "$out"/*.deb; do
	root=$dir/$(basename "$package")
	dpkg-deb -x "$package" "$root"
	whole "$root"
	case $package in
	*_amd64.deb) runs "$root/usr/bin/exile" "$root" ;;
	*_arm64.deb) if has qemu-aarch64-static "the arm64 program"; then runs "$root/usr/bin/exile" "$root" qemu-aarch64-static; fi ;;
	esac
	if [ "$(id -u)" = 0 ] && [[ $package == *_amd64.deb ]]; then
		dpkg --root="$(mkdir -p "$dir/system/var/lib/dpkg" && touch "$dir/system/var/lib/dpkg/status" && echo "$dir/system")" --force-script-chrootless -i "$package" >/dev/null
		whole "$dir/system"
		dpkg --root="$dir/system" -r exile >/dev/null
		[ ! -e "$dir/system/usr/bin/exile" ] || fail "dpkg -r left exile behind"
		say "ok: dpkg installs and removes it"
	fi
	if has lintian "what Debian asks of a package"; then
		lintian --allow-root --fail-on error --suppress-tags bogus-mail-host,bogus-mail-host-in-debian-changelog "$package" >&2
	fi
done
for package in "$out"/*.rpm; do
	if has rpm "the rpm" && { [ "$(id -u)" = 0 ] || { say "NOT TRIED, only root installs: the rpm"; false; }; }; then
		root=$dir/$(basename "$package")
		mkdir "$root"
		rpm -K "$package" >/dev/null 2>&1 || fail "$package: its digests are wrong"
		rpm --root "$root" --nodeps --ignorearch -i "$package" 2>/dev/null || fail "rpm does not install $package"
		whole "$root"
		[ -z "$(rpm -qp --requires "$package" | grep -v '^rpmlib' || :)" ] || fail "$package needs something"
		[ -z "$(rpm -qplv "$package" 2>/dev/null | grep '^d' || :)" ] || fail "$package takes folders of the system for its own"
	fi
done
for package in "$out"/exile-*-linux-*.tar.gz; do
	mkdir -p tar && tar -xzf "$package" -C tar
	case $package in *-amd64.tar.gz) runs "$(echo "$dir"/tar/exile-*-linux-amd64/exile)" "$dir/tar" ;; esac
done
if has desktop-file-validate "the menu entry"; then
	desktop-file-validate "$dir"/*.deb/usr/share/applications/exile.desktop
fi
for sbom in "$out"/*.cdx.json; do
	grep -q '"purl": "pkg:golang/github.com/mattn/go-sqlite3@' "$sbom" || fail "$sbom does not list what is in it"
done
say "the Linux files are whole, and run"
