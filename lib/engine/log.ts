import engineProto, { type LogRequest } from "@pulumi/pulumi/proto/engine_pb.js";
import emptyProto, { type Empty } from "google-protobuf/google/protobuf/empty_pb.js";
import type { ConfigSecrets } from "./config-secrets.ts";
import { refusal } from "./refusal.ts";

/** What a program says through `pulumi.log`. */
export interface LogMessage {
  readonly severity: "info" | "warning" | "error";
  readonly text: string;
  /** The resource that it is about. */
  readonly urn?: string;
}

type Callback<T> = (error: Error | null, response?: T) => void;

const SEVERITIES: Readonly<Record<number, LogMessage["severity"]>> = {
  [engineProto.LogSeverity.INFO]: "info",
  [engineProto.LogSeverity.WARNING]: "warning",
  [engineProto.LogSeverity.ERROR]: "error",
};

/** The engine of a preview, as far as programs use it: it takes their messages. Debug messages, mostly the SDK's own, are dropped. */
export class EngineLog {
  readonly #errors: string[] = [];
  readonly #secrets: ConfigSecrets;
  readonly #onLog: ((message: LogMessage) => void) | undefined;

  /** @param secrets what no message may show: one that contains it is hidden as a whole. */
  constructor(secrets: ConfigSecrets, onLog: ((message: LogMessage) => void) | undefined) {
    this.#secrets = secrets;
    this.#onLog = onLog;
  }

  log(request: LogRequest, callback: Callback<Empty>): void {
    const severity = SEVERITIES[request.getSeverity()];
    if (severity !== undefined) {
      const [message, urn] = [request.getMessage(), request.getUrn()];
      const text = this.#secrets.isIn(message) ? "(a message that contains a secret)" : message;
      if (severity === "error") this.#errors.push(text);
      this.#onLog?.({ severity, text, ...(urn !== "" && { urn }) });
    }
    callback(null, new emptyProto.Empty());
  }

  setRootResource(_request: unknown, callback: Callback<unknown>): void {
    callback(null, new engineProto.SetRootResourceResponse());
  }

  /** Versions of the CLI: there is none here, so none is too old. */
  requirePulumiVersion(_request: unknown, callback: Callback<unknown>): void {
    callback(null, new engineProto.RequirePulumiVersionResponse());
  }

  /** Pulumi fails a run in which the program logged an error. */
  throwErrors(): void {
    if (this.#errors.length > 0)
      throw refusal("pulumi.log.error", this.#errors.join("; "), "correct what it says");
  }
}
