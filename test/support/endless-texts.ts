/**
 * Texts of about so many bytes on which a check that looks back, or begins again at every place, would work for very
 * long (attack 101). With 100,000 bytes such a test fails within a minute and with a million it hangs.
 */
export function endlessTexts(bytes: number): readonly [what: string, text: string][] {
  const fill = (piece: string) => piece.repeat(Math.floor(bytes / Buffer.byteLength(piece)));
  const half = (text: string) => text.slice(text.length / 2);
  return [
    ['one digit', fill('1')],
    ['one letter and an end', `${fill('a')}!`],
    ['an address without an end', `${half(fill('a.'))}@${half(fill('b.'))}`],
    ['words and endings', fill('pass1234')],
    ['white space with something around it', `a${fill(' ')}b`],
    ['signs with letters around them', `a${fill('@')}b`],
    // Normalising sorts marks: those of one class in front of all those of the other.
    ['combining marks out of order', `a${half(fill('\u0301'))}${half(fill('\u0316'))}`],
  ];
}
