import { expect, test } from "vitest";
import { UNKNOWN, type Value } from "../../../lib/graph/graph.ts";
import { STORAGE_ACCOUNT } from "../../resource-types.ts";
import { resource } from "../../testing/build-graph.ts";
import { answersOf } from "../../testing/field-table.ts";
import { nfs } from "./nfs.ts";

const FAILED = "failed: enableNfsV3 is true; must be false";

test.each<[Value | undefined, Value, string]>([
  [undefined, true, FAILED],
  ["confidential", true, FAILED],
  ["restricted", true, FAILED],
  ["internal", true, "notApplicable: enableNfsV3 holds data of class internal"],
  ["public", true, "notApplicable: enableNfsV3 holds data of class public"],
  ["public", false, "passed: enableNfsV3 is false"],
  [
    UNKNOWN,
    true,
    "notEvaluated: enableNfsV3 is true; must be false, unless its data is public or internal: its tag dataClass is unknown",
  ],
])("class %j, NFS %j", (dataClass, enableNfsV3, expected) => {
  const tags = dataClass === undefined ? {} : { dataClass };
  const account = resource(STORAGE_ACCOUNT, "it", { enableNfsV3, tags });
  expect(answersOf([nfs], "E06", account)).toEqual([expected]);
});
