import { type Graph, type Resource, type Value, valueAt } from "../../../lib/graph/graph.ts";
import { failed, listOf, notEvaluated, opaque, passed } from "../../answers.ts";
import { ofUnversioned } from "../../by-type.ts";
import { linkOf, named } from "../../links.ts";
import { type Namers, namersOf } from "../../namers.ts";
import { perGraph } from "../../per-graph.ts";
import {
  BLOB_SERVICE,
  DIAGNOSTIC_SETTING,
  EKS_CLUSTER,
  MANAGED_CLUSTER,
  STORAGE_ACCOUNT,
  unversioned,
  VAULT,
} from "../../resource-types.ts";
import type { Answer, Rule } from "../../rule.ts";

/** Categories that must be recorded, each with those that contain it. */
const CATEGORIES: Readonly<Record<string, readonly (readonly string[])[]>> = {
  // https://learn.microsoft.com/azure/aks/monitor-aks-reference#resource-logs
  [MANAGED_CLUSTER]: [["kube-audit-admin", "kube-audit"], ["guard"]],
  // https://learn.microsoft.com/azure/key-vault/general/logging
  [VAULT]: [["AuditEvent"]],
  // https://learn.microsoft.com/azure/storage/blobs/monitor-blob-storage-reference#resource-logs
  [STORAGE_ACCOUNT]: [["StorageRead"], ["StorageWrite"], ["StorageDelete"]],
};

/** https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html */
const EKS_LOGS = ["api", "audit", "authenticator"];

/** Who did what to the API server, the keys and the data is recorded where they cannot erase it. */
export const auditLogs: Rule = {
  id: "D05",
  name: "access-recorded",
  title: "Every access to API servers, keys and blobs is recorded.",
  enforcement: "mandatory",
  severity: "medium",
  frameworks: {
    checkov: ["CKV_AZURE_4", "CKV2_AZURE_21", "CKV_AWS_37"],
    cisAks: ["2.1.1"],
    nist80053: ["AU-2", "AU-12"],
    nist800223: ["access", "management", "data storage"],
  },
  remediation:
    "Declare a monitor.DiagnosticSetting with a workspaceId: for a cluster kube-audit-admin and guard, for a vault AuditEvent, for <account id>/blobServices/default StorageRead, StorageWrite and StorageDelete. On EKS set enabledClusterLogTypes.",
  evidence: "https://learn.microsoft.com/azure/azure-monitor/platform/diagnostic-settings",
  scope: "graph",
  types: [...Object.keys(CATEGORIES), EKS_CLUSTER],
  check: (resource, graph) => {
    const type = unversioned(resource.type);
    if (type === EKS_CLUSTER) return EKS_LOGS.map((category) => judgeEks(category, resource));
    return (CATEGORIES[type] ?? []).map((category) => judgeCategory(category, resource, graph));
  },
};

function judgeCategory(names: readonly string[], target: Resource, graph: Graph): Answer {
  const [name = ""] = names;
  const must = `a DiagnosticSetting must record ${name}`;
  const { surely, perhaps } = settingsOf(target, graph);
  const recording = surely.find((setting) => enabledIn(setting, names) === true);
  if (recording !== undefined) return passed("", `${named(recording)} records ${name}`);
  const unsure = [
    ...surely.filter((setting) => enabledIn(setting, names) === undefined),
    ...perhaps.filter((setting) => enabledIn(setting, names) !== false),
  ];
  const [first] = unsure;
  return first === undefined
    ? failed("", `nothing records ${name}`, must)
    : notEvaluated("", `whether ${named(first)} records ${name} is unknown`, must);
}

const naming = { type: DIAGNOSTIC_SETTING, path: "resourceUri" };

/** The settings that are for a target. */
function settingsOf(target: Resource, graph: Graph): Namers {
  const direct = namersOf(graph, target, naming);
  return unversioned(target.type) === STORAGE_ACCOUNT ? settingsOfBlobs(target, direct, graph) : direct;
}

/** Blobs are recorded by the account's service and not by the account; from an unknown that comes from the account, both can follow. */
function settingsOfBlobs(account: Resource, direct: Namers, graph: Graph): Namers {
  const services = namersOf(graph, account, { type: BLOB_SERVICE, path: "accountName" }).surely;
  const ofServices = services.map((service) => namersOf(graph, service, naming));
  const unknown = direct.surely.filter(({ inputs }) => opaque(inputs.resourceUri) !== undefined);
  const undeclared = settingsOfUndeclared(graph).get(account.urn) ?? [];
  return {
    surely: [...ofServices.flatMap(({ surely }) => surely), ...undeclared],
    perhaps: [...ofServices.flatMap(({ perhaps }) => perhaps), ...unknown, ...direct.perhaps],
  };
}

/** By account, the settings whose id is that of the account's service, which the stack need not declare. */
const settingsOfUndeclared = perGraph((graph) =>
  Map.groupBy(ofUnversioned(graph, DIAGNOSTIC_SETTING), (setting) => {
    const [, resourceUri] = /^(.*)\/blobServices\/default$/i.exec(String(setting.inputs.resourceUri)) ?? [];
    if (resourceUri === undefined) return undefined;
    const ofAccount = { ...setting, inputs: { ...setting.inputs, resourceUri } };
    const link = linkOf(graph, ofAccount, "resourceUri", [STORAGE_ACCOUNT]);
    return link.kind === "declared" ? link.resource.urn : undefined;
  }),
);

/** Whether a setting records one of the categories; `undefined` where that is not known. */
function enabledIn({ inputs }: Resource, names: readonly string[]): boolean | undefined {
  const logs = valueAt(inputs, "logs");
  if (opaque(logs) !== undefined) return undefined;
  const states = listOf(logs).map((log) => (covers(log, names) ? valueAt(log, "enabled") : false));
  if (states.includes(true)) return true;
  const unsure =
    states.some((state) => opaque(state) !== undefined) ||
    listOf(logs).some((log) => opaque(log) !== undefined);
  return unsure ? undefined : false;
}

function covers(log: Value, names: readonly string[]): boolean {
  const [category, group] = [valueAt(log, "category"), valueAt(log, "categoryGroup")];
  const same = (name: string) => String(category).toLowerCase() === name.toLowerCase();
  return String(group).toLowerCase() === "alllogs" || names.some(same);
}

function judgeEks(category: string, { inputs }: Resource): Answer {
  const path = "enabledClusterLogTypes";
  const must = `must have "${category}"`;
  const enabled = listOf(inputs[path]);
  if (enabled.includes(category)) return passed(path, `has "${category}"`);
  const reason = [inputs[path], ...enabled].map(opaque).find((found) => found !== undefined);
  return reason === undefined ? failed(path, `has no "${category}"`, must) : notEvaluated(path, reason, must);
}
