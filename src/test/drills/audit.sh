#!/usr/bin/env bash
# FAULTS C20: what the threads that answer readers do during 1,000 requests, as the kernel sees it. They may read from and write to
# their readers' connections; they may not connect anywhere, open or write a file, or force one to the disk. Needs strace.
set -euo pipefail
. "$(dirname "$0")/../../bench/serve/herald.sh"
tracer=
trap '[ -z "$tracer" ] || kill "$tracer" 2>/dev/null || :; end_herald; rm -rf "$work"' EXIT
command -v strace >/dev/null || { echo "audit: strace is not here" >&2; exit 1; }

start_herald env
await /api/v2/status.json
fill_page
paths=(/ /ko/ /history /uptime "/incidents/$incident" /api/v2/summary.json /history.atom /feed.json /badge.svg /no/such/page)
ask() {
  for ((i = 0; i < $1; i += ${#paths[@]})); do
    curl -s --compressed "${paths[@]/#/http://127.0.0.1:$PORT}" >/dev/null
  done
}
# Classes are loaded and buffers made by the first ones.
ask 500
threads=()
for comm in /proc/"$herald"/task/*/comm; do
  case $(cat "$comm") in *ventLoop* | default-nio* | default-epoll* | multithreadEv*) task=${comm%/comm}; threads+=(-p "${task##*/}") ;; esac
done
[ ${#threads[@]} -gt 0 ] || { echo "audit: no thread of the event loop found" >&2; exit 1; }
strace -qq -yy -o "$work/trace" -e 'trace=connect,open,openat,creat,rename,unlink,fsync,fdatasync,write,writev,pwrite64,sendto,sendmsg,sendfile' \
  "${threads[@]}" &
tracer=$!
sleep 1
ask 1000
sleep 1
kill "$tracer" && wait "$tracer" || :
tracer=
answers=$(grep -cE "^([0-9]+ +)?(write|writev|sendto|sendmsg|sendfile)\([0-9]+<TCP[^>]*:$PORT->" "$work/trace" || :)
[ "$answers" -ge 1000 ] || { head "$work/trace"; echo "audit: only $answers answers were seen; the trace is not of the right threads" >&2; exit 1; }
if grep -vE "^([0-9]+ +)?(write|writev|sendto|sendmsg|sendfile)\([0-9]+<(TCP|TCPv6|UNIX|anon_inode|pipe|socket)" "$work/trace" | grep -v 'resumed\|exited' | grep .; then
  echo "audit: the threads that answer readers did more than answer them" >&2
  exit 1
fi
if grep -E '<(TCP|TCPv6):' "$work/trace" | grep -v ":$PORT->" | grep .; then
  echo "audit: the threads that answer readers wrote to somebody else" >&2
  exit 1
fi
echo "audit: $answers answers to readers, nothing else"
