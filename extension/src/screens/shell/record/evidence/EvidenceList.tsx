export interface EvidenceView {
  readonly key: string;
  readonly text: string;
  readonly url: string | undefined;
}

/** What proves that something was done. Links open apart and tell the other side nothing. */
export function EvidenceList(props: {
  readonly evidence: readonly EvidenceView[];
  readonly none: string;
}) {
  if (props.evidence.length === 0) return <p class="soft">{props.none}</p>;
  return (
    <ul class="list" role="list">
      {props.evidence.map((item) => (
        <li key={item.key}>
          <span class="verbatim">{item.text}</span>
          {item.url !== undefined && (
            <a href={item.url} target="_blank" rel="noreferrer noopener">
              {item.url}
            </a>
          )}
        </li>
      ))}
    </ul>
  );
}
