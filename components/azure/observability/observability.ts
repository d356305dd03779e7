import * as monitor from "@pulumi/azure-native/monitor/index.js";
import * as operationalinsights from "@pulumi/azure-native/operationalinsights/index.js";
import * as pulumi from "@pulumi/pulumi";
import { conflictRetry } from "../conflict-retry.ts";
import { knownId } from "../known.ts";
import { PrivateEndpoint } from "../private-endpoint/index.ts";
import { tagsOf } from "../tags.ts";
import { type ObservabilityArgs, resolveObservabilityArgs } from "./observability.args.ts";

/**
 * Workspaces for logs and for metrics that are written and read only through a private endpoint, by Entra identities.
 * The log workspace outlives a `pulumi destroy`: it holds the audit logs.
 *
 * Metrics are taken in through the private link scope; to query them from the network, the metrics workspace needs an
 * endpoint of its own (https://learn.microsoft.com/azure/azure-monitor/metrics/azure-monitor-workspace-private-endpoint).
 * One virtual network can use one scope: the DNS zones that it needs are the same for all.
 */
export class Observability extends pulumi.ComponentResource {
  /** Resource id of the log workspace. */
  readonly workspaceId: pulumi.Output<string>;
  /** Resource id of the workspace for metrics. */
  readonly metricsWorkspaceId: pulumi.Output<string>;
  /** Resource id of the private link scope, for what else shall report through it. */
  readonly privateLinkScopeId: pulumi.Output<string>;

  /** @throws InvalidInput with everything that is wrong with `args`; nothing is registered then. */
  constructor(name: string, args: ObservabilityArgs, opts?: pulumi.ComponentResourceOptions) {
    const { retentionDays } = resolveObservabilityArgs(args);
    super("exaform:azure:Observability", name, {}, opts);
    const { resourceGroupName } = args;

    const logs = this.logWorkspace(name, args, retentionDays);
    const metrics = this.metricsWorkspace(name, args);
    const scope = this.privateLinkScope(name, args);

    const workspacePath = `Microsoft.OperationalInsights/workspaces/${args.workspaceName}`;
    const scopePath = `Microsoft.Insights/privateLinkScopes/${args.privateLinkScopeName}`;
    this.workspaceId = knownId(logs, resourceGroupName, workspacePath);
    this.metricsWorkspaceId = knownId(
      metrics,
      resourceGroupName,
      `Microsoft.Monitor/accounts/${args.metricsWorkspaceName}`,
    );
    this.privateLinkScopeId = knownId(scope, resourceGroupName, scopePath);

    const linkedLogs = this.linked(`${name}-logs-link`, args, "logs", this.workspaceId, [scope]);
    const linkedMetrics = this.linked(`${name}-metrics-link`, args, "metrics", ingestionEndpointOf(metrics), [
      linkedLogs,
    ]);
    new PrivateEndpoint(
      `${name}-monitor`,
      {
        ...args.endpoints,
        location: args.location,
        endpointName: `${args.privateLinkScopeName}-pe`,
        targetId: this.privateLinkScopeId,
        groupId: "azuremonitor",
        ...(args.tags !== undefined && { tags: args.tags }),
      },
      // Its DNS records are those of what the scope holds by then.
      { parent: this, dependsOn: [linkedMetrics] },
    );

    this.registerOutputs({
      workspaceId: this.workspaceId,
      metricsWorkspaceId: this.metricsWorkspaceId,
      privateLinkScopeId: this.privateLinkScopeId,
    });
  }

  private logWorkspace(
    name: string,
    args: ObservabilityArgs,
    retentionInDays: number,
  ): operationalinsights.Workspace {
    const childName = `${name}-logs`;
    return new operationalinsights.Workspace(
      childName,
      {
        resourceGroupName: args.resourceGroupName,
        location: args.location,
        workspaceName: args.workspaceName,
        sku: { name: "PerGB2018" },
        retentionInDays,
        publicNetworkAccessForIngestion: "Disabled",
        publicNetworkAccessForQuery: "Disabled",
        features: { disableLocalAuth: true, enableLogAccessUsingOnlyResourcePermissions: true },
        tags: tagsOf(this, "azure-native:operationalinsights:Workspace", childName, args.tags),
      },
      { parent: this, protect: true, retainOnDelete: true },
    );
  }

  private metricsWorkspace(name: string, args: ObservabilityArgs): monitor.AzureMonitorWorkspace {
    const childName = `${name}-metrics`;
    return new monitor.AzureMonitorWorkspace(
      childName,
      {
        resourceGroupName: args.resourceGroupName,
        location: args.location,
        azureMonitorWorkspaceName: args.metricsWorkspaceName,
        publicNetworkAccess: "Disabled",
        tags: tagsOf(this, "azure-native:monitor:AzureMonitorWorkspace", childName, args.tags),
      },
      { parent: this, protect: true },
    );
  }

  private privateLinkScope(name: string, args: ObservabilityArgs): monitor.PrivateLinkScope {
    const childName = `${name}-scope`;
    return new monitor.PrivateLinkScope(
      childName,
      {
        resourceGroupName: args.resourceGroupName,
        location: "global",
        scopeName: args.privateLinkScopeName,
        // Open would let machines of the network write to, and read from, anybody's workspace.
        accessModeSettings: { ingestionAccessMode: "PrivateOnly", queryAccessMode: "PrivateOnly" },
        tags: tagsOf(this, "azure-native:monitor:PrivateLinkScope", childName, args.tags),
      },
      // It stands with the logs, whose lock keeps it and its links.
      { parent: this, protect: true },
    );
  }

  /** Puts a resource into the scope; one after another, because Azure refuses two changes of a scope at once. */
  private linked(
    childName: string,
    args: ObservabilityArgs,
    linkName: string,
    linkedResourceId: pulumi.Input<string>,
    dependsOn: pulumi.Resource[],
  ): monitor.PrivateLinkScopedResource {
    return new monitor.PrivateLinkScopedResource(
      childName,
      {
        resourceGroupName: args.resourceGroupName,
        scopeName: args.privateLinkScopeName,
        name: linkName,
        kind: "Resource",
        linkedResourceId,
      },
      { parent: this, protect: true, dependsOn, hooks: conflictRetry() },
    );
  }
}

/**
 * What of a metrics workspace joins a scope: the data collection endpoint that Azure makes with it.
 * https://learn.microsoft.com/azure/azure-monitor/essentials/private-link-data-ingestion (2024-06)
 */
function ingestionEndpointOf(workspace: monitor.AzureMonitorWorkspace): pulumi.Output<string> {
  return pulumi.all([workspace.id, workspace.defaultIngestionSettings]).apply(([id, ingestion]) => {
    const endpointId = ingestion?.dataCollectionEndpointResourceId;
    if (!endpointId) throw new Error(`${id} has no data collection endpoint, though Azure makes one with it`);
    return endpointId;
  });
}
