import { type Graph, type Resource, valueAt } from "../../../lib/graph/graph.ts";
import { decided, isAbsent, notEvaluated, opaque } from "../../answers.ts";
import { equals, judge, present, textOf } from "../../demand.ts";
import { whole } from "../../parts.ts";
import { CLOUD_TRAIL, FLOW_LOG, KMS_KEY, LOG_WORKSPACE, unversioned } from "../../resource-types.ts";
import type { Answer, Rule } from "../../rule.ts";

const RETENTION = "https://learn.microsoft.com/azure/azure-monitor/logs/data-retention-configure";
const DAYS = 90;
/** What a workspace keeps where nothing is written. Source: {@link RETENTION} */
const DAYS_BY_DEFAULT = 30;

const trail = [equals("enableLogFileValidation", true), present("kmsKeyId", [KMS_KEY])];

/** Logs are there when a break-in is found, months after it, and show whether somebody changed them. */
export const logRetention: Rule = {
  id: "D06",
  name: "logs-kept",
  title: `Logs are kept for ${DAYS} days or longer, and nobody can change them unseen.`,
  enforcement: "advisory",
  severity: "medium",
  frameworks: {
    checkov: ["CKV_AZURE_12", "CKV_AWS_35", "CKV_AWS_36"],
    nist80053: ["AU-9", "AU-11"],
    nist800223: ["management"],
  },
  remediation: `Set retentionInDays: ${DAYS} or more on the log Workspace, and retentionPolicy.days on the FlowLog; on a CloudTrail enableLogFileValidation: true and kmsKeyId.`,
  evidence: RETENTION,
  scope: "resource",
  types: [LOG_WORKSPACE, FLOW_LOG, CLOUD_TRAIL],
  check: (resource, graph) => {
    const type = unversioned(resource.type);
    if (type === LOG_WORKSPACE) return [judgeDays(resource)];
    return type === FLOW_LOG ? [judgeFlows(resource)] : judgeTrail(resource, graph);
  },
};

function judgeDays({ inputs }: Resource): Answer {
  const path = "retentionInDays";
  const must = `must be ${DAYS} or more`;
  const days = valueAt(inputs, path);
  const reason = opaque(days);
  if (reason !== undefined) return notEvaluated(path, reason, must);
  const found = isAbsent(days)
    ? `is not set, which Azure takes as ${DAYS_BY_DEFAULT} (${RETENTION})`
    : `is ${textOf(days)}`;
  return decided(typeof days === "number" && days >= DAYS, path, found, must);
}

/**
 * A flow log is kept until somebody deletes it, unless it says after how many days Azure does; 0 says nothing.
 * Source: https://learn.microsoft.com/azure/network-watcher/nsg-flow-logs-overview
 */
function judgeFlows({ inputs }: Resource): Answer {
  const path = "retentionPolicy.days";
  const must = `must be ${DAYS} or more, or 0`;
  const [enabled, days] = [valueAt(inputs, "retentionPolicy.enabled"), valueAt(inputs, path)];
  const reason = opaque(enabled) ?? opaque(days);
  if (reason !== undefined) return notEvaluated(path, reason, must);
  if (enabled !== true || isAbsent(days))
    return decided(true, path, "is not in force: nothing is deleted", must);
  return decided(typeof days === "number" && (days === 0 || days >= DAYS), path, `is ${textOf(days)}`, must);
}

function judgeTrail(resource: Resource, graph: Graph): Answer[] {
  return whole(CLOUD_TRAIL)
    .partsOf(resource)
    .flatMap((part) => trail.map((demand) => judge(demand, part, graph)));
}
