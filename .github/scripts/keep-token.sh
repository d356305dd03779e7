#!/bin/bash
# Writes GitHub's token for Azure to a file, and renews it: it is valid for minutes, and Entra's answer to it for an hour, while an
# update of a large cluster takes longer. State backend and secrets provider read the file; azure-native asks GitHub itself.
set -euo pipefail
umask 077
file="$RUNNER_TEMP/azure-federated-token"

fetch() {
  # The header goes through a pipe: arguments are seen by every process of the machine.
  curl -fsS --retry 5 -H @- "$ACTIONS_ID_TOKEN_REQUEST_URL&audience=api://AzureADTokenExchange" \
    <<< "Authorization: Bearer $ACTIONS_ID_TOKEN_REQUEST_TOKEN" | jq -er .value > "$file.new"
  mv "$file.new" "$file"
}

fetch
(while sleep 120; do fetch || true; done) > /dev/null 2>&1 &

{
  echo "AZURE_FEDERATED_TOKEN_FILE=$file"
  echo "AZURE_CLIENT_ID=$AZURE_CLIENT_ID"
  echo "AZURE_TENANT_ID=$AZURE_TENANT_ID"
  echo "ARM_CLIENT_ID=$AZURE_CLIENT_ID"
  echo "ARM_TENANT_ID=$AZURE_TENANT_ID"
  echo "ARM_USE_OIDC=true"
} >> "$GITHUB_ENV"
