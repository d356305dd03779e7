import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { generatedFiles } from "./generate.ts";
import { ROOT } from "./stacks.ts";

test.each(Object.entries(await generatedFiles()))(
  "%s is what the code generates: npm run generate",
  (file, text) => {
    expect(readFileSync(join(ROOT, file), "utf8")).toBe(text);
  },
);
