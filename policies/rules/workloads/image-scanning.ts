import type { Graph } from "../../../lib/graph/graph.ts";
import { notEvaluated } from "../../answers.ts";
import { ofUnversioned } from "../../by-type.ts";
import { equals, judge } from "../../demand.ts";
import { whole } from "../../parts.ts";
import { DEFENDER_PLAN, ECR_REPOSITORY, REGISTRY, unversioned } from "../../resource-types.ts";
import type { Answer, Rule } from "../../rule.ts";

const tier = equals("pricingTier", "Standard");
const scanOnPush = equals("imageScanningConfiguration.scanOnPush", true);

/**
 * Registries are scanned by Microsoft Defender for Containers, which is switched on for a subscription and so mostly by another stack;
 * those of AWS by themselves. Retention of untagged manifests is not asked for: it deletes images that are used by digest.
 */
export const imageScanning: Rule = {
  id: "W10",
  name: "images-scanned",
  title: "Images are scanned for known vulnerabilities.",
  enforcement: "advisory",
  severity: "medium",
  frameworks: {
    checkov: ["CKV_AZURE_163", "CKV_AWS_163"],
    cisAks: ["5.1.1"],
    nist80053: ["RA-5", "SI-2"],
    nist800223: ["management"],
  },
  remediation:
    'Switch on Defender for Containers: security.Pricing with pricingName: "Containers" and pricingTier: "Standard"; for an ECR repository imageScanningConfiguration: { scanOnPush: true }.',
  evidence: "https://learn.microsoft.com/azure/defender-for-cloud/agentless-vulnerability-assessment-azure",
  scope: "graph",
  types: [REGISTRY, ECR_REPOSITORY],
  check: (resource, graph) =>
    unversioned(resource.type) === REGISTRY
      ? [judgePlan(graph)]
      : whole(ECR_REPOSITORY)
          .partsOf(resource)
          .map((part) => judge(scanOnPush, part, graph)),
};

/** The plan is the subscription's: the answer is the registry's, for without registry nobody needs it. */
function judgePlan(graph: Graph): Answer {
  const plan = ofUnversioned(graph, DEFENDER_PLAN).find(({ inputs }) => inputs.pricingName === "Containers");
  if (plan === undefined) {
    return notEvaluated(
      "",
      "the stack does not say whether the subscription has Defender for Containers",
      "it must, or something else must scan the images",
    );
  }
  const answer = judge(tier, { resource: plan, prefix: "", value: plan.inputs }, graph);
  return { ...answer, path: "", message: `${tier.path} of ${plan.name} ${answer.message}` };
}
