import { valueAt } from "../../../lib/graph/graph.ts";
import { decided, failed, isAbsent, notEvaluated, opaque, passed } from "../../answers.ts";
import { type Container, containers } from "../../pods.ts";
import type { Answer, Rule } from "../../rule.ts";
import { type GpuRequest, gpusOf } from "./gpus.ts";
import { quantityOf } from "./quantities.ts";

const MUST_GPU = "must be a whole number of GPUs that nobody shares, and the request the same";
const MUST_MEMORY = "must be set";

/** A GPU that is shared by time has neither memory of one's own nor faults of one's own; a pod without a memory limit takes its neighbours with it. */
export const wholeGpus: Rule = {
  id: "W07",
  name: "whole-gpus",
  title: "A container that uses GPUs asks for whole ones, as a limit, and limits its memory.",
  enforcement: "mandatory",
  severity: "medium",
  frameworks: {
    checkov: ["CKV_K8S_13"],
    nist80053: ["SC-5", "SC-39"],
    nist800223: ["computing"],
  },
  remediation:
    'Write resources: { limits: { "nvidia.com/gpu": 8, memory: … } }: a request of GPUs without a limit is refused, and one that differs too.',
  evidence: "https://kubernetes.io/docs/tasks/manage-gpus/scheduling-gpus/",
  scope: "resource",
  types: containers.types,
  check: (resource) => containers.partsOf(resource).flatMap(judgeContainer),
};

function judgeContainer(container: Container): Answer[] {
  const limits = `${container.prefix}${container.resources}.limits`;
  const gpus = gpusOf(container);
  if (typeof gpus === "string") return [notEvaluated(limits, gpus, MUST_GPU)];
  if (gpus.length === 0) return [];
  const memory = valueAt(container.value, `${container.resources}.limits.memory`);
  return [
    ...gpus.map((gpu) => judgeGpus(gpu, `${limits}["${gpu.resource}"]`)),
    decided(!isAbsent(memory), `${limits}.memory`, isAbsent(memory) ? "is not set" : "is set", MUST_MEMORY),
  ];
}

function judgeGpus({ resource, limit, request }: GpuRequest, path: string): Answer {
  if (resource.endsWith(".shared"))
    return failed(path, "is a GPU that others use at the same time", MUST_GPU);
  const reason = opaque(limit) ?? opaque(request);
  if (reason !== undefined) return notEvaluated(path, reason, MUST_GPU);
  const [count, asked] = [quantityOf(limit), quantityOf(request)];
  if (count === undefined) return failed(path, "is not set to a number", MUST_GPU);
  if (!Number.isInteger(count) || count < 1) return failed(path, `is ${count}`, MUST_GPU);
  if (!isAbsent(request) && asked !== count) {
    return failed(path, `is ${count}, and the request ${asked ?? "is no number"}`, MUST_GPU);
  }
  return passed(path, `is ${count}`);
}
