/**
 * True where the long tier was asked for: `NASTAVNIK_TIER=long npm run e2e`. It is the same code
 * with larger numbers, too slow for every change.
 */
export const isLong: boolean = process.env['NASTAVNIK_TIER'] === 'long';
