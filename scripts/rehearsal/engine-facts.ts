import * as z from "zod";
import type { EngineFailure, StateResource } from "../../lib/analysis/rehearsal/record.ts";
import type { EngineEvent } from "../../lib/engine/real/events.ts";

/** Source: `ResourceV3` of https://github.com/pulumi/pulumi/blob/v3.259.0/sdk/go/common/apitype/core.go */
const exported = z.object({
  deployment: z.object({
    resources: z
      .array(
        z.object({
          urn: z.string(),
          type: z.string(),
          id: z.string().default(""),
          custom: z.boolean(),
          protect: z.boolean().default(false),
        }),
      )
      .nullish(),
  }),
});

/** The resources of Azure in what `pulumi stack export` printed, those that wait for their deletion among them. */
export function stateResourcesOf(json: unknown): StateResource[] {
  const { resources } = exported.parse(json).deployment;
  return (resources ?? [])
    .filter(({ custom, type, id }) => custom && id !== "" && !type.startsWith("pulumi:"))
    .map(({ urn, id, protect }) => ({ urn, id, protect }));
}

/**
 * Why a run failed: what was said about resources whose operation failed for good, or else every error. What an error hook
 * cured is not among it.
 */
export function failuresOf(events: readonly EngineEvent[]): EngineFailure[] {
  const failed = new Set(events.map(({ resOpFailedEvent }) => resOpFailedEvent?.metadata.urn));
  const errors = events
    .map(({ diagnosticEvent }) => diagnosticEvent)
    .filter((diagnostic) => diagnostic?.severity === "error")
    .filter((diagnostic) => diagnostic !== undefined);
  const own = errors.filter(({ urn }) => failed.has(urn));
  const last = new Map((own.length > 0 ? own : errors).map((error) => [error.urn || error.message, error]));
  return [...last.values()].map(({ urn, message }) => ({
    ...(urn !== "" && { urn }),
    message: plain(message),
  }));
}

/** Without the escapes with which the engine colours, and its line breaks at the ends. */
function plain(message: string): string {
  return message.replace(/<\{%[^%]*%\}>/g, "").trim();
}
