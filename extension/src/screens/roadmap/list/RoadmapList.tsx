import type { RoadmapLevel, RoadmapState } from '@nastavnik/core/domain';
import type { DocumentId } from '@nastavnik/core/kernel';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { Mark } from '../../../ui/status/Mark.tsx';
import { useTexts } from '../../../text/language.tsx';

export interface RoadmapCardView {
  readonly documentId: DocumentId;
  readonly title: string;
  readonly level: RoadmapLevel | undefined;
  readonly state: RoadmapState | undefined;
  readonly start: string | undefined;
  readonly end: string | undefined;
  readonly rows: number;
}

export function RoadmapList(props: { readonly roadmaps: readonly RoadmapCardView[] }) {
  const { t, formats } = useTexts();
  return (
    <section class="stack">
      <h1>{t.roadmap.listTitle}</h1>
      {props.roadmaps.length === 0 && <EmptyState text={t.roadmap.empty} />}
      <ul class="list" role="list">
        {props.roadmaps.map((roadmap) => (
          <li key={roadmap.documentId}>
            <a href={`#/roadmaps/${roadmap.documentId}`}>
              {roadmap.title === '' ? t.roadmap.untitled : roadmap.title}
            </a>
            <div class="row small">
              {roadmap.level !== undefined && (
                <Mark>{t.vocabulary.roadmapLevel[roadmap.level]}</Mark>
              )}
              {roadmap.state !== undefined && (
                <Mark>{t.vocabulary.roadmapState[roadmap.state]}</Mark>
              )}
              {roadmap.start !== undefined && roadmap.end !== undefined && (
                <span class="soft">
                  {t.roadmap.between(formats.date(roadmap.start), formats.date(roadmap.end))}
                </span>
              )}
              <span class="soft">{t.roadmap.rows(roadmap.rows)}</span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
