#!/bin/bash
# Keeps one comment on a pull request up to date: what stands in the Markdown files of a folder. comment.sh FOLDER
set -euo pipefail
folder="$1"
marker="<!-- exaform preview -->"
# GitHub takes 65,536 characters.
limit=65000
body="$(mktemp)"

echo "$marker" > "$body"
for file in "$folder"/*.md; do
  if [ "$(cat "$body" "$file" | wc -c)" -le "$limit" ]; then
    cat "$file" >> "$body"
  else
    run="$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/actions/runs/$GITHUB_RUN_ID"
    printf '\n_The report of %s is too long for this comment: it stands in the [run](%s)._\n' "$(basename "$file" .md)" "$run" >> "$body"
  fi
done

comments="repos/$GITHUB_REPOSITORY/issues/$NUMBER/comments"
ids="$(gh api --paginate "$comments" --jq ".[] | select(.user.type == \"Bot\" and (.body | startswith(\"$marker\"))) | .id")"
if [ -n "$ids" ]; then
  gh api --silent --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/${ids%%$'\n'*}" -F body=@"$body"
else
  gh api --silent --method POST "$comments" -F body=@"$body"
fi
