// Package lang holds the sentences that the commands say to people, in Korean
// and English. What exile writes into people's outputs stands in
// exile/formats/words instead.
//
// # Placeholders
//
// {name} is replaced by a value; whole numbers get their thousands separated.
// {name|a|b} prints one of two words and not the value:
//
//   - in English, the first for the number 1 and the second for all others:
//     "{n} {n|file|files}";
//   - in Korean, the first after a final consonant and the second after a
//     vowel, as particles need it: "{name}{name|을|를}", and both where that
//     cannot be known.
//
// Every sentence exists in both languages, and both use the same values; a test
// reads this package's source to see to it.
package lang
