export { documentKinds, type DocumentKindName } from '../access/rights/document-record.ts';
export type {
  Field,
  JsonField,
  MapField,
  OptionalField,
  RecordField,
  ScalarField,
  TextField,
  ValueOf,
} from './fields/field.ts';
export { documentSchemas, type StoredValue } from './kind/schemas.ts';
export { sizeLimit } from './kind/size-limit.ts';
