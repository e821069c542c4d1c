// Package handover is how exile hands a bundle for Telegram to the courier, the
// program that connects: as one stream through a pipe. Whoever reads the stream
// learns what is to be delivered and nothing of where it was kept: no path of a
// store, no passphrase, no key.
//
// # The stream
//
// It is a multipart document (RFC 2046), each part with one header, Content-Disposition,
// whose name says what follows:
//
//	manifest   the [Manifest] as JSON; always first
//	text       the text of a part, as it is uploaded
//	file       the bytes of one media file
//	end        nothing; without it the stream was cut
//
// Texts and files come in the order of the manifest: for each chat and each of its
// parts the text, then its files. What is asked for is told by [Depth]: a plan needs
// the manifest alone, a verification the texts too, a push everything.
package handover
