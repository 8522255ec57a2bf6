#!/usr/bin/env bash
# Bluesky against a real server of the AT Protocol: three updates of one incident become one thread, each post once, though Herald is killed
# with the second on its way. Needs npm, the Node it comes with, jq, and what builds better-sqlite3 (g++, make, python3).
# BLUESKY_PDS: a folder where @atproto/pds is installed already, or shall stay for the next time.
set -euo pipefail
. "$(dirname "$0")/../../bench/serve/herald.sh"
# The last one that runs on Node 20.
pds_version=0.4.217
pds_port=19120
pds_home=${BLUESKY_PDS:-$work/pds}
pds=http://localhost:$pds_port
server=
clean_up() {
  end_herald
  [ -z "$server" ] || { kill "$server" && wait "$server" || :; } 2>/dev/null
  rm -rf "$work"
}
trap clean_up EXIT
fail() { echo "bluesky: $*" >&2; tail -n 20 "$work/log" "$work/pds.log" >&2 2>/dev/null || :; exit 1; }
command -v jq >/dev/null || fail "jq is not here"

mkdir -p "$pds_home"
if [ ! -d "$pds_home/node_modules/@atproto/pds" ]; then
  (cd "$pds_home" && npm install --silent --no-audit --no-fund --no-save "@atproto/pds@$pds_version") >"$work/npm.log" 2>&1 \
    || { tail -n 20 "$work/npm.log" >&2; fail "@atproto/pds $pds_version cannot be installed"; }
fi

# The directory of accounts (PLC) is a small one of our own, the server is theirs; both on loopback alone.
cat >"$pds_home/serve.cjs" <<'JS'
const net = require('node:net')
const http = require('node:http')
const listen = net.Server.prototype.listen
net.Server.prototype.listen = function (port, ...rest) {
  return typeof port === 'number' ? listen.call(this, port, '127.0.0.1', ...rest.filter(r => typeof r === 'function')) : listen.call(this, port, ...rest)
}
const operations = new Map()
const endpoint = (at) => at.endpoint ?? at
const document = (did) => {
  const op = operations.get(did)
  return op && {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
    id: did,
    alsoKnownAs: op.alsoKnownAs,
    verificationMethod: Object.entries(op.verificationMethods).map(([id, key]) => (
      { id: `${did}#${id}`, type: 'Multikey', controller: did, publicKeyMultibase: key.replace('did:key:', '') })),
    service: Object.entries(op.services).map(([id, service]) => (
      { id: `#${id}`, type: service.type, serviceEndpoint: endpoint(service) })),
  }
}
http.createServer((request, response) => {
  const [, did, ...rest] = request.url.split('/').map(decodeURIComponent)
  let body = ''
  request.on('data', (chunk) => (body += chunk))
  request.on('end', () => {
    if (request.method === 'POST') operations.set(did, JSON.parse(body))
    const found = rest.length ? operations.get(did) : document(did)
    response.writeHead(found ? 200 : 404, { 'content-type': 'application/json' })
    response.end(JSON.stringify(found ?? { message: 'not registered' }))
  })
}).listen(Number(process.env.PDS_PORT) + 1)
const { PDS, readEnv, envToCfg, envToSecrets } = require('@atproto/pds')
const env = readEnv()
PDS.create(envToCfg(env), envToSecrets(env)).then((pds) => pds.start())
JS

for port in $pds_port $((pds_port + 1)); do
  ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || fail "something listens on port $port already"
done
mkdir -p "$work/data-pds/blobs"
PDS_HOSTNAME=localhost PDS_PORT=$pds_port PDS_DEV_MODE=true PDS_INVITE_REQUIRED=false PDS_ENABLE_DID_DOC_WITH_SESSION=true \
  PDS_DATA_DIRECTORY=$work/data-pds PDS_BLOBSTORE_DISK_LOCATION=$work/data-pds/blobs PDS_DID_PLC_URL=http://localhost:$((pds_port + 1)) \
  PDS_JWT_SECRET=$(head -c 16 /dev/urandom | od -An -tx1 | tr -d ' \n') PDS_ADMIN_PASSWORD=$(head -c 16 /dev/urandom | od -An -tx1 | tr -d ' \n') \
  PDS_PLC_ROTATION_KEY_K256_PRIVATE_KEY_HEX=$(head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n') LOG_ENABLED=false \
  node "$pds_home/serve.cjs" >"$work/pds.log" 2>&1 &
server=$!
for _ in {1..120}; do
  kill -0 "$server" 2>/dev/null || fail "the server did not start"
  curl -sf -m 2 -o /dev/null "$pds/xrpc/_health" && break
  sleep 0.25
done

call() { curl -sf -m 10 -H 'Content-Type: application/json' "${@:3}" -d "$2" "$pds/xrpc/$1"; }
account=$(call com.atproto.server.createAccount '{"handle":"talk-status.test","email":"status@example.com","password":"correct horse battery"}') \
  || fail "no account could be made"
did=$(jq -r .did <<<"$account")
password=$(call com.atproto.server.createAppPassword '{"name":"herald"}' -H "Authorization: Bearer $(jq -r .accessJwt <<<"$account")" | jq -r .password)
records() { curl -sf -m 10 "$pds/xrpc/com.atproto.repo.listRecords?repo=$did&collection=app.bsky.feed.post&reverse=true&limit=100" | jq .records; }
receipts() { curl -sf -m 10 -H "Authorization: OAuth $KEY" "http://127.0.0.1:$PORT/v1/pages/$page/incidents/$incident/deliveries"; }
await_records() {
  for _ in {1..240}; do
    [ "$(records | jq length)" -ge "$1" ] && return
    sleep 0.25
  done
  receipts >&2
  fail "only $(records | jq length) of $1 posts are there"
}

export HERALD_ALLOW_PRIVATE_ADDRESSES=true HERALD_CALLS_TOTAL=2s HERALD_DELIVERY_LEASE=5s HERALD_DELIVERY_SETTLE_AFTER=2s
export HERALD_BLUESKY_LOOKS=500ms HERALD_DELIVERY_UNDO_WINDOW=0s
start_herald env
await /api/v2/status.json
page=$(curl -sf -m 10 -H "Authorization: OAuth $KEY" "http://127.0.0.1:$PORT/v1/pages" | jq -r '.[0].id')
v1 POST "/$page/targets" "$(jq -n --arg url "$pds" --arg password "$password" '{target: {channel: "bluesky", name: "Bluesky", language: "ko",
  settings: {api_url: $url, identifier: "talk-status.test", app_password: $password}}}')" >/dev/null || fail "the target is not taken"
incident=$(v1 POST "/$page/incidents" '{"incident":{"name":"메시지 수신 장애 👨‍👩‍👧‍👦","status":"investigating","body":"일부 이용자의 메시지가 늦게 도착합니다."}}' | jq -r .id)
await_records 1
v1 PATCH "/$page/incidents/$incident" '{"incident":{"status":"identified","body":"원인을 찾았습니다."}}' >/dev/null
kill -9 "$herald" && wait "$herald" 2>/dev/null || :
herald=
start_herald env
await /api/v2/status.json
v1 PATCH "/$page/incidents/$incident" '{"incident":{"status":"resolved","body":"복구되었습니다."}}' >/dev/null
await_records 3
sleep 3

records >"$work/records"
jq -e --arg link "/incidents/$incident" '
  length == 3
  and (map(.value.text) | (.[0] | contains("늦게 도착합니다")) and (.[1] | contains("원인을 찾았습니다")) and (.[2] | contains("복구되었습니다")))
  and all(.[]; .value.langs == ["ko"])
  and (.[0].value | has("reply") | not)
  and .[1].value.reply == {root: (.[0] | {cid, uri}), parent: (.[0] | {cid, uri})}
  and .[2].value.reply.parent == (.[1] | {cid, uri})
  and (.[0].value.facets | length == 1)
  and (.[0].value.facets[0].features[0].uri | contains($link))
  and all(.[1:][]; .value | has("facets") | not)' "$work/records" >/dev/null || { cat "$work/records" >&2; fail "this is not the thread"; }
jq -e '.[2].value.reply.root == (.[0] | {cid, uri})' "$work/records" >/dev/null || { cat "$work/records" >&2; fail "the last post does not name the first of its thread"; }
read -r start end uri < <(jq -r '.[0].value.facets[0] | "\(.index.byteStart) \(.index.byteEnd) \(.features[0].uri)"' "$work/records")
shown=$(jq -j '.[0].value.text' "$work/records" | tail -c +$((start + 1)) | head -c $((end - start)))
[ "$shown" = "$uri" ] || fail "the link stands at '$shown' instead of '$uri'"
receipts >"$work/receipts"
jq -e --slurpfile records "$work/records" '[.[] | select(.channel == "bluesky") | .remote_id] == [$records[0][] | "\(.uri)#\(.cid)"]' "$work/receipts" >/dev/null \
  || { cat "$work/receipts" >&2; fail "the receipts do not name the posts"; }

# What the channel leans on: the same record under its name again is nothing new, another one is refused.
access=$(call com.atproto.server.createSession "{\"identifier\":\"talk-status.test\",\"password\":\"$password\"}" | jq -r .accessJwt)
again() { # FILTER for the last record
  jq --arg did "$did" '.[2] | {repo: $did, collection: "app.bsky.feed.post", rkey: (.uri | sub(".*/"; "")), swapRecord: null, record: (.value | '"$1"')}' "$work/records" \
    | curl -s -m 10 -H 'Content-Type: application/json' -H "Authorization: Bearer $access" -d @- "$pds/xrpc/com.atproto.repo.putRecord"
}
same=$(again .)
jq -e --slurpfile records "$work/records" '.cid == $records[0][2].cid and (has("commit") | not)' <<<"$same" >/dev/null || fail "the same record again: $same"
other=$(again '.text = "other words"')
jq -e '.error == "InvalidSwap"' <<<"$other" >/dev/null || fail "another record under the same name: $other"
[ "$(records)" = "$(cat "$work/records")" ] || fail "a record has changed"
echo "bluesky: @atproto/pds $(jq -r .version "$pds_home/node_modules/@atproto/pds/package.json"), three updates, one thread, each post once, with Herald killed in between"
