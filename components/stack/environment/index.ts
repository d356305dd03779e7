export type { Declared, EnvironmentArgs } from "./environment.args.ts";
export { Environment } from "./environment.ts";
