/**
 * True when a path fits a pattern of keys joined by «/»: `*` stands for one key, a final `**` for
 * one or more. So `goals/**` opens everything inside the container and never the container itself.
 */
export function matchesPath(pattern: string, path: readonly string[]): boolean {
  const keys = pattern.split('/');
  const isOpen = keys.at(-1) === '**';
  const fixed = isOpen ? keys.slice(0, -1) : keys;
  if (isOpen ? path.length <= fixed.length : path.length !== fixed.length) return false;
  return fixed.every((key, index) => key === '*' || key === path[index]);
}
