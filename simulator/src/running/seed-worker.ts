import { parentPort } from 'node:worker_threads';
import { initializeAutomergeForTests } from '@nastavnik/core/testing';
import { Platform } from '../platform/platform.ts';
import { foundSchool } from '../world/school.ts';
import type { WorldPlan } from '../world/world.ts';
import { runSeed } from './run-seed.ts';

/* A thread that plays one world after another, as it is told. Its globals belong to the worlds. */
const platform = Platform.install();
await initializeAutomergeForTests();
const school = await foundSchool(platform);

parentPort?.on('message', (plan: WorldPlan) => {
  void runSeed(plan, platform, school).then((outcome) => parentPort?.postMessage(outcome));
});
