import { useSummaries } from '../../shell/record/use-summaries.ts';
import { RoadmapList } from './RoadmapList.tsx';

export function RoadmapListScreen() {
  const roadmaps = useSummaries('roadmap').map(({ documentId, value }) => ({
    documentId,
    title: value?.title ?? '',
    level: value?.level,
    state: value?.state,
    start: value?.periodStart,
    end: value?.periodEnd,
    rows: value?.rows.filter(({ isHeading }) => !isHeading).length ?? 0,
  }));
  return <RoadmapList roadmaps={roadmaps} />;
}
