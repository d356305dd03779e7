import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { splitJson } from "./json-items.ts";

const PATHS = ["deployment.resources", "steps"];

/** The document as it is put together again from its parts. */
function joined(text: string): unknown {
  const bytes = Buffer.from(text);
  const { rest, items } = splitJson(bytes, PATHS);
  const document = JSON.parse(rest.toString());
  for (const [path, places] of items) {
    const names = path.split(".");
    const last = names.pop() ?? "";
    const holder = names.reduce((value, name) => value[name], document);
    expect(holder[last]).toEqual([]);
    holder[last] = places.map(([begin, end]) => JSON.parse(bytes.toString("utf8", begin, end)));
  }
  return document;
}

const names = fc.constantFrom("deployment", "resources", "steps", 'a"b', "\\", "ü\u2028{[", "config");
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5 },
    fc.string({ unit: "binary" }),
    fc.double(),
    fc.constant(null),
    tie("list"),
    tie("object"),
  ),
  list: fc.array(tie("tree"), { maxLength: 4 }),
  object: fc.dictionary(names, tie("tree"), { maxKeys: 4 }),
}));

test("any document is the same in pieces as whole, whatever its strings, spaces and brackets", () => {
  const document = fc.record(
    { deployment: fc.record({ resources: fc.array(tree), more: tree }), steps: fc.array(tree), config: tree },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(document, fc.constantFrom(undefined, 1, "\t"), (value, space) => {
      const text = JSON.stringify(value, undefined, space);
      expect(joined(text)).toEqual(JSON.parse(text));
    }),
  );
});

describe("only the arrays at the paths are taken apart", () => {
  test.each([
    ["one of the name elsewhere", '{"a": {"resources": [1]}, "resources": [2], "b": [{"steps": [3]}]}', []],
    ["an object of the name", '{"steps": {"0": 1}}', []],
    ["a text of the name", '{"a": ["steps", [1]]}', []],
    [
      "one after another object",
      '{"x": {"resources": 1}, "deployment": {"resources": [1, [2], {"a": 3}]}}',
      [3],
    ],
  ])("%s", (_, text, counts) => {
    const { items } = splitJson(Buffer.from(text), PATHS);
    expect([...items.values()].map(({ length }) => length)).toEqual(counts);
  });
});

test.each(['{"steps": [{"a": 1}', '{"steps": ["a', '{"st', '{"steps": ["a\\"]}'])(
  "%s ends too early",
  (text) => {
    expect(() => splitJson(Buffer.from(text), PATHS)).toThrow("it ends too early");
  },
);
