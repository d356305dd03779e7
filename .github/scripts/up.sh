#!/bin/bash
# up.sh start PLAN   applies a saved plan, in a session of its own: who cancels the job does not kill the update.
# up.sh wait         follows it until it ends, and ends as it did.
#
# A cancelled step gets SIGINT, 7.5 seconds later SIGTERM, and 2.5 seconds later SIGKILL, with all its children. An update that is
# killed leaves resources that Azure is still making and the state does not know.
set -euo pipefail
log="$RUNNER_TEMP/up.log"
result="$RUNNER_TEMP/up.result"
pid="$RUNNER_TEMP/up.pid"

case "$1" in
  start)
    rm -f "$log" "$result" "$pid"
    # By RUNNER_TRACKING_ID the runner finds what a job left behind, and kills it.
    PLAN="$2" RESULT="$result" PID="$pid" RUNNER_TRACKING_ID="" setsid --fork bash -c '
      echo "$$" > "$PID"
      status=0
      pulumi up --stack "$STACK" --plan "$PLAN" --policy-pack policies --yes --non-interactive || status=$?
      echo "$status" > "$RESULT.new" && mv "$RESULT.new" "$RESULT"
    ' > "$log" 2>&1 < /dev/null
    ;;
  wait)
    until [ -s "$pid" ]; do sleep 0.1; done
    tail --pid="$(cat "$pid")" --sleep-interval=0.2 --lines=+1 --follow "$log"
    if [ ! -s "$result" ]; then
      echo "::error::the update was killed; see \"Recovering an interrupted up\" in docs/production.md"
      exit 70
    fi
    exit "$(cat "$result")"
    ;;
  *)
    echo "up.sh start PLAN | wait" >&2
    exit 64
    ;;
esac
