import { createId, type Branded, type RandomSource } from '../../kernel/index.ts';
import { seededRandom } from '../seeded-random.ts';

/** Repeatable choices from one seed, so that a failing sequence shrinks to a few numbers. */
export interface Chooser {
  /** 0 … `below − 1`. */
  number(below: number): number;
  of<T>(list: readonly T[]): T | undefined;
  /** True once in `outOf`. */
  once(outOf: number): boolean;
  text(): string;
  date(): string;
  id(): string;
}

const words = ['урок', 'план', 'цель', 'ё', 'a', '', ' ', '👩‍🏫', 'строка\nвторая', '"}', 'ъъъ'];

export function chooserOf(seed: number): Chooser {
  const random: RandomSource = seededRandom(seed);
  const number = (below: number): number => {
    const [high = 0, low = 0] = random.bytes(2);
    return below <= 0 ? 0 : (high * 256 + low) % below;
  };
  const of = <T>(list: readonly T[]): T | undefined => list[number(list.length)];
  return {
    number,
    of,
    once: (outOf) => number(outOf) === 0,
    text: () => Array.from({ length: number(5) }, () => of(words) ?? '').join(''),
    date: () => {
      const day = String(1 + number(28)).padStart(2, '0');
      return `${2026 + number(2)}-${String(1 + number(12)).padStart(2, '0')}-${day}`;
    },
    id: () => createId<Branded<string, 'Random'>>(random),
  };
}
