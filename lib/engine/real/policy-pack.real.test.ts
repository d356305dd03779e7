import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { policyName, violationText } from "../../../policies/pack.ts";
import { rules } from "../../../policies/rules/index.ts";
import { acceptanceRules } from "../../../policies/waivers.ts";
import type { Finding } from "../../graph/finding.ts";
import type { Violation } from "./events.ts";
import { PulumiFailed, realPreview } from "./preview.ts";
import { describeReal } from "./testing/describe-real.ts";
import { ROOT, Scratch } from "./testing/scratch.ts";

const scratch = new Scratch();
afterAll(() => scratch.remove());

/** What the rules find without Pulumi, by the command line of the product or of a copy of it. */
function findingsOf(project: string, stack: string): Finding[] {
  const args = [join(project, "scripts/exaform.mjs"), "preview", stack, "--format", "json"];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8", maxBuffer: 1 << 26 });
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout).findings;
}

/** What the pack must therefore report, as sorted lines. Whether a resource is retained is what Pulumi does not show a pack. */
function expected(findings: readonly Finding[]): string[] {
  return findings.flatMap((finding) => linesOf(notCarried(finding))).toSorted();
}

function notCarried(finding: Finding): Finding {
  // What encrypts the state, neither of them tells.
  if (finding.rule === "D07") {
    return {
      ...finding,
      message: finding.message.replace("the embedded engine", "Pulumi's policy interface"),
    };
  }
  if (finding.rule === "D08" && finding.path === "outputs") {
    const message =
      "and what is secret of them are not carried by Pulumi's policy interface; those with the name of a secret must be secrets";
    return { ...finding, status: "notEvaluated", message };
  }
  if (finding.path !== "options.retainOnDelete") return finding;
  const message = "is not carried by Pulumi's policy interface; must be true";
  return { ...finding, status: "notEvaluated", message };
}

function linesOf(finding: Finding): string[] {
  const rule = [...rules, ...Object.values(acceptanceRules)].find(({ id }) => id === finding.rule);
  if (rule === undefined) throw new Error(`no rule ${finding.rule}`);
  switch (finding.status) {
    case "failed":
      return [
        `${finding.enforcement} ${policyName(rule)} ${finding.urn} ${rule.title}\n${violationText(finding)}`,
      ];
    case "notEvaluated":
      return [
        `advisory not-evaluated ${finding.urn} A rule could not be evaluated here: it has not passed.\n${rule.id}: ${violationText(finding)}`,
      ];
    case "waived":
      return [
        `advisory waived ${finding.urn} A rule fails here, and the environment's file waives it.\n${rule.id}: ${violationText(finding)}`,
      ];
    default:
      return [];
  }
}

function reported(violations: readonly Violation[]): string[] {
  return violations
    .map(({ enforcement, policy, urn, message }) => `${enforcement} ${policy} ${urn} ${message}`)
    .toSorted();
}

describeReal("the policy pack on the real engine", () => {
  test.each(["nd-h100-dev", "nd-h100-prod"])("finds in %s what the in-process rules find", async (stack) => {
    const policyPack = join(ROOT, "policies");
    const { violations } = await realPreview({ project: ROOT, stack, policyPack });
    const findings = findingsOf(ROOT, stack);
    expect(findings.length).toBeGreaterThan(50);
    expect(reported(violations)).toEqual(expected(findings));
    expect(violations.filter(({ enforcement }) => enforcement === "mandatory")).toEqual([]);
  });

  test("fails a stack that breaks rules, with the same violations", async () => {
    const project = scratch.product([
      // One rule that looks at a resource alone, and one that looks at the whole stack.
      {
        file: "components/azure/training-cluster/training-cluster.ts",
        from: "enablePrivateCluster: true",
        to: "enablePrivateCluster: false",
      },
      {
        file: "components/azure/gpu-node-pool/gpu-node-pool.ts",
        from: "enableNodePublicIP: false",
        to: "enableNodePublicIP: true",
      },
    ]);
    const stack = "nd-h100-dev";
    const failed = await realPreview({ project, stack, policyPack: join(project, "policies") }).catch(
      (error: unknown) => error,
    );
    if (!(failed instanceof PulumiFailed)) throw failed;
    const findings = findingsOf(project, stack);
    expect(findings.filter(({ status }) => status === "failed").map(({ rule }) => rule)).toEqual([
      "N01",
      "N06",
    ]);
    expect(reported(failed.violations)).toEqual(expected(findings));
    expect(failed.exitCode).toBe(1);
  });

  test("lets pass what the environment's file waives, with a warning", async () => {
    const waived = [
      "waivers:",
      "- rule: N01",
      "  resource: cluster-cluster",
      "  reason: The peering comes next week.",
    ];
    const project = scratch.product([
      {
        file: "components/azure/training-cluster/training-cluster.ts",
        from: "enablePrivateCluster: true",
        to: "enablePrivateCluster: false",
      },
      {
        file: "stacks/Pulumi.nd-h100-dev.yaml",
        from: "    acceptedPaths:",
        to: [...waived, "  owner: platform team", '  expires: "9999-12-31"', "acceptedPaths:"]
          .map((line) => `    ${line}`)
          .join("\n"),
      },
    ]);
    const stack = "nd-h100-dev";
    const { violations } = await realPreview({ project, stack, policyPack: join(project, "policies") });
    const findings = findingsOf(project, stack);
    expect(findings.filter(({ status }) => status === "waived").map(({ rule }) => rule)).toEqual(["N01"]);
    expect(reported(violations)).toEqual(expected(findings));
  });
});
