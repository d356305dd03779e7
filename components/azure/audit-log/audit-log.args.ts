import type * as pulumi from "@pulumi/pulumi";
import { type Problem, refuse } from "../../../lib/planning/problem.ts";

/** Arguments of {@link AuditLog}. */
export interface AuditLogArgs {
  /** Id of the resource whose acts are recorded; a blob service has its own, under its account. */
  readonly targetId: pulumi.Input<string>;
  /** Log Analytics workspace that receives the records. */
  readonly workspaceId: pulumi.Input<string>;
  /** Log categories, as Azure names them for the target: `kube-audit-admin`, `AuditEvent`. At least one. */
  readonly categories: readonly string[];
  /** Storage account that keeps a copy of the records. @default - the workspace alone has them */
  readonly storageAccountId?: pulumi.Input<string>;
  /** Whether Pulumi refuses to delete it: a record of who did what is not ended in passing. @default true */
  readonly protect?: boolean;
  /** Azure's name of the setting: one target has at most five settings. @default "audit" */
  readonly settingName?: string;
}

/** A setting's arguments with every default filled in. */
export interface ResolvedAuditLog {
  readonly categories: readonly string[];
  readonly settingName: string;
}

/**
 * Fills in the defaults and refuses what cannot work. Pure: needs no Pulumi engine.
 *
 * @throws InvalidInput with every problem.
 */
export function resolveAuditLogArgs({
  categories,
  settingName = "audit",
}: Pick<AuditLogArgs, "categories" | "settingName">): ResolvedAuditLog {
  refuse("AuditLog", [...categoryProblems(categories), ...settingNameProblems(settingName)]);
  return { categories, settingName };
}

function categoryProblems(categories: readonly string[]): Problem[] {
  if (categories.length === 0) {
    const message = "a log without categories records nothing";
    return [{ path: "categories", value: categories, message, fix: 'name them, for example ["AuditEvent"]' }];
  }
  return categories.flatMap((category, index) => {
    const path = `categories[${index}]`;
    if (!/^[A-Za-z][\w-]*$/.test(category)) {
      const message = "must be a category's name: letters, digits, hyphens and underscores";
      return [{ path, value: category, message, fix: "az monitor diagnostic-settings categories list" }];
    }
    if (categories.indexOf(category) === index) return [];
    return [{ path, value: category, message: "stands there already", fix: "remove one of them" }];
  });
}

function settingNameProblems(settingName: string): Problem[] {
  if (/^[A-Za-z0-9][\w.-]{0,259}$/.test(settingName)) return [];
  const message =
    "must be 1 to 260 letters, digits, underscores, periods and hyphens, the first a letter or digit";
  return [{ path: "settingName", value: settingName, message, fix: "write audit" }];
}
