#!/bin/sh
# Builds the native checksums into the folder given. Without jni.h, or with a compiler that lacks its headers, it says so and
# succeeds: Java does the work then.
# Usage: build.sh TARGET_FOLDER [JAVA_HOME...]
set -eu
target=$1
shift
here=$(cd "$(dirname "$0")" && pwd)

include=
for home in "$@" "${JAVA_HOME:-}" /usr/lib/jvm/* "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/*; do
  if [ -n "$home" ] && [ -f "$home/include/jni.h" ]; then
    include=$home/include
    break
  fi
done
skip() {
  echo "native checksums not built: $1" >&2
  exit 0
}

[ -n "$include" ] || skip "no jni.h in any JDK; set JAVA_HOME to a JDK"
printf '#include <stdint.h>\n#include <string.h>\n#include <immintrin.h>\n#include <jni.h>\n' |
  gcc -I"$include" -I"$include/linux" -x c -c -o /dev/null - 2>/dev/null || skip "gcc lacks headers (Debian: apt install libc6-dev)"

mkdir -p "$target"
library=$target/libanvilchecksums.so
gcc -O3 -Wall -shared -fPIC -I"$include" -I"$include/linux" "$here/anvil_checksums.c" -Wl,-z,relro -Wl,-z,now -o "$library.new"
strip "$library.new" 2>/dev/null || true
mv "$library.new" "$library"
