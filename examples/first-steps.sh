#!/bin/sh
# First steps with the JSON interface, with curl and openssl: create a user, sign in, make a token; then, with the token alone, send a file
# and get it back.
#
#   examples/first-steps.sh [address of Sluice, by default http://localhost:3000]
set -eu

sluice=${1:-http://localhost:3000}
email=${EMAIL:-you-$$-$(date +%s)@example.com}
password='three green words'
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# One member of a JSON answer, if it is a text.
member() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p"; }
call() { curl --silent --show-error --fail-with-body "$@"; }

echo "1. Create a user: $email"
call "$sluice/users/" --json "{\"email\": \"$email\", \"username\": \"You\", \"password\": \"$password\"}"

echo; echo "2. Sign in; curl keeps the cookie"
call "$sluice/session" --cookie-jar "$folder/cookies" --json "{\"email\": \"$email\", \"password\": \"$password\"}"

echo; echo "3. Create a token. With a cookie a request must say where it comes from, as browsers do"
token=$(call "$sluice/tokens" --cookie "$folder/cookies" --header "Origin: $sluice" \
  --json '{"name": "First steps", "scope": "submit", "expiresInDays": 1}' | member token)
authorization="Authorization: Bearer $token"

echo "4. Start an upload: the app answers with a signed request that takes exactly this file"
printf 'Hello from the command line.\n' > "$folder/hello.txt"
size=$(wc -c < "$folder/hello.txt" | tr -d ' ')
sha256=$(openssl dgst -sha256 -binary "$folder/hello.txt" | base64)
call "$sluice/uploads" --header "$authorization" --output "$folder/upload.json" --json "{
  \"form\": \"documents\", \"field\": \"files\", \"filename\": \"hello.txt\",
  \"contentType\": \"text/plain\", \"size\": $size, \"sha256\": \"$sha256\"
}"
upload=$(sed 's/,"form":.*//' "$folder/upload.json" | member id)

echo "5. Send the file to storage: to the signed address, with exactly the headers that were signed"
sed -n 's/.*"headers":{"\([^}]*\)"}.*/\1/p' "$folder/upload.json" |
  awk '{ gsub(/","/, "\n"); gsub(/":"/, ": "); print }' > "$folder/headers"
call "$(member url < "$folder/upload.json")" --upload-file "$folder/hello.txt" --header "@$folder/headers"

echo "6. Have it checked, and submit it with the form"
call "$sluice/uploads/$upload/complete" --header "$authorization" --request POST
call "$sluice/forms/documents" --header "$authorization" --json "{\"title\": \"First steps\", \"files\": [\"$upload\"]}"

echo; echo "7. Get the file back: a redirect to storage, to which curl does not pass the token on"
call "$sluice/files/$upload" --location --header "$authorization" --output "$folder/back.txt"
cmp "$folder/hello.txt" "$folder/back.txt"
cat "$folder/back.txt"
