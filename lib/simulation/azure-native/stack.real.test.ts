import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { errorsIn } from "../../engine/real/events.ts";
import { describeReal } from "../../engine/real/testing/describe-real.ts";
import { ROOT, Scratch } from "../../engine/real/testing/scratch.ts";
import { type Operation, withWorkspace } from "../../engine/real/workspace.ts";
import { SimulatedAzure } from "../azure/simulated-azure.ts";
import { worldOf } from "../azure/world.ts";
import { standInsFor } from "../stand-ins.ts";

const STACK = "nd-h100-dev";
const OWN = "11111111-2222-4333-8444-555555555555";
const NOW = ["--yes", "--skip-preview"];

const scratch = new Scratch();
const stateFile = join(tmpdir(), `exaform-test-${process.pid}.jsonl`);
afterAll(() => {
  scratch.remove();
  rmSync(stateFile, { force: true });
});

/** What an operation did to how many resources, if it succeeded. */
function changesOf({ exitCode, events }: Operation): unknown {
  if (exitCode !== 0) return errorsIn(events);
  return events.findLast(({ summaryEvent }) => summaryEvent !== undefined)?.summaryEvent?.resourceChanges;
}

describeReal(`${STACK} on the simulated Azure`, () => {
  test("is made at once, is left alone after that, and a refresh finds it unchanged", async () => {
    const ids = { "azure-native:subscriptionId": OWN, "azure-native:tenantId": OWN };
    const configFile = scratch.environment(STACK, { adminGroups: [OWN] }, ids);
    const azure = await SimulatedAzure.open({ stateFile, world: worldOf({}) });
    const { url, close } = await azure.serve();
    await withWorkspace(
      { project: ROOT, stack: STACK, configFile, ...standInsFor(url) },
      async ({ operate }) => {
        const up = await operate("up", NOW);
        expect(changesOf(up)).toEqual({ create: expect.any(Number) });
        const made = azure.resources().length;
        expect(made).toBeGreaterThan(120);
        expect(azure.clock.now).toBeGreaterThan(0);

        expect(changesOf(await operate("up", NOW))).toEqual({ same: expect.any(Number) });
        expect(changesOf(await operate("refresh", NOW))).toEqual({ same: expect.any(Number) });
        expect(changesOf(await operate("up", ["--yes"]))).toEqual({ same: expect.any(Number) });
        expect(azure.resources()).toHaveLength(made);
      },
    );
    await close();
    azure.close();
  });
});
