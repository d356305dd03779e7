import type * as pulumi from "@pulumi/pulumi";
import { type Problem, refuse } from "../../../lib/planning/problem.ts";
import { tagProblems } from "../metadata.ts";
import { networkNameProblems } from "../network-name.ts";
import type { EndpointPlace } from "../private-endpoint/index.ts";
import type { Tags } from "../tags.ts";

/** What decides how logs and metrics are kept: plain values, checked before anything is registered. */
export interface ObservabilitySettings {
  /** Azure's name of the log workspace: 4 to 63 letters, digits and hyphens. */
  readonly workspaceName: string;
  /** Azure's name of the workspace for metrics: 4 to 44 letters, digits and hyphens. */
  readonly metricsWorkspaceName: string;
  /** Azure's name of the private link scope: at most 57 characters. */
  readonly privateLinkScopeName: string;
  /** Days for which logs stay in the workspace: 90 to 730. @default 90 */
  readonly retentionDays?: number;
  /** Tags besides the stack's own. @default {} */
  readonly tags?: Tags;
}

/** Arguments of {@link Observability}. */
export interface ObservabilityArgs extends ObservabilitySettings {
  /** Resource group of the workspaces. */
  readonly resourceGroupName: pulumi.Input<string>;
  /** Azure region, as `eastus`. */
  readonly location: string;
  /** Where the endpoint stands; the five zones of group `azuremonitor` must be among the zones. */
  readonly endpoints: EndpointPlace;
}

/** Settings with every default filled in. */
export interface ResolvedObservability {
  readonly retentionDays: number;
}

/** Audit logs of less than a quarter do not reach back to the break-ins that they are kept for. */
const SHORTEST_RETENTION_DAYS = 90;

/** https://learn.microsoft.com/azure/azure-monitor/logs/data-retention-configure (2026-08): interactive retention. */
const LONGEST_RETENTION_DAYS = 730;

/** Azure's 64 for endpoints, less what follows the scope's name in theirs. */
const LONGEST_SCOPE_NAME = 57;

/**
 * Fills in the defaults and refuses what cannot work. Pure: needs no Pulumi engine.
 *
 * @param path where the settings stand in the user's input; stands before each problem's property.
 * @throws InvalidInput with every problem.
 */
export function resolveObservabilityArgs(settings: ObservabilitySettings, path = ""): ResolvedObservability {
  const at = (property: string) => (path === "" ? property : `${path}.${property}`);
  const { retentionDays = SHORTEST_RETENTION_DAYS } = settings;
  refuse("Observability", [
    ...workspaceNameProblems(settings.workspaceName, at("workspaceName"), 63),
    ...workspaceNameProblems(settings.metricsWorkspaceName, at("metricsWorkspaceName"), 44),
    ...networkNameProblems(settings.privateLinkScopeName, at("privateLinkScopeName"), LONGEST_SCOPE_NAME),
    ...retentionProblems(retentionDays, at("retentionDays")),
    ...tagProblems(settings.tags ?? {}, at("tags")),
  ]);
  return { retentionDays };
}

/** https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules (2026-08). */
function workspaceNameProblems(name: string, path: string, longest: number): Problem[] {
  if (name.length >= 4 && name.length <= longest && /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/.test(name)) {
    return [];
  }
  const message = `must be 4 to ${longest} letters, digits and hyphens, the first and last a letter or digit`;
  const kept = name
    .replaceAll(/[^A-Za-z0-9]+/g, "-")
    .slice(0, longest)
    .replaceAll(/^-+|-+$/g, "");
  return [{ path, value: name, message, fix: `write ${kept.length < 4 ? "logs" : kept}` }];
}

function retentionProblems(days: number, path: string): Problem[] {
  if (Number.isInteger(days) && days >= SHORTEST_RETENTION_DAYS && days <= LONGEST_RETENTION_DAYS) return [];
  const message = `must be a whole number of days from ${SHORTEST_RETENTION_DAYS} to ${LONGEST_RETENTION_DAYS}`;
  const fix = days > LONGEST_RETENTION_DAYS ? LONGEST_RETENTION_DAYS : SHORTEST_RETENTION_DAYS;
  return [{ path, value: days, message, fix: `write ${fix}` }];
}
