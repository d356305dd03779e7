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
import { ScratchProject } from "../lib/simulation/testing/scratch-project.ts";
import { ROOT } from "./stacks.ts";
import { exaform } from "./testing/exaform.ts";

const STACK = "nd-h100-dev";
const OWN = "11111111-2222-4333-8444-555555555555";

/** A registry whose name is part of its id, and an address that a change takes away. Nothing of it is protected. */
const project = new ScratchProject(`
  import * as pulumi from "@pulumi/pulumi";
  import { Registry } from "@pulumi/azure-native/containerregistry/index.js";
  import { PublicIPAddress } from "@pulumi/azure-native/network/index.js";
  import { ResourceGroup } from "@pulumi/azure-native/resources/index.js";
  const config = new pulumi.Config();
  const place = { resourceGroupName: new ResourceGroup("group", { resourceGroupName: "group" }).name, location: "eastus" };
  const registryName = config.get("registry") ?? "registrybefore";
  new Registry("registry", { ...place, registryName, sku: { name: "Premium" } });
  const address = { publicIpAddressName: "address", sku: { name: "Standard" }, publicIPAllocationMethod: "Static" };
  if (config.get("address") !== "none") new PublicIPAddress("address", { ...place, ...address });
`);
const AFTER = { "scratch:registry": "registryafter", "scratch:address": "none" };

/** A firewall, its addresses and its rules come to it. */
const WITH_FIREWALL = { isolation: "connected", allowedFqdns: ["pypi.org"] };

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "cost-real-"));
});
const scratch = new Scratch();
afterAll(() => {
  scratch.remove();
  project.remove();
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

  test("what is replaced is priced once, as it will be; what is deleted, no more", async () => {
    const azure = await SimulatedAzure.open({ stateFile: join(folder, "other.jsonl"), world: worldOf({}) });
    const { url, close } = await azure.serve();
    const run = { project: project.folder, stack: "dev", ...standInsFor(url) };
    await withWorkspace(run, async ({ operate, configure }) => {
      expect((await operate("up", ["--yes", "--skip-preview"])).exitCode).toBe(0);
      await configure(project.configFile("after.yaml", AFTER));
      const text = (await operate("preview", ["--json", "--show-sames"])).stdout;
      const steps: { readonly op: string; readonly urn: string }[] = JSON.parse(text).steps;
      const stepsOf = (name: string) =>
        steps.filter(({ urn }) => urn.endsWith(`::${name}`)).map(({ op }) => op);
      // The engine's create-replacement and delete-replaced stand in one step of what it prints.
      expect(stepsOf("registry")).toEqual(["replace"]);
      expect(stepsOf("address")).toEqual(["delete"]);

      const { cost, changes } = await costOfText("--pulumi-json", text);
      expect(cost.lines.map(({ priceItem, quantity }) => [priceItem, quantity])).toEqual([
        ["acr/Premium", "1"],
      ]);
      expect(changes?.resources).toMatchObject([{ name: "address", kind: "removed", after: null }]);
      expect(changes?.monthly).toBe("-3.65");
    });
    await close();
    azure.close();
  });
});
