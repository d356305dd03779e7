import {
  type Graph,
  type Properties,
  type Resource,
  shortType,
  type Value,
  valueAt,
} from "../../../lib/graph/graph.ts";
import {
  decided,
  entriesOf,
  failed,
  isAbsent,
  listOf,
  notApplicable,
  notEvaluated,
  opaque,
} from "../../answers.ts";
import { ofUnversioned } from "../../by-type.ts";
import { textOf } from "../../demand.ts";
import { declaredOf } from "../../links.ts";
import { pods } from "../../pods.ts";
import { chartOf, RELEASES } from "../../releases.ts";
import { NAMESPACE, STACK } from "../../resource-types.ts";
import type { Answer, Rule } from "../../rule.ts";

/** A property that decides whether a verifier refuses what it cannot verify. */
interface Switch {
  readonly path: string;
  readonly enforcing: string;
  /** What the verifier does where it is not written; `undefined` where it does not refuse then. */
  readonly byDefault?: string;
}

const RATIFY = "kubernetes:constraints.gatekeeper.sh/v1beta1:RatifyVerification";

/** https://kyverno.io/docs/policy-types */
const imageValidatingPolicy: readonly Switch[] = [
  { path: "spec.validationActions", enforcing: "Deny" },
  { path: "spec.failurePolicy", enforcing: "Fail", byDefault: "Fail" },
];

/** Kinds of object that have images verified, and what makes each of them refuse. */
const VERIFIERS: Readonly<Record<string, readonly Switch[]>> = {
  "kubernetes:policies.kyverno.io/v1alpha1:ImageValidatingPolicy": imageValidatingPolicy,
  "kubernetes:policies.kyverno.io/v1beta1:ImageValidatingPolicy": imageValidatingPolicy,
  "kubernetes:policies.kyverno.io/v1:ImageValidatingPolicy": imageValidatingPolicy,
  // https://docs.sigstore.dev/policy-controller/overview/
  "kubernetes:policy.sigstore.dev/v1beta1:ClusterImagePolicy": [
    { path: "spec.mode", enforcing: "enforce", byDefault: "enforce" },
  ],
  // A constraint of Gatekeeper: https://open-policy-agent.github.io/gatekeeper/website/docs/howto
  [RATIFY]: [{ path: "spec.enforcementAction", enforcing: "deny", byDefault: "deny" }],
};

/** Gatekeeper lets pods in while it does not answer, unless told otherwise: https://open-policy-agent.github.io/gatekeeper/website/docs/failing-closed */
const GATEKEEPER: Switch = {
  path: "values.validatingWebhookFailurePolicy",
  enforcing: "Fail",
  byDefault: "Ignore",
};

const MUST_EXIST = "one must refuse images without a valid signature";

/** What a digest names may still be anybody's: only a signature says who made it. */
export const signatureVerifier: Rule = {
  id: "W09",
  name: "images-verified",
  title: "The cluster refuses images without a valid signature.",
  enforcement: "mandatory",
  severity: "medium",
  frameworks: {
    checkov: ["CKV_AZURE_164"],
    nist80053: ["CM-14", "SI-7", "SR-4"],
    nist800223: ["management", "computing"],
  },
  remediation:
    'Declare an ImageValidatingPolicy of Kyverno with validationActions: ["Deny"], a ClusterImagePolicy of Sigstore, or a RatifyVerification of Gatekeeper, in the stack that makes the namespaces.',
  evidence: "https://kyverno.io/docs/policy-types",
  scope: "graph",
  types: [STACK, ...Object.keys(VERIFIERS)],
  check: (resource, graph) =>
    resource.type === STACK ? [judgeStack(graph)] : judgeVerifier(resource, graph),
};

function judgeStack(graph: Graph): Answer {
  const verifiers = Object.keys(VERIFIERS).flatMap((type) => ofUnversioned(graph, type));
  const [verifier] = verifiers;
  if (verifier !== undefined) {
    return {
      status: "passed",
      path: "",
      message: `${shortType(verifier.type)} ${verifier.name} verifies images`,
    };
  }
  if (ofUnversioned(graph, NAMESPACE).length > 0) return failed("", "nothing verifies images", MUST_EXIST);
  return pods.types.some((type) => ofUnversioned(graph, type).length > 0)
    ? notEvaluated("", "the stack makes no namespace: another one sets up the cluster", MUST_EXIST)
    : notApplicable("", "the stack has neither a namespace nor a workload of Kubernetes");
}

function judgeVerifier({ type, inputs }: Resource, graph: Graph): Answer[] {
  const answers = (VERIFIERS[type] ?? []).map((found) => judgeSwitch(found, inputs));
  return type === RATIFY ? [...answers, judgeGatekeeper(graph)] : answers;
}

function judgeGatekeeper(graph: Graph): Answer {
  const release = declaredOf(graph, ...RELEASES).find((found) => chartOf(found) === "gatekeeper");
  if (release === undefined) {
    return notEvaluated("", "another stack installs Gatekeeper", `its ${GATEKEEPER.path} must be "Fail"`);
  }
  const answer = judgeSwitch(GATEKEEPER, release.inputs);
  return { ...answer, path: "", message: `${GATEKEEPER.path} of ${release.name} ${answer.message}` };
}

function judgeSwitch({ path, enforcing, byDefault }: Switch, inputs: Properties): Answer {
  const must = `must be "${enforcing}"`;
  const value = valueAt(inputs, path);
  const reason = [value, ...listOf(value)].map(opaque).find((found) => found !== undefined);
  if (reason !== undefined) return notEvaluated(path, reason, must);
  if (!isAbsent(value)) {
    const found = (Array.isArray(value) ? listOf(value) : [value]).map(textOf).join(", ");
    return decided(says(value, enforcing), path, `is ${found}`, must);
  }
  const found = byDefault === undefined ? "is not set" : `is not set, which means "${byDefault}"`;
  return decided(byDefault === enforcing, path, found, must);
}

function says(value: Value, enforcing: string): boolean {
  return value === enforcing || entriesOf(value).some(([, element]) => element === enforcing);
}
