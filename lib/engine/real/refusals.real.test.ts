import { afterAll, expect, test } from "vitest";
import { declareStack } from "../../../stacks/index.ts";
import { InvalidInput } from "../../planning/problem.ts";
import { previewProgram } from "../embedded.ts";
import { readStackFile } from "../stack-file.ts";
import { errorsIn } from "./events.ts";
import { PulumiFailed, realPreview } from "./preview.ts";
import { describeReal } from "./testing/describe-real.ts";
import { ROOT, Scratch } from "./testing/scratch.ts";
import { withWorkspace } from "./workspace.ts";

const STACK = "nd-h100-dev";

const scratch = new Scratch();
afterAll(() => scratch.remove());

async function failureOf(run: Promise<unknown>): Promise<unknown> {
  try {
    return await run.then(() => undefined);
  } catch (error) {
    return error;
  }
}

describeReal("on the real engine", () => {
  test("a refused environment ends with the list of its problems and nothing else", async () => {
    const configFile = scratch.environment(STACK, { nodes: 0, zone: "4", colour: "red" });
    const { config } = readStackFile(configFile);
    const program = declareStack;
    const refused = await failureOf(previewProgram({ project: "exaform", stack: STACK, config, program }));
    if (!(refused instanceof InvalidInput)) throw refused;

    const failed = await failureOf(realPreview({ project: ROOT, stack: STACK, configFile }));
    expect(failed).toBeInstanceOf(PulumiFailed);
    expect(failed).toMatchObject({ errors: [refused.message] });
    expect(refused.problems.map(({ path }) => path)).toHaveLength(3);
  });

  test("`pulumi up` with the ids of a shipped file is refused before anything is registered", async () => {
    const operation = await withWorkspace({ project: ROOT, stack: STACK }, ({ operate }) =>
      operate("up", ["--yes", "--skip-preview"]),
    );
    expect(operation.exitCode).not.toBe(0);
    expect(errorsIn(operation.events)).toEqual([
      [
        "stack configuration: 3 problems",
        ...[
          "azure-native:subscriptionId",
          "azure-native:tenantId",
          "exaform:environment.adminGroups[0]",
        ].flatMap((path, index) => [
          `  ${path} = "00000000-0000-0000-0000-00000000000${index + 1}": this is the example id of the shipped file: nothing is made with it`,
          "    fix: write your own id",
        ]),
      ].join("\n"),
    ]);
    const registered = operation.events.map(({ resourcePreEvent }) => resourcePreEvent?.metadata.urn);
    expect(registered.filter((urn) => urn !== undefined)).toEqual([
      "urn:pulumi:nd-h100-dev::exaform::pulumi:pulumi:Stack::exaform-nd-h100-dev",
    ]);
  });

  test("an environment with a secret in it is refused, and the secret is nowhere", async () => {
    const canary = "canary-5d20c7e1";
    const { environment, configFile } = scratch.withoutEnvironment(STACK, { tags: { owner: canary } });
    const seen = await withWorkspace({ project: ROOT, stack: STACK }, async (workspace) => {
      await workspace.configure(configFile, { "exaform:environment": environment });
      const { stdout, stderr, exitCode, events } = await workspace.operate("up", ["--yes", "--diff"]);
      expect([exitCode, errorsIn(events).length]).toEqual([1, 1]);
      expect(errorsIn(events)[0]).toContain("exaform:environment: is encrypted, or something in it is");
      return [stdout, stderr, JSON.stringify(events), JSON.stringify(await workspace.exportState())].join();
    });
    expect(seen).toContain("exaform-nd-h100-dev");
    expect(seen).not.toContain(canary);
  });

  test("a provider that stands in for previews makes nothing", async () => {
    const own = "11111111-2222-4333-8444-555555555555";
    const ids = { "azure-native:subscriptionId": own, "azure-native:tenantId": own };
    const configFile = scratch.environment(STACK, { adminGroups: [own] }, ids);
    const operation = await withWorkspace({ project: ROOT, stack: STACK, configFile }, ({ operate }) =>
      operate("up", ["--yes", "--skip-preview"]),
    );
    expect(operation.exitCode).not.toBe(0);
    const errors = errorsIn(operation.events);
    expect(errors[0]).toContain("this provider stands in for previews: it makes nothing");
  });

  test("a program that throws fails the preview, with exit code and message", async () => {
    const project = scratch.product([
      {
        file: "stacks/index.ts",
        from: "  leaveOutVersionAliases();",
        to: '  throw new Error("a wrench");',
      },
    ]);
    const failed = await failureOf(realPreview({ project, stack: STACK }));
    expect(failed).toBeInstanceOf(PulumiFailed);
    expect(failed).toMatchObject({ exitCode: 1, message: expect.stringContaining("Error: a wrench") });
  });
});
