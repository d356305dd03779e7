import { type Graph, type Value, valueAt } from "../../../lib/graph/graph.ts";
import { failed, listOf, notEvaluated, opaque, passed } from "../../answers.ts";
import { textOf } from "../../demand.ts";
import { containers, type Pod, pods } from "../../pods.ts";
import type { Answer, Rule } from "../../rule.ts";
import { unlessNeeded } from "./infrastructure.ts";

/** What a tenant may read from its node, with all below it. */
const READABLE: readonly { readonly path: string; readonly source: string }[] = [
  {
    // NCCL's topology files of the ND sizes.
    path: "/opt/microsoft",
    source: "https://github.com/Azure/azhpc-images/blob/master/customizations/ndv5.sh",
  },
];

const MUST = `must be below ${READABLE.map(({ path }) => path).join(" or ")}, and mounted readOnly`;

/** What a pod writes on its node outlives it, and what it reads there belongs to others. */
export const hostPaths: Rule = {
  id: "W05",
  name: "no-host-paths",
  title: "No pod mounts a path of its node, but for a few that it may read.",
  enforcement: "mandatory",
  severity: "high",
  frameworks: {
    checkov: ["CKV_K8S_27"],
    nist80053: ["AC-6", "SC-39"],
    nist800223: ["computing"],
  },
  remediation:
    "Replace the hostPath volume by an emptyDir, a ConfigMap or a PersistentVolumeClaim; NCCL's topology file under /opt/microsoft may be mounted with readOnly: true.",
  evidence: "https://kubernetes.io/docs/concepts/storage/volumes/#hostpath",
  scope: "resource",
  types: pods.types,
  check: (resource, graph) => pods.partsOf(resource).flatMap((pod) => volumesOf(pod, graph)),
};

function volumesOf(pod: Pod, graph: Graph): Answer[] {
  const volumes = valueAt(pod.value, "volumes");
  const reason = opaque(volumes);
  if (reason !== undefined) return [notEvaluated(`${pod.prefix}volumes`, reason, MUST)];
  return listOf(volumes).flatMap((volume, index) => {
    const hostPath = valueAt(volume, "hostPath");
    if (hostPath === undefined || hostPath === null) return [];
    const path = valueAt(volume, "hostPath.path");
    const answer = judgePath(pod, volume, path, `${pod.prefix}volumes[${index}].hostPath.path`);
    const need = { hostPath: typeof path === "string" ? path : "" };
    return [unlessNeeded(answer, need, pod.resource, graph)];
  });
}

function judgePath(pod: Pod, volume: Value, path: Value | undefined, at: string): Answer {
  const reason = opaque(path);
  if (reason !== undefined) return notEvaluated(at, reason, MUST);
  const found = `is ${textOf(path ?? null)}`;
  if (!READABLE.some((row) => isBelow(String(path), row.path))) return failed(at, found, MUST);
  const mounts = mountsOf(pod, valueAt(volume, "name"));
  if (pod.partial && mounts.length === 0) {
    return notEvaluated(at, `${found}, and its runtime says how it is mounted`, MUST);
  }
  const writable = mounts.find(({ readOnly }) => readOnly !== true);
  if (writable === undefined) return passed(at, `${found}, mounted readOnly`);
  const unknown = opaque(writable.readOnly);
  return unknown === undefined
    ? failed(at, `${found}, and ${writable.at}.readOnly is not true`, MUST)
    : notEvaluated(at, `${found}, and ${writable.at} ${unknown}`, MUST);
}

interface Mount {
  readonly at: string;
  readonly readOnly: Value | undefined;
}

/** Where containers of the pod mount a volume. A list that is not known may mount it, in a way that is not known. */
function mountsOf(pod: Pod, name: Value | undefined): Mount[] {
  return containers
    .partsOf(pod.resource)
    .filter(({ prefix }) => prefix.startsWith(pod.prefix))
    .flatMap(({ prefix, value }) => {
      const mounts = valueAt(value, "volumeMounts");
      const at = `${prefix.slice(pod.prefix.length)}volumeMounts`;
      if (opaque(mounts) !== undefined) return [{ at, readOnly: mounts }];
      return listOf(mounts).flatMap((mount, index) => {
        const mounted = valueAt(mount, "name");
        if (opaque(mounted) !== undefined) return [{ at: `${at}[${index}]`, readOnly: mounted }];
        return mounted === name ? [{ at: `${at}[${index}]`, readOnly: valueAt(mount, "readOnly") }] : [];
      });
    });
}

/** `..` and repeated slashes lead elsewhere than the text says. */
function isBelow(path: string, folder: string): boolean {
  return (path === folder || path.startsWith(`${folder}/`)) && !/\/\.\.?(\/|$)|\/\//.test(path);
}
