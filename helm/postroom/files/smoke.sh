# What `helm test` asks: ready, measured, and closed to whoever has no token.
set -eu
failed() {
  echo "FAILED: $1" >&2
  exit 1
}
# The status of an answer, whatever it is. Not every wget has a time of its own.
status() {
  timeout 5 wget -S -O /dev/null "$@" 2>&1 | sed -n 's/^ *HTTP\/[0-9.]* \([0-9]*\).*/\1/p' | tail -n 1
}
# A network policy lets a new pod in only a moment after its start, and the image may have to be pulled.
attempts=0
until [ "$(status "$MANAGEMENT/q/health/ready")" = 200 ]; do
  attempts=$((attempts + 1))
  [ "$attempts" -lt 60 ] || failed "not ready"
  sleep 1
done
timeout 5 wget -q -O - "$MANAGEMENT/q/metrics" | grep -q '^postroom_sockets_open' || failed "not measured"
[ "$(status "$DOORS/api/openapi.json")" = 200 ] || failed "the REST door does not answer"
[ "$(status "$DOORS/api/auth/me")" = 401 ] || failed "REST without a token is not refused"
room=$DOORS/ws/users/000000000000000000000000
refused=$(status --header 'Connection: Upgrade' --header 'Upgrade: websocket' --header 'Sec-WebSocket-Version: 13' \
  --header 'Sec-WebSocket-Key: c21va2Ugb2YgUG9zdHJvb20=' "$room")
[ "$refused" = 401 ] || failed "a socket without a token is not refused: $refused"
echo "Ready, measured, and closed to whoever has no token."
