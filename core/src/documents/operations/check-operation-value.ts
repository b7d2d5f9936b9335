import type { DocumentKindName } from '../../access/rights/document-record.ts';
import type { ResolvedOperation } from '../../access/rights/operation.ts';
import type { Refusal, Result } from '../../kernel/index.ts';
import { checkOperation } from './check-operation.ts';
import { documentSchemas } from '../kind/schemas.ts';

/**
 * Whether the schema of a kind allows an operation, whoever makes it. Refuses
 * `change-unresolvable` for a path it does not know and `value-invalid` for the rest. Fixed
 * changes are not judged here but by their hash.
 */
export const checkOperationValue = (
  name: DocumentKindName,
  operation: ResolvedOperation,
): Result<void, Refusal> => checkOperation(documentSchemas[name], operation);
