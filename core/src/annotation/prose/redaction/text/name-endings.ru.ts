/** Ends of surnames and patronymics in their cases; a capital word with one of them may name somebody. */
export const nameEndings =
  '(?:ов|ев|ёв|ин|ын)(?:а|у|ым|ом|ой|е|ы|ых)?|(?:ск|цк)(?:ий|ая|ого|ому|ой|ую|им|ие)|' +
  '(?:ович|евич|ич)(?:а|у|ем|е)?|(?:овн|евн|ичн)(?:а|ы|е|у|ой)|(?:енко|ко|ук|юк|чук|ян|дзе|швили)';
