import * as grpc from "@grpc/grpc-js";
import eventsGrpc, { type IEventsServer } from "@pulumi/pulumi/proto/events_grpc_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import { type EngineEvent, eventOf } from "./events.ts";

/** Where the Pulumi CLI sends what the engine reports, as it happens. */
export interface EventStream {
  /** What to give to the CLI as `--event-log`. */
  readonly address: string;
  /** What has arrived so far. */
  readonly events: readonly EngineEvent[];
  /** Stops listening, after the CLI has ended. */
  close(): Promise<void>;
}

/**
 * Listens on loopback for the events of one run of the CLI.
 *
 * @param onEvent called with each event as soon as it arrives; the engine does not wait for it. What it throws, `close` throws.
 */
export async function listenForEvents(onEvent: (event: EngineEvent) => void): Promise<EventStream> {
  const events: EngineEvent[] = [];
  const failures: unknown[] = [];
  const streams: Promise<void>[] = [];
  const streamEvents: IEventsServer["streamEvents"] = (call, callback) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    streams.push(promise);
    call.on("data", (request) => {
      try {
        const event = eventOf(request.getEvent());
        events.push(event);
        onEvent(event);
      } catch (error) {
        failures.push(error);
      }
    });
    call.once("end", () => callback(null, new empty.Empty()));
    // Also where the CLI was killed.
    call.once("close", resolve);
  };
  // The event of a resource with its state may be larger than the 4 MiB that gRPC allows by default.
  const server = new grpc.Server({ "grpc.max_receive_message_length": -1 });
  server.addService(eventsGrpc.EventsService, { streamEvents });
  const port = await bind(server);
  return {
    address: `tcp://127.0.0.1:${port}`,
    events,
    async close() {
      server.forceShutdown();
      await Promise.all(streams);
      if (failures.length > 0) throw failures[0];
    },
  };
}

function bind(server: grpc.Server): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) =>
    error === null ? resolve(port) : reject(error),
  );
  return promise;
}
