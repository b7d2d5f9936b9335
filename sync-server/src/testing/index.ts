export { connectDevice, TestDevice, type TestDoc } from './connect-device.ts';
export { RawSocket } from './raw-socket.ts';
export { startTestRelay, type TestRelay, type TestRelayOptions } from './start-test-relay.ts';
export { TestOrganisation, type TestPerson } from './test-organisation.ts';
export { addTask, startTestSchool, taskTexts, type TestSchool } from './school.ts';
export { exitCodeOfRelay, spawnRelay, type SpawnedRelay } from './spawn-relay.ts';
