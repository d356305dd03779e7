import type * as pulumi from "@pulumi/pulumi";

/**
 * The endpoints of one subnet, in the order in which they are declared. Azure refuses two that join a subnet at the same time, so
 * each waits for the one before: declare first what others wait for longest.
 */
export class EndpointQueue {
  #last: pulumi.Resource | undefined;

  /** What the next endpoint waits for: nothing, or the one before. */
  get last(): readonly pulumi.Resource[] {
    return this.#last === undefined ? [] : [this.#last];
  }

  /** Says which endpoint is now the last. */
  join(endpoint: pulumi.Resource): void {
    this.#last = endpoint;
  }
}
