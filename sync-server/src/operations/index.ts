export { runCommandLine, type CommandLineProcess } from './command-line/run-command-line.ts';
export {
  loadConfiguration,
  type ConfigurationSources,
  type LoadedConfiguration,
} from './configuration/load-configuration.ts';
export { createLogger } from './serving/create-logger.ts';
export { dataFolderOf, type DataFolder } from './configuration/data-folder.ts';
export { readKeyFile } from './keys/key-file.ts';
export {
  openOperatorSession,
  type NewInvitation,
  type OperatorSession,
} from './loopback/operator-session.ts';
export { connectToRelay, type RelayConnection } from './loopback/relay-connection.ts';
export {
  startRelayService,
  type RelayService,
  type RelayServiceOptions,
} from './serving/relay-service.ts';
