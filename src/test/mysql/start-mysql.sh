#!/usr/bin/env bash
# A real MySQL for the tests, unpacked into a folder of its own; nothing of it is installed on this system.
#   start-mysql.sh start [DIR] [PORT]    prints what HERALD_TEST_MYSQL_URL wants, and nothing else, on standard output
#   start-mysql.sh stop  [DIR]
# DIR is ${TMPDIR:-/tmp}/herald-mysql and PORT 33306 unless told. Needs a Debian with its own archive set up, and x86-64 or arm64:
# the server comes from Debian sid, with every library it needs, so the release of this Debian does not matter.
set -euo pipefail

command=${1:-start}
dir=$(mkdir -p "${2:-${TMPDIR:-/tmp}/herald-mysql}" && cd "${2:-${TMPDIR:-/tmp}/herald-mysql}" && pwd -P)
port=${3:-33306}
root=$dir/root
user=herald password=herald

say() { echo "start-mysql: $*" >&2; }

running() { [ -s "$dir/mysqld.pid" ] && kill -0 "$(cat "$dir/mysqld.pid")" 2>/dev/null; }

# apt with a state of its own that believes nothing is installed: it fetches the server and all it stands on, libc included.
own_apt() { APT_CONFIG=$dir/apt/apt.conf timeout "$1" apt-get -qq -y "${@:2}" >&2; }

fetch() {
  local mirror deb
  mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' 'Label: Debian' | head -n 1)
  [ -n "$mirror" ] || { say "this system has no Debian archive set up (or apt-get update was not run yet)"; exit 1; }
  rm -rf "$dir/apt"
  mkdir -p "$dir"/apt/{parts,preferences.d,log,state/lists/partial,cache/archives/partial}
  : >"$dir/apt/state/status"
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror sid main" >"$dir/apt/sources.list"
  cat >"$dir/apt/apt.conf" <<CONF
Dir::Etc "$dir/apt"; Dir::Etc::SourceList "sources.list"; Dir::Etc::SourceParts "parts"; Dir::Etc::Parts "parts";
Dir::State "$dir/apt/state"; Dir::State::status "$dir/apt/state/status"; Dir::Cache "$dir/apt/cache"; Dir::Log "$dir/apt/log";
APT::Sandbox::User "root"; APT::Install-Recommends "false"; APT::Keep-Downloaded-Packages "true";
APT::Update::Post-Invoke ""; DPkg::Post-Invoke ""; Acquire::Languages "none"; Acquire::Retries "3"; Acquire::http::Timeout "30";
Acquire::Check-Valid-Until "false";  // a mirror may be some weeks behind; the signature is checked all the same
CONF
  say "fetching MySQL from Debian sid, about 60 MB"
  own_apt 180 update
  own_apt 400 --download-only install mysql-server-core
  rm -rf "$root" "$root.new"
  mkdir -p "$root.new"/usr/{bin,sbin,lib,lib64}
  ln -s usr/bin usr/sbin usr/lib usr/lib64 "$root.new"
  for deb in "$dir"/apt/cache/archives/*.deb; do
    dpkg-deb -x "$deb" "$root.new"
  done
  mv "$root.new" "$root"
  rm -rf "$dir/apt"
}

# The server under its own loader and libraries. A commit reaches the disk before it is acknowledged, as it does for operators:
# durability is tested. What it saves elsewhere is memory and start-up.
server() {
  local lib loader
  lib=$(echo "$root"/usr/lib/*-linux-gnu)
  loader=$(find "$lib" -maxdepth 1 -name 'ld-linux-*.so.*' | head -n 1)
  "$loader" --library-path "$lib:$lib/mysql/private:$root/usr/lib/mysql/private" "$root/usr/sbin/mysqld" --no-defaults \
    --user="$(id -un)" --basedir="$root/usr" --datadir="$dir/data" --log-error="$dir/mysqld.log" \
    --lc-messages-dir="$root/usr/share/mysql" --character-sets-dir="$root/usr/share/mysql/charsets" \
    --plugin-dir="$root/usr/lib/mysql/plugin" --character-set-server=utf8mb4 --mysqlx=OFF "$@"
}

initialise() {
  cat >"$dir/account.sql" <<SQL
CREATE USER '$user'@'127.0.0.1' IDENTIFIED BY '$password';
GRANT ALL ON *.* TO '$user'@'127.0.0.1';
SQL
  rm -rf "$dir/data"
  server --initialize-insecure --init-file="$dir/account.sql" || { tail -n 20 "$dir/mysqld.log" >&2; exit 1; }
}

start() {
  if ! running; then
    [ -x "$root/usr/sbin/mysqld" ] || fetch
    [ -d "$dir/data/mysql" ] || initialise
    : >"$dir/mysqld.log"
    rm -f "$dir/mysqld.pid"
    server --port="$port" --bind-address=127.0.0.1 --skip-name-resolve --socket="$dir/mysqld.sock" --pid-file="$dir/mysqld.pid" \
      --innodb-flush-log-at-trx-commit=1 --innodb-buffer-pool-size=96M --innodb-redo-log-capacity=64M --skip-log-bin \
      --performance-schema=OFF --max-connections=300 --secure-file-priv=NULL </dev/null >/dev/null 2>&1 &
    for _ in {1..120}; do
      if running && grep -q 'ready for connections' "$dir/mysqld.log"; then break; fi
      sleep 0.5
    done
    running || { say "not up after a minute:"; tail -n 20 "$dir/mysqld.log" >&2; exit 1; }
    echo "$port" >"$dir/port"
  fi
  echo "jdbc:mysql://127.0.0.1:$(cat "$dir/port")/?user=$user&password=$password"
}

stop() {
  running || return 0
  local pid
  pid=$(cat "$dir/mysqld.pid")
  kill "$pid"
  for _ in {1..120}; do
    kill -0 "$pid" 2>/dev/null || return 0
    sleep 0.5
  done
  say "server $pid did not stop within a minute"
  exit 1
}

case $command in
  start | stop) "$command" ;;
  *) sed -n '2,6s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
