export { loadPlan, planCodes, planTitles, type PlanCode } from './plan-registry.ts';
export {
  planCells,
  type PlanColumn,
  type PlanRow,
  type PlanTemplate,
  type PlanWarning,
} from './plan-template.ts';
