import { expect, test } from "vitest";
import { type Properties, UNKNOWN } from "../../../lib/graph/graph.ts";
import { answersOf } from "../../testing/answers-of.ts";
import { resource } from "../../testing/build-graph.ts";
import { hostNamespaces } from "./host-namespaces.ts";
import { hostPaths } from "./host-paths.ts";
import { unprivileged } from "./unprivileged.ts";

const container = { name: "plugin", securityContext: { privileged: true } };

function daemonSet(metadata: Properties, spec: Properties = {}) {
  return resource("kubernetes:apps/v1:DaemonSet", "plugin", {
    metadata,
    spec: { template: { spec: { hostNetwork: true, containers: [container], ...spec } } },
  });
}

const inKubeSystem = { name: "rdma-shared-dp-ds", namespace: "kube-system" };
const SOURCE =
  "https://github.com/Mellanox/k8s-rdma-shared-dev-plugin/blob/914cfde4b2698b82d8c2ba5699d8f60f2e145dba/deployment/k8s/base/daemonset.yaml";
const NEEDED = `rdma-shared-dp-ds of kube-system needs it (${SOURCE})`;

const network = (metadata: Properties) =>
  answersOf(hostNamespaces, daemonSet(metadata)).find((line) => line.includes("hostNetwork"));

test("a workload of the table may have what it needs", () => {
  expect(network(inKubeSystem)).toBe(`notApplicable: spec.template.spec.hostNetwork ${NEEDED}`);
  expect(answersOf(unprivileged, daemonSet(inKubeSystem))).toContain(
    `notApplicable: spec.template.spec.containers[0].securityContext.privileged ${NEEDED}`,
  );
});

test("and nothing else", () => {
  const found = daemonSet(inKubeSystem, { hostPID: true });
  expect(answersOf(hostNamespaces, found)).toContain(
    "failed: spec.template.spec.hostPID is true; must be false",
  );
});

test.each<[string, Properties, string]>([
  ["of the same name elsewhere", { ...inKubeSystem, namespace: "research" }, "failed"],
  ["of another name", { ...inKubeSystem, name: "mine" }, "failed"],
  ["of an unknown name", { ...inKubeSystem, name: UNKNOWN }, "failed"],
])("nor has one %s", (_, metadata, status) => {
  expect(network(metadata)).toBe(`${status}: spec.template.spec.hostNetwork is true; must be false`);
});

test("one of an unknown namespace may be it", () => {
  expect(network({ ...inKubeSystem, namespace: UNKNOWN })).toBe(
    "notEvaluated: spec.template.spec.hostNetwork is true; must be false, unless this is rdma-shared-dp-ds of kube-system: its namespace is unknown",
  );
});

test("it may mount the paths of its row, and no others", () => {
  const volumes = ["/var/lib/kubelet/device-plugins", "/etc"].map((path, index) => ({
    name: `v${index}`,
    hostPath: { path },
  }));
  expect(answersOf(hostPaths, daemonSet(inKubeSystem, { volumes }))).toEqual([
    `notApplicable: spec.template.spec.volumes[0].hostPath.path ${NEEDED}`,
    'failed: spec.template.spec.volumes[1].hostPath.path is "/etc"; must be below /opt/microsoft, and mounted readOnly',
  ]);
});
