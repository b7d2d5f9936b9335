export { connectDevice, TestDevice, type TestDoc } from './connect-device.ts';
export { HostileRelay, type Script, type Victim } from './hostile-frames/hostile-relay.ts';
export { FaultyLine, type LineFaults } from './hostile-frames/faulty-line.ts';
export { RawSocket } from './raw-socket.ts';
export { startTestRelay, type TestRelay, type TestRelayOptions } from './start-test-relay.ts';
export { TestOrganisation, type TestPerson } from './organisations/test-organisation.ts';
export { addTask, startTestSchool, taskTexts, type TestSchool } from './organisations/school.ts';
export { exitCodeOfRelay, spawnRelay, type SpawnedRelay } from './spawn-relay.ts';
export {
  startRelayInProcess,
  type InProcessRelay,
  type RelaySocket,
} from './in-process/start-relay-in-process.ts';
export { openDatabase, type OpenedDatabase } from '../store/file/open-database.ts';
export { storeOn } from '../store/sqlite-store.ts';
export type { ChangeCommit, Store } from '../store/store.ts';
export { startTestDistrict, type TestDistrict, type TestTenant } from './organisations/district.ts';
export { fuzzDecoder, fuzzGate, hostileInputs } from './hostile-frames/fuzz-frames.ts';
