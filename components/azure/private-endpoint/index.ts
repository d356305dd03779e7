export { EndpointQueue } from "./endpoint-queue.ts";
export type { EndpointPlace, PrivateEndpointArgs } from "./private-endpoint.args.ts";
export { PrivateEndpoint } from "./private-endpoint.ts";
