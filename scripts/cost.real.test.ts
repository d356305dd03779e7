import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeReal } from "../lib/engine/real/testing/describe-real.ts";
import { Scratch } from "../lib/engine/real/testing/scratch.ts";
import { withWorkspace } from "../lib/engine/real/workspace.ts";
import type { CostDocument } from "../lib/reports/cost/report.ts";
import { SimulatedAzure } from "../lib/simulation/azure/simulated-azure.ts";
import { worldOf } from "../lib/simulation/azure/world.ts";
import { standInsFor } from "../lib/simulation/stand-ins.ts";
import { ROOT } from "./stacks.ts";
import { exaform } from "./testing/exaform.ts";

const STACK = "nd-h100-dev";
const OWN = "11111111-2222-4333-8444-555555555555";

/** A firewall, its addresses and its rules come to it. */
const WITH_FIREWALL = { isolation: "connected", allowedFqdns: ["pypi.org"] };

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "cost-real-"));
});
const scratch = new Scratch();
afterAll(() => {
  scratch.remove();
  rmSync(folder, { recursive: true });
});

async function costOf(...args: readonly string[]): Promise<CostDocument> {
  const { stdout, stderr } = await exaform(["cost", ...args, "--format", "json", "--as-of", "2026-11-22"]);
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout);
}

function costOfText(option: "--pulumi-json" | "--state", text: string): Promise<CostDocument> {
  const file = join(folder, "file.json");
  writeFileSync(file, text);
  return costOf(option, file);
}

describeReal("what the real engine writes is priced as the program is", { timeout: 180_000 }, () => {
  test("a new stack, a change of it, and its state", async () => {
    const declared = await costOf(STACK);
    const ids = { "azure-native:subscriptionId": OWN, "azure-native:tenantId": OWN };
    const environment = (change: Readonly<Record<string, unknown>>): string =>
      scratch.environment(STACK, { adminGroups: [OWN], ...change }, ids);
    const azure = await SimulatedAzure.open({ stateFile: join(folder, "azure.jsonl"), world: worldOf({}) });
    const { url, close } = await azure.serve();
    const run = { project: ROOT, stack: STACK, configFile: environment({}), ...standInsFor(url) };
    await withWorkspace(run, async ({ operate, configure, exportState }) => {
      const preview = async (): Promise<string> => (await operate("preview", ["--json"])).stdout;
      // Components, providers, unknowns and secrets are in it.
      expect((await costOfText("--pulumi-json", await preview())).cost).toEqual(declared.cost);

      await configure(environment(WITH_FIREWALL));
      const connected = await costOfText("--pulumi-json", await preview());
      expect((await operate("up", ["--yes", "--skip-preview"])).exitCode).toBe(0);
      const state = await costOfText("--state", JSON.stringify(await exportState()));
      const { monthly, resources } = connected.cost;
      expect(state.cost).toMatchObject({ monthly, resources });
      expect(Number(monthly)).toBeGreaterThan(Number(declared.cost.monthly));
    });
    await close();
    azure.close();
  });
});
