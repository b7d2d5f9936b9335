/**
 * The musts of the W3C Web Annotation Data Model (Recommendation of 23 February 2017) that concern
 * what we write, put as questions to a JSON value. Sections are those of the Recommendation. Returns
 * what is broken, nothing for a sound annotation.
 */
export function brokenMusts(annotation: unknown): readonly string[] {
  const fields = fieldsOf(annotation);
  if (!fields) return ['3.1 an annotation is an object'];
  const broken: string[] = [];
  const must = (holds: boolean, what: string): void => {
    if (!holds) broken.push(what);
  };
  must(
    listOf(fields['@context']).includes('http://www.w3.org/ns/anno.jsonld'),
    '3.1 one context is that of annotations',
  );
  must(isIri(fields['id']), '3.1 exactly one id, an IRI');
  must(listOf(fields['type']).includes('Annotation'), '3.1 one type is Annotation');
  must(listOf(fields['target']).length > 0, '3.1 one target or more');
  must(
    fields['bodyValue'] === undefined || fields['body'] === undefined,
    '3.2.5 no body beside bodyValue',
  );
  must(
    fields['bodyValue'] === undefined || typeof fields['bodyValue'] === 'string',
    '3.2.5 bodyValue is one string',
  );
  for (const name of ['created', 'modified', 'generated']) {
    must(
      fields[name] === undefined || isInstant(fields[name]),
      `3.3.1 ${name} is an instant in UTC`,
    );
  }
  for (const motivation of listOf(fields['motivation'])) {
    must(motivations.has(String(motivation)), '3.3.5 a motivation is of the vocabulary');
  }
  const agents = [...listOf(fields['creator']), ...listOf(fields['generator'])];
  const resources = [...listOf(fields['body']), ...listOf(fields['target'])];
  return [
    ...broken,
    ...agents.flatMap(brokenAgent),
    ...resources.flatMap((resource) => brokenResource(resource)),
  ];
}

type Fields = Readonly<Record<string, unknown>>;

const motivations = new Set(
  (
    'assessing bookmarking classifying commenting describing editing highlighting identifying ' +
    'linking moderating questioning replying tagging'
  ).split(' '),
);

const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? (value as readonly unknown[]) : value === undefined ? [] : [value];

const fieldsOf = (value: unknown): Fields | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : undefined;

const isIri = (value: unknown): boolean =>
  typeof value === 'string' && /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i.test(value);

const isInstant = (value: unknown): boolean =>
  typeof value === 'string' &&
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value) &&
  !Number.isNaN(Date.parse(value));

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0;

const isOne = (value: unknown): boolean => typeof value === 'string';

function brokenAgent(agent: unknown): readonly string[] {
  if (typeof agent === 'string') return isIri(agent) ? [] : ['3.3.2 an agent named by an IRI'];
  const fields = fieldsOf(agent);
  if (!fields) return ['3.3.2 an agent is an IRI or an object'];
  const types = ['Person', 'Organization', 'Software', undefined];
  return [
    ...(listOf(fields['type']).every((type) => types.includes(String(type))) ? [] : ['3.3.2 type']),
    ...(fields['id'] === undefined || isIri(fields['id']) ? [] : ['3.3.2 id is an IRI']),
    ...(listOf(fields['nickname']).length <= 1 ? [] : ['3.3.2 one nickname at most']),
  ];
}

function brokenResource(resource: unknown): readonly string[] {
  if (typeof resource === 'string') return isIri(resource) ? [] : ['3.2.1 a resource is an IRI'];
  const fields = fieldsOf(resource);
  if (!fields) return ['3.2 a resource is an IRI or an object'];
  const types = listOf(fields['type']);
  if (types.includes('TextualBody')) {
    return [
      ...(isOne(fields['value']) ? [] : ['3.2.4 a textual body has exactly one value, a string']),
      ...(listOf(fields['purpose']).every((one) => motivations.has(String(one)))
        ? []
        : ['3.3.5 a purpose is of the vocabulary']),
    ];
  }
  if (types.includes('SpecificResource') || fields['source'] !== undefined) {
    return brokenSpecific(fields);
  }
  return isIri(fields['id']) ? [] : ['3.2.1 an external resource has exactly one id'];
}

function brokenSpecific(fields: Fields): readonly string[] {
  const source = fields['source'];
  const isSourced = isIri(source) || isIri(fieldsOf(source)?.['id']);
  return [
    ...(isSourced ? [] : ['4.1 a specific resource has exactly one source']),
    ...listOf(fields['selector']).flatMap(brokenSelector),
    ...listOf(fields['state']).flatMap(brokenState),
  ];
}

function brokenSelector(selector: unknown): readonly string[] {
  const fields = fieldsOf(selector);
  if (!fields) return isIri(selector) ? [] : ['4.2 a selector is an IRI or an object'];
  const check = selectorChecks[String(fields['type'])];
  if (!check) return ['4.2 a selector is of a type of the standard'];
  return [...check(fields), ...listOf(fields['refinedBy']).flatMap(brokenSelector)];
}

const oneValue = (section: string, fields: Fields): readonly string[] =>
  isOne(fields['value']) ? [] : [`${section} exactly one value`];

const selectorChecks: Readonly<Record<string, (fields: Fields) => readonly string[]>> = {
  FragmentSelector: (fields) => [
    ...oneValue('4.2.1', fields),
    ...(fields['conformsTo'] === undefined || isIri(fields['conformsTo'])
      ? []
      : ['4.2.1 conformsTo is an IRI']),
  ],
  CssSelector: (fields) => oneValue('4.2.2', fields),
  XPathSelector: (fields) => oneValue('4.2.3', fields),
  TextQuoteSelector: (fields) => [
    ...(isOne(fields['exact']) ? [] : ['4.2.4 exactly one exact']),
    ...(fields['prefix'] === undefined || isOne(fields['prefix']) ? [] : ['4.2.4 one prefix']),
    ...(fields['suffix'] === undefined || isOne(fields['suffix']) ? [] : ['4.2.4 one suffix']),
  ],
  TextPositionSelector: ({ start, end }) =>
    isCount(start) && isCount(end) && start <= end
      ? []
      : ['4.2.5 one start and one end, not negative, in order'],
  RangeSelector: ({ startSelector, endSelector }) => [
    ...brokenSelector(startSelector),
    ...brokenSelector(endSelector),
  ],
};

function brokenState(state: unknown): readonly string[] {
  const fields = fieldsOf(state);
  if (fields?.['type'] !== 'TimeState') return ['4.3 a state is of a type we write'];
  const { sourceDate, sourceDateStart, sourceDateEnd } = fields;
  const isPair = (sourceDateStart === undefined) === (sourceDateEnd === undefined);
  return [
    ...(listOf(sourceDate).every(isInstant) ? [] : ['4.3.1 sourceDate is an instant in UTC']),
    ...(isPair ? [] : ['4.3.1 a start of dates has its end']),
    ...(sourceDate === undefined || sourceDateStart === undefined
      ? []
      : ['4.3.1 either dates or their span']),
  ];
}
