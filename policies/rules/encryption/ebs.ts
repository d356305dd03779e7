import { type Graph, type Resource, type Value, valueAt } from "../../../lib/graph/graph.ts";
import { decided, entriesOf, failed, listOf, notEvaluated, opaque, passed } from "../../answers.ts";
import { equals, judge, oneOf, present } from "../../demand.ts";
import { declaredOf, named } from "../../links.ts";
import { EBS_ENCRYPTION_BY_DEFAULT, EBS_VOLUME, KMS_KEY, LAUNCH_TEMPLATE } from "../../resource-types.ts";
import type { Answer, Rule } from "../../rule.ts";

const MAPPINGS = "blockDeviceMappings";
const DEFAULT = "https://docs.aws.amazon.com/ebs/latest/userguide/encryption-by-default.html";

// Launch templates write booleans as text.
const encrypted = oneOf("encrypted", [true, "true"]);
const ownKey = present("kmsKeyId", [KMS_KEY]);
/** Whoever declares it means it: it is on unless it says otherwise. */
const byDefault = equals("enabled", true, { value: true, source: DEFAULT });

/** Disks of AWS. Those of an image that a template does not mention are encrypted only where the account does so by default. */
export const ebs: Rule = {
  id: "E19",
  name: "ebs-encrypted",
  title: "Disks of AWS are encrypted: by default, and those of nodes with a key of one's own.",
  enforcement: "mandatory",
  severity: "high",
  frameworks: { checkov: ["CKV_AWS_3", "CKV_AWS_106", "CKV_AWS_189"], nist80053: ["SC-12", "SC-28"] },
  remediation:
    "Declare EncryptionByDefault with enabled: true, and set encrypted and kmsKeyId on each Volume and on ebs of each of the blockDeviceMappings of a LaunchTemplate.",
  evidence: DEFAULT,
  scope: "graph",
  types: [EBS_ENCRYPTION_BY_DEFAULT, EBS_VOLUME, LAUNCH_TEMPLATE],
  check: (resource, graph) => {
    const part = { resource, prefix: "", value: resource.inputs };
    if (resource.type === EBS_ENCRYPTION_BY_DEFAULT) return [judge(byDefault, part, graph)];
    if (resource.type === EBS_VOLUME) return [encrypted, ownKey].map((demand) => judge(demand, part, graph));
    return judgeTemplate(resource, graph);
  },
};

function judgeTemplate(template: Resource, graph: Graph): Answer[] {
  const mappings: Value | undefined = valueAt(template.inputs, MAPPINGS);
  const reason = opaque(mappings);
  if (reason !== undefined) return [notEvaluated(MAPPINGS, reason, "each must be encrypted")];
  if (listOf(mappings).length === 0) return [judgeImage(graph)];
  return (
    entriesOf(mappings)
      // A mapping without ebs is a disk of the machine itself, which AWS encrypts, or takes one of the image away.
      .filter(([, mapping]) => valueAt(mapping, "ebs") !== undefined)
      .flatMap(([index, mapping]) => {
        const part = {
          resource: template,
          prefix: `${MAPPINGS}[${index}].ebs.`,
          value: valueAt(mapping, "ebs") ?? null,
        };
        return [encrypted, ownKey].map((demand) => judge(demand, part, graph));
      })
  );
}

/** A template that says nothing has the disks of its image, as the account encrypts them. */
function judgeImage(graph: Graph): Answer {
  const must = "must say how disks are encrypted";
  const setting = declaredOf(graph, EBS_ENCRYPTION_BY_DEFAULT)[0];
  if (setting === undefined)
    return failed(MAPPINGS, "is not set, and the stack does not encrypt by default", must);
  const { status, message } = judge(
    byDefault,
    { resource: setting, prefix: "", value: setting.inputs },
    graph,
  );
  if (status === "notEvaluated")
    return notEvaluated(MAPPINGS, `is not set, and ${named(setting)} ${message}`, must);
  return status === "passed"
    ? passed(MAPPINGS, `is not set, and ${named(setting)} encrypts by default`)
    : decided(false, MAPPINGS, `is not set, and ${named(setting)} does not encrypt by default`, must);
}
