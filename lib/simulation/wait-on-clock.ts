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

/** Waits of this process so far: with its number, a wait has a name of its own. */
let waits = 0;

/**
 * Waits on the virtual clock of a simulated Azure. An aborted wait is over when the clock has agreed: until then it would
 * go on in the belief that somebody waits.
 *
 * @param url of the simulated Azure.
 * @throws Error where the wait was aborted, or where the clock is gone.
 */
export async function waitOnClock(url: string, { seconds, urn, signal }: Waiting): Promise<void> {
  waits += 1;
  const wait = new URL(`/clock/waits/${process.pid}-${waits}`, url);
  const cancel = (): void => void httpCall(wait, { method: "DELETE" }).catch(() => {});
  const body = { seconds, ...(urn !== undefined && { urn }) };
  signal?.addEventListener("abort", cancel, { once: true });
  try {
    const { status, text } = await httpCall(wait, { method: "PUT", body });
    signal?.throwIfAborted();
    if (status >= 300) throw new Error(`the virtual clock refused a wait of ${seconds} s: ${status} ${text}`);
  } finally {
    signal?.removeEventListener("abort", cancel);
  }
}
