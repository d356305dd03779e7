import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { instance } from "@viz-js/viz";
import type { Command } from "commander";
import { releaseOf } from "../lib/analysis/changes/release.ts";
import { scenarioFileSchema } from "../lib/analysis/scenarios/scenario-file.ts";
import { priceFileSchema } from "../lib/prices/price-file-model.ts";
import { costSchema } from "../lib/reports/cost/report.ts";
import { documentSchema } from "../lib/reports/document.ts";
import { findingsSchema } from "../lib/reports/findings/report.ts";
import { pictureOf } from "../lib/reports/picture.ts";
import { preflightSchema } from "../lib/reports/preflight.ts";
import { stackFileSchema } from "../stacks/schema.ts";
import { costTypesPage } from "./cost-types-page.ts";
import { peersPage } from "./peers-page.ts";
import { graphOfStack } from "./preview.ts";
import { readme } from "./readme.ts";
import { ROOMS } from "./rooms.ts";
import { rulesPage } from "./rules-page.ts";
import { ROOT, stackNames } from "./stacks.ts";
import { trainingPage } from "./training-page.ts";

/** Adds `exaform generate`. */
export function addGenerate(program: Command): void {
  program
    .command("generate")
    .description("write the files that are computed from the code; a test holds that they are up to date")
    .option("--release", "also record the identity of every resource, which later code must keep")
    .action(async ({ release }: { release?: boolean }) => {
      const files = { ...(await generatedFiles()), ...(release === true && (await releasedIdentity())) };
      for (const [file, text] of Object.entries(files)) writeFileSync(join(ROOT, file), text);
    });
}

/** The generated files, by path from the root. */
export async function generatedFiles(): Promise<Record<string, string>> {
  return {
    "stacks/environment.schema.json": `${JSON.stringify(stackFileSchema(), undefined, 2)}\n`,
    "docs/preview.schema.json": `${JSON.stringify(documentSchema(), undefined, 2)}\n`,
    "docs/preflight.schema.json": `${JSON.stringify(preflightSchema(), undefined, 2)}\n`,
    "docs/prices.schema.json": `${JSON.stringify(priceFileSchema(), undefined, 2)}\n`,
    "docs/policies.schema.json": `${JSON.stringify(findingsSchema(), undefined, 2)}\n`,
    "docs/scenarios.schema.json": `${JSON.stringify(scenarioFileSchema(), undefined, 2)}\n`,
    "docs/cost.schema.json": `${JSON.stringify(costSchema(), undefined, 2)}\n`,
    "docs/cost-types.md": costTypesPage(),
    "docs/rules.md": rulesPage(),
    "docs/training-model.md": trainingPage(),
    "docs/policy-peers.md": peersPage(),
    "README.md": await readme(),
    "docs/architecture.svg": await roomsPicture(),
    "docs/nd-h100-prod.svg": await pictureOf(await graphOfStack("nd-h100-prod")),
  };
}

/** What the shipped stacks promise to keep, for `stacks/released.test.ts`. */
async function releasedIdentity(): Promise<Record<string, string>> {
  const stacks = stackNames().map(async (stack) => [stack, releaseOf(await graphOfStack(stack))] as const);
  const releases = Object.fromEntries(await Promise.all(stacks));
  return { "stacks/released.json": `${JSON.stringify(releases, undefined, 2)}\n` };
}

/** The rooms and the arrows between them, as `npm run arrows` holds them; an arrow that a longer way implies is left out. */
async function roomsPicture(): Promise<string> {
  const rooms = {
    ...ROOMS,
    stacks: ["components/azure", "components/stack"],
    scripts: ["stacks", "lib/engine", "lib/prices", "lib/reports", "policies"],
  };
  const arrows = Object.entries<readonly string[]>(rooms).flatMap(([room, targets]) =>
    targets
      .filter((target) => !targets.some((other) => reaches(rooms, other, target)))
      .map((target) => `  "${room}" -> "${target}";`),
  );
  const dot = [
    "digraph rooms {",
    '  rankdir=TB; ranksep=0.45; nodesep=0.5; bgcolor="white";',
    '  node [shape=box, style="rounded,filled", fillcolor="#eef3fb", color="#4a6da7", fontname="Helvetica", fontsize=13, margin="0.18,0.1"];',
    '  edge [color="#7a8aa3", arrowsize=0.7];',
    '  "scripts" [fillcolor="#fdf3dc", color="#b98a1d"]; "stacks" [fillcolor="#fdf3dc", color="#b98a1d"];',
    ...arrows,
    "}",
  ].join("\n");
  return (await instance()).renderString(dot, { format: "svg", engine: "dot" });
}

function reaches(rooms: Readonly<Record<string, readonly string[]>>, from: string, to: string): boolean {
  return (rooms[from] ?? []).some((next) => next === to || reaches(rooms, next, to));
}
