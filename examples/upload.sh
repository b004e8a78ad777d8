#!/usr/bin/env bash
# Sends a file of any size to a form of Sluice with curl, openssl and gzip, and prints the upload's id, which goes into
# the form's submission.
#
#   SLUICE_URL=https://files.example.com SLUICE_TOKEN=… ./upload.sh FILE [FORM [FIELD [TYPE]]]
#
# Up to 6 MiB a file goes in one request, above in parts. With UPLOAD_ID=… an upload that was interrupted goes on.
set -euo pipefail

usage='Usage: SLUICE_URL=… SLUICE_TOKEN=… ./upload.sh FILE [FORM [FIELD [TYPE]]]'
file=${1:?$usage} form=${2:-documents} field=${3:-files} type=${4:-}
# What begins with a hyphen would be an option.
[[ $file != -* ]] || file=./$file
origin=${SLUICE_URL:-http://localhost:3000}
size=$(wc -c <"$file" | tr -d ' ')
folder=$(mktemp -d)
chunk=$folder/chunk answer=$folder/answer
trap 'rm -rf "$folder"' EXIT

# call CURL_ARGUMENTS: one request; prints its status and leaves what was answered in $answer. Tried again is what did not
# arrive, what lost its answer, and what the other side asks to have tried again.
call() {
  curl --silent --show-error --retry 5 --retry-all-errors --output "$answer" --write-out '%{http_code}' "$@"
}

# ask METHOD PATH [JSON]: prints the answer; stops with the server's own words when it refuses.
ask() {
  local status
  status=$(call --request "$1" "$origin$2" --header "Authorization: Bearer ${SLUICE_TOKEN:?must be an API token}" \
    ${3:+--header 'Content-Type: application/json' --data-binary "$3"}) || return
  if [[ $status != 2?? ]]; then refused; else cat "$answer" && echo; fi
}

# put FILE: reads an answer with a signed request, and sends the file as it says.
put() {
  local signed url headers status attempt
  signed=$(cat)
  # Why there is none has been said.
  [[ -n $signed ]] || return
  url=$(sed -E 's/.*"url":"([^"]*)".*/\1/' <<<"$signed")
  headers=$(sed -E 's/.*"headers":\{([^}]*)\}.*/\1/; s/","/\n/g; s/":"/: /g; s/"//g' <<<"$signed")
  for attempt in 1 2 3 4 5 6; do
    # --globoff, since curl would take brackets in the name of a file for a pattern.
    status=$(call --globoff --header @<(printf '%s\n' "$headers") --header 'Expect:' --upload-file "$1" "$url") || return
    # 412: an attempt before this one did arrive, and only its answer was lost.
    if [[ $status == 2?? || $status == 412 ]]; then return; fi
    # Two requests for one object at once: S3 asks to have it tried again.
    grep -q '<Code>ConditionalRequestConflict<' "$answer" || break
    sleep "$attempt"
  done
  refused
}

# refused: says why, in the words of the other side, and fails.
refused() {
  cat "$answer" >&2
  echo >&2
  return 1
}

# value NAME: a text or number of the JSON that it reads.
value() { sed -E "s/.*\"$1\":\"?([^\",}]*).*/\1/"; }

# The CRC-32 that gzip writes behind what it packs, last byte first (RFC 1952, 2.3.1).
crc32() {
  # shellcheck disable=SC2059
  printf "$(gzip -1 -c "$1" | tail -c 8 | head -c 4 | od -An -tx1 | awk '{ print "\\x" $4 "\\x" $3 "\\x" $2 "\\x" $1 }')" |
    openssl base64
}

if [[ -n ${UPLOAD_ID:-} ]]; then
  id=$UPLOAD_ID
  upload=$(ask GET "/uploads/$id")
else
  # As JSON: quotes and backslashes escaped, and of control characters none.
  name=$(basename "$file" | tr -d '[:cntrl:]' | sed 's/["\\]/\\&/g')
  claim="\"form\":\"$form\",\"field\":\"$field\",\"filename\":\"$name\",\"contentType\":\"$type\",\"size\":$size"
  if ((size <= 6291456)); then claim+=",\"sha256\":\"$(openssl dgst -sha256 -binary "$file" | openssl base64)\""; fi
  upload=$(ask POST /uploads "{$claim}")
  # The upload's own id stands first.
  id=$(sed -E 's/^\{"id":"([^"]*)".*/\1/' <<<"$upload")
  echo "Upload $id" >&2
fi

if [[ $upload == *'"multipart":'* ]]; then
  partSize=$(value partSize <<<"$upload") partCount=$(value partCount <<<"$upload")
  for ((part = 1; part <= partCount; part++)); do
    [[ $upload == *"\"partNumber\":$part,"* ]] && continue
    dd if="$file" of="$chunk" bs="$partSize" skip=$((part - 1)) count=1 status=none
    ask POST "/uploads/$id/parts" "{\"parts\":[{\"partNumber\":$part,\"crc32\":\"$(crc32 "$chunk")\"}]}" | put "$chunk"
    echo "Part $part of $partCount" >&2
  done
elif [[ $upload == *'"state":"pending"'* ]]; then
  ask POST "/uploads/$id/request" | put "$file"
fi

ask POST "/uploads/$id/complete" >/dev/null
echo "$id"
