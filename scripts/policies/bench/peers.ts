import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import CliTable from "cli-table3";
import type { Graph } from "../../../lib/graph/graph.ts";
import { evaluate } from "../../../policies/evaluate.ts";
import { CHECKOV_VERSION, checkov as listed } from "../../../policies/peers/checkov.ts";
import { rules } from "../../../policies/rules/index.ts";
import { ROOT } from "../../stacks.ts";
import { armTemplate, manifests } from "./arm-template.ts";
import { type CheckovAnswer, checkovArguments, installCheckov, listChecks, runCheckov } from "./checkov.ts";
import { median, runNode, timed } from "./child.ts";
import { writeState } from "./graphs.ts";

/** Cold runs of each tool. */
const RUNS = 5;

/** A compliant graph, and the same with every property broken that a rule looks at. */
export interface Graphs {
  readonly compliant: Graph;
  readonly broken: Graph;
}

/** Checkov on the same resources, as far as it reads their kinds: what it finds, what we find, and the cold times of both. */
export function compareWithCheckov(graphs: Graphs, folder: string): string {
  const installed = installCheckov();
  if ("skipped" in installed)
    return `Checkov ${CHECKOV_VERSION}: skipped, it could not be installed: ${installed.skipped}`;
  const { program } = installed;
  const [compliant, broken] = (["compliant", "broken"] as const).map((name) => {
    const own = join(folder, name);
    write(graphs[name], own);
    return runCheckov(program, own);
  });
  return [
    `Checkov ${CHECKOV_VERSION} on an ARM template and Kubernetes manifests of the same graphs`,
    listText(program),
    findingsTable(graphs, compliant ?? [], broken ?? []),
    timesTable(program, join(folder, "broken")),
  ].join("\n");
}

/** Whether the table of peers is what this Checkov has. */
function listText(program: string): string {
  const { ofOurTypes, all } = listChecks(program);
  const ours = new Set(listed.checks.map(({ id }) => id));
  const named = new Set(rules.flatMap(({ frameworks }) => frameworks.checkov ?? []));
  const missing = [...ofOurTypes].filter((id) => !ours.has(id));
  const gone = [...ours, ...named].filter((id) => !all.has(id));
  if (missing.length + gone.length > 0) process.exitCode = 1;
  return missing.length + gone.length === 0
    ? `docs/policy-peers.md has all ${ofOurTypes.size} of its checks for our kinds of resource, and every id that a rule names exists`
    : `docs/policy-peers.md lacks ${missing.join(", ") || "none"}; named here and unknown to Checkov: ${gone.join(", ") || "none"}`;
}

function write(graph: Graph, folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "azure.json"), JSON.stringify(armTemplate(graph.resources), undefined, 2));
  const objects = manifests(graph.resources).map((object) => JSON.stringify(object));
  writeFileSync(join(folder, "kubernetes.yaml"), objects.join("\n---\n"));
  writeState(`${folder}.json`, graph);
}

/** Each check that finds something, and what our rules of the same id find. */
function findingsTable(
  graphs: Graphs,
  compliant: readonly CheckovAnswer[],
  broken: readonly CheckovAnswer[],
): string {
  const [before, after] = [failuresOf(compliant), failuresOf(broken)];
  const ours = { before: rulesThatFail(graphs.compliant), after: rulesThatFail(graphs.broken) };
  const table = new CliTable({
    head: ["check", "fails, compliant", "fails, broken", "our rule", "ours, compliant", "ours, broken"],
    style: { head: [], border: [], compact: true },
  });
  const ids = [...new Set([...before.keys(), ...after.keys()])].toSorted();
  for (const id of ids) {
    const own = rules.filter(({ frameworks }) => frameworks.checkov?.includes(id)).map((rule) => rule.id);
    const fails = (failing: ReadonlySet<string>) =>
      own.length === 0 ? "" : own.some((rule) => failing.has(rule)) ? "fails" : "passes";
    table.push([
      id,
      before.get(id) ?? 0,
      after.get(id) ?? 0,
      own.join(", ") || "none",
      fails(ours.before),
      fails(ours.after),
    ]);
  }
  const sum = (counts: ReadonlyMap<string, number>) =>
    [...counts.values()].reduce((total, count) => total + count, 0);
  return [
    table.toString(),
    `checks that fail: compliant ${before.size} (${sum(before)} findings), broken ${after.size} (${sum(after)})`,
    `our rules that fail: compliant ${ours.before.size}, broken ${ours.after.size} of ${rules.length}`,
  ].join("\n");
}

function failuresOf(answers: readonly CheckovAnswer[]): ReadonlyMap<string, number> {
  const failed = Map.groupBy(
    answers.filter((answer) => answer.failed),
    (answer) => answer.check_id,
  );
  return new Map([...failed].map(([id, own]) => [id, own.length]));
}

function rulesThatFail(graph: Graph): ReadonlySet<string> {
  return new Set(
    evaluate(graph)
      .filter(({ status }) => status === "failed")
      .map(({ rule }) => rule),
  );
}

function timesTable(program: string, folder: string): string {
  const ours = [
    join(ROOT, "scripts/exaform.mjs"),
    "policies",
    "--state",
    `${folder}.json`,
    "--format",
    "json",
  ];
  const runs = Array.from({ length: RUNS }, () => ({
    checkov: timed(program, checkovArguments(folder)).seconds,
    exaform: runNode(ours).seconds,
  }));
  const [checkov, exaform] = [median(runs.map((run) => run.checkov)), median(runs.map((run) => run.exaform))];
  return `cold, median of ${RUNS} in turn: Checkov ${checkov.toFixed(2)} s, exaform ${exaform.toFixed(2)} s (× ${(exaform / checkov).toFixed(2)})`;
}
