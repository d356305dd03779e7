import { readFileSync } from "node:fs";
import { join } from "node:path";
import { InvalidInput } from "../lib/planning/problem.ts";
import { documentOf } from "../lib/reports/document.ts";
import { terminalReport } from "../lib/reports/terminal.ts";
import { assess, ruleTitles } from "../policies/assess.ts";
import { checkEnvironment } from "../stacks/check-environment.ts";
import { withBlocks } from "./blocks.ts";
import { graphOfStack } from "./preview.ts";
import { ROOT } from "./stacks.ts";

/** The day for which the README shows output: what it shows must not change by itself. */
const AS_OF = "2026-11-30";

/** How the sections that the README shows begin, and how many of their blocks it shows. */
const SHOWN: Readonly<Record<string, number>> = {
  "System ": 1,
  "InfiniBand islands ": 2,
  "Training ": 5,
  "Cost ": 2,
  "Scenarios ": 1,
  "Policy findings ": 2,
};

/** An environment with mistakes of several kinds. */
const MISTAKEN = { system: "nd-h100", zone: 1, nodez: 2, nodes: 2.5, adminGroups: ["admins"] };

/** The README with the output that the code of today prints. */
export async function readme(): Promise<string> {
  const text = readFileSync(join(ROOT, "README.md"), "utf8");
  const blocks = { preview: await previewBlock(), problems: problemsBlock() };
  const shown = Object.entries(blocks).map(([name, block]) => [name, `\`\`\`text\n${block}\n\`\`\``]);
  return withBlocks(text, Object.fromEntries(shown));
}

async function previewBlock(): Promise<string> {
  const graph = await graphOfStack("nd-h100-prod");
  const report = terminalReport(
    documentOf({ graph, findings: assess(graph, { asOf: AS_OF }), asOf: AS_OF }),
    {
      width: 110,
      ruleTitles,
    },
  );
  const [title = "", ...sections] = report.split(/\n\n(?=── )/);
  const shown = sections.flatMap((section) => {
    const [heading = "", ...rest] = section.trimEnd().split("\n");
    const shown = Object.entries(SHOWN).find(([begin]) => heading.startsWith(`── ${begin}`));
    if (shown === undefined) return [];
    const blocks = rest.join("\n").split("\n\n").slice(0, shown[1]);
    return [[heading, blocks.join("\n\n")].join("\n")];
  });
  return [title, ...shown].join("\n\n").trimEnd();
}

function problemsBlock(): string {
  try {
    checkEnvironment(MISTAKEN);
  } catch (error) {
    if (error instanceof InvalidInput) return error.message;
    throw error;
  }
  throw new Error("the README's mistaken environment was accepted");
}
