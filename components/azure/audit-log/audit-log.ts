import * as monitor from "@pulumi/azure-native/monitor/index.js";
import * as pulumi from "@pulumi/pulumi";
import { type AuditLogArgs, resolveAuditLogArgs } from "./audit-log.args.ts";

/**
 * Records who did what to a resource, in a log workspace. Its categories are named one by one, so that a category that
 * Azure adds later comes in, and is paid for, only by decision. How long records stay is the workspace's retention.
 */
export class AuditLog extends pulumi.ComponentResource {
  /** Azure's name of the diagnostic setting. */
  readonly settingName: pulumi.Output<string>;

  /** @throws InvalidInput with everything that is wrong with `args`; nothing is registered then. */
  constructor(name: string, args: AuditLogArgs, opts?: pulumi.ComponentResourceOptions) {
    const { categories, settingName } = resolveAuditLogArgs(args);
    super("exaform:azure:AuditLog", name, {}, opts);

    new monitor.DiagnosticSetting(
      `${name}-setting`,
      {
        name: settingName,
        resourceUri: args.targetId,
        workspaceId: args.workspaceId,
        ...(args.storageAccountId !== undefined && { storageAccountId: args.storageAccountId }),
        logs: categories.map((category) => ({ category, enabled: true })),
      },
      { parent: this, protect: args.protect ?? true },
    );

    this.settingName = pulumi.output(settingName);
    this.registerOutputs({ settingName: this.settingName });
  }
}
