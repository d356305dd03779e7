import { httpCall } from "./http-call.ts";

/** Who waits, and until when at most. */
export interface Waiting {
  /** Virtual seconds. */
  readonly seconds: number;
  /** URN of the resource whose operation waits. @default - not known: any of the operations at work */
  readonly urn?: string;
  /** Aborting it ends the wait. @default - none */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Waits on the virtual clock of a simulated Azure.
 *
 * @param url of the simulated Azure.
 * @throws Error where the wait was aborted, or where the clock is gone.
 */
export async function waitOnClock(url: string, { seconds, urn, signal }: Waiting): Promise<void> {
  const body = { seconds, ...(urn !== undefined && { urn }) };
  const { status, text } = await httpCall(new URL("/clock/waits", url), { method: "POST", body, signal });
  if (status >= 300) throw new Error(`the virtual clock refused a wait of ${seconds} s: ${status} ${text}`);
}
