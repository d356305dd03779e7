export type { EndpointPlace, PrivateEndpointArgs } from "./private-endpoint.args.ts";
export { PrivateEndpoint } from "./private-endpoint.ts";
