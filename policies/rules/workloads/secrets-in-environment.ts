import { isSecret, type Value, valueAt } from "../../../lib/graph/graph.ts";
import { decided, isAbsent, listOf, notEvaluated, opaque } from "../../answers.ts";
import { textOf } from "../../demand.ts";
import { type Container, containers } from "../../pods.ts";
import type { Answer, Rule } from "../../rule.ts";
import { namesSecret } from "../../secret-names.ts";

const MUST = "must hold no secret: mount it as a file";

/** The environment of a process is inherited by its children, printed in crash reports and read by whoever may describe the pod. */
export const secretsInEnvironment: Rule = {
  id: "W13",
  name: "no-secrets-in-environment",
  title: "Containers get secrets as files, not as environment variables.",
  enforcement: "advisory",
  severity: "low",
  frameworks: {
    checkov: ["CKV_K8S_35"],
    cisAks: ["4.5.1"],
    nist80053: ["IA-5", "SC-28"],
    nist800223: ["computing"],
  },
  remediation:
    "Mount the Secret as a volume, or let the Secrets Store CSI driver do so, and let the program read the file.",
  evidence: "https://kubernetes.io/docs/concepts/security/secrets-good-practices/",
  scope: "resource",
  types: containers.types,
  check: (resource) => containers.partsOf(resource).flatMap((container) => judgeContainer(container)),
};

function judgeContainer(container: Container): Answer[] {
  return (["env", "envFrom"] as const).flatMap((property) => {
    const path = container.prefix + property;
    const list = valueAt(container.value, property);
    if (isAbsent(list)) return [];
    const elements = listOf(list);
    const holding = elements.filter(holdsSecret).map(nameOf);
    const reason = opaque(list) ?? elements.map(opaque).find((found) => found !== undefined);
    if (holding.length === 0 && reason !== undefined) return [notEvaluated(path, reason, MUST)];
    const found = holding.length === 0 ? "holds none" : `holds ${holding.join(", ")}`;
    return [decided(holding.length === 0, path, found, MUST)];
  });
}

/** A secret that is referred to, one that Pulumi knows as such, or text under a name that says what it is. */
function holdsSecret(element: Value): boolean {
  if (opaque(element) !== undefined) return false;
  if (!isAbsent(valueAt(element, "valueFrom.secretKeyRef")) || !isAbsent(valueAt(element, "secretRef")))
    return true;
  const [name, value] = [valueAt(element, "name"), valueAt(element, "value")];
  return (
    isSecret(value) ||
    (typeof value === "string" && value !== "" && typeof name === "string" && namesSecret(name))
  );
}

function nameOf(element: Value): string {
  return textOf(valueAt(element, "name") ?? valueAt(element, "secretRef.name") ?? "a Secret");
}
