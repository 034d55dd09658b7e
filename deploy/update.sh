#!/usr/bin/env bash
# Updates the production compose to an image and goes back to the one before when it does not become healthy.
#   deploy/update.sh ghcr.io/owner/smarter-dev:1.2.3
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

image=${1:?the image to run, as ghcr.io/owner/smarter-dev:1.2.3}
before=$(sed -n 's/^IMAGE=//p' .env)
compose() { docker compose --file docker-compose.prod.yml --env-file .env "$@"; }
use() {
  local rest
  rest=$(grep -v '^IMAGE=' .env || true)
  (umask 077 && printf '%s\nIMAGE=%s\n' "$rest" "$1" > .env.new && mv .env.new .env)
}
start() { compose up --detach --wait --wait-timeout 120 bot web nginx; }

use "$image"
if compose pull --quiet bot web && start; then
  echo "running $image"
  exit 0
fi
compose logs --tail 50 bot web >&2 || true
use "$before"
echo "$image did not become healthy; going back to ${before:-nothing}" >&2
[ -z "$before" ] || start
exit 1
