import { type Graph, type Resource, type Value, valueAt } from "../../../lib/graph/graph.ts";
import { decided, failed, isAbsent, notEvaluated, opaque, passed } from "../../answers.ts";
import { declaredOf, named } from "../../links.ts";
import { nodePools } from "../../parts.ts";
import { chartOf, RELEASES } from "../../releases.ts";
import type { Answer, Rule } from "../../rule.ts";
import { gpuPoolsOf, type MachineGroup } from "./machine-groups.ts";

const DRIVER = "values.driver.enabled";
const TOOLKIT = "values.toolkit.enabled";

/** What a pool's driver is. https://learn.microsoft.com/rest/api/aks/agent-pools/create-or-update: without it AKS installs one. */
export const POOL_DRIVER = "gpuProfile.driver";

/** Two that install a driver break each other's; where neither does, there are no GPUs. */
export const driverMode: Rule = {
  id: "F07",
  name: "one-installs-the-driver",
  title: "Either AKS installs the driver of GPUs or the GPU Operator does, with the container toolkit.",
  enforcement: "mandatory",
  severity: "high",
  frameworks: { nist80053: ["CM-2", "CM-6"], nist800223: ["computing"] },
  remediation:
    'Either gpuProfile.driver: "None" on every GPU pool, and driver.enabled and toolkit.enabled true in the values of the GPU Operator; or "Install", and both false.',
  evidence: "https://learn.microsoft.com/azure/aks/nvidia-gpu-operator",
  scope: "graph",
  types: RELEASES,
  check: (release, graph) =>
    chartOf(release) === "gpu-operator" ? [toolkitAnswer(release), ...poolAnswers(release, graph)] : [],
};

/** The chart installs both unless told otherwise: https://github.com/NVIDIA/gpu-operator/blob/main/deployments/gpu-operator/values.yaml */
function enabled(release: Resource, path: string): Value {
  const value = valueAt(release.inputs, path);
  return isAbsent(value) ? true : value;
}

function toolkitAnswer(release: Resource): Answer {
  const [driver, toolkit] = [enabled(release, DRIVER), enabled(release, TOOLKIT)];
  const must = `must be as ${DRIVER}: AKS brings both or none`;
  const reason = opaque(toolkit) ?? opaque(driver);
  if (reason !== undefined) return notEvaluated(TOOLKIT, reason, must);
  return decided(driver === toolkit, TOOLKIT, `is ${toolkit}, and ${DRIVER} is ${driver}`, must);
}

/** Against every GPU pool that the stack declares too. */
function poolAnswers(release: Resource, graph: Graph): Answer[] {
  const pools = declaredOf(graph, ...nodePools.types).flatMap(gpuPoolsOf);
  if (pools.length === 0) return [];
  const driver = enabled(release, DRIVER);
  const must = "must be true where pools have no driver of AKS's, and false where they have";
  const reason = opaque(driver);
  if (reason !== undefined) return [notEvaluated(DRIVER, reason, must)];
  const judged = pools.map((pool) => ({ pool, agrees: agrees(pool, driver) }));
  const wrong = judged.find(({ agrees }) => agrees === false);
  if (wrong !== undefined) return [failed(DRIVER, `is ${driver}, against ${driverText(wrong.pool)}`, must)];
  const unknown = judged.find(({ agrees }) => agrees === undefined);
  return [
    unknown === undefined
      ? passed(DRIVER, `is ${driver}, as ${pools.length} pools need it`)
      : notEvaluated(
          DRIVER,
          `is ${driver}, and the driver of ${named(unknown.pool.resource)} is unknown`,
          must,
        ),
  ];
}

function agrees({ value, gpus }: MachineGroup, driver: Value): boolean | undefined {
  const mode = valueAt(value, POOL_DRIVER);
  if (opaque(mode) !== undefined || gpus === undefined) return undefined;
  const none = typeof mode === "string" && mode.toLowerCase() === "none";
  return none === (driver === true);
}

function driverText({ resource, prefix, value }: MachineGroup): string {
  return `${prefix}${POOL_DRIVER} ${JSON.stringify(valueAt(value, POOL_DRIVER) ?? "Install")} of ${named(resource)}`;
}
