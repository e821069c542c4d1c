#!/usr/bin/env bash
# Makes a C compiler for macOS out of zig: packaging/macos.sh ZIG OUT
#
# OUT ends in -arm64 or -amd64. zig brings the headers and the C library of macOS, but
# none of its frameworks. Go's standard library calls two, for certificates: what
# it needs of them stands in its sources, and a linker wants no more than the names.
set -euo pipefail

zig=$1 out=$2 stubs=$2.stubs
case $out in
*-arm64) machine=aarch64 ;;
*-amd64) machine=x86_64 ;;
*) exit 2 ;;
esac

# stub FILE LIBRARY SYMBOL… says that a library has these symbols.
stub() {
	local file=$1 library=$2
	shift 2
	mkdir -p "$(dirname "$file")"
	cat >"$file" <<-EOF
		--- !tapi-tbd
		tbd-version: 4
		targets: [ x86_64-macos, arm64-macos ]
		install-name: '$library'
		exports:
		  - targets: [ x86_64-macos, arm64-macos ]
		    symbols: [ $(IFS=, && echo "$*") ]
		...
	EOF
}

# imported FRAMEWORK lists what Go calls in it.
imported() {
	grep -hE "^//go:cgo_import_dynamic .*/$1\"" "$(go env GOROOT)"/src/crypto/x509/internal/macos/*.go | awk '{ print "_" $3 }' | sort -u
}

for framework in CoreFoundation Security; do
	mapfile -t symbols < <(imported "$framework")
	[ "${#symbols[@]}" -gt 3 ] || { echo "macos.sh: Go calls nothing in $framework any more?" >&2; exit 1; }
	stub "$stubs/$framework.framework/$framework.tbd" "/System/Library/Frameworks/$framework.framework/Versions/A/$framework" "${symbols[@]}"
done
stub "$stubs/libresolv.tbd" /usr/lib/libresolv.9.dylib _res_9_ninit _res_9_nclose _res_9_nsearch

# Arguments that Go gives to Apple's linker and zig's does not know are left out.
cat >"$out" <<EOF
#!/usr/bin/env bash
args=()
for arg in "\$@"; do
	case \$arg in
	-Wl,-x | -Wl,-S | -Wl,--compress-debug-sections=* | -Qunused-arguments) ;;
	*) args+=("\$arg") ;;
	esac
done
exec "$zig" cc -target $machine-macos.12.0 "\${args[@]}" -F"$stubs" -L"$stubs"
EOF
chmod +x "$out"
