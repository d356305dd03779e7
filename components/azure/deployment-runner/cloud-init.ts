/** Everything that the machine must know to set itself up. None of it is secret. */
export interface MachineSetup {
  readonly runnerName: string;
  readonly repositoryUrl: string;
  /** Release of https://github.com/actions/runner. */
  readonly release: RunnerRelease;
  /** Address of the secret that holds the registration token. */
  readonly secretUri: string;
  /** Resource id of the identity that may read it. */
  readonly identityId: string;
}

/** A release of GitHub's runner for Linux on x64. */
export interface RunnerRelease {
  readonly version: string;
  /** SHA-256 of its archive, hexadecimal. */
  readonly sha256: string;
}

const HOME = "/opt/actions-runner";

/**
 * First-boot configuration in cloud-init's form. JSON is YAML, so that no value can break out of its place.
 *
 * There is no user to log in with, no SSH server, and no way for a job to the machine's identity. The machine waits until the
 * registration token is there, so that it can be made before it.
 */
export function cloudConfig(setup: MachineSetup): string {
  const config = {
    // Without `default`, Azure's own user is not made.
    users: [
      {
        name: "runner",
        system: true,
        shell: "/usr/sbin/nologin",
        homedir: "/home/runner",
        no_create_home: false,
      },
    ],
    disable_root: true,
    ssh_pwauth: false,
    package_update: true,
    package_upgrade: true,
    packages: ["git", "jq", "nftables", "unzip", "unattended-upgrades"],
    write_files: [
      file("/etc/nftables.conf", firewall, "0600"),
      file("/etc/actions-runner.env", environmentOf(setup), "0600"),
      file("/usr/local/sbin/register-runner", register, "0700"),
      file("/etc/systemd/system/register-runner.service", registerUnit, "0644"),
      file("/etc/systemd/system/actions-runner.service", runnerUnit, "0644"),
    ],
    runcmd: [
      ["systemctl", "mask", "--now", "ssh.service", "ssh.socket"],
      ["systemctl", "enable", "--now", "nftables.service"],
      ["systemctl", "daemon-reload"],
      ["systemctl", "enable", "actions-runner.service"],
      ["systemctl", "start", "--no-block", "actions-runner.service"],
    ],
  };
  return `#cloud-config\n${JSON.stringify(config, undefined, 1)}\n`;
}

function file(path: string, content: string, permissions: string) {
  return { path, content, permissions, owner: "root:root" };
}

/** Read by systemd, never by a shell. */
function environmentOf({ runnerName, repositoryUrl, release, secretUri, identityId }: MachineSetup): string {
  const { version, sha256 } = release;
  const archive = `https://github.com/actions/runner/releases/download/v${version}/actions-runner-linux-x64-${version}.tar.gz`;
  const values = {
    RUNNER_NAME: runnerName,
    RUNNER_REPOSITORY: repositoryUrl,
    RUNNER_ARCHIVE: archive,
    RUNNER_SHA256: sha256,
    SECRET_URI: secretUri,
    IDENTITY_ID: identityId,
  };
  return Object.entries(values)
    .map(([name, value]) => `${name}=${value}\n`)
    .join("");
}

/**
 * A job proves itself to Azure with GitHub's token for its environment. Were the metadata service open to it, it could take the
 * machine's identity instead, whoever started it.
 */
const firewall = `#!/usr/sbin/nft -f
flush ruleset
table inet exaform {
  chain output {
    type filter hook output priority 0; policy accept;
    meta skuid "runner" ip daddr { 169.254.169.254, 168.63.129.16 } tcp dport { 80, 32526 } reject
  }
}
`;

/** Secrets go through pipes and the environment of one process: never into an argument, a file or a log. */
const register = `#!/bin/bash
set -euo pipefail
umask 077
home=${HOME}
if [ ! -x "$home/config.sh" ]; then
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  curl -fsSL --proto =https --proto-redir =https --retry 5 -o "$work/runner.tar.gz" "$RUNNER_ARCHIVE"
  echo "$RUNNER_SHA256  $work/runner.tar.gz" | sha256sum --check --status
  install -d -m 0700 -o runner -g runner "$home"
  tar -xzf "$work/runner.tar.gz" -C "$home" --no-same-owner
  "$home/bin/installdependencies.sh"
  cp "$home/bin/runsvc.sh" "$home/runsvc.sh"
  chown -R runner: "$home"
fi
[ ! -e "$home/.runner" ] || exit 0
metadata="http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https%3A%2F%2Fvault.azure.net"
access=$(curl -fsS --noproxy '*' -H Metadata:true "$metadata&msi_res_id=$IDENTITY_ID" | jq -er .access_token)
token=$(curl -fsS -H @- "$SECRET_URI?api-version=7.4" <<< "Authorization: Bearer $access" | jq -er .value)
cd "$home"
ACTIONS_RUNNER_INPUT_TOKEN="$token" runuser -u runner -- ./config.sh --unattended --replace \\
  --url "$RUNNER_REPOSITORY" --name "$RUNNER_NAME" --labels "$RUNNER_NAME" --work _work
`;

/** Tries again every minute: until the token is there, and the way out. */
const registerUnit = `[Unit]
Description=Registers the GitHub runner
After=network-online.target nftables.service
Wants=network-online.target
StartLimitIntervalSec=0

[Service]
Type=oneshot
RemainAfterExit=yes
EnvironmentFile=/etc/actions-runner.env
ExecStart=/usr/local/sbin/register-runner
Restart=on-failure
RestartSec=60
`;

/** `KillMode=process`: stopping the runner leaves an update alone that a job started and that still runs. */
const runnerUnit = `[Unit]
Description=GitHub runner
Requires=nftables.service
Wants=register-runner.service
After=register-runner.service nftables.service
StartLimitIntervalSec=0

[Service]
User=runner
WorkingDirectory=${HOME}
ExecStart=${HOME}/runsvc.sh
KillMode=process
KillSignal=SIGTERM
TimeoutStopSec=5min
Restart=always
RestartSec=60
NoNewPrivileges=yes

[Install]
WantedBy=multi-user.target
`;
