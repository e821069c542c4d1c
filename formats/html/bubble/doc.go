// Package bubble lays out messages as HTML: what stands between the heading of a page and
// its end, for the site on a disk (exile/formats/html) and for pages that a program serves.
//
// # What it appends
//
//	<section class="day" data-d="2026-02-08"><h2><time …>Sunday, 8 February 2026</time></h2>
//	<article class="m me on" id="m7"> … </article>     a message; me: it is mine, on: its sender also wrote the one before
//	<article class="s" id="m8"> … </article>           a notice
//	</section>
//
// A message has the name (class n), the bubble (b) with what it answers (re), what it says and its older
// states (ed), the time as a link to the message (w), and the reactions (rx). The style for it is [Style], which goes
// by the colours of [Base]; a page has both, and may have styles of its own behind them.
//
// Where things are is for the caller to say: the number of a message ([Options.ID]), the address of a file
// ([Options.File]), and of what a reply answers ([Options.Answer]).
//
// # Safety
//
// Everything that somebody wrote or named is text: nothing of it becomes an element or an attribute of its own.
// Marks that turn the direction of writing are left out, control characters are shown as signs. Links lead
// to http, https and mailto alone, tell nobody where they are followed from, and say their host where their words
// say something else. There is no script and no style within what is appended, so that a page
// may forbid both. No time that is spent and no HTML that is made grows faster than what a message holds.
package bubble
