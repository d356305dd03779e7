import { type Value, valueAt } from "../../../lib/graph/graph.ts";
import { decided, entriesOf, failed, isAbsent, listOf, notEvaluated, opaque, passed } from "../../answers.ts";
import { textOf } from "../../demand.ts";
import { type Container, containers } from "../../pods.ts";
import type { Answer, Rule } from "../../rule.ts";
import { gpusOf } from "./gpus.ts";
import { quantityOf } from "./quantities.ts";

const MUST_SHM = 'must mount an emptyDir of medium "Memory" with a sizeLimit at /dev/shm';
const MUST_PAGES = "must be the same as the request";

/** NCCL and data loaders share memory between processes; the 64 MiB that a container has of it by default are not enough, and without a limit it takes the node's. */
export const sharedMemory: Rule = {
  id: "W06",
  name: "shared-memory-sized",
  title:
    "A container that uses GPUs has shared memory of a stated size; huge pages are asked for as they are limited.",
  enforcement: "advisory",
  severity: "low",
  frameworks: { nist80053: ["SC-5"], nist800223: ["computing"] },
  remediation:
    'Add the volume { name: "shm", emptyDir: { medium: "Memory", sizeLimit: "…" } } and mount it at /dev/shm; write hugepages-2Mi alike into requests and limits.',
  evidence: "https://docs.nvidia.com/deeplearning/nccl/user-guide/docs/troubleshooting.html#shared-memory",
  scope: "resource",
  types: containers.types,
  check: (resource) =>
    containers
      .partsOf(resource)
      .flatMap((container) => [...judgeSharedMemory(container), ...judgeHugePages(container)]),
};

function judgeSharedMemory(container: Container): Answer[] {
  const path = `${container.prefix}volumeMounts`;
  const gpus = gpusOf(container);
  // Volumes of a patched pod stand in what it patches.
  if (container.pod === undefined || gpus.length === 0) return [];
  if (typeof gpus === "string") return [notEvaluated(path, `what it asks for ${gpus}`, MUST_SHM)];
  const mounts = valueAt(container.value, "volumeMounts");
  const volumes = valueAt(container.pod, "volumes");
  const reason = opaque(mounts) ?? opaque(volumes);
  if (reason !== undefined) return [notEvaluated(path, reason, MUST_SHM)];
  const mount = listOf(mounts).find((found) => valueAt(found, "mountPath") === "/dev/shm");
  if (mount === undefined) return [failed(path, "has nothing at /dev/shm", MUST_SHM)];
  const name = valueAt(mount, "name");
  return [
    judgeVolume(
      path,
      listOf(volumes).find((volume) => valueAt(volume, "name") === name),
    ),
  ];
}

function judgeVolume(path: string, volume: Value | undefined): Answer {
  const [medium, size] = [valueAt(volume, "emptyDir.medium"), valueAt(volume, "emptyDir.sizeLimit")];
  const reason = opaque(medium) ?? opaque(size);
  if (reason !== undefined) return notEvaluated(path, `the volume at /dev/shm ${reason}`, MUST_SHM);
  if (medium !== "Memory") return failed(path, "has a volume at /dev/shm that is not memory", MUST_SHM);
  return decided(
    !isAbsent(size),
    path,
    isAbsent(size)
      ? "has memory without a sizeLimit at /dev/shm"
      : `has ${textOf(size)} of memory at /dev/shm`,
    MUST_SHM,
  );
}

function judgeHugePages(container: Container): Answer[] {
  const limits = valueAt(container.value, `${container.resources}.limits`);
  const requests = new Map(entriesOf(valueAt(container.value, `${container.resources}.requests`)));
  const pages = new Map(
    [...requests, ...entriesOf(limits)].filter(([name]) => name.startsWith("hugepages-")),
  );
  return [...pages.keys()].toSorted().map((name) => {
    const path = `${container.prefix}${container.resources}.limits.${name}`;
    const [limit, request] = [valueAt(limits, name), requests.get(name)];
    const reason = opaque(limit) ?? opaque(request);
    if (reason !== undefined) return notEvaluated(path, reason, MUST_PAGES);
    if (isAbsent(limit)) return failed(path, "is not set", MUST_PAGES);
    // Kubernetes takes a request that is not written as the limit.
    const same = isAbsent(request) || quantityOf(request) === quantityOf(limit);
    return same
      ? passed(path, `is ${textOf(limit)}`)
      : failed(path, `is ${textOf(limit)}, and the request ${textOf(request)}`, MUST_PAGES);
  });
}
