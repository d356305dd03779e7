import { expect, test } from "vitest";
import { UNKNOWN, type Value } from "../../../lib/graph/graph.ts";
import { AGENT_POOL, LUSTRE_FILE_SYSTEM, SUBNET } from "../../resource-types.ts";
import { resource } from "../../testing/build-graph.ts";
import { answersOf } from "../../testing/field-table.ts";
import { lustreRootSquash } from "./lustre-root-squash.ts";

const MUST = "must name addresses on which nobody trains";
const nodes = resource(SUBNET, "nodes", { addressPrefix: "10.0.0.0/22" });
const system = resource(SUBNET, "system", { addressPrefix: "10.0.4.192/28" });
const pools = [
  resource(
    AGENT_POOL,
    "island",
    { mode: "User", vnetSubnetID: UNKNOWN },
    { from: { vnetSubnetID: [nodes] } },
  ),
  resource(
    AGENT_POOL,
    "tools",
    { mode: "System", vnetSubnetID: UNKNOWN },
    { from: { vnetSubnetID: [system] } },
  ),
  resource(AGENT_POOL, "elsewhere", { mode: "User", vnetSubnetID: "/other/subnet" }),
];

test.each<[Value | undefined, string]>([
  [undefined, "passed: PATH is not set"],
  ["", "passed: PATH is not set"],
  ["10.0.4.[192-207]@tcp", "passed: PATH names no address of a node pool"],
  ["10.0.4.[192-207]@tcp;10.0.3.7@tcp", `failed: PATH has 10.0.3.7@tcp, where AgentPool island is; ${MUST}`],
  ["10.9.*.1@tcp", `failed: PATH has 10.9.*.1@tcp, which is a whole network; ${MUST}`],
  ["10.9.1.[0-255]@tcp", `failed: PATH has 10.9.1.[0-255]@tcp, which is a whole network; ${MUST}`],
  ["everybody", `failed: PATH has everybody, which is no address of Lustre; ${MUST}`],
  [UNKNOWN, `notEvaluated: PATH is unknown until the cloud answers; ${MUST}`],
])("%j", (noSquashNidLists, expected) => {
  const rootSquashSettings = noSquashNidLists === undefined ? {} : { noSquashNidLists };
  const lustre = resource(LUSTRE_FILE_SYSTEM, "scratch", { rootSquashSettings });
  const [, answer] = answersOf([lustreRootSquash], "E08", lustre, nodes, system, ...pools);
  expect(answer?.replace("rootSquashSettings.noSquashNidLists", "PATH")).toBe(expected);
});
