import type * as pulumi from "@pulumi/pulumi";
import { vmSizeOf } from "../../../catalog/azure/vm-sizes.ts";
import { type Problem, refuse } from "../../../lib/planning/problem.ts";
import { tagProblems } from "../metadata.ts";
import { networkNameProblems } from "../network-name.ts";
import type { Tags } from "../tags.ts";
import type { RunnerRelease } from "./cloud-init.ts";

/** What decides how a runner looks: plain values, checked before anything is registered. */
export interface DeploymentRunnerSettings {
  /** Azure's name of the machine, at most 54 characters; also its name and label in GitHub. */
  readonly runnerName: string;
  /** The one repository whose jobs it runs, as `owner/name`. */
  readonly repository: string;
  /**
   * Subject of GitHub's tokens that may deploy to the cluster: that of one environment of the repository,
   * `repo:owner/name:environment:prod`, or with GitHub's immutable ids, `repo:owner@1/name@2:environment:prod`.
   */
  readonly subject: string;
  /** Public half of an SSH key. Azure makes no Linux machine without one; this machine has no SSH server that would take it. */
  readonly adminPublicKey: string;
  /** Availability zone of the machine. */
  readonly zone: string;
  /** Size of the machine. @default "Standard_D4ds_v5" */
  readonly vmSize?: string;
  /** Release of GitHub's runner that the machine starts with; it renews itself. @default - 2.337.0 */
  readonly release?: RunnerRelease;
  /** Tags besides the stack's own. @default {} */
  readonly tags?: Tags;
}

/** Arguments of {@link DeploymentRunner}. */
export interface DeploymentRunnerArgs extends DeploymentRunnerSettings {
  /** Resource group of the machine and its identities. */
  readonly resourceGroupName: pulumi.Input<string>;
  /** Azure region, as `eastus`. */
  readonly location: string;
  /** Subnet of runners. Its way out must lead to GitHub and Azure, and nowhere else. */
  readonly subnetId: pulumi.Input<string>;
  /** Disk encryption set of the machine's disk. */
  readonly diskEncryptionSetId: pulumi.Input<string>;
  /** Vault that holds the registration token as the secret `runner-registration`, and nothing else. */
  readonly vault: { readonly vaultId: pulumi.Input<string>; readonly vaultUri: pulumi.Input<string> };
  /** Cluster that jobs deploy to. */
  readonly clusterId: pulumi.Input<string>;
}

/** A runner's settings with every default filled in. */
export interface ResolvedDeploymentRunner {
  readonly repositoryUrl: string;
  readonly vmSize: string;
  readonly release: RunnerRelease;
}

/** Azure's 64 for Linux machines, less what follows in the names of the identities. */
const LONGEST_NAME = 54;

/**
 * https://github.com/actions/runner/releases/tag/v2.337.0; the checksum as three public projects that pin it write it (2026-11).
 * GitHub refuses to register anything older than 2.329.0.
 */
const RELEASE: RunnerRelease = {
  version: "2.337.0",
  sha256: "70920811a4f8ad4328818682bca5c6469c1c942fab52448868071d0063816613",
};

const REPOSITORY = /^([a-z0-9](?:[a-z0-9-]{0,38}))\/([\w.-]{1,100})$/i;

/** Only an environment has reviewers: a branch or a pull request would deploy without them. */
const SUBJECT = /^repo:([^/@:*]+)(?:@\d+)?\/([^/@:*]+)(?:@\d+)?:environment:[^:*]{1,255}$/;

const PUBLIC_KEY =
  /^(?:ssh-ed25519 AAAAC3NzaC1lZDI1NTE5[A-Za-z0-9+/]{48}|ssh-rsa AAAAB3NzaC1yc2E[A-Za-z0-9+/]{340,1400}={0,2})(?: [^\r\n]{0,100})?$/;

/**
 * Fills in the defaults and refuses what cannot work. Pure: needs no Pulumi engine.
 *
 * @param path where the settings stand in the user's input; stands before each problem's property.
 * @throws InvalidInput with every problem.
 */
export function resolveDeploymentRunnerArgs(
  settings: DeploymentRunnerSettings,
  path = "",
): ResolvedDeploymentRunner {
  const at = (property: string) => (path === "" ? property : `${path}.${property}`);
  const {
    runnerName,
    repository,
    subject,
    adminPublicKey,
    vmSize = "Standard_D4ds_v5",
    tags = {},
  } = settings;
  const { release = RELEASE } = settings;
  refuse("DeploymentRunner", [
    ...networkNameProblems(runnerName, at("runnerName"), LONGEST_NAME),
    ...repositoryProblems(repository, at("repository")),
    ...subjectProblems(subject, repository, at("subject")),
    ...keyProblems(adminPublicKey, at("adminPublicKey")),
    ...sizeProblems(vmSize, at("vmSize")),
    ...releaseProblems(release, at("release")),
    ...tagProblems(tags, at("tags")),
  ]);
  return { repositoryUrl: `https://github.com/${repository}`, vmSize, release };
}

function repositoryProblems(repository: string, path: string): Problem[] {
  if (REPOSITORY.test(repository)) return [];
  const message = "must be a repository of github.com as owner/name";
  return [{ path, value: repository, message, fix: "write for example contoso/clusters" }];
}

function subjectProblems(subject: string, repository: string, path: string): Problem[] {
  const [, owner, name] = SUBJECT.exec(subject) ?? [];
  const fix = `write repo:${repository}:environment:<name>, or what \`gh api repos/${repository}/actions/oidc/customization/sub\` leads to`;
  if (owner === undefined || name === undefined) {
    const message =
      "must name one environment of one repository, without wildcards: nothing else has reviewers";
    return [{ path, value: subject, message, fix }];
  }
  if (!REPOSITORY.test(repository) || `${owner}/${name}`.toLowerCase() === repository.toLowerCase())
    return [];
  return [{ path, value: subject, message: `is not of the repository ${repository}`, fix }];
}

function keyProblems(adminPublicKey: string, path: string): Problem[] {
  if (PUBLIC_KEY.test(adminPublicKey)) return [];
  // The value is not shown: it may be the wrong half of the key.
  const message =
    "must be the public half of an SSH key, of type ssh-ed25519 or ssh-rsa with 2,048 bits or more";
  return [
    { path, value: undefined, message, fix: "ssh-keygen -t ed25519, and write the line of the .pub file" },
  ];
}

function sizeProblems(vmSize: string, path: string): Problem[] {
  const row = vmSizeOf(vmSize);
  if (row === undefined) {
    const message = "this size is not in the catalogue";
    return [
      {
        path,
        value: vmSize,
        message,
        fix: "write Standard_D4ds_v5, or add its row to catalog/azure/vm-sizes",
      },
    ];
  }
  if (row.use === "system" && row.architecture === "x64") return [];
  const message = "a runner needs a plain x64 machine, without GPUs or InfiniBand";
  return [{ path, value: vmSize, message, fix: "write Standard_D4ds_v5" }];
}

function releaseProblems({ version, sha256 }: RunnerRelease, path: string): Problem[] {
  if (/^\d+\.\d+\.\d+$/.test(version) && /^[0-9a-f]{64}$/.test(sha256)) return [];
  const message =
    "must be a version of three numbers and the SHA-256 of its Linux x64 archive, in lower-case hexadecimal";
  const fix = "take both from https://github.com/actions/runner/releases";
  return [{ path, value: { version, sha256 }, message, fix }];
}
