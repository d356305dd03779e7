import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ResourceSketch, sketch } from "../analysis/testing/graphs.ts";
import { treeOf } from "./tree.ts";

function tree(...sketches: readonly ResourceSketch[]): string[] {
  return treeOf(sketch(...sketches).resources);
}

const islands = ["a", "b", "c"].flatMap((name): ResourceSketch[] => [
  { type: "exaform:azure:GpuNodePool", name: `gpu-${name}` },
  { type: "containerservice:AgentPool", name: `gpu-${name}-agentpool`, parent: `gpu-${name}` },
]);

describe("treeOf", () => {
  test("siblings of one shape share a line, and what stands below is shown once", () => {
    expect(tree(...islands)).toEqual([
      "Stack exaform-test",
      "└─ GpuNodePool × 3: gpu-a, gpu-b, gpu-c",
      "   └─ AgentPool agentpool",
    ]);
  });

  test("one that has more below it keeps its own line", () => {
    const lock: ResourceSketch = {
      type: "authorization:ManagementLockByScope",
      name: "gpu-b-lock",
      parent: "gpu-b",
    };
    expect(tree(...islands, lock)).toEqual([
      "Stack exaform-test",
      "├─ GpuNodePool × 2: gpu-a, gpu-c",
      "│  └─ AgentPool agentpool",
      "└─ GpuNodePool gpu-b",
      "   ├─ ManagementLockByScope lock",
      "   └─ AgentPool agentpool",
    ]);
  });

  test("what is protected never hides among what is not", () => {
    const account = (name: string, protect: boolean): ResourceSketch => ({
      type: "storage:StorageAccount",
      name,
      options: { protect },
    });
    expect(tree(account("a", true), account("b", false), account("c", true))).toEqual([
      "Stack exaform-test",
      "├─ StorageAccount × 2 (protected): a, c",
      "└─ StorageAccount b",
    ]);
  });

  test("long lists of names show the first and the last", () => {
    const many = Array.from({ length: 40 }, (_, index) => ({
      type: "network:Subnet",
      name: `subnet-${index + 10}`,
    }));
    expect(tree(...many)[1]).toBe("└─ Subnet × 40: subnet-10 … subnet-49");
  });

  test("a resource whose parent is not in the graph is a root", () => {
    const [, pool] = sketch(...islands).resources;
    expect(treeOf(pool ? [pool] : [])).toEqual(["GpuNodePool gpu-a"]);
  });

  test("every resource is counted exactly once where nothing is nested", () => {
    const types = fc.array(fc.constantFrom("network:Subnet", "network:Route", "keyvault:Key"), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(types, (all) => {
        const [, ...lines] = tree(...all.map((type, index) => ({ type, name: `r${index}` })));
        const counts = lines.map((line) => Number(/× (\d+)/.exec(line)?.[1] ?? 1));
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(all.length);
      }),
    );
  });
});
