#!/usr/bin/env bash
# Installs the clients that the tests in dev.whence.clients run, each into a folder of its own under target/clients, as their
# lock files have them, so that no test has to wait for it. What could not be had is said; its test tries once more, and is
# skipped.
set -uo pipefail
cd "$(dirname "$0")/../../.."
command -v npm >/dev/null 2>&1 || { echo "clients: there is no npm; tests with clients of others will be skipped"; exit 0; }
for pinned in src/test/clients/*/package-lock.json; do
  from=$(dirname "$pinned")
  to=target/clients/$(basename "$from")
  mkdir -p "$to"
  if [ -e "$to/node_modules/.package-lock.json" ] && cmp -s "$pinned" "$to/package-lock.json"; then continue; fi
  rm -rf "$to/node_modules"
  cp "$from"/* "$to"
  (cd "$to" && timeout 180 npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) </dev/null >/dev/null 2>&1 \
    || { rm -rf "$to/node_modules"; echo "clients: $(basename "$from") could not be installed"; }
done
