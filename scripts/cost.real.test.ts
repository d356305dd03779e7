import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { EngineEvent } from "../lib/engine/real/events.ts";
import { describeReal } from "../lib/engine/real/testing/describe-real.ts";
import { Scratch } from "../lib/engine/real/testing/scratch.ts";
import { withWorkspace } from "../lib/engine/real/workspace.ts";
import { WIRE_UNKNOWN } from "../lib/graph/wire.ts";
import type { CostDocument } from "../lib/reports/cost/report.ts";
import { SimulatedAzure } from "../lib/simulation/azure/simulated-azure.ts";
import { worldOf } from "../lib/simulation/azure/world.ts";
import { standInsFor } from "../lib/simulation/stand-ins.ts";
import { ScratchProject } from "../lib/simulation/testing/scratch-project.ts";
import { ROOT } from "./stacks.ts";
import { exaform } from "./testing/exaform.ts";

const STACK = "nd-h100-dev";
const OWN = "11111111-2222-4333-8444-555555555555";

/** A node pool whose size a change replaces, a registry whose name is part of its id, and an address that the change takes away. */
const project = new ScratchProject(`
  import * as pulumi from "@pulumi/pulumi";
  import { Registry } from "@pulumi/azure-native/containerregistry/index.js";
  import { AgentPool, ManagedCluster } from "@pulumi/azure-native/containerservice/index.js";
  import { PublicIPAddress } from "@pulumi/azure-native/network/index.js";
  import { ResourceGroup } from "@pulumi/azure-native/resources/index.js";
  const config = new pulumi.Config();
  const place = { resourceGroupName: new ResourceGroup("group", { resourceGroupName: "group" }).name, location: "eastus" };
  const registryName = config.get("registry") ?? "registrybefore";
  new Registry("registry", { ...place, registryName, sku: { name: "Premium" } });
  const address = { publicIpAddressName: "address", sku: { name: "Standard" }, publicIPAllocationMethod: "Static" };
  if (config.get("address") !== "none") new PublicIPAddress("address", { ...place, ...address });
  const system = { name: "system", mode: "System", count: 1, vmSize: "Standard_D4s_v5", osType: "Linux" };
  const cluster = new ManagedCluster("cluster", {
    ...place, resourceName: "cluster", dnsPrefix: "cluster", identity: { type: "SystemAssigned" }, agentPoolProfiles: [system],
  });
  new AgentPool("pool", {
    resourceGroupName: place.resourceGroupName, resourceName: cluster.name, agentPoolName: "gpu",
    mode: "User", count: 2, osType: "Linux", vmSize: config.get("size") ?? "Standard_NC24ads_A100_v4",
  });
`);
const AFTER = {
  "scratch:registry": "registryafter",
  "scratch:address": "none",
  "scratch:size": "Standard_NC48ads_A100_v4",
};

/** What a preview does not know, what it hides, what lies in a component, and what another provider makes elsewhere. */
const shapes = new ScratchProject(`
  import * as pulumi from "@pulumi/pulumi";
  import { AgentPool, ManagedCluster } from "@pulumi/azure-native/containerservice/index.js";
  import { Provider } from "@pulumi/azure-native/provider.js";
  const subscriptionId = new pulumi.Config("azure-native").require("subscriptionId");
  const provider = new Provider("elsewhere", { subscriptionId, location: "canadacentral" });
  const rack = new pulumi.ComponentResource("scratch:Rack", "rack", {}, { provider });
  const cluster = new ManagedCluster("cluster", {
    resourceGroupName: "group", resourceName: "cluster", dnsPrefix: "cluster", identity: { type: "SystemAssigned" },
    agentPoolProfiles: [{ name: "system", mode: "System", count: 1, vmSize: "Standard_D4ds_v5", osType: "Linux" }],
  }, { parent: rack });
  const pool = (agentPoolName, count) => new AgentPool(agentPoolName, {
    resourceGroupName: "group", resourceName: cluster.name, agentPoolName, count,
    mode: "User", osType: "Linux", osDiskType: "Ephemeral", vmSize: "Standard_ND96isr_H100_v5",
  }, { parent: rack });
  pool("known", 2);
  pool("unknown", cluster.maxAgentPools);
  pool("secret", pulumi.secret(2));
`);

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
  shapes.remove();
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

/** What the engine says of a resource in one step. */
interface Step {
  readonly op: string;
  readonly urn: string;
  readonly newState?: {
    readonly type: string;
    readonly custom: boolean;
    readonly inputs?: Readonly<Record<string, unknown>>;
  } | null;
}

/** The steps that `pulumi preview --json` printed. */
function stepsIn(stdout: string): readonly Step[] {
  return JSON.parse(stdout).steps;
}

/** The steps that the engine reported while it planned. */
function planned(events: readonly EngineEvent[]): readonly Step[] {
  return events.flatMap(({ resourcePreEvent }) => resourcePreEvent?.metadata ?? []);
}

function nameOf(urn: string): string | undefined {
  return urn.split("::").at(-1);
}

function isNamed(name: string): (step: Step) => boolean {
  return ({ urn }) => nameOf(urn) === name;
}

function opsOf(name: string, steps: readonly Step[]): string[] {
  return steps.filter(isNamed(name)).map(({ op }) => op);
}

describeReal("what the real engine writes is priced as the program is", () => {
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

  test("what is not known has no price; a component costs nothing; a provider says where", async () => {
    await withWorkspace({ project: shapes.folder, stack: "dev" }, async ({ operate }) => {
      const { stdout } = await operate("preview", ["--json"]);
      const steps = stepsIn(stdout);
      const countOf = (name: string) => steps.find(isNamed(name))?.newState?.inputs?.count;
      expect([countOf("known"), countOf("unknown"), countOf("secret")]).toEqual([
        2,
        WIRE_UNKNOWN,
        "[secret]",
      ]);
      expect(steps.find(isNamed("rack"))?.newState?.custom).toBe(false);
      expect(steps.find(isNamed("elsewhere"))?.newState?.type).toBe("pulumi:providers:azure-native");

      const { cost } = await costOfText("--pulumi-json", stdout);
      expect(cost.lines.map(({ urn, hourly }) => [nameOf(urn), hourly])).toEqual([["known", "244.80"]]);
      const hidden = "its number of nodes is not known";
      const openOf = (name: string) =>
        cost.unpriced.filter(({ urn }) => nameOf(urn) === name).map(({ reason }) => reason);
      expect([openOf("known"), openOf("unknown"), openOf("secret")]).toEqual([[], [hidden], [hidden]]);
      // The cluster and its three pools; neither component nor provider.
      expect(cost.resources).toEqual({ total: 4, priced: 1, pricedInPart: 0, free: 0, byUse: 0, unknown: 3 });
      expect(cost.atLeast).toBe(true);
    });
  });

  test("what is replaced is priced once, as it will be; what is deleted, no more", async () => {
    const azure = await SimulatedAzure.open({ stateFile: join(folder, "other.jsonl"), world: worldOf({}) });
    const { url, close } = await azure.serve();
    const run = { project: project.folder, stack: "dev", ...standInsFor(url) };
    await withWorkspace(run, async ({ operate, configure }) => {
      expect((await operate("up", ["--yes", "--skip-preview"])).exitCode).toBe(0);
      await configure(project.configFile("after.yaml", AFTER));
      const { stdout, events } = await operate("preview", ["--json", "--show-sames"]);
      // For the engine a replacement is three steps, of which it prints one.
      expect(opsOf("pool", planned(events)).toSorted()).toEqual([
        "create-replacement",
        "delete-replaced",
        "replace",
      ]);
      expect(opsOf("pool", stepsIn(stdout))).toEqual(["replace"]);
      expect(opsOf("registry", stepsIn(stdout))).toEqual(["replace"]);
      expect(opsOf("address", stepsIn(stdout))).toEqual(["delete"]);

      const { cost, changes } = await costOfText("--pulumi-json", stdout);
      expect(cost.lines.map(({ priceItem, quantity }) => [priceItem, quantity])).toEqual([
        ["vm/Standard_NC48ads_A100_v4", "2"],
        ["vm/Standard_D4s_v5", "1"],
        ["acr/Premium", "1"],
      ]);
      // 2 x USD 3.673 and 2 x USD 9.554 an hour. The registry is another, at the same price.
      expect(changes?.resources.map(({ inputs, ...change }) => [inputs, change])).toMatchObject([
        [
          ["vmSize"],
          { name: "pool", kind: "changed", before: { hourly: "7.346" }, after: { hourly: "19.108" } },
        ],
        [[], { name: "address", kind: "removed", before: { monthly: "3.65" }, after: null }],
      ]);
      expect(changes?.monthly).toBe("8582.61");
    });
    await close();
    azure.close();
  });
});
