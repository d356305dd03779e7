import { type Graph, type Resource, valueAt } from "../../../lib/graph/graph.ts";
import { decided, isAbsent, notEvaluated, opaque } from "../../answers.ts";
import { judge, oneOf, textOf } from "../../demand.ts";
import { whole } from "../../parts.ts";
import { rulingOn } from "../../purposes.ts";
import { KEY } from "../../resource-types.ts";
import type { Answer, Rule } from "../../rule.ts";

const KTY = "properties.kty";
const SIZE = "properties.keySize";
const KEY_TYPES = "https://learn.microsoft.com/azure/key-vault/keys/about-keys";

/** Curves of FIPS 186-5, each at least as strong as RSA of 3,072 bits. */
const curve = oneOf("properties.curveName", ["P-256", "P-384", "P-521"], {
  value: "P-256",
  source: KEY_TYPES,
});
const hardware = oneOf(KTY, ["RSA-HSM", "EC-HSM"]);
/** Managed Lustre takes no other key: {@link rulingOn} knows the source. */
const software = oneOf(KTY, ["RSA"]);

const keys = whole(KEY);

/** RSA of 2,048 bits is enough until 2030 only: NIST SP 800-57 part 1, revision 5, table 4. */
export const keyStrength: Rule = {
  id: "E11",
  name: "keys-strong-in-hardware",
  title: "Keys never leave a hardware module (FIPS 140-3), and are as strong as RSA of 3,072 bits.",
  enforcement: "advisory",
  severity: "medium",
  frameworks: { checkov: ["CKV_AZURE_112"], nist80053: ["SC-12", "SC-13"] },
  remediation:
    'Create the Key with kty: "RSA-HSM" and keySize: 3072 in a vault of tier premium; one for Managed Lustre with kty: "RSA" and keySize: 2048, and the tag purpose: lustre.',
  evidence: KEY_TYPES,
  scope: "graph",
  types: keys.types,
  check: (key, graph) =>
    keys.partsOf(key).flatMap((part) => {
      const { kind, reason } = rulingOn("rsa2048", key, graph);
      if (kind === "needed")
        return [judge(software, part, graph), judgeSize(key, "needed")].map((answer) =>
          because(answer, reason),
        );
      const strict = [judge(hardware, part, graph), strength(key, graph)];
      return kind === "refused" ? strict : strict.map((answer) => unlessNeeded(answer, reason));
    }),
};

function strength(key: Resource, graph: Graph): Answer {
  const ofCurve = keys.partsOf(key).map((part) => judge(curve, part, graph));
  const [answer] = valueAt(key.inputs, KTY) === "EC-HSM" ? ofCurve : [];
  return answer ?? judgeSize(key, "refused");
}

function judgeSize({ inputs }: Resource, relaxation: "needed" | "refused"): Answer {
  const must = relaxation === "needed" ? "must be 2048" : "must be 3072 or more";
  const size = valueAt(inputs, SIZE);
  const reason = opaque(size);
  if (reason !== undefined) return notEvaluated(SIZE, reason, must);
  // Key Vault makes 2,048 bits where nothing is said.
  const bits = isAbsent(size) ? 2048 : Number(size);
  const fits = relaxation === "needed" ? bits === 2048 : bits >= 3072;
  const found = isAbsent(size)
    ? `is not set, which Azure takes as 2048 (${KEY_TYPES})`
    : `is ${textOf(size)}`;
  return decided(fits, SIZE, found, must);
}

function because(answer: Answer, reason: string): Answer {
  return { ...answer, message: `${answer.message}: ${reason}` };
}

function unlessNeeded(answer: Answer, reason: string): Answer {
  if (answer.status !== "failed") return answer;
  return {
    ...answer,
    status: "notEvaluated",
    message: `${answer.message}, unless Managed Lustre needs less: ${reason}`,
  };
}
