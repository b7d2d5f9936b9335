/** How large a long test is: its everyday size, unless `npm run soak` asks for another. */
export function soakScale(name: string, everyday: number): number {
  const given = Number(process.env[`SOAK_${name.toUpperCase()}`]);
  return Number.isSafeInteger(given) && given > 0 ? given : everyday;
}
