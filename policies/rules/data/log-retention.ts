import { type Graph, type Resource, valueAt } from "../../../lib/graph/graph.ts";
import { decided, isAbsent, notEvaluated, opaque } from "../../answers.ts";
import { equals, judge, present, textOf } from "../../demand.ts";
import { whole } from "../../parts.ts";
import { CLOUD_TRAIL, KMS_KEY, LOG_WORKSPACE, unversioned } from "../../resource-types.ts";
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
    checkov: ["CKV_AWS_35", "CKV_AWS_36"],
    nist80053: ["AU-9", "AU-11"],
    nist800223: ["management"],
  },
  remediation: `Set retentionInDays: ${DAYS} or more on the log Workspace; on a CloudTrail enableLogFileValidation: true and kmsKeyId.`,
  evidence: RETENTION,
  scope: "resource",
  types: [LOG_WORKSPACE, CLOUD_TRAIL],
  check: (resource, graph) =>
    unversioned(resource.type) === LOG_WORKSPACE ? [judgeDays(resource)] : judgeTrail(resource, graph),
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

function judgeTrail(resource: Resource, graph: Graph): Answer[] {
  return whole(CLOUD_TRAIL)
    .partsOf(resource)
    .flatMap((part) => trail.map((demand) => judge(demand, part, graph)));
}
