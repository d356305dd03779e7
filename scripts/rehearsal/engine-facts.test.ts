import { describe, expect, test } from "vitest";
import type { EngineEvent } from "../../lib/engine/real/events.ts";
import { failuresOf, stateResourcesOf } from "./engine-facts.ts";

function error(urn: string, message: string, severity = "error"): EngineEvent {
  return { diagnosticEvent: { urn, severity, message } };
}

function failed(urn: string): EngineEvent {
  return { resOpFailedEvent: { metadata: { op: "create", urn, type: "" } } };
}

describe("the failures of a run", () => {
  test("are what was said last about what failed for good, without colours", () => {
    const events = [
      error("pool", "Azure is busy"),
      error("pool", "<{%reset%}>no quota<{%reset%}>\n"),
      error("key", "a hook cured it"),
      failed("pool"),
      error("", "update failed"),
    ];
    expect(failuresOf(events)).toEqual([{ urn: "pool", message: "no quota" }]);
  });

  test("are all errors where no operation failed", () => {
    const events = [error("", "the program has a fault"), error("", "only said", "info")];
    expect(failuresOf(events)).toEqual([{ message: "the program has a fault" }]);
  });
});

test("the state has what Azure has: no components, no providers, nothing without an id", () => {
  const pool = { urn: "pool", type: "azure-native:containerservice:AgentPool", id: "/pool", custom: true };
  const resources = [
    { ...pool, protect: true },
    { ...pool, urn: "pending", id: "" },
    { ...pool, urn: "component", custom: false },
    { ...pool, urn: "provider", type: "pulumi:providers:azure-native" },
  ];
  expect(stateResourcesOf({ deployment: { resources } })).toEqual([
    { urn: "pool", id: "/pool", protect: true },
  ]);
  expect(stateResourcesOf({ deployment: {} })).toEqual([]);
});
