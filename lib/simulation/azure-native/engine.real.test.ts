import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type EngineEvent, errorsIn } from "../../engine/real/events.ts";
import { describeReal } from "../../engine/real/testing/describe-real.ts";
import { type Operation, type Workspace, withWorkspace } from "../../engine/real/workspace.ts";
import { standInsFor } from "../stand-ins.ts";
import { FakeArm, type Script } from "../testing/fake-arm.ts";
import { ScratchProject } from "../testing/scratch-project.ts";

const CANARY = "canary-3b1f0c9e";
const NOW = ["--yes", "--skip-preview"];
const GROUP = "/subscriptions/11111111-2222-4333-8444-555555555555/resourceGroups";

/** A protected group and what it depends on, one that Pulumi leaves in Azure, and two of which one depends on the other. The error hook waits a minute and tries three times. */
const project = new ScratchProject(`
  import { setTimeout as sleep } from "node:timers/promises";
  import * as pulumi from "@pulumi/pulumi";
  import { ResourceGroup } from "@pulumi/azure-native/resources/index.js";
  const config = new pulumi.Config();
  const retries = config.getNumber("retries") ?? 0;
  const retry = new pulumi.ErrorHook("retry", async ({ errors }) => {
    if (errors.length > retries) return false;
    await sleep(60_000);
    return true;
  });
  const hooks = { onError: [retry] };
  const secret = config.getSecret("canary") ?? "none";
  const under = new ResourceGroup("under", { resourceGroupName: "under" }, { hooks });
  const tagged = { resourceGroupName: "kept", tags: { secret }, managedBy: under.id };
  const kept = new ResourceGroup("kept", tagged, { hooks, protect: true });
  new ResourceGroup("left", { resourceGroupName: "left" }, { hooks, retainOnDelete: true });
  const base = new ResourceGroup("base", { resourceGroupName: "base" }, { hooks });
  new ResourceGroup("top", { resourceGroupName: "top", managedBy: base.id }, { hooks });
  export const tags = kept.tags;
  export const plain = config.get("plain");
`);
const arm = new FakeArm();
let url: string;
beforeAll(async () => {
  url = await arm.listen();
});
beforeEach(() => arm.forget());
afterAll(() => {
  arm.close();
  project.remove();
});

function onFake<T>(use: (workspace: Workspace) => Promise<T>): Promise<T> {
  return withWorkspace({ project: project.folder, stack: "dev", ...standInsFor(url) }, use);
}

/** The steps of an operation: `create base`. */
function steps({ events }: Operation): string[] {
  return events.flatMap(({ resourcePreEvent }) => {
    const { op, urn } = resourcePreEvent?.metadata ?? { op: "same", urn: "" };
    return op === "same" ? [] : [`${op} ${urn.split("::").at(-1)}`];
  });
}

/** Refuses calls that begin so. */
function refusing(method: string, name: string): Script {
  const error = { code: "OperationNotAllowed", message: "busy" };
  return ({ call }) => (call === `${method} ${GROUP}/${name}` ? { status: 409, body: { error } } : undefined);
}

/** Accepts the group and lets the operation fail. */
const failingLater: Script = ({ call }) => {
  if (call === "GET /operation") {
    return {
      status: 200,
      body: { status: "Failed", error: { code: "OperationNotAllowed", message: "half way" } },
    };
  }
  const id = `${GROUP}/base`;
  if (call !== `PUT ${id}`) return undefined;
  const body = { id, name: "base", properties: { provisioningState: "Failed" } };
  arm.resources.set(id, body);
  return { status: 201, headers: { "Azure-AsyncOperation": `${url}/operation` }, body };
};

describeReal("the stand-in for azure-native on the real engine", () => {
  test("makes, leaves alone, changes and finds again", async () => {
    await onFake(async ({ operate, configure }) => {
      expect(steps(await operate("up", NOW))).toContain("create top");
      expect(steps(await operate("up", NOW))).toEqual([]);
      await configure(project.configFile("other.yaml", { "azure-native:location": "westus" }));
      const moved = await operate("preview", []);
      expect(steps(moved)).toContain("create-replacement base");
      await configure(project.configFile("again.yaml", {}));
      arm.resources.delete(`${GROUP}/top`);
      await operate("refresh", NOW);
      expect(steps(await operate("up", NOW))).toEqual(["create top"]);
    });
  });

  test("tells what happens while it happens", async () => {
    await onFake(async ({ operate }) => {
      const told: EngineEvent[] = [];
      let during = 0;
      arm.script = ({ call }) => {
        if (call.startsWith("PUT")) during = told.length;
        return undefined;
      };
      const { events } = await operate("up", ["--yes"], (event) => told.push(event));
      expect(told).toEqual(events);
      expect(during).toBeGreaterThan(0);
      expect(during).toBeLessThan(told.length);
      const summaries = events.flatMap(({ summaryEvent }) => summaryEvent ?? []);
      expect(summaries.map(({ isPreview }) => isPreview)).toEqual([true, false]);
    });
  });

  test("imports what a program did not make", async () => {
    const id = `${GROUP}/foreign`;
    arm.resources.set(id, {
      id,
      name: "foreign",
      location: "eastus",
      properties: { provisioningState: "Succeeded" },
    });
    await onFake(async ({ operate, exportState }) => {
      const what = ["azure-native:resources:ResourceGroup", "foreign", id];
      const imported = await operate("import", [...what, ...NOW, "--generate-code=false"]);
      expect(imported).toMatchObject({ exitCode: 0 });
      expect(JSON.stringify(await exportState())).toContain(`"id":"${id}"`);
    });
  });

  test("an error hook tries a refused operation again, after a wait in virtual time", async () => {
    await onFake(async ({ operate, configure }) => {
      await configure(project.configFile("retries.yaml", { "scratch:retries": "2" }));
      arm.script = refusing("PUT", "base");
      const { events } = await operate("up", NOW);
      expect(errorsIn(events)).toContain('Status=409 Code="OperationNotAllowed" Message="busy"');
      expect(arm.waits).toEqual([{ seconds: 60 }, { seconds: 60 }]);
      const failed = events.flatMap(({ resOpFailedEvent }) => resOpFailedEvent?.metadata.urn ?? []);
      expect(failed).toEqual([expect.stringMatching(/::base$/)]);
    });
  });

  test("what failed after Azure had accepted it is in the state, and the next run writes it again", async () => {
    await onFake(async ({ operate }) => {
      arm.script = failingLater;
      const { events } = await operate("up", NOW);
      expect(errorsIn(events).join()).toContain('Status=200 Code="OperationNotAllowed" Message="half way"');
      arm.script = () => undefined;
      const again = await operate("up", NOW);
      expect(steps(again)).toEqual(expect.arrayContaining(["update base", "create top"]));
      expect(again.exitCode).toBe(0);
    });
  });

  test("what failed so and an error hook tries again is in Azure, and no more in the state", async () => {
    await onFake(async ({ operate, configure }) => {
      await configure(project.configFile("retry.yaml", { "scratch:retries": "1" }));
      arm.script = failingLater;
      const { events } = await operate("up", NOW);
      expect(errorsIn(events)).toContain(`cannot create already existing resource '${GROUP}/base'`);
      arm.script = () => undefined;
      expect(steps(await operate("up", NOW))).toContain("create base");
    });
  });
});

describeReal("destroy", () => {
  const EXCLUDING = [...NOW, "--exclude-protected"];
  const STAY = ["kept", "left", "under"];
  const names = () => [...arm.resources.keys()].map((id) => id.slice(GROUP.length + 1)).toSorted();

  test("without the program asks no error hook", async () => {
    await onFake(async ({ operate, exportState }) => {
      await operate("up", NOW);
      arm.script = refusing("DELETE", "base");
      expect(await operate("destroy", EXCLUDING)).toMatchObject({ exitCode: 1 });
      expect(arm.waits).toEqual([]);
      arm.script = () => undefined;
      expect(await operate("destroy", EXCLUDING)).toMatchObject({ exitCode: 0 });
      expect(names()).toEqual(STAY);
      expect(JSON.stringify(await exportState())).not.toContain('::left"');
      expect(await operate("destroy", EXCLUDING)).toMatchObject({ exitCode: 0, events: [] });
    });
  });

  test("with the program asks its error hooks", async () => {
    await onFake(async ({ operate, configure }) => {
      await operate("up", NOW);
      await configure(project.configFile("two.yaml", { "scratch:retries": "2" }));
      arm.script = refusing("DELETE", "base");
      await operate("destroy", [...EXCLUDING, "--run-program"]);
      expect(arm.waits).toEqual([{ seconds: 60 }, { seconds: 60 }]);
    });
  });

  test("fails at what is protected, and deletes the rest all the same", async () => {
    await onFake(async ({ operate }) => {
      await operate("up", NOW);
      const { exitCode, events } = await operate("destroy", NOW);
      expect(exitCode).toBe(1);
      expect(errorsIn(events)[0]).toContain("because it is protected");
      expect(names()).toEqual(STAY);
    });
  });
});

describeReal("a secret of the configuration", () => {
  test("reaches Azure, and is in clear in no state, output or event", async () => {
    await onFake(async ({ operate, configure, exportState }) => {
      await configure(project.configFile("secret.yaml", { "scratch:plain": "seen" }), {
        "scratch:canary": CANARY,
      });
      const log = join(project.folder, "events.jsonl");
      const seen: string[] = [];
      // The file holds whole events. Of a flag that is given twice the last one holds.
      const record = async (command: Parameters<Workspace["operate"]>[0], flags: readonly string[]) => {
        const { stdout, stderr, exitCode } = await operate(command, [...flags, "--event-log", log]);
        expect(exitCode).toBe(0);
        seen.push(stdout, stderr, readFileSync(log, "utf8"), JSON.stringify(await exportState()));
      };
      await record("up", ["--yes", "--diff"]);
      await record("refresh", ["--yes", "--diff"]);
      await configure(project.configFile("secret2.yaml", {}), { "scratch:canary": `${CANARY}-2` });
      await record("up", ["--yes", "--diff"]);
      await record("preview", ["--json", "--show-sames"]);

      expect(arm.resources.get(`${GROUP}/kept`)).toMatchObject({ tags: { secret: `${CANARY}-2` } });
      expect(seen.join()).toContain("seen");
      expect(seen.join()).toContain('"kept"');
      expect(seen.filter((text) => text.includes(CANARY))).toEqual([]);
    });
  });
});
