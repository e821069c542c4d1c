// Package crypto is the lock: it seals and opens bytes, and knows nothing of
// chats or of SQLite.
//
// A sealed archive, NAME.exile.age, is one age file around a zip of a store's
// files. It is read in place ([Open]), written from beginning to end
// ([NewWriter]), and changed by writing it anew: what changes meanwhile lies in a
// [PageLog] over it. docs/sealed-archive.md describes the file.
//
// # Against whom
//
// Against whoever comes by the file later: takes the disk or the stick, runs the
// cloud drive, searches the phone or the computer while it is off, finds a backup.
// Who does not have the key or the passphrase
//
//   - reads nothing in the archive: no message, no name, no picture, no date, not
//     how many of them there are;
//   - learns its size only as it is padded (Padmé: the error is at most 12 %, and
//     for large archives less);
//   - cannot change it unnoticed. A bit changed, a piece cut off, moved, repeated or
//     put in from another archive is damage, and is told. Header, length and last
//     chunk are checked when it is opened, each chunk of 64 KiB when it is read,
//     everything by [Archive.Verify].
//
// # Against whom not
//
//   - A forger who knows the public key. With a key, an archive does not tell who
//     sealed it: anyone who has the public key can seal another one to it. It cannot
//     hold the secret of the true one, and [Pin.Compare] says so where the true one
//     was read before; and if it has an id of its own, [Pins.Places] tells that
//     another archive stood there. Where neither it nor its place was ever seen,
//     nothing can be told. What a passphrase seals was made by somebody who knew the
//     passphrase.
//   - An older state put back. A whole old archive is a whole archive. [Pins]
//     remembers how far this computer has seen it; a computer that has never seen it
//     cannot notice.
//   - Somebody at the running computer, and programs that run as the person or as
//     root: they see what the person sees, and the passphrase as it is typed.
//   - Somebody who can force the person. There is no second, harmless passphrase,
//     and nothing can be denied: the first line says that it is an age file.
//   - Whoever guesses passphrases. scrypt makes each guess dear, no more; see
//     [Judge] and [GeneratePassphrase].
//   - Loss. Who forgets the passphrase, or loses the key file and its recovery sheet, has
//     lost the archive. There is no other way in, and nobody can be asked.
//
// # What is seen from outside
//
// That it is an age file; how many may open it, and by which kind of key
// (passphrase, X25519, post-quantum, a plugin's), though not by which; the work
// factor of a passphrase; the padded size; the name of the file and its times,
// and so when it was last added to, and from two copies, that it was, and by how
// much it grew. The name is the person's to choose; exile proposes one that tells
// nothing.
//
// # What is not promised on the computer itself
//
//   - Memory. Keys, passphrases and what was read lie in the memory of the running
//     program. They are neither locked in it nor wiped: Go moves and copies them,
//     and its strings cannot be overwritten.
//   - Swap and hibernation. What is in memory the system may write to its swap
//     space, and all of it when it hibernates. Let the system encrypt those.
//   - Core dumps are turned off, where the system allows it; root can look all the
//     same.
//   - What was there before. The plain store, once removed, may go on in the blocks
//     of an SSD, in snapshots, in backups, in the bin. So may the exports that the
//     messenger made.
//   - Copies. An archive that is sealed anew to other keys does not change the old
//     copies: the old keys open those for ever.
//   - Plugins. A plugin of age's is a program that the person has installed; what
//     it does is its own affair. A recipient in a manifest may name one: whoever
//     seals to those of a manifest asks [Recipient.Plugin] first, since whoever made
//     the file chose the program. exile connects to nothing.
//
// # What lies where
//
// Nothing of an archive is unpacked to be read: chunks are decrypted into memory,
// and a few are kept there. What does not fit in memory (the pages that adding
// changes, SQLite's sorting, an inner file that can only be read whole) goes to a
// [Scratch] file: sealed block by block under a key that is in memory alone, in a
// file that has no name or is deleted when it is closed. If the computer stops, the key is
// gone, and the bytes with it. A command that writes a plain copy says so: it is
// what it was asked for. [Pins] holds ids, generations, sums (of paths, too) and public
// keys, and no secret: it tells that an archive was used on this computer, and
// whoever guesses its path can tell that it stood there.
//
// A [Key] is kept beside the archive, locked by a passphrase ([LockKey]), as an
// age file that the age command takes as well. Whoever takes both files has to
// guess the passphrase, as if it sealed the archive itself; whoever takes the
// archive alone, from a cloud drive say, has nothing to guess. The passphrase of the
// key file can be changed without the archive being written anew (age -d, then
// age -p); copies of the file keep the old one.
//
// # Why these
//
//   - age v1 (https://age-encryption.org/v1), because it can be opened without
//     exile, by several programs of several authors, because it has public test
//     vectors, which are all run here, and because it can be read at any place. Its
//     chunks are ChaCha20-Poly1305 under a key of their own file, numbered, the last one
//     marked.
//   - scrypt for passphrases, because age has it: N = 2^18, r = 8, p = 1, which is
//     256 MiB and about a second for each guess. More than 2^20 is refused unless
//     allowed, before the work is done: whoever sends a file must not choose how
//     long a computer is busy.
//   - X25519 for keys, as every age knows it, or ML-KEM-768 with X25519 for those
//     who fear that what is copied today is opened by a quantum computer one day;
//     age before 1.3 does not know it, and the two do not mix in one file. Not ssh
//     keys: age's authors advise programs against them.
//   - ChaCha20-Poly1305 for scratch blocks too, under a key for each file. Their
//     nonce is a number that only grows and is kept in memory, so that the disk
//     cannot hand back another block or an older one.
//   - Passphrases in NFC, because the same Korean word may come as syllables or as
//     letters, depending on the system it is typed on.
package crypto
