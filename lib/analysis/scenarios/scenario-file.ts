import * as z from "zod";
import { currencyCode } from "../../../catalog/currency.ts";
import { priceUnits } from "../../../catalog/price.ts";
import type { PriceBook } from "../../../catalog/price-book.ts";
import { type CheckedFile, checkFile, type FileKind, fileText } from "../../planning/checked-file.ts";
import { priceTerms } from "../pricing/terms.ts";
import { exchangedBook, exchangeNote } from "./exchange.ts";
import { type Scenario, usageLevels } from "./scenario.ts";
import { HOURS_PER_WEEK, type Schedule } from "./schedule.ts";

const NUMBER = /^\d{1,12}(\.\d{1,12})?$/;

/** A number as the file writes it, with or without quotes. */
function number(least: number, most: number) {
  return z
    .string()
    .regex(NUMBER, { error: "must be a plain decimal number", abort: true })
    .transform(Number)
    .refine((value) => value >= least && value <= most, `must be ${least} to ${most}`);
}

const words = z.string().min(1).max(300);
const pattern = z.string().min(1).max(200);

const time = z
  .string()
  .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, "must be a time of the day, 00:00 to 24:00");

const days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;

const schedule = z
  .strictObject({
    pools: pattern.meta({ description: "Names of node pools; * stands for any text." }),
    hoursPerWeek: number(0, HOURS_PER_WEEK)
      .exactOptional()
      .meta({ description: "Hours of a week in which the nodes run, in place of days and times." }),
    days: z.array(z.enum(days)).min(1).exactOptional().meta({ description: "Days on which they run." }),
    from: time.default("00:00").meta({ description: "When they start on each of these days." }),
    to: time.default("24:00").meta({ description: "When they stop on the same day." }),
  })
  .refine(({ hoursPerWeek, days }) => (hoursPerWeek === undefined) !== (days === undefined), {
    error: "must have hoursPerWeek or days, and not both",
  })
  .refine(({ days = [] }) => new Set(days).size === days.length, {
    error: "must not name a day twice",
    path: ["days"],
  })
  .refine(({ from, to }) => from < to, { error: "must be later than from", path: ["to"] })
  .transform(scheduleOf);

const usage = z
  .strictObject({
    resource: pattern.exactOptional().meta({
      description: "Logical name of the resource; * stands for any text. @default - each that has the item",
    }),
    priceItem: words.meta({ description: "Key of the price: blob/hot/ZRS." }),
    unit: z.enum(priceUnits).meta({ description: "What the amounts count: the unit of the price." }),
    low: number(0, 1e12).meta({ description: "Least amount of a month, of each such resource." }),
    expected: number(0, 1e12).meta({ description: "Expected amount." }),
    high: number(0, 1e12).meta({ description: "Greatest amount." }),
  })
  .refine(({ low, expected }) => low <= expected, { error: "must be at least low", path: ["expected"] })
  .refine(({ expected, high }) => expected <= high, { error: "must be at least expected", path: ["high"] });

const scenario = z.strictObject({
  name: words.meta({ description: "Name of the scenario." }),
  prices: z
    .array(words)
    .default([])
    .meta({ description: "Price files, as --prices takes them; their paths start from this file." }),
  exchangeRate: z
    .strictObject({
      currency: currencyCode,
      rate: z.string().regex(NUMBER, "must be a plain decimal number"),
      asOf: z.iso.date(),
      source: words,
    })
    .exactOptional()
    .meta({ description: "Shows the amounts in another currency at this rate." }),
  compute: z
    .array(
      z.strictObject({
        match: pattern.meta({ description: "A cost group, or an item with * for any text: `pool h1: *`." }),
        term: z.enum(priceTerms).meta({ description: "On what conditions it is bought." }),
      }),
    )
    .default([])
    .meta({ description: "The first that matches decides; the rest is bought as the program declares it." }),
  usage: z.enum(usageLevels).default("expected").meta({
    description: "Which amounts hold, and which bound of autoscaled pools.",
  }),
  schedule: z.array(schedule).default([]).meta({ description: "When node pools run; others always do." }),
  spot: z
    .strictObject({
      evictionsPer1000NodeDays: number(0, 1e6)
        .exactOptional()
        .meta({ description: "How often nodes are taken away. No source gives it." }),
      jobNodes: number(1, 1e5)
        .exactOptional()
        .meta({ description: "Nodes of the job that one eviction stops. @default - all GPU nodes" }),
      checkpointWriteSeconds: number(1, 86_400).meta({
        description: "Time that writing a checkpoint takes.",
      }),
      restartSeconds: number(0, 86_400).meta({
        description: "Time from an eviction until training goes on from the last checkpoint.",
      }),
    })
    .exactOptional()
    .meta({ description: "What an eviction costs the job." }),
});

/** A file of scenarios. */
const scenarioFileModel = z
  .strictObject({
    $schema: z.string().exactOptional(),
    scenarios: z.array(scenario).min(1).max(50),
    usage: z
      .array(usage)
      .max(1000)
      .default([])
      .meta({ description: "How much is used of what is paid by use." }),
  })
  .refine(({ scenarios }) => new Set(scenarios.map(({ name }) => name)).size === scenarios.length, {
    error: "must not have two of one name",
    path: ["scenarios"],
  });

/** What a scenario file says, with its defaults. */
export type ScenarioFile = z.output<typeof scenarioFileModel>;

const SCENARIO_FILE: FileKind<ScenarioFile> = {
  name: "a scenario file",
  maxBytes: 1024 * 1024,
  model: scenarioFileModel,
  fixes: {
    scenarios: "write a list of scenarios, each with a name of its own",
    usage: "write low, expected or high; at the top, a list of amounts",
    name: "write a name",
    prices: "write a list of price files",
    exchangeRate: "write { currency: EUR, rate: 0.92, asOf: 2026-11-22, source: who says so }",
    currency: "write for example EUR",
    rate: "write what one unit of the prices' currency is, for example 0.92",
    asOf: "write for example 2026-11-22",
    source: "say where it was read",
    compute: "write for example [{ match: GPU compute, term: spot }]",
    match: "write a cost group or an item",
    term: "write one of these",
    schedule: 'write for example [{ pools: "*", days: [Monday, Friday], from: "08:00", to: "18:00" }]',
    pools: "write names of pools, * for any text",
    hoursPerWeek: "write 0 to 168",
    days: "write days of the week, each once",
    from: 'write for example "08:00"',
    to: 'write for example "18:00"',
    spot: "write { checkpointWriteSeconds: 60, restartSeconds: 600 }",
    evictionsPer1000NodeDays: "write a number, or leave it out",
    jobNodes: "write a number of nodes, or leave it out",
    checkpointWriteSeconds: "write a number of seconds, at least 1",
    restartSeconds: "write a number of seconds",
    resource: "write a resource's logical name, or leave it out",
    priceItem: "write a price's key, for example blob/hot/ZRS",
    unit: "write the unit of the price",
    low: "write the least amount of a month",
    expected: "write an amount between low and high",
    high: "write the greatest amount of a month",
  },
  example: `scenarios:
  - name: spot at night only
    compute: [{ match: GPU compute, term: spot }]
    schedule: [{ pools: "*", hoursPerWeek: 60 }]
usage:
  - { priceItem: privateEndpoint/data, unit: GB, low: 100, expected: 1000, high: 10000 }`,
};

/**
 * Reads a scenario file, YAML or JSON.
 *
 * @throws InvalidInput that lists everything that is wrong with it.
 */
export function readScenarioFile(file: string): CheckedFile<ScenarioFile> {
  return parseScenarioFile(fileText(file, SCENARIO_FILE), file);
}

/**
 * Parses the text of a scenario file.
 *
 * @param shownAs how messages name it.
 * @throws InvalidInput that lists everything that is wrong with it.
 */
export function parseScenarioFile(text: string, shownAs: string): CheckedFile<ScenarioFile> {
  return checkFile(text, shownAs, SCENARIO_FILE);
}

/**
 * The scenarios of a file.
 *
 * @param bookOf the prices of the catalogue with these price files.
 */
export function scenariosOf(file: ScenarioFile, bookOf: (files: readonly string[]) => PriceBook): Scenario[] {
  return file.scenarios.map(({ name, prices, exchangeRate, compute, usage, schedule, spot }) => {
    const book = bookOf(prices);
    return {
      name,
      prices: exchangeRate === undefined ? book : exchangedBook(book, exchangeRate),
      compute,
      usage,
      usageValues: file.usage,
      schedule,
      ...(spot !== undefined && { spot }),
      notes: exchangeRate === undefined ? [] : [exchangeNote(book.currency, exchangeRate)],
    };
  });
}

/** The JSON Schema of a scenario file. Numbers are written with or without quotes. */
export function scenarioFileSchema(): object {
  return z.toJSONSchema(scenarioFileModel, {
    io: "input",
    override: ({ jsonSchema }) => {
      if (jsonSchema.pattern !== NUMBER.source) return;
      delete jsonSchema.type;
      delete jsonSchema.pattern;
      jsonSchema.anyOf = [
        { type: "string", pattern: NUMBER.source },
        { type: "number", minimum: 0 },
      ];
    },
  });
}

interface WrittenSchedule {
  readonly pools: string;
  readonly hoursPerWeek?: number;
  readonly days?: readonly string[];
  readonly from: string;
  readonly to: string;
}

/** Hours written as such may lie on as few days as they fill. */
function scheduleOf({ pools, hoursPerWeek, days = [], from, to }: WrittenSchedule): Schedule {
  if (hoursPerWeek !== undefined) return { pools, hoursPerWeek, daysPerWeek: Math.ceil(hoursPerWeek / 24) };
  return { pools, hoursPerWeek: days.length * (hourOf(to) - hourOf(from)), daysPerWeek: days.length };
}

function hourOf(time: string): number {
  const [hour, minute] = time.split(":").map(Number);
  return (hour ?? 0) + (minute ?? 0) / 60;
}
