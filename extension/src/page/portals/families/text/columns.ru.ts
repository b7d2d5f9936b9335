/** Columns of grids that the page itself does not head with words. Part of stored addresses: kept. */
export const columns = {
  task: 'домашнее задание',
  file: 'файл',
  person: 'сведения',
} as const;
