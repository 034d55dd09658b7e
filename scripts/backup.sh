#!/bin/sh
# Backs up the database, and Redis if wished; for cron:  17 3 * * *  /opt/smarter-dev/scripts/backup.sh
#
#   SMARTER_DEV     the executable                         (smarter-dev)
#   BACKUP_TO       a folder, or s3                        (backups in DATA_DIR)
#   BACKUP_REDIS    a folder for snapshots of Redis        (none: it holds nothing that cannot be made anew)
#   REDIS_URL       which Redis
#   VERIFY          1 restores each backup into a scratch database and compares
#
# Older backups are removed by BACKUP_KEEP_DAILY and BACKUP_KEEP_WEEKLY. Exits with 1 when anything failed.
set -eu
umask 077

program=${SMARTER_DEV:-smarter-dev}
set -- backup
[ -n "${BACKUP_TO:-}" ] && set -- "$@" --to "$BACKUP_TO"
[ "${VERIFY:-0}" = 1 ] && set -- "$@" --verify
"$program" "$@"

if [ -n "${BACKUP_REDIS:-}" ] && [ -n "${REDIS_URL:-}" ]; then
  mkdir -p "$BACKUP_REDIS"
  file=$BACKUP_REDIS/redis-$(date -u +%Y%m%dT%H%M%SZ).rdb
  trap 'rm -f "$file.partial"' EXIT
  redis-cli -u "$REDIS_URL" --rdb "$file.partial" >/dev/null
  mv "$file.partial" "$file"
  find "$BACKUP_REDIS" -name 'redis-*.rdb' -mtime "+${BACKUP_KEEP_DAILY:-7}" -delete
  echo "$file"
fi
