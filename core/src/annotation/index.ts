export { gridAddressSchema, type GridAddress } from './grid-address.ts';
export { pageScopeSchema, type PageScope } from './page-scope.ts';
