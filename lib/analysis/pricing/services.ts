export { serviceOf } from "../../../catalog/services.ts";
