import { Check, CircleDashed } from 'lucide-preact';
import { useTexts } from '../../text/language.tsx';

export const safetyTiers = ['device', 'relay', 'district'] as const;

/** How far a change has got: stored here, stored by the relay, counted by the district. */
export type SafetyTier = (typeof safetyTiers)[number];

export interface StatusTierProps {
  /** Absent: not stored anywhere yet. */
  readonly tier: SafetyTier | undefined;
  /** When the tier was reached, ms UTC. */
  readonly atMs?: number | undefined;
  readonly nowMs: number;
  /** False for kinds of documents that the district never reads: they have two steps only. */
  readonly reachesDistrict?: boolean;
}

/** «на устройстве → на узле → в районе» with the time of the last step reached. */
export function StatusTier(props: StatusTierProps) {
  const { t, formats } = useTexts();
  const steps = safetyTiers.filter((tier) => tier !== 'district' || props.reachesDistrict === true);
  const reached = props.tier === undefined ? -1 : safetyTiers.indexOf(props.tier);
  return (
    <span class="tier" data-tier={props.tier ?? 'none'}>
      {steps.map((tier, at) => {
        const isReached = at <= reached;
        const Icon = isReached ? Check : CircleDashed;
        return (
          <span class="tier-step" key={tier} data-reached={isReached}>
            <Icon size={14} aria-hidden="true" />
            <span class="visually-hidden">
              {isReached ? t.status.tierReached : t.status.tierAhead}
            </span>
            {t.status.tier[tier]}
          </span>
        );
      })}
      {props.atMs !== undefined && <time>{formats.recent(props.atMs, props.nowMs)}</time>}
    </span>
  );
}
