#!/bin/sh
# Builds the native checksums into the folder given. Without jni.h it says so and succeeds: Java does the work then.
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
if [ -z "$include" ]; then
  echo "native checksums not built: no jni.h in any JDK; set JAVA_HOME to a JDK" >&2
  exit 0
fi

mkdir -p "$target"
library=$target/libanvilchecksums.so
gcc -O3 -Wall -shared -fPIC -I"$include" -I"$include/linux" "$here/anvil_checksums.c" -Wl,-z,relro -Wl,-z,now -o "$library.new"
strip "$library.new" 2>/dev/null || true
mv "$library.new" "$library"
