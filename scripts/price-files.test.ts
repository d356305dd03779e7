import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ndH100 } from "../lib/analysis/testing/nd-h100.ts";
import type { CostDocument } from "../lib/reports/cost/report.ts";
import { priceBookOfFiles } from "./price-files.ts";
import { scenariosFor } from "./scenarios.ts";
import { type Ended, exaform } from "./testing/exaform.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "price-files-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function written(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

const lustre = (price: string, currency = "USD"): string => `currency: ${currency}
prices:
  - { item: lustre/AMLFS-Durable-Premium-250, region: eastus, unit: TiB-month, price: ${price}, source: our quote, asOf: 2026-11-22 }
`;

/** Prices the production stack with these files. */
function run(...files: readonly string[]): Promise<Ended> {
  const prices = files.flatMap((file) => ["--prices", file]);
  return exaform(["cost", "nd-h100-prod", "--as-of", "2026-11-24", "--format", "json", ...prices]);
}

async function costWith(...files: readonly string[]): Promise<CostDocument> {
  return JSON.parse((await run(...files)).stdout) as CostDocument;
}

test("an own price of Managed Lustre turns an unknown into a line, and nothing else", async () => {
  const [without, withPrice] = [await costWith(), await costWith(written("own.yaml", lustre("215.00")))];
  const unpriced = ({ cost }: CostDocument) =>
    cost.unpriced.filter(({ item }) => item.startsWith("Managed Lustre"));
  expect([unpriced(without).length, unpriced(withPrice).length]).toEqual([1, 0]);
  const line = withPrice.cost.lines.find(({ item }) => item.startsWith("Managed Lustre"));
  expect(line).toMatchObject({
    quantity: "128",
    unitPrice: "215.00",
    monthly: "27520.00",
    source: "our quote",
  });
  expect(withPrice.cost.lines.length).toBe(without.cost.lines.length + 1);
});

test("the budget is not compared with amounts of another currency", async () => {
  const { status, stdout, stderr } = await run(written("euro.yaml", lustre("200", "EUR")));
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toMatch(/budgets\[0\]\.currency = "USD": the prices are in EUR/);
});

test("the problems of all files come in one list", () => {
  const files = [
    written("a.yaml", lustre("free")),
    written("b.yaml", "currency: USD\nprise: 1\n"),
    join(folder, "c"),
  ];
  expect(() => priceBookOfFiles(files)).toThrow(
    /^price files: 3 problems\n.*a\.yaml.*\n.*\n.*b\.yaml.*\n.*\n.*\/c: there is no such file/,
  );
});

test("price files of a scenario are looked for beside the scenario file", () => {
  written("quote.yaml", lustre("1"));
  const scenarios = written("scenarios.yaml", "scenarios:\n  - { name: quoted, prices: [quote.yaml] }\n");
  const [quoted] = scenariosFor(ndH100(), scenarios, []);
  expect(quoted?.prices.priceOf("lustre/AMLFS-Durable-Premium-250", "eastus")?.price).toBe("1");
});
