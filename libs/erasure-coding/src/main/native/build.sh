#!/bin/sh
# Builds the bridge to ISA-L and puts it, with ISA-L itself, into the folder given. Without a compiler or jni.h it says so
# and succeeds: the build then carries the Java coders only.
# Usage: build.sh TARGET_FOLDER [JAVA_HOME...]
set -eu
target=$1
shift
here=$(cd "$(dirname "$0")" && pwd)

skip() {
  echo "ISA-L coder not built: $1. The Vector API coder will be used." >&2
  rm -rf "$target"
  exit 0
}

command -v "${CC:-gcc}" >/dev/null 2>&1 || skip "no ${CC:-gcc}"

javac=$(command -v javac || true)
[ -z "$javac" ] || javac=$(dirname "$(dirname "$(readlink -f "$javac")")")
include=
for home in "$@" "${JAVA_HOME:-}" "$javac" /usr/lib/jvm/* "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/*; do
  if [ -n "$home" ] && [ -f "$home/include/jni.h" ]; then
    include=$home/include
    break
  fi
done
[ -n "$include" ] || skip "no jni.h in any JDK; set JAVA_HOME to a JDK"

mkdir -p "$target"
library=$target/libanvilerasure.so
"${CC:-gcc}" -O2 -Wall -shared -fPIC -I"$include" -I"$include/linux" "$here/anvil_erasure.c" \
  -Wl,-rpath,'$ORIGIN' -Wl,-z,relro -Wl,-z,now -lisal -o "$library.new"
strip "$library.new" 2>/dev/null || true
mv "$library.new" "$library"
isal=$(ldd "$library" | sed -n 's/.*libisal\.so\.2 => \([^ ]*\).*/\1/p')
[ -n "$isal" ] || skip "libisal.so.2 not found"
case $isal in
"$target"/*) ;;
*) cp "$isal" "$target/libisal.so.2" ;;
esac
for licence in /usr/share/doc/libisal2/copyright /usr/share/doc/libisal-dev/copyright; do
  if [ -f "$licence" ]; then
    cp "$licence" "$target/libisal-LICENCE"
    break
  fi
done
