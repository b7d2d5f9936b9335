/**
 * True for hosts where the session is that of the state services, ТОР «Моя школа» among them. They
 * are read by the click on the panel only (`activeTab`), never by a lasting permission.
 */
export const isStateService = (hostname: string): boolean =>
  /(^|\.)gosuslugi\.ru$/.test(hostname) && !hostname.endsWith('.gosweb.gosuslugi.ru');
