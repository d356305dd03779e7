import { describe, expect, test } from "vitest";
import { type Properties, UNKNOWN } from "../../graph/graph.ts";
import { costOf } from "../cost.ts";
import { ndH100 } from "../testing/nd-h100.ts";
import { outlookOf, type WorkloadOutlook } from "./outlook.ts";
import { trainingOf } from "./training.ts";

const gpt3 = {
  name: "gpt-3",
  model: "GPT-3 175B",
  tokens: 300e9,
  globalBatch: 1600,
  nodes: 80,
  restartMinutes: 10,
} satisfies Properties;

function graphWith(workload: Properties, changes: Readonly<Record<string, Properties>> = {}) {
  return ndH100({ ...changes, environment: { workloads: [{ ...gpt3, ...workload }] } });
}

function outlookWith(...args: Parameters<typeof graphWith>): WorkloadOutlook | undefined {
  const graph = graphWith(...args);
  return outlookOf(graph, costOf(graph))[0];
}

describe("outlookOf", () => {
  const outlook = outlookWith({});

  test("tries counts that divide evenly, and the job's own; where no layout fits there is no point", () => {
    expect(outlook?.points.map(({ nodes }) => nodes)).toEqual([8, 16, 24, 32, 40, 48, 56, 64, 80]);
    expect(outlook).toMatchObject({ name: "gpt-3", pool: "h1", nodes: 80, currency: "USD" });
  });

  test("says of the job's own nodes what the training report says of its time", () => {
    const graph = graphWith({});
    const [run] = trainingOf(graph, costOf(graph)).workloads[0]?.runs ?? [];
    const own = outlook?.points.find(({ nodes }) => nodes === 80);
    expect(own?.elapsedHours).toBe(run?.figures?.elapsedHours.value);
  });

  test("pays for the nodes of the point alone", () => {
    for (const { nodes, elapsedHours, cost } of outlook?.points ?? [])
      expect(Number(cost)).toBeCloseTo(nodes * 98.32 * Number(elapsedHours), 0);
  });

  test("takes less time on more nodes, and its draw takes about the time that is expected", () => {
    const hours = outlook?.points.map(({ elapsedHours }) => Number(elapsedHours)) ?? [];
    expect(hours).toEqual(hours.toSorted((a, b) => b - a));
    expect((outlook?.draw?.hours ?? 0) / (hours.at(-1) ?? 1)).toBeCloseTo(1, 1);
    expect(outlook?.draw?.seed).toBe("exaform/test/gpt-3");
  });

  test("draws nothing where something that decides the run is not known", () => {
    expect(outlookWith({}, { scratch: { storageCapacityTiB: UNKNOWN } })?.draw).toBeNull();
  });

  test("tries no more nodes than the hall's cap lets run", () => {
    const hall = { capKilowatts: 500, startingKilowattsPerNode: 10.2, startMinutes: 15 };
    const graph = ndH100({ environment: { workloads: [{ ...gpt3, nodes: 40 }], hall } });
    expect(outlookOf(graph, costOf(graph))[0]?.points.at(-1)?.nodes).toBe(48);
  });

  test("says nothing of a job that no island can run", () => {
    expect(outlookWith({ nodes: 90 })).toBeUndefined();
  });
});
