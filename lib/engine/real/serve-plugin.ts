import * as grpc from "@grpc/grpc-js";

/**
 * Serves as a plugin of the Pulumi engine: listens on loopback, and prints the port, which is how the engine finds it.
 * What `handlers` lacks is answered as not implemented. The process ends when the engine does, however that ends.
 */
export function servePlugin(
  service: grpc.ServiceDefinition,
  handlers: grpc.UntypedServiceImplementation,
): void {
  // A resource may be larger than the 4 MiB that gRPC allows by default.
  const server = new grpc.Server({ "grpc.max_receive_message_length": -1 });
  server.addService(service, handlers);
  server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
    if (error !== null) throw error;
    process.stdout.write(`${port}\n`);
  });
  // The engine holds the other end of it.
  process.stdin.on("end", () => process.exit()).resume();
}
