import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { InvalidInput } from "../../lib/planning/problem.ts";
import { graphOfFile } from "../program.ts";
import { ROOT, refuseFileOfAnother, stackFileOf } from "../stacks.ts";

/** Nodes by which the update of a rehearsal grows a stack, where nothing else is asked for. */
const GROWTH = 10;

/** An environment file as text, and how messages name it. */
export interface EnvironmentFile {
  readonly text: string;
  readonly shownAs: string;
}

/** The environments of a rehearsal. */
export interface Environments {
  /** With which `up` begins. */
  readonly before: EnvironmentFile;
  /** To which the update leads. */
  readonly after: EnvironmentFile;
  /** What the update changes, in words. */
  readonly update: string;
}

/**
 * The environments of a rehearsal: without `against` the stack's own and one that is grown, else that one and the stack's own.
 *
 * @throws InvalidInput where a file cannot be read.
 */
export function environmentsOf(stack: string, against: string | undefined): Environments {
  const file = stackFileOf(stack);
  const today = { text: rehearsed(readFileSync(join(ROOT, file), "utf8")), shownAs: file };
  if (against === undefined) return { before: today, ...grown(today) };
  if (!/\.ya?ml$/.test(against) || !existsSync(against)) {
    throw new InvalidInput("--against", [
      {
        path: "--against",
        value: against,
        message: "must be an environment file of before, Pulumi.<stack>.yaml",
        fix: `write it from git, for example: git show HEAD~1:${file} > before.yaml`,
      },
    ]);
  }
  refuseFileOfAnother(stack, against, "--against");
  const before = { text: rehearsed(readFileSync(against, "utf8")), shownAs: against };
  return { before, after: today, update: `from ${against} to ${file}` };
}

/** Ids like those of the shipped files, which `pulumi up` refuses. */
const EXAMPLE_ID = /\b0{8}-0{4}-0{4}-0{4}-0{9}([0-9a-f]{3})\b/gi;

/**
 * A text with the example ids of the shipped files made into ids that the program accepts. They are ids of nobody: their
 * version, 4, says that they are random, and they are not.
 */
export function rehearsed(text: string): string {
  return text.replace(EXAMPLE_ID, "e8e55a1e-0000-4000-8000-000000000$1");
}

/**
 * Checks an environment on the embedded engine, where messages name its lines.
 *
 * @param file the same text on disk.
 * @throws InvalidInput with every problem.
 */
export async function checkEnvironmentFile(stack: string, file: string, shownAs: string): Promise<void> {
  await graphOfFile(stack, file, shownAs);
}

function grown({ text, shownAs }: EnvironmentFile): Omit<Environments, "before"> {
  const document = parseDocument(text);
  const at = (key: string): string[] => ["config", "exaform:environment", key];
  const [nodes, most] = [Number(document.getIn(at("nodes"))), Number(document.getIn(at("plannedMaxNodes")))];
  const wanted = Math.min(nodes + GROWTH, most);
  if (!(wanted > nodes)) {
    const update =
      "nothing: the stack has plannedMaxNodes already, so that it cannot grow (name a file of before: --against)";
    return { after: { text, shownAs }, update };
  }
  document.setIn(at("nodes"), wanted);
  const update = `${wanted} GPU nodes instead of ${nodes}`;
  return { after: { text: document.toString(), shownAs: `${shownAs} with ${wanted} nodes` }, update };
}
