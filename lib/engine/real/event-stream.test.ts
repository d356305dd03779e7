import * as grpc from "@grpc/grpc-js";
import eventsGrpc from "@pulumi/pulumi/proto/events_grpc_pb.js";
import eventsProto from "@pulumi/pulumi/proto/events_pb.js";
import { expect, test } from "vitest";
import { listenForEvents } from "./event-stream.ts";
import type { EngineEvent } from "./events.ts";

/** Sends as the CLI does; resolves when all was received. */
async function send(address: string, lines: readonly string[]): Promise<void> {
  const target = address.replace("tcp://", "");
  const client = new eventsGrpc.EventsClient(target, grpc.credentials.createInsecure());
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const call = client.streamEvents((error) => (error === null ? resolve() : reject(error)));
  for (const line of lines) call.write(new eventsProto.EventRequest().setEvent(line));
  call.end();
  await promise.finally(() => client.close());
}

const begun = (urn: string) => ({
  resourcePreEvent: { metadata: { op: "create", urn, type: "t" }, planning: false },
});

test("events are told as they arrive, those of a preview before those of its update", async () => {
  const told: EngineEvent[] = [];
  const stream = await listenForEvents((event) => told.push(event));
  await send(stream.address, [`${JSON.stringify(begun("urn:a"))}\n`]);
  expect(told).toEqual([begun("urn:a")]);
  await send(stream.address, [`${JSON.stringify(begun("urn:b"))}\n`]);
  await stream.close();
  expect(stream.events).toEqual([begun("urn:a"), begun("urn:b")]);
  expect(told).toEqual(stream.events);
});

test("an event larger than gRPC's default limit arrives", async () => {
  const stream = await listenForEvents(() => {});
  const message = "x".repeat(5 * 2 ** 20);
  await send(stream.address, [JSON.stringify({ diagnosticEvent: { severity: "info", message } })]);
  await stream.close();
  expect(stream.events[0]?.diagnosticEvent?.message).toHaveLength(message.length);
});

test("what the listener throws is thrown when the run is over, and the run goes on", async () => {
  const stream = await listenForEvents(({ resourcePreEvent }) => {
    if (resourcePreEvent?.metadata.urn === "urn:a") throw new Error("a wrench");
  });
  await send(stream.address, [JSON.stringify(begun("urn:a")), JSON.stringify(begun("urn:b"))]);
  expect(stream.events).toHaveLength(2);
  await expect(stream.close()).rejects.toThrow("a wrench");
});
