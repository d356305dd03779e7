import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import * as z from "zod";

/** A step of the plan for one resource: `create`, `same`, `update`, `delete-replaced` … */
const step = z.object({ op: z.string(), urn: z.string(), type: z.string().default("") });

/**
 * What the Pulumi engine reports while it works. Only what is read here is described.
 * Source: `EngineEvent` of https://github.com/pulumi/pulumi/blob/v3.259.0/sdk/go/common/apitype/events.go
 */
const engineEvent = z.object({
  /** What the engine, a provider or the program says; `urn` is that of the resource it is about, empty where there is none. */
  diagnosticEvent: z
    .object({ urn: z.string().default(""), severity: z.string(), message: z.string() })
    .optional(),
  policyEvent: z
    .object({
      policyPackName: z.string(),
      policyName: z.string(),
      enforcementLevel: z.enum(["advisory", "mandatory", "remediate"]),
      resourceUrn: z.string().default(""),
      message: z.string(),
    })
    .optional(),
  /** A step begins; `planning`: in the preview before an update. */
  resourcePreEvent: z.object({ metadata: step, planning: z.boolean().default(false) }).optional(),
  /** A step has succeeded. */
  resOutputsEvent: z.object({ metadata: step, planning: z.boolean().default(false) }).optional(),
  /** A step has failed for good: no error hook tries it again. */
  resOpFailedEvent: z.object({ metadata: step }).optional(),
  /** The run is over. A run that did not get as far has none. */
  summaryEvent: z
    .object({
      /** How many resources each operation was for. */
      resourceChanges: z
        .record(z.string(), z.number())
        .nullish()
        .transform((changes) => changes ?? {}),
      /** Whether this was the preview that comes before an update. */
      isPreview: z.boolean().default(false),
    })
    .optional(),
});

/** See {@link readEvents}. */
export type EngineEvent = z.infer<typeof engineEvent>;

/** What a policy of a pack found wrong with a resource. */
export interface Violation {
  /** Name of the pack. */
  readonly pack: string;
  /** Name of the policy. */
  readonly policy: string;
  readonly enforcement: "advisory" | "mandatory" | "remediate";
  /** URN of the resource; empty where the policy named none. */
  readonly urn: string;
  readonly message: string;
}

/**
 * Reads the file that `--event-log` of the Pulumi CLI writes, one event a line.
 *
 * @returns none where the CLI ended before the engine began.
 */
export async function readEvents(file: string): Promise<EngineEvent[]> {
  if (!existsSync(file)) return [];
  // What follows the last line break is empty, or was cut off when the CLI was killed.
  const lines = (await readFile(file, "utf8")).split("\n").slice(0, -1);
  return lines.map(eventOf);
}

/** An event from one line of an event log. */
export function eventOf(line: string): EngineEvent {
  return engineEvent.parse(JSON.parse(line));
}

/** The errors among the events, as Pulumi shows them. */
export function errorsIn(events: readonly EngineEvent[]): string[] {
  const diagnostics = events.map((event) => event.diagnosticEvent).filter((found) => found !== undefined);
  return diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message.trim());
}

/** The policy violations among the events. */
export function violationsIn(events: readonly EngineEvent[]): Violation[] {
  const reported = events.map((event) => event.policyEvent).filter((found) => found !== undefined);
  return reported.map((event) => ({
    pack: event.policyPackName,
    policy: event.policyName,
    enforcement: event.enforcementLevel,
    urn: event.resourceUrn,
    message: event.message.trim(),
  }));
}
