import * as z from "zod";
import type { Precondition } from "../analysis/preconditions.ts";
import type { Check } from "../preflight/check.ts";
import { type Immutable, isoDate } from "./model/common.ts";
import { type Cell, paragraph, type Section, type Table, type Tone, table } from "./section.ts";

const checkModel = z.strictObject({
  id: z.string().meta({ description: "Stable key." }),
  topic: z.enum([
    "input",
    "quota",
    "size",
    "feature",
    "provider",
    "name",
    "rights",
    "object",
    "network watcher",
  ]),
  needed: z.string().meta({ description: "What must be true." }),
  status: z
    .enum(["ok", "failed", "unknown"])
    .meta({ description: "ok only where Azure answered; without permission or answer, unknown." }),
  reason: z.string(),
  todo: z
    .string()
    .nullable()
    .meta({ description: "A command, or whom to ask; null where there is nothing to do." }),
  evidence: z
    .array(z.string())
    .meta({ description: "Requests to Azure Resource Manager whose answers decided it." }),
});

const preflightModel = z
  .strictObject({
    project: z.string(),
    stack: z.string(),
    asOf: isoDate,
    subscriptionId: z.string(),
    azure: z.strictObject({
      simulated: z.boolean(),
      endpoint: z
        .string()
        .meta({ description: "Whom it asked: an address, or the file of a simulated Azure." }),
      assumptions: z
        .array(z.string())
        .meta({ description: "What a simulated Azure takes for granted because its file does not say it." }),
    }),
    summary: z.strictObject({ ok: z.int(), failed: z.int(), unknown: z.int() }),
    checks: z.array(checkModel),
    unaskable: z
      .array(z.strictObject({ id: z.string(), kind: z.string(), needed: z.string(), check: z.string() }))
      .meta({ description: "Preconditions that no request to Azure answers." }),
  })
  .meta({
    title: "exaform preflight",
    description: "What a subscription says of everything that a stack needs of it before pulumi up.",
  });

/** What a preflight found, as data. */
export type PreflightDocument = Immutable<z.output<typeof preflightModel>>;

/** What a document is made from. */
export interface PreflightInput
  extends Pick<PreflightDocument, "project" | "stack" | "asOf" | "subscriptionId" | "azure"> {
  readonly checks: readonly Check[];
  /** Preconditions that no request answers. */
  readonly unaskable: readonly Precondition[];
}

/** The document of a preflight. */
export function preflightDocument({ checks, unaskable, ...head }: PreflightInput): PreflightDocument {
  const count = (status: Check["status"]): number => checks.filter((check) => check.status === status).length;
  return {
    project: head.project,
    stack: head.stack,
    asOf: head.asOf,
    subscriptionId: head.subscriptionId,
    azure: head.azure,
    summary: { ok: count("ok"), failed: count("failed"), unknown: count("unknown") },
    checks: checks.map(({ id, topic, needed, status, reason, todo = null, evidence }) => ({
      id,
      topic,
      needed,
      status,
      reason,
      todo,
      evidence,
    })),
    unaskable: unaskable.map(({ id, kind, needed, check }) => ({ id, kind, needed, check })),
  };
}

/** JSON Schema of the document. */
export function preflightSchema(): object {
  return z.toJSONSchema(preflightModel);
}

/** The line above a preflight's report. */
export function preflightTitle({ project, stack, asOf, azure }: PreflightDocument): string {
  const whom = azure.simulated ? `simulated Azure of ${azure.endpoint}` : azure.endpoint;
  return `${project} · ${stack} · preflight of ${whom} · as of ${asOf}`;
}

/** Everything that a report for people says: what is wrong first. */
export function preflightSections(document: PreflightDocument): Section[] {
  const of = (status: Check["status"]) => document.checks.filter((check) => check.status === status);
  return [
    summarySection(document),
    ...openSection("Failed", of("failed"), "bad"),
    ...openSection("Unknown: Azure did not say", of("unknown"), "caution"),
    ...okSection(of("ok")),
    ...unaskableSection(document),
  ];
}

function summarySection({ summary, azure, subscriptionId }: PreflightDocument): Section {
  const { ok, failed, unknown } = summary;
  const tone: Tone = failed > 0 ? "bad" : unknown > 0 ? "caution" : "good";
  const blocks = [
    paragraph(`subscription ${subscriptionId}: ${failed} failed, ${unknown} unknown, ${ok} ok`, tone),
    ...(unknown > 0 ? [paragraph("unknown is not ok: no answer came that decides it", "caution")] : []),
    ...(azure.assumptions.length > 0
      ? [paragraph(`taken for granted by the simulation: ${azure.assumptions.join("; ")}`, "quiet")]
      : []),
  ];
  return { title: "Preflight", blocks };
}

type Row = PreflightDocument["checks"][number];

function openSection(title: string, checks: readonly Row[], tone: Tone): Section[] {
  if (checks.length === 0) return [];
  const columns = [
    { head: "about" },
    { head: "needed", flexible: true },
    { head: "found, and what to do", flexible: true },
  ];
  const same = Map.groupBy(checks, ({ topic, reason, todo }) => JSON.stringify([topic, reason, todo]));
  const rows = [...same.values()].flatMap((alike): Cell[][] => {
    const [first] = alike;
    if (first === undefined) return [];
    const { topic, reason, todo } = first;
    return [[{ text: topic, tone }, neededText(alike), todo === null ? reason : `${reason}\n→ ${todo}`]];
  });
  const note = "The JSON report has the requests that each row rests on.";
  return [{ title, blocks: [table(columns, rows), paragraph(note, "quiet")] }];
}

/** So many things of one kind are listed; more are only counted, the JSON report has them. */
const LISTED = 5;

/** What has one answer in common. */
function neededText(checks: readonly Row[]): string {
  const rest = checks.length - LISTED;
  const shown = checks.slice(0, LISTED).map(({ needed }) => needed);
  return [...shown, ...(rest > 0 ? [`and ${rest} more`] : [])].join("\n");
}

function okSection(checks: readonly Row[]): Section[] {
  if (checks.length === 0) return [];
  const columns: Table["columns"] = [
    { head: "about" },
    { head: "needed", flexible: true },
    { head: "found", flexible: true },
  ];
  const rows = [...Map.groupBy(checks, ({ topic }) => topic)].flatMap(([topic, same]): Cell[][] => {
    const about: Cell = { text: topic, tone: "good" };
    return same.length > LISTED
      ? [[about, `${same.length} things`, "all in order; the JSON report lists them"]]
      : same.map(({ needed, reason }) => [about, needed, reason]);
  });
  return [{ title: "In order", blocks: [table(columns, rows)], folded: true }];
}

function unaskableSection({ unaskable }: PreflightDocument): Section[] {
  if (unaskable.length === 0) return [];
  const columns = [
    { head: "kind" },
    { head: "needed", flexible: true },
    { head: "how to know", flexible: true },
  ];
  const rows = unaskable.map(({ kind, needed, check }): Cell[] => [
    { text: kind, tone: "caution" },
    needed,
    check,
  ]);
  return [{ title: "What no request to Azure answers", blocks: [table(columns, rows)], folded: true }];
}
