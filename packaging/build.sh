#!/usr/bin/env bash
# Makes what people install: packaging/build.sh VERSION OUT [TARGET…]
#
# OUT is a new folder. The targets are linux-amd64, linux-arm64, windows-amd64,
# macos-arm64 and macos-amd64; without one, all that the compilers at hand allow.
# Runs on Linux amd64, made for Debian 12:
#   apt-get install gcc zip gcc-mingw-w64-x86-64-posix \
#     gcc-aarch64-linux-gnu libc6-dev-arm64-cross
# macOS has no compiler there: ZIG=/path/to/zig names one that makes programs for it.
#
#   EXILE_WITHOUT_TELEGRAM=1   leaves out exile-telegram, which takes minutes to build
#   SOURCE_DATE_EPOCH          the time of every file; else that of the last commit
#
# The same sources, compilers and VERSION give the same bytes, wherever and whenever.
set -euo pipefail
shopt -s inherit_errexit

nfpm=github.com/goreleaser/nfpm/v2/cmd/nfpm@v2.43.0

fail() { echo "build.sh: $*" >&2; exit 1; }
step() { printf '== %s (%d s)\n' "$*" "$SECONDS" >&2; }

[ $# -ge 2 ] || fail "usage: packaging/build.sh VERSION OUT [TARGET…]"
version=$1 out=$2
shift 2
[[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+(-[0-9a-z.]+)?$ ]] || fail "VERSION is of the form 1.2.3 or 1.2.3-rc.1, not $version"
[ ! -e "$out" ] || fail "$out is there already"
mkdir -p "$out"
out=$(cd "$out" && pwd)
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# Nothing of this computer gets into the bytes: its time, zone, language, settings.
if [ -z "${SOURCE_DATE_EPOCH:-}" ]; then
	SOURCE_DATE_EPOCH=$(git log -1 --format=%ct 2>/dev/null) || SOURCE_DATE_EPOCH=1767225600 # a year that is over
fi
export SOURCE_DATE_EPOCH TZ=UTC LC_ALL=C
umask 022
unset CGO_CFLAGS CGO_CPPFLAGS CGO_CXXFLAGS CGO_LDFLAGS GOEXPERIMENT CC
export GOFLAGS=-trimpath GOAMD64=v1 GOARM64=v8.0 GOWORK=off GOTOOLCHAIN=local

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# What is linked besides SQLite; static, so that it starts on any Linux.
readonly tags=netgo,osusergo,sqlite_omit_load_extension
readonly flags="-s -w -buildid= -X main.release=$version"

# The licences of the C libraries that a compiler links in, as Debian keeps them.
c_notice() {
	local package file
	for package in "$@"; do
		file=/usr/share/doc/$package/copyright
		[ -r "$file" ] || fail "the licence of $package is not in $file"
		printf '\n%s\n%s\n%s\n\n' "$(line)" "$(dpkg-query -W -f '${source:Package} ${source:Version}: its runtime is linked in' "$package")" "$(line)"
		cat "$file"
	done
}
line() { printf -- '-%.0s' {1..72}; }

# compile TARGET DIR builds the programs into DIR.
compile() {
	local target=$1 dir=$2 exe='' ldflags=$flags
	export GOOS GOARCH CGO_ENABLED=1 CC
	case $target in
	linux-amd64) GOOS=linux GOARCH=amd64 CC=gcc ldflags+=' -linkmode external -extldflags -static' ;;
	linux-arm64) GOOS=linux GOARCH=arm64 CC=aarch64-linux-gnu-gcc ldflags+=' -linkmode external -extldflags -static' ;;
	windows-amd64)
		GOOS=windows GOARCH=amd64 CC=x86_64-w64-mingw32-gcc exe=.exe
		(cd packaging && x86_64-w64-mingw32-windres -D "VERSION=\\\"$version\\\"" exile.rc "$work/exile.res.o")
		ldflags+=" -extldflags $work/exile.res.o"
		;;
	macos-*)
		GOOS=darwin GOARCH=${target#macos-} CC=$work/zig-$GOARCH
		packaging/macos.sh "$ZIG" "$CC"
		;;
	esac
	if [ "$target" = linux-amd64 ] && [ -e "$work/native/exile" ]; then
		cp "$work/native/exile" "$dir"
	else
		go build -buildvcs=false -tags "$tags" -ldflags "$ldflags" -o "$dir/exile$exe" ./cmd/exile
	fi
	if [ -z "${EXILE_WITHOUT_TELEGRAM:-}" ]; then
		CGO_ENABLED=0 go build -buildvcs=false -ldflags "$flags" -o "$dir/exile-telegram$exe" ./cmd/exile-telegram
	fi
}

# about TARGET DIR NAME writes the notice of the parts into DIR, the SBOM beside the result.
about() {
	local target=$1 dir=$2 packages=(./cmd/exile)
	[ -n "${EXILE_WITHOUT_TELEGRAM:-}" ] || packages+=(./cmd/exile-telegram)
	"$work/parts" sbom -version "$version" -tags "$tags" "${packages[@]}" >"$out/$3.cdx.json"
	{
		"$work/parts" notice -tags "$tags" "${packages[@]}"
		case $target in
		linux-amd64) c_notice libc6-dev libgcc-12-dev ;;
		linux-arm64) c_notice libc6-dev-arm64-cross libgcc-12-dev-arm64-cross ;;
		windows-amd64) c_notice mingw-w64-x86-64-dev gcc-mingw-w64-base ;;
		esac
		case $target in linux-*) static_notice ;; esac
	} >"$dir/NOTICE"
}

# The LGPL asks that who gets a program with glibc in it can link it with another.
static_notice() {
	printf '\n%s\nThe GNU C Library in exile is under the GNU Lesser General Public License 2.1,\nwhich follows. You may change the library and link exile with it anew: exile is\ngiven with its source, and packaging/build.sh in it links it. The source of the\nlibrary, of the version named above, is kept by https://snapshot.debian.org.\n%s\n\n' "$(line)" "$(line)"
	cat /usr/share/common-licenses/LGPL-2.1
}

# manuals makes what only exile itself can make, with the one for this computer.
manuals() {
	local exile=$1 dir=$2 shell
	mkdir -p "$dir/man/man1" "$dir/man/ko/man1" "$dir/completions"
	"$exile" --quiet --lang en man --dir "$dir/man/man1"
	"$exile" --quiet --lang ko man --dir "$dir/man/ko/man1"
	for shell in bash zsh fish powershell; do
		"$exile" --lang en completion "$shell" >"$dir/completions/exile.$shell"
	done
}

# texts DIR copies what is to be read, links between it intact.
texts() {
	mkdir -p "$1/docs"
	cp README.md README.ko.md LICENSE ERRATA.md "$1"
	cp docs/install.md docs/install.ko.md docs/telegram.md docs/sealed-archive.md "$1/docs"
}

# settle DIR gives every file the same time, and modes that depend on no umask.
settle() {
	find "$1" -type d -exec chmod 755 {} +
	find "$1" -type f ! -perm -u+x -exec chmod 644 {} +
	find "$1" -type f -perm -u+x -exec chmod 755 {} +
	find "$1" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
}

pack_tar() { # the folder stands in $work
	settle "$work/$1"
	tar -C "$work" --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner --format=gnu -cf - "$1" | gzip -9n >"$out/$1.tar.gz"
}

pack_zip() {
	settle "$work/$1"
	(cd "$work" && find "$1" | sort | zip -q -9 -X -@ "$out/$1.zip")
}

# pack_linux TARGET DIR makes the deb and the rpm of what lies in DIR.
pack_linux() {
	local dir=$2 root=$work/root-$1 arch=${1#linux-} page
	local doc=$root/share/doc/exile
	mkdir -p "$root/bin" "$doc" "$root/share/applications" "$root/share/icons/hicolor/scalable/apps" \
		"$root/share/bash-completion/completions" "$root/share/zsh/vendor-completions" "$root/share/fish/vendor_completions.d" \
		"$root/share/lintian/overrides"
	cp "$dir"/exile* "$root/bin" && rm -f "$root"/bin/*.{desktop,svg}
	cp -R "$dir/man" "$root/share/man"
	find "$root/share/man" -type f -print0 | while IFS= read -r -d '' page; do gzip -9n "$page"; done
	cp "$dir/completions/exile.bash" "$root/share/bash-completion/completions/exile"
	cp "$dir/completions/exile.zsh" "$root/share/zsh/vendor-completions/_exile"
	cp "$dir/completions/exile.fish" "$root/share/fish/vendor_completions.d/exile.fish"
	cp "$dir/exile.desktop" "$root/share/applications"
	cp "$dir/exile.svg" "$root/share/icons/hicolor/scalable/apps"
	texts "$doc" && rm "$doc/LICENSE"
	cat LICENSE "$dir/NOTICE" >"$doc/copyright"
	printf 'exile: %s\n' 'statically-linked-binary [usr/bin/exile]' 'statically-linked-binary [usr/bin/exile-telegram]' copyright-file-contains-full-apache-2-license >"$root/share/lintian/overrides/exile"
	[ -e "$root/bin/exile-telegram" ] || sed -i /telegram/d "$root/share/lintian/overrides/exile"
	printf 'exile (%s) unstable; urgency=low\n\n  * See ERRATA.md for the mistakes of releases.\n\n -- The exile authors <exile@localhost>  %s\n' "$version" "$(date -R -d "@$SOURCE_DATE_EPOCH")" | gzip -9n >"$doc/changelog.gz"
	settle "$root"
	# Files alone: the folders belong to the system.
	{
		cat packaging/nfpm.yaml
		echo contents:
		(cd "$root" && find . -type f -printf '%P\n' | sort | sed "s|.*|  - {src: '$root/&', dst: '/usr/&'}|")
	} >"$root.yaml"
	for page in deb rpm; do
		EXILE_ARCH=$arch EXILE_VERSION=$version "$work/nfpm" package -f "$root.yaml" -p $page -t "$out" >/dev/null
	done
}

# build TARGET makes everything for one system.
build() {
	local target=$1 name=exile-$version-$1 dir
	step "$target"
	dir=$work/$name
	mkdir -p "$dir"
	compile "$target" "$dir"
	about "$target" "$dir" "$name"
	texts "$dir"
	case $target in
	linux-*)
		[ -d "$work/manuals" ] || manuals "$work/native/exile" "$work/manuals"
		cp -R "$work/manuals/." "$dir"
		cp packaging/exile.desktop packaging/exile.svg "$dir"
		pack_linux "$target" "$dir"
		pack_tar "$name"
		;;
	windows-*)
		sed 's/$/\r/' packaging/START-HERE.txt | { printf '\357\273\277' && cat; } >"$dir/START-HERE.txt" # as Notepad reads it
		mv "$dir/NOTICE" "$dir/NOTICE.txt" # LICENSE is linked to
		pack_zip "$name"
		;;
	macos-*)
		cp packaging/exile.command "$dir"
		pack_zip "$name"
		;;
	esac
}

# can says whether a target's compiler is there.
can() {
	case $1 in
	linux-amd64) command -v gcc ;;
	linux-arm64) command -v aarch64-linux-gnu-gcc ;;
	windows-amd64) command -v x86_64-w64-mingw32-gcc ;;
	macos-*) [ -n "${ZIG:-}" ] ;;
	*) fail "no such target: $1" ;;
	esac >/dev/null
}

[ "$(uname -sm)" = "Linux x86_64" ] || fail "it runs on Linux amd64"
targets=("$@")
if [ $# = 0 ]; then
	for target in linux-amd64 linux-arm64 windows-amd64 macos-arm64 macos-amd64; do
		if can "$target"; then targets+=("$target"); else echo "build.sh: no compiler for $target: left out" >&2; fi
	done
fi
for target in "${targets[@]}"; do can "$target" || fail "no compiler for $target"; done

step "tools"
go build -o "$work/parts" ./packaging/parts
if [[ " ${targets[*]} " == *" linux-"* ]]; then
	GOBIN=$work go install "$nfpm"
	# The manual is made by exile. One for this computer is at hand if it is a target.
	mkdir -p "$work/native"
	(EXILE_WITHOUT_TELEGRAM=1 compile linux-amd64 "$work/native")
fi
for target in "${targets[@]}"; do (build "$target"); done
(cd "$out" && sha256sum -- * >"$work/SHA256SUMS" && mv "$work/SHA256SUMS" .)
step "done: $out"
