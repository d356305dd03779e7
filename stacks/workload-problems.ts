import { publishedModelOf, publishedModels } from "../catalog/models.ts";
import { gather, type Problem } from "../lib/planning/problem.ts";
import { suggest } from "../lib/planning/suggest.ts";
import { resolveModel } from "../lib/planning/training/index.ts";
import type { DeclaredWorkload } from "../lib/planning/workload.ts";
import { ENVIRONMENT_PATH } from "./check-environment.ts";

/** What is wrong with workloads beyond what each field allows by itself. */
export function workloadProblems(workloads: readonly DeclaredWorkload[]): Problem[] {
  const names = workloads.map(({ name }) => name);
  return workloads.flatMap((workload, index) => {
    const path = `${ENVIRONMENT_PATH}.workloads[${index}]`;
    const twice = names.indexOf(workload.name) < index;
    const again: Problem = {
      path: `${path}.name`,
      value: workload.name,
      message: "stands here twice",
      fix: "give each workload a name of its own",
    };
    return [...(twice ? [again] : []), ...modelProblems(workload, path), ...batchProblems(workload, path)];
  });
}

function modelProblems({ model, shape }: DeclaredWorkload, path: string): Problem[] {
  if (model === undefined && shape === undefined) {
    const message = "missing: a model of the catalogue, or shape, is required";
    return [{ path: `${path}.model`, value: undefined, message, fix: "write for example GPT-3 175B" }];
  }
  if (model !== undefined && shape !== undefined) {
    const message = "shape stands beside it: two models are two workloads";
    return [{ path: `${path}.model`, value: model, message, fix: "keep one of the two" }];
  }
  if (shape !== undefined) {
    const problems: Problem[] = [];
    gather(problems, () => resolveModel({ name: "shape", ...shape }, `${path}.shape`));
    return problems;
  }
  return model === undefined || publishedModelOf(model) !== undefined ? [] : [unknownModel(model, path)];
}

function unknownModel(model: string, path: string): Problem {
  const names = publishedModels.map(({ name }) => name);
  const meant = suggest(model, names);
  return {
    path: `${path}.model`,
    value: model,
    message: `unknown model; the catalogue has ${names.join(", ")}`,
    fix: meant === undefined ? "give its shape instead" : `write ${meant}, or give its shape instead`,
  };
}

function batchProblems({ layout, globalBatch }: DeclaredWorkload, path: string): Problem[] {
  if (layout === undefined || globalBatch % layout.microbatch === 0) return [];
  const message = `must be a multiple of layout.microbatch (${layout.microbatch})`;
  const nearest = Math.max(1, Math.round(globalBatch / layout.microbatch)) * layout.microbatch;
  return [{ path: `${path}.globalBatch`, value: globalBatch, message, fix: `write ${nearest}` }];
}
