export { Environment, type EnvironmentArgs } from "./environment/index.ts";
