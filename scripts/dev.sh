#!/usr/bin/env bash
# Development as in production: brings Postgres and Redis, starts the product on them with reload on change, shows all logs in one
# place, and takes everything down with Ctrl-C. Without services at all: bun run dev.
#   scripts/dev.sh                     docker compose where Docker runs, else the Postgres and Redis of this machine
#   SERVICES=local scripts/dev.sh      processes of its own, on free ports, with their data in data/dev
#   SERVICES=compose scripts/dev.sh    containers of docker-compose.yml
#   PORT=8080 scripts/dev.sh           the product on another port; every setting of docs/CONFIG.md works
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# Every part gets a process group of its own, so that Ctrl-C reaches this script alone, which stops them in order.
set -m

data=${DEV_DATA:-$PWD/data/dev}
app='' redis='' postgres='' followed='' composed='' redis_port=''

have() { command -v "$1" >/dev/null 2>&1; }
say() { printf '\033[2mdev      |\033[0m %s\n' "$*"; }
prefixed() { sed -u "s/^/$(printf '\033[%sm%-8s |\033[0m' "$1" "$2") /"; }
answers() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

free_port() {
  local port=$1
  while answers "$port"; do port=$((port + 1)); done
  echo "$port"
}

until_answers() {
  local attempt
  for attempt in $(seq 200); do
    if answers "$2"; then return; fi
    sleep 0.1
  done
  say "$1 does not answer on port $2 after $((attempt / 10)) s" >&2
  exit 1
}

# Ends a process and waits for it, at most $3 seconds.
finish() {
  local name=$1 pid=$2 patience=$3 signal=${4:-TERM}
  [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null || return 0
  say "stopping $name"
  kill -"$signal" "$pid" 2>/dev/null || true
  for _ in $(seq $((patience * 10))); do
    kill -0 "$pid" 2>/dev/null || return 0
    sleep 0.1
  done
  say "$name did not stop in $patience s; killed"
  kill -KILL -- "-$pid" 2>/dev/null || true
}

take_down() {
  local code=$?
  trap '' INT TERM
  trap - EXIT
  finish 'the product' "$app" 12
  if [ -n "$composed" ]; then
    finish logs "$followed" 2
    docker compose stop
  fi
  finish redis "$redis" 5
  finish postgres "$postgres" 10 INT
  say 'everything is down'
  exit "$code"
}
trap take_down EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

bring_containers() {
  composed=yes
  docker compose up --detach --wait
  docker compose logs --follow --tail 0 --no-log-prefix > >(prefixed 35 services) 2>&1 &
  followed=$!
  export DATABASE_URL=${DATABASE_URL:-postgres://postgres:postgres@127.0.0.1:5432/postgres}
  export REDIS_URL=${REDIS_URL:-redis://127.0.0.1:6379}
}

bring_redis() {
  redis_port=$(free_port 16379)
  redis-server --bind 127.0.0.1 --port "$redis_port" --save '' --appendonly no > >(prefixed 31 redis) 2>&1 &
  redis=$!
  until_answers redis "$redis_port"
  export REDIS_URL="redis://127.0.0.1:$redis_port"
}

# Postgres refuses to run as root.
unprivileged() { if [ "$(id -u)" = 0 ]; then setpriv --reuid=postgres --regid=postgres --clear-groups -- "$@"; else "$@"; fi; }

bring_postgres() {
  local bin folder=$data/postgres port
  bin=$(find /usr/lib/postgresql /usr/local/opt /opt/homebrew/opt -maxdepth 3 -name initdb -path '*bin*' 2>/dev/null | sort -V | tail -n 1 || true)
  bin=$(dirname "${bin:-$(command -v initdb)}")
  if [ ! -s "$folder/PG_VERSION" ]; then
    mkdir -p "$folder"
    [ "$(id -u)" != 0 ] || chown postgres "$folder"
    chmod 700 "$folder"
    say "making a database in $folder"
    (cd / && unprivileged "$bin/initdb" --pgdata "$folder" --username postgres --auth trust --encoding UTF8 --locale C >/dev/null)
  fi
  port=$(free_port 15432)
  (cd / && if [ "$(id -u)" = 0 ]; then
    exec setpriv --reuid=postgres --regid=postgres --clear-groups -- "$bin/postgres" -D "$folder" -p "$port" -c listen_addresses=127.0.0.1 -c unix_socket_directories=''
  else
    exec "$bin/postgres" -D "$folder" -p "$port" -c listen_addresses=127.0.0.1 -c unix_socket_directories=''
  fi) > >(prefixed 34 postgres) 2>&1 &
  postgres=$!
  until_answers postgres "$port"
  export DATABASE_URL="postgres://postgres@127.0.0.1:$port/postgres"
}

bring_services() {
  local wanted=${SERVICES:-}
  if [ -z "$wanted" ]; then
    if docker compose version >/dev/null 2>&1 && docker info >/dev/null 2>&1; then wanted=compose; else wanted=local; fi
  fi
  case $wanted in
    compose) bring_containers ;;
    local)
      if ! have redis-server; then
        say 'there is neither Docker nor redis-server here; install one of them, or use: bun run dev' >&2
        exit 1
      fi
      mkdir -p "$data"
      bring_redis
      bring_postgres
      ;;
    *)
      say "SERVICES is «$wanted»; it may be compose or local" >&2
      exit 2
      ;;
  esac
}

bun install --frozen-lockfile --silent
bring_services
export LOG_FORMAT=${LOG_FORMAT:-pretty} DATA_DIR=${DATA_DIR:-$data/product}
say "DATABASE_URL=$DATABASE_URL REDIS_URL=$REDIS_URL"
bun --hot --no-clear-screen src/main.ts > >(prefixed 32 product) 2>&1 &
app=$!
code=0
wait "$app" || code=$?
say "the product ended with $code"
exit "$code"
