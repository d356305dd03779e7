import { expect, test } from "vitest";
import { cluster, ids, poolOf } from "./testing/objects.ts";
import { answer, put, remove, stored } from "./testing/situation.ts";
import { versionSkew } from "./version-skew.ts";

const plane = (kubernetesVersion?: string) => ({
  resources: [stored(ids.cluster, { ...cluster.inputs, ...(kubernetesVersion && { kubernetesVersion }) })],
});
const pool = (orchestratorVersion?: string) =>
  put(ids.pool, poolOf(2, { ...(orchestratorVersion && { orchestratorVersion }) }));

test.each([
  ["1.36", "1.35"],
  ["1.10.2", "1.9"],
])("a pool of %s under a control plane of %s is refused", (nodes, control) => {
  const [newer, older] = [nodes, control].map((version) => version.split(".")[1]);
  expect(answer(versionSkew, pool(nodes), plane(control))).toEqual({
    status: 400,
    code: "NodePoolMcVersionIncompatible",
    message: `Node pool version ${nodes} and control plane version ${control} are incompatible. Minor version of node pool version ${newer} is bigger than control plane version ${older}. For more information, please check https://aka.ms/version-skew-policy`,
    retried: false,
  });
});

test.each([
  ["the same version", pool("1.35"), plane("1.35")],
  ["a newer patch", pool("1.35.4"), plane("1.35")],
  ["an older pool, before it is upgraded too", pool("1.34"), plane("1.35")],
  ["a pool that takes the cluster's", pool(), plane("1.35")],
  ["a cluster that takes Azure's default", pool("1.36"), plane()],
  ["a deletion", remove(stored(ids.pool, poolOf(2, { orchestratorVersion: "1.36" }))), plane("1.35")],
])("%s is not refused", (_, write, situation) => {
  expect(answer(versionSkew, write, situation)).toBeUndefined();
});
