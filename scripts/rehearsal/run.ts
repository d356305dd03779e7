import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { diagnose } from "../../lib/analysis/rehearsal/failures.ts";
import type { RehearsalRecord } from "../../lib/analysis/rehearsal/rehearsal.ts";
import { withWorkspace } from "../../lib/engine/real/workspace.ts";
import { SimulatedAzure } from "../../lib/simulation/azure/simulated-azure.ts";
import { assumptionsOf, type World } from "../../lib/simulation/azure/world.ts";
import { standInsFor } from "../../lib/simulation/stand-ins.ts";
import { PROJECT, ROOT } from "../stacks.ts";
import { checkEnvironmentFile, type EnvironmentFile, type Environments } from "./environment.ts";
import { mended } from "./mend.ts";
import type { Progress } from "./progress.ts";
import { type Announcement, PARALLEL, Stage } from "./stage.ts";

/** What to rehearse. */
export interface RehearsalRun {
  readonly stack: string;
  readonly environments: Environments;
  readonly world: World;
  /** The file that the world was read from. @default - none */
  readonly worldFile?: string;
  /** YYYY-MM-DD */
  readonly asOf: string;
  readonly progress: Progress;
}

/** Rehearses a stack on the real Pulumi engine, against a simulated Azure. */
export async function rehearse(run: RehearsalRun): Promise<RehearsalRecord> {
  const folder = await mkdtemp(join(tmpdir(), "rehearsal-"));
  try {
    const before = await written(run, run.environments.before, join(folder, "before.yaml"));
    const after = await written(run, run.environments.after, join(folder, "after.yaml"));
    const azure = await SimulatedAzure.open({ stateFile: join(folder, "azure.jsonl"), world: run.world });
    const serving = await azure.serve();
    try {
      const { providers, preloads } = standInsFor(serving.url);
      const stack = { project: ROOT, stack: run.stack, configFile: before, providers, preloads };
      return await withWorkspace(stack, (workspace) =>
        rehearseOn(new Stage(azure, workspace, run.progress), run, after),
      );
    } finally {
      await serving.close();
      azure.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function written({ stack }: RehearsalRun, file: EnvironmentFile, path: string): Promise<string> {
  await writeFile(path, file.text);
  await checkEnvironmentFile(stack, path, file.shownAs);
  return path;
}

async function rehearseOn(stage: Stage, run: RehearsalRun, after: string): Promise<RehearsalRecord> {
  const { stack, environments, worldFile, asOf, world } = run;
  await perform(stage, environments.update, after);
  return {
    project: PROJECT,
    stack,
    asOf,
    subscriptionId: subscriptionIn(environments.before.text),
    world: worldFile ?? null,
    assumptions: assumptionsOf(world).map(({ text }) => text),
    update: environments.update,
    parallel: PARALLEL,
    steps: stage.steps,
    graphs: stage.graphs,
    softDeletedVaults: stage.softDeletedVaults(),
  };
}

/** One step after another, as far as it goes. */
async function perform(stage: Stage, update: string, after: string): Promise<void> {
  const first = await stage.preview();
  if (first === undefined || !(await upUntilMended(stage, first))) return;
  await stage.configure(after);
  const second = await stage.announced();
  if (second === undefined || !(await stage.up("update", `update: ${update}`, second))) return;
  if (!(await stage.up("again", "second up, nothing changed", await stage.announced()))) return;
  if (!(await stage.refresh())) return;
  await stage.destroy();
}

/** As long as a failure is one that the world can be cured of, cures it and tries again. */
async function upUntilMended(stage: Stage, first: Announcement): Promise<boolean> {
  let title = "up";
  for (
    let announced: Announcement | undefined = first;
    announced !== undefined;
    announced = await stage.announced()
  ) {
    if (await stage.up("up", title, announced)) return true;
    const failures = stage.failures().map(({ message }) => ({ ...diagnose(message), message }));
    const world = mended(stage.world, failures);
    if (world === undefined) return false;
    stage.mend(world);
    title = `up, after you have ${[...new Set(failures.map(({ done }) => done))].join(", and ")}`;
  }
  return false;
}

function subscriptionIn(text: string): string {
  return /azure-native:subscriptionId:\s*["']?([0-9a-f-]{36})/i.exec(text)?.[1] ?? "unknown";
}
