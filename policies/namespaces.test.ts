import { expect, test } from "vitest";
import { UNKNOWN } from "../lib/graph/graph.ts";
import { labelOf, namespaceId, namespaceOf } from "./namespaces.ts";
import { NAMESPACE } from "./resource-types.ts";
import { graphWith, resource } from "./testing/build-graph.ts";
import { POD } from "./testing/workloads.ts";

const named = resource(NAMESPACE, "a", { metadata: { name: "research" } });
const unnamed = resource(NAMESPACE, "b", {});

const namespaceFrom = (namespace: typeof UNKNOWN | string | undefined, from: (typeof named)[]) => {
  const pod = resource(POD, "pod", namespace === undefined ? {} : { metadata: { namespace } }, {
    from: { metadata: from },
  });
  return namespaceOf(pod, graphWith([pod, named, unnamed]));
};

test("a namespace is known by its name, or by the object that it comes from", () => {
  expect(namespaceFrom("research", [])).toBe("research");
  expect(namespaceFrom(undefined, [])).toBe("default");
  expect(namespaceFrom(UNKNOWN, [named])).toBe("research");
  expect(namespaceFrom(UNKNOWN, [unnamed])).toBe(unnamed.urn);
  expect(namespaceFrom(UNKNOWN, [named, unnamed])).toBeUndefined();
  expect(namespaceFrom(UNKNOWN, [])).toBeUndefined();
  expect(namespaceId(unnamed)).toBe(unnamed.urn);
});

test("a label may have dots in its name, and be one of a map that is not known", () => {
  const labelled = resource(NAMESPACE, "c", { metadata: { labels: { "exaform.io/tenant": "a" } } });
  expect(labelOf(labelled, "exaform.io/tenant")).toBe("a");
  expect(labelOf(labelled, "other")).toBeUndefined();
  expect(labelOf(named, "other")).toBeUndefined();
  const unknown = resource(NAMESPACE, "d", { metadata: { labels: UNKNOWN } });
  expect(labelOf(unknown, "exaform.io/tenant")).toEqual(UNKNOWN);
});
