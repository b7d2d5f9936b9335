import { z } from 'zod';

/** A selector as far as anything of it is used; a refinement stands beside what it refines. */
const selectorSchema = z.object({
  type: z.string().catch(''),
  value: z.string().optional().catch(undefined),
  conformsTo: z.string().optional().catch(undefined),
  exact: z.string().optional().catch(undefined),
  prefix: z.string().optional().catch(undefined),
  suffix: z.string().optional().catch(undefined),
  refinedBy: z
    .object({
      start: z.int().min(0).optional().catch(undefined),
      end: z.int().min(0).optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
});

export type ReadSelector = z.infer<typeof selectorSchema>;

/** What an import takes from an annotation, whatever form of the standard it came in. */
export interface ReadAnnotation {
  readonly id: string;
  readonly generator: string | undefined;
  readonly createdAtMs: number | undefined;
  /** Texts of all commenting bodies, one under another. */
  readonly text: string;
  /** Sources of bodies that link. */
  readonly links: readonly string[];
  readonly source: string | undefined;
  readonly selectors: readonly ReadSelector[];
}

const recordSchema = z.record(z.string(), z.unknown());
type Fields = z.infer<typeof recordSchema>;

const maxItems = 50;

/** One or many: the standard lets a single value stand without its list. */
const listOf = (value: unknown): readonly unknown[] =>
  (Array.isArray(value) ? (value as readonly unknown[]) : value === undefined ? [] : [value]).slice(
    0,
    maxItems,
  );

const fieldsOf = (value: unknown): Fields | undefined => recordSchema.safeParse(value).data;
const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined;
const hasType = (fields: Fields, type: string): boolean =>
  listOf(fields['type']).some((one) => one === type);

/** The annotations of a collection, a page, a list, or the one there is. */
export function readItems(json: unknown): readonly unknown[] | undefined {
  if (Array.isArray(json)) return json as readonly unknown[];
  const fields = fieldsOf(json);
  if (!fields) return undefined;
  if (hasType(fields, 'Annotation')) return [fields];
  const isCollection = hasType(fields, 'AnnotationCollection');
  if (isCollection && fields['first'] === undefined) return [];
  const page = isCollection ? fieldsOf(fields['first']) : fields;
  if (!page || !hasType(page, 'AnnotationPage')) return undefined;
  const items: unknown = page['items'];
  return Array.isArray(items) ? (items as readonly unknown[]) : undefined;
}

/** `undefined` for what is not an annotation with an id and a target. */
export function readAnnotation(item: unknown): ReadAnnotation | undefined {
  const fields = fieldsOf(item);
  const id = textOf(fields?.['id']);
  if (!fields || id === undefined || !hasType(fields, 'Annotation')) return undefined;
  const [target] = listOf(fields['target']);
  if (target === undefined) return undefined;
  const bodies = listOf(fields['body']);
  const direct = textOf(fields['bodyValue']);
  const texts = direct === undefined ? bodies.flatMap(commentOf) : [direct];
  const created = Date.parse(textOf(fields['created']) ?? '');
  const place = fieldsOf(target);
  return {
    id,
    generator: textOf(fieldsOf(fields['generator'])?.['id']) ?? textOf(fields['generator']),
    createdAtMs: Number.isFinite(created) && created >= 0 ? created : undefined,
    text: texts.join('\n\n'),
    links: bodies.flatMap((body) => textOf(fieldsOf(body)?.['source']) ?? []),
    source: textOf(target) ?? textOf(place?.['source']) ?? textOf(place?.['id']),
    selectors: listOf(place?.['selector']).flatMap(
      (one) => selectorSchema.safeParse(one).data ?? [],
    ),
  };
}

/** A body that says something in plain words; a tag is no comment. */
function commentOf(body: unknown): readonly string[] {
  const fields = fieldsOf(body);
  const value = textOf(fields?.['value']);
  if (!fields || value === undefined || fields['purpose'] === 'tagging') return [];
  const format = textOf(fields['format']) ?? 'text/plain';
  return format === 'text/plain' || format === 'text/markdown' ? [value] : [];
}
