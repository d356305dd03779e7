import { execFile } from "node:child_process";
import { existsSync, rmSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { withTempFolder } from "../lib/engine/real/temp-folder.ts";
import { type Graph, graphOf } from "../lib/graph/graph.ts";
import { readGraph } from "../lib/graph/read-file.ts";
import { InvalidInput, type Problem } from "../lib/planning/problem.ts";
import { graphOfFile } from "./program.ts";
import { PROJECT, ROOT, refuseFileOfAnother } from "./stacks.ts";

/** What is there, and where it was read, in words. */
export interface Before {
  readonly graph: Graph;
  readonly against: string;
}

const OPTION = "--against";

/** Whose resources are compared. */
type Subject = Pick<Graph, "project" | "stack">;

/**
 * Reads what a stack is compared with.
 *
 * @param subject the stack of today, of any project: only this one has environment files and commits here.
 * @param against a file: what `pulumi stack export` or `pulumi preview --json --show-sames` printed, or an environment file
 * of before, with which today's program is run. Else a git ref: the program and the environment file of that commit are run.
 * @param root the folder of the project, in git. @default - this one
 * @throws InvalidInput where it is none of these, where it is of another stack, or where the program of a ref does not run.
 */
export async function readBefore(
  { project, stack }: Subject,
  against: string,
  root: string = ROOT,
): Promise<Before> {
  const isFile = existsSync(against) && statSync(against).isFile();
  const before = isFile ? await ofFile(stack, against) : await ofRef(stack, against, root);
  const { graph } = before;
  if (graph.stack !== stack || graph.project !== project) {
    throw refused(
      against,
      `it is of stack ${graph.stack} of project ${graph.project}, not of ${stack} of ${project}`,
      `give a state or a preview of ${stack} of ${project}`,
    );
  }
  return before;
}

async function ofFile(stack: string, file: string): Promise<Before> {
  if (/\.ya?ml$/.test(file)) {
    refuseFileOfAnother(stack, file, OPTION);
    return { graph: await graphOfFile(stack, file, file), against: `the environment of ${file}` };
  }
  const graph = await readGraph({ option: OPTION, file });
  return { graph, against: `the ${graph.origin} in ${file}` };
}

const run = promisify(execFile);

async function ofRef(stack: string, ref: string, root: string): Promise<Before> {
  const commit = await commitOf(ref, root);
  const short = commit.slice(0, 10);
  const against = short.startsWith(ref) || commit === ref ? `commit ${short}` : `${ref} (commit ${short})`;
  const file = `stacks/Pulumi.${stack}.yaml`;
  return withTempFolder(async (folder) => {
    await extract(commit, folder, root);
    // A stack that did not exist has no resources.
    if (!existsSync(join(folder, file))) {
      return { graph: nothing(stack), against: `${against}, which has no ${file}` };
    }
    return { graph: await graphOfTree(stack, folder, `${ref}:${file}`), against };
  });
}

async function commitOf(ref: string, root: string): Promise<string> {
  try {
    const { stdout } = await git(
      root,
      "rev-parse",
      "--verify",
      "--quiet",
      "--end-of-options",
      `${ref}^{commit}`,
    );
    return stdout.trim();
  } catch {
    throw refused(
      ref,
      "there is no such file, and git knows no such commit",
      "give a file, or a branch, tag or commit that `git rev-parse` knows here; a shallow clone lacks older ones",
    );
  }
}

/** Writes the files of a commit into a folder, with today's packages beside them. */
async function extract(commit: string, folder: string, root: string): Promise<void> {
  const archive = join(folder, "tree.tar");
  await git(root, "archive", "--format=tar", `--output=${archive}`, commit);
  await run("tar", ["-xf", archive, "-C", folder]);
  rmSync(archive);
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"), "junction");
}

function git(root: string, ...args: string[]): Promise<{ stdout: string }> {
  return run("git", ["-C", root, ...args]);
}

/** Runs the program of another tree. Its errors are of its own classes: only their text can be passed on. */
async function graphOfTree(stack: string, folder: string, shownAs: string): Promise<Graph> {
  try {
    return await graphOfFile(stack, join(folder, `stacks/Pulumi.${stack}.yaml`), shownAs, folder);
  } catch (error) {
    throw refused(
      shownAs,
      `the program of that commit does not run on today's engine and packages: ${messageOf(error).replaceAll(`${folder}/`, "")}`,
      `compare with a state instead: pulumi stack export --stack ${stack} > before.json`,
    );
  }
}

function nothing(stack: string): Graph {
  return graphOf({ origin: "embedded", project: PROJECT, stack }, []);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function refused(value: string, message: string, fix: string): InvalidInput {
  const problem: Problem = { path: OPTION, value, message, fix };
  return new InvalidInput(OPTION, [problem]);
}
